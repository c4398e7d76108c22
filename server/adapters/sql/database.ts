// The one database of this process, whichever it is: migrated, owned, and written in whole transactions. Knows no room.
import { type Kysely, sql } from 'kysely';
import { CoroError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import type { Clock } from '../../ports/clock.ts';
import { migrate } from './migrate.ts';
import { openPostgres } from './postgres.ts';
import { openSqliteFile } from './sqlite-file.ts';
import type { Tables } from './tables.ts';
import { inTransaction } from './transaction.ts';

export interface Database {
  readonly place: string;
  /** For reading what somebody waits for. */
  readonly db: Kysely<Tables>;
  /** For reading all there is. */
  readonly patient: Kysely<Tables>;
  /** All of it or nothing, and nothing unless this process is the one that may write. A passing failure is tried once more. */
  write(run: (transaction: Kysely<Tables>) => Promise<void>): Promise<void>;
  /** As `write`, for what takes its time. */
  writePatiently(run: (transaction: Kysely<Tables>) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

export interface DatabaseDeps {
  readonly dataDir: string;
  /** `null`: a file in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly clock: Clock;
  readonly log: Pick<Log, 'warn' | 'info'>;
}

const RETRY_MS = 500;

/** UNAVAILABLE with a sentence for whoever operates this: it says which database, what is wrong with it, and what to do. */
export async function openDatabase({ dataDir, databaseUrl, clock, log }: DatabaseDeps): Promise<Database> {
  const opened = databaseUrl === null ? openSqliteFile(dataDir) : await openPostgres(databaseUrl, clock, log);
  const { place, db, patient, hold, isPassing, close } = opened;
  try {
    await migrate(patient, place, clock.nowMs());
    const epoch = await takeOver(patient, clock.nowMs());
    return { place, db, patient, write: (run) => write(db, epoch, run), writePatiently: (run) => write(patient, epoch, run), close };
  } catch (error) {
    await close().catch(() => {});
    if (error instanceof CoroError) throw error;
    throw new CoroError('UNAVAILABLE', `${place} cannot be written (${error instanceof Error ? error.message : String(error)})`);
  }

  async function write(through: Kysely<Tables>, epoch: number, run: (transaction: Kysely<Tables>) => Promise<void>): Promise<void> {
    const attempt = async () => {
      await hold();
      await inTransaction(through, async (transaction) => {
        await requireOwnership(transaction, epoch, clock.nowMs());
        await run(transaction);
      });
    };
    try {
      await attempt();
    } catch (error) {
      if (!isPassing(error)) throw error;
      await new Promise<void>((resolve) => clock.after(RETRY_MS, resolve));
      await attempt();
    }
  }

  /** A lock may be lost unnoticed, and somebody else may have written meanwhile: then what this process remembers is of the past. */
  async function requireOwnership(transaction: Kysely<Tables>, epoch: number, nowMs: number): Promise<void> {
    const { numUpdatedRows } = await transaction
      .updateTable('ownership')
      .set({ touched_at_ms: Math.round(nowMs) })
      .where('epoch', '=', epoch)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw new CoroError('UNAVAILABLE', `another Coro has taken ${place} over. Restart this one`);
  }
}

/** From now on no other process' write succeeds. */
async function takeOver(db: Kysely<Tables>, nowMs: number): Promise<number> {
  return inTransaction(db, async (transaction) => {
    const row = { id: 1, epoch: 1, touched_at_ms: Math.round(nowMs) };
    const { epoch } = await transaction
      .insertInto('ownership')
      .values(row)
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ epoch: sql`ownership.epoch + 1`, touched_at_ms: row.touched_at_ms }))
      .returning('epoch')
      .executeTakeFirstOrThrow();
    return epoch;
  });
}
