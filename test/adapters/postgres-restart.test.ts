// A real PostgreSQL that is not there, or crashes and restarts under load: nothing that was acknowledged is lost, what could not be kept was refused, and the
// store comes back by itself. The verdict comes from the store that is opened afterwards.
import { afterAll, describe, expect, it } from 'vitest';
import type { RoomState, StoryEvent } from '../../server/domain/room-state.ts';
import { createPostgresCluster } from '../support/postgres-cluster.ts';
import { freshRoom } from '../support/seeded-room.ts';
import { openStore } from '../support/sql-store.ts';

const cluster = await createPostgresCluster();
afterAll(() => cluster?.remove());
const room = freshRoom();

function told(id: string) {
  const event: StoryEvent = { id, atMs: Date.now(), kind: 'INPUT', text: id, participantId: null, gesture: null };
  return (state: RoomState) => ({
    state: { ...state, name: id, version: state.version + 1 },
    events: [{ kind: 'STORY_TOLD' as const, event }],
  });
}

describe('a PostgreSQL', () => {
  it('that is not there at the start is refused with its address, without name and password', async () => {
    const refusal = openStore({ dataDir: ':memory:', databaseUrl: `postgres://coro:${'hunter2'}@127.0.0.1:9/coro` });
    await expect(refusal).rejects.toThrow(/^PostgreSQL at 127\.0\.0\.1:9\/coro cannot be used \(.*ECONNREFUSED.*\)\. Look at DATABASE_URL/);
  });

  // Without its programs there is the proxy in sql-failures.test.ts, which cuts and stalls the one that runs here.
  if (cluster === null) {
    if (process.env.CORO_REQUIRE_SERVICES !== '1') it.skip('that restarts under load: its programs are not here, or do not run', () => {});
    return;
  }
  it.each(['fast', 'immediate'] as const)('that restarts under load (%s) has lost nothing that was acknowledged', async (mode) => {
    const at = { dataDir: ':memory:', databaseUrl: cluster.url };
    const code = mode === 'fast' ? 'AAAAAA' : 'BBBBBB';
    const store = await openStore(at);
    await store.create({ ...room, code }, []);
    const kept: string[] = [];
    const refused: unknown[] = [];
    let isOver = false;
    const load = (async () => {
      for (let number = 0; !isOver; number++) {
        await store.update(code, told(`${mode} ${number}`)).then(
          () => kept.push(`${mode} ${number}`),
          (error) => refused.push((error as { code?: unknown }).code),
        );
      }
    })();
    await expect.poll(() => kept.length).toBeGreaterThan(20);
    cluster.stop(mode);
    await expect.poll(() => refused.length, { timeout: 10_000 }).toBeGreaterThan(0);
    expect(await store.trouble()).toMatch(/^cannot be written/);
    const before = kept.length;
    cluster.start();
    await expect.poll(() => kept.length, { timeout: 15_000 }).toBeGreaterThan(before + 20);
    isOver = true;
    await load;
    expect(await store.trouble()).toBeNull();
    expect(new Set(refused)).toEqual(new Set(['UNAVAILABLE']));
    await store.stop();

    const next = await openStore(at);
    const story = (await next.story(code, null, 100_000)).map(({ id }) => id);
    await next.stop();
    const lost = kept.filter((id) => !story.includes(id));
    expect(lost).toEqual([]);
    // And nothing that was refused has happened all the same.
    expect(story.filter((id) => !kept.includes(id))).toEqual([]);
  });
});
