// The words of the next mix: what people ask for meets what played before. Two or three prompts, their weights, who owns them, and
// the mutes. Steering and sentences are decided elsewhere.
import type { Heard } from './heard-voices.ts';
import { contentWords, repeatsRun, wordsOf } from './levelling.ts';
import { GENRE_TRAITS } from './lexicon-genres.ts';
import {
  continues,
  elementsOf,
  LONGEST_PROMPT,
  type OldLine,
  type Phrase,
  type Piece,
  pack,
  parsePrompt,
  renderPrompt,
  retire,
} from './prompt-continuity.ts';
import { isBanned, isSubdued, markFates, namesBanned, type Wanted } from './prompt-fates.ts';
import { gatherLines, type SharedAsk, sharedAsks, type VoiceLine, wordLine } from './prompt-lines.ts';
import { refuses } from './refusals.ts';
import type { Concept } from './vocabulary.ts';

export interface WordsQuestion {
  readonly wanted: Wanted;
  readonly previous: {
    readonly prompts: readonly { readonly text: string; readonly weight: number }[];
    readonly memory?: { readonly ownLines: number; readonly leaving: readonly string[] };
  } | null;
  /** What is played when there is nothing before and nothing asked for. */
  readonly opening: readonly string[];
  readonly wishes: readonly string[];
  readonly names: readonly string[];
}

export interface MixWords {
  readonly prompts: readonly { readonly text: string; readonly weight: number; readonly owners: readonly Heard[] }[];
  readonly ownLines: number;
  readonly leaving: readonly string[];
  readonly muteBass: boolean;
  readonly muteDrums: boolean;
  readonly nameOf: (concept: Concept) => string;
  readonly oldWorld: string | null;
}

const MOST_PROMPTS = 3;
const LONGEST_LINE = 100;
/** Part of the mix that people's words get while the band's own world stays. */
const BESIDE_OWN_WORLD = 0.5;
const SUBDUED_WEIGHT = 0.12;
const LEAST_WEIGHT = 0.03;
/** Plain companions for a mix that would have only one prompt. */
const FILLERS = ['open spacious texture', 'flowing melodic phrases', 'steady rolling groove', 'warm evolving harmony'];

interface Draft {
  readonly texts: readonly string[];
  /** Weights of the texts, not yet summing to 1. */
  readonly weights: readonly number[];
  readonly ownLines: number;
  readonly leaving: readonly string[];
}

/** See `MixWords`. Prompts continue the previous ones as far as `prompt-continuity.ts` demands. */
export function decideWords({ wanted, previous, opening, wishes, names }: WordsQuestion): MixWords {
  const before = previous?.prompts.map(({ text }) => text) ?? [];
  const parsed = (previous?.prompts ?? opening.map((text) => ({ text, weight: 1 }))).map(({ text, weight }) => ({
    phrases: withoutNames(parsePrompt(text), names),
    weight,
  }));
  const isFirst = previous === null;
  const isAsked = wanted.asked.length > 0;
  const ownLines = previous?.memory?.ownLines ?? parsed.length;
  const lines = isFirst && isAsked ? [] : parsed.filter(({ phrases }) => phrases.length > 0);
  const { own, made } = markFates(wanted, lines, ownLines, previous?.memory?.leaving ?? []);
  const nameOf = (concept: Concept): string => otherName(wanted, concept);
  const contested = (concept: Concept, asker: Heard): boolean =>
    wanted.people.some((person) =>
      [...person.unwanted, ...person.lessened.map((less) => less.concept)].some(
        (less) => (person !== asker || isTileOf(asker, concept)) && less.kind !== 'quality' && refuses(less, concept),
      ),
    );
  const asks = arriving(sharedAsks(wanted.people, contested), isFirst ? null : elementsOf(lines.flatMap(({ phrases }) => phrases)));
  const draft = draftOf({ wanted, own, made, before, asks, nameOf, wishes });
  const prompts = draft.texts.map((text, at) => ({ text, weight: draft.weights[at] ?? 0, owners: ownersOf(wanted.people, text, nameOf) }));
  const { muteBass, muteDrums } = mutes(wanted);
  const oldWorld = lines.flatMap(({ phrases }) => phrases.flatMap(({ pieces }) => pieces)).find(({ concept }) => concept?.kind === 'genre');
  return {
    prompts: normalised(prompts),
    ownLines: draft.ownLines,
    leaving: draft.leaving,
    muteBass,
    muteDrums,
    nameOf,
    oldWorld: isFirst ? null : (oldWorld?.text ?? null),
  };
}

