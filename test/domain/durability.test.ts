// What may be lost with the last second before a crash, and what a room is when it comes back.
import { describe, expect, it } from 'vitest';
import { QUIET_CROWD } from '../../server/domain/crowd.ts';
import { mayBeWrittenBehind } from '../../server/domain/durability.ts';
import { dueTransitions, HOST_GRACE_MS, IDLE_ROOM_MS, SEAT_GRACE_MS } from '../../server/domain/presence.ts';
import { resumeRoom, VERSIONS_SKIPPED } from '../../server/domain/restart.ts';
import type { InputChange, RoomCommand } from '../../server/domain/room-state.ts';
import { apply, HOST, input, joinAs, partyOf, START_MS } from '../support/seeded-room.ts';

describe('written behind', () => {
  it.each<[InputChange, boolean]>([
    [{ bpm: 120 }, true],
    [{ density: 0.3, brightness: 0.4 }, true],
    [{ wish: 'more cowbell' }, false],
    [{ wish: '' }, false],
    [{ bpm: 120, wish: 'more cowbell' }, false],
    [{ genre: 'Jazz' }, false],
    [{ moods: ['Dreamy'] }, false],
    [{ instruments: [] }, false],
  ])('SET_INPUT with %j: %s', (change, isBehind) => {
    expect(mayBeWrittenBehind(input('mira', change))).toBe(isBehind);
  });

  it.each<[RoomCommand, boolean]>([
    [{ kind: 'HEAR', revision: 1 }, true],
    [{ kind: 'STEP_AWAY', participantId: 'mira' }, true],
    [{ kind: 'END_VOTE', voteId: 'v' }, true],
    [joinAs('suna'), false],
    [{ kind: 'RETURN', participantId: 'mira' }, false],
    [{ kind: 'FREE_SEAT', participantId: 'mira' }, false],
    [{ kind: 'HAND_OVER_HOST' }, false],
    [{ kind: 'LEAVE', participantId: 'mira' }, false],
    [{ kind: 'CHANGE_ROLE', participantId: 'mira', role: 'ENERGY' }, false],
    [{ kind: 'UPDATE_SETTINGS', actorId: 'mira', settings: { locked: true } }, false],
    [{ kind: 'START', actorId: 'mira' }, false],
    [{ kind: 'CLOSE', actorId: null }, false],
  ])('%j: %s', (command, isBehind) => {
    expect(mayBeWrittenBehind(command)).toBe(isBehind);
  });
});

describe('a room that comes back with its server', () => {
  const BACK_MS = START_MS + 3 * 60 * 60_000;
  const before = apply(partyOf('suna', 'ken'), { kind: 'STEP_AWAY', participantId: 'ken' }, START_MS + 50).state;
  const resumed = resumeRoom(apply(before, { kind: 'START', actorId: HOST }).state, BACK_MS);

  it('has everybody away since now, with seats, roles and host as they were, and still plays', () => {
    expect(resumed.participants.map(({ presence, awaySinceMs }) => [presence, awaySinceMs])).toEqual(
      Array.from({ length: 3 }, () => ['AWAY', BACK_MS]),
    );
    expect(resumed.participants.map(({ id, role }) => [id, role])).toEqual(before.participants.map(({ id, role }) => [id, role]));
    expect(resumed).toMatchObject({ hostId: HOST, isPlaying: true, startedAtMs: BACK_MS, desertedSinceMs: BACK_MS });
  });

  it('jumps over every version that a lost second can have had', () => {
    expect(resumed.version).toBe(before.version + 1 + VERSIONS_SKIPPED);
  });

  it('has no vote any more, but the forms that the host allows', () => {
    const playing = apply(before, { kind: 'START', actorId: HOST }).state;
    const settings = { crowdForms: ['DROP', 'HALF_TIME'] } as const;
    const set = apply(playing, { kind: 'UPDATE_SETTINGS', actorId: HOST, settings }).state;
    const voted = apply(set, { kind: 'VOTE', participantId: HOST, form: 'DROP', voteId: 'v' }).state;
    expect(voted.crowd.vote).not.toBeNull();
    // Also when the clock of the new process is an hour behind.
    const { crowd, startedAtMs } = resumeRoom(voted, START_MS - 60 * 60_000);
    expect(crowd).toEqual({ ...QUIET_CROWD, forms: ['DROP', 'HALF_TIME'] });
    expect(startedAtMs).toBe(START_MS - 60 * 60_000);
  });

  it('grants every grace anew', () => {
    const kinds = (nowMs: number) => [...new Set(dueTransitions(resumed, nowMs).map(({ kind }) => kind))];
    expect(kinds(BACK_MS)).toEqual([]);
    expect(kinds(BACK_MS + SEAT_GRACE_MS - 1)).toEqual([]);
    expect(kinds(BACK_MS + SEAT_GRACE_MS)).toEqual(['FREE_SEAT']);
    expect(kinds(BACK_MS + IDLE_ROOM_MS)).toEqual(['CLOSE']);
    const withSuna = apply(resumed, { kind: 'RETURN', participantId: 'suna' }, BACK_MS).state;
    expect(dueTransitions(withSuna, BACK_MS + HOST_GRACE_MS)).toEqual([{ kind: 'HAND_OVER_HOST' }]);
  });

  it('keeps simulated guests where they are: they came back with the server', () => {
    const called = apply(partyOf('suna'), { kind: 'INVITE_SIMULATED', actorId: HOST, count: 1 }).state;
    const guest = { ...joinAs('robot'), isSimulated: true } as RoomCommand;
    const { participants, desertedSinceMs } = resumeRoom(apply(called, guest).state, BACK_MS);
    expect(participants.find(({ id }) => id === 'robot')?.presence).toBe('CONNECTED');
    expect(desertedSinceMs).toBe(BACK_MS);
  });
});
