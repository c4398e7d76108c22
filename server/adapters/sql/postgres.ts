// PostgreSQL behind the same queries: a pool that outlives restarts of the server, and an advisory lock on a connection of its own, which
// ends with the process. Never waits long: callers would rather hear that it is away.
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { CoroError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Opened } from './opened.ts';
import type { Tables } from './tables.ts';

/** "Coro" in ASCII. The lock's other half is the schema, so that two schemas of one database are two places. */
const LOCK_CLASS = 0x436f726f;
const CONNECT_MS = 1_500;
/** A commit that is tried twice is refused within five seconds, whatever PostgreSQL does meanwhile. */
const QUERY_MS = 1_000;
const PATIENT_QUERY_MS = 60_000;
/** A server that was killed may hold its lock until PostgreSQL has noticed. */
const LOCK_ATTEMPTS = 10;
const LOCK_GAP_MS = 200;

/** Shutdown, crash and start-up of the server (class 57P), broken connections (class 08), and sockets that end. */
const PASSING = /^(57P0[123]|08\w{3}|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/;
const PASSING_WORDS = /connection terminated|connection ended|timeout exceeded when trying to connect|query read timeout|not queryable/i;

function isPassing(error: unknown): boolean {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  return PASSING.test(String(code)) || PASSING_WORDS.test(String(message));
}

/** Integers of 64 bits come as text otherwise; ours are milliseconds and counts. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
};

/** What may be shown of the address: no name, no password. */
function placeOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `PostgreSQL at ${host}${pathname}`;
}

/** UNAVAILABLE when it cannot be reached or another process holds it. */
export async function openPostgres(url: string, clock: Clock, log: Pick<Log, 'warn' | 'info'>): Promise<Opened> {
  const place = placeOf(url);
  const settings = { connectionString: url, connectionTimeoutMillis: CONNECT_MS, query_timeout: QUERY_MS, application_name: 'coro', types };
  const pool = new pg.Pool({ ...settings, max: 4, keepAlive: true });
  const patientPool = new pg.Pool({ ...settings, query_timeout: PATIENT_QUERY_MS, max: 1, keepAlive: true });
  for (const each of [pool, patientPool]) {
    // An idle connection that breaks is replaced when one is needed; one that breaks at work fails its query, and an error that nobody
    // listens to would end the process beside that.
    each.on('error', () => {});
    each.on('connect', (client) => client.on('error', () => {}));
  }
  let holder: pg.Client | null = null;
  let acquiring: Promise<void> | null = null;
  let isLost = false;
  let isClosed = false;

  function lose(client: pg.Client): void {
    if (holder !== client) return;
    holder = null;
    isLost = true;
    if (!isClosed) log.warn(`the lock in ${place} is lost; nothing is written until it is back`);
  }

  async function acquire(): Promise<void> {
    const client = new pg.Client({ ...settings, keepAlive: true });
    client.on('error', () => lose(client));
    client.on('end', () => lose(client));
    try {
      await client.connect();
      const { rows } = await client.query('select pg_try_advisory_lock($1, hashtext(current_schema())) as held', [LOCK_CLASS]);
      if (rows[0]?.held !== true)
        throw new CoroError('UNAVAILABLE', `another Coro uses ${place}. Stop it first, or give this one a database of its own`);
      holder = client;
    } catch (error) {
      await client.end().catch(() => {});
      throw error;
    }
    if (isLost) log.info(`the lock in ${place} is back`);
    isLost = false;
  }

  /** Who comes meanwhile waits for the same attempt. */
  async function hold(): Promise<void> {
    if (holder !== null) return;
    acquiring ??= acquire().finally(() => {
      acquiring = null;
    });
    await acquiring;
  }

  async function close(): Promise<void> {
    isClosed = true;
    await holder?.end().catch(() => {});
    await Promise.all([pool.end(), patientPool.end()]);
  }

  try {
    for (let attempt = 1; ; attempt++) {
      try {
        await hold();
        break;
      } catch (error) {
        if (attempt >= LOCK_ATTEMPTS || !(error instanceof CoroError)) throw error;
        await new Promise<void>((resolve) => clock.after(LOCK_GAP_MS, resolve));
      }
    }
  } catch (error) {
    await close();
    if (error instanceof CoroError) throw error;
    const reason = error instanceof Error ? error.message || String((error as { code?: unknown }).code) : String(error);
    throw new CoroError('UNAVAILABLE', `${place} cannot be used (${reason}). Look at DATABASE_URL and whether PostgreSQL runs`);
  }
  const through = (each: pg.Pool) => new Kysely<Tables>({ dialect: new PostgresDialect({ pool: each }) });
  return { place, db: through(pool), patient: through(patientPool), hold, isPassing, close };
}
