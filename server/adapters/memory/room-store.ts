// Rooms in this process's memory: fast, and gone with the process. Keeps what it is given and knows no rule.
import type { Applied, RoomState, StoryEvent } from '../../domain/room-state.ts';
import type { RoomStore } from '../../ports/room-store.ts';

/** So much of a room's story is kept at least; the oldest tenth beyond it is let go, for nobody pages back days. */
const STORY_KEPT = 2_000;

interface Shelf {
  state: RoomState;
  /** By id, oldest first: a `Map` keeps the order in which its keys were set. */
  readonly story: Map<string, StoryEvent>;
}

export function createMemoryRoomStore(): RoomStore {
  const open = new Map<string, Shelf>();

  function append(story: Map<string, StoryEvent>, event: StoryEvent): void {
    story.delete(event.id);
    story.set(event.id, event);
    if (story.size <= STORY_KEPT * 1.1) return;
    for (const id of story.keys()) {
      if (story.size <= STORY_KEPT) return;
      story.delete(id);
    }
  }

  function write(shelf: Shelf, { state, events }: Applied): void {
    shelf.state = state;
    for (const event of events) if (event.kind === 'STORY_TOLD') append(shelf.story, event.event);
    if (state.isClosed) open.delete(state.code);
  }

  return {
    async create(state, story) {
      if (open.has(state.code)) return false;
      open.set(state.code, { state, story: new Map(story.map((event) => [event.id, event])) });
      return true;
    },

    async get(code) {
      return open.get(code)?.state ?? null;
    },

    // One process and a synchronous transition: nothing can come between reading and writing, so it runs exactly once.
    async update(code, transition) {
      const shelf = open.get(code);
      if (shelf === undefined) return null;
      const applied = transition(shelf.state);
      if (applied.state !== shelf.state) write(shelf, applied);
      return applied;
    },

    async list() {
      return [...open.values()].map(({ state }) => state);
    },

    async story(code, before, limit) {
      const events = [...(open.get(code)?.story.values() ?? [])];
      const end = before === null ? events.length : events.findIndex(({ id }) => id === before);
      return events.slice(Math.max(0, end - limit), Math.max(0, end)).reverse();
    },
  };
}
