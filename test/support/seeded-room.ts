// Rooms for tests of the rules: opened and filled by real commands, never assembled by hand. Also the seeded random numbers of the walks.
import type { Mix } from '../../server/domain/arbitration.ts';
import { applyCommand, openRoom } from '../../server/domain/room.ts';
import type { Applied, InputChange, Participant, RoomCommand, RoomState } from '../../server/domain/room-state.ts';
import { CoroError } from '../../server/errors.ts';

export const START_MS = 1_700_000_000_000;
/** The hash of every room that `lockedUp` has given a password. */
export const PASSWORD_HASH = 'hash of the password';

export const BIRTH_MIX: Mix = {
  prompts: [{ text: 'warm ambient pads', weight: 1, credits: [] }],
  bpm: 100,
  density: 0.5,
  brightness: 0.5,
  scale: null,
  muteBass: false,
  muteDrums: false,
  reason: 'A calm start.',
  credits: [],
};

export const HOST = 'mira';

/** A room whose founder is "Mira" with id `mira`; a player unless `takesRole` is false. */
export function freshRoom(facts: { readonly takesRole?: boolean; readonly passwordHash?: string | null } = {}): RoomState {
  return openRoom({
    code: 'K7M4QX',
    epoch: 'epoch',
    name: 'Velvet Cellar',
    isPublic: true,
    passwordHash: facts.passwordHash ?? null,
    founder: { participantId: HOST, displayName: 'Mira', takesRole: facts.takesRole ?? true },
    mix: BIRTH_MIX,
    nowMs: START_MS,
  }).state;
}

export function joinAs(participantId: string, clientKind: Participant['kind'] = 'CONTROLLER'): RoomCommand {
  const displayName = participantId.charAt(0).toUpperCase() + participantId.slice(1);
  return { kind: 'JOIN', participantId, displayName, clientKind, provenPasswordHash: null };
}

export function input(participantId: string, change: InputChange, wishId = 'wish'): RoomCommand {
  return { kind: 'SET_INPUT', participantId, change, wishId };
}

/** The room after some commands, each one millisecond after the other from `fromMs` on. */
export function roomAfter(state: RoomState, commands: readonly RoomCommand[], fromMs = START_MS + 1): RoomState {
  return commands.reduce((now, command, index) => applyCommand(now, command, fromMs + index).state, state);
}

/** Mira and some more players, in the order of joining. */
export function partyOf(...ids: readonly string[]): RoomState {
  return roomAfter(
    freshRoom(),
    ids.map((id) => joinAs(id)),
  );
}

export function apply(state: RoomState, command: RoomCommand, nowMs = START_MS + 1_000): Applied {
  return applyCommand(state, command, nowMs);
}

export function person(state: RoomState, id: string): Participant {
  const found = state.participants.find((participant) => participant.id === id);
  if (found === undefined) throw new Error(`nobody called ${id}`);
  return found;
}

export const lastStory = (state: RoomState): string => state.story.at(-1)?.text ?? '';

/** Code and details of the refusal that a call ends in. */
export function refusal(call: () => unknown): Record<string, unknown> {
  try {
    call();
  } catch (error) {
    if (error instanceof CoroError) return { code: error.code, ...error.details };
    throw error;
  }
  return { code: 'none' };
}

/** Mulberry32: the same numbers for the same seed, uniform in [0, below). */
export function seededInteger(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}
