// The room: how one opens, and what each command makes of it. Only a switch; the rules live in their own files.

import { CoroError } from '../errors.ts';
import type { Mix } from './arbitration.ts';
import { QUIET_CROWD } from './crowd.ts';
import { castVote, endVote, landVote } from './crowd-vote.ts';
import { applyDecision, birthDecision, hear, steeringOf } from './decision.ts';
import { FREE_CONTROLS } from './engine-controls.ts';
import {
  close,
  handOverHost,
  inviteSimulated,
  PLAYER_LIMITS,
  remove,
  resetContext,
  setCoHost,
  setControls,
  silence,
  start,
  stop,
  transferHost,
  updateSettings,
} from './hosting.ts';
import { changeRole, setInput } from './inputs.ts';
import { normaliseDisplayName, normaliseRoomName } from './names.ts';
import { declinePrompt } from './refused-prompts.ts';
import { freeRole } from './roles.ts';
import type { Applied, Participant, RoomCommand, RoomState } from './room-state.ts';
import { comeBack, freeSeat, join, leave, rename, stepAway } from './seats.ts';
import { tell } from './story.ts';
import { answerSwap, proposeSwap } from './swaps.ts';
import { type Outcome, settle } from './transition.ts';

/** What has to be known to open a room; ids and secrets come from outside. */
export interface OpeningFacts {
  readonly code: string;
  readonly epoch: string;
  readonly name: string;
  readonly isPublic: boolean;
  readonly passwordHash: string | null;
  readonly founder: {
    readonly participantId: string;
    readonly displayName: string;
    /** True: a player with the first role. False: a big screen without one. */
    readonly takesRole: boolean;
  };
  /** What the room plays before anybody has asked for anything. */
  readonly mix: Mix;
  readonly nowMs: number;
}

/** A new room at version 1, its founder inside as the host. BAD_INPUT for its name or the founder's. */
export function openRoom({ code, epoch, name, isPublic, passwordHash, founder, mix, nowMs }: OpeningFacts): Applied {
  const person: Participant = {
    id: founder.participantId,
    displayName: normaliseDisplayName(founder.displayName),
    kind: founder.takesRole ? 'CONTROLLER' : 'DISPLAY',
    role: founder.takesRole ? freeRole([]) : null,
    isCoHost: false,
    isSilenced: false,
    isSimulated: false,
    presence: 'CONNECTED',
    joinedAtMs: nowMs,
    awaySinceMs: null,
    input: null,
  };
  const unopened: RoomState = {
    code,
    epoch,
    name: normaliseRoomName(name),
    version: 0,
    createdAtMs: nowMs,
    isPublic,
    locked: false,
    passwordHash,
    playerLimit: PLAYER_LIMITS.initial,
    isPlaying: false,
    startedAtMs: null,
    isClosed: false,
    hostId: person.id,
    founderId: person.id,
    participants: [],
    departed: [],
    simulatedGuests: 0,
    desertedSinceMs: null,
    inputsRevision: 0,
    target: steeringOf(mix, 0),
    decision: birthDecision(mix, nowMs),
    controls: FREE_CONTROLS,
    contextResets: 0,
    refusedPrompts: [],
    crowd: QUIET_CROWD,
    swaps: [],
    story: [],
  };
  return settle(unopened, { change: { participants: [person] }, sentences: [tell.opened(person)] }, nowMs);
}

/**
 * What a command makes of a room. A command that changes something raises `version` by exactly one; one that changes nothing
 * returns the very same state and no events. Throws CoroError, and then nothing has changed: the codes stand at each rule.
 */
export function applyCommand(state: RoomState, command: RoomCommand, nowMs: number): Applied {
  if (state.isClosed) throw new CoroError('ROOM_NOT_FOUND', 'This room has closed.');
  return settle(state, outcomeOf(state, command, nowMs), nowMs);
}

function outcomeOf(state: RoomState, command: RoomCommand, nowMs: number): Outcome {
  switch (command.kind) {
    case 'JOIN':
      return join(state, command, nowMs);
    case 'RETURN':
      return comeBack(state, command, nowMs);
    case 'STEP_AWAY':
      return stepAway(state, command, nowMs);
    case 'FREE_SEAT':
      return freeSeat(state, command, nowMs);
    case 'HAND_OVER_HOST':
      return handOverHost(state, nowMs);
    case 'LEAVE':
      return leave(state, command);
    case 'REMOVE':
      return remove(state, command);
    case 'RENAME':
      return rename(state, command);
    case 'CHANGE_ROLE':
      return changeRole(state, command);
    case 'PROPOSE_SWAP':
      return proposeSwap(state, command, nowMs);
    case 'ANSWER_SWAP':
      return answerSwap(state, command, nowMs);
    case 'SET_INPUT':
      return setInput(state, command, nowMs);
    case 'START':
      return start(state, command, nowMs);
    case 'STOP':
      return stop(state, command);
    case 'UPDATE_SETTINGS':
      return updateSettings(state, command);
    case 'TRANSFER_HOST':
      return transferHost(state, command);
    case 'SET_CO_HOST':
      return setCoHost(state, command);
    case 'INVITE_SIMULATED':
      return inviteSimulated(state, command);
    case 'SILENCE':
      return silence(state, command);
    case 'SET_CONTROLS':
      return setControls(state, command);
    case 'RESET_CONTEXT':
      return resetContext(state, command);
    case 'VOTE':
      return castVote(state, command, nowMs);
    case 'LAND_VOTE':
      return landVote(state, command, nowMs);
    case 'END_VOTE':
      return endVote(state, command, nowMs);
    case 'CLOSE':
      return close(state, command, nowMs);
    case 'APPLY_DECISION':
      return applyDecision(state, command, nowMs);
    case 'HEAR':
      return hear(state, command);
    case 'DECLINE_PROMPT':
      return declinePrompt(state, command, nowMs);
  }
}
