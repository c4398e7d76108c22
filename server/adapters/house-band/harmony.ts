// Scales, chords and how their notes are laid out so that every voice moves little. Pure; knows pitch, not time or sound.
import { SCALES, type Scale } from '../../domain/steering.ts';

export const MODES = ['lydian', 'ionian', 'mixolydian', 'dorian', 'aeolian', 'phrygian'] as const;
export type Mode = (typeof MODES)[number];

/** Where a mode's home note lies above the root of the major scale with the same notes: modes are rotations, so no note leaves the scale. */
const ROTATION: Readonly<Record<Mode, number>> = { ionian: 0, dorian: 2, phrygian: 4, lydian: 5, mixolydian: 7, aeolian: 9 };
const MAJOR = [0, 2, 4, 5, 7, 9, 11] as const;
const SHARP_NAMES = ['C', 'C#', 'D', 'D#', 'E', 'F', 'F#', 'G', 'G#', 'A', 'A#', 'B'] as const;
const FLAT_NAMES = ['C', 'Db', 'D', 'Eb', 'E', 'F', 'Gb', 'G', 'Ab', 'A', 'Bb', 'B'] as const;
/** Roots of the major scales that are written with flats. */
const FLAT_ROOTS = new Set([1, 3, 5, 6, 8, 10]);

export interface Key {
  /** Pitch class of the home note, 0 = C. */
  readonly home: number;
  /** Semitones of the seven degrees above the home note. */
  readonly steps: readonly number[];
  readonly isFlat: boolean;
}

export function keyOf(scale: Scale, mode: Mode): Key {
  const root = SCALES.indexOf(scale);
  const home = (root + ROTATION[mode]) % 12;
  const steps = MAJOR.map((step) => (root + step - home + 24) % 12).sort((a, b) => a - b);
  return { home, steps, isFlat: FLAT_ROOTS.has(root) };
}

/** MIDI note of a degree counted from the home note at or above `floor`; degrees may be negative or beyond 7. */
export function degreeToMidi(key: Key, degree: number, floor: number): number {
  const octave = Math.floor(degree / 7);
  return floor + ((((key.home - floor) % 12) + 12) % 12) + (key.steps[degree - octave * 7] as number) + 12 * octave;
}

/** Where a melody's note comes to stand: on a chord's note, on one that asks on, on one that rests, or on any of the scale. */
export type Anchor = 'chord' | 'open' | 'home' | 'free';

/** The note of a melody for a degree counted from the home note, within a range (MIDI). */
export function melodyNote(
  { key, chord }: { readonly key: Key; readonly chord: Chord },
  degree: number,
  { low, high, isPentatonic }: { readonly low: number; readonly high: number; readonly isPentatonic: boolean },
  anchor: Anchor,
): number {
  let midi = degreeToMidi(key, degree, low);
  while (midi > high) midi -= 12;
  while (midi < low) midi += 12;
  const classes = chord.tones.map((tone) => (chord.root + tone) % 12);
  if (anchor === 'open') return nearest(midi, classes.slice(1));
  if (anchor === 'home') return nearest(midi, classes.slice(0, 2));
  if (anchor === 'chord') return nearest(midi, classes);
  if (!isPentatonic) return midi;
  const five = key.steps.includes(3) ? [0, 3, 5, 7, 10] : [0, 2, 4, 7, 9];
  return nearest(
    midi,
    five.map((semitones) => (key.home + semitones) % 12),
  );
}

export interface Chord {
  /** Pitch class of the root. */
  readonly root: number;
  /** Semitones above the root, the root first. */
  readonly tones: readonly number[];
  readonly name: string;
}

