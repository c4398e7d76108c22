// What the crowd calls, as it stands on the server's clock: looked at again exactly when the next second or the landing begins.
import { useEffect, useState } from 'react';
import { useRoomState, useServerClock } from '../graphql/RoomProvider.tsx';
import type { Room } from '../graphql/room-store.ts';
import { type CrowdFacts, nextLookMs } from './call.ts';

const NONE: Room['crowdForms'] = [];

export interface CrowdNow extends CrowdFacts {
  /** The server's clock. */
  readonly nowMs: number;
}

export function useCrowd(): CrowdNow {
  const clock = useServerClock();
  const isPlaying = useRoomState((room) => room.isPlaying) ?? false;
  const vote = useRoomState((room) => room.vote) ?? null;
  const crowdForms = useRoomState((room) => room.crowdForms) ?? NONE;
  const [nowMs, setNowMs] = useState(clock.nowMs);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      const atMs = clock.nowMs();
      setNowMs(atMs);
      const waitMs = nextLookMs({ vote, crowdForms }, atMs);
      if (waitMs !== null) timer = setTimeout(look, waitMs);
    };
    look();
    return () => clearTimeout(timer);
  }, [clock, vote, crowdForms]);
  return { isPlaying, vote, crowdForms, nowMs };
}
