// One transaction on one connection. Kysely's own would hide why a commit failed: after a full disk SQLite has rolled back already, and the
// complaint about a second rollback would be all that is seen.
import { type Kysely, sql } from 'kysely';

/** Runs all of it or nothing; rejects with what went wrong first. */
export async function inTransaction<DB, Result>(db: Kysely<DB>, run: (transaction: Kysely<DB>) => Promise<Result>): Promise<Result> {
  return db.connection().execute(async (connection) => {
    await sql`begin`.execute(connection);
    try {
      const result = await run(connection);
      await sql`commit`.execute(connection);
      return result;
    } catch (error) {
      await sql`rollback`.execute(connection).catch(() => {});
      throw error;
    }
  });
}
