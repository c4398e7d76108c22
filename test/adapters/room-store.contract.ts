// What every room store has to do, whatever stands behind it. Run by a test file for each implementation.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Applied, RoomState, StoryEvent } from '../../server/domain/room-state.ts';
import { CoroError } from '../../server/errors.ts';
import type { RoomStore } from '../../server/ports/room-store.ts';
import { freshRoom } from '../support/seeded-room.ts';

function event(id: string, text = id): StoryEvent {
  return { id, atMs: 1, kind: 'INPUT', text, participantId: null, gesture: null };
}

function told(state: RoomState, ...events: readonly StoryEvent[]): Applied {
  const story = events.map((one) => ({ kind: 'STORY_TOLD' as const, event: one }));
  return { state: { ...state, version: state.version + 1 }, events: story };
}

const bumped = (state: RoomState): Applied => told(state);

/** A store that may want to be closed. */
export type ClosableStore = RoomStore & { stop?(): Promise<void> };

export function describeRoomStore(name: string, createStore: () => ClosableStore | Promise<ClosableStore>): void {
  describe(`${name} as a room store`, () => {
    let store: ClosableStore;
    const room = freshRoom();
    const ids = async (before: string | null, limit: number) => (await store.story(room.code, before, limit)).map(({ id }) => id);
    beforeEach(async () => {
      store = await createStore();
      await store.create(room, [event('e0')]);
    });
    afterEach(() => store.stop?.());

    it('gives back what was created', async () => {
      expect(await store.get(room.code)).toEqual(room);
      expect(await store.get('ZZZZZZ')).toBeNull();
    });

    it('refuses a code that an open room has, and leaves that room alone', async () => {
      expect(await store.create({ ...room, name: 'Another' }, [])).toBe(false);
      expect((await store.get(room.code))?.name).toBe(room.name);
      expect(await store.create({ ...room, code: 'ZZZZZZ' }, [])).toBe(true);
    });

    it('writes what a transition makes of the newest state', async () => {
      const applied = await store.update(room.code, (state) => bumped({ ...state, name: 'New' }));
      expect(applied?.state).toMatchObject({ name: 'New', version: room.version + 1 });
      expect(await store.get(room.code)).toEqual(applied?.state);
    });

    it('knows no room by an unknown code, and then runs nothing', async () => {
      let runs = 0;
      const update = store.update('ZZZZZZ', (state) => {
        runs += 1;
        return bumped(state);
      });
      expect([await update, runs]).toEqual([null, 0]);
    });

    it('loses no update of many at the same time', async () => {
      await Promise.all(Array.from({ length: 50 }, () => store.update(room.code, bumped)));
      expect((await store.get(room.code))?.version).toBe(room.version + 50);
    });

    it('changes nothing when a transition throws, and lets the error through', async () => {
      const refusal = store.update(room.code, () => {
        throw new CoroError('FORBIDDEN', 'no');
      });
      await expect(refusal).rejects.toMatchObject({ code: 'FORBIDDEN' });
      expect(await store.get(room.code)).toEqual(room);
    });

    it('writes nothing when a transition returns the state it was given', async () => {
      const applied = await store.update(room.code, (state) => ({ state, events: [{ kind: 'STORY_TOLD', event: event('ghost') }] }));
      expect(applied?.state).toEqual(room);
      expect(await ids(null, 10)).toEqual(['e0']);
    });

    it('lists the open rooms, and a closed one no more', async () => {
      await store.create({ ...room, code: 'ZZZZZZ' }, []);
      expect((await store.list()).map(({ code }) => code).sort()).toEqual([room.code, 'ZZZZZZ'].sort());
      await store.update('ZZZZZZ', (state) => bumped({ ...state, isClosed: true }));
      expect((await store.list()).map(({ code }) => code)).toEqual([room.code]);
      expect(await store.get('ZZZZZZ')).toBeNull();
      expect(await store.update('ZZZZZZ', bumped)).toBeNull();
      expect(await store.create({ ...room, code: 'ZZZZZZ' }, [])).toBe(true);
    });

    it('pages through the story, newest first', async () => {
      for (let index = 1; index < 6; index++) await store.update(room.code, (state) => told(state, event(`e${index}`)));
      expect(await ids(null, 3)).toEqual(['e5', 'e4', 'e3']);
      expect(await ids('e3', 2)).toEqual(['e2', 'e1']);
      expect(await ids('e1', 5)).toEqual(['e0']);
      expect(await ids('e0', 5)).toEqual([]);
    });

    it('keeps the order of events told together', async () => {
      await store.update(room.code, (state) => told(state, event('a'), event('b')));
      expect(await ids(null, 3)).toEqual(['b', 'a', 'e0']);
    });

    it('replaces an event that is told again, and takes it for the newest', async () => {
      await store.update(room.code, (state) => told(state, event('move', 'to 100')));
      await store.update(room.code, (state) => told(state, event('other')));
      await store.update(room.code, (state) => told(state, event('move', 'to 150')));
      expect((await store.story(room.code, null, 9)).map(({ text }) => text)).toEqual(['to 150', 'other', 'e0']);
    });

    it('has no story for unknown rooms and events', async () => {
      expect(await store.story('ZZZZZZ', null, 5)).toEqual([]);
      expect(await ids('nothing', 5)).toEqual([]);
    });

    it('shows what is written behind at once, and in order with what is kept', async () => {
      const versions: number[] = [];
      const update = async (durability: 'KEPT' | 'WRITE_BEHIND') => {
        const applied = await store.update(room.code, bumped, { durability });
        versions.push(applied?.state.version ?? 0);
      };
      await update('WRITE_BEHIND');
      expect((await store.get(room.code))?.version).toBe(room.version + 1);
      await Promise.all([update('KEPT'), update('WRITE_BEHIND'), update('KEPT'), update('WRITE_BEHIND')]);
      expect(versions).toEqual([1, 2, 3, 4, 5].map((step) => room.version + step));
    });

    it('remembers the answer to a request with the write that it came from, and not without', async () => {
      const request = { key: 'k', question: 'q', answer: 'a', atMs: 1_700_000_000_000 };
      expect(await store.answered('k')).toBeNull();
      await store.update(room.code, bumped, { request });
      expect(await store.answered('k')).toEqual(request);
      await store.create({ ...room, code: 'ZZZZZZ' }, [], { request: { ...request, key: 'l' } });
      expect(await store.answered('l')).toEqual({ ...request, key: 'l' });
      await store.create(room, [], { request: { ...request, key: 'never' } });
      const refusal = store.update(
        room.code,
        () => {
          throw new CoroError('FORBIDDEN', 'no');
        },
        { request: { ...request, key: 'never' } },
      );
      await expect(refusal).rejects.toMatchObject({ code: 'FORBIDDEN' });
      expect(await store.answered('never')).toBeNull();
    });
  });
}
