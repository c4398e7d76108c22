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
  /** A free voice, marked busy; `null` when all are taken. Before that the oldest are let go early, so that a whole chord finds room. */
  take(bus: BusName): V | null;
  render(buses: Buses, frames: number): void;
  release(bus: BusName, ms: number): void;
}

const STEAL_MS = 4;
/** So many voices are kept free, or about to be: a chord. */
const SPARE = 4;

export function createPool<V extends Voice>(size: number, create: () => V): Pool<V> {
  const voices = Array.from({ length: size }, create);
  /** Those that were let go early: nobody is helped by letting go of them again. */
  const leaving = new Uint8Array(size);
  let serial = 0;

  return {
    take(bus) {
      let free = -1;
      let oldest = -1;
      let spare = 0;
      for (let at = 0; at < size; at += 1) {
        const voice = voices[at] as V;
        if (!voice.isBusy) {
          leaving[at] = 0;
          if (free < 0) free = at;
          spare += 1;
        } else if (leaving[at] === 1) spare += 1;
        else if (oldest < 0 || voice.age < (voices[oldest] as V).age) oldest = at;
      }
      if (spare <= SPARE && oldest >= 0) {
        voices[oldest]?.release(STEAL_MS);
        leaving[oldest] = 1;
      }
      const taken = voices[free];
      if (taken === undefined) return null;
      serial += 1;
      taken.isBusy = true;
      taken.age = serial;
      taken.bus = bus;
      return taken;
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
  /** Factor on the loudness. */
  gain: number;
}

/** Equal-power position between the loudspeakers. */
export function panLeft(pan: number): number {
  return Math.cos(((pan + 1) * Math.PI) / 4) * Math.SQRT2;
}
export function panRight(pan: number): number {
  return Math.sin(((pan + 1) * Math.PI) / 4) * Math.SQRT2;
}
