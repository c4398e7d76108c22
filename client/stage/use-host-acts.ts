// What a host's screen can ask of the room: start and stop. Says whether it may and whether an answer is still out.
import { useCallback, useState } from 'react';
import { troubleOf } from '../graphql/errors.ts';
import { graphql } from '../graphql/generated/gql.ts';
import { useRoomState, useSession } from '../graphql/RoomProvider.tsx';
import type { Seat } from '../graphql/seats.ts';

const StartOnStage = graphql(`
  mutation StartOnStage($code: String!) {
    startMusic(code: $code) {
      ...RoomFields
    }
  }
`);
const StopOnStage = graphql(`
  mutation StopOnStage($code: String!) {
    stopMusic(code: $code) {
      ...RoomFields
    }
  }
`);
export interface HostActs {
  readonly isHost: boolean;
  readonly isBusy: boolean;
  readonly hasFailed: boolean;
  readonly start: () => void;
  readonly stop: () => void;
}

export function useHostActs(code: string, seat: Seat): HostActs {
  const { client, store } = useSession();
  const isHost =
    useRoomState((room) => room.participants.some(({ id, isHost, isCoHost }) => id === seat.participantId && (isHost || isCoHost))) ??
    false;
  const [isBusy, setBusy] = useState(false);
  const [hasFailed, setFailed] = useState(false);

  const run = useCallback(async (act: () => Promise<boolean>) => {
    setBusy(true);
    setFailed(false);
    setFailed(!(await act()));
    setBusy(false);
  }, []);
  const start = useCallback(
    () =>
      void run(async () => {
        const { data, error } = await client.urql.mutation(StartOnStage, { code }).toPromise();
        if (data) store.offer(data.startMusic);
        // Somebody else was quicker: the music plays, which is all that was wanted.
        return !error || troubleOf(error) === 'CONFLICT';
      }),
    [run, client, store, code],
  );
  const stop = useCallback(
    () =>
      void run(async () => {
        const { data, error } = await client.urql.mutation(StopOnStage, { code }).toPromise();
        if (data) store.offer(data.stopMusic);
        return !error || troubleOf(error) === 'CONFLICT';
      }),
    [run, client, store, code],
  );
  return { isHost, isBusy, hasFailed, start, stop };
}
