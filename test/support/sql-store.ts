// Stores of rooms in real databases, opened as the app opens them, with a clock that the test may bring. Closes what it has opened.
import { type Database, openDatabase } from '../../server/adapters/sql/database.ts';
import { openSqlRoomStore, type SqlRoomStore, type SqlRoomStoreDeps } from '../../server/adapters/sql/room-store.ts';
import { createSystemClock } from '../../server/adapters/system/clock.ts';
import type { TestDatabase } from './databases.ts';

export const quiet = { error: () => {}, warn: () => {}, info: () => {} };

export interface OpenOptions extends Partial<Omit<SqlRoomStoreDeps, 'database'>> {
  /** Stands between the store and the database. */
  readonly between?: (database: Database) => Database;
}

/** `between` may make writes fail or wait; everything else is the real thing. */
export async function openStore(at: Pick<TestDatabase, 'dataDir' | 'databaseUrl'>, options: OpenOptions = {}): Promise<SqlRoomStore> {
  const { between = (database) => database, ...given } = options;
  const deps = { clock: createSystemClock(), log: quiet, storyLimit: 2_000, keptMs: 30 * 24 * 60 * 60_000, ...given };
  const database = await openDatabase({ ...at, clock: deps.clock, log: deps.log });
  return openSqlRoomStore({ ...deps, database: between(database) });
}
