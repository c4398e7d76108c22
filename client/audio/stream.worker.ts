// The Worker that turns the wire into samples: connection, books, clock, decoder. It sits apart from the page so that no
// layout, script or garbage collection there can delay sound. Plays nothing and keeps no settings.
import { createArrivalReports } from './arrival-report.ts';
import { createAxis } from './axis.ts';
import { createServerClock } from './clock.ts';
import { createDecoder, type Decoder, wasmDecoder } from './decoder.ts';
import { createJitter } from './jitter.ts';
import { createLedger } from './ledger.ts';
import type { Connection, SoundMessage, StreamOrder, StreamReport } from './messages.ts';
import { SLOT_FRAMES } from './ring.ts';
import { openStream, type Stream, type WireChunk } from './stream.ts';
import { createTimeline } from './timeline.ts';

// The DOM types describe a page; of the Worker's own scope these two members are needed.
const scope = self as unknown as {
  onmessage: ((event: MessageEvent<StreamOrder>) => void) | null;
  postMessage(report: StreamReport): void;
};

const REPORT_MS = 250;
/** Right after a subscription the past arrives in one burst, which says nothing about how punctual the network is. */
const SETTLE_MS = 1_000;
/** What a new output gets at once: 3 s, more than any lead of the server. */
const RECENT_SLOTS = 150;
/** Two listeners may then be twice that apart, at the very worst. */
const SURE_MS = 4;
const RATE_WINDOW_MS = 5_000;
const PACKET_MS = 20;

/** Comparable with the page's clock, other than `performance.now()`, whose zero is each thread's own start. */
const nowMs = () => performance.timeOrigin + performance.now();

const ledger = createLedger();
let clock = createServerClock();
let timeline = createTimeline();
let jitter = createJitter();
let arrivalReports = createArrivalReports();
/** As the newest chunk says, milliseconds. */
let roomDelayMs = 0;
let stream: Stream | null = null;
let room: string | null = null;
let ticket: string | null = null;
/** The line stands, and nobody listens yet. */
let isHeld = false;
let connection: Connection = 'idle';
let refusal: string | null = null;
let axis = createAxis();
let openedAtMs = 0;
let lastChunkMs: number | null = null;
let headStartMs = 0;
let arrivals: { readonly atMs: number; readonly bytes: number; readonly soundMs: number }[] = [];

let output: MessagePort | null = null;
let recent: Extract<SoundMessage, { kind: 'slot' }>[] = [];
/** Where a new epoch begins, until its first decoded slot goes out: the cut must not overtake the old epoch's last sound. */
let pendingCut: number | null = null;

let decoder: Decoder | null = null;
let waiting: { readonly slot: number; readonly packet: Uint8Array<ArrayBuffer> }[] = [];
let decoderAsked = false;

setInterval(report, REPORT_MS);

scope.onmessage = ({ data: order }) => {
  switch (order.kind) {
    case 'prepare':
      ticket = null;
      open(order.url, order.code);
      isHeld = true;
      break;
    case 'listen':
      ticket = order.ticket;
      if (!isHeld || room !== order.code) open(order.url, order.code);
      isHeld = false;
      stream?.begin();
      report();
      break;
    case 'ticket':
      ticket = order.ticket;
      break;
    case 'leave':
      stop();
      room = null;
      report();
      break;
    case 'retry':
      stream?.retryNow();
      break;
    case 'output':
      output?.close();
      output = order.port;
      for (const message of recent) post(message);
      break;
    case 'needs':
      headStartMs = order.headStartMs;
      break;
  }
};

function open(url: string, code: string): void {
  stop();
  room = code;
  refusal = null;
  clock = createServerClock();
  prepareDecoder();
  stream = openStream({
    url,
    code,
    ticket: () => ticket,
    nowMs,
    random: Math.random,
    cursor: ledger.cursor,
    onChunk,
    onClock(sample) {
      const first = clock.estimate(nowMs()) === null;
      clock.add(sample);
      if (first && clock.estimate(nowMs()) !== null) report();
    },
    isSure: () => (clock.estimate(nowMs())?.errorMs ?? Number.POSITIVE_INFINITY) <= SURE_MS,
    onConnection(next) {
      if (next === 'open') openedAtMs = nowMs();
      connection = next;
      report();
    },
    onRefused(refused) {
      refusal = refused;
      report();
    },
  });
}

/** Leaves the room and forgets its sound. */
function stop(): void {
  isHeld = false;
  stream?.close();
  stream = null;
  ledger.forget();
  timeline = createTimeline();
  jitter = createJitter();
  arrivalReports = createArrivalReports();
  roomDelayMs = 0;
  axis = createAxis();
  recent = [];
  waiting = [];
  decoder?.forget();
  pendingCut = null;
  lastChunkMs = null;
  output?.postMessage({ kind: 'clear' } satisfies SoundMessage);
}

