// Hosts, co-hosts and everybody else: who may do what, and what it does.
import { describe, expect, it } from 'vitest';
import { IDLE_ROOM_MS } from '../../server/domain/presence.ts';
import { applyCommand } from '../../server/domain/room.ts';
import type { RoomCommand, SettingsChange } from '../../server/domain/room-state.ts';
import { apply, freshRoom, HOST, input, joinAs, lastStory, partyOf, person, refusal, roomAfter, START_MS } from '../support/seeded-room.ts';

const asCoHost = (participantId: string): RoomCommand => ({ kind: 'SET_CO_HOST', actorId: HOST, participantId, isCoHost: true });
/** Mira is host, Cora co-host, Pia a player, Lea a listener. */
const party = roomAfter(partyOf('cora', 'pia'), [asCoHost('cora'), joinAs('lea', 'LISTENER')]);
const settings = (actorId: string, change: SettingsChange): RoomCommand => ({ kind: 'UPDATE_SETTINGS', actorId, settings: change });

describe('rights', () => {
  const deeds: readonly (readonly [string, boolean, (actorId: string) => RoomCommand])[] = [
    ['start', true, (actorId) => ({ kind: 'START', actorId })],
    ['update settings', true, (actorId) => settings(actorId, { name: 'Other' })],
    ['remove a player', true, (actorId) => ({ kind: 'REMOVE', actorId, participantId: 'pia' })],
    ['silence a player', true, (actorId) => ({ kind: 'SILENCE', actorId, participantId: 'pia', isSilenced: true })],
    ['close', false, (actorId) => ({ kind: 'CLOSE', actorId })],
    ['transfer the host', false, (actorId) => ({ kind: 'TRANSFER_HOST', actorId, participantId: 'pia' })],
    ['name a co-host', false, (actorId) => ({ kind: 'SET_CO_HOST', actorId, participantId: 'pia', isCoHost: true })],
  ];

  it.each(deeds)('the host may %s', (_deed, _co, commandBy) => {
    expect(apply(party, commandBy(HOST)).state.version).toBe(party.version + 1);
  });

  it.each(deeds)('a co-host may %s: only if it is no matter of the host’s place', (_deed, coHostMay, commandBy) => {
    expect(refusal(() => apply(party, commandBy('cora'))).code).toBe(coHostMay ? 'none' : 'FORBIDDEN');
  });

  it.each(deeds)('a player, a listener and a stranger may not %s', (_deed, _co, commandBy) => {
    for (const actorId of ['lea', 'nobody']) expect(refusal(() => apply(party, commandBy(actorId)))).toEqual({ code: 'FORBIDDEN' });
    const byPlayer = commandBy('pia');
    expect(refusal(() => apply(party, byPlayer))).toEqual({ code: 'FORBIDDEN' });
  });

  it.each([
    ['remove', { kind: 'REMOVE', actorId: 'cora', participantId: HOST }],
    ['silence', { kind: 'SILENCE', actorId: 'cora', participantId: HOST, isSilenced: true }],
  ] as const)('a co-host may not %s the host', (_deed, command) => {
    expect(refusal(() => apply(party, command))).toEqual({ code: 'FORBIDDEN' });
  });
});

describe('the music', () => {
  const start: RoomCommand = { kind: 'START', actorId: HOST };
  const stop: RoomCommand = { kind: 'STOP', actorId: HOST };

  it('starts and stops', () => {
    const playing = apply(party, start, START_MS + 500).state;
    expect(playing).toMatchObject({ isPlaying: true, startedAtMs: START_MS + 500 });
    expect(lastStory(playing)).toBe('Mira started the music');
    const stopped = apply(playing, stop).state;
    expect(stopped).toMatchObject({ isPlaying: false, startedAtMs: null });
    expect(lastStory(stopped)).toBe('Mira stopped the music');
  });

  it('cannot be started twice, nor stopped when it is stopped', () => {
    expect(refusal(() => apply(apply(party, start).state, start))).toEqual({ code: 'CONFLICT' });
    expect(refusal(() => apply(party, stop))).toEqual({ code: 'CONFLICT' });
  });
});

