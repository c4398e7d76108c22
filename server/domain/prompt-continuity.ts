// The prompts before, taken apart into phrases, and how they make room: at least 60 % of their words survive a tick, and one sonic
// element leaves at a time. Decides nothing about what should leave; that is marked on every piece by the arbiter.
import { contentWords, level } from './levelling.ts';
import { type Concept, conceptOf, reachOf } from './vocabulary.ts';

/** Longest prompt, characters. */
export const LONGEST_PROMPT = 120;
/** So much of the earlier prompts' distinct words has to stand in the later ones. */
const SURVIVING = 0.6;

export type Fate = 'KEEP' | 'LEAVE' | 'UNWANTED';

/** A word, or several that mean one thing ("electric piano"). */
export interface Piece {
  readonly text: string;
  readonly concept: Concept | null;
  readonly fate: Fate;
}

export interface Phrase {
  /** How it is joined to the phrase before: "with", "and", ",", "over a" ... */
  readonly lead: string;
  readonly pieces: readonly Piece[];
}

export interface OldLine {
  readonly phrases: readonly Phrase[];
  readonly weight: number;
}

const CONNECTORS = new Set(
  'with and over under in on by of from at into for to plus beneath above behind through the a an its as or like but that this is it some more'.split(
    ' ',
  ),
);

