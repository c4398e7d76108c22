// Whether the stage should invite people in: nobody is here, or nobody has touched anything for a minute. Follows from the room's
// state and the server's time, so that all screens of a room change together. Pure.
import type { Room } from '../graphql/room-store.ts';

/** `empty`: nobody plays along. `quiet`: people are here and leave the music alone. */
export type Attract = 'none' | 'empty' | 'quiet';

const AFTER_MS = 60_000;
/** Neither a decision nor a phone that loses its network is anybody's deed. */
const NO_DEEDS: readonly string[] = ['DECISION', 'AWAY'];

type Facts = Pick<Room, 'isPlaying' | 'participants' | 'story' | 'vote'>;
type Moment = Room['story'][number];

/** A seat is freed long after its phone has gone: nobody did anything then. */
function isLateLeaving({ kind, participantId, at }: Moment, story: readonly Moment[]): boolean {
  if (kind !== 'LEFT') return false;
  const before = story.filter((moment) => moment.participantId === participantId && moment.at < at).sort((a, b) => b.at - a.at);
  return before[0]?.kind === 'AWAY';
}

/** When anybody in the room last did something, server clock. */
export function lastDeedMs({ participants, story, vote }: Facts): number {
  const deeds = story.filter((moment) => !NO_DEEDS.includes(moment.kind) && !isLateLeaving(moment, story)).map(({ at }) => at);
  const inputs = participants.map(({ input, joinedAt }) => Math.max(joinedAt, input?.updatedAt ?? 0));
  return Math.max(0, vote?.expiresAt ?? 0, ...deeds, ...inputs);
}

/** `touchedMs`: when somebody last moved the pointer or pressed a key on this very screen; both on the server's clock. */
export function attractOf(room: Facts, touchedMs: number, nowMs: number): Attract {
  if (!room.isPlaying) return 'none';
  // Nobody has left for longer than the last phone has been away, which the story tells as well.
  const away = room.story.filter(({ kind }) => kind === 'AWAY').map(({ at }) => at);
  const isEmpty = !room.participants.some(({ kind, presence }) => kind === 'CONTROLLER' && presence === 'CONNECTED');
  const sinceMs = Math.max(touchedMs, lastDeedMs(room), ...(isEmpty ? away : []));
  if (nowMs - sinceMs < AFTER_MS) return 'none';
  return isEmpty ? 'empty' : 'quiet';
}
