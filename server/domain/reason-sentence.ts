// The one sentence under a decision: who brought what, warmly and in the arbiter's own words. Never a person's raw text.
import type { Heard } from './heard-voices.ts';
import { level, repeatsRun, wordsOf } from './levelling.ts';
import { parsePrompt } from './prompt-continuity.ts';
import { refuses } from './refusals.ts';
import type { Levels } from './steering.ts';
import type { Concept } from './vocabulary.ts';

const LONGEST = 200;
const LONGEST_NAME = 24;

export interface Change {
  readonly people: readonly Heard[];
  /** Prompts before; empty when there were none. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly levelsBefore: Levels | null;
  readonly levelsAfter: Levels;
  readonly nameOf: (concept: Concept) => string;
  /** The genre that played before, if one did. */
  readonly oldWorld: string | null;
  /** Raw texts, so that none of them is repeated by accident. */
  readonly wishes: readonly string[];
}

/** 3 to 200 characters, fit for every screen. */
export function reasonFor(change: Change): string {
  const clauses = [...change.people]
    .filter(({ counts }) => counts)
    .sort((a, b) => b.voice.share - a.voice.share)
    .flatMap((person) => deedsOf(person, change));
  const [first, second, third] = together(clauses);
  const sentences = [
    first && second && third ? `${first}, ${second}, and ${third}.` : '',
    first && second ? `${first}, and ${second}.` : '',
    first ? `${first}.` : '',
    standing(change),
    'The room is finding its sound together.',
  ];
  return (
    sentences.find((sentence) => sentence.length >= 3 && sentence.length <= LONGEST && !repeatsRun(sentence, change.wishes)) ?? 'Together.'
  );
}

/** "Ana and Ben moved the energy": the same deed is told once. */
function together(deeds: readonly { readonly name: string; readonly deed: string }[]): string[] {
  const doers = new Map<string, string[]>();
  for (const { name, deed } of deeds) doers.set(deed, [...(doers.get(deed) ?? []), name]);
  return [...doers].map(([deed, names]) => {
    const shown = names.length > 3 ? [...names.slice(0, 2), `${names.length - 2} others`] : names;
    return `${shown.length > 1 ? `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}` : shown.join('')} ${deed}`;
  });
}

/** What one person brought in this tick; empty when nothing new. */
function deedsOf(person: Heard, { before, after, levelsBefore, levelsAfter, nameOf, oldWorld }: Change): { name: string; deed: string }[] {
  const name = screenName(person.voice.displayName);
  const isNew = (concept: Concept): boolean => stands(nameOf(concept), after) && !stands(nameOf(concept), before);
  const fresh = person.asks.map(({ concept }) => concept).filter(isNew);
  const of = (kind: Concept['kind']): string =>
    listed(
      fresh
        .filter((concept) => concept.kind === kind)
        .slice(0, 3)
        .map(nameOf),
    );
  const deeds: string[] = [];
  const genre = of('genre');
  if (genre) deeds.push(`poured ${genre} into the ${oldWorld && !genre.includes(oldWorld) ? oldWorld : 'room'}`);
  if (of('quality')) deeds.push(`coloured it ${of('quality')}`);
  if (of('instrument')) deeds.push(`brought in ${of('instrument')}`);
  const refused = person.unwanted.find((concept) => isNamed(concept, before) && !isNamed(concept, after));
  if (refused) deeds.push(`let the ${refused.text} rest`);
  const [less] = person.lessened;
  if (less && deeds.length === 0 && before.join() !== after.join()) deeds.push(`asked for less ${less.concept.text}`);
  if (levelsBefore) {
    if (person.voice.role === 'DRUMMER' && person.voice.input.bpm !== null && levelsAfter.bpm !== levelsBefore.bpm)
      deeds.push(`set the tempo to ${levelsAfter.bpm}`);
    const isMoved = levelsAfter.density !== levelsBefore.density || levelsAfter.brightness !== levelsBefore.brightness;
    if (person.voice.role === 'ENERGY' && person.hasFader && isMoved) deeds.push('moved the energy');
  }
  return deeds.length > 0 ? [{ name, deed: deeds.slice(0, 2).join(' and ') }] : [];
}

/** "a", "a and b", "a, b and c". */
function listed(texts: readonly string[]): string {
  return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}`;
}

/** Whether a prompt names something that a "no" to `concept` reaches. */
function isNamed(concept: Concept, prompts: readonly string[]): boolean {
  const pieces = prompts.flatMap(parsePrompt).flatMap((phrase) => phrase.pieces);
  return pieces.some((piece) => piece.concept && refuses(concept, piece.concept));
}

/** Nothing new: whose words are settling in. */
function standing({ people, after, levelsBefore, levelsAfter, nameOf }: Change): string {
  const [leader] = [...people].filter(({ counts }) => counts).sort((a, b) => b.voice.share - a.voice.share);
  if (!leader) return 'The band plays on while the room makes up its mind.';
  const name = screenName(leader.voice.displayName);
  const word = leader.asks.map(({ concept }) => nameOf(concept)).find((text) => stands(text, after));
  if (word) return `With ${name}, the room settles into ${word}.`;
  if (levelsBefore && levelsBefore.bpm !== levelsAfter.bpm) return `With ${name}, the tempo moves to ${levelsAfter.bpm}.`;
  return `The band plays on, with ${name} at the controls.`;
}

function stands(text: string, prompts: readonly string[]): boolean {
  const wanted = ` ${wordsOf(text).join(' ')} `;
  return prompts.some((prompt) => ` ${wordsOf(prompt).join(' ')} `.includes(wanted));
}

/** A display name as it may stand in a sentence: letters and digits, no links, handles, numbers to call or pictures. */
function screenName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N} -]+/gu, ' ')
    .replace(/\d{5,}/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  const short = [...plain].slice(0, LONGEST_NAME).join('').trim();
  return level(short) ? short : 'Somebody';
}
