// Who sits in the room: joining, dropping out, coming back and leaving. Roles are handed out here, never changed.
import { CoroError } from '../errors.ts';
import { normaliseDisplayName } from './names.ts';
import { isSeatDue, nextHost } from './presence.ts';
import { type ClientKind, freeRole, isExclusive, type Role } from './roles.ts';
import type { Departed, Participant, RoomCommand, RoomEvent, RoomState } from './room-state.ts';
import { makeWay, rolesTakenFor, simulatedOf } from './simulated-guests.ts';
import { type Sentence, tell } from './story.ts';
import { type Outcome, withParticipant } from './transition.ts';

type Command<K extends RoomCommand['kind']> = Extract<RoomCommand, { kind: K }>;

/** So many people who lost their seat are remembered; whoever is forgotten has to join anew. */
export const DEPARTED_LIMIT = 200;

/** The participant; FORBIDDEN when nobody with this id has a seat. */
export function seated(state: RoomState, participantId: string): Participant {
  const person = state.participants.find(({ id }) => id === participantId);
  if (person === undefined) throw new CoroError('FORBIDDEN', 'You have no seat in this room; join it first.');
  return person;
}

/** Seats that are taken: players, connected or away. Simulated guests take none. */
export function playerCount({ participants }: Pick<RoomState, 'participants'>): number {
  return participants.filter(({ kind, isSimulated }) => kind === 'CONTROLLER' && !isSimulated).length;
}

/** A thousand listeners come and go without a word. */
function told(kind: ClientKind, sentence: Sentence): readonly Sentence[] {
  return kind === 'LISTENER' ? [] : [sentence];
}

function requireSeat(state: RoomState, kind: ClientKind): void {
  if (kind !== 'CONTROLLER' || playerCount(state) < state.playerLimit) return;
  const { playerLimit } = state;
  throw new CoroError('ROOM_FULL', `All ${playerLimit} seats are taken. You can still join as LISTENER and hear everything.`, {
    playerLimit,
  });
}

function roleFor(state: RoomState, kind: ClientKind, wanted: Role | null, isSimulated = false): Role | null {
  if (kind !== 'CONTROLLER') return null;
  const taken = rolesTakenFor(state.participants, isSimulated);
  const canHaveWanted = wanted !== null && (!isExclusive(wanted) || !taken.includes(wanted));
  return canHaveWanted ? wanted : freeRole(taken);
}

/** The people after somebody came or went. A room without a host gets one as soon as somebody is there who can be it. */
function withPeople(state: RoomState, present: readonly Participant[], sentences: readonly Sentence[]) {
  const isAnybodyReal = present.some(({ isSimulated }) => !isSimulated);
  const participants = isAnybodyReal ? present : [];
  // Nobody is left whom they could play with.
  if (!isAnybodyReal && state.simulatedGuests > 0) return { change: { participants, hostId: null, simulatedGuests: 0 }, sentences };
  const isHostHere = participants.some(({ id }) => id === state.hostId);
  if (isHostHere) return { change: { participants }, sentences };
  const host = nextHost({ ...state, participants });
  return { change: { participants, hostId: host?.id ?? null }, sentences: host ? [...sentences, tell.host(host)] : sentences };
}

/** ROOM_LOCKED, WRONG_PASSWORD, ROOM_FULL, BAD_INPUT for the name, CONFLICT for an id that is already here. */
export function join(state: RoomState, command: Command<'JOIN'>, nowMs: number): Outcome {
  if (command.isSimulated) requireInvitation(state);
  else requireDoor(state, command);
  const { participantId, clientKind, isSimulated = false } = command;
  if ([...state.participants, ...state.departed].some(({ id }) => id === participantId)) {
    throw new CoroError('CONFLICT', 'You are already in this room.');
  }
  const role = roleFor(state, clientKind, null, isSimulated);
  const person: Participant = {
    id: participantId,
    displayName: normaliseDisplayName(command.displayName),
    kind: clientKind,
    role,
    isCoHost: false,
    isSilenced: false,
    isSimulated,
    presence: 'CONNECTED',
    joinedAtMs: nowMs,
    awaySinceMs: null,
    input: null,
  };
  const sentences = isSimulated ? [tell.joinedSimulated(person, role)] : told(clientKind, tell.joined(person, role));
  return withPeople(state, makeWay([...state.participants, person], role, person.id), sentences);
}

/** CONFLICT unless the host wants one more. The invitation opens the door, and needs no seat. */
function requireInvitation(state: RoomState): void {
  if (simulatedOf(state).length < state.simulatedGuests) return;
  throw new CoroError('CONFLICT', 'As many simulated guests are here as the host has called.');
}

