// Offers to swap roles that touch this seat: the one it was made, the one it has made, and the ways to answer, make and take back.
import { useEffect, useRef, useState } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../graphql/generated/gql.ts';
import { useRoomState } from '../graphql/RoomProvider.tsx';
import type { Person, Room } from '../graphql/room-store.ts';
import { swap as text } from '../text/sentences.ts';
import { refusalSentence } from './refusal.ts';
import { useMe, useSteering } from './Steering.tsx';
import { fateOfOffer } from './swap-fate.ts';
import { useToast } from './toast.tsx';

const ProposeSwap = graphql(`
  mutation ProposeSwap($code: String!, $participantId: ID!) {
    proposeSwap(code: $code, participantId: $participantId) {
      version
    }
  }
`);
const AnswerSwap = graphql(`
  mutation AnswerSwap($code: String!, $swapId: ID!, $accept: Boolean!) {
    answerSwap(code: $code, swapId: $swapId, accept: $accept) {
      version
    }
  }
`);

type Swap = Room['swaps'][number];

export interface Swaps {
  /** What this person is asked, and by whom; `null`: nothing, or the time is over. */
  readonly asked: { readonly swap: Swap; readonly from: Person; readonly secondsLeft: number } | null;
  readonly offered: Swap | null;
  readonly offer: (person: Person) => Promise<void>;
  readonly takeBack: () => Promise<void>;
  readonly answer: (isAccepted: boolean) => Promise<void>;
}

/** Whole seconds until a moment of the server's clock, counted on from the newest snapshot. */
function useSecondsLeft(expiresAt: number | null): number {
  const sentAt = useRoomState((room) => room.sentAt) ?? 0;
  const arrived = useRef({ sentAt, atMs: performance.now() });
  if (arrived.current.sentAt !== sentAt) arrived.current = { sentAt, atMs: performance.now() };
  const [, setTick] = useState(0);
  useEffect(() => {
    if (expiresAt === null) return;
    const timer = setInterval(() => setTick((tick) => tick + 1), 500);
    return () => clearInterval(timer);
  }, [expiresAt]);
  if (expiresAt === null) return 0;
  return Math.ceil((expiresAt - sentAt - (performance.now() - arrived.current.atMs)) / 1_000);
}

export function useSwaps(): Swaps {
  const { code, participantId } = useSteering();
  const me = useMe();
  const people = useRoomState((room) => room.participants) ?? [];
  const incoming = useRoomState((room) => room.swaps.find(({ toId }) => toId === participantId) ?? null);
  const offered = useRoomState((room) => room.swaps.find(({ fromId }) => fromId === participantId) ?? null);
  const sentAt = useRoomState((room) => room.sentAt) ?? 0;
  const secondsLeft = useSecondsLeft(incoming?.expiresAt ?? null);
  const toast = useToast();
  const [, propose] = useMutation(ProposeSwap);
  const [, reply] = useMutation(AnswerSwap);
  const isTakenBack = useRef(false);

  const role = me?.role ?? null;
  const before = useRef({ offer: offered, role });
  const nameOf = (id: string) => people.find((person) => person.id === id)?.displayName ?? '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: the names and the time are read when the offer or the role changes
  useEffect(() => {
    const fate = fateOfOffer(before.current, { offer: offered, role }, sentAt, isTakenBack.current);
    const name = nameOf(before.current.offer?.toId ?? '');
    before.current = { offer: offered, role };
    isTakenBack.current = false;
    if (fate !== null) toast({ text: fate === 'DECLINED' ? text.declined(name) : text.unanswered(name) });
  }, [offered, role, toast]);

  const from = people.find(({ id }) => id === incoming?.fromId);
  const tell = (error: Parameters<typeof refusalSentence>[0]) => toast({ text: refusalSentence(error), isTrouble: true });
  return {
    asked: incoming && from && secondsLeft > 0 ? { swap: incoming, from, secondsLeft } : null,
    offered,
    offer: async (person) => {
      const { error } = await propose({ code, participantId: person.id });
      if (error) tell(error);
      else toast({ text: text.sent(person.displayName) });
    },
    takeBack: async () => {
      if (!offered) return;
      isTakenBack.current = true;
      const { error } = await reply({ code, swapId: offered.id, accept: false });
      if (error) tell(error);
      else toast({ text: text.takenBack });
    },
    answer: async (isAccepted) => {
      if (!incoming) return;
      const { error } = await reply({ code, swapId: incoming.id, accept: isAccepted });
      if (error) tell(error);
    },
  };
}
