// Seeing inside: what /metrics counts while a party goes on, who may look, what /ready says, and that the dashboard and the alerts name
// nothing that is not there.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHealth } from '../../server/http/health.ts';
import { buildApp, type TestApp } from '../support/build-app.ts';
import { connect, dataOf, post } from '../support/third-party.ts';

const docs = join(import.meta.dirname, '../../docs');

let app: TestApp;
beforeAll(async () => {
  app = await buildApp();
});
afterAll(() => app.stop());

const page = async () => (await fetch(`${app.origin}/metrics`)).text();
function figureIn(text: string, metric: string, labels: Record<string, string> = {}): number {
  const line = text
    .split('\n')
    .find((each) =>
      each.startsWith(`${metric}{`) || each.startsWith(`${metric} `)
        ? Object.entries(labels).every(([name, value]) => each.includes(`${name}="${value}"`))
        : false,
    );
  return Number(line?.split(' ').at(-1));
}

test('a party shows up in every figure, and is gone when it is over', async () => {
  const before = await page();
  expect(figureIn(before, 'coro_rooms', { state: 'playing' })).toBe(0);
  const { createRoom } = dataOf(await post(app.url, 'mutation { createRoom { ticket room { code } } }'));
  const { code } = createRoom.room;
  await post(app.url, 'mutation($c: String!) { startMusic(code: $c) { isPlaying } }', { c: code }, createRoom.ticket);
  await post(app.url, 'mutation($c: String!) { joinRoom(input: { code: $c, kind: LISTENER }) { ticket } }', { c: code });
  await post(app.url, '{ nothing }');
  const socket = connect(app.url);
  const hear = (encoding: string) =>
    socket.listen(`subscription($c: String!) { audioChunk(code: $c, encoding: ${encoding}) { seq } }`, { c: code });
  const [opus, pcm] = [hear('OPUS'), hear('PCM_S16LE')];
  await Promise.all([opus, pcm].map((stream) => stream.until(({ audioChunk }) => audioChunk.seq >= 3)));
  // Beyond the first tick after the start.
  await opus.until(({ audioChunk }) => audioChunk.seq >= 45);

  const during = await page();
  const figures: readonly (readonly [string, Record<string, string>, number])[] = [
    ['coro_rooms', { state: 'playing' }, 1],
    ['coro_people', { kind: 'CONTROLLER', presence: 'CONNECTED' }, 1],
    ['coro_people', { kind: 'LISTENER', presence: 'CONNECTED' }, 1],
    ['coro_sockets', {}, 1],
    ['coro_streams', {}, 1],
    ['coro_listeners', { encoding: 'OPUS' }, 1],
    ['coro_listeners', { encoding: 'PCM_S16LE' }, 1],
    ['coro_errors_total', { code: 'BAD_INPUT' }, figureIn(before, 'coro_errors_total', { code: 'BAD_INPUT' }) + 1],
    ['coro_errors_total', { code: 'INTERNAL' }, 0],
    ['coro_audio_chunks_dropped_total', { encoding: 'OPUS' }, 0],
  ];
  for (const [metric, labels, value] of figures)
    expect([metric, labels, figureIn(during, metric, labels)]).toEqual([metric, labels, value]);
  expect(figureIn(during, 'coro_audio_chunks_delivered_total', { encoding: 'OPUS' })).toBeGreaterThan(30);
  expect(figureIn(during, 'coro_tick_lateness_seconds_count')).toBeGreaterThan(0);
  expect(figureIn(during, 'coro_engine_render_seconds_count')).toBeGreaterThan(30);
  expect(figureIn(during, 'process_resident_memory_bytes')).toBeGreaterThan(10_000_000);

  await socket.close();
  await post(app.url, 'mutation($c: String!) { closeRoom(code: $c) }', { c: code }, createRoom.ticket);
  await expect.poll(async () => figureIn(await page(), 'coro_sockets')).toBe(0);
  const after = await page();
  expect(figureIn(after, 'coro_rooms', { state: 'playing' })).toBe(0);
  expect(figureIn(after, 'coro_listeners', { encoding: 'OPUS' })).toBe(0);
  expect(figureIn(after, 'coro_people', { kind: 'CONTROLLER', presence: 'CONNECTED' })).toBe(0);
});

test('no metric holds a room, a person or anything else that grows with use', async () => {
  const text = await page();
  const labels = new Set(
    [...text.matchAll(/^coro_\w+\{([^}]*)\}/gm)].flatMap(([, inner = '']) => [...inner.matchAll(/(\w+)=/g)].map(([, name]) => name)),
  );
  expect([...labels].sort()).toEqual(['code', 'encoding', 'kind', 'le', 'presence', 'state']);
});

