// The prompts that the sound now going out was made from: the newest mix only counts once the audio carries its revision.
import { useRef } from 'react';
import { useRoomState } from '../graphql/RoomProvider.tsx';
import type { Room } from '../graphql/room-store.ts';

type Prompts = Room['prompts']['prompts'];
const NONE: Prompts = [];

export function useHeardPrompts(): Prompts {
  const prompts = useRoomState((room) => room.prompts.prompts) ?? NONE;
  const isHeard = useRoomState((room) => room.isPlaying && room.prompts.revision <= room.heard.revision) ?? false;
  const isPlaying = useRoomState((room) => room.isPlaying) ?? false;
  const last = useRef<Prompts>(NONE);
  if (isHeard) last.current = prompts;
  return isPlaying ? last.current : NONE;
}
