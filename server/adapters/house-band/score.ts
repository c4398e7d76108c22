// What the composer writes and the band plays: the events of one bar, and the place in time where parts put them.

import type { BusName } from './buses.ts';
import type { Direction } from './conductor.ts';
import type { Place } from './form.ts';
import type { Chord, Key } from './harmony.ts';
import { chance } from './random.ts';
import type { SoundName } from './sounds/sounds.ts';
import type { Style } from './styles/style.ts';

export interface ScoreEvent {
  /** Frames since the bar line. */
  readonly at: number;
  readonly bus: BusName;
  /** A letter of the kit, or `null` for a note. */
  readonly drum: string | null;
  readonly sound: SoundName | null;
  /** Note; for drums semitones of detuning. */
  readonly midi: number;
  /** 0 to 1. */
  readonly velocity: number;
  readonly frames: number;
  readonly pan: number;
  /** A note to slide from, or 0. */
  readonly fromMidi: number;
}

/** Everything that a part needs to write one bar of its style's own counting. */
export interface Page {
  readonly seed: number;
  /** Counts the style's own bars since it took over. */
  readonly bar: number;
  readonly place: Place;
  readonly direction: Direction;
  readonly groove: Style;
  readonly harmony: Style;
  readonly key: Key;
  readonly chord: Chord;
  readonly nextChord: Chord;
  /** 0 to 1. */
  readonly density: number;
  readonly framesPerBar: number;
  readonly events: ScoreEvent[];
}

/** Parts, numbered for their chance. */
export const PART = { drums: 1, bass: 2, chords: 3, figure: 4, lead: 5, fill: 6, harmony: 7, section: 8 } as const;

/** By so many per cent of a pair can a word shift the off-step. */
const MOST_SWING = 14;

/** The frame of a step: swung with the groove, late by the part's habit, and a little loose. One swing serves all parts. */
export function frameOf(page: Page, step: number, stepsPerBar: number, lateMs: number, part: number): number {
  const { mood } = page.direction;
  const looseMs = page.groove.looseMs * 2 ** mood.looseness;
  // Words bend the style's own swing, no further than from straight to a dotted pair.
  const swing = mood.swing === 0 ? page.groove.swing : Math.max(50, Math.min(75, page.groove.swing + mood.swing * MOST_SWING));
  const stepFrames = page.framesPerBar / stepsPerBar;
  const whole = Math.floor(step);
  let position = step;
  if (stepsPerBar === 12) {
    // The last triplet of a beat goes where the ride puts it: later when slow, straighter when fast.
    if (whole % 3 === 2) position = whole - 2 + (swing / 100) * 3 + (step - whole);
  } else if (whole % 2 === 1) position = step + (2 * swing) / 100 - 1;
  const loose = (chance(page.seed, page.bar, part, Math.round(step * 8)) + chance(page.seed, page.bar, part, whole, 9) - 1) * looseMs;
  return Math.max(0, Math.round(position * stepFrames + (lateMs + loose) * 48));
}

/** Whether a step of this dispensability sounds. The draw depends on bar and step, never on the density: more density never takes a note away. */
export function sounds(page: Page, threshold: number, part: number, step: number): boolean {
  if (threshold <= 0) return true;
  return page.density >= threshold + (chance(page.seed, page.bar, part, step, 77) - 0.5) * 0.07;
}

export function note(
  page: Page,
  bus: BusName,
  sound: SoundName,
  event: { at: number; midi: number; velocity: number; frames: number; pan?: number; fromMidi?: number },
): void {
  const velocity = Math.min(1, event.velocity);
  page.events.push({ bus, sound, drum: null, pan: 0, fromMidi: 0, ...event, velocity, frames: Math.max(240, Math.round(event.frames)) });
}

/** How much louder than the style's own an instrument is that was asked for; "a bit of" it is softer. */
export function askedGain(asked: SoundName | null, gain: number, presence: number): number {
  return (asked === null ? 1 : gain) * (0.4 + 0.6 * presence);
}

/** How long notes are held, from the mood. */
export function lengthFactor(page: Page): number {
  return 2 ** (page.direction.mood.legato * 0.8);
}
