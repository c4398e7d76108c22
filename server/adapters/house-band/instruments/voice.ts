// What every sounding thing has in common, and the pool that lends voices out. A full pool plays fewer notes, never allocates.
import type { Buses, BusName } from '../buses.ts';

export interface Voice {
  bus: BusName;
  isBusy: boolean;
  /** Serial number of its start; the lowest is the oldest. */
  age: number;
  /** Adds up to `frames` frames to its bus and becomes free when nothing is left. */
  render(buses: Buses, frames: number): void;
  /** Lets go; silent after about `ms`. */
  release(ms: number): void;
}

export interface Pool<V extends Voice> {
  /** A free voice, marked busy; `null` when all are taken. The oldest is let go early, so that one is free next time. */
  take(bus: BusName): V | null;
  render(buses: Buses, frames: number): void;
  release(bus: BusName, ms: number): void;
}

const STEAL_MS = 4;

export function createPool<V extends Voice>(size: number, create: () => V): Pool<V> {
  const voices = Array.from({ length: size }, create);
  let serial = 0;

  return {
    take(bus) {
      let free: V | null = null;
      let oldest: V | null = null;
      let freeCount = 0;
      for (const voice of voices) {
        if (!voice.isBusy) {
          free ??= voice;
          freeCount += 1;
        } else if (oldest === null || voice.age < oldest.age) oldest = voice;
      }
      if (freeCount <= 1) oldest?.release(STEAL_MS);
      if (free === null) return null;
      serial += 1;
      free.isBusy = true;
      free.age = serial;
      free.bus = bus;
      return free;
    },
    render(buses, frames) {
      for (const voice of voices) if (voice.isBusy) voice.render(buses, frames);
    },
    release(bus, ms) {
      for (const voice of voices) if (voice.isBusy && voice.bus === bus) voice.release(ms);
    },
  };
}

/** How one note is to be played; `offset` is its first frame within the running quantum. */
export interface NoteStart {
  midi: number;
  /** 0 to 1; louder is brighter too. */
  velocity: number;
  gateFrames: number;
  offset: number;
  /** -1 left to 1 right. */
  pan: number;
  /** Factor on filters, 1 = as the recipe says. */
  brightness: number;
  /** Slides from this note when not 0. */
  fromMidi: number;
}

/** Equal-power position between the loudspeakers. */
export function panLeft(pan: number): number {
  return Math.cos(((pan + 1) * Math.PI) / 4) * Math.SQRT2;
}
export function panRight(pan: number): number {
  return Math.sin(((pan + 1) * Math.PI) / 4) * Math.SQRT2;
}
