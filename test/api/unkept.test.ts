// A server that cannot keep anything, as callers and operators see it: refusals with a code while the music plays on, /ready with the reason,
// and no start at all on a database that is damaged or somebody else's.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createSystemClock } from '../../server/adapters/system/clock.ts';
import { buildApp } from '../support/build-app.ts';
import { hasPostgres, postgresDatabase, sqliteDatabase } from '../support/databases.ts';
import { createFakeEngines } from '../support/fake-engine.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import { connect, dataOf, type Json, post } from '../support/third-party.ts';

test.skipIf(!hasPostgres)(
  'while the database is away: UNAVAILABLE, 503, and sound; then all is well again',
  { timeout: 60_000 },
  async () => {
    const at = await postgresDatabase();
    const url = new URL(at.databaseUrl ?? '');
    const proxy = await startTcpProxy(Number(url.port || 5432));
    url.host = `127.0.0.1:${proxy.port}`;
    const app = await buildApp({ config: { databaseUrl: url.href }, startEngine: createFakeEngines(createSystemClock()).start });
    onTestFinished(async () => {
      proxy.refuse(false);
      await app.stop();
      await proxy.close();
      await at.remove();
    });
    const { createRoom } = dataOf(await post(app.url, 'mutation { createRoom { ticket room { code } } }'));
    const { code } = createRoom.room;
    const ask = (query: string, variables: Json = {}) => post(app.url, query, { code, ...variables }, createRoom.ticket);
    dataOf(await ask('mutation($code: String!) { startMusic(code: $code) { code } }'));
    const socket = connect(app.url, createRoom.ticket);
    onTestFinished(() => socket.close());
    const sound = socket.listen('subscription($code: String!) { audioChunk(code: $code) { epoch seq } }', { code });
    await sound.until(() => true);

    proxy.refuse(true);
    proxy.cut();
    const RENAME = 'mutation($code: String!, $text: String!) { rename(code: $code, displayName: $text) { displayName } }';
    const refused = await ask(RENAME, { text: 'Nobody' });
    expect(refused.errors?.[0]).toMatchObject({
      message: 'This cannot be saved at the moment, so it was not done. Try again in a minute.',
      extensions: { code: 'UNAVAILABLE' },
    });
    expect((await post(app.url, 'mutation { createRoom { ticket } }')).errors?.[0]?.extensions.code).toBe('UNAVAILABLE');
    const ready = await fetch(`${app.origin}/ready`);
    expect(ready.status).toBe(503);
    expect((await ready.json()) as Json).toMatchObject({
      status: 'unready',
      checks: { database: expect.stringMatching(/^cannot be written: /) },
    });
    expect((await fetch(`${app.origin}/health`)).status).toBe(200);
    // Faders and sound do not wait for a database.
    const faded = await ask('mutation($code: String!) { updateInput(code: $code, input: { bpm: 91 }) { input { bpm } } }');
    expect(dataOf(faded).updateInput.input.bpm).toBe(91);
    const heard = sound.results.length;
    await expect.poll(() => sound.results.length).toBeGreaterThan(heard + 5);

    proxy.refuse(false);
    await expect.poll(async () => (await fetch(`${app.origin}/ready`)).status, { timeout: 15_000 }).toBe(200);
    expect(dataOf(await ask(RENAME, { text: 'Somebody' })).rename.displayName).toBe('Somebody');
    expect((await (await fetch(`${app.origin}/metrics`)).text()).match(/^coro_commits_failed_total (\d+)$/m)?.[1]).not.toBe('0');
  },
);

/** What the process says before it ends with 1. */
function refusalOf(environment: Readonly<Record<string, string>>): string {
  const env = { ...process.env, PORT: '1', HOST: '127.0.0.1', LOG_LEVEL: 'silent', GEMINI_API_KEY: '', DATABASE_URL: '', ...environment };
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'server/main.ts'], { env, encoding: 'utf8' });
  expect(status).toBe(1);
  return stderr;
}

test('no start beside another one, nor on a damaged file: one line says why, and what to do', { timeout: 60_000 }, async () => {
  const at = sqliteDatabase();
  onTestFinished(() => at.remove());
  const app = await buildApp({ config: { dataDir: at.dataDir } });
  expect(refusalOf({ DATA_DIR: at.dataDir })).toBe(
    `Coro could not start: another Coro uses the folder ${at.dataDir}. Stop it, or give this one a DATA_DIR of its own.\n`,
  );
  await app.stop();
  const path = join(at.dataDir, 'coro.db');
  writeFileSync(path, 'no database');
  expect(refusalOf({ DATA_DIR: at.dataDir })).toBe(
    `Coro could not start: ${path} is no SQLite database, or a torn one. Restore a copy as ${path}, or take it and coro.db-wal away to begin with an empty database.\n`,
  );
});