describe('who may look', () => {
  const statusOf = async (origin: string, headers: Record<string, string> = {}) => (await fetch(`${origin}/metrics`, { headers })).status;

  test('without a token: programs of this machine, unless they speak for somebody else', async () => {
    expect(await statusOf(app.origin)).toBe(200);
    for (const name of ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'])
      expect(await statusOf(app.origin, { [name]: '198.51.100.1' })).toBe(403);
  });

  test('with a token: whoever sends it, from wherever; and nobody else, this machine included', async () => {
    const token = 'only-for-this-test';
    const guarded = await buildApp({ config: { metricsToken: token } });
    const bearer = (text: string) => ({ authorization: `Bearer ${text}` });
    expect(await statusOf(guarded.origin, { ...bearer(token), 'x-forwarded-for': '198.51.100.1' })).toBe(200);
    expect([
      await statusOf(guarded.origin),
      await statusOf(guarded.origin, bearer('another')),
      await statusOf(guarded.origin, bearer('')),
    ]).toEqual([403, 403, 403]);
    await guarded.stop();
  });
});

describe('the dashboard and the alerts', () => {
  /** Names of metrics in PromQL: all words but functions, labels and what stands in quotes. */
  function metricsIn(expression: string): string[] {
    return [...expression.replace(/"[^"]*"/g, '').matchAll(/\b(coro|nodejs|process)_\w+/g)].map(([name]) => name);
  }
  const dashboard = JSON.parse(readFileSync(join(docs, 'grafana-coro.json'), 'utf8')) as { panels: { targets?: { expr: string }[] }[] };
  const shown = dashboard.panels.flatMap(({ targets = [] }) => targets.flatMap(({ expr }) => metricsIn(expr)));
  const alerts = readFileSync(join(docs, 'alerts.yml'), 'utf8');
  const rules = alerts.split(/^ {6}- alert: /m).slice(1);
  const alerted = rules.flatMap((rule) => metricsIn(rule.split(/\n {8}(?:for|labels):/)[0] ?? ''));

  test('name only metrics that exist', async () => {
    const text = await page();
    const known = new Set(
      [...text.matchAll(/^# TYPE (\w+) (\w+)/gm)].flatMap(([, name, type]) =>
        type === 'histogram' ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name],
      ),
    );
    expect(shown.length).toBeGreaterThan(15);
    expect(alerted.length).toBeGreaterThan(8);
    expect([...shown, ...alerted].filter((name) => !known.has(name))).toEqual([]);
  });

  test('show every figure of ours', async () => {
    const ours = [...(await page()).matchAll(/^# TYPE (coro_\w+)/gm)].map(([, name]) => name as string);
    expect(ours.filter((name) => !shown.some((each) => each.startsWith(name)))).toEqual([]);
  });

  test('say what happened and what to do', () => {
    for (const rule of rules) expect(rule).toMatch(/severity: (page|ticket)[\s\S]*summary: .+\n +description: .{20,}/);
  });
});

describe('ready', () => {
  test('while all is well, with each check by name', async () => {
    const response = await fetch(`${app.origin}/ready`);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: 'ready', checks: { eventLoop: 'ok' }, warnings: {} });
  });

  test('not while something is in trouble, cannot even be asked, or the server stops', async () => {
    let trouble: () => Promise<string | null> = async () => null;
    const health = createHealth([{ name: 'database', trouble: () => trouble() }]);
    expect((await health.ready()).isReady).toBe(true);
    trouble = async () => 'disk is full';
    expect(await health.ready()).toEqual({
      isReady: false,
      body: { status: 'unready', checks: { eventLoop: 'ok', database: 'disk is full' }, warnings: {} },
    });
    trouble = () => Promise.reject(new Error('with the password in it'));
    expect((await health.ready()).body.checks.database).toBe('cannot be asked');
    trouble = async () => null;
    health.drain();
    expect((await health.ready()).body.status).toBe('draining');
    health.stop();
  });

  test('with what is coming, which costs no traffic', async () => {
    let warning: () => Promise<string | null> = async () => '93 % full';
    const health = createHealth([], [{ name: 'disk', warning: () => warning() }]);
    expect(await health.ready()).toMatchObject({ isReady: true, body: { warnings: { disk: '93 % full' } } });
    warning = () => Promise.reject(new Error('no such folder'));
    expect((await health.ready()).body.warnings).toEqual({});
    health.stop();
  });

  test('not just after the event loop stood still', async () => {
    const health = createHealth([]);
    // Once round, so that the watch has begun to look.
    await wait(300);
    const until = performance.now() + 1_500;
    while (performance.now() < until);
    await wait(300);
    expect((await health.ready()).body.checks.eventLoop).toMatch(/^stood still for \d+ ms$/);
    health.stop();
  });
});
