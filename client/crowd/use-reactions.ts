// What the room throws, as it comes, and one person's own throws: shown at once, refused kindly, and not shown twice when they come back.
import { useCallback, useEffect, useRef } from 'react';
import { useClient } from 'urql';
import { type Trouble, troubleOf } from '../graphql/errors.ts';
import { graphql } from '../graphql/generated/gql.ts';
import type { Reaction, ReactionsSubscription } from '../graphql/generated/graphql.ts';

export type Tally = ReactionsSubscription['reactions']['reactions'][number];

const Reactions = graphql(`
  subscription Reactions($code: String!) {
    reactions(code: $code) {
      reactions {
        reaction
        count
        from {
          participantId
          count
        }
      }
    }
  }
`);
const React = graphql(`
  mutation React($code: String!, $reaction: Reaction!) {
    react(code: $code, reaction: $reaction)
  }
`);

const ASK_AGAIN_MS = 3_000;

/** Calls back with every burst, at most ten a second. */
export function useBursts(code: string, onBurst: (tallies: readonly Tally[]) => void): void {
  const client = useClient();
  const tell = useRef(onBurst);
  tell.current = onBurst;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stop = () => {};
    const watch = () => {
      stop();
      stop = client.subscription(Reactions, { code }).subscribe(({ data, error, hasNext }) => {
        if (data) tell.current(data.reactions.reactions);
        if (!error && hasNext !== false) return;
        clearTimeout(timer);
        timer = setTimeout(watch, ASK_AGAIN_MS);
      }).unsubscribe;
    };
    watch();
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [client, code]);
}

/** Throws; `null` when it flew. */
export function useThrow(code: string): (reaction: Reaction) => Promise<Trouble | null> {
  const client = useClient();
  return useCallback(
    async (reaction) => {
      const { error } = await client.mutation(React, { code, reaction });
      return error ? troubleOf(error) : null;
    },
    [client, code],
  );
}
