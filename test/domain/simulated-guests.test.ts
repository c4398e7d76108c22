// Simulated guests: they take what is free, make way for people, follow their votes, and are never company.
import { describe, expect, it } from 'vitest';
import { IDLE_ROOM_MS, isIdle } from '../../server/domain/presence.ts';
import type { RoomCommand, RoomState } from '../../server/domain/room-state.ts';
import { playerCount } from '../../server/domain/seats.ts';
import { nextErrand, SIMULATED_LIMITS } from '../../server/domain/simulated-guests.ts';
import { nextMove, SCENES } from '../../server/domain/simulated-script.ts';
import { apply, freshRoom, HOST, joinAs, lastStory, person, refusal, roomAfter, START_MS } from '../support/seeded-room.ts';

const call = (count: number, actorId = HOST): RoomCommand => ({ kind: 'INVITE_SIMULATED', actorId, count });
const guest = (participantId: string): RoomCommand => ({
  kind: 'JOIN',
  participantId,
  displayName: participantId,
  clientKind: 'CONTROLLER',
  provenPasswordHash: null,
  isSimulated: true,
});
const role = (participantId: string, wanted: 'DRUMMER' | 'ENERGY' | 'GENRE_DJ'): RoomCommand => ({
  kind: 'CHANGE_ROLE',
  participantId,
  role: wanted,
});
const vote = (participantId: string): RoomCommand => ({ kind: 'VOTE', participantId, form: 'DROP', voteId: 'v' });
const GUESTS = ['e', 'l', 'p', 'v'];
/** A big screen is the host; four guests sit on the four single roles. */
const demo = (...more: readonly RoomCommand[]): RoomState =>
  roomAfter(freshRoom({ takesRole: false }), [call(4), ...GUESTS.map(guest), ...more]);
const rolesOf = (state: RoomState) => Object.fromEntries(state.participants.map(({ id, role: held }) => [id, held]));

describe('calling guests', () => {
  it.each([
    [-1, 'BAD_INPUT'],
    [1.5, 'BAD_INPUT'],
    [SIMULATED_LIMITS.guests + 1, 'BAD_INPUT'],
    [SIMULATED_LIMITS.guests, 'none'],
    [0, 'none'],
  ])('%s of them: %s', (count, code) => {
    expect(refusal(() => apply(freshRoom(), call(count))).code).toBe(code);
  });

  it('is for host and co-hosts, and tells how many', () => {
    const room = roomAfter(freshRoom(), [joinAs('suna')]);
    expect(refusal(() => apply(room, call(2, 'suna'))).code).toBe('FORBIDDEN');
    expect(lastStory(apply(room, call(2)).state)).toBe('Mira called in 2 simulated guests');
    expect(apply(room, call(0)).state).toBe(room);
  });

  it('opens a locked room for them, a full one and one with a password, and for no more than were called', () => {
    const shut = roomAfter(freshRoom({ passwordHash: 'x' }), [
      { kind: 'UPDATE_SETTINGS', actorId: HOST, settings: { locked: true, playerLimit: 1 } },
      call(1),
      guest('e'),
    ]);
    expect(person(shut, 'e')).toMatchObject({ isSimulated: true, role: 'VIBE_SETTER' });
    expect(lastStory(shut)).toBe('e joined as the vibe setter (simulated)');
    expect(playerCount(shut)).toBe(1);
    expect(refusal(() => apply(shut, guest('l'))).code).toBe('CONFLICT');
  });
});

describe('making way', () => {
  it('a person who joins gets the first role that no person has, and the guest begins afresh with another', () => {
    const steered = demo({ kind: 'SET_INPUT', participantId: 'e', change: { bpm: 90 }, wishId: 'w' });
    const room = roomAfter(steered, [joinAs('suna')]);
    expect(rolesOf(room)).toMatchObject({ suna: 'DRUMMER', e: 'ENERGY', l: 'VIBE_SETTER', p: 'GENRE_DJ', v: 'INSTRUMENTALIST' });
    expect(person(room, 'e').input).toBeNull();
  });

  it('a person who asks for a role gets it, and the guest takes what is free then', () => {
    const room = roomAfter(demo(joinAs('suna')), [role('suna', 'GENRE_DJ')]);
    expect(rolesOf(room)).toMatchObject({ suna: 'GENRE_DJ', p: 'DRUMMER' });
  });

  it('but guests take nothing from anybody', () => {
    const room = demo(joinAs('suna'));
    expect(refusal(() => apply(room, role('l', 'DRUMMER'))).code).toBe('ROLE_TAKEN');
    expect(refusal(() => apply(demo(), role('l', 'DRUMMER'))).code).toBe('ROLE_TAKEN');
  });

  it('they are neither host nor co-host', () => {
    const room = demo();
    for (const kind of ['TRANSFER_HOST', 'SET_CO_HOST'] as const) {
      expect(refusal(() => apply(room, { kind, actorId: HOST, participantId: 'e', isCoHost: true })).code).toBe('BAD_INPUT');
    }
    const left = roomAfter(demo(joinAs('suna')), [{ kind: 'LEAVE', participantId: HOST }]);
    expect(left.hostId).toBe('suna');
  });
});

