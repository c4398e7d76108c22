// The use cases on a room: who may come in, who may act, what is refused with which code, and that everybody hears of it once.
import { beforeEach, describe, expect, it } from 'vitest';
import type { TicketHolder } from '../../server/ports/tickets.ts';
import type { Welcome } from '../../server/services/room.ts';
import { createRoomWorld, holderOf, type RoomWorld } from '../support/room-world.ts';

let world: RoomWorld;
let rooms: RoomWorld['rooms'];
let host: Welcome;
let code: string;
let mira: TicketHolder;

beforeEach(async () => {
  world = createRoomWorld();
  rooms = world.rooms;
  host = await world.open();
  code = host.view.state.code;
  mira = holderOf(host);
});

const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'none',
    (error) => error.code ?? String(error),
  );

describe('creating a room', () => {
  it('gives code, join URL, the host’s participant and a ticket that works', async () => {
    expect(code).toMatch(/^[23456789ABCDEFGHJKMNPQRSTUVWXYZ]{6}$/);
    expect(host.joinUrl).toBe(`https://coro.test/r/${code}`);
    expect(host.participant).toMatchObject({ displayName: 'Mira', kind: 'CONTROLLER', role: 'DRUMMER' });
    expect(await world.tickets.holderOf(host.ticket)).toEqual(mira);
    expect(host.view.state.decision.mix.prompts.length).toBeGreaterThan(0);
  });

  it('finds names when none are given', async () => {
    const screen = await rooms.create({ isPublic: true, takeRole: false });
    expect(screen.participant).toMatchObject({ displayName: 'Stage', kind: 'DISPLAY', role: null });
    expect(screen.view.state.name).toMatch(/^\w+ \w+$/);
    expect((await rooms.create({ isPublic: true, takeRole: true })).participant.displayName).toMatch(/^\w+ \w+$/);
  });

  it('publishes the room once', () => {
    expect(world.news.map((message) => message.kind === 'ROOM' && message.state.version)).toEqual([1]);
  });

  it('draws another code when the first is taken', async () => {
    const same = createRoomWorld();
    const again = createRoomWorld();
    const taken = await again.rooms.create({ isPublic: true, takeRole: false, name: 'A' });
    // The same seed draws the same code; in this world it is taken already.
    await same.store.create({ ...taken.view.state }, []);
    const other = await same.rooms.create({ isPublic: true, takeRole: false, name: 'A' });
    expect(other.view.state.code).not.toBe(taken.view.state.code);
  });

  it.each([
    ['name', { name: '' }],
    ['name', { name: 'x'.repeat(41) }],
    ['displayName', { displayName: 'x'.repeat(25) }],
    ['password', { password: 'abc' }],
    ['password', { password: 'x'.repeat(73) }],
    ['password', { password: '' }],
    ['clientMutationId', { clientMutationId: 'too short' }],
    ['clientMutationId', { clientMutationId: 'x'.repeat(65) }],
  ])('refuses a bad %s: %j', async (field, input) => {
    await expect(rooms.create({ isPublic: true, takeRole: true, ...input })).rejects.toMatchObject({
      code: 'BAD_INPUT',
      details: { field },
    });
    expect(await world.store.list()).toHaveLength(1);
  });

  describe('with a clientMutationId', () => {
    const input = { isPublic: true, takeRole: true, displayName: 'Jo', clientMutationId: 'b3f8c1d2-0000-4444' };

    it('makes one room of two equal requests, also at the same time', async () => {
      const [first, second] = await Promise.all([rooms.create(input), rooms.create({ ...input })]);
      const third = await rooms.create({ ...input });
      expect([second?.ticket, third.ticket]).toEqual([first?.ticket, first?.ticket]);
      expect(await world.store.list()).toHaveLength(2);
    });

    it('is a conflict when it stands for something else', async () => {
      await rooms.create(input);
      expect(await codeOf(rooms.create({ ...input, displayName: 'Other' }))).toBe('CONFLICT');
      expect(await codeOf(rooms.create({ ...input, password: 'sesame' }))).toBe('CONFLICT');
    });

    it('has one effect when it comes fifty times at once, and one point of the limit', async () => {
      const answers = await Promise.all(Array.from({ length: 50 }, () => rooms.create({ ...input })));
      expect(new Set(answers.map(({ ticket, view, participant }) => `${ticket} ${view.state.code} ${participant.id}`)).size).toBe(1);
      expect(await world.store.list()).toHaveLength(2);
    });

    it('is forgotten after a day, and after a failure', async () => {
      const first = await rooms.create(input);
      await world.clock.advance(24 * 60 * 60_000 - 1);
      expect((await rooms.create(input)).ticket).toBe(first.ticket);
      await world.clock.advance(1);
      expect((await rooms.create(input)).ticket).not.toBe(first.ticket);
      const other = { ...input, clientMutationId: 'another id of 20 chars' };
      expect(await codeOf(rooms.create({ ...other, name: '' }))).toBe('BAD_INPUT');
      expect(await codeOf(rooms.create(other))).toBe('none');
    });

    it('gives one seat of two equal requests to join, also when the seat was freed meanwhile', async () => {
      const wish = { code, kind: 'CONTROLLER', displayName: 'Suna', clientMutationId: 'suna wants to play here' } as const;
      const [first, second] = await Promise.all([rooms.join(wish), rooms.join({ ...wish })]);
      expect(second).toEqual(first);
      await world.apply(code, { kind: 'STEP_AWAY', participantId: first.participant.id });
      await world.clock.advance(120_000);
      await world.apply(code, { kind: 'FREE_SEAT', participantId: first.participant.id });
      const third = await rooms.join(wish);
      expect([third.ticket, third.participant.id]).toEqual([first.ticket, first.participant.id]);
      expect(third.view.state.participants.map(({ displayName }) => displayName)).toEqual(['Mira', 'Suna']);
    });

    it('is a conflict when joining with the id of a creation, and for another seat', async () => {
      await rooms.create(input);
      const wish = { code, kind: 'LISTENER', clientMutationId: input.clientMutationId } as const;
      expect(await codeOf(rooms.join(wish))).toBe('CONFLICT');
      const other = { ...wish, clientMutationId: 'another id of 20 chars' };
      await rooms.join(other);
      expect(await codeOf(rooms.join({ ...other, kind: 'CONTROLLER' }))).toBe('CONFLICT');
    });

    it('opens nothing any more for who has left for good', async () => {
      const wish = { code, kind: 'CONTROLLER', displayName: 'Suna', clientMutationId: 'suna wants to play here' } as const;
      await rooms.leave(holderOf(await rooms.join(wish)), code);
      expect(await codeOf(rooms.join(wish))).toBe('FORBIDDEN');
    });
  });
});

