// How long a room waits for people: grace periods as pure predicates, and what falls due when. Changes nothing itself.
import type { Participant, RoomCommand, RoomState } from './room-state.ts';

/** A dropped phone's seat, role and inputs wait so long. */
export const SEAT_GRACE_MS = 120_000;
/** After so long without its host a room gets another one. */
export const HOST_GRACE_MS = 60_000;
/** A room in which nobody is connected closes after so long. */
export const IDLE_ROOM_MS = 30 * 60_000;

/** Whether somebody has been away for the whole grace and the seat may go to another. */
export function isSeatDue({ awaySinceMs }: Participant, nowMs: number): boolean {
  return awaySinceMs !== null && nowMs - awaySinceMs >= SEAT_GRACE_MS;
}

/** Whether the host has been away for the whole grace; also when there is none at all. */
export function isHostDue({ participants, hostId }: Pick<RoomState, 'participants' | 'hostId'>, nowMs: number): boolean {
  const host = participants.find(({ id }) => id === hostId);
  return host === undefined || (host.awaySinceMs !== null && nowMs - host.awaySinceMs >= HOST_GRACE_MS);
}

/** Whether nobody has been connected for so long that the room may close. */
export function isIdle({ desertedSinceMs }: Pick<RoomState, 'desertedSinceMs'>, nowMs: number): boolean {
  return desertedSinceMs !== null && nowMs - desertedSinceMs >= IDLE_ROOM_MS;
}

/** Who would follow as host: the longest-present connected player, else the founder on a big screen; `null`: nobody can. */
export function nextHost({
  participants,
  hostId,
  founderId,
}: Pick<RoomState, 'participants' | 'hostId' | 'founderId'>): Participant | null {
  const candidates = participants.filter(({ id, presence, isSimulated }) => id !== hostId && presence === 'CONNECTED' && !isSimulated);
  const players = candidates.filter(({ kind }) => kind === 'CONTROLLER').sort((a, b) => a.joinedAtMs - b.joinedAtMs);
  return players[0] ?? candidates.find(({ id }) => id === founderId) ?? null;
}

/** Commands that time alone asks for. Each checks again when it is applied, for somebody may have come back meanwhile. */
export function dueTransitions(state: RoomState, nowMs: number): RoomCommand[] {
  if (isIdle(state, nowMs)) return [{ kind: 'CLOSE', actorId: null }];
  const isHandOverDue = isHostDue(state, nowMs) && nextHost(state) !== null;
  const freed = state.participants.filter((person) => isSeatDue(person, nowMs));
  return [
    ...(isHandOverDue ? [{ kind: 'HAND_OVER_HOST' as const }] : []),
    ...freed.map(({ id }) => ({ kind: 'FREE_SEAT' as const, participantId: id })),
  ];
}
