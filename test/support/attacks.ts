// What strangers do to a public address, wave by wave: each attack sends a good deal of its own kind of harm, waits for what comes of
// it, and lets go of everything. Judges nothing.
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect as connectTcp, type Socket as TcpSocket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { WebSocket } from 'ws';

export interface Target {
  /** http://127.0.0.1:PORT/graphql; the server believes what `X-Forwarded-For` says. */
  readonly url: string;
  /** A room with a password, whose music plays. */
  readonly code: string;
}

export interface Attack {
  readonly name: string;
  /** Resolves when nothing of it is left on this side. */
  wave(target: Target): Promise<void>;
}

/** The attacker's address; the innocent have others. */
const FROM = { 'x-forwarded-for': '198.51.100.66' };
const JSON_BODY = { 'content-type': 'application/json', ...FROM };

const times = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));
const together = (count: number, one: (n: number) => Promise<unknown>) => Promise.allSettled(times(count, one)).then(() => {});

/** Whatever the answer is, it is read to its end. */
async function post(url: string, body: string): Promise<void> {
  await (await fetch(url, { method: 'POST', headers: JSON_BODY, body })).arrayBuffer();
}

const ask = (url: string, query: string, variables: unknown = {}) => post(url, JSON.stringify({ query, variables }));

async function openSocket(url: string): Promise<WebSocket | null> {
  const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws', { headers: FROM });
  socket.on('error', () => {});
  return new Promise((resolve) => {
    socket.once('open', () => resolve(socket));
    socket.once('close', () => resolve(null));
  });
}

async function greeted(url: string): Promise<WebSocket | null> {
  const socket = await openSocket(url);
  if (socket === null) return null;
  socket.send('{"type":"connection_init"}');
  await Promise.race([once(socket, 'message'), once(socket, 'close')]).catch(() => {});
  return socket;
}

async function gone(socket: WebSocket): Promise<void> {
  if (socket.readyState === WebSocket.CLOSED) return;
  const closed = once(socket, 'close').catch(() => {});
  socket.terminate();
  await closed;
}

/** Says it all on one socket, and waits until the server has had its say. */
async function overSocket(url: string, messages: readonly (string | Buffer)[], settleMs = 300): Promise<void> {
  const socket = await greeted(url);
  if (socket === null) return;
  for (const message of messages) if (socket.readyState === WebSocket.OPEN) socket.send(message);
  await Promise.race([once(socket, 'close'), wait(settleMs)]).catch(() => {});
  await gone(socket);
}

const subscribe = (id: string, query: string, variables: unknown = {}) =>
  JSON.stringify({ id, type: 'subscribe', payload: { query, variables } });

function both(count: number, queries: readonly string[], variables: unknown = {}) {
  return async ({ url }: Target) => {
    await together(count, (n) => ask(url, queries[n % queries.length] ?? '', variables));
    await together(8, () =>
      overSocket(
        url,
        times(count / 8, (n) => subscribe(String(n), queries[n % queries.length] ?? '', variables)),
      ),
    );
  };
}

/** Connections that begin to say something and never finish; held for a while, then dropped. */
async function dribble({ url }: Target, count: number, beginning: string): Promise<void> {
  const { port, hostname } = new URL(url);
  const sockets: TcpSocket[] = times(count, () => connectTcp(Number(port), hostname).on('error', () => {}));
  for (const socket of sockets) socket.write(beginning);
  for (let drop = 0; drop < 5; drop += 1) {
    await wait(100);
    for (const socket of sockets) if (!socket.destroyed) socket.write('x');
  }
  await together(count, async (n) => {
    const socket = sockets[n] as TcpSocket;
    if (socket.destroyed) return;
    const closed = once(socket, 'close');
    socket.destroy();
    await closed;
  });
}

function chunked(url: string, bytes: number): Promise<void> {
  return new Promise((resolve) => {
    const request = httpRequest(url, { method: 'POST', headers: { ...JSON_BODY, 'transfer-encoding': 'chunked' } }, (response) => {
      response.resume().once('close', resolve);
    });
    request.once('error', () => resolve());
    request.once('close', () => resolve());
    for (let sent = 0; sent < bytes; sent += 16_384) request.write(Buffer.alloc(16_384, 'x'));
    request.end();
  });
}