/** Takes a prompt apart; letters, digits and hyphens survive, nothing else. */
export function parsePrompt(text: string): Phrase[] {
  const tokens = text.replace(/\s&\s/g, ' and ').match(/[\p{L}\p{N}](?:[\p{L}\p{N}&'’-]*[\p{L}\p{N}])?|[,;:.]/gu) ?? [];
  const levelled = tokens.map((token) => level(token).match(/[\p{L}\p{N}]+/gu) ?? []);
  const phrases: { lead: string; pieces: Piece[] }[] = [];
  let lead: string[] = [];
  let isOpen = false;
  for (let at = 0; at < tokens.length; ) {
    const { concept, length } = longestConcept(levelled, at);
    const token = tokens[at] ?? '';
    const isConnector = length < 2 && (/[,;:.]/.test(token) || CONNECTORS.has(token.toLowerCase()));
    if (isConnector) {
      lead.push(/[,;:.]/.test(token) ? ',' : token.toLowerCase());
      isOpen = false;
      at += 1;
      continue;
    }
    // A long run of digits is nobody's music, and might be somebody's telephone.
    const piece: Piece = { text: tokens.slice(at, at + length).join(' '), concept, fate: 'KEEP' };
    if (!isOpen) phrases.push({ lead: lead.join(' ').replace(/^, .*,$|,(?: ,)+/, ','), pieces: [] });
    if (!/\d{5,}/.test(piece.text)) phrases.at(-1)?.pieces.push(piece);
    isOpen = true;
    lead = [];
    at += length;
  }
  return phrases.filter(({ pieces }) => pieces.length > 0);
}

function longestConcept(levelled: readonly (readonly string[])[], at: number): { concept: Concept | null; length: number } {
  const reach = reachOf(levelled[at]?.[0] ?? '');
  for (let length = Math.min(reach, levelled.length - at); length > 0; length--) {
    const tokens = levelled.slice(at, at + length);
    if (tokens.some((words) => words.length === 0)) continue;
    const words = tokens.flat();
    const concept = words.length <= reach ? conceptOf(words) : null;
    if (concept) return { concept, length };
  }
  return { concept: null, length: 1 };
}

/** The phrases as a prompt again. */
export function renderPrompt(phrases: readonly Phrase[]): string {
  let text = '';
  for (const { lead, pieces } of phrases) {
    const words = pieces.map((piece) => piece.text).join(' ');
    if (text === '') text = words;
    else if (lead === '') text += ` ${words}`;
    else text += lead.startsWith(',') ? `${lead} ${words}` : ` ${lead} ${words}`;
  }
  return text;
}

/** The sonic elements that phrases name. */
export function elementsOf(phrases: readonly Phrase[]): Set<string> {
  return new Set(phrases.flatMap(({ pieces }) => pieces.flatMap(({ concept }) => (concept?.kind === 'instrument' ? [concept.group] : []))));
}

/** Whether enough words of `before` stand in `after`. */
export function continues(before: readonly string[], after: readonly string[]): boolean {
  const old = contentWords(before);
  const now = contentWords(after);
  return [...old].filter((word) => now.has(word)).length >= SURVIVING * old.size - 1e-9;
}

/**
 * What is left of the old lines after one tick: the unwanted leaves first, then what nobody asks for any more, as far as
 * continuity allows.
 * @param before the texts of the prompts before.
 * @param arriving the texts of the new lines.
 * @param mayThin whether a sonic element may leave by itself (none entered in this tick); unwanted ones always may.
 */
export function retire(lines: readonly OldLine[], before: readonly string[], arriving: readonly string[], mayThin: boolean): OldLine[] {
  const gone = new Set<Piece>();
  let mayDropElement = mayThin;
  const old = contentWords(before);
  const stays = contentWords(arriving);
  const all = lines.flatMap(({ phrases }) => phrases.flatMap((phrase) => phrase.pieces));
  const wordsOfPiece = new Map(
    all.map((piece) => [piece, [...contentWords([piece.text])].filter((word) => old.has(word) && !stays.has(word))]),
  );
  // How many pieces still carry an old word that no new line does; one that is carried by none does not survive.
  const carriers = new Map<string, number>();
  for (const word of [...wordsOfPiece.values()].flat()) carriers.set(word, (carriers.get(word) ?? 0) + 1);
  let surviving = [...old].filter((word) => stays.has(word) || carriers.has(word)).length;
  const attempt = (leaving: readonly Piece[]): void => {
    const going = leaving.filter((piece) => !gone.has(piece));
    const lost = new Map<string, number>();
    for (const word of going.flatMap((piece) => wordsOfPiece.get(piece) ?? [])) lost.set(word, (lost.get(word) ?? 0) + 1);
    const losses = [...lost].filter(([word, count]) => carriers.get(word) === count).length;
    if (surviving - losses < SURVIVING * old.size - 1e-9) return;
    surviving -= losses;
    for (const [word, count] of lost) carriers.set(word, (carriers.get(word) ?? 0) - count);
    for (const piece of going) gone.add(piece);
  };
  const pieces = lines.flatMap(({ phrases }) => phrases.map((phrase) => phrase.pieces));
  for (const group of pieces) {
    const leaving = group.filter(({ fate }) => fate === 'UNWANTED');
    attempt(leaving);
    for (const one of leaving) attempt([one]);
  }
  // Old worlds first, then words, then what plays: each element that goes is heard.
  const order = (piece: Piece): number => (piece.concept?.kind === 'genre' ? 0 : piece.concept?.kind === 'instrument' ? 2 : 1);
  const leaving = pieces.flat().filter(({ fate }) => fate === 'LEAVE');
  const arrivingElements = new Set(arriving.flatMap((text) => [...elementsOf(parsePrompt(text))]));
  for (const one of leaving.sort((a, b) => order(a) - order(b))) {
    const element = one.concept?.kind === 'instrument' ? one.concept.group : null;
    const isPlayed = (piece: Piece): boolean =>
      piece !== one && !gone.has(piece) && piece.concept?.kind === 'instrument' && piece.concept.group === element;
    const staysAnyway = element === null || arrivingElements.has(element) || all.some(isPlayed);
    if (!staysAnyway && !mayDropElement) continue;
    attempt([one]);
    if (!staysAnyway && gone.has(one)) mayDropElement = false;
  }
  return gone.size === 0 ? [...lines] : without(lines, (piece) => gone.has(piece));
}

function without(lines: readonly OldLine[], leaves: (piece: Piece) => boolean): OldLine[] {
  return lines.flatMap(({ phrases, weight }) => {
    const left: Phrase[] = [];
    let inherited: string | null = null;
    for (const phrase of phrases) {
      const pieces = phrase.pieces.filter((piece) => !leaves(piece));
      if (pieces.length === 0) {
        // "with kick and bells" without the kick is "with bells".
        inherited ??= phrase.lead;
        continue;
      }
      const lead: string = inherited && /^(and|,)?$/.test(phrase.lead) ? inherited : phrase.lead;
      left.push(pieces.length === phrase.pieces.length && lead === phrase.lead ? phrase : { lead, pieces });
      inherited = null;
    }
    return left.length > 0 ? [{ phrases: left, weight }] : [];
  });
}

/** What is left of a line may be a bare number ("808") or two letters: a word is added so that it can be read. */
function speakable(text: string): string {
  return text.length >= 3 && /\p{L}/u.test(text) ? text : `${text} tone`;
}

export interface Packed {
  readonly texts: readonly string[];
  /** Weights of the old lines that are left, in the order of the last texts. */
  readonly oldWeights: readonly number[];
}

/**
 * New lines and what is left of the old ones in at most `most` prompts; `null` when the words do not fit.
 * Old lines are poured together first; what is too long then spills over to wherever there is room.
 */
export function pack(arriving: readonly string[], old: readonly OldLine[], most: number): Packed | null {
  const slots = most - arriving.length;
  const lines = old.map(({ phrases, weight }) => ({ phrases: [...phrases], weight }));
  if (lines.length > 0 && slots < 1) return null;
  while (lines.length > slots) {
    lines.sort((a, b) => b.weight - a.weight);
    const lightest = lines.pop();
    const host = lines.at(-1);
    if (!lightest || !host) return null;
    host.phrases.push(...lightest.phrases.map((phrase, at) => (at === 0 ? { ...phrase, lead: ',' } : phrase)));
    host.weight += lightest.weight;
  }
  const spilled: Piece[] = [];
  for (const line of lines) {
    while (renderPrompt(line.phrases).length > LONGEST_PROMPT) {
      const last = line.phrases.pop();
      if (!last || line.phrases.length === 0) return null;
      spilled.push(...last.pieces);
    }
  }
  const texts = [...arriving, ...lines.map(({ phrases }) => renderPrompt(phrases))];
  for (const piece of spilled) {
    const roomy = texts.findIndex((text) => text.length + piece.text.length + 2 <= LONGEST_PROMPT);
    if (roomy < 0) return null;
    texts[roomy] = `${texts[roomy]}, ${piece.text}`;
  }
  return { texts: texts.map(speakable), oldWeights: lines.map(({ weight }) => weight) };
}