const isTileOf = ({ asks }: Heard, concept: Concept): boolean => asks.some((ask) => ask.isTile && ask.concept.text === concept.text);

/** One sonic element enters per tick, the one with the widest backing; everything else is said at once. */
function arriving(asks: readonly SharedAsk[], playing: ReadonlySet<string> | null): { now: SharedAsk[]; isNewElement: boolean } {
  if (!playing) return { now: [...asks], isNewElement: true };
  let entered: string | null = null;
  const now = asks.filter(({ concept }) => {
    if (concept.kind !== 'instrument' || playing.has(concept.group) || concept.group === entered) return true;
    if (entered !== null) return false;
    entered = concept.group;
    return true;
  });
  return { now, isNewElement: entered !== null };
}

interface DraftQuestion {
  readonly wanted: Wanted;
  readonly own: readonly OldLine[];
  readonly made: readonly OldLine[];
  readonly before: readonly string[];
  readonly asks: { readonly now: readonly SharedAsk[]; readonly isNewElement: boolean };
  readonly nameOf: (concept: Concept) => string;
  readonly wishes: readonly string[];
}

/** The widest draft that fits: with all asks if there is room, else without the last ones, which then come in a later tick. */
function draftOf(question: DraftQuestion): Draft {
  for (let count = question.asks.now.length; count >= 0; count--) {
    const asks = question.asks.now.slice(0, count);
    const found = [MOST_PROMPTS, MOST_PROMPTS - 1, 1].map((most) => tryDraft(question, asks, most)).find((draft) => draft !== null);
    if (found) return found;
  }
  // Nothing fits but what there was.
  const lines = [...question.made, ...question.own];
  return {
    texts: lines.map(({ phrases }) => renderPrompt(phrases)),
    weights: lines.map(({ weight }) => weight),
    ownLines: question.own.length,
    leaving: leavingOf(lines),
  };
}

function tryDraft(
  { wanted, own, made, before, asks: { isNewElement }, nameOf, wishes }: DraftQuestion,
  asks: readonly SharedAsk[],
  most: number,
): Draft | null {
  const isOwnKept = [...own, ...made].some(({ phrases }) => phrases.some(({ pieces }) => pieces.some(({ fate }) => fate === 'KEEP')));
  const mayName = (text: string): boolean => wanted.unwanted.length === 0 || !namesBanned(wanted, parsePrompt(text));
  const gathered = gatherLines(wanted.people, asks, most);
  const voiceLines = isOwnKept || asks.length === 0 ? gathered.map(worded) : accompanied(gathered.map(worded), mayName, worded);
  function worded({ asks: line, weight }: VoiceLine): { asks: readonly SharedAsk[]; text: string; weight: number } {
    return { asks: line, text: fitted(line, nameOf, mayName, wishes), weight };
  }
  const texts = voiceLines.map(({ text }) => text);
  const { rest, subdued } = apart(wanted, [...own, ...made]);
  const left = retire(rest, before, [...texts, ...subdued.map(({ phrases }) => renderPrompt(phrases))], !isNewElement);
  const quiet = retire(subdued, before, [...texts, ...left.map(({ phrases }) => renderPrompt(phrases))], false);
  // Two words cannot lose one and keep 60 %: more has to be said before anything can go.
  const isStuck = texts.length === 0 && left.length < MOST_PROMPTS && leavingOf(left).length > 0 && sizeOf(left) === sizeOf(rest);
  const isAlone = isStuck || texts.length + left.length + (quiet.length > 0 ? 1 : 0) < 2;
  const fillers =
    isAlone || (quiet.length > 0 && texts.length + left.length === 0)
      ? FILLERS.filter((text) => mayName(text)).slice(0, texts.length + left.length + quiet.length > 0 ? 1 : 2)
      : [];
  const front = [...texts, ...fillers];
  const packed = pack(front, left, MOST_PROMPTS - (quiet.length > 0 ? 1 : 0));
  if (!packed) return null;
  const quietText = quiet.map(({ phrases }) => renderPrompt(phrases)).join(', ');
  if (quietText.length > LONGEST_PROMPT) return null;
  const all = [...packed.texts, ...(quietText ? [quietText] : [])].map((text) => unlike(text, wishes));
  if (before.length > 0 && !continues(before, all)) return null;

  const voiceShare = left.length === 0 ? 1 : isOwnKept ? besideOwn(asks) : 1 - strayShare(front, left);
  const voiceTotal = voiceLines.reduce((sum, { weight }) => sum + weight, 0);
  const oldTotal = packed.oldWeights.reduce((sum, weight) => sum + weight, 0);
  const frontShare = front.length === 0 ? 0 : texts.length === 0 ? (left.length === 0 ? 1 : 0.3) : voiceShare;
  const loud = [
    ...voiceLines.map(({ weight }) => (voiceTotal > 0 ? (weight / voiceTotal) * frontShare : frontShare / voiceLines.length)),
    ...fillers.map(() => (texts.length === 0 ? frontShare / fillers.length : 0.25)),
    ...packed.oldWeights.map((weight) => (oldTotal > 0 ? weight / oldTotal : 1 / packed.oldWeights.length) * (1 - frontShare)),
  ];
  const loudTotal = loud.reduce((sum, weight) => sum + weight, 0);
  const weights = quietText ? [...loud.map((weight) => (weight / loudTotal) * (1 - SUBDUED_WEIGHT)), SUBDUED_WEIGHT] : loud;
  return { texts: all, weights, ownLines: packed.oldWeights.length + (quietText ? 1 : 0), leaving: leavingOf([...left, ...quiet]) };
}

