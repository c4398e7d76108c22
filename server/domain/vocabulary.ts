// Every musical word the arbiter knows, and how one is found whatever its spelling or language. Reads single phrases only;
// whole sentences with their "no" and "more" are read in wish-reading.ts.

import { level, singular, wordsOf } from './levelling.ts';
import { GENRE_ROWS, GENRE_TRAITS, GENRES, type Genre } from './lexicon-genres.ts';
import { type Family, INSTRUMENT_ROWS, INSTRUMENTS } from './lexicon-instruments.ts';
import { TRANSLATIONS } from './lexicon-languages.ts';
import { ORDINARY_WORDS } from './lexicon-operators.ts';
import { MOODS, type Pulls, QUALITY_ROWS } from './lexicon-qualities.ts';

/** One thing the arbiter can ask the engine for. */
export interface Concept {
  readonly kind: 'genre' | 'instrument' | 'quality';
  /** As it stands in a prompt, lower case. */
  readonly text: string;
  /** Words of one group mean much the same; a sonic element when `kind` is instrument. */
  readonly group: string;
  readonly pulls: Pulls;
  /** Genres only: the tiles it descends from. */
  readonly parents: readonly Genre[];
  /** Genres only: tempi at home in it, bpm. */
  readonly bpm: readonly [number, number] | null;
  /** Families whose member it is. */
  readonly families: readonly Family[];
  /** The family that the word means as a whole. */
  readonly names: Family | null;
  /** Qualities only: what to say when it is unwanted. */
  readonly instead: string | null;
  /** Follows its noun (an era, a place, a way of playing). */
  readonly isColour: boolean;
  /** Relative to where the band is ("darker"). */
  readonly isComparative: boolean;
  /** Proves nothing about music among unknown words. */
  readonly isWeak: boolean;
}

/** What most words do not say. */
export const NOTHING: Omit<Concept, 'kind' | 'text' | 'group'> = {
  pulls: {},
  parents: [],
  bpm: null,
  families: [],
  names: null,
  instead: null,
  isColour: false,
  isComparative: false,
  isWeak: false,
};

const ELECTRONIC_GENRES: readonly Genre[] = ['Trap', 'Techno', 'Drum & Bass', 'Synthwave', 'House'];
// Plurals and singulars that differ in meaning ("blues" and "blue"): matched letter by letter.
const EXACT_WORDS = new Set([
  'blues',
  'keys',
  'vibes',
  'hats',
  'waves',
  'bells',
  'subs',
  'brass',
  'horns',
  'breaks',
  'chops',
  'woods',
  'pads',
]);

const split = (list: string): string[] => list.split(',').flatMap((form) => form.trim() || []);
const keyOf = (form: string): string => wordsOf(form).join(' ');

interface Indexed {
  readonly concept: Concept;
  /** Levelled words as they were listed, for forms that must match exactly. */
  readonly exact: string | null;
}

const byKey = new Map<string, Indexed>();
const foreign = new Map<string, Concept>();
const romaji = new Set<string>();
const japanese = new Map<string, Concept>();

function list(form: string, concept: Concept): void {
  const key = keyOf(form);
  const words = level(form).match(/[\p{L}\p{N}]+/gu) ?? [];
  const exact = words.some((word) => EXACT_WORDS.has(word)) && words.length === 1 ? words.join(' ') : null;
  if (key && !byKey.has(key)) byKey.set(key, { concept, exact });
  // "hiphop", "synthpad": two short words are often typed as one.
  const joined = words.length === 2 && words.join('').length >= 6 ? words.map((word, at) => (at ? wordsOf(word)[0] : word)).join('') : null;
  if (joined && !byKey.has(joined)) byKey.set(joined, { concept, exact: null });
}

