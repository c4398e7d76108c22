// What a store does when its database fails it: a full or read-only disk, a commit of which nobody knows whether it came through, a
// PostgreSQL that is gone or stands still, and files that are not what they should be.
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import Libsql from 'libsql';
import { afterEach, describe, expect, it } from 'vitest';
import type { Database } from '../../server/adapters/sql/database.ts';
import type { SqlRoomStore } from '../../server/adapters/sql/room-store.ts';
import { createSystemClock } from '../../server/adapters/system/clock.ts';
import type { RoomEvent, RoomState, StoryEvent } from '../../server/domain/room-state.ts';
import { DATABASES, hasPostgres, postgresDatabase, sqliteDatabase, type TestDatabase } from '../support/databases.ts';
import { freshRoom, seededInteger } from '../support/seeded-room.ts';
import { type OpenOptions, openStore, quiet } from '../support/sql-store.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';

const room = freshRoom();

/** Closed and removed after each test, in the order in which they were made. */
const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});
async function fresh(create: () => Promise<TestDatabase>): Promise<TestDatabase> {
  const at = await create();
  cleanUps.push(at.remove);
  return at;
}
async function open(at: Pick<TestDatabase, 'dataDir' | 'databaseUrl'>, options?: OpenOptions): Promise<SqlRoomStore> {
  const store = await openStore(at, options);
  let stopped: Promise<void> | null = null;
  const stop = () => {
    stopped ??= store.stop();
    return stopped;
  };
  cleanUps.push(stop);
  return { ...store, stop };
}

function event(id: string): StoryEvent {
  return { id, atMs: Date.now(), kind: 'INPUT', text: id, participantId: null, gesture: null };
}
function named(name: string, ...more: readonly RoomEvent[]) {
  const told: RoomEvent = { kind: 'STORY_TOLD', event: event(name) };
  return (state: RoomState) => ({ state: { ...state, name, version: state.version + 1 }, events: [told, ...more] });
}

