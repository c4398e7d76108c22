// Named keys in words ("D minor", "fis-moll", "re menor") as scales of the engine. Knows nothing of sentences around them.
import { SCALES, type Scale } from './steering.ts';

export interface NamedKey {
  readonly scale: Scale;
  readonly mode: 'major' | 'minor';
  /** How many of the given words were read. */
  readonly length: number;
}

/** Pitch class of each scale's major tonic, in the order of `SCALES`. */
const LETTERS: Readonly<Record<string, number>> = { c: 0, d: 2, e: 4, f: 5, g: 7, a: 9, b: 11, h: 11 };
const GERMAN: Readonly<Record<string, number>> = { cis: 1, des: 1, dis: 3, es: 3, fis: 6, ges: 6, gis: 8, as: 8, ais: 10 };
const SOLFEGE: Readonly<Record<string, number>> = { do: 0, ut: 0, re: 2, mi: 4, fa: 5, sol: 7, la: 9, si: 11 };
const JAPANESE: Readonly<Record<string, number>> = { ハ: 0, ニ: 2, ホ: 4, ヘ: 5, ト: 7, イ: 9, ロ: 11 };
const SHARP = new Set(['sharp', 'sostenido', 'diese', 'sustenido']);
const FLAT = new Set(['flat', 'bemol']);
const MINOR = new Set(['minor', 'moll', 'menor', 'mineur']);
const MAJOR = new Set(['major', 'dur', 'mayor', 'majeur', 'maior']);
const ROMANCE = new Set(['menor', 'mayor', 'mineur', 'majeur', 'maior']);
// Behind these, "a minor" is an article and an adjective.
const NOUNS = new Set(['key', 'keys', 'scale', 'chord', 'chords', 'feel', 'mood', 'touch', 'tune', 'sound', 'vibe']);

/** The scale that holds a key; a minor key stands with its relative major. */
function scaleOf(pitchClass: number, mode: 'major' | 'minor'): Scale {
  const scale = SCALES[(pitchClass + (mode === 'minor' ? 3 : 0)) % 12];
  if (!scale) throw new Error(`no scale for pitch class ${pitchClass}`);
  return scale;
}

/**
 * The key that `words` begin with, or `null`.
 * @param words levelled words from here on.
 * @param before the levelled word in front, "" at the start.
 * @param written the first word as it was written, for its capital.
 */
export function namedKey(words: readonly string[], before: string, written: string): NamedKey | null {
  const [note = '', second = '', third = '', fourth = ''] = words;
  const shift = SHARP.has(second) ? 1 : FLAT.has(second) ? -1 : 0;
  const modeWord = shift ? third : second;
  const after = shift ? fourth : third;
  const mode = MINOR.has(modeWord) ? 'minor' : MAJOR.has(modeWord) ? 'major' : null;
  const isRomance = ROMANCE.has(modeWord);
  const short = /^([A-G])m$/.exec(written);
  if (short?.[1] && ['in', 'of', 'auf', 'key', 'en', 'em'].includes(before)) {
    return { scale: scaleOf(LETTERS[short[1].toLowerCase()] ?? 0, 'minor'), mode: 'minor', length: 1 };
  }
  // "si bemol menor" and "b minor" name a key; "e menor" is Portuguese for "and minor".
  const pitch = isRomance ? SOLFEGE[note] : (LETTERS[note] ?? (modeWord === 'moll' || modeWord === 'dur' ? GERMAN[note] : undefined));
  if (pitch === undefined) return null;
  const pitchClass = (((modeWord === 'moll' || modeWord === 'dur') && note === 'b' ? 10 : pitch) + shift + 12) % 12;
  if (mode) {
    if (note === 'a' && !shift && before !== 'of' && NOUNS.has(after)) return null;
    return { scale: scaleOf(pitchClass, mode), mode, length: shift ? 3 : 2 };
  }
  const isNamedAlone = /^[A-G]$/.test(written) && (before === 'of' || (before === 'in' && (shift !== 0 || second === '')));
  return isNamedAlone ? { scale: scaleOf(pitchClass, 'major'), mode: 'major', length: shift ? 2 : 1 } : null;
}

/** The same for Japanese names of keys ("ニ短調") at the start of `text`; `length` in characters. */
export function japaneseKey(text: string): NamedKey | null {
  const [, sign = '', note = '', kind = ''] = /^([嬰変]?)([ハニホヘトイロ])([長短]調)/u.exec(text) ?? [];
  const pitch = JAPANESE[note];
  if (pitch === undefined) return null;
  const mode = kind === '短調' ? 'minor' : 'major';
  return { scale: scaleOf((pitch + (sign === '嬰' ? 1 : sign === '変' ? 11 : 0)) % 12, mode), mode, length: sign.length + 3 };
}
