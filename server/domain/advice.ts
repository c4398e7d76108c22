// What a model may add to the rules' decision, and the guard in front of it: meanings for words that the rules cannot read, other
// wording for the same music, another sentence. Numbers, weights, credits and mutes stay the rules'. Pure; asks nobody.
import { type Arbitration, type ArbitrationQuestion, arbitrate, type Mix } from './arbitration.ts';
import { isPuzzling, type Meanings, type Voice } from './heard-voices.ts';
import { level, repeatsRun, wordsOf } from './levelling.ts';
import { continues, LONGEST_PROMPT, parsePrompt } from './prompt-continuity.ts';
import { findGenre } from './vocabulary.ts';
import { turnedAway } from './wish-gate.ts';
import { readWords } from './wish-reading.ts';

/** A free text that the rules cannot read to its end. It has passed the gate, and is data of a stranger all the same. */
export interface Puzzle {
  readonly participantId: string;
  readonly field: 'wish' | 'genre';
  readonly text: string;
}

/** What a model answered. Nothing of it is trusted, however it is formed. */
export interface Advice {
  /** Words of the arbiter's vocabulary that a puzzle means. */
  readonly meanings: readonly { readonly participantId: string; readonly field: 'wish' | 'genre'; readonly words: string }[];
  /** Other wordings of the prompts. */
  readonly prompts: readonly string[];
  /** Another sentence for the screens; empty: none. */
  readonly reason: string;
}

/** What a model said that somebody's text means. It stays so for as long as the text stands, or the next decision would forget it. */
export interface KnownMeaning extends Puzzle {
  readonly words: string;
}

export interface Advised {
  readonly arbitration: Arbitration;
  /** Something of the advice is in it. */
  readonly isTaken: boolean;
}

