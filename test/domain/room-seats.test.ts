// Seats: joining, dropping out, coming back, leaving, and who is host when the host is gone.
import { describe, expect, it } from 'vitest';
import { dueTransitions, HOST_GRACE_MS, IDLE_ROOM_MS, SEAT_GRACE_MS } from '../../server/domain/presence.ts';
import type { RoomCommand, RoomState } from '../../server/domain/room-state.ts';
import { DEPARTED_LIMIT } from '../../server/domain/seats.ts';
import {
  apply,
  freshRoom,
  HOST,
  input,
  joinAs,
  lastStory,
  PASSWORD_HASH,
  partyOf,
  person,
  refusal,
  roomAfter,
  START_MS,
} from '../support/seeded-room.ts';

const away = (participantId: string): RoomCommand => ({ kind: 'STEP_AWAY', participantId });
const back = (participantId: string): RoomCommand => ({ kind: 'RETURN', participantId });
const free = (participantId: string): RoomCommand => ({ kind: 'FREE_SEAT', participantId });
const leave = (participantId: string): RoomCommand => ({ kind: 'LEAVE', participantId });
const LATER = START_MS + 10_000;
const AFTER_GRACE = LATER + SEAT_GRACE_MS;
const roles = (state: RoomState) => state.participants.map(({ role }) => role);

/** Somebody went away and lost the seat. */
function departed(state: RoomState, id: string): RoomState {
  return apply(apply(state, away(id), LATER).state, free(id), AFTER_GRACE).state;
}

describe('a new room', () => {
  it('has its founder as host with the first role, at version 1', () => {
    const room = freshRoom();
    expect(room).toMatchObject({ version: 1, hostId: HOST, founderId: HOST, playerLimit: 10, isPlaying: false, isClosed: false });
    expect(person(room, HOST)).toMatchObject({ kind: 'CONTROLLER', role: 'DRUMMER', presence: 'CONNECTED' });
    expect(lastStory(room)).toBe('Mira opened the room');
  });

  it('has a big screen as host when the founder takes no role', () => {
    expect(person(freshRoom({ takesRole: false }), HOST)).toMatchObject({ kind: 'DISPLAY', role: null });
  });

  it('asks for what it was born with', () => {
    expect(freshRoom()).toMatchObject({ target: { bpm: 100, revision: 0 }, decision: { isFirst: true, source: 'RULES' } });
  });
});

describe('joining', () => {
  it('hands the roles out in order, and energy to all others', () => {
    const room = partyOf('a', 'b', 'c', 'd', 'e', 'f');
    expect(roles(room)).toEqual(['DRUMMER', 'VIBE_SETTER', 'GENRE_DJ', 'INSTRUMENTALIST', 'ENERGY', 'ENERGY', 'ENERGY']);
  });

  it('fills the first gap', () => {
    expect(person(roomAfter(partyOf('a', 'b'), [leave('a'), joinAs('c')]), 'c').role).toBe('VIBE_SETTER');
  });

  it('gives displays and listeners no role, and no limit', () => {
    const many = Array.from({ length: 60 }, (_, index) => joinAs(`l${index}`, index % 2 ? 'LISTENER' : 'DISPLAY'));
    const room = roomAfter(freshRoom(), many);
    expect(room.participants).toHaveLength(61);
    expect(
      roles(room)
        .slice(1)
        .every((role) => role === null),
    ).toBe(true);
  });

  it('tells of players and screens, not of listeners', () => {
    const room = roomAfter(freshRoom(), [joinAs('suna'), joinAs('wall', 'DISPLAY'), joinAs('ghost', 'LISTENER')]);
    expect(room.story.map(({ text }) => text)).toEqual([
      'Mira opened the room',
      'Suna joined as the vibe setter',
      'Wall joined as a big screen',
    ]);
  });

  it('is refused when all seats are taken, those of people who are away included', () => {
    const full = roomAfter(freshRoom(), [{ kind: 'UPDATE_SETTINGS', actorId: HOST, settings: { playerLimit: 2 } }, joinAs('a'), away('a')]);
    expect(refusal(() => apply(full, joinAs('b')))).toEqual({ code: 'ROOM_FULL', playerLimit: 2 });
    expect(apply(full, joinAs('b', 'LISTENER')).state.participants).toHaveLength(3);
  });

  it.each(['CONTROLLER', 'DISPLAY', 'LISTENER'] as const)('is refused for a %s when the room is locked', (kind) => {
    const locked = roomAfter(freshRoom(), [{ kind: 'UPDATE_SETTINGS', actorId: HOST, settings: { locked: true } }]);
    expect(refusal(() => apply(locked, joinAs('a', kind)))).toEqual({ code: 'ROOM_LOCKED' });
  });

  it('needs a proof for the password that the room has now', () => {
    const room = freshRoom({ passwordHash: PASSWORD_HASH });
    const proving = (provenPasswordHash: string | null): RoomCommand => ({
      ...(joinAs('a') as Extract<RoomCommand, { kind: 'JOIN' }>),
      provenPasswordHash,
    });
    expect(refusal(() => apply(room, proving(null)))).toEqual({ code: 'WRONG_PASSWORD' });
    expect(refusal(() => apply(room, proving('hash of an older password')))).toEqual({ code: 'WRONG_PASSWORD' });
    expect(apply(room, proving(PASSWORD_HASH)).state.participants).toHaveLength(2);
  });

  it('is refused for somebody who is already here', () => {
    expect(refusal(() => apply(partyOf('a'), joinAs('a')))).toEqual({ code: 'CONFLICT' });
    expect(refusal(() => apply(departed(partyOf('a'), 'a'), joinAs('a')))).toEqual({ code: 'CONFLICT' });
  });
});

