// How much anybody may ask for, over HTTP and over WebSocket alike: documents, rates, sockets, messages. Each limit is met, and the
// one next door is not disturbed.
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { readConfig } from '../../server/config.ts';
import type { Limits } from '../../server/config-limits.ts';
import { buildApp, type TestApp } from '../support/build-app.ts';
import { openRaw } from '../support/raw-socket.ts';
import { connect, dataOf, post, type Result, type Socket } from '../support/third-party.ts';

const DEFAULTS = readConfig({}).limits;
const CREATE = 'mutation { createRoom { ticket room { code } } }';
const codesOf = ({ errors = [] }: Result) => errors.map(({ extensions }) => extensions.code);
const wsUrl = (url: string) => url.replace('http', 'ws');

const apps: TestApp[] = [];
async function appWith(limits: Partial<Limits>, more: Parameters<typeof buildApp>[0] = {}): Promise<TestApp> {
  const app = await buildApp({ ...more, config: { ...more.config, limits: { ...DEFAULTS, ...limits } } });
  apps.push(app);
  return app;
}
afterEach(async () => {
  await Promise.all(apps.splice(0).map((app) => app.stop()));
});

describe('an operation that is too much', () => {
  let app: TestApp;
  let socket: Socket;
  beforeAll(async () => {
    app = await buildApp();
    socket = connect(app.url);
  });
  afterAll(async () => {
    await socket.close();
    await app.stop();
  });

  const nested = (levels: number) => `{ room(code: "AAAAAA") ${'{ a '.repeat(levels)}${'}'.repeat(levels)} }`;
  const circle = `{ __schema { types ${'{ fields { type '.repeat(8)}{ name }${' } }'.repeat(8)} } }`;
  const cases: readonly (readonly [string, string, string])[] = [
    ['deep', nested(20), 'TOO_LARGE'],
    ['deep through fragments', `{ ...A } fragment A on Query { ...B } fragment B on Query ${nested(20)}`, 'TOO_LARGE'],
    ['wide by aliases', `{ ${Array.from({ length: 16 }, (_, n) => `a${n}: serverTime`).join(' ')} }`, 'TOO_LARGE'],
    ['wide by aliases of __typename', `{ ${Array.from({ length: 16 }, (_, n) => `a${n}: __typename`).join(' ')} }`, 'TOO_LARGE'],
    ['full of directives', `{ serverTime ${'@skip(if: false) '.repeat(21)} }`, 'TOO_LARGE'],
    ['long', `{ ${'serverTime '.repeat(1_000)} }`, 'TOO_LARGE'],
    ['one that goes round in the schema', circle, 'BAD_INPUT'],
    ['one whose fragments go round', '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }', 'BAD_INPUT'],
  ];
  test.each(cases)('%s', async (_what, query, code) => {
    for (const result of [await post(app.url, query), await socket.ask(query)]) {
      expect(result.data ?? null).toBeNull();
      expect(codesOf(result)[0]).toBe(code);
      expect(JSON.stringify(result).length).toBeLessThan(4_000);
    }
    expect(codesOf(await socket.ask('{ serverTime }'))).toEqual([]);
  });

  test('names that were nearly right are not hinted at', async () => {
    const hints = [
      ['{ serverTim }', {}],
      ['query($i: CreateRoomInput!) { serverTime room(code: $i) { code } }', { i: { nam: 'x' } }],
      ['mutation($i: CreateRoomInput!) { createRoom(input: $i) { ticket } }', { i: { nam: 'x' } }],
      ['mutation($k: ClientKind!) { joinRoom(input: { code: "A", kind: $k }) { ticket } }', { k: 'CONTROLER' }],
    ] as const;
    for (const [query, variables] of hints) {
      for (const result of [await post(app.url, query, variables), await socket.ask(query, variables)]) {
        expect(codesOf(result)[0]).toBe('BAD_INPUT');
        expect(JSON.stringify(result)).not.toMatch(/Did you mean|"serverTime"|"name"|CONTROLLER/);
      }
    }
  });

  test('what was sent is not sent back: a password in the wrong place, a whole body', async () => {
    const join = 'mutation($i: JoinRoomInput!) { joinRoom(input: $i) { ticket } }';
    const long = 'x'.repeat(20_000);
    for (const i of [
      { code: 'A', kind: { password: 'tulip' } },
      { code: { password: 'tulip' } },
      { code: 'A', [long]: 'tulip' },
      'tulip',
      ['tulip'],
    ]) {
      for (const result of [await post(app.url, join, { i }), await socket.ask(join, { i })]) {
        expect(codesOf(result)[0]).toBe('BAD_INPUT');
        expect(JSON.stringify(result)).not.toContain('tulip');
        expect(JSON.stringify(result).length).toBeLessThan(1_000);
      }
    }
    const broken = await fetch(app.url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query": tulip' });
    expect(await broken.text()).not.toMatch(/tulip| {4}at /);
    expect(JSON.stringify(await post(app.url, `{ ${long} }`)).length).toBeLessThan(1_000);
  });

  test('a mistake says which field, still', async () => {
    const join = 'mutation($i: JoinRoomInput!) { joinRoom(input: $i) { ticket } }';
    expect((await post(app.url, join, { i: { code: 5 } })).errors?.[0]?.message).toMatch(
      /^Variable "\$i" is not valid at i\.code: String cannot/,
    );
  });
});

test('without introspection nobody is told the schema; everything else goes on', async () => {
  const app = await appWith({}, { config: { introspection: false } });
  const socket = connect(app.url);
  for (const query of ['{ __schema { types { name } } }', '{ __type(name: "Query") { name } }']) {
    expect(codesOf(await post(app.url, query))).toContain('BAD_INPUT');
    expect(codesOf(await socket.ask(query))).toContain('BAD_INPUT');
  }
  expect(dataOf(await post(app.url, '{ __typename }'))).toEqual({ __typename: 'Query' });
  await socket.close();
});

describe('rates', () => {
  test('of an address over HTTP: 429, with the time to wait in the header and in the error', async () => {
    const app = await appWith({ operationsPerAddress: 3 });
    const all = await Promise.all(Array.from({ length: 12 }, () => fetch(`${app.url}?query={serverTime}`)));
    const refused = all.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(6);
    expect(refused[0]?.headers.get('retry-after')).toBe('1');
    const { errors } = (await (refused[0] as Response).json()) as Result;
    expect(errors?.[0]?.extensions).toEqual({ code: 'RATE_LIMITED', retryAfterMs: expect.any(Number) });
    expect((await fetch(`${app.origin}/health`)).status).toBe(200);
  });

  test('of an address weigh by size: a few large bodies are as much as many small ones', async () => {
    const app = await appWith({ operationsPerAddress: 40 });
    const body = JSON.stringify({ query: '{ serverTime }', variables: { filler: 'x'.repeat(60_000) } });
    const send = () => fetch(app.url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    const statuses = (await Promise.all(Array.from({ length: 12 }, send))).map(({ status }) => status);
    // Two fit into a second, and however slow the machine is, not all of them do.
    expect(statuses).toContain(200);
    expect(statuses).toContain(429);
  });

  test('of an address over WebSocket: the operation is refused, the socket lives', async () => {
    const app = await appWith({ operationsPerAddress: 5 });
    const socket = connect(app.url);
    const all = await Promise.all(Array.from({ length: 20 }, () => socket.ask('{ serverTime }')));
    expect(all.filter((result) => codesOf(result)[0] === 'RATE_LIMITED').length).toBeGreaterThanOrEqual(10);
    expect(all.filter(({ data }) => data).length).toBeGreaterThan(0);
    await socket.close();
  });

  test('of a ticket, wherever it comes from; a player next to it is not touched', async () => {
    const app = await appWith({ operationsPerTicket: 5 });
    const { createRoom } = dataOf(await post(app.url, CREATE));
    const socket = connect(app.url, createRoom.ticket);
    const results = await Promise.all(
      Array.from({ length: 30 }, (_, n) => (n % 2 ? socket.ask('{ serverTime }') : post(app.url, '{ serverTime }', {}, createRoom.ticket))),
    );
    expect(results.filter((result) => codesOf(result)[0] === 'RATE_LIMITED').length).toBeGreaterThanOrEqual(15);
    expect(dataOf(await post(app.url, '{ serverTime }')).serverTime).toBeGreaterThan(0);
    await socket.close();
  });

  test.each([
    ['rooms', { roomsPerAddress: 4 }, () => '{ a: createRoom { ticket } b: createRoom { ticket } }'],
    [
      'joins',
      { joinsPerAddress: 4 },
      (code: string) => `{ a: joinRoom(input: { code: "${code}" }) { ticket } b: joinRoom(input: { code: "${code}" }) { ticket } }`,
    ],
  ] as const)('%s of an address are counted one by one, aliases or not, over both ways', async (_what, limits, query) => {
    const app = await appWith(limits);
    const { createRoom } = dataOf(await post(app.url, CREATE));
    const document = `mutation ${query(createRoom.room.code)}`;
    const socket = connect(app.url);
    const results = [await post(app.url, document), await socket.ask(document), await post(app.url, document)];
    const codes = results.flatMap(codesOf);
    // An operation ends at its first error. One room had been opened before.
    expect(codes).toEqual('roomsPerAddress' in limits ? ['RATE_LIMITED', 'RATE_LIMITED'] : ['RATE_LIMITED']);
    expect(results.at(-1)?.errors?.[0]?.extensions.retryAfterMs).toBeGreaterThan(50_000);
    await socket.close();
  });

  test('a hall behind one address: a hundred people join within a minute, and every one of them steers', async () => {
    const app = await appWith({});
    const { createRoom } = dataOf(await post(app.url, CREATE));
    const join = 'mutation($c: String!) { joinRoom(input: { code: $c, kind: LISTENER }) { ticket } }';
    const all = await Promise.all(Array.from({ length: 100 }, () => post(app.url, join, { c: createRoom.room.code })));
    expect(all.flatMap(codesOf)).toEqual([]);
    expect(codesOf(await post(app.url, join, { c: createRoom.room.code }))).toEqual(['RATE_LIMITED']);
  });

  test('behind a trusted proxy each address counts for itself; without trust a claim counts for nothing', async () => {
    const ask = (app: TestApp, address: string) => fetch(`${app.url}?query={serverTime}`, { headers: { 'x-forwarded-for': address } });
    const statuses = async (app: TestApp) =>
      (await Promise.all(Array.from({ length: 12 }, (_, n) => ask(app, `198.51.100.${n}`)))).map(({ status }) => status);
    expect(await statuses(await appWith({ operationsPerAddress: 3 }, { config: { trustProxy: ['loopback'] } }))).not.toContain(429);
    expect(await statuses(await appWith({ operationsPerAddress: 3 }))).toContain(429);
  });
});

describe('sockets', () => {
  const statusOf = (url: string, headers: Record<string, string> = {}) =>
    new Promise<number>((resolve) => {
      const socket = new WebSocket(wsUrl(url), 'graphql-transport-ws', { headers });
      socket.on('error', () => {});
      socket.on('open', () => resolve(101));
      socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    });

  test('of one address: one too many is 429, another address is welcome, and a seat that is left is free', async () => {
    const app = await appWith({ socketsPerAddress: 2 }, { config: { trustProxy: ['loopback'] } });
    const from = (address: string) => statusOf(app.url, { 'x-forwarded-for': address });
    const first = new WebSocket(wsUrl(app.url), 'graphql-transport-ws', { headers: { 'x-forwarded-for': '198.51.100.1' } });
    await once(first, 'open');
    expect([await from('198.51.100.1'), await from('198.51.100.1'), await from('198.51.100.2')]).toEqual([101, 429, 101]);
    first.close();
    await once(first, 'close');
    await expect.poll(() => from('198.51.100.1')).toBe(101);
  });

  test('in all: one too many is 503, and event streams take seats as well', async () => {
    const app = await appWith({ sockets: 2 });
    expect(await statusOf(app.url)).toBe(101);
    const body = JSON.stringify({ query: 'subscription { rooms { code } }' });
    const events = () =>
      fetch(app.url, { method: 'POST', body, headers: { 'content-type': 'application/json', accept: 'text/event-stream' } });
    const stream = await events();
    expect(stream.status).toBe(200);
    expect([await statusOf(app.url), (await events()).status]).toEqual([503, 503]);
    expect(dataOf(await post(app.url, '{ serverTime }')).serverTime).toBeGreaterThan(0);
    await stream.body?.cancel();
    await expect.poll(() => statusOf(app.url)).toBe(101);
  });

  test('an operation too many on one socket is refused, and goes when another has ended', async () => {
    const app = await appWith({ operationsPerSocket: 3 });
    const raw = await openRaw(app.url);
    const listen = (id: string) => raw.say({ id, type: 'subscribe', payload: { query: 'subscription { rooms { code } }' } });
    const answerTo = (id: string) => raw.until((message) => message.id === id);
    for (const id of ['1', '2', '3', '4']) listen(id);
    expect((await answerTo('4')).payload[0].extensions).toEqual({ code: 'RATE_LIMITED', retryAfterMs: 1_000 });
    for (const id of ['1', '2', '3']) expect((await answerTo(id)).type).toBe('next');
    raw.say({ id: '1', type: 'complete' });
    listen('5');
    expect((await answerTo('5')).type).toBe('next');
    raw.socket.terminate();
  });

  test.each([
    ['messages', (socket: WebSocket) => socket.send('{"type":"ping"}')],
    ['ping frames', (socket: WebSocket) => socket.ping()],
    ['kilobytes', (socket: WebSocket) => socket.send(`{"type":"ping","payload":{"filler":"${'x'.repeat(8_000)}"}}`)],
  ])('too many %s in a second close with 4491, and only that socket', async (_what, send) => {
    const app = await appWith({ messagesPerSecond: 20 });
    const [loud, quiet] = [await openRaw(app.url), await openRaw(app.url)];
    for (let count = 0; count < 60; count += 1) send(loud.socket);
    expect(await loud.closed).toEqual({ code: 4491, reason: 'Too many messages' });
    quiet.say({ type: 'ping' });
    expect((await quiet.until(({ type }) => type === 'pong')).type).toBe('pong');
    quiet.socket.terminate();
  });
});
