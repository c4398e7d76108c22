// Where rooms are kept. The domain decides, the store retries: a transition is pure and may run more than once.
import type { Applied, RoomState, StoryEvent } from '../domain/room-state.ts';
import type { TicketHolder } from './tickets.ts';

/**
 * When an update resolves. KEPT: nothing short of a lost disk can undo it. WRITE_BEHIND: at once; it is kept within a second, or with
 * the next KEPT update of the same room, whichever comes first.
 */
export type Durability = 'KEPT' | 'WRITE_BEHIND';

/** An answer is given again for so long to who asks the same with the same id. */
export const REQUEST_KEPT_MS = 24 * 60 * 60_000;

/** A request that was answered, to answer it alike when it is repeated. All three texts are sealed: they tell a reader nothing. */
export interface AnsweredRequest {
  readonly key: string;
  readonly question: string;
  readonly answer: string;
  readonly atMs: number;
}

/** What goes with a write: it is kept if the write is, and not otherwise. */
export interface Enclosure {
  /** Of somebody who is in the room from this write on. */
  readonly ticket?: { readonly hash: string; readonly participantId: string };
  readonly request?: AnsweredRequest;
}

export interface UpdateOptions extends Enclosure {
  /** Absent: KEPT. */
  readonly durability?: Durability;
}

/** Every function that writes rejects with UNAVAILABLE when nothing can be kept; the room is then what it was before. */
export interface RoomStore {
  /** False when the code is taken by an open room. */
  create(state: RoomState, story: readonly StoryEvent[], enclosure?: Enclosure): Promise<boolean>;
  /** `null`: no open room has this code. */
  get(code: string): Promise<RoomState | null>;
  /**
   * Runs a synchronous pure transition under compare-and-set; `null` when there is no such room. Errors of the transition pass through
   * and nothing changes. With the same write, `STORY_TOLD` events are appended to the story (one whose id is already there replaces it
   * and becomes the newest), the tickets of whoever left for good end, and a closed room is taken off the open ones with all its
   * tickets. Updates of one room resolve in the order of their versions. A transition that returns the very state it was given writes
   * nothing.
   */
  update(code: string, transition: (state: RoomState) => Applied, options?: UpdateOptions): Promise<Applied | null>;
  /** All open rooms. */
  list(): Promise<readonly RoomState[]>;
  /** Newest first, older than the event `before` (or from the newest), at most `limit`. */
  story(code: string, before: string | null, limit: number): Promise<readonly StoryEvent[]>;
  /** `null`: no ticket of an open room has this hash. */
  holderOf(ticketHash: string): Promise<TicketHolder | null>;
  /** `null`: nothing was answered under this key within `REQUEST_KEPT_MS`, or thereabouts. */
  answered(key: string): Promise<AnsweredRequest | null>;
}