function listAll(): void {
  for (const row of GENRE_ROWS) {
    const families: Family[] =
      row.parents.some((parent) => ELECTRONIC_GENRES.includes(parent)) && row.parents.length === 1 ? ['electronic'] : [];
    if (row.parents[0] === 'Orchestral' || row.text === 'string quartet') families.push('strings');
    const bpm = row.bpm ?? spanOf(row.parents);
    const concept: Concept = { ...NOTHING, kind: 'genre', text: row.text, group: row.text, parents: row.parents, bpm, families };
    for (const form of [row.text, ...split(row.also)]) list(form, concept);
  }
  for (const row of INSTRUMENT_ROWS) {
    const concept: Concept = {
      ...NOTHING,
      kind: 'instrument',
      text: row.text,
      group: row.element,
      families: row.families,
      names: row.names ?? null,
    };
    for (const form of [row.text, ...split(row.also)]) list(form, concept);
  }
  for (const row of QUALITY_ROWS) {
    const base = { ...NOTHING, kind: 'quality' as const, group: row.group, pulls: row.pulls, instead: row.instead ?? null };
    const marks = { isColour: row.place === 'colour', isWeak: row.isWeak ?? false };
    const words = split(row.words);
    for (const text of words) list(text, { ...base, ...marks, text, names: row.group === 'electronic' ? 'electronic' : null });
    const first = words[0] ?? row.group;
    const names = row.group === 'electronic' ? ('electronic' as const) : null;
    const listForms = (forms: string, isComparative: boolean): void => {
      for (const entry of split(forms)) {
        const [form = entry, text = first] = entry.split('=');
        list(form, { ...base, ...marks, text, names, isComparative });
      }
    };
    listForms(row.also ?? '', false);
    listForms(row.more ?? '', true);
  }
  for (const row of TRANSLATIONS) {
    const concept = byKey.get(keyOf(row.english))?.concept;
    if (!concept) throw new Error(`no English word for the translation "${row.english}"`);
    for (const form of split(row.ja ?? '')) if (!japanese.has(form)) japanese.set(form, concept);
    for (const form of split(row.romaji ?? '')) {
      romaji.add(keyOf(form));
      learn(form, concept);
    }
    for (const form of [row.de, row.es, row.fr, row.pt].flatMap((words) => split(words ?? ''))) learn(form, concept);
  }
}

function learn(form: string, concept: Concept): void {
  const key = keyOf(form);
  if (!foreign.has(key)) foreign.set(key, concept);
}

function spanOf(parents: readonly Genre[]): readonly [number, number] {
  const ranges = parents.map((parent) => GENRE_TRAITS[parent].bpm);
  return [Math.min(...ranges.map(([low]) => low)), Math.max(...ranges.map(([, high]) => high))];
}

listAll();

/** The Japanese forms, longest first; they are found inside a run of letters because Japanese has no spaces. */
export const JAPANESE_FORMS: readonly string[] = [...japanese.keys()].sort((a, b) => b.length - a.length);
/** The concept of one of `JAPANESE_FORMS`. */
export const japaneseConcept = (form: string): Concept | null => japanese.get(form) ?? null;
/** Whether a levelled word is Japanese in Latin letters. */
export const isRomaji = (word: string): boolean => romaji.has(word);

/** The longest form that starts a phrase, in words. */
export const LONGEST_FORM = 5;

/**
 * The concept of a phrase of one or more words, in English or any of the other languages with Latin letters; spelling is not
 * forgiven here (see `bentConcept`, `correctedWord`).
 * @param words levelled words as they were written, in the plural if need be.
 */
export function conceptOf(words: readonly string[]): Concept | null {
  // Already levelled: to read them as a text again would be most of a tick's work.
  const key = words.map(singular).join(' ');
  const english = byKey.get(key);
  if (english && (english.exact === null || english.exact === words.join(' '))) return english.concept;
  return foreign.get(key) ?? null;
}

/** First words of all forms, and the words of the longest that begins so. */
const reaches = new Map<string, number>();
for (const key of [...byKey.keys(), ...foreign.keys()]) {
  const [first = '', ...more] = key.split(' ');
  reaches.set(first, Math.min(LONGEST_FORM, Math.max(reaches.get(first) ?? 0, 1 + more.length)));
}
/** The most words that a phrase can have which `conceptOf` knows and which begins with this levelled word: 0 to `LONGEST_FORM`. */
export const reachOf = (word: string): number => reaches.get(singular(word)) ?? 0;

// German endings (-e -er -es -en -em) and Romance gender and number: the dictionary holds the plain forms.
const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/(e|er|es|en|em)$/, ''],
  [/as?$/, 'o'],
  [/es?$/, ''],
  [/euses?$/, 'eux'],
  [/ives?$/, 'if'],
  [/elles?$/, 'el'],
];

/** The concept of a German, Spanish, French or Portuguese word behind its ending, or with its umlauts written out. */
export function bentConcept(word: string): Concept | null {
  if (word.length < 5) return null;
  for (const [ending, plain] of ENDINGS) {
    const found = ending.test(word) ? foreign.get(keyOf(word.replace(ending, plain))) : undefined;
    if (found) return found;
  }
  return umlautless(word);
}

