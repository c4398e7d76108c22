// A host's hand on the engine: what is set shows at once, goes out at a bearable pace, and a refusal is told and taken back.
import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import type { CombinedError } from 'urql';
import { troubleOf } from '../graphql/errors.ts';
import { graphql } from '../graphql/generated/gql.ts';
import { useRoomState, useSession } from '../graphql/RoomProvider.tsx';
import { browserTimers, createInputSender, type InputSender } from '../player/input-sender.ts';
import { refusalSentence } from '../player/refusal.ts';
import { engineRoom as text } from '../text/sentences.ts';
import { type Controls, type ControlsDraft, controlsDraftAfter, mergedControls, NO_DRAFT } from './controls-draft.ts';

const SetEngineControls = graphql(`
  mutation SetEngineControls($code: String!, $input: EngineControlsInput!) {
    setEngineControls(code: $code, input: $input) {
      ...RoomFields
    }
  }
`);
const ResetContext = graphql(`
  mutation ResetContext($code: String!) {
    resetContext(code: $code) {
      ...RoomFields
    }
  }
`);

/** As long as any short message of the house stays. */
const TOLD_MS = 6_000;

const sentenceOf = (error: CombinedError): string => (troubleOf(error) === 'FORBIDDEN' ? text.onlyHosts : refusalSentence(error));

export interface EngineHand {
  /** What the server says, under what was set here and is not answered yet; `null` before the first snapshot. */
  readonly controls: Controls | null;
  readonly set: (change: ControlsDraft) => void;
  /** Cannot be taken back. */
  readonly reset: () => void;
  readonly isResetting: boolean;
  /** What the server would not do, or that it has begun afresh. */
  readonly told: { readonly text: string; readonly isTrouble: boolean } | null;
}

export function useEngineControls(code: string): EngineHand {
  const { client, store } = useSession();
  const server = useRoomState((room) => room.engine.controls);
  const [draft, tell] = useReducer(controlsDraftAfter, NO_DRAFT);
  const [told, setTold] = useState<EngineHand['told']>(null);
  const [isResetting, setResetting] = useState(false);
  const sender = useRef<InputSender<ControlsDraft> | null>(null);

  useEffect(() => {
    const created = createInputSender<ControlsDraft>({
      timers: browserTimers,
      send: async (change) => {
        const { data, error } = await client.urql.mutation(SetEngineControls, { code, input: change }).toPromise();
        // Before the draft goes: the controls must not fall back to what they were for a moment.
        if (data) store.offer(data.setEngineControls);
        if (error) {
          tell({ kind: 'refused', change });
          setTold({ text: sentenceOf(error), isTrouble: true });
        }
        return !error;
      },
      onRest: () => tell({ kind: 'rested' }),
    });
    sender.current = created;
    return () => created.dispose();
  }, [client, store, code]);

  useEffect(() => {
    if (told === null) return;
    const timer = setTimeout(() => setTold(null), TOLD_MS);
    return () => clearTimeout(timer);
  }, [told]);

  const set = useCallback((change: ControlsDraft) => {
    setTold(null);
    tell({ kind: 'changed', change });
    sender.current?.push(change);
  }, []);
  const reset = useCallback(() => {
    const ask = async () => {
      setTold(null);
      setResetting(true);
      const { data, error } = await client.urql.mutation(ResetContext, { code }).toPromise();
      if (data) store.offer(data.resetContext);
      setResetting(false);
      const refusal = error && (troubleOf(error) === 'CONFLICT' ? text.resetSilent : sentenceOf(error));
      setTold(refusal ? { text: refusal, isTrouble: true } : { text: text.resetDone, isTrouble: false });
    };
    void ask();
  }, [client, store, code]);
  return { controls: server && mergedControls(server, draft), set, reset, isResetting, told };
}