const piecesOf = (lines: readonly OldLine[]): readonly Piece[] => lines.flatMap(({ phrases }) => phrases.flatMap(({ pieces }) => pieces));
const sizeOf = (lines: readonly OldLine[]): number => piecesOf(lines).length;
/** Words on their way out that are still there. */
const leavingOf = (lines: readonly OldLine[]): readonly string[] => [
  ...new Set(piecesOf(lines).flatMap(({ fate, text }) => (fate === 'KEEP' ? [] : text))),
];

interface WordedLine {
  readonly asks: readonly SharedAsk[];
  readonly text: string;
  readonly weight: number;
}

/** At least two lines: the genre apart from its colours, or with a companion that needs no instrument. */
function accompanied(
  lines: readonly WordedLine[],
  mayName: (text: string) => boolean,
  worded: (line: VoiceLine) => WordedLine,
): WordedLine[] {
  const [only] = lines;
  if (!only || lines.length > 1) return [...lines];
  const genres = only.asks.filter(({ concept }) => concept.kind === 'genre');
  const others = only.asks.filter(({ concept }) => concept.kind !== 'genre');
  if (genres.length > 0 && others.length > 0) {
    return [worded({ asks: genres, weight: only.weight * 0.55 }), worded({ asks: others, weight: only.weight * 0.45 })];
  }
  const parent = genres[0]?.concept.parents[0];
  const companion = [...(parent ? [GENRE_TRAITS[parent].companion] : []), ...FILLERS].find((text) => mayName(text));
  return companion
    ? [
        { ...only, weight: only.weight * 0.7 },
        { asks: [], text: companion, weight: only.weight * 0.3 },
      ]
    : [...lines];
}

/** A line in words, without its last asks if they are too many for one prompt. */
function fitted(
  asks: readonly SharedAsk[],
  nameOf: (concept: Concept) => string,
  mayName: (text: string) => boolean,
  wishes: readonly string[],
): string {
  for (let count = asks.length; count > 1; count--) {
    const text = wordLine(asks.slice(0, count), nameOf, mayName);
    if (text.length <= LONGEST_LINE) return unlike(text, wishes);
  }
  return wordLine(asks.slice(0, 1), nameOf, mayName);
}

/** The same words in another order when six in a row are somebody's own. */
function unlike(text: string, wishes: readonly string[]): string {
  if (!repeatsRun(text, wishes)) return text;
  const phrases = parsePrompt(text);
  const singles: Phrase[] = phrases.flatMap(({ pieces }) => pieces.map((piece) => ({ lead: ',', pieces: [piece] })));
  const orders = [
    [...phrases].reverse().map((phrase) => ({ ...phrase, lead: ',' })),
    [...singles].reverse(),
    [...singles].sort((a, b) => (renderPrompt([a]) < renderPrompt([b]) ? -1 : 1)),
  ];
  return orders.map(renderPrompt).find((other) => other.length <= LONGEST_PROMPT && !repeatsRun(other, wishes)) ?? text;
}

