// Who stands in which prompt: what people ask for, gathered into at most three lines so that opposites stay apart and weights can
// blend them, and put into plain words. Knows nothing of the prompts before.
import type { Heard, VoiceAsk } from './heard-voices.ts';
import { GENRE_TRAITS } from './lexicon-genres.ts';
import type { Concept } from './vocabulary.ts';

/** Something asked for, by one or several people. */
export interface SharedAsk {
  readonly concept: Concept;
  /** Sum of the parts of shares behind it. */
  readonly weight: number;
  readonly strength: number;
  /** Somebody else wants less of it: it stands alone and weighs half. */
  readonly isContested: boolean;
  /** 0 for everybody's first ask, 1 for the second and so on: nobody goes without a trace. */
  readonly rank: number;
}

export interface VoiceLine {
  readonly asks: readonly SharedAsk[];
  readonly weight: number;
}

const KIND_WEIGHT = { genre: 2, instrument: 1, quality: 1 } as const;
/** Products of valence or energy below this are opposites ("calm" and "energetic", not "calm" and "tense"). */
const OPPOSITE = -0.45;

/** Two things that must not share a prompt. */
export function pullsApart(a: Concept, b: Concept): boolean {
  if (a.kind === 'genre' && b.kind === 'genre') return !a.parents.some((parent) => b.parents.includes(parent));
  if (a.kind !== 'quality' || b.kind !== 'quality' || a.group === b.group) return false;
  const product = (key: 'valence' | 'energy' | 'tempo' | 'density'): number => (a.pulls[key] ?? 0) * (b.pulls[key] ?? 0);
  return product('valence') <= OPPOSITE || product('energy') <= OPPOSITE || product('tempo') < 0 || product('density') <= -0.04;
}

/** What everybody asks for, each thing once, the widest first. */
export function sharedAsks(people: readonly Heard[], isContested: (concept: Concept, asker: Heard) => boolean): SharedAsk[] {
  const merged = new Map<string, SharedAsk>();
  for (const person of people) {
    const total = person.asks.reduce((sum, ask) => sum + weightOf(ask), 0);
    person.asks.forEach((ask, rank) => {
      const old = merged.get(ask.concept.text);
      const contested = isContested(ask.concept, person);
      merged.set(ask.concept.text, {
        concept: ask.concept,
        weight: (old?.weight ?? 0) + ((person.voice.share * weightOf(ask)) / total) * (contested ? 0.5 : 1),
        strength: Math.max(old?.strength ?? 0, ask.strength),
        isContested: (old?.isContested ?? false) || contested,
        rank: Math.min(old?.rank ?? rank, rank),
      });
    });
  }
  return [...merged.values()].sort((a, b) => a.rank - b.rank || b.weight - a.weight);
}

const weightOf = ({ concept, strength }: VoiceAsk): number => KIND_WEIGHT[concept.kind] * strength;

/**
 * The asks in at most `most` lines, heaviest first. One person's words stay together and opposites stay apart as long as there
 * are lines for it; then the lightest lines that agree are poured together.
 */
export function gatherLines(people: readonly Heard[], asks: readonly SharedAsk[], most: number): VoiceLine[] {
  const lines: SharedAsk[][] = [];
  const placed = new Set<string>();
  for (const { asks: own } of people) {
    const ownLines: SharedAsk[][] = [];
    const tilesOf = new Map(own.map((ask) => [ask.concept.text, ask.isTile]));
    for (const { concept, isTile } of own) {
      const ask = asks.find((shared) => shared.concept.text === concept.text);
      if (!ask || placed.has(concept.text)) continue;
      placed.add(concept.text);
      // What was said in one breath stays together: "soft piano" beside an aggressive tile is one line, not two.
      const open = ask.isContested ? [] : ownLines.filter((other) => agree(other, [ask]));
      const line = open.find((other) => other.some((one) => tilesOf.get(one.concept.text) === isTile)) ?? open[0];
      if (line) line.push(ask);
      else ownLines.push([ask]);
    }
    lines.push(...ownLines);
  }
  while (lines.length > most) {
    const [first, second] = lightestPair(lines);
    const poured = [...(lines[first] ?? []), ...(lines[second] ?? [])];
    lines.splice(second, 1);
    lines.splice(first, 1, poured);
  }
  return lines.map((line) => ({ asks: line, weight: weightOfLine(line) })).sort((a, b) => b.weight - a.weight);
}

const weightOfLine = (line: readonly SharedAsk[]): number => line.reduce((sum, { weight }) => sum + weight, 0);

function agree(a: readonly SharedAsk[], b: readonly SharedAsk[]): boolean {
  return !a.some((one) => one.isContested || b.some((other) => other.isContested || pullsApart(one.concept, other.concept)));
}

function lightestPair(lines: readonly (readonly SharedAsk[])[]): [number, number] {
  let best: { pair: [number, number]; cost: number } = { pair: [0, 1], cost: Number.POSITIVE_INFINITY };
  for (const [i, a] of lines.entries()) {
    for (const [j, b] of lines.entries()) {
      if (j <= i) continue;
      const cost = weightOfLine(a) + weightOfLine(b) + (agree(a, b) ? 0 : 10);
      if (cost < best.cost) best = { pair: [i, j], cost };
    }
  }
  return best.pair;
}

/** "a", "a and b", "a, b and c". */
function listed(texts: readonly string[]): string {
  return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}`;
}

/**
 * One line as a prompt: "mystical funk groove with kalimba lead".
 * @param nameOf the words for a concept (a genre may have to go by another name).
 * @param mayName whether a filling noun may be used.
 */
export function wordLine(asks: readonly SharedAsk[], nameOf: (concept: Concept) => string, mayName: (text: string) => boolean): string {
  const of = (test: (concept: Concept) => boolean): string[] => asks.flatMap(({ concept }) => (test(concept) ? [nameOf(concept)] : []));
  const genres = of(({ kind }) => kind === 'genre');
  const instruments = of(({ kind }) => kind === 'instrument');
  const adjectives = of(({ kind, isColour }) => kind === 'quality' && !isColour);
  const colours = of(({ kind, isColour }) => kind === 'quality' && isColour);
  const parent = asks.find(({ concept }) => concept.kind === 'genre')?.concept.parents[0];
  const noun = parent ? GENRE_TRAITS[parent].noun : asks.every(({ concept }) => concept.pulls.tempo) ? 'pace' : 'mood';
  const tail = colours.length > 0 ? `, ${listed(colours)}` : '';
  const head = listed(adjectives);
  if (genres.length > 0) {
    const isComplete = genres.some((genre) => genre.includes(noun)) || !mayName(noun);
    const lead = instruments.length === 1 && mayName('lead') ? ' lead' : '';
    const withInstruments = instruments.length > 0 ? ` with ${listed(instruments)}${lead}` : '';
    return `${head} ${listed(genres)}${isComplete ? '' : ` ${noun}`}${withInstruments}${tail}`.trim();
  }
  if (instruments.length > 0) return `${head} ${listed(instruments)}${tail}`.trim();
  if (adjectives.length > 0) return `${head}${mayName(noun) ? ` ${noun}` : ''}${tail}`;
  return `${listed(colours)} flavour`;
}
