// A hand for a turn of the music: casts the vote and says in words why it was not taken.
import { useCallback } from 'react';
import { type CombinedError, useClient } from 'urql';
import { troubleOf } from '../graphql/errors.ts';
import { graphql } from '../graphql/generated/gql.ts';
import type { CrowdForm } from '../graphql/generated/graphql.ts';
import { crowd as text } from '../text/sentences.ts';

const Vote = graphql(`
  mutation Vote($code: String!, $form: CrowdForm!) {
    vote(code: $code, form: $form) {
      id
    }
  }
`);

const refusalOf = (error: CombinedError): string => {
  const refusals: Readonly<Record<string, string>> = text.refusals;
  return refusals[troubleOf(error)] ?? text.refusals.OTHER;
};

/** `null` when the hand was taken, else the sentence. */
export function useCast(code: string): (form: CrowdForm) => Promise<string | null> {
  const client = useClient();
  return useCallback(
    async (form) => {
      const { error } = await client.mutation(Vote, { code, form });
      return error ? refusalOf(error) : null;
    },
    [client, code],
  );
}
