// From what people have set to what they ask for, person by person: tiles, own words and wishes, with the fate of every free text.
// Knows nothing of prompts or of the music before.

import { GENRES } from './lexicon-genres.ts';
import { refuses } from './refusals.ts';
import type { Role } from './roles.ts';
import type { Scale } from './steering.ts';
import { type Concept, findGenre, findInstrument, findMood, known } from './vocabulary.ts';
import { REASONS, turnedAway } from './wish-gate.ts';
import { type Ask, type Reading, readWords } from './wish-reading.ts';

/** One person's inputs as the arbiter sees them, with the influence they have now. Silenced people are no voices. */
export interface Voice {
  readonly participantId: string;
  readonly displayName: string;
  readonly role: Role | null;
  /** Share of influence, 0 to 1; the shares of all voices sum to 1. */
  readonly share: number;
  readonly input: VoiceInput;
}

/** `null`: never set. Tiles are values of the fixed lists, or own words in `genre`; `wish` is raw text. */
export interface VoiceInput {
  readonly bpm: number | null;
  readonly moods: readonly string[];
  readonly genre: string | null;
  readonly instruments: readonly string[];
  readonly density: number | null;
  readonly brightness: number | null;
  readonly wish: string | null;
  /** Tells a wish from an equal one made again; without it, only other words are another wish. */
  readonly wishId?: string | null;
  /** What somebody who reads better than the rules makes of the free texts, in the arbiter's own vocabulary. Not trusted. */
  readonly meanings?: Meanings;
}

export type Meanings = Partial<Readonly<Record<WishVerdict['field'], string>>>;

/** What became of one voice's free text (its wish, or own words as genre). */
export interface WishVerdict {
  readonly participantId: string;
  readonly field: 'wish' | 'genre';
  readonly fate: 'ACCEPTED' | 'DECLINED';
  /** In the arbiter's own vocabulary, e.g. ["funk", "electric guitar"]. */
  readonly understood: readonly string[];
  /** Words that were not understood; for their author only. */
  readonly unknown: readonly string[];
  /** Why, kindly, when declined (also when accepted only in part); else `null`. */
  readonly reason: string | null;
  /** The engine would not play it. Absent: nothing is known against it. */
  readonly isRefused?: boolean;
}

/** So many things of one free text are taken; more would leave no room for others. */
const MOST_ASKS_OF_A_TEXT = 6;

/** An ask with its author's hand behind it. */
export interface VoiceAsk extends Ask {
  /** Set by a tile or as a standing genre; else said in a wish. */
  readonly isTile: boolean;
}

/** One person, understood. */
export interface Heard {
  readonly voice: Voice;
  readonly asks: readonly VoiceAsk[];
  readonly unwanted: readonly Concept[];
  readonly lessened: readonly Ask[];
  readonly isExclusive: boolean;
  readonly bpm: number | null;
  readonly scale: Scale | null;
  /** Tells a wish from the next one of its author: a new one starts from where the band is then. `null` without a wish that acts. */
  readonly wishKey: string | null;
  /** Holds a fader of the role: bpm of a drummer, density or brightness of an energy player. */
  readonly hasFader: boolean;
  /** Something of this person acts on the music. */
  readonly counts: boolean;
  readonly verdicts: readonly WishVerdict[];
}