const deep = `{ room(code: "AAAAAA") ${'{ a '.repeat(200)}${'}'.repeat(200)} }`;
const wide = `{ ${times(250, (n) => `a${n}: serverTime`).join(' ')} }`;
const long = `{ ${'serverTime '.repeat(5_800)} }`;
const directives = `{ serverTime ${'@skip(if: false) '.repeat(150)} }`;
const fragments = `{ ...F0 ...F0 } ${times(40, (n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`).join(' ')} fragment F40 on Query { serverTime }`;
const overlapping = `{ ${times(90, () => 'rooms { code name isPlaying }').join(' ')} }`;
const circle = `{ __schema { types ${'{ fields { type '.repeat(60)}{ name }${' } }'.repeat(60)} } }`;
const nestedValue = `${'['.repeat(30_000)}${']'.repeat(30_000)}`;
const JOIN = 'mutation($c: String!, $p: String) { joinRoom(input: { code: $c, password: $p }) { ticket } }';
const HEAR = 'subscription($c: String!) { audioChunk(code: $c, encoding: PCM_S16LE) { packets } }';

export const ATTACKS: readonly Attack[] = [
  { name: 'bodies of a megabyte', wave: ({ url }) => together(40, () => ask(url, '{ serverTime }', { filler: 'x'.repeat(1_000_000) })) },
  { name: 'the same in pieces', wave: ({ url }) => together(40, () => chunked(url, 1_000_000)) },
  { name: 'headers in drops', wave: (target) => dribble(target, 300, 'POST /graphql HTTP/1.1\r\nhost: x\r\nx-slow: ') },
  {
    name: 'bodies in drops',
    wave: (target) =>
      dribble(target, 300, 'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 5000\r\n\r\n{'),
  },
  { name: 'connections that are cut at once', wave: ({ url }) => together(300, () => cutAtOnce(url)) },
  {
    name: 'broken JSON',
    wave: ({ url }) => together(100, (n) => post(url, ['{"query":', '[[[[', 'null', '\u0000', `[${'{},'.repeat(900)}{}]`][n % 5] ?? '')),
  },
  {
    name: 'values nested 30000 deep',
    wave: ({ url }) => together(40, (n) => post(url, `{"query":"{ serverTime }","${n % 2 ? 'variables' : 'extensions'}":${nestedValue}}`)),
  },
  { name: 'operations deep, wide, long, full of directives', wave: both(80, [deep, wide, long, directives]) },
  { name: 'fragments that multiply, fields that overlap', wave: both(80, [fragments, overlapping]) },
  { name: 'the schema round in circles', wave: both(80, [circle]) },
  { name: 'a flood of questions', wave: both(640, ['{ rooms { code name } serverTime }']) },
  { name: 'a flood of rooms', wave: both(80, ['mutation { createRoom { ticket } }']) },
  { name: 'a flood of joins', wave: ({ url, code }) => together(120, () => ask(url, JOIN, { c: code })) },
  { name: 'guessing a password', wave: ({ url, code }) => together(100, (n) => ask(url, JOIN, { c: code, p: `guess ${n}` })) },
  { name: 'sockets that say nothing', wave: ({ url }) => holdSockets(url, 150) },
  { name: 'sockets without end', wave: ({ url }) => holdSockets(url, 1_200) },
  {
    name: 'messages without end',
    wave: ({ url }) =>
      together(10, () =>
        overSocket(
          url,
          times(2_000, () => '{"type":"ping"}'),
        ),
      ),
  },
  { name: 'pings whose pongs are not read', wave: ({ url }) => together(20, () => pingUnread(url)) },
  {
    name: 'subscriptions without end',
    wave: ({ url }) =>
      together(10, () =>
        overSocket(
          url,
          times(99, (n) => subscribe(String(n), 'subscription { rooms { code } }')),
        ),
      ),
  },
  {
    name: 'operations with ids of 60 kB',
    wave: ({ url }) =>
      together(20, () =>
        overSocket(
          url,
          times(20, (n) => subscribe(`${n}`.padEnd(60_000, 'x'), 'subscription { rooms { code } }')),
        ),
      ),
  },
  { name: 'messages of a megabyte', wave: ({ url }) => together(20, () => overSocket(url, ['x'.repeat(1_000_000)])) },
  {
    name: 'messages of no protocol',
    wave: ({ url }) => together(40, (n) => overSocket(url, [['{', '{"type":"next"}', Buffer.from([0xff, 0xfe]), '[]'][n % 4] ?? ''])),
  },
  { name: 'listeners that never read', wave: ({ url, code }) => together(20, () => listenUnread(url, code)) },
];

async function cutAtOnce(url: string): Promise<void> {
  const { port, hostname } = new URL(url);
  const socket = connectTcp(Number(port), hostname).on('error', () => {});
  await once(socket, 'connect').catch(() => {});
  socket.write('POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{"query":');
  socket.resetAndDestroy();
}

async function holdSockets(url: string, count: number): Promise<void> {
  const sockets = await Promise.all(times(count, () => openSocket(url)));
  await wait(200);
  await Promise.all(sockets.map((socket) => socket && gone(socket)));
}

async function pingUnread(url: string): Promise<void> {
  const socket = await greeted(url);
  if (socket === null) return;
  socket.pause();
  const filler = Buffer.alloc(100, 'x');
  for (let count = 0; count < 2_000 && socket.readyState === WebSocket.OPEN; count += 1) socket.ping(filler);
  await wait(300);
  await gone(socket);
}

async function listenUnread(url: string, code: string): Promise<void> {
  const socket = await greeted(url);
  if (socket === null) return;
  socket.pause();
  for (let id = 0; id < 20; id += 1) socket.send(subscribe(String(id), HEAR, { c: code }));
  await wait(500);
  await gone(socket);
}

export interface Innocent {
  /** How long each answer took, milliseconds, and whether it was one. */
  readonly answers: readonly { readonly ms: number; readonly isFine: boolean }[];
  /** Resolves when the last question has been answered. */
  stop(): Promise<void>;
}

/** Asks `{ __typename }` again and again, over HTTP and over a WebSocket that was there before, from an address of their own. */
export async function startInnocent(url: string): Promise<Innocent> {
  const headers = { 'content-type': 'application/json', 'x-forwarded-for': '203.0.113.7' };
  const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws', { headers });
  await once(socket, 'open');
  socket.send('{"type":"connection_init"}');
  await once(socket, 'message');
  const answers: { ms: number; isFine: boolean }[] = [];
  const waiting = new Map<string, (isFine: boolean) => void>();
  socket.on('message', (data) => {
    const { id, type, payload } = JSON.parse(String(data));
    if (type !== 'complete') waiting.get(id)?.(payload?.data?.__typename === 'Query');
  });
  socket.on('close', () => {
    for (const settle of waiting.values()) settle(false);
  });
  let asked = 0;
  let isOver = false;

  function overSocketOnce(): Promise<boolean> {
    const id = String(asked++);
    return new Promise<boolean>((resolve) => {
      waiting.set(id, resolve);
      if (socket.readyState === WebSocket.OPEN) socket.send(subscribe(id, '{ __typename }'));
      else resolve(false);
    }).finally(() => waiting.delete(id));
  }
  async function overHttp(): Promise<boolean> {
    const response = await fetch(url, { method: 'POST', headers, body: '{"query":"{ __typename }"}' });
    const { data } = (await response.json()) as { data?: { __typename?: string } };
    return data?.__typename === 'Query';
  }
  async function keepAsking(question: () => Promise<boolean>): Promise<void> {
    while (!isOver) {
      const beganAtMs = performance.now();
      const isFine = await question().catch(() => false);
      answers.push({ ms: performance.now() - beganAtMs, isFine });
      await wait(20);
    }
  }
  const loops = [keepAsking(overSocketOnce), keepAsking(overHttp)];
  return {
    answers,
    async stop() {
      isOver = true;
      await Promise.all(loops);
      await gone(socket);
    },
  };
}