/** "fluegel", "floete": umlauts written out. */
function umlautless(word: string): Concept | null {
  const short = word.replace(/ae/g, 'a').replace(/oe/g, 'o').replace(/ue/g, 'u');
  return short === word ? null : (foreign.get(keyOf(short)) ?? null);
}

const squeeze = (word: string): string => word.replace(/(.)\1+/g, '$1');
const squeezed = new Map<string, string>();
const byFirstLetter = new Map<string, string[]>();
for (const word of new Set([...singleWords(byKey), ...singleWords(foreign), ...partsOfNames()])) {
  if (!/^[a-z]/.test(word)) continue;
  if (word.length >= 4 && !squeezed.has(squeeze(word))) squeezed.set(squeeze(word), word);
  if (word.length >= 5) byFirstLetter.set(word.charAt(0), [...(byFirstLetter.get(word.charAt(0)) ?? []), word]);
}
const ordinary = new Set(split(ORDINARY_WORDS).flatMap((word) => [word, ...wordsOf(word)]));

function singleWords(table: ReadonlyMap<string, unknown>): string[] {
  return [...table.keys()].filter((key) => !key.includes(' '));
}

/** "electric" of "electric guitar": long words of instruments and genres that are misspelt in company. */
function partsOfNames(): string[] {
  const rows = [...INSTRUMENT_ROWS, ...GENRE_ROWS].flatMap(({ text, also }) => [text, ...split(also)]);
  return rows.flatMap(wordsOf).filter((word) => word.length >= 6);
}

/**
 * The musical word that a misspelt one most likely means, levelled and in the singular, or `null`: doubled or missing double
 * letters at any length ("jaz", "pianno"), one wrong letter from five letters on, two from eight on. Ordinary words are never
 * corrected into music.
 */
export function correctedWord(word: string): string | null {
  const [single = word] = wordsOf(word);
  if (single.length < 3 || ordinary.has(single) || ordinary.has(word)) return null;
  const doubled = squeezed.get(squeeze(single));
  if (doubled) return doubled;
  if (single.length < 4) return null;
  let best: { distance: number; key: string } | null = null;
  for (const key of byFirstLetter.get(single.charAt(0)) ?? []) {
    const allowed = Math.min(single.length, key.length) >= 8 ? 2 : 1;
    if (Math.abs(key.length - single.length) > allowed) continue;
    // Four letters are enough only when one of the word's five is missing.
    if (single.length === 4 && key.length !== 5) continue;
    const distance = editDistance(single, key);
    if (distance <= allowed && (!best || distance < best.distance)) best = { distance, key };
  }
  return best?.key ?? null;
}

/** Letters inserted, left out, exchanged or swapped with their neighbour. */
export function editDistance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  const at = (i: number, j: number): number => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      let least = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, at(i - 2, j - 2) + 1);
      const row = rows[i];
      if (row) row[j] = least;
    }
  }
  return at(a.length, b.length);
}

/** A word of the tables; throws when there is none, which would be a hole in the tables. */
export function known(text: string): Concept {
  const found = byKey.get(keyOf(text))?.concept;
  if (!found) throw new Error(`"${text}" is not in the tables`);
  return found;
}

function finder<Name extends string>(names: readonly Name[], also: Readonly<Record<string, Name>>): (text: string) => Name | null {
  const plain = (text: string): string => (level(text).match(/[\p{L}\p{N}]+/gu) ?? []).join('').replace(/^drumn(?=bass$)/, 'drumand');
  const table = new Map<string, Name>([...names.map((name) => [plain(name), name] as const), ...Object.entries(also)]);
  return (text) => table.get(plain(text)) ?? null;
}

/** The genre tile of a text ("hip hop", "drum and bass", "dnb"), by its display name, or `null`. */
export const findGenre: (text: string) => Genre | null = finder(GENRES, {
  dnb: 'Drum & Bass',
  rnb: 'R&B',
  rb: 'R&B',
  dandb: 'Drum & Bass',
});
/** The mood tile of a text, by its display name, or `null`. */
export const findMood = finder(MOODS, {});
/** The instrument tile of a text, by its display name, or `null`. */
export const findInstrument = finder(INSTRUMENTS, { rhodes: 'Rhodes Piano', '808s': '808' });