describe('company', () => {
  it('they leave with the last person', () => {
    const room = apply(demo(), { kind: 'LEAVE', participantId: HOST }).state;
    expect(room).toMatchObject({ participants: [], simulatedGuests: 0, hostId: null });
    expect(nextErrand(room)).toBeNull();
  });

  it('they do not keep a room open', () => {
    const room = apply(demo(), { kind: 'STEP_AWAY', participantId: HOST }).state;
    expect(room.desertedSinceMs).not.toBeNull();
    expect(isIdle(room, START_MS + IDLE_ROOM_MS + 1_000)).toBe(true);
  });

  it('one that is removed is not replaced', () => {
    const room = apply(demo(), { kind: 'REMOVE', actorId: HOST, participantId: 'p' }).state;
    expect(room.simulatedGuests).toBe(3);
    expect(nextErrand(room)).toBeNull();
  });
});

describe('the next errand', () => {
  const playing = (...more: readonly RoomCommand[]) =>
    demo(joinAs('suna'), joinAs('jaro'), joinAs('mo'), { kind: 'START', actorId: HOST }, ...more);
  it.each([
    ['nobody was called', freshRoom(), null],
    ['one was called', roomAfter(freshRoom(), [call(1)]), { kind: 'JOIN', displayName: 'Echo' }],
    ['the name is used', roomAfter(freshRoom(), [joinAs('echo'), call(1)]), { kind: 'JOIN', displayName: 'Loop' }],
    ['all are here', demo(), null],
    ['they were sent away', demo(call(0)), { kind: 'LEAVE', participantId: 'e' }],
    [
      'a role is free',
      demo(joinAs('suna'), { kind: 'LEAVE', participantId: 'suna' }),
      { kind: 'CHANGE_ROLE', participantId: 'e', role: 'DRUMMER' },
    ],
    ['one of three people calls', playing(vote('suna')), null],
    ['two of three people call', playing(vote('suna'), vote('jaro')), { kind: 'VOTE', participantId: 'e', voteId: 'v', form: 'DROP' }],
    [
      'one has joined the call',
      playing(vote('suna'), vote('jaro'), vote('e')),
      { kind: 'VOTE', participantId: 'l', voteId: 'v', form: 'DROP' },
    ],
    ['the call has carried', playing(vote('suna'), vote('jaro'), vote('e'), vote('l')), null],
  ])('%s', (_name, room, errand) => {
    if (errand === null) expect(nextErrand(room)).toBeNull();
    else expect(nextErrand(room)).toMatchObject(errand);
  });

  it('a guest never opens a vote', () => {
    const room = playing();
    expect(apply(room, vote('e')).state).toBe(room);
  });
});

describe('the script', () => {
  const guests = GUESTS.map((id, index) => ({
    id,
    role: (['DRUMMER', 'VIBE_SETTER', 'GENRE_DJ', 'INSTRUMENTALIST'] as const)[index] ?? null,
  }));
  const play = (seed: number, people: Parameters<typeof nextMove>[0] = guests, steps = 60) => {
    const moves = [];
    for (let step = 0; step < steps; ) {
      const move = nextMove(people, seed, step);
      if (move === null) break;
      moves.push(move);
      step = move.step + 1;
    }
    return moves;
  };

  it('is the same for the same seed, and another for another', () => {
    expect(play(7)).toEqual(play(7));
    expect(play(7)).not.toEqual(play(8));
  });

  it('is understood by a room from the first step to the last, in every scene', () => {
    let room = demo();
    for (const { participantId, change, step } of play(3, guests, SCENES.length * 6)) {
      room = apply(room, { kind: 'SET_INPUT', participantId, change, wishId: `w${step}` }, START_MS + step * 4_000).state;
    }
    expect(room.participants.filter(({ isSimulated, input }) => isSimulated && input !== null)).toHaveLength(4);
  });

  it('leads from tempo to tempo without a leap', () => {
    SCENES.forEach(({ bpm }, index) => {
      const next = SCENES[(index + 1) % SCENES.length]?.bpm ?? bpm;
      expect(Math.abs(next - bpm)).toBeLessThanOrEqual(22);
    });
  });

  it.each([
    ['only roles that guests hold', [{ id: 'x', role: 'ENERGY' as const }], ['density', 'brightness', 'wish']],
    ['nobody, nothing', [], []],
  ])('%s', (_name, people, fields) => {
    const changed = new Set(play(5, people).flatMap(({ change }) => Object.keys(change)));
    expect([...changed].sort()).toEqual([...fields].sort());
  });
});
