// What a kind of database has to bring so that rooms can be kept in it.
import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

export interface Opened {
  /** For sentences: a path, or an address without secrets. */
  readonly place: string;
  /** For what somebody waits for: gives up soon when nobody answers. */
  readonly db: Kysely<Tables>;
  /** For what takes its time: all rooms at the start, all that is old. */
  readonly patient: Kysely<Tables>;
  /** Resolves while no other process can hold this database; takes the lock again if it was lost. */
  hold(): Promise<void>;
  /** Whether the same might succeed a moment later. */
  isPassing(error: unknown): boolean;
  close(): Promise<void>;
}