/** Own phrases of which less is wanted, apart from the rest. */
function apart(wanted: Wanted, lines: readonly OldLine[]): { rest: OldLine[]; subdued: OldLine[] } {
  const part = (isQuiet: boolean): OldLine[] =>
    lines.flatMap(({ phrases, weight }) => {
      const own = phrases.filter((phrase) => isSubdued(wanted, phrase) === isQuiet);
      return own.length > 0 ? [{ phrases: own, weight }] : [];
    });
  return { rest: part(false), subdued: part(true) };
}

function besideOwn(asks: readonly SharedAsk[]): number {
  const strongest = Math.max(...asks.map(({ strength }) => strength), 0);
  return asks.length === 0 ? 0 : Math.min(0.65, Math.max(0.3, BESIDE_OWN_WORLD * strongest));
}

/** What leaves still sounds as long as it has words, but never more than what comes. */
function strayShare(front: readonly string[], left: readonly OldLine[]): number {
  const strays = contentWords(left.map(({ phrases }) => renderPrompt(phrases))).size;
  return Math.min(0.35, Math.max(0.08, (0.6 * strays) / (strays + contentWords(front).size)));
}

/** "drum and bass" goes by another name where drums or bass are not wanted. */
function otherName(wanted: Wanted, { kind, text }: Concept): string {
  const speaksOfBanned = (pattern: RegExp): boolean =>
    pattern.test(text) && wanted.unwanted.some((refused) => pattern.test(refused.text) && isBanned(wanted, refused));
  return kind === 'genre' && (speaksOfBanned(/drum/) || speaksOfBanned(/bass/)) ? text.replace('drum and bass', 'jungle') : text;
}

function mutes({ asked, unwanted, people, isExclusive }: Wanted): { muteBass: boolean; muteDrums: boolean } {
  const isWorldAsked = asked.some(({ kind }) => kind === 'genre');
  const isMuted = (family: 'bass' | 'drums'): boolean =>
    (unwanted.some(({ names }) => names === family) || (isExclusive && !isWorldAsked)) &&
    !asked.some(({ families }) => families.includes(family));
  const isDrummed = people.some(({ voice, hasFader }) => voice.role === 'DRUMMER' && hasFader);
  return { muteBass: isMuted('bass'), muteDrums: isMuted('drums') && (unwanted.some(({ names }) => names === 'drums') || !isDrummed) };
}

/** Who asked for something that stands in a prompt. */
function ownersOf(people: readonly Heard[], text: string, nameOf: (concept: Concept) => string): Heard[] {
  const words = ` ${wordsOf(text).join(' ')} `;
  return people.filter(({ asks }) => asks.some(({ concept }) => words.includes(` ${wordsOf(nameOf(concept)).join(' ')} `)));
}

/** A name that somebody carries and that means no music must not stand in a prompt. */
function withoutNames(phrases: readonly Phrase[], names: readonly string[]): Phrase[] {
  const carried = new Set(names.flatMap(wordsOf));
  const isName = ({ concept, text }: Piece): boolean => concept === null && wordsOf(text).some((word) => carried.has(word));
  return phrases.flatMap((phrase) => {
    const pieces = phrase.pieces.filter((piece) => !isName(piece));
    return pieces.length > 0 ? [{ ...phrase, pieces }] : [];
  });
}

/** Weights of at least a trace, in steps of 0.0001, summing to 1. */
function normalised<Prompt extends { readonly weight: number }>(prompts: readonly Prompt[]): Prompt[] {
  const raised = prompts.map(({ weight }) => Math.max(LEAST_WEIGHT, weight));
  const total = raised.reduce((sum, weight) => sum + weight, 0);
  const rounded = raised.map((weight) => Math.round((weight / total) * 10_000) / 10_000);
  const rest = 1 - rounded.slice(1).reduce((sum, weight) => sum + weight, 0);
  return prompts.map((prompt, at) => ({ ...prompt, weight: at === 0 ? Math.round(rest * 10_000) / 10_000 : (rounded[at] ?? 0) }));
}
