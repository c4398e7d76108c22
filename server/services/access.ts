// Who may see a room: the one place where a ticket's holder is compared with a room's people. Changes nothing and asks no store.
import { normaliseRoomCode, readableRoomCode } from '../domain/ids.ts';
import type { Participant, RoomState } from '../domain/room-state.ts';
import { CoroError } from '../errors.ts';
import type { TicketHolder } from '../ports/tickets.ts';

/** The code that was meant; ROOM_NOT_FOUND when it cannot be one. */
export function requireCode(typed: string): string {
  const code = normaliseRoomCode(typed);
  if (code === null) throw new CoroError('ROOM_NOT_FOUND', 'A room code has six letters and digits. Look again at the big screen.');
  return code;
}

/** The open room, or ROOM_NOT_FOUND. */
export function requireRoom(state: RoomState | null, code: string): RoomState {
  if (state === null || state.isClosed) {
    throw new CoroError('ROOM_NOT_FOUND', `No room answers to ${readableRoomCode(code)}. Look again at the big screen.`, { code });
  }
  return state;
}

/** Whether the holder has a seat here, or had one that a return would give back. */
function belongs(state: RoomState, holder: TicketHolder | null): boolean {
  if (holder === null || holder.code !== state.code) return false;
  const isHolder = (person: { readonly id: string }) => person.id === holder.participantId;
  return state.participants.some(isHolder) || state.departed.some(isHolder);
}

/** A room without a password may be watched and heard by anyone who has the code. */
export function mayWatch(state: RoomState, holder: TicketHolder | null): boolean {
  return state.passwordHash === null || belongs(state, holder);
}

/** FORBIDDEN for a stranger in a room with a password. */
export function requireWatcher(state: RoomState, holder: TicketHolder | null): void {
  if (!mayWatch(state, holder)) throw new CoroError('FORBIDDEN', 'This room has a password; join it to watch and listen.');
}

/** The holder's participant; UNAUTHENTICATED without a ticket, FORBIDDEN with one of another room or of somebody who is not seated. */
export function requireMember(state: RoomState, holder: TicketHolder | null): Participant {
  if (holder === null) throw new CoroError('UNAUTHENTICATED', 'This needs the ticket you got when you joined the room.');
  const member = holder.code === state.code ? state.participants.find(({ id }) => id === holder.participantId) : undefined;
  if (member === undefined) throw new CoroError('FORBIDDEN', 'Your ticket is not for a seat in this room.');
  return member;
}
