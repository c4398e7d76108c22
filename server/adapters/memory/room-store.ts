// Rooms in this process's memory: fast, and gone with the process. Keeps what it is given and knows no rule.
import type { Applied, RoomState, StoryEvent } from '../../domain/room-state.ts';
import { type AnsweredRequest, type Enclosure, REQUEST_KEPT_MS, type RoomStore } from '../../ports/room-store.ts';
import type { TicketHolder } from '../../ports/tickets.ts';

/** So much of a room's story is kept at least; the oldest tenth beyond it is let go, for nobody pages back days. */
const STORY_KEPT = 2_000;

interface Shelf {
  state: RoomState;
  /** By id, oldest first: a `Map` keeps the order in which its keys were set. */
  readonly story: Map<string, StoryEvent>;
  /** Hashes of tickets by participant, so that a room with a thousand listeners loses one of them without a search. */
  readonly tickets: Map<string, string>;
}

export function createMemoryRoomStore(): RoomStore {
  const open = new Map<string, Shelf>();
  const holders = new Map<string, TicketHolder>();
  /** Oldest first. */
  const requests = new Map<string, AnsweredRequest>();

  function append(story: Map<string, StoryEvent>, event: StoryEvent): void {
    story.delete(event.id);
    story.set(event.id, event);
    if (story.size <= STORY_KEPT * 1.1) return;
    for (const id of story.keys()) {
      if (story.size <= STORY_KEPT) return;
      story.delete(id);
    }
  }

  function revoke(shelf: Shelf, participantId: string): void {
    holders.delete(shelf.tickets.get(participantId) ?? '');
    shelf.tickets.delete(participantId);
  }

  function remember(request: AnsweredRequest): void {
    for (const [key, { atMs }] of requests) {
      if (atMs > request.atMs - REQUEST_KEPT_MS) break;
      requests.delete(key);
    }
    requests.delete(request.key);
    requests.set(request.key, request);
  }

  function enclose(shelf: Shelf, { ticket, request }: Enclosure): void {
    if (ticket) {
      shelf.tickets.set(ticket.participantId, ticket.hash);
      holders.set(ticket.hash, { code: shelf.state.code, participantId: ticket.participantId });
    }
    if (request) remember(request);
  }

  function write(shelf: Shelf, { state, events }: Applied): void {
    shelf.state = state;
    for (const event of events) {
      if (event.kind === 'STORY_TOLD') append(shelf.story, event.event);
      if (event.kind === 'PARTICIPANT_LEFT' && event.forGood) revoke(shelf, event.participantId);
    }
    if (!state.isClosed) return;
    open.delete(state.code);
    for (const participantId of [...shelf.tickets.keys()]) revoke(shelf, participantId);
  }

  return {
    async create(state, story, enclosure = {}) {
      if (open.has(state.code)) return false;
      const shelf = { state, story: new Map(story.map((event) => [event.id, event])), tickets: new Map() };
      open.set(state.code, shelf);
      enclose(shelf, enclosure);
      return true;
    },

    async get(code) {
      return open.get(code)?.state ?? null;
    },

    // One process and a synchronous transition: nothing can come between reading and writing, so it runs exactly once.
    async update(code, transition, options = {}) {
      const shelf = open.get(code);
      if (shelf === undefined) return null;
      const applied = transition(shelf.state);
      if (applied.state === shelf.state) return applied;
      enclose(shelf, options);
      write(shelf, applied);
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

    async holderOf(ticketHash) {
      return holders.get(ticketHash) ?? null;
    },

    async answered(key) {
      return requests.get(key) ?? null;
    },
  };
}
