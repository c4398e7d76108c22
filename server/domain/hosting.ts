// What hosts and co-hosts may do: the music, the settings, other people, and the host's place itself. Every right is checked here.
import { CoroError } from '../errors.ts';
import { CROWD_FORMS, type CrowdForm } from './crowd.ts';
import { areEngineControlsSame, changeControls, holdSteering } from './engine-controls.ts';
import { normaliseRoomName } from './names.ts';
import { isHostDue, isIdle, nextHost } from './presence.ts';
import type { Participant, RoomCommand, RoomState, SettingsChange } from './room-state.ts';
import { forget, seated } from './seats.ts';
import { requireGuestCount } from './simulated-guests.ts';
import { FORM_NAMES, listed, tell } from './story.ts';
import { type Outcome, withParticipant } from './transition.ts';
import { withRevision } from './voices.ts';

type Command<K extends RoomCommand['kind']> = Extract<RoomCommand, { kind: K }>;

/** Players of one room: the smallest and the largest limit that a host may set, and the one a room is born with. */
export const PLAYER_LIMITS = { min: 1, max: 50, initial: 10 } as const;

function hostName({ participants, hostId }: RoomState): string {
  const host = participants.find(({ id }) => id === hostId);
  return host ? ` (${host.displayName})` : '';
}

function requireHost(state: RoomState, actorId: string): Participant {
  const actor = seated(state, actorId);
  if (state.hostId !== actor.id) throw new CoroError('FORBIDDEN', `Only the host${hostName(state)} may do this. Ask them.`);
  return actor;
}

function requireHelper(state: RoomState, actorId: string): Participant {
  const actor = seated(state, actorId);
  if (state.hostId === actor.id || actor.isCoHost) return actor;
  throw new CoroError('FORBIDDEN', `Only the host${hostName(state)} or a co-host may do this. Ask them.`);
}

function somebody<P extends { readonly id: string }>(people: readonly P[], participantId: string): P {
  const person = people.find(({ id }) => id === participantId);
  if (person !== undefined) return person;
  throw new CoroError('BAD_INPUT', 'Nobody in this room has this participantId; look at `participants`.', { field: 'participantId' });
}

function requireSomebodyReal({ displayName, isSimulated }: Participant): void {
  if (isSimulated) throw new CoroError('BAD_INPUT', `${displayName} is simulated; choose a person.`, { field: 'participantId' });
}

function requireNotTheHost(state: RoomState, actor: Participant, participantId: string): void {
  if (participantId === state.hostId && actor.id !== state.hostId) {
    throw new CoroError('FORBIDDEN', 'A co-host cannot do this to the host.');
  }
}

/** FORBIDDEN for all but host and co-hosts; CONFLICT when the music already plays. */
export function start(state: RoomState, { actorId }: Command<'START'>, nowMs: number): Outcome {
  const actor = requireHelper(state, actorId);
  if (state.isPlaying) throw new CoroError('CONFLICT', 'The music is already playing.');
  return { change: { isPlaying: true, startedAtMs: nowMs }, sentences: [tell.started(actor)] };
}

/** FORBIDDEN for all but host and co-hosts; CONFLICT when the music does not play. */
export function stop(state: RoomState, { actorId }: Command<'STOP'>): Outcome {
  const actor = requireHelper(state, actorId);
  if (!state.isPlaying) throw new CoroError('CONFLICT', 'The music is already stopped.');
  return { change: { isPlaying: false, startedAtMs: null }, sentences: [tell.stopped(actor)] };
}

/** FORBIDDEN for all but host and co-hosts; BAD_INPUT naming the field and its range. */
export function updateSettings(state: RoomState, { actorId, settings }: Command<'UPDATE_SETTINGS'>): Outcome {
  const actor = requireHelper(state, actorId);
  const wanted = { ...settings, ...(settings.name === undefined ? {} : { name: normaliseRoomName(settings.name) }) };
  requirePlayerLimit(wanted.playerLimit);
  const deeds = deedsOf(state, wanted);
  if (deeds.length === 0) return null;
  const { crowdForms, ...plain } = wanted;
  const given = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined));
  const crowd =
    crowdForms === undefined ? {} : { crowd: { ...state.crowd, forms: CROWD_FORMS.filter((form) => crowdForms.includes(form)) } };
  return { change: { ...given, ...crowd }, sentences: [tell.settings(actor, deeds)] };
}

