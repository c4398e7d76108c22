// The moments of a call as this page lives them: a hand goes up, a second passes, it lands. Each is told once, and none of them for what
// had already happened when the page came.
import { useEffect, useLayoutEffect, useRef } from 'react';
import { useServerClock } from '../graphql/RoomProvider.tsx';
import type { Call } from './call.ts';
import type { CrowdNow } from './use-crowd.ts';

export interface Moments {
  /** Somebody's hand went up. */
  readonly onHand?: (voterId: string) => void;
  /** Another second of the countdown begins. */
  readonly onSecond?: () => void;
  readonly onLanding?: () => void;
}

/** Every landing is also noted in the page's own timeline, with the moment it was due: that is how far apart two screens are. */
const LANDING_MARK = 'coro:landing';

export function useMoments({ vote }: Pick<CrowdNow, 'vote'>, call: Call, moments: Moments): void {
  const clock = useServerClock();
  const tell = useRef(moments);
  tell.current = moments;
  const before = useRef({ kind: call.kind, voteId: vote?.id ?? null, hands: vote?.voterIds.length ?? 0 });

  const seconds = call.kind === 'countdown' ? call.seconds : null;
  useEffect(() => {
    if (seconds !== null) tell.current.onSecond?.();
  }, [seconds]);

  const { kind } = call;
  useLayoutEffect(() => {
    const had = before.current;
    const hands = vote?.voterIds.length ?? 0;
    const voterId = vote?.voterIds.at(-1);
    before.current = { kind, voteId: vote?.id ?? null, hands };
    if (voterId !== undefined && kind === 'open' && hands > (had.voteId === vote?.id ? had.hands : 0)) tell.current.onHand?.(voterId);
    if (kind !== 'landed' || had.kind !== 'countdown' || vote?.landsAt == null) return;
    performance.mark(LANDING_MARK, { detail: { voteId: vote.id, dueMs: clock.pageMs(vote.landsAt) } });
    tell.current.onLanding?.();
  }, [kind, vote, clock]);
}
