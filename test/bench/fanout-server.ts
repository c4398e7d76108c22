// The measured process: one audience behind four ways to its listeners. Two are the API, executed once for all and (the way that
// exists only here) for each listener alone, base64 included; two are bounds that no GraphQL server can pass under.
import { once } from 'node:events';
import { createServer as createHttp, type IncomingMessage } from 'node:http';
import { type AddressInfo, createServer as createTcp, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { createMemoryRoomBus } from '../../server/adapters/memory/room-bus.ts';
import { createOpusEncoder } from '../../server/adapters/opus/encoder.ts';
import { createTickets } from '../../server/adapters/system/tickets.ts';
import { type AudioChunk, CHANNELS, CHUNK_FRAMES, PACKET_FRAMES, SAMPLE_RATE_HZ } from '../../server/domain/audio.ts';
import { SILENT } from '../../server/domain/live.ts';
import { MIN_DELAY_MS } from '../../server/domain/room-delay.ts';
import type { RoomState } from '../../server/domain/room-state.ts';
import { createFanout, type Fanout } from '../../server/http/fanout.ts';
import { createGraphqlSocket } from '../../server/http/graphql-socket.ts';
import { createGraphqlYoga } from '../../server/http/graphql-yoga.ts';
import { createLog } from '../../server/log.ts';
import { createErrorTranslator } from '../../server/schema/errors.ts';
import { createAudience } from '../../server/services/audience.ts';
import type { CrowdService } from '../../server/services/crowd.ts';
import type { RoomService } from '../../server/services/room.ts';
import { buildApp } from '../support/build-app.ts';
import { participant, roomState } from '../support/live-room.ts';
import { noFanout } from '../support/no-fanout.ts';
import { noGate, noLimits } from '../support/no-gate.ts';

export type Way = 'naive' | 'shared' | 'ws.send' | 'raw';
export type Load = 'PCM 100 ms' | 'PCM 200 ms' | 'OPUS 100 ms' | 'STATE';

export interface WindowOrder {
  readonly way: Way;
  readonly load: Load;
  readonly codes: readonly string[];
  /** Either is enough. */
  readonly forMs: number;
  readonly rounds: number;
  /** Whether to look at memory now and then, garbage collected. */
  readonly watchMemory: boolean;
}

export type Order = WindowOrder | 'opus' | 'cpu';

export interface WindowResult {
  /** Rounds that were measured: in each, every room got one chunk or state, and every listener had it before the next. */
  readonly rounds: number;
  /** Before the measured ones. */
  readonly warmUpRounds: number;
  readonly cpuMs: number;
  /** Most above what it was at the start; megabytes, heap and buffers. */
  readonly memoryMb: number;
}

export interface Ports {
  readonly ways: Readonly<Record<Way, number>>;
  /** Whoever is connected here writes a byte when a round has arrived. */
  readonly acknowledge: number;
  readonly appUrl: string;
}

const CHUNK_MS = 100;
const WARM_UP_ROUNDS = 2;

/** Moved on by the bench: one chunk of time for every round, however fast rounds follow each other. Every crowd has a time of its own,
 * or else what others are played meanwhile would count as its time, and whatever comes every few seconds would come too often. */
const BEGINS_MS = 1_700_000_000_000;
const times = new Map<string, number>();
let timeMs = BEGINS_MS;
const clock = {
  nowMs: () => timeMs,
  after(delayMs: number, call: () => void) {
    const timer = setTimeout(call, delayMs);
    return () => clearTimeout(timer);
  },
};

const bus = createMemoryRoomBus();
const rooms = new Map<string, RoomState>();
function roomOf(code: string): RoomState {
  const ids = ['ann', 'ben', 'cleo', 'dan', 'eve', 'fay'];
  const people = ids.map((id) => participant(id, { bpm: 120, moods: ['Dark', 'Dreamy'], density: 0.5, updatedAtMs: timeMs }));
  const room = rooms.get(code) ?? roomState({ code, participants: people, isPlaying: true });
  rooms.set(code, room);
  return room;
}
const audience = createAudience({
  bus,
  clock,
  store: { get: async (code) => roomOf(code) },
  lyria: { liveOf: () => SILENT, ringOf: () => [], attend: () => () => {}, reportArrival: () => true },
  lobby: async () => [],
  log: { warn: () => {} },
});

const log = createLog('silent');
const translate = createErrorTranslator(log);
const presence = { connected: () => () => {}, seen: () => {}, stop: () => {} };
const tickets = createTickets({ holderOf: async () => null });
const yoga = createGraphqlYoga({
  rooms: {} as RoomService,
  audience,
  crowd: {} as CrowdService,
  tickets,
  presence,
  translate,
  admission: noGate,
  documents: { limits: noLimits, introspection: true },
  maxBytes: noLimits.messageBytes,
  log,
  allowedOrigins: [],
  nowMs: clock.nowMs,
});

async function listen(upgrade: (request: IncomingMessage, connection: Duplex, head: Buffer) => void): Promise<number> {
  const server = createHttp().on('upgrade', upgrade).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

function api(fanout: Fanout): Promise<number> {
  const { upgrade } = createGraphqlSocket({ yoga, tickets, presence, fanout, admission: noGate, limits: noLimits, clock, translate, log });
  return listen((request, connection, head) => upgrade(request, connection, head, 'bench'));
}

/** Listeners of the bounds, by room. */
const bound = new Map<string, Set<{ readonly socket: WebSocket; readonly connection: Socket }>>();
function bounds(): Promise<number> {
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  return listen((request, duplex, head) =>
    sockets.handleUpgrade(request, duplex, head, (socket) =>
      socket.on('message', (data) => {
        const { type, payload } = JSON.parse(String(data));
        if (type === 'connection_init') return socket.send('{"type":"connection_ack"}');
        const code = payload.variables.code as string;
        const members = bound.get(code) ?? new Set();
        const member = { socket, connection: request.socket };
        bound.set(code, members.add(member));
        socket.once('close', () => members.delete(member));
      }),
    ),
  );
}

/** What a listener asks for; ids and all as the web client has them. */
function messageOf({ epoch, seq, startFrame, packets, playAtMs }: AudioChunk): string {
  return JSON.stringify({
    id: 'audio',
    type: 'next',
    payload: { data: { audioChunk: { epoch, seq, startFrame, packets, playAt: playAtMs } } },
  });
}

function rawFrame(text: string): Buffer {
  const body = Buffer.from(text);
  const head = Buffer.alloc(body.length < 65_536 ? 4 : 10);
  head[0] = 0x81;
  head[1] = body.length < 65_536 ? 126 : 127;
  if (body.length < 65_536) head.writeUInt16BE(body.length, 2);
  else head.writeUInt32BE(body.length, 6);
  return Buffer.concat([head, body]);
}

const noise = Int16Array.from({ length: 2 * CHUNK_FRAMES * CHANNELS }, (_, at) => (at * 7_919 * (at % 13)) % 20_000);
const opusPacket = Uint8Array.from({ length: 320 }, (_, at) => (at * 31) % 256);
const PIECES: Readonly<Record<Exclude<Load, 'STATE'>, readonly Uint8Array[]>> = {
  'PCM 100 ms': [new Uint8Array(noise.buffer, 0, noise.byteLength / 2)],
  'PCM 200 ms': [new Uint8Array(noise.buffer)],
  'OPUS 100 ms': Array.from({ length: 5 }, () => opusPacket),
};
const base64 = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');

let seq = 0;
function chunkOf(load: Exclude<Load, 'STATE'>, way: Way): AudioChunk {
  const pieces = PIECES[load];
  const encoding = load === 'OPUS 100 ms' ? 'OPUS' : 'PCM_S16LE';
  const facts = {
    epoch: 'bench',
    seq,
    startFrame: seq * CHUNK_FRAMES,
    frames: CHUNK_FRAMES,
    sampleRate: SAMPLE_RATE_HZ,
    channels: CHANNELS,
  };
  const chunk = { ...facts, encoding, playAtMs: timeMs + MIN_DELAY_MS, delayMs: MIN_DELAY_MS } as const;
  // The naive way turns bytes into base64 where they are asked for: in the resolver, for every listener.
  if (way === 'naive') return Object.defineProperty(chunk as AudioChunk, 'packets', { get: () => pieces.map(base64) });
  return { ...chunk, packets: pieces.map(base64) };
}

function publish(way: Way, load: Load, code: string): void {
  if (load === 'STATE') {
    const { version, target, ...rest } = roomOf(code);
    const state: RoomState = { ...rest, version: version + 1, target: { ...target, bpm: 60 + (version % 140) } };
    rooms.set(code, state);
    bus.publish({ kind: 'ROOM', state, events: [] });
    return;
  }
  const chunk = chunkOf(load, way);
  if (way === 'ws.send') {
    const bytes = Buffer.from(messageOf(chunk));
    for (const { socket } of bound.get(code) ?? []) socket.send(bytes, { binary: false });
  } else if (way === 'raw') {
    const frame = rawFrame(messageOf(chunk));
    for (const { connection } of bound.get(code) ?? []) connection.write(frame);
  } else bus.publish({ kind: 'AUDIO', code, chunk: { epoch: chunk.epoch, seq, as: () => chunk } });
}

let arrived = () => {};
const acknowledge = createTcp((socket) => {
  socket.setNoDelay(true);
  socket.on('data', () => arrived());
}).listen(0, '127.0.0.1');
await once(acknowledge, 'listening');

function memoryMb(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 2 ** 20;
}

async function playRound({ way, load, codes }: WindowOrder): Promise<void> {
  const round = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const crowd = codes.join();
  timeMs = (times.get(crowd) ?? BEGINS_MS) + CHUNK_MS;
  times.set(crowd, timeMs);
  seq += 1;
  for (const code of codes) publish(way, load, code);
  await round;
}

async function runWindow(order: WindowOrder): Promise<WindowResult> {
  // Memory is looked at only where it is the question: a collection leaves everything cold behind it.
  const lookAtMemory = order.watchMemory ? memoryMb : () => 0;
  const startMb = lookAtMemory();
  let worstMb = startMb;
  // The way that had its turn before has left the caches to itself.
  for (let round = 0; round < WARM_UP_ROUNDS; round += 1) await playRound(order);
  const endMs = performance.now() + order.forMs;
  const before = process.cpuUsage();
  let rounds = 0;
  while (rounds < order.rounds && performance.now() < endMs) {
    await playRound(order);
    rounds += 1;
    if (rounds % 20 === 0) worstMb = Math.max(worstMb, lookAtMemory());
  }
  const { user, system } = process.cpuUsage(before);
  return { rounds, warmUpRounds: WARM_UP_ROUNDS, cpuMs: (user + system) / 1_000, memoryMb: worstMb - startMb };
}

/** How many seconds of sound one second of a core turns into Opus. */
function opusSpeed(seconds: number): number {
  const { encode } = createOpusEncoder();
  const samples = PACKET_FRAMES * CHANNELS;
  const tone = Int16Array.from(
    { length: samples * 50 },
    (_, at) => 8_000 * Math.sin(at * 0.031) + 6_000 * Math.sin(at * 0.0071 * (at % 2)),
  );
  for (let packet = 0; packet < 50; packet += 1) encode(tone.subarray(packet * samples, (packet + 1) * samples));
  const before = process.cpuUsage();
  for (let packet = 0; packet < seconds * 50; packet += 1) encode(tone.subarray((packet % 50) * samples, ((packet % 50) + 1) * samples));
  const { user, system } = process.cpuUsage(before);
  return seconds / ((user + system) / 1e6);
}

const app = await buildApp({ config: { limits: noLimits } });
const ports: Ports = {
  ways: {
    naive: await api(noFanout),
    shared: await api(createFanout({ clock, translate })),
    'ws.send': await bounds(),
    raw: await bounds(),
  },
  acknowledge: (acknowledge.address() as AddressInfo).port,
  appUrl: app.url,
};
process.on('message', (order: Order) => {
  if (order === 'opus') process.send?.(opusSpeed(20));
  else if (order === 'cpu') process.send?.(process.cpuUsage());
  else void runWindow(order).then((result) => process.send?.(result));
});
process.on('disconnect', () => process.exit(0));
process.send?.(ports);