/** What one person asks for. */
export function hear(voice: Voice, blockedWords: readonly string[], isDrummed: boolean): Heard {
  const { participantId, role, input } = voice;
  const tiles: Concept[] = [];
  const readings: { reading: Reading; isTile: boolean }[] = [];
  const verdicts: WishVerdict[] = [];
  const judge = (field: 'wish' | 'genre', text: string): void => {
    const { verdict, reading } = judged(participantId, field, { text, meaning: input.meanings?.[field] ?? null }, blockedWords, isDrummed);
    verdicts.push(verdict);
    if (reading) readings.push({ reading, isTile: field === 'genre' });
  };

  if (input.genre?.trim()) {
    const tile = findGenre(input.genre);
    if (tile) tiles.push(known(tile));
    if (tile && !(GENRES as readonly string[]).includes(input.genre)) {
      verdicts.push({ participantId, field: 'genre', fate: 'ACCEPTED', understood: [known(tile).text], unknown: [], reason: null });
    }
    if (!tile) judge('genre', input.genre);
  }
  for (const mood of input.moods) tiles.push(...[findMood(mood)].flatMap((name) => (name ? [known(name)] : [])));
  for (const name of input.instruments) tiles.push(...[findInstrument(name)].flatMap((found) => (found ? [known(found)] : [])));
  if (input.wish?.trim()) judge('wish', input.wish);

  const asks = new Map<string, VoiceAsk>();
  for (const concept of tiles) asks.set(concept.text, { concept, strength: 1, isRelative: false, isTile: true });
  for (const { reading, isTile } of readings) {
    for (const ask of reading.asks.slice(0, MOST_ASKS_OF_A_TEXT))
      if (!asks.has(ask.concept.text)) asks.set(ask.concept.text, { ...ask, isTile });
  }
  const wish = readings.find(({ isTile }) => !isTile)?.reading;
  const hasFader =
    (role === 'DRUMMER' && input.bpm !== null) || (role === 'ENERGY' && (input.density !== null || input.brightness !== null));
  return {
    voice,
    asks: [...asks.values()],
    unwanted: readings.flatMap(({ reading }) => reading.unwanted),
    lessened: readings.flatMap(({ reading }) => reading.lessened),
    isExclusive: readings.some(({ reading }) => reading.isExclusive),
    bpm: readings.map(({ reading }) => reading.bpm).find((bpm) => bpm !== null) ?? null,
    scale: readings.map(({ reading }) => reading.scale).find((scale) => scale !== null) ?? null,
    wishKey: wish
      ? `${input.wishId ?? ''}:${wish.understood.join(',')}:${wish.asks.map(({ strength }) => strength.toFixed(2)).join(',')}`
      : null,
    hasFader,
    counts: hasFader || tiles.length > 0 || readings.length > 0,
    verdicts,
  };
}

function judged(
  participantId: string,
  field: 'wish' | 'genre',
  { text, meaning }: { readonly text: string; readonly meaning: string | null },
  blockedWords: readonly string[],
  isDrummed: boolean,
): { verdict: WishVerdict; reading: Reading | null } {
  const declined = (reason: string, unknown: readonly string[] = []) => ({
    verdict: { participantId, field, fate: 'DECLINED' as const, understood: [], unknown, reason },
    reading: null,
  });
  const refusal = turnedAway(text, blockedWords);
  if (refusal) return declined(refusal);
  const reading = helped(readWords(text), meaning);
  if (reading.hasLyrics) return declined(REASONS.singing);
  if (!hasMusic(reading)) return declined(reading.hasName ? REASONS.imitation : REASONS.wordless, reading.unknown);
  const reason = partReason(reading, isDrummed);
  return { verdict: { participantId, field, fate: 'ACCEPTED', understood: reading.understood, unknown: reading.unknown, reason }, reading };
}

/** Whether a text leaves words that a better reader may explain; names and words to be sung are nobody's to explain. */
export function isPuzzling({ unknown, hasName, hasLyrics }: Reading): boolean {
  return unknown.length > 0 && !hasName && !hasLyrics;
}

/** A puzzling reading with what the meaning adds: music in known words, never against what the text itself says. */
function helped(reading: Reading, meaning: string | null): Reading {
  if (meaning === null || !isPuzzling(reading) || turnedAway(meaning, [])) return reading;
  const told = readWords(meaning);
  if (told.unknown.length > 0 || told.hasName || told.hasLyrics || !hasMusic(told)) return reading;
  const against = [...reading.unwanted, ...reading.lessened.map(({ concept }) => concept)];
  const asks = told.asks.filter(({ concept }) => !against.some((refused) => refuses(refused, concept)));
  if (asks.length === 0) return reading;
  const understood = [...new Set([...reading.understood, ...asks.map(({ concept }) => concept.text)])];
  return { ...reading, asks: [...reading.asks, ...asks], understood, unknown: [] };
}

/** Music was named, not only a word or two that also occur in small talk. */
function hasMusic({ asks, unwanted, lessened, bpm, scale, unknown }: Reading): boolean {
  const concepts = [...asks, ...lessened].map(({ concept }) => concept).concat(unwanted);
  if (bpm !== null || scale !== null || concepts.some(({ isWeak }) => !isWeak)) return true;
  return concepts.length > unknown.length;
}

function partReason({ asks, unknown, hasName }: Reading, isDrummed: boolean): string | null {
  if (hasName) return 'The style is in. Names stay outside: Coro copies nobody.';
  if (isDrummed && asks.some(({ concept }) => concept.pulls.tempo))
    return 'The drummer holds the tempo, so your wish becomes drive in the words.';
  return unknown.length > 0 ? 'The band took what it could picture and left the rest.' : null;
}