function onChunk(chunk: WireChunk): void {
  const now = nowMs();
  arrivals.push({
    atMs: now,
    bytes: chunk.packets.reduce((sum, packet) => sum + packet.length, 0),
    soundMs: chunk.packets.length * PACKET_MS,
  });
  const news = ledger.enter(chunk.epoch, chunk.seq, chunk.packets.length);
  if (news === 'stale' || news === 'duplicate') return;
  if (news === 'new-epoch') beginEpoch(chunk);
  const frame = axis.frameOf(chunk.startFrame);
  // Without the room's delay: the line through the due times must not bend when the room learns to wait longer.
  const undelayedMs = chunk.playAt - chunk.delayMs;
  timeline.add(frame, undelayedMs);
  roomDelayMs = chunk.delayMs;

  clock.heard(chunk.sentAt, now);
  const estimate = clock.estimate(now);
  if (estimate !== null && now - openedAtMs > SETTLE_MS) {
    jitter.arrived(now + estimate.offsetMs + headStartMs - undelayedMs, now);
    const lateMs = jitter.lateMs();
    if (lateMs !== null && arrivalReports.isDue(lateMs, roomDelayMs, now)) stream?.reportArrival(lateMs);
  }

  const first = lastChunkMs === null;
  lastChunkMs = now;
  for (const [index, packet] of chunk.packets.entries()) decode(Math.round(frame / SLOT_FRAMES) + index, bytesOf(packet));
  if (first || news === 'new-epoch') report();
}

function beginEpoch({ epoch, startFrame, playAt, delayMs }: WireChunk): void {
  const isFirst = axis.spans().length === 0;
  const { fromFrame } = axis.begin(epoch, startFrame, playAt - delayMs);
  if (!isFirst) pendingCut = fromFrame / SLOT_FRAMES;
  timeline = createTimeline();
}

function decode(slot: number, packet: Uint8Array<ArrayBuffer>): void {
  if (decoder === null) waiting.push({ slot, packet });
  else decoder.decode(slot, packet);
}

function prepareDecoder(): void {
  if (decoderAsked) return;
  decoderAsked = true;
  void createDecoder(emit, () => {
    // It said that it can and then could not; the WebAssembly takes over for good.
    decoder = null;
    void wasmDecoder(emit).then(useDecoder);
  }).then(useDecoder);
}

function useDecoder(ready: Decoder): void {
  decoder = ready;
  for (const { slot, packet } of waiting) ready.decode(slot, packet);
  waiting = [];
}

function emit(slot: number, left: Float32Array<ArrayBuffer>, right: Float32Array<ArrayBuffer>): void {
  if (pendingCut !== null && slot === pendingCut) {
    pendingCut = null;
    recent = recent.filter((message) => message.slot < slot);
    output?.postMessage({ kind: 'cut', slot } satisfies SoundMessage);
  }
  const message = { kind: 'slot', slot, left, right } as const;
  recent.push(message);
  if (recent.length > RECENT_SLOTS) recent.shift();
  post(message);
}

/** Structured cloning copies the samples; giving them away would empty `recent`, and a copy by hand costs as much. */
function post(message: SoundMessage): void {
  output?.postMessage(message);
}

function report(): void {
  const now = nowMs();
  arrivals = arrivals.filter(({ atMs }) => now - atMs <= RATE_WINDOW_MS);
  const bytes = arrivals.reduce((sum, arrival) => sum + arrival.bytes, 0);
  const soundMs = arrivals.reduce((sum, arrival) => sum + arrival.soundMs, 0);
  scope.postMessage({
    room,
    connection,
    refusal,
    clock: clock.estimate(now),
    line: timeline.line(),
    delayMs: jitter.delayMs(roomDelayMs, now),
    roomDelayMs,
    epochs: axis.spans(),
    quietMs: connection === 'open' ? now - Math.max(openedAtMs, lastChunkMs ?? 0) : null,
    decoder: decoder?.kind ?? null,
    ...ledger.counts(),
    // Per second of sound, not of time: the burst at the beginning says nothing of what the stream costs.
    kbitPerSecond: soundMs === 0 ? 0 : (bytes * 8) / soundMs,
  });
}

interface WithFromBase64 {
  fromBase64?(text: string): Uint8Array<ArrayBuffer>;
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const native = (Uint8Array as WithFromBase64).fromBase64;
  if (native) return native.call(Uint8Array, base64);
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