const LONGEST_REASON = 200;
const PLAIN_TEXT = /^[\p{L}\p{M}\p{N} ,.'’&:;-]+$/u;
/** Words that a sentence is made of beside names and music. */
const SENTENCE_WORDS = new Set(
  wordsOf(
    `a about above across add added adds after again all along and another are around as at away back band be because before begins behind
    beneath both bring brings brought build builds but by calls came carries carry change changes close closer colour coloured colours come
    comes deeper down draws drifts each ease eases everybody everyone feel feeling finds first follow follows for found from full gave gets
    gently gives go goes grew ground group grow grows has have hear hears here hold holds in into is it its join joins just keep keeps lead
    leads lean leans leave leaves let lets level lift lifted lifts light like little make makes meet meets mix mixed more mood move moved
    moves moving music new next not now of off on once one onto open opens or other our over people pick picks place play players
    playing plays poured pull pulls push pushes put puts quite rest rests ride rides rise rises room round same say says set sets settle
    settles shape shapes share shares shift shifts sits slow slowly so softly song sound sounds space stay stays steers step steps still stir
    take taken takes tempo than that the their them then there they this through to together took touch toward towards tune turn turns two
    under until up warms was we went while with within wish wished wishes words world`,
  ),
);

/** The texts that a model may explain: what the gate lets in, what is no tile, and what holds words that the rules cannot read. */
export function puzzlesOf({ voices, blockedWords = [] }: ArbitrationQuestion): readonly Puzzle[] {
  return voices.flatMap(({ participantId, input }) => {
    const texts = { wish: input.wish, genre: input.genre !== null && findGenre(input.genre) === null ? input.genre : null };
    return (['wish', 'genre'] as const).flatMap((field) => {
      const text = texts[field]?.trim();
      if (!text || turnedAway(text, blockedWords) || !isPuzzling(readWords(text))) return [];
      return [{ participantId, field, text }];
    });
  });
}

/** What is known after an advice: the last word on each text that still puzzles, of the advice or of before. */
export function learn(question: ArbitrationQuestion, known: readonly KnownMeaning[], { meanings }: Advice): readonly KnownMeaning[] {
  return puzzlesOf(question).flatMap((puzzle) => {
    const told = meanings.findLast(({ participantId, field }) => participantId === puzzle.participantId && field === puzzle.field);
    const words = told?.words ?? known.find((one) => isSamePuzzle(one, puzzle))?.words;
    return words === undefined ? [] : [{ ...puzzle, words }];
  });
}

/** The voices with what is known of their texts, as they stand now. */
export function recall(voices: readonly Voice[], known: readonly KnownMeaning[]): readonly Voice[] {
  return voices.map((voice) => {
    const own = known.filter(
      ({ participantId, field, text }) => participantId === voice.participantId && voice.input[field]?.trim() === text,
    );
    const meanings: Meanings = Object.fromEntries(own.map(({ field, words }) => [field, words]));
    return own.length === 0 ? voice : { ...voice, input: { ...voice.input, meanings } };
  });
}

function isSamePuzzle(a: Puzzle, b: Puzzle): boolean {
  return a.participantId === b.participantId && a.field === b.field && a.text === b.text;
}

/**
 * The decision with what can be used of the advice. Whatever the advice says, the result keeps every rule that `arbitrate` keeps: it is
 * its answer to the same question with some words explained, said in other words that name the same music.
 */
export function heed(question: ArbitrationQuestion, { meanings, prompts, reason }: Advice): Advised {
  const plain = arbitrate(question);
  const voices = explained(question, meanings);
  const better = voices === question.voices ? plain : arbitrate({ ...question, voices });
  const isHelped = JSON.stringify(better) !== JSON.stringify(plain);
  const mix = worded(question, better.mix, prompts);
  const told = isFit(reason, question, mix) ? reason.trim() : mix.reason;
  const isTaken = isHelped || mix !== better.mix || told !== mix.reason;
  return { arbitration: { ...better, mix: { ...mix, reason: told } }, isTaken };
}

/** A mix in the words of `candidates` where one names the same music as a prompt and may be shown; itself when none does. */
export function worded({ voices, previous }: ArbitrationQuestion, mix: Mix, candidates: readonly string[]): Mix {
  const names = voices.map(({ displayName }) => displayName);
  const wishes = rawTextsOf(voices);
  const usable = candidates.map((text) => text.trim()).filter((text) => isPrompt(text, names, wishes));
  const texts = mix.prompts.map(({ text }) => usable.find((candidate) => namesSame(candidate, text)) ?? text);
  const before = previous?.prompts.map(({ text }) => text) ?? [];
  if (texts.every((text, at) => text === mix.prompts[at]?.text) || !continues(before, texts)) return mix;
  return { ...mix, prompts: mix.prompts.map((prompt, at) => ({ ...prompt, text: texts[at] ?? prompt.text })) };
}

/** The voices with the meanings that belong to puzzles; the very list when none does. */
function explained(question: ArbitrationQuestion, meanings: Advice['meanings']): readonly Voice[] {
  const puzzles = puzzlesOf(question);
  const found = meanings.filter(({ participantId, field }) =>
    puzzles.some((puzzle) => puzzle.participantId === participantId && puzzle.field === field),
  );
  if (found.length === 0) return question.voices;
  return question.voices.map((voice) => {
    const own: Meanings = Object.fromEntries(
      found.filter(({ participantId }) => participantId === voice.participantId).map(({ field, words }) => [field, words]),
    );
    return Object.keys(own).length === 0 ? voice : { ...voice, input: { ...voice.input, meanings: { ...voice.input.meanings, ...own } } };
  });
}

function rawTextsOf(voices: readonly Voice[]): readonly string[] {
  return voices.flatMap(({ input }) => [input.wish, input.genre].flatMap((text) => text ?? []));
}

function isPrompt(text: string, names: readonly string[], wishes: readonly string[]): boolean {
  if (text.length < 3 || text.length > LONGEST_PROMPT || !PLAIN_TEXT.test(text) || repeatsRun(text, wishes)) return false;
  const words = ` ${wordsOf(text).join(' ')} `;
  return !names.some((name) => level(name).trim() !== '' && words.includes(` ${wordsOf(name).join(' ')} `));
}

/** The same genres, instruments and qualities, and no other word than the two share. */
function namesSame(candidate: string, text: string): boolean {
  const [ours, theirs] = [musicOf(text), musicOf(candidate)];
  const isSameMusic = ours.concepts.size === theirs.concepts.size && [...theirs.concepts].every((concept) => ours.concepts.has(concept));
  return isSameMusic && theirs.rest.every((word) => ours.rest.includes(word));
}

function musicOf(text: string): { readonly concepts: ReadonlySet<string>; readonly rest: readonly string[] } {
  const pieces = parsePrompt(text).flatMap((phrase) => phrase.pieces);
  const concepts = new Set(pieces.flatMap(({ concept }) => (concept ? [concept.text] : [])));
  return { concepts, rest: pieces.filter(({ concept }) => concept === null).flatMap((piece) => wordsOf(piece.text)) };
}

/** Fit for every screen: plain words, people's names, music that plays or has just played; and about somebody whom the rules name, too. */
function isFit(reason: string, { voices, previous }: ArbitrationQuestion, mix: Mix): boolean {
  const sentence = reason.trim();
  if (sentence.length < 3 || sentence.length > LONGEST_REASON || !PLAIN_TEXT.test(sentence)) return false;
  if (repeatsRun(sentence, rawTextsOf(voices))) return false;
  const names = new Set(voices.flatMap(({ displayName }) => wordsOf(displayName)));
  const words = wordsOf(sentence);
  const named = wordsOf(mix.reason).filter((word) => names.has(word));
  if (named.length > 0 && !named.some((name) => words.includes(name))) return false;
  const music = new Set([...mix.prompts, ...(previous?.prompts ?? [])].flatMap(({ text }) => wordsOf(text)));
  return words.every((word) => SENTENCE_WORDS.has(word) || names.has(word) || music.has(word));
}
