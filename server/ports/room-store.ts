// Where rooms are kept. The domain decides, the store retries: a transition is pure and may run more than once.
import type { Applied, RoomState, StoryEvent } from '../domain/room-state.ts';

export interface RoomStore {
  /** False when the code is taken by an open room. */
  create(state: RoomState, story: readonly StoryEvent[]): Promise<boolean>;
  /** `null`: no open room has this code. */
  get(code: string): Promise<RoomState | null>;
  /** Runs a synchronous pure transition under compare-and-set; `null` when there is no such room. Errors of the transition pass through and nothing changes. `STORY_TOLD` events are appended to the story with the same write (one whose id is already there replaces it and becomes the newest); a closed room is taken off the open ones. A transition that returns the very state it was given writes nothing. */
  update(code: string, transition: (state: RoomState) => Applied): Promise<Applied | null>;
  /** All open rooms. */
  list(): Promise<readonly RoomState[]>;
  /** Newest first, older than the event `before` (or from the newest), at most `limit`. */
  story(code: string, before: string | null, limit: number): Promise<readonly StoryEvent[]>;
}