describe('joining a room', () => {
  it('forgives the way a code is typed', async () => {
    const typed = ` ${code.slice(0, 3).toLowerCase()}-${code.slice(3)} `;
    expect((await world.join(typed, 'Suna')).view.state.code).toBe(code);
  });

  it.each(['ZZZZZZ', 'zzz', '', 'ABC-DEF-GHJ'])('knows no room by %j', async (typed) => {
    expect(await codeOf(world.join(typed, 'Suna'))).toBe('ROOM_NOT_FOUND');
  });

  it('says where to look when no room answers', async () => {
    await expect(world.join('k7m4qx', 'Suna')).rejects.toThrow('No room answers to K7M 4QX. Look again at the big screen.');
  });

  it('tells full, locked and wrong password apart', async () => {
    await rooms.updateSettings(mira, code, { playerLimit: 1 });
    expect(await codeOf(world.join(code, 'Suna'))).toBe('ROOM_FULL');
    await rooms.updateSettings(mira, code, { playerLimit: 5, password: 'sesame' });
    expect(await codeOf(world.join(code, 'Suna'))).toBe('WRONG_PASSWORD');
    await rooms.updateSettings(mira, code, { locked: true });
    expect(await codeOf(world.join(code, 'Suna'))).toBe('ROOM_LOCKED');
  });

  it('takes the right password in any Unicode spelling, and no other', async () => {
    await rooms.updateSettings(mira, code, { password: 'ｓésame' });
    expect(await codeOf(rooms.join({ code, kind: 'LISTENER', password: 'sésame' }))).toBe('none');
    expect(await codeOf(rooms.join({ code, kind: 'LISTENER', password: 'sesame' }))).toBe('WRONG_PASSWORD');
  });

  it('spends no time on hashing what cannot be a password', async () => {
    await rooms.updateSettings(mira, code, { password: 'sesame' });
    expect(await codeOf(rooms.join({ code, kind: 'CONTROLLER', password: 'x'.repeat(1_000_000) }))).toBe('WRONG_PASSWORD');
    expect(world.verified).toEqual([]);
  });

  it('does not let an older password in that was verified while it was changed', async () => {
    await rooms.updateSettings(mira, code, { password: 'old one' });
    world.meanwhile.verifying = async () => void (await rooms.updateSettings(mira, code, { password: 'new one' }));
    expect(await codeOf(rooms.join({ code, kind: 'CONTROLLER', password: 'old one' }))).toBe('WRONG_PASSWORD');
    world.meanwhile.verifying = async () => {};
    expect(await codeOf(rooms.join({ code, kind: 'CONTROLLER', password: 'new one' }))).toBe('none');
  });

  it('issues no ticket when it is refused', async () => {
    await rooms.updateSettings(mira, code, { locked: true });
    const before = world.news.length;
    await codeOf(world.join(code, 'Suna'));
    expect(world.news.length).toBe(before);
  });
});