describe('settings', () => {
  it('change what is given and tell of it in one sentence', () => {
    const room = apply(
      party,
      settings(HOST, { name: ' Red  Room ', locked: true, isPublic: false, playerLimit: 50, passwordHash: 'hash' }),
    ).state;
    expect(room).toMatchObject({ name: 'Red Room', locked: true, isPublic: false, playerLimit: 50, passwordHash: 'hash' });
    expect(lastStory(room)).toBe(
      'Mira named the room Red Room, took the room out of the lobby, locked the room, set a password and made room for 50 players',
    );
  });

  it.each([
    ['nothing', {}],
    ['what is already so', { name: 'Velvet Cellar', locked: false, isPublic: true, playerLimit: 10, passwordHash: null }],
  ])('that say %s change nothing', (_what, change) => {
    expect(apply(party, settings(HOST, change)).state).toBe(party);
  });

  it('never unseat anybody', () => {
    expect(apply(party, settings(HOST, { playerLimit: 1 })).state.participants).toHaveLength(4);
  });

  it.each([
    [{ playerLimit: 0 }, { field: 'playerLimit', min: 1, max: 50 }],
    [{ playerLimit: 51 }, { field: 'playerLimit', min: 1, max: 50 }],
    [{ playerLimit: 2.5 }, { field: 'playerLimit', min: 1, max: 50 }],
    [{ playerLimit: Number.NaN }, { field: 'playerLimit', min: 1, max: 50 }],
    [{ name: '' }, { field: 'name', min: 1, max: 40 }],
    [{ name: 'x'.repeat(41) }, { field: 'name', max: 40 }],
    [{ name: 'a\u0007b' }, { field: 'name' }],
  ])('%j are refused', (change, details) => {
    expect(refusal(() => apply(party, settings(HOST, change)))).toEqual({ code: 'BAD_INPUT', ...details });
  });
});

describe('the host’s place', () => {
  const transfer = (actorId: string, participantId: string): RoomCommand => ({ kind: 'TRANSFER_HOST', actorId, participantId });

  it('goes where the host gives it, and the founder may take it back', () => {
    const given = apply(party, transfer(HOST, 'pia')).state;
    expect(given.hostId).toBe('pia');
    expect(refusal(() => apply(given, transfer(HOST, 'cora')))).toEqual({ code: 'FORBIDDEN' });
    expect(apply(given, transfer(HOST, HOST)).state.hostId).toBe(HOST);
  });

  it('cannot be taken by anybody else', () => {
    expect(refusal(() => apply(party, transfer('pia', 'pia')))).toEqual({ code: 'FORBIDDEN' });
    expect(refusal(() => apply(party, transfer('cora', 'cora')))).toEqual({ code: 'FORBIDDEN' });
  });

  it('stays when it is given to the host', () => expect(apply(party, transfer(HOST, HOST)).state).toBe(party));

  it.each([
    ['nobody', { code: 'BAD_INPUT', field: 'participantId' }],
    ['lea', { code: 'BAD_INPUT', field: 'participantId' }],
  ])('cannot go to %s', (participantId, expected) => {
    expect(refusal(() => apply(party, transfer(HOST, participantId)))).toEqual(expected);
  });

  it('cannot go to somebody who is away', () => {
    const room = apply(party, { kind: 'STEP_AWAY', participantId: 'pia' }).state;
    expect(refusal(() => apply(room, transfer(HOST, 'pia')))).toEqual({ code: 'CONFLICT' });
  });
});

describe('co-hosts', () => {
  it('are named and un-named', () => {
    const room = apply(party, { kind: 'SET_CO_HOST', actorId: HOST, participantId: 'cora', isCoHost: false }).state;
    expect(person(room, 'cora').isCoHost).toBe(false);
    expect(lastStory(room)).toBe('Cora is no longer a co-host');
    expect(apply(party, asCoHost('cora')).state).toBe(party);
  });

  it.each(['lea', 'nobody'])('cannot be %s', (participantId) => {
    expect(refusal(() => apply(party, asCoHost(participantId)))).toEqual({ code: 'BAD_INPUT', field: 'participantId' });
  });
});

