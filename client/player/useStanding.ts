// Where this phone stands with the room, in one of the house's words: line, engine and ears together. Shows nothing itself.

import { canSound } from '../audio/mute-engine.ts';
import { useConnection, useRoomState } from '../graphql/RoomProvider.tsx';
import { sound, standing } from '../text/sentences.ts';
import type { Standing } from '../ui/ConnectionWord.tsx';
import { useSound } from '../ui/sound.tsx';
import { isStandIn } from '../ui/who.ts';

export function useStanding(): readonly [Standing, string] {
  const connection = useConnection();
  const { status } = useSound();
  const isPlaying = useRoomState((room) => room.isPlaying) ?? false;
  const isDegraded = useRoomState((room) => room.engine.health === 'DEGRADED') ?? false;
  const hasStandIn = useRoomState((room) => isStandIn(room.engine)) ?? false;
  if (connection === 'offline') return ['finding', standing.offline];
  if (connection !== 'online') return ['finding', standing.finding];
  if (isDegraded) return ['house-band', hasStandIn ? standing.houseBand : standing.pickingUp];
  if (status.state === 'catching-up' || status.state === 'reconnecting') return ['catching-up', standing.catchingUp];
  if (!canSound()) return ['silent', sound.remoteShort];
  // Who muted this phone knows it: the sound button says so, and the phone still steers in time.
  if (isPlaying && !status.muted && (status.state === 'silent' || status.state === 'blocked')) return ['silent', standing.silent];
  return ['in-time', standing.inTime];
}