describe('a phone that drops out', () => {
  it('keeps seat, role and input, and is back with the ticket', () => {
    const room = roomAfter(partyOf('a'), [input(HOST, { bpm: 120 }), away(HOST)]);
    expect(person(room, HOST)).toMatchObject({ presence: 'AWAY', role: 'DRUMMER', input: { bpm: 120 } });
    const again = apply(room, back(HOST), LATER).state;
    expect(person(again, HOST)).toMatchObject({ presence: 'CONNECTED', awaySinceMs: null, role: 'DRUMMER', input: { bpm: 120 } });
    expect(again.inputsRevision).toBe(room.inputsRevision);
  });

  it('loses its seat after the grace, not a moment before', () => {
    const room = apply(partyOf('a'), away('a'), LATER).state;
    expect(apply(room, free('a'), AFTER_GRACE - 1).state).toBe(room);
    const freed = apply(room, free('a'), AFTER_GRACE);
    expect(freed.state.participants.map(({ id }) => id)).toEqual([HOST]);
    expect(freed.events).toContainEqual({ kind: 'PARTICIPANT_LEFT', participantId: 'a', forGood: false });
  });

  it('keeps its seat when it came back before it was freed', () => {
    const room = roomAfter(apply(partyOf('a'), away('a'), LATER).state, [back('a')], AFTER_GRACE);
    expect(apply(room, free('a'), AFTER_GRACE + 1).state).toBe(room);
  });

  it('gets its old role back later if nobody has it', () => {
    expect(person(apply(departed(partyOf('a', 'b'), 'a'), back('a'), AFTER_GRACE + 5).state, 'a').role).toBe('VIBE_SETTER');
  });

  it('gets the next free role when somebody has the old one', () => {
    const room = roomAfter(departed(partyOf('a', 'b'), 'a'), [joinAs('c')], AFTER_GRACE + 5);
    expect(person(room, 'c').role).toBe('VIBE_SETTER');
    expect(person(apply(room, back('a'), AFTER_GRACE + 9).state, 'a').role).toBe('INSTRUMENTALIST');
  });

  it('keeps being a co-host, and silenced, when it returns late', () => {
    const room = roomAfter(partyOf('a'), [
      { kind: 'SET_CO_HOST', actorId: HOST, participantId: 'a', isCoHost: true },
      { kind: 'SILENCE', actorId: HOST, participantId: 'a', isSilenced: true },
    ]);
    expect(person(apply(departed(room, 'a'), back('a'), AFTER_GRACE + 5).state, 'a')).toMatchObject({ isCoHost: true, isSilenced: true });
  });

  it('finds the room full when its seat has gone to another', () => {
    const limit: RoomCommand = { kind: 'UPDATE_SETTINGS', actorId: HOST, settings: { playerLimit: 2 } };
    const room = roomAfter(departed(roomAfter(partyOf('a'), [limit]), 'a'), [joinAs('b')], AFTER_GRACE + 5);
    expect(refusal(() => apply(room, back('a'), AFTER_GRACE + 9))).toMatchObject({ code: 'ROOM_FULL' });
  });

  it('may come back into a locked room', () => {
    const lock: RoomCommand = { kind: 'UPDATE_SETTINGS', actorId: HOST, settings: { locked: true } };
    const room = roomAfter(departed(partyOf('a'), 'a'), [lock], AFTER_GRACE + 5);
    expect(person(apply(room, back('a'), AFTER_GRACE + 9).state, 'a').presence).toBe('CONNECTED');
  });

  it('is forgotten for good when too many others left after it, the founder never', () => {
    let room = departed(freshRoom(), HOST);
    const events = [];
    for (let index = 0; index <= DEPARTED_LIMIT; index++) {
      const id = `l${index}`;
      room = roomAfter(room, [joinAs(id, 'LISTENER')], LATER);
      const freed = apply(apply(room, away(id), LATER).state, free(id), AFTER_GRACE);
      room = freed.state;
      events.push(...freed.events);
    }
    expect(room.departed).toHaveLength(DEPARTED_LIMIT);
    expect(room.departed[0]?.id).toBe(HOST);
    expect(events.filter((event) => event.kind === 'PARTICIPANT_LEFT' && event.forGood)).toEqual([
      { kind: 'PARTICIPANT_LEFT', participantId: 'l0', forGood: true },
      { kind: 'PARTICIPANT_LEFT', participantId: 'l1', forGood: true },
    ]);
  });

  it.each([
    ['coming back while here', back('a')],
    ['freeing the seat of somebody who is here', free('a')],
    ['nobody stepping away', away('nobody')],
    ['nobody losing a seat', free('nobody')],
  ])('changes nothing by %s', (_what, command) => {
    const room = partyOf('a');
    expect(apply(room, command)).toEqual({ state: room, events: [] });
    expect(apply(room, command).state).toBe(room);
  });

  it('is away once, however often it is said', () => {
    const room = apply(partyOf('a'), away('a'), LATER).state;
    expect(apply(room, away('a'), LATER + 5).state).toBe(room);
  });
});

