// Watchers and listeners of a room: who is let in, what they begin with, and what a slow one costs the others.
import { describe, expect, it, vi } from 'vitest';
import { chunkStartFrame, playAtMs, pushToRing } from '../../server/domain/audio.ts';
import { type LiveState, SILENT } from '../../server/domain/live.ts';
import type { RoomState } from '../../server/domain/room-state.ts';
import type { TicketHolder } from '../../server/ports/tickets.ts';
import { createAudience } from '../../server/services/audience.ts';
import type { RingChunk } from '../../server/services/broadcast.ts';
import type { RoomView } from '../../server/services/room.ts';
import { createFakeClock, settled } from '../support/fake-clock.ts';
import { CODE, createLiveRoom, participant, wish } from '../support/live-room.ts';

const ANN: TicketHolder = { code: CODE, participantId: 'ann' };
const BEN: TicketHolder = { code: CODE, participantId: 'ben' };

function setUp(first: Partial<RoomState> = {}) {
  const clock = createFakeClock();
  const room = createLiveRoom(first);
  let live: LiveState = SILENT;
  let ring: readonly RingChunk[] = [];
  const arrivals: [string, string, number][] = [];
  let ears = 0;
  const startedAtMs = clock.nowMs();
  const lobby = vi.fn(async (limit: number): Promise<readonly RoomView[]> => {
    const rooms = await room.store.list();
    return rooms
      .filter(({ isPublic }) => isPublic)
      .slice(0, limit)
      .map((state) => ({ state, live, nowMs: clock.nowMs() }));
  });
  const audience = createAudience({
    bus: room.bus,
    store: room.store,
    clock,
    lobby,
    log: { warn: () => {} },
    lyria: {
      liveOf: () => live,
      ringOf: () => ring,
      reportArrival: (...told) => arrivals.push(told) > 0,
      attend() {
        ears += 1;
        return () => {
          ears -= 1;
        };
      },
    },
  });

  function chunkOf(epoch: string, seq: number): RingChunk {
    return {
      epoch,
      seq,
      playAtMs: playAtMs(startedAtMs, seq * 4_800, 300),
      delayMs: 300,
      rms: 0,
      as: (encoding) => ({
        epoch,
        seq,
        startFrame: chunkStartFrame(encoding, seq * 4_800),
        frames: 4_800,
        sampleRate: 48_000,
        channels: 2,
        encoding,
        packets: [],
        playAtMs: playAtMs(startedAtMs, chunkStartFrame(encoding, seq * 4_800), 300),
        delayMs: 300,
      }),
    };
  }

  return {
    clock,
    room,
    audience,
    lobby,
    arrivals,
    ears: () => ears,
    subscriptions: () => room.bus.subscriptions(),
    tellLive(change: Partial<LiveState>) {
      live = { ...live, ...change, version: live.version + 1 };
      room.bus.publish({ kind: 'LIVE', code: CODE, live });
    },
    /** What the room sounds like from now on; nobody is told. */
    loud(level: number) {
      live = { ...live, level };
    },
    /** Chunks `from` to `until` (exclusive) come from the engine. */
    sound(from: number, until: number, epoch = 'e1') {
      for (let seq = from; seq < until; seq += 1) {
        const chunk = chunkOf(epoch, seq);
        ring = pushToRing(ring, chunk);
        room.bus.publish({ kind: 'AUDIO', code: CODE, chunk });
      }
    },
  };
}

/** What the stream has to give without waiting, plus whether it has ended. */
async function taken<T>(stream: AsyncIterableIterator<T>): Promise<{ items: T[]; isDone: boolean }> {
  const items: T[] = [];
  for (;;) {
    const next = await Promise.race([stream.next(), settled()]);
    // A reader that is left waiting would take the next item with it, so tests read a stream to this point only once or at its end.
    if (next === undefined) return { items, isDone: false };
    if (next.done === true) return { items, isDone: true };
    items.push(next.value);
  }
}

/** Reads on and on, as a socket would, and keeps what came. */
function reader<T>(stream: AsyncIterableIterator<T>): { readonly items: T[]; isDone(): boolean } {
  const items: T[] = [];
  let isDone = false;
  void (async () => {
    for await (const item of stream) items.push(item);
    isDone = true;
  })();
  return { items, isDone: () => isDone };
}

const range = (from: number, until: number) => Array.from({ length: until - from }, (_, at) => from + at);
const seqs = (chunks: readonly { readonly seq: number }[]) => chunks.map(({ seq }) => seq);