/** Reads a chord of the key: degree 1 to 7, `b` or `#` before it, `M` or `m` for another third than the key's, and `:5 :7 :9 :11 :6 :sus :pow :add9`. */
export function readChord(text: string, key: Key): Chord {
  const [, accidental = '', digit = '1', third = '', extension = '5'] = /^(b|#)?([1-7])(M|m)?(?::(\w+))?$/.exec(text) ?? [];
  const degree = Number(digit) - 1;
  const above = (steps: number) => (key.steps[(degree + steps) % 7] as number) + 12 * Math.floor((degree + steps) / 7);
  const base = above(0);
  const shift = accidental === 'b' ? -1 : accidental === '#' ? 1 : 0;
  const natural = {
    third: above(2) - base,
    fifth: above(4) - base,
    seventh: above(6) - base,
    ninth: above(8) - base,
    eleventh: above(10) - base,
  };
  const isForeign = shift !== 0;
  const threeSemitones = third === 'M' ? 4 : third === 'm' ? 3 : isForeign ? 4 : natural.third;
  const fifth = isForeign || third !== '' ? 7 : natural.fifth;
  const seventh = third === 'M' ? 10 : isForeign ? 11 : natural.seventh;
  const ninth = natural.ninth === 14 || isForeign ? 14 : null;
  const tones = [0, extension === 'sus' ? 5 : threeSemitones, fifth];
  if (extension === 'pow') tones.splice(1, 1);
  if (extension === '6') tones.push(9);
  if (extension === '7' || extension === '9' || extension === '11') tones.push(seventh);
  if ((extension === '9' || extension === '11' || extension === 'add9') && ninth !== null) tones.push(ninth);
  // A natural eleventh grates on a major third, so only minor chords get it.
  if (extension === '11' && threeSemitones === 3 && natural.eleventh === 17) tones.push(17);
  const root = (key.home + base + shift + 24) % 12;
  return { root, tones, name: (key.isFlat ? FLAT_NAMES : SHARP_NAMES)[root] + suffix(tones) };
}

function suffix(tones: readonly number[]): string {
  const has = (semitones: number) => tones.includes(semitones);
  if (!has(3) && !has(4)) return has(5) ? 'sus4' : '5';
  const minor = has(3);
  const top = has(17) ? '11' : has(14) && (has(10) || has(11)) ? '9' : '7';
  if (minor && has(6)) return has(10) ? 'm7b5' : 'dim';
  if (has(11)) return `${minor ? 'm' : ''}maj${top}`;
  if (has(10)) return `${minor ? 'm' : ''}${top}`;
  if (has(9)) return minor ? 'm6' : '6';
  return `${minor ? 'm' : ''}${has(14) ? 'add9' : ''}`;
}

/** Lays a chord out between `low` and `high` (MIDI) so that it moves least from `previous`. Chords of four notes and more leave the root to the bass. */
export function voice(chord: Chord, low: number, high: number, previous: readonly number[] | null): readonly number[] {
  const intervals = chord.tones.length >= 4 ? chord.tones.slice(1) : chord.tones;
  const classes = intervals.map((interval) => (chord.root + interval) % 12);
  const centre = (low + high) / 2;
  let best: readonly number[] = [];
  let bestCost = Number.POSITIVE_INFINITY;
  for (let rotation = 0; rotation < classes.length; rotation += 1) {
    for (let bottom = low; bottom < low + 12; bottom += 1) {
      if (bottom % 12 !== classes[rotation]) continue;
      const close = stack(classes, rotation, bottom);
      for (const notes of [close, dropSecond(close)]) {
        const cost = costOf(notes, low, high, centre, previous);
        if (cost < bestCost) {
          best = notes;
          bestCost = cost;
        }
      }
    }
  }
  return best;
}

/** The next inversion: the lowest note goes up an octave, or, without room above, the highest one down. */
export function inverted(voicing: readonly number[], high: number): readonly number[] {
  const [lowest = 0, ...rest] = voicing;
  if (lowest + 12 <= high) return [...rest, lowest + 12].sort((a, b) => a - b);
  return [(voicing.at(-1) ?? 0) - 12, ...voicing.slice(0, -1)].sort((a, b) => a - b);
}

/** The voicing with the fourth in place of the third, when the key has a pure one; it asks to be resolved. */
export function suspended(voicing: readonly number[], chord: Chord, key: Key): readonly number[] {
  const fourth = (chord.root + 5) % 12;
  const third = chord.tones.find((tone) => tone === 3 || tone === 4);
  if (third === undefined || !key.steps.includes((fourth - key.home + 12) % 12)) return voicing;
  return voicing.map((midi) => (midi % 12 === (chord.root + third) % 12 ? midi + 5 - third : midi));
}

function stack(classes: readonly number[], rotation: number, bottom: number): number[] {
  const notes = [bottom];
  for (let i = 1; i < classes.length; i += 1) {
    const last = notes[i - 1] as number;
    const next = classes[(rotation + i) % classes.length] as number;
    notes.push(last + ((((next - last) % 12) + 12) % 12 || 12));
  }
  return notes;
}

/** The second note from the top an octave lower: the open sound of guitars and sections. */
function dropSecond(close: readonly number[]): number[] {
  if (close.length < 4) return [...close];
  const dropped = (close[close.length - 2] as number) - 12;
  return [...close.filter((_, index) => index !== close.length - 2), dropped].sort((a, b) => a - b);
}

function costOf(notes: readonly number[], low: number, high: number, centre: number, previous: readonly number[] | null): number {
  const mean = notes.reduce((sum, note) => sum + note, 0) / notes.length;
  let cost = Math.abs(mean - centre) * 0.7;
  for (const note of notes) cost += note < low ? (low - note) * 3 : note > high ? (note - high) * 2 : 0;
  // Narrow intervals are mud below the middle of the piano.
  for (let i = 1; i < notes.length; i += 1) if ((notes[i] as number) < 54 && (notes[i] as number) - (notes[i - 1] as number) < 3) cost += 6;
  if (previous !== null && previous.length > 0) {
    for (const note of notes) cost += Math.min(...previous.map((old) => Math.abs(old - note)));
    const leap = Math.abs((notes.at(-1) as number) - (previous.at(-1) as number));
    cost += leap > 4 ? leap : leap * 0.5;
  }
  return cost;
}

/** The MIDI note nearest to `midi` whose pitch class is in the list. */
export function nearest(midi: number, classes: readonly number[]): number {
  for (let away = 0; away < 12; away += 1) {
    if (classes.includes((midi - away + 120) % 12)) return midi - away;
    if (classes.includes((midi + away) % 12)) return midi + away;
  }
  return midi;
}
