// What a server keeps of those who have gone: people come, join, listen, steer, drop and come again for minutes, and then everything
// that it holds is compared with the start. And what somebody costs who only watches. Prints figures and judges nothing.
// `tsx test/bench/churn-soak.ts [--minutes N] [--sockets N] [--json]`
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { startMeasuredServer } from '../support/measured-server.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { dataOf, type Json, type Result } from '../support/third-party.ts';

function option(name: string, fallback: number): number {
  const at = process.argv.indexOf(`--${name}`);
  return at > 0 ? Number(process.argv[at + 1]) : fallback;
}
const MINUTES = option('minutes', 10);
const SOCKETS = option('sockets', 2_000);
const PARTIES = 12;
/** Code that is compiled and caches that are filled by then stay; they are no leak. */
const WARM_UP_S = 120;
/** Longer than a room waits for those who come back, sockets close or budgets are remembered. */
const SETTLE_S = 75;

const random = seededRandom(7);
const server = await startMeasuredServer();
const { url } = server;
let addresses = 0;
/** Everybody has an address of their own. */
function nextAddress(): string {
  addresses += 1;
  return `10.${(addresses >> 16) & 255}.${(addresses >> 8) & 255}.${addresses & 255}`;
}

async function ask(query: string, variables: Json, ticket?: string): Promise<Result> {
  const headers: Record<string, string> = { 'content-type': 'application/json', 'x-forwarded-for': nextAddress() };
  if (ticket) headers.authorization = `Bearer ${ticket}`;
  return (await (await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) })).json()) as Result;
}

async function open(ticket: string | null): Promise<WebSocket> {
  const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws', { headers: { 'x-forwarded-for': nextAddress() } });
  socket.on('error', () => {});
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload: ticket === null ? {} : { ticket } }));
  await once(socket, 'message');
  return socket;
}
function listen(socket: WebSocket, id: string, query: string, code: string): void {
  socket.send(JSON.stringify({ id, type: 'subscribe', payload: { query, variables: { c: code } } }));
}
async function gone(socket: WebSocket): Promise<void> {
  const closed = once(socket, 'close');
  // Half of them hang up, half just vanish.
  if (random() < 0.5) socket.close();
  else socket.terminate();
  await closed;
}

const STATE = 'subscription($c: String!) { roomState(code: $c) { version isPlaying participants { displayName role influence } } }';
const HEAR = 'subscription($c: String!) { audioChunk(code: $c) { epoch seq playAt packets } }';
const JOIN = 'mutation($c: String!, $k: ClientKind!) { joinRoom(input: { code: $c, kind: $k }) { ticket } }';
const STEER = 'mutation($c: String!) { updateInput(code: $c, input: { wish: "a little more jazz" }) { id } }';
const CLOSE = 'mutation($c: String!) { closeRoom(code: $c) }';

async function guest(code: string): Promise<void> {
  const kind = random() < 0.7 ? 'CONTROLLER' : 'LISTENER';
  const { ticket } = dataOf(await ask(JOIN, { c: code, k: kind })).joinRoom;
  for (let visit = 0; visit < 2; visit += 1) {
    const socket = await open(ticket);
    listen(socket, '1', STATE, code);
    listen(socket, '2', HEAR, code);
    if (kind === 'CONTROLLER') await ask(STEER, { c: code }, ticket);
    await wait(200 + random() * 800);
    await gone(socket);
  }
  if (random() < 0.5) await ask('mutation($c: String!) { leaveRoom(code: $c) }', { c: code }, ticket);
}

async function party(): Promise<void> {
  const { createRoom } = dataOf(await ask('mutation { createRoom { ticket room { code } } }', {}));
  const { code } = createRoom.room;
  await ask('mutation($c: String!) { startMusic(code: $c) { isPlaying } }', { c: code }, createRoom.ticket);
  await Promise.all(Array.from({ length: 6 }, () => guest(code)));
  await ask(CLOSE, { c: code }, createRoom.ticket);
}

async function churn(seconds: number): Promise<number> {
  const endsAtMs = performance.now() + seconds * 1_000;
  let parties = 0;
  const host = async () => {
    while (performance.now() < endsAtMs) {
      await party();
      parties += 1;
    }
  };
  await Promise.all(Array.from({ length: PARTIES }, host));
  return parties;
}

async function settled() {
  await wait(SETTLE_S * 1_000);
  return server.holdings();
}

const kilobytes = (bytes: number) => Math.round(bytes / 102.4) / 10;

await churn(WARM_UP_S);

// Somebody who watches: a socket, a subscription, nothing happening.
const { createRoom } = dataOf(await ask('mutation { createRoom { ticket room { code } } }', {}));
const empty = await server.holdings();
const watchers: WebSocket[] = [];
for (let count = 0; count < SOCKETS; count += 1) {
  const socket = await open(null);
  listen(socket, '1', STATE, createRoom.room.code);
  await once(socket, 'message');
  watchers.push(socket);
}
const full = await server.holdings();
const perWatcher = {
  rssKb: kilobytes((full.rssBytes - empty.rssBytes) / SOCKETS),
  heapKb: kilobytes((full.heapBytes - empty.heapBytes) / SOCKETS),
};
await Promise.all(watchers.map(gone));
await ask(CLOSE, { c: createRoom.room.code }, createRoom.ticket);

const before = await settled();
const parties = await churn(MINUTES * 60);
const after = await settled();
await server.stop();

const grown = (a: number, b: number) => `${kilobytes(a)} kB, then ${kilobytes(b)} kB (${Math.round((b / a - 1) * 1_000) / 10} %)`;
const text = [
  `A socket with one idle subscription, of ${SOCKETS}: ${perWatcher.rssKb} kB resident, ${perWatcher.heapKb} kB of it heap`,
  `${MINUTES} minutes of coming and going: ${parties} parties, ${parties * 6} guests, ${parties * 12} sockets`,
  `  heap     ${grown(before.heapBytes, after.heapBytes)}`,
  `  resident ${grown(before.rssBytes, after.rssBytes)}`,
  `  handles  ${JSON.stringify(before.handles)}, then ${JSON.stringify(after.handles)}`,
];
process.stdout.write(`${process.argv.includes('--json') ? JSON.stringify({ perWatcher, parties, before, after }) : text.join('\n')}\n`);
