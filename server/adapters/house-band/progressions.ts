// Which chord stands where: the progression of a round and section, and the relatives that take the place of its chords as the piece goes
// on. Pure; lays no chord out.
import type { Place } from './form.ts';
import { type Chord, type Key, readChord } from './harmony.ts';
import { chance, hash } from './random.ts';
import { PART } from './score.ts';
import type { Progression, Style } from './styles/style.ts';

/** A chord of a piece that has begun to repeat itself is exchanged with this chance. */
const EXCHANGED = 0.3;

/** Choruses have their own; with each round of the form come others. */
export function progressionOf(seed: number, harmony: Style, place: Place, isBright: boolean): Progression {
  const all = isBright ? harmony.bright : harmony.dark;
  const turn = hash(seed, PART.harmony) + place.era + (place.section === 'chorus' ? 1 : 0);
  return all[turn % all.length] as Progression;
}

/** `ownBar` counts the style's own bars, `sectionsPlayed` the sections since it took over. */
export function chordAt(seed: number, { chords }: Progression, harmony: Style, key: Key, ownBar: number, sectionsPlayed: number): Chord {
  const place = Math.floor(ownBar / harmony.barsPerChord);
  const index = place % chords.length;
  const chord = readChord(chords[index] as string, key);
  // The first of a progression is its home, and one that hardly moves is meant to stand still.
  const mayChange = sectionsPlayed >= 3 && index > 0 && new Set(chords).size > 2 && chance(seed, place, PART.harmony, 5) < EXCHANGED;
  return mayChange ? (relativeOf(chords[index] as string, key) ?? chord) : chord;
}

/** The chord a third below, which shares two notes; `null` when it would have no pure fifth or the chord is altered. */
function relativeOf(text: string, key: Key): Chord | null {
  const [, digit, extension] = /^([1-7]):(5|7|9|11|add9)$/.exec(text) ?? [];
  if (digit === undefined || extension === undefined) return null;
  const relative = readChord(`${((Number(digit) + 4) % 7) + 1}:${extension}`, key);
  return relative.tones.includes(7) ? relative : null;
}
