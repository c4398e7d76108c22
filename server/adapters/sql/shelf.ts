// One room in memory beside what of it is not yet in the database: changes are added, kept, or taken back. Knows no database.
import type { RoomState, StoryEvent } from '../../domain/room-state.ts';
import type { AnsweredRequest } from '../../ports/room-store.ts';

export interface TicketRow {
  readonly hash: string;
  readonly participantId: string;
}

export interface ToldEvent {
  readonly position: number;
  readonly event: StoryEvent;
}

/** One change of a room. `null` before: it was opened with it; `null` after: it was closed. */
export interface Change {
  readonly before: RoomState | null;
  readonly after: RoomState | null;
  readonly told: readonly ToldEvent[];
  readonly issued: readonly TicketRow[];
  readonly revoked: readonly TicketRow[];
  readonly request: AnsweredRequest | null;
  /** Who waits for it to be kept; `null`: it is written behind, and nothing but the process' end can lose it. */
  readonly waiter: { resolve(): void; reject(error: unknown): void } | null;
}

export interface Shelf {
  readonly code: string;
  /** The newest; `null`: no open room has the code. */
  state: RoomState | null;
  readonly tickets: Map<string, TicketRow>;
  /** Of the next event that is told; never used twice. */
  nextPosition: number;
  /** Rows of the story in the database, or a few less: events that are told again count each time. */
  storyLength: number;
  /** Not yet in the database, oldest first. */
  pending: Change[];
  /**
   * Of changes that were taken back after a failed commit, which may have come through all the same: their story from this position on,
   * and all of their tickets, have to be put right with the next write.
   */
  doubtfulFrom: number | null;
}

export function createShelf(code: string): Shelf {
  return { code, state: null, tickets: new Map(), nextPosition: 1, storyLength: 0, pending: [], doubtfulFrom: null };
}

/** Does in memory what the change says. */
export function put(shelf: Shelf, change: Change): void {
  shelf.pending.push(change);
  shelf.state = change.after;
  shelf.nextPosition += change.told.length;
  shelf.storyLength += change.told.length;
  for (const { hash } of change.revoked) shelf.tickets.delete(hash);
  for (const row of change.issued) shelf.tickets.set(row.hash, row);
}

/** The newest change that somebody waits for. */
export function lastAwaited({ pending }: Shelf): Change | null {
  return pending.findLast(({ waiter }) => waiter !== null) ?? null;
}

/**
 * Takes back the first change that somebody waits for and all that was built on it; what was written behind before it stays, for the
 * next attempt. The room is what it was then, with a version that no reader has seen. Returns what was taken back, oldest first.
 */
export function takeBack(shelf: Shelf): readonly Change[] {
  const from = shelf.pending.findIndex(({ waiter }) => waiter !== null);
  const lost = from < 0 ? [] : shelf.pending.splice(from);
  for (const { issued, revoked } of lost.toReversed()) {
    for (const { hash } of issued) shelf.tickets.delete(hash);
    for (const row of revoked) shelf.tickets.set(row.hash, row);
  }
  const [first] = lost;
  if (first === undefined) return lost;
  const version = Math.max(...lost.map(({ before, after }) => (after ?? before)?.version ?? 0)) + 1;
  shelf.state = first.before && { ...first.before, version };
  const positions = lost.flatMap(({ told }) => told.map(({ position }) => position));
  shelf.doubtfulFrom = Math.min(shelf.doubtfulFrom ?? Number.POSITIVE_INFINITY, shelf.nextPosition, ...positions);
  return lost;
}

/** Makes one change of all that wait for nobody, so that a room which plays on without a database does not grow. */
export function compact(shelf: Shelf, storyLimit: number): void {
  const [first] = shelf.pending;
  if (first === undefined) return;
  shelf.pending = [
    {
      before: first.before,
      after: shelf.state,
      told: shelf.pending.flatMap(({ told }) => told).slice(-storyLimit),
      issued: shelf.pending.flatMap(({ issued }) => issued),
      revoked: shelf.pending.flatMap(({ revoked }) => revoked),
      request: null,
      waiter: null,
    },
  ];
}
