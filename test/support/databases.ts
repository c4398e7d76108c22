// Real databases for tests, a fresh one each time: an SQLite file in a folder of its own, a schema of its own in a PostgreSQL on this
// machine. Says beforehand whether there is a PostgreSQL.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** Where a server finds its rooms, as its configuration says it. */
export interface TestDatabase {
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  remove(): Promise<void>;
}

const POSTGRES = process.env.CORO_TEST_POSTGRES ?? 'postgres://postgres@127.0.0.1:5432/postgres';

async function inPostgres(query: string): Promise<void> {
  const client = new pg.Client({ connectionString: POSTGRES, connectionTimeoutMillis: 2_000 });
  await client.connect();
  await client.query(query);
  await client.end();
}

/** A PostgreSQL answers where tests look for one: `CORO_TEST_POSTGRES`, or the usual port. */
export const hasPostgres: boolean = await inPostgres('select 1').then(
  () => true,
  () => false,
);

export function sqliteDatabase(): TestDatabase {
  const dataDir = mkdtempSync(join(tmpdir(), 'coro-test-'));
  return { dataDir, databaseUrl: null, remove: async () => rmSync(dataDir, { recursive: true, force: true }) };
}

export async function postgresDatabase(): Promise<TestDatabase> {
  const schema = `coro_test_${randomBytes(6).toString('hex')}`;
  await inPostgres(`create schema ${schema}`);
  const url = new URL(POSTGRES);
  url.searchParams.set('options', `-c search_path=${schema}`);
  return { dataDir: ':memory:', databaseUrl: url.href, remove: () => inPostgres(`drop schema ${schema} cascade`) };
}

/** For `describe.each`: every kind of database with whether it is there. */
export const DATABASES = [
  { kind: 'SQLite', isHere: true, create: async () => sqliteDatabase() },
  { kind: 'PostgreSQL', isHere: hasPostgres, create: postgresDatabase },
] as const;