describe('leaving', () => {
  it('frees seat and role at once, for good', () => {
    const left = apply(partyOf('a'), leave('a'));
    expect(left.state.participants.map(({ id }) => id)).toEqual([HOST]);
    expect(left.state.departed).toEqual([]);
    expect(left.events).toContainEqual({ kind: 'PARTICIPANT_LEFT', participantId: 'a', forGood: true });
    expect(refusal(() => apply(left.state, back('a')))).toEqual({ code: 'FORBIDDEN' });
  });

  it('is possible after the seat was freed, too', () => {
    const left = apply(departed(partyOf('a'), 'a'), leave('a'), AFTER_GRACE + 5);
    expect(left.state.departed).toEqual([]);
    expect(left.events).toContainEqual({ kind: 'PARTICIPANT_LEFT', participantId: 'a', forGood: true });
  });

  it.each([leave('nobody'), back('nobody'), { kind: 'RENAME', participantId: 'nobody', displayName: 'X' } as const])(
    'is no way in: %j',
    (command) => {
      expect(refusal(() => apply(partyOf('a'), command))).toEqual({ code: 'FORBIDDEN' });
    },
  );
});

describe('the host’s place', () => {
  const handOver: RoomCommand = { kind: 'HAND_OVER_HOST' };
  const hostAway = (...ids: string[]) => apply(partyOf(...ids), away(HOST), LATER).state;

  it('goes to the longest-present player after the grace, not a moment before', () => {
    const room = hostAway('a', 'b');
    expect(apply(room, handOver, LATER + HOST_GRACE_MS - 1).state).toBe(room);
    const given = apply(room, handOver, LATER + HOST_GRACE_MS).state;
    expect(given.hostId).toBe('a');
    expect(lastStory(given)).toBe('A is the host now');
  });

  it('passes over people who are away', () => {
    const room = roomAfter(hostAway('a', 'b'), [away('a')], LATER + 5);
    expect(apply(room, handOver, LATER + HOST_GRACE_MS).state.hostId).toBe('b');
  });

  it('stays with the host while nobody else is there', () => {
    const room = roomAfter(hostAway(), [joinAs('l', 'LISTENER'), joinAs('wall', 'DISPLAY')], LATER);
    expect(apply(room, handOver, LATER + HOST_GRACE_MS).state).toBe(room);
  });

  it('is handed over at once when the host leaves', () => {
    expect(apply(partyOf('a', 'b'), leave(HOST)).state.hostId).toBe('a');
  });

  it('is empty when nobody can have it, and goes to the first player who comes', () => {
    const room = apply(freshRoom(), leave(HOST)).state;
    expect(room.hostId).toBeNull();
    expect(roomAfter(room, [joinAs('l', 'LISTENER'), joinAs('a')]).hostId).toBe('a');
  });

  it('goes back to a founder on a big screen who finds nobody in charge', () => {
    const room = departed(freshRoom({ takesRole: false }), HOST);
    expect(room.hostId).toBeNull();
    expect(apply(room, back(HOST), AFTER_GRACE + 5).state.hostId).toBe(HOST);
  });
});

describe('what time asks for', () => {
  const kinds = (state: RoomState, nowMs: number) => dueTransitions(state, nowMs).map(({ kind }) => kind);

  it('is nothing while all are here', () => expect(kinds(partyOf('a'), START_MS + 10 * IDLE_ROOM_MS)).toEqual([]));

  it('is a hand-over after 60 s and a free seat after 120 s', () => {
    const room = apply(partyOf('a'), away(HOST), LATER).state;
    expect(kinds(room, LATER + 59_999)).toEqual([]);
    expect(kinds(room, LATER + 60_000)).toEqual(['HAND_OVER_HOST']);
    expect(kinds(room, LATER + 120_000)).toEqual(['HAND_OVER_HOST', 'FREE_SEAT']);
  });

  it('is the end of a room in which nobody was connected for 30 min', () => {
    const room = apply(freshRoom(), away(HOST), LATER).state;
    expect(room.desertedSinceMs).toBe(LATER);
    const freed = apply(room, free(HOST), AFTER_GRACE).state;
    expect(freed.desertedSinceMs).toBe(LATER);
    expect(kinds(freed, LATER + 30 * 60_000 - 1)).toEqual([]);
    expect(kinds(freed, LATER + 30 * 60_000)).toEqual(['CLOSE']);
  });

  it('starts anew when somebody was there in between', () => {
    const room = roomAfter(freshRoom(), [away(HOST), joinAs('l', 'LISTENER')]);
    expect(room.desertedSinceMs).toBeNull();
  });
});
