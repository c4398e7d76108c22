// Puts a refused operation into a sentence for the toast: the server's own words where they name a field, ours where they are general.
import type { CombinedError } from 'urql';
import { sentenceOf, troubleOf } from '../graphql/errors.ts';
import { player } from '../text/player-en.ts';

const OWN_WORDS: Readonly<Record<string, string>> = player.errors;

export function refusalSentence(error: CombinedError): string {
  const trouble = troubleOf(error);
  if (trouble === 'BAD_INPUT') return sentenceOf(error);
  return OWN_WORDS[trouble] ?? player.errors.OTHER;
}
