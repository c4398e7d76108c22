// The room store in memory, against the contract of all room stores.
import { describe, expect, it } from 'vitest';
import { createMemoryRoomStore } from '../../server/adapters/memory/room-store.ts';
import { freshRoom } from '../support/seeded-room.ts';
import { describeRoomStore } from './room-store.contract.ts';
import { describeTickets } from './tickets.contract.ts';

describeRoomStore('memory', createMemoryRoomStore);
describeTickets('memory', createMemoryRoomStore);

describe('the story in memory', () => {
  it('lets its oldest events go before it fills the machine', async () => {
    const store = createMemoryRoomStore();
    const room = freshRoom();
    await store.create(room, []);
    for (let index = 0; index < 5_000; index++) {
      const event = { id: `e${index}`, atMs: index, kind: 'INPUT', text: 'x', participantId: null, gesture: null };
      await store.update(room.code, (state) => ({
        state: { ...state, version: state.version + 1 },
        events: [{ kind: 'STORY_TOLD', event }],
      }));
    }
    const story = await store.story(room.code, null, 100_000);
    expect(story.length).toBeLessThanOrEqual(2_200);
    expect(story.length).toBeGreaterThanOrEqual(2_000);
    expect(story[0]?.id).toBe('e4999');
  });
});