describe('removing', () => {
  const remove = (participantId: string): RoomCommand => ({ kind: 'REMOVE', actorId: HOST, participantId });

  it('ends seat, role and ticket', () => {
    const removed = apply(party, remove('pia'));
    expect(removed.state.participants.map(({ id }) => id)).toEqual([HOST, 'cora', 'lea']);
    expect(removed.events).toContainEqual({ kind: 'PARTICIPANT_LEFT', participantId: 'pia', forGood: true });
    expect(refusal(() => apply(removed.state, { kind: 'RETURN', participantId: 'pia' }))).toEqual({ code: 'FORBIDDEN' });
  });

  it('reaches those, too, whose seat was freed', () => {
    const away = apply(party, { kind: 'STEP_AWAY', participantId: 'pia' }, START_MS).state;
    const freed = apply(away, { kind: 'FREE_SEAT', participantId: 'pia' }, START_MS + 120_000).state;
    expect(apply(freed, remove('pia'), START_MS + 120_001).state.departed).toEqual([]);
  });

  it.each([HOST, 'nobody'])('is refused for %s', (participantId) => {
    expect(refusal(() => apply(party, remove(participantId)))).toEqual({ code: 'BAD_INPUT', field: 'participantId' });
  });
});

describe('silencing', () => {
  const silence = (participantId: string, isSilenced = true): RoomCommand => ({
    kind: 'SILENCE',
    actorId: HOST,
    participantId,
    isSilenced,
  });

  it('takes the weight, keeps the controls, and gives the weight back', () => {
    const energetic = roomAfter(partyOf('a', 'b', 'c', 'd', 'e'), [input('d', { density: 1 }), input('e', { density: 0 })]);
    const quiet = apply(energetic, silence('e')).state;
    expect(quiet.target.density).toBe(1);
    expect(quiet.inputsRevision).toBe(energetic.inputsRevision + 1);
    const turned = apply(quiet, input('e', { density: 0.2 })).state;
    expect(person(turned, 'e').input?.density).toBe(0.2);
    expect(turned.target).toBe(quiet.target);
    expect(apply(turned, silence('e', false)).state.target.density).toBeCloseTo(0.6, 1);
  });

  it('changes nothing when it is already so', () => expect(apply(party, silence('pia', false)).state).toBe(party));

  it.each(['lea', 'nobody'])('is refused for %s', (participantId) => {
    expect(refusal(() => apply(party, silence(participantId)))).toEqual({ code: 'BAD_INPUT', field: 'participantId' });
  });
});

describe('closing', () => {
  it('ends the music and everything else', () => {
    const closed = apply(apply(party, { kind: 'START', actorId: HOST }).state, { kind: 'CLOSE', actorId: HOST });
    expect(closed.state).toMatchObject({ isClosed: true, isPlaying: false, startedAtMs: null });
    expect(closed.events).toEqual([{ kind: 'ROOM_CLOSED' }]);
    expect(refusal(() => apply(closed.state, joinAs('x')))).toEqual({ code: 'ROOM_NOT_FOUND' });
  });

  it('comes by time only when nobody has been there for long', () => {
    const reaper: RoomCommand = { kind: 'CLOSE', actorId: null };
    expect(apply(party, reaper, START_MS + IDLE_ROOM_MS).state).toBe(party);
    const empty = apply(freshRoom(), { kind: 'STEP_AWAY', participantId: HOST }, START_MS).state;
    expect(applyCommand(empty, reaper, START_MS + IDLE_ROOM_MS - 1).state).toBe(empty);
    expect(applyCommand(empty, reaper, START_MS + IDLE_ROOM_MS).state.isClosed).toBe(true);
  });
});