function requirePlayerLimit(limit: number | undefined): void {
  const { min, max } = PLAYER_LIMITS;
  if (limit === undefined || (Number.isInteger(limit) && limit >= min && limit <= max)) return;
  throw new CoroError('BAD_INPUT', `playerLimit is a whole number from ${min} to ${max}.`, { field: 'playerLimit', min, max });
}

/** What really changes, as the story tells it. */
function deedsOf(state: RoomState, { name, isPublic, locked, passwordHash, playerLimit, crowdForms }: SettingsChange): string[] {
  const differs = <T>(now: T, wanted: T | undefined): wanted is T => wanted !== undefined && wanted !== now;
  const { forms } = state.crowd;
  const named = (isMeant: (form: CrowdForm) => boolean) => listed(CROWD_FORMS.filter(isMeant).map((form) => `the ${FORM_NAMES[form]}`));
  const off = crowdForms === undefined ? '' : named((form) => forms.includes(form) && !crowdForms.includes(form));
  const on = crowdForms === undefined ? '' : named((form) => !forms.includes(form) && crowdForms.includes(form));
  return [
    ...(off === '' ? [] : [`switched off ${off}`]),
    ...(on === '' ? [] : [`allows ${on} again`]),
    ...(differs(state.name, name) ? [`named the room ${name}`] : []),
    ...(differs(state.isPublic, isPublic) ? [isPublic ? 'put the room into the lobby' : 'took the room out of the lobby'] : []),
    ...(differs(state.locked, locked) ? [locked ? 'locked the room' : 'unlocked the room'] : []),
    ...(differs(state.passwordHash, passwordHash) ? [passwordHash === null ? 'took the password away' : 'set a password'] : []),
    ...(differs(state.playerLimit, playerLimit) ? [`made room for ${playerLimit} ${playerLimit === 1 ? 'player' : 'players'}`] : []),
  ];
}

/** FORBIDDEN for all but host and co-hosts; BAD_INPUT naming the field and its range. A key or a mute acts at once and outlasts decisions. */
export function setControls(state: RoomState, { actorId, change }: Command<'SET_CONTROLS'>): Outcome {
  const actor = requireHelper(state, actorId);
  const before = state.controls;
  const controls = changeControls(before, change);
  if (controls === before) return null;
  const held = holdSteering(state.target, state.decision.mix, controls);
  const target = withRevision(state.target, held, !areEngineControlsSame(before, controls));
  return { change: { controls, target }, sentences: tell.controls(actor, before, controls) };
}

/** FORBIDDEN for all but host and co-hosts; CONFLICT when no music plays that could be forgotten. */
export function resetContext(state: RoomState, { actorId }: Command<'RESET_CONTEXT'>): Outcome {
  const actor = requireHelper(state, actorId);
  if (!state.isPlaying) throw new CoroError('CONFLICT', 'No music plays, so there is nothing to forget. Start it first.');
  return { change: { contextResets: state.contextResets + 1 }, sentences: [tell.contextReset(actor)] };
}

/** FORBIDDEN for all but host and co-hosts; BAD_INPUT naming the range. The guests come and go by themselves; this says how many there shall be. */
export function inviteSimulated(state: RoomState, { actorId, count }: Command<'INVITE_SIMULATED'>): Outcome {
  const actor = requireHelper(state, actorId);
  requireGuestCount(count);
  if (count === state.simulatedGuests) return null;
  return { change: { simulatedGuests: count }, sentences: [tell.simulated(actor, count)] };
}

