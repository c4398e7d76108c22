// The room's call as it stands now, looked at ten times a second for as long as it moves by itself.
import { useEffect, useState } from 'react';
import { useRoomState } from '../graphql/RoomProvider.tsx';
import type { Room } from '../graphql/room-store.ts';
import { useSound } from '../ui/sound.tsx';
import { type Call, callOf } from './call.ts';

const LOOK_MS = 100;
const NONE: Room['crowdForms'] = [];

/** `me`: null for a screen. */
export function useCall(me: string | null): Call {
  const { engine } = useSound();
  const isPlaying = useRoomState((room) => room.isPlaying) ?? false;
  const vote = useRoomState((room) => room.vote) ?? null;
  const crowdForms = useRoomState((room) => room.crowdForms) ?? NONE;
  const [nowMs, setNowMs] = useState(() => engine.serverNowMs());
  const call = callOf({ isPlaying, vote, crowdForms }, { form: 'DROP', me, nowMs });
  const isMoving = vote !== null || call.kind === 'resting';
  useEffect(() => {
    const look = () => setNowMs(engine.serverNowMs());
    look();
    if (!isMoving) return;
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [engine, isMoving]);
  return call;
}
