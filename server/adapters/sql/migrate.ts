// Brings a database to the form that this version reads, one numbered step after the other, each whole or not at all. Goes forwards only.
import { type Kysely, sql } from 'kysely';
import { CoroError } from '../../errors.ts';
import { up as rooms } from './migrations/001-rooms.ts';
import { TABLE_NAMES, type Tables } from './tables.ts';
import { inTransaction } from './transaction.ts';

/** Number = place in the list, from 1. What a step has become part of a release never changes again; a new form is a new step. */
const MIGRATIONS: readonly ((db: Kysely<Tables>) => Promise<void>)[] = [rooms];

/** Called by who holds the database's lock. UNAVAILABLE, naming `place`, when the database is newer than this version or lacks tables. */
export async function migrate(db: Kysely<Tables>, place: string, nowMs: number): Promise<void> {
  await db.schema
    .createTable('coro_migrations')
    .ifNotExists()
    .addColumn('number', 'integer', (column) => column.primaryKey())
    .addColumn('at_ms', 'bigint')
    .execute();
  const rows = await db.selectFrom('coro_migrations').select('number').execute();
  const reached = Math.max(0, ...rows.map(({ number }) => number));
  if (reached > MIGRATIONS.length) {
    throw new CoroError(
      'UNAVAILABLE',
      `${place} was written by a newer Coro (form ${reached}; this one reads ${MIGRATIONS.length}). Start that version, or restore a copy from before the upgrade.`,
    );
  }
  for (const [index, up] of MIGRATIONS.entries()) {
    if (index < reached) continue;
    await inTransaction(db, async (transaction) => {
      await up(transaction);
      await transaction
        .insertInto('coro_migrations')
        .values({ number: index + 1, at_ms: Math.round(nowMs) })
        .execute();
    });
  }
  for (const table of TABLE_NAMES) {
    await sql`select 1 from ${sql.table(table)} limit 1`.execute(db).catch(() => {
      throw new CoroError(
        'UNAVAILABLE',
        `${place} has lost its table ${table}. Restore a copy, or take the database away to begin with an empty one.`,
      );
    });
  }
}
