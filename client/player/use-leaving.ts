// Leaves the room in two steps: first only this phone falls silent, then, when nobody came back, the seat is given up.
import { useCallback, useRef, useState } from 'react';
import { useClient } from 'urql';
import { graphql } from '../graphql/generated/gql.ts';
import { type Seat, seats } from '../graphql/seats.ts';
import { useSound } from '../ui/sound.tsx';

const LeaveRoom = graphql(`
  mutation LeaveRoom($code: String!) {
    leaveRoom(code: $code)
  }
`);

interface LeavingState {
  readonly isLeaving: boolean;
  readonly leave: () => void;
  readonly comeBack: () => void;
  /** For good; the notice is for the door. */
  readonly giveUpSeat: (notice: string | null) => void;
  /** The same, from a page that is being closed and hears no answer. */
  readonly giveUpUnheard: () => void;
}

export function useLeaving(code: string, seat: Seat, onLeft: (notice: string | null) => void): LeavingState {
  const client = useClient();
  const { engine } = useSound();
  const [isLeaving, setLeaving] = useState(false);
  const wasMuted = useRef(false);
  const leave = useCallback(() => {
    wasMuted.current = engine.getStatus().muted;
    engine.leave();
    setLeaving(true);
  }, [engine]);
  const comeBack = useCallback(() => {
    setLeaving(false);
    engine.unlock();
    engine.listen(code, seat.ticket);
    engine.setMuted(wasMuted.current, true);
  }, [engine, code, seat.ticket]);
  const giveUpSeat = useCallback(
    (notice: string | null) => {
      seats.forget(code);
      // Not awaited: the room's own news of the empty seat may be quicker than the answer, and would tell it as a loss.
      void client.mutation(LeaveRoom, { code }).toPromise();
      onLeft(notice);
    },
    [client, code, onLeft],
  );
  const giveUpUnheard = useCallback(() => {
    seats.forget(code);
    // Such a request outlives its page; an ordinary one is cut off with it.
    void fetch('/graphql', {
      method: 'POST',
      keepalive: true,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${seat.ticket}` },
      body: JSON.stringify({ query: 'mutation Leave($code: String!) { leaveRoom(code: $code) }', variables: { code } }),
    }).catch(() => undefined);
  }, [code, seat.ticket]);
  return { isLeaving, leave, comeBack, giveUpSeat, giveUpUnheard };
}