describe('a room’s watchers', () => {
  it('begin with what is true now', async () => {
    const { audience, clock } = setUp({ name: 'Kitchen' });
    const view = (await (await audience.watchRoom(null, CODE)).next()).value as RoomView;
    expect(view.state.name).toBe('Kitchen');
    expect(view.live).toBe(SILENT);
    expect(view.nowMs).toBe(clock.nowMs());
  });

  it('share one bus subscription, which goes with the last of them', async () => {
    const { audience, subscriptions } = setUp();
    const streams = await Promise.all([
      audience.watchRoom(null, CODE),
      audience.watchRoom(ANN, CODE),
      audience.watchPrompts(null, CODE),
      audience.watchWishes(ANN, CODE),
      audience.hear(null, CODE, 'OPUS', null),
    ]);
    expect(subscriptions()).toBe(1);
    for (const stream of streams.slice(1)) await stream.return?.();
    expect(subscriptions()).toBe(1);
    void streams[0]?.return?.();
    expect(subscriptions()).toBe(0);
  });

  it('see the first change at once, then at most one in 50 ms, and always the last', async () => {
    const { audience, room, clock } = setUp();
    const { items } = reader(await audience.watchRoom(null, CODE));
    await settled();
    for (let change = 1; change <= 20; change += 1) {
      room.change({ name: `Name ${change}` });
      await clock.advance(10);
    }
    await clock.advance(100);
    expect(items.map(({ state }) => state.name)).toEqual(['Room', 'Name 1', 'Name 5', 'Name 10', 'Name 15', 'Name 20']);
    expect(clock.pending()).toBe(0);
  });

  it('that are slow get the newest view only', async () => {
    const { audience, room, clock } = setUp();
    const stream = await audience.watchRoom(null, CODE);
    for (let change = 1; change <= 50; change += 1) {
      room.change({ name: `Name ${change}` });
      await clock.advance(100);
    }
    const { items } = await taken(stream);
    expect(items.map(({ state }) => state.name)).toEqual(['Name 50']);
  });

  it('see what is true of the sound, too', async () => {
    const { audience, tellLive, clock } = setUp();
    const { items } = reader(await audience.watchRoom(null, CODE));
    await settled();
    tellLive({ health: 'PLAYING' });
    await clock.advance(100);
    expect(items.map(({ live }) => live.health)).toEqual(['IDLE', 'PLAYING']);
  });

  it('see versions that only grow, even when an old state comes late', async () => {
    const { audience, room, clock } = setUp();
    const { items } = reader(await audience.watchRoom(null, CODE));
    const { state: old } = room.change({ name: 'Old' });
    room.change({ name: 'New' });
    room.bus.publish({ kind: 'ROOM', state: old, events: [] });
    await clock.advance(200);
    expect(items.at(-1)?.state.name).toBe('New');
    const versions = items.map(({ state }) => state.version);
    expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
  });

  it('all get the same view object: it is made once', async () => {
    const { audience, room, clock } = setUp();
    const both = [reader(await audience.watchRoom(null, CODE)), reader(await audience.watchRoom(ANN, CODE))];
    room.change({ name: 'Shared' });
    await clock.advance(100);
    expect(both[0]?.items.at(-1)).toBe(both[1]?.items.at(-1));
  });

  it('are done when the room closes', async () => {
    const { audience, room, subscriptions, clock, ears } = setUp();
    const readers = [
      reader(await audience.watchRoom(null, CODE)),
      reader(await audience.watchPrompts(null, CODE)),
      reader(await audience.watchWishes(ANN, CODE)),
      reader(await audience.hear(null, CODE, 'OPUS', null)),
    ];
    room.change({ isClosed: true }, [{ kind: 'ROOM_CLOSED' }]);
    await settled();
    expect(readers.map(({ isDone }) => isDone())).toEqual([true, true, true, true]);
    expect(subscriptions()).toBe(0);
    expect(ears()).toBe(0);
    expect(clock.pending()).toBe(0);
  });

  it('are done when they are removed for good, and nobody else is', async () => {
    const { audience, room } = setUp();
    const ann = reader(await audience.watchRoom(ANN, CODE));
    const ben = reader(await audience.watchRoom(BEN, CODE));
    const anybody = reader(await audience.watchRoom(null, CODE));
    room.change({}, [{ kind: 'PARTICIPANT_LEFT', participantId: 'ann', forGood: false }]);
    room.change({ participants: [participant('ann')] }, [{ kind: 'PARTICIPANT_LEFT', participantId: 'ben', forGood: true }]);
    await settled();
    expect([ann.isDone(), ben.isDone(), anybody.isDone()]).toEqual([false, true, false]);
  });

  it('are all told when the server stops', async () => {
    const { audience, subscriptions } = setUp();
    const readers = [reader(await audience.watchRoom(null, CODE)), reader(await audience.watchLobby(5))];
    audience.stop();
    await settled();
    expect(readers.map(({ isDone }) => isDone())).toEqual([true, true]);
    expect(subscriptions()).toBe(0);
  });
});