describe('acting', () => {
  type Deed = readonly [string, (holder: TicketHolder | null, at: string) => Promise<unknown>];
  const deeds: readonly Deed[] = [
    ['leave', (holder, at) => rooms.leave(holder, at)],
    ['close', (holder, at) => rooms.close(holder, at)],
    ['start', (holder, at) => rooms.start(holder, at)],
    ['stop', (holder, at) => rooms.stop(holder, at)],
    ['setInput', (holder, at) => rooms.setInput(holder, at, { bpm: 100 })],
    ['changeRole', (holder, at) => rooms.changeRole(holder, at, 'ENERGY')],
    ['rename', (holder, at) => rooms.rename(holder, at, 'Nova')],
    ['updateSettings', (holder, at) => rooms.updateSettings(holder, at, { locked: true })],
    ['transferHost', (holder, at) => rooms.transferHost(holder, at, 'x')],
    ['setCoHost', (holder, at) => rooms.setCoHost(holder, at, 'x', true)],
    ['silence', (holder, at) => rooms.silence(holder, at, 'x', true)],
    ['remove', (holder, at) => rooms.remove(holder, at, 'x')],
  ];

  it.each(deeds)('%s needs a ticket, of this room, and a room', async (_name, act) => {
    const elsewhere = holderOf(await world.open());
    const before = await world.store.get(code);
    expect(await codeOf(act(null, code))).toBe('UNAUTHENTICATED');
    expect(await codeOf(act(elsewhere, code))).toBe('FORBIDDEN');
    expect(await codeOf(act({ ...mira, code: elsewhere.code }, code))).toBe('FORBIDDEN');
    expect(await codeOf(act({ code, participantId: 'a guessed id' }, code))).toBe('FORBIDDEN');
    expect(await codeOf(act(mira, 'ZZZZZZ'))).toBe('ROOM_NOT_FOUND');
    expect(await world.store.get(code)).toBe(before);
  });

  it('goes by the ticket, whatever ids others have seen', async () => {
    const suna = holderOf(await world.join(code, 'Suna'));
    expect(await codeOf(rooms.start(suna, code))).toBe('FORBIDDEN');
    expect(await codeOf(rooms.remove(suna, code, mira.participantId))).toBe('FORBIDDEN');
    expect((await rooms.start(mira, code)).state.isPlaying).toBe(true);
    expect(await codeOf(rooms.start(mira, code))).toBe('CONFLICT');
    expect((await rooms.stop(mira, code)).state.isPlaying).toBe(false);
    expect(await codeOf(rooms.stop(mira, code))).toBe('CONFLICT');
  });

  it('publishes every change once, and a refusal not at all', async () => {
    const before = world.news.length;
    await rooms.setInput(mira, code, { bpm: 128 });
    await rooms.setInput(mira, code, { bpm: 128 });
    await codeOf(rooms.setInput(mira, code, { bpm: 500 }));
    await codeOf(rooms.setInput(mira, code, { density: 1 }));
    expect(world.news.length).toBe(before + 1);
    expect(world.news.at(-1)).toMatchObject({ kind: 'ROOM', state: { target: { bpm: 128 } }, events: [{ kind: 'STORY_TOLD' }] });
  });

  it('gives each wish an id of its own', async () => {
    const first = await rooms.setInput(mira, code, { wish: 'more funk' });
    const second = await rooms.setInput(mira, code, { wish: 'more funk' });
    expect(first.participant.input?.wish?.id).not.toBe(second.participant.input?.wish?.id);
  });

  it('is a sign of life: a seat that waits is taken again', async () => {
    const { participantId } = mira;
    await world.apply(code, { kind: 'STEP_AWAY', participantId });
    expect((await rooms.setInput(mira, code, { bpm: 90 })).participant).toMatchObject({ presence: 'CONNECTED', input: { bpm: 90 } });
  });

  it('takes a freed seat again first, or says that the room is full', async () => {
    const suna = holderOf(await world.join(code, 'Suna'));
    await world.apply(code, { kind: 'STEP_AWAY', participantId: suna.participantId });
    await world.clock.advance(120_000);
    await world.apply(code, { kind: 'FREE_SEAT', participantId: suna.participantId });
    await rooms.updateSettings(mira, code, { playerLimit: 1 });
    expect(await codeOf(rooms.rename(suna, code, 'Nova'))).toBe('ROOM_FULL');
    expect(await codeOf(rooms.me(suna))).toBe('ROOM_FULL');
    await rooms.updateSettings(mira, code, { playerLimit: 2 });
    expect((await rooms.rename(suna, code, 'Nova')).participant).toMatchObject({ displayName: 'Nova', role: 'VIBE_SETTER' });
  });
});