function requireDoor(state: RoomState, { clientKind, provenPasswordHash }: Command<'JOIN'>): void {
  if (state.locked) throw new CoroError('ROOM_LOCKED', 'The host has locked this room. Ask them to open it.');
  if (state.passwordHash !== null && provenPasswordHash !== state.passwordHash) {
    throw new CoroError('WRONG_PASSWORD', 'That is not the password of this room. Ask somebody who is inside.');
  }
  requireSeat(state, clientKind);
}

/** The holder of a ticket is back: in their own seat, or, when that was freed, in one with the old role if nobody has it. ROOM_FULL, FORBIDDEN. */
export function comeBack(state: RoomState, { participantId }: Command<'RETURN'>, nowMs: number): Outcome {
  const departed = state.departed.find(({ id }) => id === participantId);
  if (departed !== undefined) return sitDownAgain(state, departed, nowMs);
  const person = seated(state, participantId);
  if (person.presence === 'CONNECTED') return null;
  const participants = withParticipant(state.participants, person.id, { presence: 'CONNECTED', awaySinceMs: null });
  return withPeople(state, participants, told(person.kind, tell.returned(person)));
}

function sitDownAgain(state: RoomState, { leftAtMs: _, ...departed }: Departed, nowMs: number): Outcome {
  requireSeat(state, departed.kind);
  const role = roleFor(state, departed.kind, departed.role);
  const fresh = { presence: 'CONNECTED', joinedAtMs: nowMs, awaySinceMs: null, input: null, isSimulated: false } as const;
  const person: Participant = { ...departed, ...fresh, role };
  const outcome = withPeople(
    state,
    makeWay([...state.participants, person], role, person.id),
    told(person.kind, tell.returnedAs(person, role)),
  );
  return { ...outcome, change: { ...outcome.change, departed: state.departed.filter(({ id }) => id !== person.id) } };
}

export function stepAway(state: RoomState, { participantId }: Command<'STEP_AWAY'>, nowMs: number): Outcome {
  const person = state.participants.find(({ id }) => id === participantId);
  if (person === undefined || person.presence === 'AWAY') return null;
  const participants = withParticipant(state.participants, person.id, { presence: 'AWAY', awaySinceMs: nowMs });
  return { change: { participants }, sentences: told(person.kind, tell.away(person)) };
}

/** Frees the seat of somebody who has been away for the whole grace; nothing when they are back. */
export function freeSeat(state: RoomState, { participantId }: Command<'FREE_SEAT'>, nowMs: number): Outcome {
  const person = state.participants.find(({ id }) => id === participantId);
  if (person === undefined || !isSeatDue(person, nowMs)) return null;
  const { id, displayName, kind, role, isCoHost, isSilenced } = person;
  const all = [...state.departed, { id, displayName, kind, role, isCoHost, isSilenced, leftAtMs: nowMs }];
  // The founder is never forgotten: the host's place can be asked back by nobody else.
  const forgotten = all.length > DEPARTED_LIMIT ? all.find((departed) => departed.id !== state.founderId) : undefined;
  const participants = state.participants.filter((other) => other.id !== id);
  const outcome = withPeople(state, participants, told(kind, tell.seatFreed(person)));
  const events: RoomEvent[] = [{ kind: 'PARTICIPANT_LEFT', participantId: id, forGood: false }];
  if (forgotten !== undefined) events.push({ kind: 'PARTICIPANT_LEFT', participantId: forgotten.id, forGood: true });
  return { ...outcome, change: { ...outcome.change, departed: all.filter((departed) => departed !== forgotten) }, events };
}

/** Gone for good, by own wish: the ticket ends, seat and role are free at once. FORBIDDEN for somebody who is not in the room. */
export function leave(state: RoomState, { participantId }: Command<'LEAVE'>): Outcome {
  if (state.departed.some(({ id }) => id === participantId)) return forget(state, participantId, []);
  const person = seated(state, participantId);
  return forget(state, person.id, told(person.kind, tell.left(person)));
}

/** Takes a person off every list, for good. */
export function forget(state: RoomState, participantId: string, sentences: readonly Sentence[]): Outcome {
  const isOther = ({ id }: { readonly id: string }) => id !== participantId;
  const outcome = withPeople(state, state.participants.filter(isOther), sentences);
  return {
    ...outcome,
    change: { ...outcome.change, departed: state.departed.filter(isOther) },
    events: [{ kind: 'PARTICIPANT_LEFT', participantId, forGood: true }],
  };
}

/** BAD_INPUT for the name, FORBIDDEN for somebody without a seat. */
export function rename(state: RoomState, command: Command<'RENAME'>): Outcome {
  const person = seated(state, command.participantId);
  const displayName = normaliseDisplayName(command.displayName);
  if (displayName === person.displayName) return null;
  const participants = withParticipant(state.participants, person.id, { displayName });
  return { change: { participants }, sentences: told(person.kind, tell.renamed(person, displayName)) };
}
