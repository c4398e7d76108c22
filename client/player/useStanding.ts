// Where this phone stands with the room, in one of the house's words: line, engine and ears together. Shows nothing itself.
import { useConnection, useRoomState } from '../graphql/RoomProvider.tsx';
import { player } from '../text/player-en.ts';
import type { Standing } from '../ui/ConnectionWord.tsx';
import { useSound } from './sound.tsx';

const text = player.frame;

export function useStanding(): readonly [Standing, string] {
  const connection = useConnection();
  const { status } = useSound();
  const isPlaying = useRoomState((room) => room.isPlaying) ?? false;
  const hasStandIn = useRoomState((room) => room.engine.health === 'DEGRADED') ?? false;
  if (connection === 'offline') return ['finding', text.offline];
  if (connection !== 'online') return ['finding', text.finding];
  if (hasStandIn) return ['house-band', text.standIn];
  if (status.state === 'catching-up' || status.state === 'reconnecting') return ['catching-up', text.catchingUp];
  if (isPlaying && (status.muted || status.state === 'silent' || status.state === 'blocked')) return ['silent', text.silentHere];
  return ['in-time', text.inTime];
}