describe('the end of a ticket', () => {
  it('does not come with a seat that was freed', async () => {
    const suna = await world.join(code, 'Suna');
    await world.apply(code, { kind: 'STEP_AWAY', participantId: suna.participant.id });
    await world.clock.advance(120_000);
    await world.apply(code, { kind: 'FREE_SEAT', participantId: suna.participant.id });
    expect(await world.tickets.holderOf(suna.ticket)).toEqual(holderOf(suna));
  });

  it('comes with leaving', async () => {
    const suna = await world.join(code, 'Suna');
    expect(await rooms.leave(holderOf(suna), code)).toBe(true);
    expect(await world.tickets.holderOf(suna.ticket)).toBeNull();
    expect(await world.tickets.holderOf(host.ticket)).toEqual(mira);
  });

  it('comes with being removed', async () => {
    const suna = await world.join(code, 'Suna');
    await rooms.remove(mira, code, suna.participant.id);
    expect(await world.tickets.holderOf(suna.ticket)).toBeNull();
    expect(await codeOf(rooms.rename(holderOf(suna), code, 'Nova'))).toBe('FORBIDDEN');
  });

  it('comes for all with the room', async () => {
    const suna = await world.join(code, 'Suna');
    expect(await rooms.close(mira, code)).toBe(true);
    expect([await world.tickets.holderOf(suna.ticket), await world.tickets.holderOf(host.ticket)]).toEqual([null, null]);
    expect(await codeOf(rooms.start(mira, code))).toBe('ROOM_NOT_FOUND');
    expect(await rooms.me(mira)).toBeNull();
    expect(world.news.at(-1)).toMatchObject({ kind: 'ROOM', state: { isClosed: true }, events: [{ kind: 'ROOM_CLOSED' }] });
  });
});

