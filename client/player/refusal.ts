// Puts a refused operation into a sentence for the toast: ours for a known code, around the server's numbers where it named a range.
import type { CombinedError } from 'urql';
import { detailsOf, sentenceOf, troubleOf } from '../graphql/errors.ts';
import { player } from '../text/sentences.ts';

export function refusalSentence(error: CombinedError): string {
  const trouble = troubleOf(error);
  const { min, max } = detailsOf(error);
  if (trouble === 'BAD_INPUT') return player.errors.badInput(sentenceOf(error), min, max);
  const own: Readonly<Record<string, string>> = player.errors.byCode;
  return own[trouble] ?? player.errors.byCode.OTHER;
}
