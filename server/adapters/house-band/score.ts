// What the composer writes and the band plays: the events of one bar, and the place in time where parts put them.

import type { BusName } from './buses.ts';
import type { Direction } from './conductor.ts';
import type { AskedPart, Entrances } from './entrances.ts';
import type { Place } from './form.ts';
import type { Chord, Key } from './harmony.ts';
import { gainOf } from './instruments/wave.ts';
import { chance } from './random.ts';
import { FADING } from './sounds/loudness.ts';
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
  /** Factor on the loudness alone, where `velocity` changes the colour, too. */
  readonly gain: number;
  /** As loud as this sound would be in its place; `null`: as it is. */
  readonly like: SoundName | null;
}

/** What of a style comes and goes: `high` puts the figure an octave up, `answer` is the second voice. */
export type Layer = 'figure' | 'pad' | 'answer' | 'high';

/** Everything that a part needs to write one bar of its style's own counting. */
export interface Page {
  readonly seed: number;
  /** Counts the style's own bars since it took over. */
  readonly bar: number;
  readonly place: Place;
  /** Sections, and phrases of four of the room's bars, since the style took over. */
  readonly sectionsPlayed: number;
  readonly phrasesPlayed: number;
  /** What of the style plays in this phrase. */
  readonly layers: ReadonlySet<Layer>;
  readonly direction: Direction;
  readonly entrances: Entrances;
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
export const PART = {
  drums: 1,
  bass: 2,
  chords: 3,
  figure: 4,
  lead: 5,
  fill: 6,
  harmony: 7,
  section: 8,
  arrangement: 9,
  answer: 10,
} as const;

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
  if (stepsPerBar === page.groove.stepsPerBar) {
    // The last triplet of a beat goes where the ride puts it: later when slow, straighter when fast.
    if (stepsPerBar === 12 && whole % 3 === 2) position = whole - 2 + (swing / 100) * 3 + (step - whole);
    else if (stepsPerBar === 16 && whole % 2 === 1) position = step + (2 * swing) / 100 - 1;
  } else position = stepsPerBar === 12 ? straightened(step, swing / 100) : swung(step, swing / 100);
  const loose = (chance(page.seed, page.bar, part, Math.round(step * 8)) + chance(page.seed, page.bar, part, whole, 9) - 1) * looseMs;
  return Math.max(0, Math.round(position * stepFrames + (lateMs + loose) * 48));
}

/** A step of triplets in a bar of sixteenths: its off-beats are eighths, its first triplets sixteenths. */
function straightened(step: number, swing: number): number {
  const whole = Math.floor(step);
  const third = whole % 3;
  return whole - third + (third === 0 ? 0 : third === 1 ? 1.5 * swing : 1.5) + (step - whole);
}

/** A step of sixteenths in a bar of triplets: its eighths fall where the ride puts them, and the others halfway between. */
function swung(step: number, swing: number): number {
  const beat = Math.floor(step / 4) * 4;
  const within = (step - beat) / 4;
  return beat + 4 * (within < 0.5 ? within * 2 * swing : swing + (within - 0.5) * 2 * (1 - swing));
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
  event: Pick<ScoreEvent, 'at' | 'midi' | 'velocity' | 'frames'> & Partial<Pick<ScoreEvent, 'pan' | 'fromMidi' | 'gain' | 'like'>>,
): void {
  const velocity = Math.min(1, event.velocity);
  page.events.push({
    bus,
    sound,
    drum: null,
    pan: 0,
    fromMidi: 0,
    gain: 1,
    like: null,
    ...event,
    velocity,
    frames: Math.max(240, Math.round(event.frames)),
  });
}

/** Who was asked for comes forward by so much, and by so much more in the first bars after it was. */
const FEATURED_DB = 2;
const ENTRANCE_DB = [5, 5, 3, 1.5] as const;
/** Somebody of no presence would be so much softer; the least that there is makes it 9 dB. */
const ABSENT_DB = -13;
/** What dies away in the place of what is held has to be struck harder. */
const STRUCK_DB = 4;

/**
 * How an instrument is played that was asked for: as loud as the style's own would be in its place and a little more, most of all as it
 * enters; "a bit of" it is softer. Others of the style are as loud as the style's own.
 */
export function featured({ direction, entrances }: Page, part: AskedPart, own: SoundName | null): Pick<ScoreEvent, 'gain' | 'like'> {
  const isAsked = part === 'drums' ? direction.wantsDrums : direction.sounds[part] !== null;
  const absentDb = part === 'drums' ? 0 : (1 - direction.presence[part]) * ABSENT_DB;
  if (!isAsked) return { gain: gainOf(absentDb), like: own };
  const asked = part === 'drums' ? null : direction.sounds[part];
  const struckDb = asked !== null && own !== null && FADING.has(asked) && !FADING.has(own) ? STRUCK_DB : 0;
  return { gain: gainOf(absentDb + FEATURED_DB + struckDb + (ENTRANCE_DB[entrances[part]] ?? 0)), like: own };
}

/** Whether a part has just been asked for: then it shows itself, whatever it would do else. */
export function isEntering({ entrances }: Page, part: AskedPart): boolean {
  return entrances[part] < 2;
}

/** How long notes are held, from the mood. */
export function lengthFactor(page: Page): number {
  return 2 ** (page.direction.mood.legato * 0.8);
}
