// Guests that nobody is: invited by a host, they sit down, make way for people and raise a hand when people do. Pure rules of when; what
// they play stands in the script.
import { CoroError } from '../errors.ts';
import type { CrowdForm } from './crowd.ts';
import { freeRole, isExclusive, ROLES, type Role } from './roles.ts';
import type { Participant, RoomState } from './room-state.ts';

/** Of one room, and rooms of one server that may have any. */
export const SIMULATED_LIMITS = { guests: 4, rooms: 20 } as const;

const NAMES = ['Echo', 'Loop', 'Pico', 'Vega'] as const;

/** How long a simulated guest takes for what it does, milliseconds: as long as it takes an eye to follow. */
const PACE_MS = { leave: 0, return: 0, join: 500, role: 2_500, vote: 700 } as const;

/** What one of them does next, about the order of the room. */
export type Errand =
  | { readonly kind: 'LEAVE' | 'RETURN'; readonly afterMs: number; readonly participantId: string }
  | { readonly kind: 'JOIN'; readonly afterMs: number; readonly displayName: string }
  | { readonly kind: 'CHANGE_ROLE'; readonly afterMs: number; readonly participantId: string; readonly role: Role }
  | { readonly kind: 'VOTE'; readonly afterMs: number; readonly participantId: string; readonly form: CrowdForm; readonly voteId: string };

type Room = Pick<RoomState, 'participants' | 'simulatedGuests' | 'crowd' | 'isPlaying'>;

/** In order of joining. */
export function simulatedOf({ participants }: Pick<RoomState, 'participants'>): readonly Participant[] {
  return participants.filter(({ isSimulated }) => isSimulated);
}

/** BAD_INPUT naming the range. */
export function requireGuestCount(count: number): void {
  const { guests: max } = SIMULATED_LIMITS;
  if (Number.isInteger(count) && count >= 0 && count <= max) return;
  throw new CoroError('BAD_INPUT', `count is a whole number from 0 to ${max}.`, { field: 'count', min: 0, max });
}

/** The participants after a simulated guest has made way for `ownerId`, who now holds `role`: it goes on with a free role, from nothing. */
export function makeWay(participants: readonly Participant[], role: Role | null, ownerId: string): readonly Participant[] {
  const holder = participants.find((person) => person.isSimulated && person.role === role && person.id !== ownerId);
  if (role === null || !isExclusive(role) || holder === undefined) return participants;
  const others = participants.filter(({ id }) => id !== holder.id).map((person) => person.role);
  const next = { ...holder, role: freeRole(others), input: null };
  return participants.map((person) => (person.id === holder.id ? next : person));
}

/** Roles that somebody who joins cannot have: a person, those of people; a simulated guest, those of all. */
export function rolesTakenFor(participants: readonly Participant[], isSimulated: boolean): readonly (Role | null)[] {
  return participants.filter((person) => isSimulated || !person.isSimulated).map(({ role }) => role);
}

/** A role for the first of them that shares ENERGY while one that is held alone is free. */
function roleToTake({ participants }: Room): Errand | null {
  const sharing = simulatedOf({ participants }).find(({ role }) => role === 'ENERGY');
  const free = ROLES.find((role) => isExclusive(role) && participants.every((person) => person.role !== role));
  return sharing && free ? { kind: 'CHANGE_ROLE', afterMs: PACE_MS.role, participantId: sharing.id, role: free } : null;
}

/** They follow people and never outvote them: a hand goes up once half of the people's hands are up. */
function voteToJoin({ participants, crowd: { vote }, isPlaying }: Room): Errand | null {
  if (vote === null || vote.carried !== null || !isPlaying) return null;
  const voices = participants.filter(({ kind, presence, isSilenced }) => kind === 'CONTROLLER' && presence === 'CONNECTED' && !isSilenced);
  const people = voices.filter(({ isSimulated }) => !isSimulated);
  const raised = people.filter(({ id }) => vote.voterIds.includes(id)).length;
  const next = voices.find(({ id, isSimulated }) => isSimulated && !vote.voterIds.includes(id));
  if (raised === 0 || raised * 2 < people.length || next === undefined) return null;
  return { kind: 'VOTE', afterMs: PACE_MS.vote, participantId: next.id, form: vote.form, voteId: vote.id };
}

/** The next errand; `null`: all is as it was asked for. */
export function nextErrand(room: Room): Errand | null {
  const here = simulatedOf(room);
  const surplus = here.slice(room.simulatedGuests)[0];
  if (surplus !== undefined) return { kind: 'LEAVE', afterMs: PACE_MS.leave, participantId: surplus.id };
  const away = here.find(({ presence }) => presence === 'AWAY');
  if (away !== undefined) return { kind: 'RETURN', afterMs: PACE_MS.return, participantId: away.id };
  const vote = voteToJoin(room);
  if (vote !== null) return vote;
  if (here.length < room.simulatedGuests) {
    const used = room.participants.map(({ displayName }) => displayName);
    const displayName = NAMES.find((name) => !used.includes(name)) ?? NAMES[0];
    return { kind: 'JOIN', afterMs: PACE_MS.join, displayName };
  }
  return roleToTake(room);
}
