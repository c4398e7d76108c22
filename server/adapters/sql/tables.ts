// The tables as queries see them: text ids, integer milliseconds, JSON as text, alike in SQLite and PostgreSQL. Types only; the migrations
// make them.

export interface Tables {
  /** Which steps of the migrations are done. */
  readonly coro_migrations: { readonly number: number; readonly at_ms: number };
  /** One row: who may write. Whoever takes the database over raises `epoch`, and every write names the epoch that it belongs to. */
  readonly ownership: { readonly id: number; readonly epoch: number; readonly touched_at_ms: number };
  /** Open rooms. `state` is a RoomState. */
  readonly rooms: { readonly code: string; readonly version: number; readonly written_at_ms: number; readonly state: string };
  /** `position` grows within a room; `event` is a StoryEvent. */
  readonly story_events: {
    readonly code: string;
    readonly id: string;
    readonly position: number;
    readonly at_ms: number;
    readonly event: string;
  };
  readonly tickets: { readonly hash: string; readonly code: string; readonly participant_id: string };
  readonly answered_requests: { readonly key: string; readonly question: string; readonly answer: string; readonly at_ms: number };
}

/** Every one has to be there, or this is not a database of Coro's any more. */
export const TABLE_NAMES = [
  'ownership',
  'rooms',
  'story_events',
  'tickets',
  'answered_requests',
] as const satisfies readonly (keyof Tables)[];