describe('the door', () => {
  it('no open room has the code', async () => {
    const { audience, subscriptions } = setUp();
    await expect(audience.watchRoom(null, 'ZZZZZZ')).rejects.toMatchObject({ code: 'ROOM_NOT_FOUND' });
    await expect(audience.hear(null, 'ZZZZZZ', 'OPUS', null)).rejects.toMatchObject({ code: 'ROOM_NOT_FOUND' });
    expect(subscriptions()).toBe(0);
  });

  it('a code is understood however it is typed', async () => {
    const { audience, subscriptions } = setUp();
    await audience.watchRoom(null, CODE);
    await audience.hear(null, ' abc-234 ', 'OPUS', null);
    expect(subscriptions()).toBe(1);
    await expect(audience.watchRoom(null, 'what?')).rejects.toMatchObject({ code: 'ROOM_NOT_FOUND' });
  });

  it('a room with a password is for its own people', async () => {
    const { audience, subscriptions, ears } = setUp({ passwordHash: 'hash' });
    const stranger = { code: 'ZZZZZZ', participantId: 'ann' };
    for (const holder of [null, stranger, { code: CODE, participantId: 'nobody' }]) {
      await expect(audience.watchRoom(holder, CODE)).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await expect(audience.watchPrompts(holder, CODE)).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await expect(audience.hear(holder, CODE, 'OPUS', null)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
    expect(subscriptions()).toBe(0);
    expect(ears()).toBe(0);
    await expect(audience.watchRoom(ANN, CODE)).resolves.toBeDefined();
  });

  it('somebody whose seat was freed still belongs: the ticket would bring the seat back', async () => {
    const departed = [
      { id: 'cleo', displayName: 'Cleo', kind: 'DISPLAY', role: null, isCoHost: false, isSilenced: false, leftAtMs: 0 },
    ] as const;
    const { audience } = setUp({ passwordHash: 'hash', departed });
    await expect(audience.hear({ code: CODE, participantId: 'cleo' }, CODE, 'OPUS', null)).resolves.toBeDefined();
  });

  it('a password that is set later shows strangers out, and nobody else', async () => {
    const { audience, room } = setUp();
    const stranger = reader(await audience.hear(null, CODE, 'OPUS', null));
    const ann = reader(await audience.hear(ANN, CODE, 'OPUS', null));
    room.change({ passwordHash: 'hash' });
    await settled();
    expect([stranger.isDone(), ann.isDone()]).toEqual([true, false]);
  });

  it('wishes need a ticket of this room', async () => {
    const { audience } = setUp();
    await expect(audience.watchWishes(null, CODE)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(audience.watchWishes({ code: 'ZZZZZZ', participantId: 'ann' }, CODE)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('reports of late chunks need a ticket of this room, and go where its music is made', async () => {
    const { audience, arrivals } = setUp();
    await expect(audience.reportArrival(null, CODE, 350)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(audience.reportArrival({ code: 'ZZZZZZ', participantId: 'ann' }, CODE, 350)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(audience.reportArrival(ANN, 'ZZZZZZ', 350)).rejects.toMatchObject({ code: 'ROOM_NOT_FOUND' });
    await expect(audience.reportArrival(BEN, 'abc-234', 350)).resolves.toBe(true);
    expect(arrivals).toEqual([[CODE, 'ben', 350]]);
  });

  it('a room that closes while somebody is entering is not found', async () => {
    const { audience, room, subscriptions } = setUp();
    const entering = audience.watchRoom(null, CODE);
    room.change({ isClosed: true });
    await expect(entering).rejects.toMatchObject({ code: 'ROOM_NOT_FOUND' });
    expect(subscriptions()).toBe(0);
  });
});

describe('prompts and wishes', () => {
  it('prompts come now and after every decision, and not with other changes', async () => {
    const { audience, room, clock } = setUp();
    const { items } = reader(await audience.watchPrompts(null, CODE));
    room.change({ name: 'Another' });
    const { decision } = room.state();
    room.change({ decision: { ...decision, revision: 2, decidedAtMs: clock.nowMs() } });
    room.change({ name: 'Yet another' });
    await settled();
    expect(items.map(({ revision }) => revision)).toEqual([1, 2]);
  });

  it('a wish is told to its author with every fate, and to nobody else', async () => {
    const { audience, room } = setUp();
    const ann = reader(await audience.watchWishes(ANN, CODE));
    const ben = reader(await audience.watchWishes(BEN, CODE));
    for (const fate of ['WAITING', 'ACCEPTED', 'SOUNDING'] as const) {
      room.change({}, [{ kind: 'WISH_CHANGED', participantId: 'ann', wish: wish({ fate }) }]);
    }
    await settled();
    expect(ann.items.map(({ fate }) => fate)).toEqual(['WAITING', 'ACCEPTED', 'SOUNDING']);
    expect(ben.items).toEqual([]);
  });

  it('a wish that is still open is told to a phone that comes back', async () => {
    const genreWish = wish({ id: 'g1', field: 'genre', fate: 'ACCEPTED' });
    const { audience, room } = setUp({ participants: [participant('ann', { wish: wish(), genreWish })] });
    const { items } = reader(await audience.watchWishes(ANN, CODE));
    room.change({}, [{ kind: 'WISH_CHANGED', participantId: 'ann', wish: wish() }]);
    await settled();
    expect(items.map(({ id }) => id)).toEqual(['g1', 'w1']);
  });
});

describe('listeners', () => {
  it('that are new get the last second of sound, and all that is to come', async () => {
    const { audience, sound, clock } = setUp();
    sound(0, 30);
    await clock.advance(2_300);
    const { items } = reader(await audience.hear(null, CODE, 'OPUS', null));
    sound(30, 40);
    await settled();
    expect(seqs(items)).toEqual(range(10, 40));
  });

  it('that come back lose nothing that is still in the ring', async () => {
    const { audience, sound } = setUp();
    sound(0, 20);
    const first = await audience.hear(null, CODE, 'PCM_S16LE', null);
    const heard = [await first.next(), await first.next(), await first.next()].map(({ value }) => value as { epoch: string; seq: number });
    await first.return?.();
    sound(20, 100);
    const last = heard.at(-1);
    const { items } = reader(await audience.hear(null, CODE, 'PCM_S16LE', last ?? null));
    sound(100, 110);
    await settled();
    expect(seqs([...heard, ...items])).toEqual(range(0, 110));
    expect(items[0]?.encoding).toBe('PCM_S16LE');
  });

  it('that read their backlog slowly lose nothing of it within two seconds', async () => {
    const { audience, sound } = setUp();
    sound(0, 100);
    const stream = await audience.hear(null, CODE, 'OPUS', { epoch: 'e1', seq: 4 });
    sound(100, 120);
    const { items } = await taken(stream);
    expect(seqs(items)).toEqual(range(5, 120));
  });

  it('with a cursor of an older epoch begin at the beginning of what plays now', async () => {
    const { audience, sound } = setUp();
    sound(0, 50, 'old');
    sound(0, 5, 'new');
    const { items } = reader(await audience.hear(null, CODE, 'OPUS', { epoch: 'old', seq: 48 }));
    sound(5, 7, 'new');
    await settled();
    expect(items.map(({ epoch, seq }) => `${epoch} ${seq}`)).toEqual(range(0, 7).map((seq) => `new ${seq}`));
  });

  it('with a cursor from the future are not left in silence', async () => {
    const { audience, sound } = setUp();
    sound(0, 5);
    const { items } = reader(await audience.hear(null, CODE, 'OPUS', { epoch: 'e1', seq: 1_000_000 }));
    sound(5, 8);
    await settled();
    expect(seqs(items)).toEqual(range(0, 8));
  });

  it('hear a new epoch without asking again', async () => {
    const { audience, sound } = setUp();
    const { items } = reader(await audience.hear(null, CODE, 'OPUS', null));
    sound(0, 3, 'e1');
    sound(0, 3, 'e2');
    await settled();
    expect(items.map(({ epoch, seq }) => `${epoch} ${seq}`)).toEqual(['e1 0', 'e1 1', 'e1 2', 'e2 0', 'e2 1', 'e2 2']);
  });

  it('get no chunk twice when the bus repeats what the ring already had', async () => {
    const { audience, sound, room } = setUp();
    sound(0, 10);
    const repeated = room.bus.log.filter((message) => message.kind === 'AUDIO').slice(-3);
    const { items } = reader(await audience.hear(null, CODE, 'OPUS', null));
    for (const message of repeated) room.bus.publish(message);
    sound(10, 12);
    await settled();
    expect(seqs(items)).toEqual(range(0, 12));
  });

  it('are counted as ears while they listen', async () => {
    const { audience, ears } = setUp();
    const streams = [await audience.hear(null, CODE, 'OPUS', null), await audience.hear(ANN, CODE, 'PCM_S16LE', null)];
    expect(ears()).toBe(2);
    for (const stream of streams) {
      await stream.return?.();
      await stream.return?.();
    }
    expect(ears()).toBe(0);
  });

  it('that stall keep two seconds at most, and cost nobody else a chunk', async () => {
    const { audience, sound } = setUp();
    const stalled = await audience.hear(null, CODE, 'OPUS', null);
    const others = await Promise.all(range(0, 5).map(() => audience.hear(null, CODE, 'OPUS', null)));
    const readers = others.map(reader);
    for (let seq = 0; seq < 2_000; seq += 1) {
      sound(seq, seq + 1);
      if (seq % 10 === 0) await settled();
    }
    await settled();
    for (const { items } of readers) expect(seqs(items)).toEqual(range(0, 2_000));
    const { items } = await taken(stalled);
    expect(seqs(items)).toEqual(range(1_980, 2_000));
  });
});

describe('the lobby', () => {
  it('begins with the public rooms and tells what changes in them', async () => {
    const { audience, room, clock } = setUp();
    const { items } = reader(await audience.watchLobby(10));
    await settled();
    room.change({ isPlaying: true });
    await clock.advance(1_000);
    room.change({ isPublic: false });
    await clock.advance(1_000);
    expect(items.map((rooms) => rooms.map(({ state }) => state.isPlaying))).toEqual([[false], [true], []]);
  });

  it('is not told of faders, and asks at most twice a second', async () => {
    const { audience, room, clock, lobby } = setUp();
    const { items } = reader(await audience.watchLobby(10));
    room.change({ isPlaying: true });
    await clock.advance(1_000);
    const before = items.length;
    lobby.mockClear();
    for (let change = 0; change < 100; change += 1) {
      room.change({ target: { ...room.state().target, revision: change } });
      await clock.advance(20);
    }
    expect(items).toHaveLength(before);
    expect(lobby.mock.calls.length).toBeLessThanOrEqual(5);
  });

  it('tells levels that move, once a second, to all alike, and looks at none while nothing plays', async () => {
    const { audience, room, clock, lobby, loud } = setUp();
    const first = reader(await audience.watchLobby(10));
    const second = reader(await audience.watchLobby(10));
    await clock.advance(5_000);
    expect(lobby.mock.calls.length).toBeLessThanOrEqual(3);
    room.change({ isPlaying: true });
    await clock.advance(1_000);
    loud(0.2);
    await clock.advance(1_000);
    const told = first.items.length;
    expect(first.items.at(-1)?.[0]?.live.level).toBe(0.2);
    loud(0.203);
    await clock.advance(10_000);
    expect(first.items).toHaveLength(told);
    for (let second = 0; second < 10; second += 1) {
      loud(second % 2 ? 0.2 : 0.1);
      await clock.advance(1_000);
    }
    expect(first.items.length - told).toBeGreaterThanOrEqual(8);
    expect(first.items.length - told).toBeLessThanOrEqual(11);
    expect(second.items.at(-1)).toBe(first.items.at(-1));
    room.change({ isPlaying: false });
    await clock.advance(2_000);
    const before = lobby.mock.calls.length;
    await clock.advance(60_000);
    expect(lobby.mock.calls.length).toBe(before);
  });

  it('shows as many rooms as were asked for', async () => {
    const { audience, lobby } = setUp();
    expect((await (await audience.watchLobby(0)).next()).value).toEqual([]);
    expect(lobby).toHaveBeenCalledWith(0);
  });

  it('leaves no subscription behind, not even when it could not be read', async () => {
    const { audience, lobby, subscriptions, room, clock } = setUp();
    const stream = await audience.watchLobby(3);
    room.change({ isPlaying: true });
    room.change({ isPlaying: false });
    void stream.return?.();
    expect(subscriptions()).toBe(0);
    lobby.mockRejectedValueOnce(new Error('no store'));
    await expect(audience.watchLobby(3)).rejects.toThrow('no store');
    expect(subscriptions()).toBe(0);
    expect(clock.pending()).toBe(0);
  });
});
