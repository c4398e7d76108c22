// One seat's way of steering: sends changes at a bearable pace, shows them at once, and tells refusals. Knows no particular control.
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useReducer, useRef } from 'react';
import { type CombinedError, useClient } from 'urql';
import { troubleOf } from '../graphql/errors.ts';
import { graphql } from '../graphql/generated/gql.ts';
import type { RoomInput } from '../graphql/generated/graphql.ts';
import { useRoomState } from '../graphql/RoomProvider.tsx';
import type { Person } from '../graphql/room-store.ts';
import { type Draft, type DraftEvent, draftAfter, noDraft } from './draft.ts';
import { browserTimers, createInputSender, type InputSender } from './input-sender.ts';

const UpdateInput = graphql(`
  mutation UpdateInput($code: String!, $input: RoomInput!) {
    updateInput(code: $code, input: $input) {
      id
      influence
    }
  }
`);

interface Steering {
  readonly code: string;
  readonly participantId: string;
  readonly push: (change: RoomInput) => void;
  /** Calls back whenever everything that was sent is answered. */
  readonly onRest: (listener: (isTaken: boolean) => void) => () => void;
}

const SteeringContext = createContext<Steering | null>(null);

interface SteeringProviderProps {
  readonly code: string;
  readonly participantId: string;
  readonly onRefused: (error: CombinedError) => void;
  readonly children: ReactNode;
}

export function SteeringProvider({ code, participantId, onRefused, children }: SteeringProviderProps) {
  const client = useClient();
  const sender = useRef<InputSender<RoomInput> | null>(null);
  const restListeners = useRef(new Set<(isTaken: boolean) => void>());
  const tellRefused = useRef(onRefused);
  tellRefused.current = onRefused;

  useEffect(() => {
    const created = createInputSender<RoomInput>({
      timers: browserTimers,
      send: async (input) => {
        const { error } = await client.mutation(UpdateInput, { code, input });
        if (error && troubleOf(error) !== 'NETWORK') tellRefused.current(error);
        return !error;
      },
      onRest: (isTaken) => {
        for (const listener of restListeners.current) listener(isTaken);
      },
    });
    sender.current = created;
    return () => created.dispose();
  }, [client, code]);

  const steering = useMemo<Steering>(
    () => ({
      code,
      participantId,
      push: (change) => sender.current?.push(change),
      onRest: (listener) => {
        restListeners.current.add(listener);
        return () => restListeners.current.delete(listener);
      },
    }),
    [code, participantId],
  );
  return <SteeringContext value={steering}>{children}</SteeringContext>;
}

export function useSteering(): Steering {
  const steering = useContext(SteeringContext);
  if (!steering) throw new Error('This part must stand inside of a SteeringProvider.');
  return steering;
}

/** The seat's own person in the newest snapshot; `null` before the first one, and for listeners, whom the room only counts. */
export function useMe(): Person | null {
  const { participantId } = useSteering();
  return useRoomState((room) => room.participants.find((person) => person.id === participantId) ?? null);
}

const EXPIRY_MS = 1_500;
const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

export interface Optimistic<T> {
  readonly value: T;
  readonly set: (value: T) => void;
  /** Between hold and release the server's echo does not move the control. */
  readonly hold: () => void;
  readonly release: () => void;
  readonly isHeld: boolean;
}

/** A value that belongs to the finger until the server has answered and said the same. */
export function useOptimistic<T>(serverValue: T, toChange: (value: T) => RoomInput): Optimistic<T> {
  const { push, onRest } = useSteering();
  const [draft, tell] = useReducer((state: Draft<T>, event: DraftEvent<T>) => draftAfter(state, event), noDraft<T>());
  const change = useRef(toChange);
  change.current = toChange;

  useEffect(() => onRest((isTaken) => tell({ kind: isTaken ? 'taken' : 'refused' })), [onRest]);
  const matches = isSame(draft.value, serverValue);
  useEffect(() => {
    if (!draft.isTaken || draft.isHeld) return;
    if (matches) return tell({ kind: 'echoed', matches });
    const timer = setTimeout(() => tell({ kind: 'expired' }), EXPIRY_MS);
    return () => clearTimeout(timer);
  }, [matches, draft.isTaken, draft.isHeld]);

  const set = useCallback(
    (value: T) => {
      tell({ kind: 'changed', value });
      push(change.current(value));
    },
    [push],
  );
  const hold = useCallback(() => tell({ kind: 'held' }), []);
  const release = useCallback(() => tell({ kind: 'released' }), []);
  return { value: draft.value ?? serverValue, set, hold, release, isHeld: draft.isHeld };
}
