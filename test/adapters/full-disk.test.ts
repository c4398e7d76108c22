// A disk that is really full: what people ask for is refused and undone, the rest plays on, the warning comes before, and with room
// again all is well by itself. The verdict comes from the store that is opened afterwards.
import { afterAll, describe, expect, it } from 'vitest';
import { createSystemClock } from '../../server/adapters/system/clock.ts';
import { watchDisk } from '../../server/adapters/system/disk.ts';
import type { RoomState } from '../../server/domain/room-state.ts';
import { createFakeClock, settled } from '../support/fake-clock.ts';
import { freshRoom } from '../support/seeded-room.ts';
import { mountSmallDisk } from '../support/small-disk.ts';
import { openStore } from '../support/sql-store.ts';

const disk = mountSmallDisk(4);
afterAll(() => disk?.remove());
const room = freshRoom();

function named(name: string) {
  return (state: RoomState) => ({ state: { ...state, name, version: state.version + 1 }, events: [] });
}

describe('the disk', () => {
  it('is as full as df says, of whatever folder', async () => {
    const watch = watchDisk({ folder: '.', clock: createSystemClock(), log: { warn() {}, info() {} } });
    const used = await watch.used();
    watch.stop();
    expect(used).toBeGreaterThan(0);
    expect(used).toBeLessThanOrEqual(1);
  });

  it('is looked at once a minute, and not after the end, not even when a look was under way', async () => {
    const clock = createFakeClock();
    const log = { warn() {}, info() {} };
    const watch = watchDisk({ folder: '.', clock, log });
    await expect.poll(() => clock.pending()).toBe(1);
    watch.stop();
    expect(clock.pending()).toBe(0);
    const hurried = watchDisk({ folder: '.', clock, log });
    hurried.stop();
    await hurried.used();
    await settled();
    expect(clock.pending()).toBe(0);
  });

  // Whoever may not mount anything has the other ways to fail in sql-failures.test.ts.
  if (disk !== null) {
    it('warns once before it is full, and once when it has room again', async () => {
      const lines: string[] = [];
      const say = (_fields: unknown, line?: string) => void lines.push(String(line).replace(disk.folder, 'here'));
      const clock = createFakeClock();
      const watch = watchDisk({ folder: disk.folder, clock, log: { warn: say, info: say } as never });
      expect(await watch.warning()).toBeNull();
      disk.fill();
      expect(await watch.warning()).toBe('100 % full');
      expect(await watch.warning()).toBe('100 % full');
      disk.free();
      expect(await watch.warning()).toBeNull();
      watch.stop();
      expect(lines).toEqual(['the disk of here is 100 % full: make room before nothing can be kept', 'the disk of here has room again']);
    });

    it('refuses what people ask for when it is full, plays on, and keeps all of it when it has room again', async () => {
      const at = { dataDir: disk.folder, databaseUrl: null };
      const store = await openStore(at);
      await store.create(room, []);
      await store.update(room.code, named('before'));
      disk.fill();
      // Large, or it would find room on a page that is there already.
      await expect(store.update(room.code, named('x'.repeat(500_000)))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
      expect((await store.get(room.code))?.name).toBe('before');
      expect(await store.trouble()).toMatch(/full|disk I\/O/);
      await store.update(room.code, named('a fader'), { durability: 'WRITE_BEHIND' });
      expect((await store.get(room.code))?.name).toBe('a fader');

      disk.free();
      await expect.poll(() => store.trouble(), { timeout: 5_000 }).toBeNull();
      await store.update(room.code, (state) => ({ state: { ...state, locked: true, version: state.version + 1 }, events: [] }));
      await store.stop();
      const next = await openStore(at);
      expect(await next.get(room.code)).toMatchObject({ name: 'a fader', locked: true });
      await next.stop();
    });
  } else if (process.env.CORO_REQUIRE_SERVICES !== '1') {
    it.skip('that is really full: nobody may mount a small one here', () => {});
  }
});