/** By the host, or by the founder who wants the place back. FORBIDDEN; BAD_INPUT for somebody unknown or a listener; CONFLICT for somebody who is away. */
export function transferHost(state: RoomState, { actorId, participantId }: Command<'TRANSFER_HOST'>): Outcome {
  const isFounderBack = actorId === state.founderId && participantId === actorId;
  if (!isFounderBack) requireHost(state, actorId);
  const heir = isFounderBack ? seated(state, actorId) : somebody(state.participants, participantId);
  if (heir.id === state.hostId) return null;
  if (heir.kind === 'LISTENER') {
    throw new CoroError('BAD_INPUT', 'A listener cannot be the host; choose a player or a big screen.', { field: 'participantId' });
  }
  requireSomebodyReal(heir);
  if (heir.presence === 'AWAY') throw new CoroError('CONFLICT', `${heir.displayName} is away; wait until they are back.`);
  return { change: { hostId: heir.id }, sentences: [tell.host(heir)] };
}

/** Gives a room whose host has been away for the whole grace to the longest-present player; nothing when that is not (any more) so. */
export function handOverHost(state: RoomState, nowMs: number): Outcome {
  const heir = isHostDue(state, nowMs) ? nextHost(state) : null;
  return heir && { change: { hostId: heir.id }, sentences: [tell.host(heir)] };
}

/** FORBIDDEN for all but the host; BAD_INPUT for somebody unknown or a listener. */
export function setCoHost(state: RoomState, { actorId, participantId, isCoHost }: Command<'SET_CO_HOST'>): Outcome {
  requireHost(state, actorId);
  const person = somebody(state.participants, participantId);
  if (person.kind === 'LISTENER') {
    throw new CoroError('BAD_INPUT', 'A listener cannot be a co-host; choose a player or a big screen.', { field: 'participantId' });
  }
  requireSomebodyReal(person);
  if (person.isCoHost === isCoHost) return null;
  const participants = withParticipant(state.participants, person.id, { isCoHost });
  return { change: { participants }, sentences: [tell.coHost(person, isCoHost)] };
}

/** FORBIDDEN for all but host and co-hosts, and for a co-host against the host; BAD_INPUT for somebody unknown or without controls. */
export function silence(state: RoomState, { actorId, participantId, isSilenced }: Command<'SILENCE'>): Outcome {
  const actor = requireHelper(state, actorId);
  const person = somebody(state.participants, participantId);
  if (person.kind !== 'CONTROLLER') {
    throw new CoroError('BAD_INPUT', 'Only a player has controls to silence.', { field: 'participantId' });
  }
  requireNotTheHost(state, actor, person.id);
  if (person.isSilenced === isSilenced) return null;
  const participants = withParticipant(state.participants, person.id, { isSilenced });
  return { change: { participants }, sentences: [tell.silenced(person, isSilenced)] };
}

function withFewerGuests(outcome: Outcome, simulatedGuests: number): Outcome {
  return outcome && { ...outcome, change: { ...outcome.change, simulatedGuests } };
}

/** Ends somebody's seat and ticket. FORBIDDEN for all but host and co-hosts, and against the host; BAD_INPUT for somebody unknown or oneself. */
export function remove(state: RoomState, { actorId, participantId }: Command<'REMOVE'>): Outcome {
  const actor = requireHelper(state, actorId);
  const person = somebody([...state.participants, ...state.departed], participantId);
  if (person.id === actor.id) {
    throw new CoroError('BAD_INPUT', 'You cannot remove yourself; leave the room instead.', { field: 'participantId' });
  }
  requireNotTheHost(state, actor, person.id);
  const outcome = forget(state, person.id, person.kind === 'LISTENER' ? [] : [tell.removed(person)]);
  // Or another one would come in its place.
  if ('isSimulated' in person && person.isSimulated) return withFewerGuests(outcome, state.simulatedGuests - 1);
  return outcome;
}

/** By the host (FORBIDDEN for all others), or by time when nobody has been there for long. */
export function close(state: RoomState, { actorId }: Command<'CLOSE'>, nowMs: number): Outcome {
  if (actorId !== null) requireHost(state, actorId);
  else if (!isIdle(state, nowMs)) return null;
  return { change: { isClosed: true, isPlaying: false, startedAtMs: null }, events: [{ kind: 'ROOM_CLOSED' }] };
}
