// Gets this screen a seat as DISPLAY: the one it has kept, or a new one, asking for a password only where the room wants it.
import { useCallback, useEffect, useState } from 'react';
import { createRoomClient } from '../graphql/client.ts';
import { type Trouble, troubleOf } from '../graphql/errors.ts';
import { graphql } from '../graphql/generated/gql.ts';
import { type Seat, seats } from '../graphql/seats.ts';

const JoinAsDisplay = graphql(`
  mutation JoinAsDisplay($input: JoinRoomInput!) {
    joinRoom(input: $input) {
      ticket
      joinUrl
      participant {
        id
        kind
        displayName
      }
    }
  }
`);

const TRY_AGAIN_MS = 2_000;
const FINAL: readonly Trouble[] = ['ROOM_NOT_FOUND', 'ROOM_LOCKED', 'WRONG_PASSWORD', 'BAD_INPUT', 'FORBIDDEN', 'ROOM_FULL'];

export interface StageSeat {
  readonly seat: Seat | null;
  readonly trouble: Trouble | null;
  /** A password was tried and was wrong. */
  readonly wasWrong: boolean;
  readonly tryPassword: (password: string) => void;
  /** The kept seat is worth nothing any more: asks for a new one. */
  readonly renew: () => void;
}

export function useStageSeat(code: string): StageSeat {
  const [seat, setSeat] = useState<Seat | null>(() => seats.read(code, 'DISPLAY'));
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [password, setPassword] = useState<string | null>(null);

  useEffect(() => {
    if (seat !== null) return;
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const client = createRoomClient({ ticket: null });
    const join = async () => {
      const input = { code, kind: 'DISPLAY' as const, ...(password === null ? {} : { password }) };
      const { data, error } = await client.urql.mutation(JoinAsDisplay, { input }).toPromise();
      if (isOver) return;
      if (data) {
        const { participant, ticket, joinUrl } = data.joinRoom;
        const next: Seat = { ticket, joinUrl, participantId: participant.id, kind: participant.kind, displayName: participant.displayName };
        seats.save(code, next);
        setTrouble(null);
        setSeat(next);
        return;
      }
      const found = error ? troubleOf(error) : 'INTERNAL';
      setTrouble(found);
      if (!FINAL.includes(found)) timer = setTimeout(() => void join(), TRY_AGAIN_MS);
    };
    void join();
    return () => {
      isOver = true;
      clearTimeout(timer);
      client.dispose();
    };
  }, [code, seat, password]);

  const renew = useCallback(() => {
    seats.forget(code, 'DISPLAY');
    setSeat(null);
  }, [code]);
  return { seat, trouble, wasWrong: password !== null && trouble === 'WRONG_PASSWORD', tryPassword: setPassword, renew };
}
