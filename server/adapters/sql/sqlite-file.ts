// The SQLite file in the data folder: made whole or not at all, looked at before it is trusted, and never shared by two processes.
// Repairs nothing: what is damaged is refused, with a sentence for whoever operates this.
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Kysely, type SqliteDatabase, SqliteDialect } from 'kysely';
import Libsql from 'libsql';
import { CoroError } from '../../errors.ts';
import type { Opened } from './opened.ts';
import type { Tables } from './tables.ts';

const FILE = 'coro.db';
/** "Coro" in ASCII: tells our file from another program's. */
const APPLICATION_ID = 0x436f726f;
const HEADER = 'SQLite format 3\0';

function refusal(message: string): CoroError {
  return new CoroError('UNAVAILABLE', message);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** A database of its own, empty and open in an exclusive transaction: SQLite's lock on it ends with the process, however that ends. */
function lock(folder: string): () => void {
  const path = join(folder, 'coro.lock');
  const connection = new Libsql(path);
  try {
    connection.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    connection.close();
    if ((error as { code?: unknown }).code !== 'SQLITE_BUSY') throw error;
    throw refusal(`another Coro uses the folder ${folder}. Stop it, or give this one a DATA_DIR of its own`);
  }
  return () => {
    connection.exec('ROLLBACK');
    connection.close();
  };
}

function startOf(path: string): string {
  const file = openSync(path, 'r');
  const bytes = Buffer.alloc(HEADER.length);
  const length = readSync(file, bytes, 0, HEADER.length, 0);
  closeSync(file);
  return bytes.toString('latin1', 0, length);
}

/** A new file appears under its name only when it is complete, so that an empty one under that name is always a damaged one. */
function make(path: string): void {
  const wal = `${path}-wal`;
  if (existsSync(wal) && statSync(wal).size > 0) {
    throw refusal(
      `${path} is missing, but its log ${wal} is there. Put ${FILE} back beside it, or take the log away to begin with an empty database`,
    );
  }
  const draft = `${path}.new`;
  for (const leftover of [draft, `${draft}-journal`]) rmSync(leftover, { force: true });
  // Statements that were never prepared keep nothing open: the draft is closed when `close` returns.
  const connection = new Libsql(draft);
  connection.exec(
    `PRAGMA synchronous = FULL; PRAGMA application_id = ${APPLICATION_ID}; CREATE TABLE coro_migrations (number integer primary key, at_ms bigint)`,
  );
  connection.close();
  renameSync(draft, path);
  // The new name is on the disk only when its folder is. Windows has no way to ask for that, and needs none.
  if (process.platform === 'win32') return;
  const folder = openSync(dirname(path), 'r');
  fsyncSync(folder);
  closeSync(folder);
}

function openFile(path: string): Libsql.Database {
  const advice = `Restore a copy as ${path}, or take it and ${FILE}-wal away to begin with an empty database`;
  if (startOf(path) !== HEADER) throw refusal(`${path} is no SQLite database, or a torn one. ${advice}`);
  const connection = new Libsql(path);
  try {
    const [pages] = connection.pragma('quick_check(1)') as readonly { readonly quick_check: string }[];
    if (pages?.quick_check !== 'ok') throw new Error(pages?.quick_check ?? 'nothing is known of its pages');
  } catch (error) {
    connection.close();
    throw refusal(`${path} is damaged (${reasonOf(error)}). ${advice}`);
  }
  const [mark] = connection.pragma('application_id') as readonly { readonly application_id: number }[];
  if (mark?.application_id !== APPLICATION_ID) {
    connection.close();
    throw refusal(`${path} is a database of another program. Give Coro a DATA_DIR of its own`);
  }
  connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  return connection;
}

/** Kysely's dialect was written for better-sqlite3, whose interface libsql has. */
function dialectOf(connection: Libsql.Database): SqliteDialect {
  return new SqliteDialect({ database: connection as unknown as SqliteDatabase });
}

/** UNAVAILABLE, naming the file and what to do, when it cannot be made, is damaged, is another program's, or another process has it. */
export function openSqliteFile(dataDir: string): Opened {
  const path = join(dataDir, FILE);
  let unlock: () => void;
  try {
    // Hashes of tickets and passwords lie in it, which are nobody else's.
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    unlock = lock(dataDir);
  } catch (error) {
    if (error instanceof CoroError) throw error;
    throw refusal(`the folder ${dataDir} cannot be written (${reasonOf(error)}). Set DATA_DIR to one that can`);
  }
  try {
    if (!existsSync(path)) make(path);
    const connection = openFile(path);
    const db = new Kysely<Tables>({ dialect: dialectOf(connection) });
    return {
      place: path,
      db,
      patient: db,
      hold: async () => {},
      isPassing: () => false,
      async close() {
        connection.pragma('wal_checkpoint(TRUNCATE)');
        connection.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    if (error instanceof CoroError) throw error;
    throw refusal(`${path} cannot be opened (${reasonOf(error)}). Look at its owner, its rights and the space that is left`);
  }
}