describe('looking', () => {
  it('is open to anybody with the code, unless there is a password', async () => {
    expect((await rooms.view(null, code.toLowerCase())).state.code).toBe(code);
    await rooms.updateSettings(mira, code, { password: 'sesame' });
    expect(['UNAUTHENTICATED', 'FORBIDDEN']).toContain(await codeOf(rooms.view(null, code)));
    expect(await codeOf(rooms.view({ code: 'ZZZZZZ', participantId: mira.participantId }, code))).toBe('FORBIDDEN');
    expect(await codeOf(rooms.story({ code: 'ZZZZZZ', participantId: mira.participantId }, code, null, 5))).toBe('FORBIDDEN');
    expect((await rooms.view(mira, code)).state.code).toBe(code);
    expect(await codeOf(rooms.view(null, 'ZZZZZZ'))).toBe('ROOM_NOT_FOUND');
  });

  it('before joining tells null for what is no room', async () => {
    expect((await rooms.preview(` ${code} `))?.state.code).toBe(code);
    expect([await rooms.preview('ZZZZZZ'), await rooms.preview('nonsense!')]).toEqual([null, null]);
  });

  it('at oneself needs a ticket that is known', async () => {
    expect((await rooms.me(mira))?.participant.displayName).toBe('Mira');
    expect([await rooms.me(null), await rooms.me({ code, participantId: 'gone' })]).toEqual([null, null]);
  });

  it('at the lobby shows public rooms, playing ones first, then the fuller, then the newer', async () => {
    const names = async () => (await rooms.lobby(10)).map(({ state }) => state.name);
    const room = async (name: string, isPublic = true) => {
      await world.clock.advance(1_000);
      return rooms.create({ isPublic, takeRole: true, name });
    };
    await rooms.updateSettings(mira, code, { name: 'oldest' });
    const [playing, full, hidden, closed, secret] = [
      await room('playing'),
      await room('full'),
      await room('hidden', false),
      await room('closed'),
      await room('newest'),
    ];
    await rooms.start(holderOf(playing), playing.view.state.code);
    await world.join(full.view.state.code, 'Suna');
    await rooms.close(holderOf(closed), closed.view.state.code);
    await rooms.updateSettings(holderOf(secret), secret.view.state.code, { password: 'sesame' });
    expect(hidden.view.state.isPublic).toBe(false);
    expect(await names()).toEqual(['playing', 'full', 'newest', 'oldest']);
    expect(await rooms.lobby(2)).toHaveLength(2);
  });

  it.each([0, -1, 101, 1.5])('takes no limit of %s', async (limit) => {
    expect(await codeOf(rooms.lobby(limit))).toBe('BAD_INPUT');
    expect(await codeOf(rooms.story(mira, code, null, limit))).toBe('BAD_INPUT');
  });

  it('at the story goes back page by page', async () => {
    for (const genre of ['Jazz', 'Funk', 'House']) {
      const dj = await world.join(code, genre);
      await rooms.leave(holderOf(dj), code);
    }
    const first = await rooms.story(null, code, null, 4);
    const second = await rooms.story(null, code, first.at(-1)?.id ?? null, 100);
    expect(first.map(({ text }) => text)).toEqual([
      'House left',
      'House joined as the vibe setter',
      'Funk left',
      'Funk joined as the vibe setter',
    ]);
    expect(second.map(({ text }) => text)).toEqual(['Jazz left', 'Jazz joined as the vibe setter', 'Mira opened the room']);
  });
});
