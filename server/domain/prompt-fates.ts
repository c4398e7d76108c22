// Marks on the prompts before what may stay: the band's own words stay until a new world is asked for, words that nobody asks for
// any more leave, unwanted ones leave first. Only marks; what goes in this tick is weighed in prompt-continuity.ts.
import type { Heard } from './heard-voices.ts';
import type { Fate, OldLine, Phrase, Piece } from './prompt-continuity.ts';
import { pullsApart } from './prompt-lines.ts';
import { refuses, speaksOf } from './refusals.ts';
import type { Concept } from './vocabulary.ts';

/** What everybody wants together. */
export interface Wanted {
  readonly people: readonly Heard[];
  /** Everything asked for by anybody. */
  readonly asked: readonly Concept[];
  readonly unwanted: readonly Concept[];
  readonly lessened: readonly Concept[];
  /** Nothing but the instruments asked for. */
  readonly isExclusive: boolean;
}

/** Everybody's wishes as one. */
export function wantedBy(people: readonly Heard[]): Wanted {
  return {
    people,
    asked: people.flatMap(({ asks }) => asks.map(({ concept }) => concept)),
    unwanted: people.flatMap(({ unwanted }) => unwanted),
    lessened: people.flatMap(({ lessened }) => lessened.map(({ concept }) => concept)),
    isExclusive: people.some(({ isExclusive, asks }) => isExclusive && asks.some(({ concept }) => concept.kind === 'instrument')),
  };
}

const isSame = (a: Concept, b: Concept): boolean =>
  a.text === b.text || (a.kind === 'instrument' && b.kind === a.kind && a.group === b.group);

/** Unwanted by somebody and asked for by nobody: never to be named. */
export function isBanned({ asked, unwanted }: Wanted, concept: Concept): boolean {
  return unwanted.some((refused) => refuses(refused, concept)) && !asked.some((ask) => isSame(ask, concept));
}

/** Whether a text names something banned. */
export function namesBanned(wanted: Wanted, phrases: readonly Phrase[]): boolean {
  return wanted.unwanted.length > 0 && phrases.some(({ pieces }) => pieces.some((piece) => isUnwantedPiece(wanted, piece)));
}

function isUnwantedPiece(wanted: Wanted, { concept, text }: Piece): boolean {
  if (concept) return isBanned(wanted, concept);
  return wanted.unwanted.some((refused) => speaksOf(text, refused) && !wanted.asked.some((ask) => isSame(ask, refused)));
}

/** Less of it is wanted, and it is no mood: it moves into a prompt of its own that weighs little. */
export function isSubdued({ lessened }: Wanted, phrase: Phrase): boolean {
  return phrase.pieces.some(
    ({ concept }) => concept && concept.kind !== 'quality' && lessened.some((less) => less.kind !== 'quality' && refuses(less, concept)),
  );
}

const genresOf = (phrases: readonly Phrase[]): Concept[] =>
  phrases.flatMap(({ pieces }) => pieces.flatMap(({ concept }) => (concept?.kind === 'genre' ? [concept] : [])));

/**
 * The old lines with a fate on every piece.
 * @param ownLines so many of the last lines are the band's own; the others were made from what people asked for then.
 * @param leaving words that were on their way out already.
 */
export function markFates(
  wanted: Wanted,
  lines: readonly OldLine[],
  ownLines: number,
  leaving: readonly string[],
): { own: OldLine[]; made: OldLine[] } {
  const { asked } = wanted;
  const askedGenres = asked.filter(({ kind }) => kind === 'genre');
  // With nobody asking for words, all that plays is the band's own: the music of the room goes on.
  const firstOwn = asked.length === 0 ? 0 : Math.max(0, lines.length - ownLines);
  const ownGenres = lines.slice(firstOwn).flatMap(({ phrases }) => genresOf(phrases));
  const isAskedWorld = (genre: Concept): boolean => askedGenres.some((ask) => !pullsApart(ask, genre));
  const isWorldLeaving = askedGenres.length > 0 && !ownGenres.some(isAskedWorld);
  const isWorldless = askedGenres.length === 0 && ownGenres.length === 0;

  const ownFate = ({ concept, text }: Piece): Fate => {
    if (isWorldLeaving || (asked.length > 0 && leaving.includes(text))) return 'LEAVE';
    if (!concept) return 'KEEP';
    if (concept.kind === 'genre') return askedGenres.length > 0 && !isAskedWorld(concept) ? 'LEAVE' : 'KEEP';
    if (concept.kind === 'instrument') return wanted.isExclusive && !asked.some((ask) => isSame(ask, concept)) ? 'LEAVE' : 'KEEP';
    const isLessened = wanted.lessened.some((less) => less.kind === 'quality' && refuses(less, concept));
    const isCrossed =
      asked.some((ask) => pullsApart(ask, concept)) && !asked.some((ask) => ask.kind === 'quality' && ask.group === concept.group);
    return isLessened || isCrossed ? 'LEAVE' : 'KEEP';
  };
  // Who asked for the world has gone: the band goes on in it.
  const madeFate = ({ concept }: Piece): Fate => (isWorldless && concept?.kind === 'genre' ? 'KEEP' : 'LEAVE');

  const mark = (line: OldLine, fateOf: (piece: Piece) => Fate): OldLine => ({
    ...line,
    phrases: line.phrases.map((phrase) => {
      const fates = phrase.pieces.map((piece): Fate => (isUnwantedPiece(wanted, piece) ? 'UNWANTED' : fateOf(piece)));
      const players = phrase.pieces.flatMap(({ concept }, at) => (concept?.kind === 'instrument' ? [fates[at] ?? 'KEEP'] : []));
      // Words around an instrument describe it ("rolling kick"), so they go with it.
      const whole = players.length > 0 && players.every((fate) => fate !== 'KEEP') ? players[0] : undefined;
      return { ...phrase, pieces: phrase.pieces.map((piece, at) => ({ ...piece, fate: whole ?? fates[at] ?? 'KEEP' })) };
    }),
  });
  return {
    made: lines.slice(0, firstOwn).map((line) => mark(line, madeFate)),
    own: lines.slice(firstOwn).map((line) => mark(line, ownFate)),
  };
}
