// How streams behave when readers do not: server-sent events, sockets that stop reading, cancelled operations, a server that stops.
import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { buildApp, type TestApp } from '../support/build-app.ts';
import { type Answer, connect, dataOf, post } from '../support/third-party.ts';

const STALLED_STREAMS = 16;
/** 10 s: what the kernel takes (about 10 MB) and what the server keeps (2 s) are full long before. */
const STALLED_CHUNKS = 100;

let app: TestApp;
let code: string;
let ticket: string;
beforeEach(async () => {
  app = await buildApp();
  const { createRoom } = dataOf(await post(app.url, 'mutation { createRoom { ticket room { code } } }'));
  ({ code } = createRoom.room);
  ({ ticket } = createRoom);
});
afterEach(() => app.stop());

const rename = (name: string) =>
  post(app.url, 'mutation($code: String!, $name: String!) { rename(code: $code, displayName: $name) { id } }', { code, name }, ticket);

test('room state comes over server-sent events: now, and after every change', async () => {
  const abort = new AbortController();
  const response = await fetch(app.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', authorization: `Bearer ${ticket}` },
    body: JSON.stringify({
      query: 'subscription($code: String!) { roomState(code: $code) { version participants { displayName } } }',
      variables: { code },
    }),
    signal: abort.signal,
  });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const states: Answer[] = [];
  let text = '';
  for await (const bytes of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += Buffer.from(bytes).toString();
    const lines = text.split('\n');
    text = lines.pop() ?? '';
    for (const line of lines) if (line.startsWith('data: {')) states.push(JSON.parse(line.slice(6)).data.roomState);
    if (states.length === 1) await rename('Renamed');
    if (states.some(({ participants }) => participants[0].displayName === 'Renamed')) break;
  }
  abort.abort();
  expect(states.at(-1).version).toBeGreaterThan(states[0].version);
});

test('a cancelled operation ends alone; the others on its socket go on', async () => {
  const socket = connect(app.url);
  const query = 'subscription($code: String!) { roomState(code: $code) { version participants { displayName } } }';
  const [one, two] = [socket.listen(query, { code }), socket.listen(query, { code })];
  await Promise.all([one.until(() => true), two.until(() => true)]);
  one.cancel();
  await rename('After');
  await two.until(({ roomState }) => roomState.participants[0].displayName === 'After');
  expect(one.results).toHaveLength(1);
  await socket.close();
});

test('a socket that stops reading costs the others nothing, and loses its own oldest sound instead of piling it up', {
  timeout: 60_000,
}, async () => {
  const hear = 'subscription($code: String!) { audioChunk(code: $code, encoding: PCM_S16LE) { seq packets } }';
  await post(app.url, 'mutation($code: String!) { startMusic(code: $code) { isPlaying } }', { code }, ticket);

  // Sixteen streams on one connection that is not read: 4 MB a second, so that the kernel's buffers are soon full.
  const stalled = new WebSocket(app.url.replace('http', 'ws'), 'graphql-transport-ws');
  await once(stalled, 'open');
  stalled.send(JSON.stringify({ type: 'connection_init' }));
  await once(stalled, 'message');
  const late: number[][] = Array.from({ length: STALLED_STREAMS }, () => []);
  stalled.on('message', (data) => {
    const { id, payload } = JSON.parse(String(data));
    late[Number(id)]?.push(payload.data.audioChunk.seq);
  });
  stalled.pause();
  for (const id of late.keys()) {
    stalled.send(JSON.stringify({ id: String(id), type: 'subscribe', payload: { query: hear, variables: { code } } }));
  }

  const sockets = Array.from({ length: 3 }, () => connect(app.url));
  const streams = sockets.map((socket) => socket.listen(hear, { code }));
  const reach = (seq: number) => Promise.all(streams.map((stream) => stream.until(({ audioChunk }) => audioChunk.seq >= seq)));
  await reach(STALLED_CHUNKS);
  stalled.resume();
  await reach(STALLED_CHUNKS + 20);

  for (const { results } of streams) {
    const seqs = results.map(({ data }) => data.audioChunk.seq);
    expect(seqs).toEqual(seqs.map((_seq, place) => seqs[0] + place));
  }
  for (const seqs of late) {
    expect(seqs.at(-1)).toBeGreaterThan(STALLED_CHUNKS);
    const lost = seqs.slice(1).reduce((sum, seq, place) => sum + seq - (seqs[place] as number) - 1, 0);
    expect(lost).toBeGreaterThan(10);
  }
  stalled.terminate();
  await Promise.all(sockets.map((socket) => socket.close()));
});

test('a client that is cut off in the middle of a request disturbs nobody', async () => {
  const { port, hostname } = new URL(app.origin);
  const connection = connectTcp(Number(port), hostname);
  await once(connection, 'connect');
  connection.write('POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{"query":');
  connection.resetAndDestroy();
  expect(dataOf(await post(app.url, '{ serverTime }')).serverTime).toBeGreaterThan(0);
});

test('a stopping server closes sockets with 1012, so that clients come back, and frees its port within a second', async () => {
  const socket = new WebSocket(app.url.replace('http', 'ws'), 'graphql-transport-ws');
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init' }));
  await once(socket, 'message');
  const closed = once(socket, 'close');
  await app.stop();
  expect((await closed)[0]).toBe(1012);
  await expect(fetch(`${app.origin}/health`)).rejects.toThrow();
});

test('a stopping server cuts event streams in the middle, which clients take for a broken line and not for an end', async () => {
  const response = await fetch(app.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query: 'subscription($code: String!) { roomState(code: $code) { version } }', variables: { code } }),
  });
  const reader = response.body?.getReader();
  await reader?.read();
  const broken = expect(
    (async () => {
      for (;;) if ((await reader?.read())?.done !== false) return;
    })(),
  ).rejects.toThrow();
  await app.stop();
  await broken;
});

test('the room waits for a member whose chunks come late, and every chunk says so', async () => {
  dataOf(await post(app.url, 'mutation($code: String!) { startMusic(code: $code) { isPlaying } }', { code }, ticket));
  const socket = connect(app.url, ticket);
  const sound = socket.listen('subscription($code: String!) { audioChunk(code: $code) { startFrame playAt delayMs } }', { code });
  const { audioChunk: before } = await sound.until(({ audioChunk }) => audioChunk.delayMs === 300);
  const report = 'mutation($code: String!, $lateMs: Float!) { reportArrival(code: $code, lateMs: $lateMs) }';
  expect(await post(app.url, report, { code, lateMs: 5_000 }, ticket)).toMatchObject({ data: { reportArrival: false } });
  expect(await post(app.url, report, { code, lateMs: 600 }, ticket)).toMatchObject({ data: { reportArrival: true } });
  const { audioChunk: after } = await sound.until(({ audioChunk }) => audioChunk.delayMs > 300);
  expect(after.delayMs).toBe(700);
  expect(after.playAt - after.delayMs - (before.playAt - before.delayMs)).toBeCloseTo((after.startFrame - before.startFrame) / 48, 3);
  await socket.close();
});
