// A server that is told to stop while it still starts: it never takes its port, or gives it back, and ends as one that was told to end.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import { seedOfTest } from '../support/chaos-seed.ts';
import { seededRandom } from '../support/seeded-random.ts';

const ROOT = join(import.meta.dirname, '../..');

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
const answers = (port: number) =>
  fetch(`http://127.0.0.1:${port}/health`).then(
    ({ status }) => status,
    () => null,
  );

test.each([
  ['an address', '127.0.0.1'],
  ['a name, which has to be looked up first', 'localhost'],
])('stopped in the same breath as it was started on %s: it says so and never listens', async (_what, host) => {
  const port = await freePort();
  const app = await createApp({ ...readConfig({}), dataDir: ':memory:', port, host, logLevel: 'silent' });
  const started = app.start();
  const stopped = app.stop();
  await expect(started).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  await stopped;
  expect(await answers(port)).toBeNull();
});

test('started after it was stopped: it never listens', async () => {
  const port = await freePort();
  const app = await createApp({ ...readConfig({}), dataDir: ':memory:', port, host: '127.0.0.1', logLevel: 'silent' });
  await app.stop();
  await expect(app.start()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  expect(await answers(port)).toBeNull();
});

interface Start {
  readonly child: ChildProcess;
  readonly port: number;
  said(): string;
  readonly opened: Promise<void>;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>;
}
async function start(): Promise<Start> {
  const port = await freePort();
  const env = { ...process.env, PORT: String(port), HOST: '127.0.0.1', LOG_LEVEL: 'warn', GEMINI_API_KEY: '', DATA_DIR: ':memory:' };
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  const ended = once(child, 'exit').then(([code, signal]) => ({ code, signal }));
  const opened = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (piece: Buffer) => {
        said += piece.toString();
        if (said.includes('Coro is open')) resolve();
      });
    }
  });
  return { child, port, said: () => said, opened, ended };
}

test('a signal at any moment of the start ends the process without a complaint, and its port is free', { timeout: 90_000 }, async () => {
  const random = seededRandom(seedOfTest(16));
  const beganAtMs = performance.now();
  const whole = await start();
  await Promise.race([whole.opened, whole.ended]);
  const startMs = performance.now() - beganAtMs;
  whole.child.kill('SIGTERM');
  expect(await whole.ended).toEqual({ code: 0, signal: null });

  for (const part of [0.5 * random(), 0.7 + 0.2 * random(), 0.9 + 0.1 * random()]) {
    const { child, port, said, ended } = await start();
    await new Promise((resolve) => setTimeout(resolve, part * startMs));
    child.kill('SIGTERM');
    const { code, signal } = await ended;
    // Before it can hear signals, the machine ends it.
    expect(signal ?? code).toBe(signal ? 'SIGTERM' : 0);
    expect(said()).not.toMatch(/could not|Error|failed/);
    expect(await answers(port)).toBeNull();
  }
});
