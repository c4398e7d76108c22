// What the words of a prompt do to the band: finds the effect of a word of the shared vocabulary (server/domain) or of the band's own.
// The effects themselves are the tables in words-*.ts; the conductor adds them up.

import { level } from '../../domain/levelling.ts';
import { QUALITY_ROWS } from '../../domain/lexicon-qualities.ts';
import { type Concept, editDistance, NOTHING } from '../../domain/vocabulary.ts';
import type { OwnWords } from '../../domain/wish-items.ts';
import { type Reading, readWords } from '../../domain/wish-reading.ts';
import type { Effect } from './effect.ts';
import type { SoundName } from './sounds/sounds.ts';
import { GENRE_EFFECTS } from './words-genres.ts';
import { INSTRUMENTS, type Instrument } from './words-instruments.ts';
import { OWN_WORDS } from './words-own.ts';
import { QUALITY_EFFECTS } from './words-qualities.ts';

const OWN_GROUP = 'house band';
const NO_EFFECT: Effect = {};
const ownEffects = new Map<string, Effect>();
const ownConcepts = new Map<string, Concept>();
/** Long single words, for slips of the thumb, by their first letter. */
const ownByLetter = new Map<string, string[]>();
for (const [phrases, effect] of OWN_WORDS) {
  for (const text of phrases.split(', ')) {
    ownEffects.set(text, effect);
    ownConcepts.set(text, { ...NOTHING, kind: 'quality', text, group: OWN_GROUP });
    if (text.length >= 5 && !text.includes(' ')) ownByLetter.set(text.charAt(0), [...(ownByLetter.get(text.charAt(0)) ?? []), text]);
  }
}

const own: OwnWords = {
  find: (words) => ownConcepts.get(words.join(' ')) ?? null,
  near(word) {
    if (word.length < 5) return null;
    const near = ownByLetter
      .get(word.charAt(0))
      ?.find((text) => editDistance(word, text) <= (Math.min(word.length, text.length) >= 8 ? 2 : 1));
    return near === undefined ? null : (ownConcepts.get(near) ?? null);
  },
};

/** What a prompt asks for, in the shared vocabulary and the band's own words. */
export function readPrompt(text: string): Reading {
  return readWords(text, own);
}

/** A quality that has no effect of its own does what the first word of its row does. */
const firstOfRow = new Map<string, string>();
for (const { words } of QUALITY_ROWS) {
  const [first = '', ...more] = words.split(',').map((word) => word.trim());
  for (const word of more) firstOfRow.set(word, first);
}

const parts = new Map<SoundName, Instrument>();
for (const instrument of Object.values(INSTRUMENTS)) {
  if (instrument?.sound && !parts.has(instrument.sound)) parts.set(instrument.sound, instrument);
}

/** What a word of a prompt does, besides the instrument that it may name (`instrumentOf`). Empty when it does nothing. */
export function effectOf({ kind, text, group }: Concept): Effect {
  if (group === OWN_GROUP) return ownEffects.get(text) ?? NO_EFFECT;
  if (kind === 'genre') return GENRE_EFFECTS[text] ?? NO_EFFECT;
  if (kind === 'instrument') return text === 'vinyl crackle' ? { mood: { dust: 0.8 } } : NO_EFFECT;
  return QUALITY_EFFECTS[text] ?? QUALITY_EFFECTS[firstOfRow.get(text) ?? ''] ?? NO_EFFECT;
}

/** The instrument that a word names, or `null`. */
export function instrumentOf({ kind, text }: Concept): Instrument | null {
  return kind === 'instrument' ? (INSTRUMENTS[text] ?? null) : null;
}

/** The part in which a sound of an effect's `plays` is at home. */
export function partOf(name: SoundName | 'drums'): Instrument | null {
  return name === 'drums' ? { part: 'drums', sound: null } : (parts.get(name) ?? null);
}

/** A stable number for words that nobody knows, whatever their spelling in capitals and accents. */
export function wordHash(words: readonly string[]): number {
  let mixed = 2_166_136_261;
  for (const letter of level(words.join(' '))) mixed = Math.imul(mixed ^ (letter.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  return mixed;
}
