// What "no" reaches: whether an unwanted word also means another one ("no drums" the snare, "nothing electronic" the synth). Pure
// comparison of words; who said it and what comes of it is decided elsewhere.

import { wordsOf } from './levelling.ts';
import { GENRES } from './lexicon-genres.ts';
import { type Concept, findGenre } from './vocabulary.ts';

/** Whether somebody who does not want `refused` does not want `other` either. */
export function refuses(refused: Concept, other: Concept): boolean {
  if (refused.names && other.families.includes(refused.names)) return true;
  // Without a violin the string section goes as well: nobody hears the difference.
  if (other.names && refused.kind === 'instrument' && refused.families.includes(other.names)) return true;
  if (refused.kind === other.kind && refused.group === other.group) return true;
  const root = refused.kind === 'genre' ? findGenre(refused.text) : null;
  if (root && GENRES.includes(root) && other.kind === 'genre' && other.parents.length === 1 && other.parents[0] === root) return true;
  return holds(other.text, refused.text);
}

/** Whether a text that nobody listed still speaks of `refused` ("drummy"). */
export function speaksOf(text: string, refused: Concept): boolean {
  if (holds(text, refused.text)) return true;
  const [stem = '', ...more] = wordsOf(refused.text);
  return more.length === 0 && stem.length >= 4 && wordsOf(text).some((word) => word.startsWith(stem) && !word.endsWith('less'));
}

function holds(text: string, part: string): boolean {
  return ` ${wordsOf(text).join(' ')} `.includes(` ${wordsOf(part).join(' ')} `);
}
