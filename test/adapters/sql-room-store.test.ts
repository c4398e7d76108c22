// Rooms in real databases: the contracts, what survives, what is written when, and what is let go.
import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../server/adapters/sql/database.ts';
import { VERSIONS_SKIPPED } from '../../server/domain/restart.ts';
import type { RoomState, StoryEvent } from '../../server/domain/room-state.ts';
import { DATABASES, type TestDatabase } from '../support/databases.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { freshRoom } from '../support/seeded-room.ts';
import { openStore, quiet } from '../support/sql-store.ts';
import { describeRoomStore } from './room-store.contract.ts';
import { describeTickets } from './tickets.contract.ts';

const room = freshRoom();
const event = (id: string, atMs = Date.now()): StoryEvent => ({
  id,
  atMs,
  kind: 'INPUT',
  text: id,
  participantId: null,
  gesture: null,
});

function named(name: string, told: readonly StoryEvent[] = []) {
  return (state: RoomState) => ({
    state: { ...state, name, version: state.version + 1 },
    events: told.map((one) => ({ kind: 'STORY_TOLD' as const, event: one })),
  });
}

describe.each(DATABASES)('$kind', ({ kind, isHere, create }) => {
  const databases: TestDatabase[] = [];
  async function fresh(): Promise<TestDatabase> {
    const database = await create();
    databases.push(database);
    return database;
  }
  afterAll(async () => {
    for (const { remove } of databases) await remove();
  });

  describe.skipIf(!isHere)('contracts', () => {
    describeRoomStore(kind, async () => openStore(await fresh()));
    describeTickets(kind, async () => openStore(await fresh()));
  });

  describe.skipIf(!isHere)('over time', () => {
    let at: TestDatabase;
    const opened = new Set<{ stop(): Promise<void> }>();
    const open: typeof openStore = async (...args) => {
      const store = await openStore(...args);
      opened.add(store);
      return store;
    };
    beforeEach(async () => {
      at = await fresh();
    });
    afterEach(async () => {
      for (const store of opened) await store.stop();
      opened.clear();
    });

    /** What a process that comes later finds. */
    async function reopened(store: { stop(): Promise<void> }, options: Parameters<typeof openStore>[1] = {}) {
      opened.delete(store);
      await store.stop();
      return open(at, options);
    }

    it('gives rooms, story, tickets and answered requests to the next process, everybody away since then', async () => {
      const clock = createFakeClock();
      const store = await open(at, { clock });
      const request = { key: 'k', question: 'q', answer: 'a', atMs: clock.nowMs() };
      await store.create(room, [event('e1'), event('e2')], { ticket: { hash: 'h', participantId: 'mira' }, request });
      await store.update(room.code, named('Later', [event('e3')]));
      await clock.advance(5_000);
      const next = await reopened(store, { clock });
      const [state] = await next.list();
      expect(state).toMatchObject({ name: 'Later', version: room.version + 1 + VERSIONS_SKIPPED, desertedSinceMs: clock.nowMs() });
      expect(state?.participants).toEqual([{ ...room.participants[0], presence: 'AWAY', awaySinceMs: clock.nowMs() }]);
      expect((await next.story(room.code, null, 9)).map(({ id }) => id)).toEqual(['e3', 'e2', 'e1']);
      expect(await next.holderOf('h')).toEqual({ code: room.code, participantId: 'mira' });
      expect(await next.answered('k')).toEqual(request);
    });

    it('goes on with the story where it stood', async () => {
      const store = await open(at);
      await store.create(room, [event('e1')]);
      const next = await reopened(store);
      await next.update(room.code, named('A', [event('e2')]));
      await next.update(room.code, named('B', [event('e1')]));
      expect((await next.story(room.code, null, 9)).map(({ id }) => id)).toEqual(['e1', 'e2']);
    });

    it('uses the number of no version twice, however often the process starts', async () => {
      const store = await open(at);
      await store.create(room, []);
      const second = await reopened(store);
      const third = await reopened(second);
      expect((await third.get(room.code))?.version).toBe(room.version + 2 * VERSIONS_SKIPPED);
    });

    it('has nothing of a closed room any more, and gives its code a clean new life', async () => {
      const store = await open(at);
      await store.create(room, [event('e1')], { ticket: { hash: 'h', participantId: 'mira' } });
      const closed = store.update(room.code, (state) => ({
        state: { ...state, isClosed: true, version: 9 },
        events: [{ kind: 'ROOM_CLOSED' }],
      }));
      // Both in one commit.
      const again = store.create({ ...room, name: 'Second' }, [event('f1')], { ticket: { hash: 'i', participantId: 'mira' } });
      expect([(await closed)?.state.isClosed, await again]).toEqual([true, true]);
      const next = await reopened(store);
      expect((await next.list()).map(({ name }) => name)).toEqual(['Second']);
      expect((await next.story(room.code, null, 9)).map(({ id }) => id)).toEqual(['f1']);
      expect([await next.holderOf('h'), await next.holderOf('i')]).toEqual([null, { code: room.code, participantId: 'mira' }]);
      await next.update(room.code, (state) => ({ state: { ...state, isClosed: true }, events: [{ kind: 'ROOM_CLOSED' }] }));
      const last = await reopened(next);
      expect([await last.list(), await last.story(room.code, null, 9), await last.holderOf('i')]).toEqual([[], [], null]);
    });

    it('writes what is written behind within a second, and one commit serves a crowd', async () => {
      const clock = createFakeClock();
      let commits = 0;
      const between = (database: Awaited<ReturnType<typeof openDatabase>>) => ({
        ...database,
        write(run: Parameters<typeof database.write>[0]) {
          commits += 1;
          return database.write(run);
        },
      });
      const store = await open(at, { clock, between });
      await store.create(room, []);
      commits = 0;
      await Promise.all(Array.from({ length: 50 }, () => store.update(room.code, named('x'))));
      expect(commits).toBeLessThanOrEqual(2);
      commits = 0;
      for (let step = 0; step < 20; step++) await store.update(room.code, named(`at ${step}`), { durability: 'WRITE_BEHIND' });
      expect(commits).toBe(0);
      await clock.advance(1_000);
      expect(commits).toBe(1);
      // A later one carries it along.
      await store.update(room.code, named('faders'), { durability: 'WRITE_BEHIND' });
      await store.update(room.code, named('a seat'));
      expect(commits).toBe(2);
      await clock.advance(1_000);
      expect(commits).toBe(2);
    });

    it('keeps at stop what was written behind', async () => {
      const store = await open(at);
      await store.create(room, []);
      await store.update(room.code, named('at the last moment'), { durability: 'WRITE_BEHIND' });
      expect((await (await reopened(store)).get(room.code))?.name).toBe('at the last moment');
    });

    it('lets old rooms, old events, the tail of a long story and old answers go', async () => {
      const clock = createFakeClock();
      const day = 24 * 60 * 60_000;
      const options = { clock, keptMs: 3 * day, storyLimit: 20 };
      const store = await open(at, options);
      const request = { key: 'k', question: 'q', answer: 'a', atMs: clock.nowMs() };
      await store.create(room, [event('old', clock.nowMs() - 4 * day)], { request });
      await store.create({ ...room, code: 'ZZZZZZ' }, []);
      for (let step = 0; step < 50; step++) await store.update(room.code, named('x', [event(`e${step}`, clock.nowMs())]));
      const story = await store.story(room.code, null, 100);
      expect(story[0]?.id).toBe('e49');
      expect(story.length).toBeGreaterThanOrEqual(20);
      expect(story.length).toBeLessThanOrEqual(22);
      await clock.advance(2 * day);
      await store.update(room.code, named('still in use'));
      // The hour's pruning runs beside.
      await expect.poll(() => store.answered('k')).toBeNull();
      await store.stop();
      opened.delete(store);
      await clock.advance(2 * day);
      const next = await open(at, options);
      expect((await next.list()).map(({ code }) => code)).toEqual([room.code]);
      expect(await next.story(room.code, null, 100)).toEqual([]);
    });

    it('lets the story of a closed room go within the hour, and never that of an open one', async () => {
      const clock = createFakeClock();
      let db: Awaited<ReturnType<typeof openDatabase>>['db'] | undefined;
      const between = (database: Awaited<ReturnType<typeof openDatabase>>) => {
        db = database.db;
        return database;
      };
      const store = await open(at, { clock, between });
      await store.create(room, [event('e1', clock.nowMs())]);
      await store.create({ ...room, code: 'ZZZZZZ' }, [event('f1', clock.nowMs())]);
      await store.update(room.code, (state) => ({ state: { ...state, isClosed: true }, events: [{ kind: 'ROOM_CLOSED' }] }));
      expect(await store.story(room.code, null, 9)).toEqual([]);
      await clock.advance(60 * 60_000);
      await expect.poll(() => db?.selectFrom('story_events').select('code').execute()).toEqual([{ code: 'ZZZZZZ' }]);
    });

    it('refuses a second process, and lets the next one in when the first has ended', async () => {
      const store = await open(at);
      await expect(openStore(at)).rejects.toMatchObject({ code: 'UNAVAILABLE', message: expect.stringMatching(/^another Coro uses /) });
      await (await reopened(store)).stop();
      opened.clear();
    });

    it('refuses a database of a newer Coro', async () => {
      await (await openStore(at)).stop();
      const { db, close } = await openDatabase({ ...at, clock: createFakeClock(), log: quiet });
      await db.insertInto('coro_migrations').values({ number: 99, at_ms: 0 }).execute();
      await close();
      await expect(openStore(at)).rejects.toThrow(/was written by a newer Coro \(form 99; this one reads \d+\)/);
    });

    it('refuses a database that has lost a table', async () => {
      await (await openStore(at)).stop();
      const { db, close } = await openDatabase({ ...at, clock: createFakeClock(), log: quiet });
      await db.schema.dropTable('tickets').execute();
      await close();
      await expect(openStore(at)).rejects.toThrow(/has lost its table tickets/);
    });

    it('writes nothing when another process has taken the database over', async () => {
      let db: Awaited<ReturnType<typeof openDatabase>>['db'] | undefined;
      const between = (database: Awaited<ReturnType<typeof openDatabase>>) => {
        db = database.db;
        return database;
      };
      const store = await open(at, { between });
      await store.create(room, []);
      await db?.updateTable('ownership').set({ epoch: 99 }).execute();
      await expect(store.update(room.code, named('x'))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
      expect(await store.trouble()).toMatch(/another Coro has taken .* over\. Restart this one/);
      expect((await store.get(room.code))?.name).toBe(room.name);
    });
  });
});

describe('an SQLite file copied at any moment', () => {
  it('holds whatever was acknowledged until then', async () => {
    const at = await DATABASES[0].create();
    onTestFinished(() => at.remove());
    const store = await openStore(at);
    onTestFinished(() => store.stop());
    await store.create(room, [event('e0')], { ticket: { hash: 'h', participantId: 'mira' } });
    for (let step = 1; step <= 5; step++) {
      const name = `step ${step}`;
      await store.update(room.code, named(name, [event(`e${step}`)]));
      // As a process leaves it that is killed now.
      const dataDir = mkdtempSync(join(tmpdir(), 'coro-test-'));
      cpSync(at.dataDir, dataDir, { recursive: true });
      const survivor = await openStore({ dataDir, databaseUrl: null });
      expect((await survivor.get(room.code))?.name).toBe(name);
      expect((await survivor.story(room.code, null, 9))[0]?.id).toBe(`e${step}`);
      expect(await survivor.holderOf('h')).not.toBeNull();
      await survivor.stop();
    }
  });
});