describe('an SQLite file that cannot be written', () => {
  it.each([
    ['a full disk', 'max_page_count = 1', 'max_page_count = 1000000', /full/],
    ['a disk that is read-only', 'query_only = 1', 'query_only = 0', /readonly/],
  ])('refuses what people ask for on %s, plays on, and comes back by itself', async (_name, breaks, mends, reason) => {
    const at = await fresh(async () => sqliteDatabase());
    let db: Database['db'] | undefined;
    const lines: string[] = [];
    const log = {
      ...quiet,
      error: (...line: unknown[]) => void lines.push(String(line[1])),
      info: (line: string) => void lines.push(line),
    };
    const store = await open(at, {
      log: log as OpenOptions['log'] & object,
      between(database) {
        db = database.db;
        return database;
      },
    });
    const pragma = (text: string) => db && sql.raw(`PRAGMA ${text}`).execute(db);
    await store.create(room, [event('e0')]);
    const before = await store.get(room.code);
    await pragma(breaks);

    // Large, or it would find room on a page that is there already.
    const long = 'x'.repeat(50_000);
    await store.update(room.code, named('fader'), { durability: 'WRITE_BEHIND' });
    const ticket = { hash: 'h', participantId: 'suna' };
    const request = { key: 'k', question: 'q', answer: 'a', atMs: 1 };
    for (const _attempt of [1, 2, 3]) {
      await expect(store.update(room.code, named(long), { ticket, request })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    }
    await expect(store.create({ ...room, code: 'ZZZZZZ', name: long }, [])).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    const during = await store.get(room.code);
    expect(during).toMatchObject({ ...before, name: 'fader', version: during?.version });
    expect(during?.version).toBeGreaterThan((before?.version ?? 0) + 3);
    expect(await store.list()).toHaveLength(1);
    expect([await store.holderOf('h'), await store.answered('k')]).toEqual([null, null]);
    expect(await store.trouble()).toMatch(reason);
    await store.update(room.code, named('fader again'), { durability: 'WRITE_BEHIND' });
    expect((await store.get(room.code))?.name).toBe('fader again');

    await pragma(mends);
    await expect.poll(() => store.trouble(), { timeout: 5_000 }).toBeNull();
    // Said once, however often it was tried.
    expect(lines.map((line) => line.replace(/^.*coro\.db /, ''))).toEqual([
      'cannot be written; rooms play on, and what people ask for is refused',
      'can be written again',
    ]);
    await store.stop();
    const next = await open(at);
    expect(await next.get(room.code)).toMatchObject({ name: 'fader again' });
    expect((await next.story(room.code, null, 9)).map(({ id }) => id)).toEqual(['fader again', 'fader', 'e0']);
  });

  it('takes back all that was built on what could not be kept, and nothing else', async () => {
    const at = await fresh(async () => sqliteDatabase());
    let isBroken = false;
    const store = await open(at, {
      between: (database) => ({ ...database, write: (run) => (isBroken ? Promise.reject(new Error('broken')) : database.write(run)) }),
    });
    await store.create(room, []);
    await store.create({ ...room, code: 'ZZZZZZ' }, []);
    isBroken = true;
    const told: string[] = [];
    const update = (name: string, durability?: 'WRITE_BEHIND') =>
      store.update(room.code, named(name), durability && { durability }).then(
        () => told.push(name),
        () => told.push(`not ${name}`),
      );
    await Promise.all([update('a', 'WRITE_BEHIND'), update('b'), update('c', 'WRITE_BEHIND'), update('d')]);
    expect(told).toEqual(['a', 'not b', 'not c', 'not d']);
    expect((await store.get(room.code))?.name).toBe('a');
    isBroken = false;
    await update('e');
    await store.stop();
    const next = await open(at);
    expect((await next.story(room.code, null, 9)).map(({ id }) => id)).toEqual(['e', 'a']);
  });
});

describe.each(DATABASES)('commits over $kind of which nobody knows whether they came through', ({ isHere, create }) => {
  it.skipIf(!isHere).each([1, 2, 3, 4])(
    'leave what was acknowledged and nothing of what was refused, walk %i',
    { timeout: 60_000 },
    async (seed) => {
      const at = await fresh(create);
      const integer = seededInteger(seed);
      /** Before, after, or not at all. */
      const between = (database: Database): Database => ({
        ...database,
        async write(run) {
          const fate = integer(4);
          if (fate === 0) throw new Error('did not come through');
          await database.write(run);
          if (fate === 1) throw new Error('came through, and nobody heard of it');
        },
      });
      const store = await open(at, { between });
      const codes = ['AAAAAA', 'BBBBBB'] as const;
      interface Known {
        name: string;
        tickets: Set<string>;
        story: string[];
      }
      const known = new Map<string, Known>();
      const refused: string[] = [];
      const requests: string[] = [];

      async function step(index: number): Promise<void> {
        const code = codes[integer(2)] ?? codes[0];
        const name = `step ${index}`;
        const request = { key: name, question: 'q', answer: 'a', atMs: Date.now() };
        const here = known.get(code);
        const isDone = async (change: Promise<unknown>) => {
          const outcome = await change.catch((error) => error);
          if (outcome instanceof Error) expect(outcome).toMatchObject({ code: 'UNAVAILABLE' });
          return !(outcome instanceof Error);
        };
        if (here === undefined) {
          const ticket = { hash: name, participantId: name };
          const isOpen = await isDone(store.create({ ...room, code, name }, [event(name)], { ticket, request }));
          if (isOpen) known.set(code, { name, tickets: new Set([name]), story: [name] });
          (isOpen ? requests : refused).push(name);
          return;
        }
        const kind = integer(10);
        if (kind === 0) {
          const closed = store.update(code, (state) => ({ state: { ...state, isClosed: true }, events: [{ kind: 'ROOM_CLOSED' }] }));
          if (await isDone(closed)) known.delete(code);
        } else if (kind < 4) {
          const [leaving] = here.tickets;
          const left = leaving === undefined ? [] : [{ kind: 'PARTICIPANT_LEFT' as const, participantId: leaving, forGood: true }];
          if (!(await isDone(store.update(code, named(name, ...left))))) return;
          if (leaving !== undefined) here.tickets.delete(leaving);
          Object.assign(here, { name, story: [name, ...here.story] });
        } else {
          const isKept = await isDone(store.update(code, named(name), { ticket: { hash: name, participantId: name }, request }));
          (isKept ? requests : refused).push(name);
          if (!isKept) return;
          here.tickets.add(name);
          Object.assign(here, { name, story: [name, ...here.story] });
        }
      }
      for (let index = 0; index < 80; index++) await step(index);
      // The last word is one that came through, as it is when the database is well again.
      await expect.poll(() => store.trouble(), { timeout: 30_000, interval: 100 }).toBeNull();
      await store.stop();

      const next = await open(at);
      expect((await next.list()).map(({ code, name }) => [code, name]).sort()).toEqual(
        [...known].map(([code, { name }]) => [code, name]).sort(),
      );
      for (const [code, { tickets, story }] of known) {
        expect((await next.story(code, null, 200)).map(({ id }) => id)).toEqual(story);
        for (const hash of tickets) expect(await next.holderOf(hash)).toEqual({ code, participantId: hash });
      }
      for (const name of refused) expect([name, await next.holderOf(name), await next.answered(name)]).toEqual([name, null, null]);
      for (const name of requests) expect(await next.answered(name)).not.toBeNull();
      expect(refused.length).toBeGreaterThan(5);
      expect(requests.length).toBeGreaterThan(5);
    },
  );
});

describe.skipIf(!hasPostgres)('a PostgreSQL that goes away', () => {
  async function behindProxy() {
    const at = await fresh(postgresDatabase);
    const url = new URL(at.databaseUrl ?? '');
    const proxy = await startTcpProxy(Number(url.port || 5432));
    cleanUps.push(() => proxy.close());
    url.host = `127.0.0.1:${proxy.port}`;
    const store = await open({ dataDir: ':memory:', databaseUrl: url.href });
    await store.create(room, []);
    return { store, proxy };
  }
  const lasted = async (call: () => Promise<unknown>) => {
    const beganAtMs = performance.now();
    const outcome = await call().then(
      () => 'kept',
      (error) => error.code,
    );
    return { outcome, ms: performance.now() - beganAtMs };
  };

  it('and is back at once costs nobody anything: the commit under way is tried again', async () => {
    const { store, proxy } = await behindProxy();
    for (let round = 0; round < 3; round++) {
      const updated = store.update(room.code, named(`round ${round}`));
      proxy.cut();
      expect((await updated)?.state.name).toBe(`round ${round}`);
    }
    expect(await store.trouble()).toBeNull();
  });

  it('and stays away has everything refused within five seconds, until it is back', { timeout: 60_000 }, async () => {
    const { store, proxy } = await behindProxy();
    proxy.refuse(true);
    proxy.cut();
    const { outcome, ms } = await lasted(() => store.update(room.code, named('in vain')));
    expect([outcome, ms < 5_000]).toEqual(['UNAVAILABLE', true]);
    expect((await store.get(room.code))?.name).toBe(room.name);
    expect(await store.trouble()).toMatch(/cannot be written/);
    await expect(store.story(room.code, null, 5)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    proxy.refuse(false);
    await expect.poll(() => store.trouble(), { timeout: 10_000 }).toBeNull();
    expect((await store.update(room.code, named('again')))?.state.name).toBe('again');
    expect((await store.story(room.code, null, 5)).map(({ id }) => id)).toEqual(['again']);
  });

  it('and stands still, too, also for those who come meanwhile', { timeout: 60_000 }, async () => {
    const { store, proxy } = await behindProxy();
    proxy.stall(8_000);
    const first = lasted(() => store.update(room.code, named('in vain')));
    await new Promise<void>((resolve) => createSystemClock().after(1_000, resolve));
    const second = lasted(() => store.update(room.code, named('in vain, too')));
    for (const { outcome, ms } of await Promise.all([first, second])) expect([outcome, ms < 5_000]).toEqual(['UNAVAILABLE', true]);
    await expect.poll(() => store.trouble(), { timeout: 20_000 }).toBeNull();
    expect((await store.update(room.code, named('again')))?.state.name).toBe('again');
    expect((await store.story(room.code, null, 5)).map(({ id }) => id)).toEqual(['again']);
  });
});

describe('files that are not what they should be', () => {
  /** A folder as a killed server leaves it: the log holds what the main file has not. */
  async function folder() {
    const at = await fresh(async () => sqliteDatabase());
    const store = await openStore(at);
    await store.create({ ...room, name: 'x'.repeat(30_000) }, [event('e0')]);
    const copy = join(at.dataDir, 'copy');
    mkdirSync(copy);
    for (const file of ['coro.db', 'coro.db-wal']) copyFileSync(join(at.dataDir, file), join(copy, file));
    await store.stop();
    return { dataDir: copy, path: join(copy, 'coro.db'), whole: join(at.dataDir, 'coro.db') };
  }

  it.each<[string, (at: { path: string; whole: string }) => void, RegExp]>([
    ['empty', ({ path }) => writeFileSync(path, ''), /is no SQLite database, or a torn one\. Restore a copy as .*coro\.db/],
    ['torn in its first page', ({ path }) => truncateSync(path, 10), /is no SQLite database, or a torn one/],
    ['something else', ({ path }) => writeFileSync(path, 'Dear diary, today we played until four.'), /is no SQLite database/],
    [
      'torn in the middle',
      ({ path, whole }) => {
        rmSync(`${path}-wal`);
        copyFileSync(whole, path);
        truncateSync(path, 20_480);
      },
      /is damaged \(.*\)\. Restore a copy as/,
    ],
    [
      'overwritten in the middle',
      ({ path, whole }) => {
        rmSync(`${path}-wal`);
        const bytes = readFileSync(whole);
        bytes.fill(0x5a, 4_096, 20_480);
        writeFileSync(path, bytes);
      },
      /is damaged/,
    ],
    ['gone, with its log still there', ({ path }) => rmSync(path), /is missing, but its log .*coro\.db-wal is there/],
    [
      'of another program',
      ({ path }) => {
        for (const file of [path, `${path}-wal`]) rmSync(file);
        const other = new Libsql(path);
        other.exec('CREATE TABLE recipes (name text); PRAGMA user_version = 3');
        other.close();
      },
      /is a database of another program/,
    ],
  ])('%s: refused with the file’s name and what to do, and left as it is', async (_name, damage, sentence) => {
    const { dataDir, path, whole } = await folder();
    damage({ path, whole });
    const before = existsSync(path) ? readFileSync(path) : null;
    const refusal = await openStore({ dataDir, databaseUrl: null }).catch((error: Error) => error);
    expect(refusal).toMatchObject({ code: 'UNAVAILABLE', message: expect.stringMatching(sentence) });
    expect((refusal as Error).message).toContain(path);
    expect(existsSync(path) ? readFileSync(path) : null).toEqual(before);
    // Nothing stays locked by the attempt.
    await expect(openStore({ dataDir, databaseUrl: null })).rejects.toThrow(sentence);
  });

  it('whole, with a log: nothing is missing', async () => {
    const { dataDir } = await folder();
    const store = await open({ dataDir, databaseUrl: null });
    expect((await store.get(room.code))?.name).toHaveLength(30_000);
  });

  it('a folder that cannot be: refused with its name', async () => {
    const at = await fresh(async () => sqliteDatabase());
    writeFileSync(join(at.dataDir, 'file'), '');
    await expect(openStore({ dataDir: join(at.dataDir, 'file', 'data'), databaseUrl: null })).rejects.toThrow(
      /^the folder .*file\/data cannot be written \(.*\)\. Set DATA_DIR to one that can$/,
    );
  });
});
