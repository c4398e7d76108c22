// A room that plays a rising tone: serves `audioChunk` and `serverTime` in the shapes of the schema, without any of Coro's own
// server. The pitch at any moment says which frame is being heard.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { Encoder } from '@evan/opus';
import { GraphQLError } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { createSchema } from 'graphql-yoga';
import sirv from 'sirv';
import { WebSocketServer } from 'ws';

const CHUNK_MS = 100;
const CHUNK_FRAMES = 4_800;
const PACKET_FRAMES = 960;
const OPUS_DELAY_FRAMES = 312;
const SHORTEST_DELAY_MS = 300;

/** The tone climbs by so many Hz in a second, from `LOWEST_HZ`, and begins anew after `SWEEP_SECONDS`. */
export const HZ_PER_SECOND = 150;
export const LOWEST_HZ = 400;
export const SWEEP_SECONDS = 100;

/** Pitch of the tone at a frame of the room's timeline. */
export function pitchAt(frame: number): number {
  return LOWEST_HZ + HZ_PER_SECOND * ((frame / 48_000) % SWEEP_SECONDS);
}

export interface Subscribed {
  readonly code: string;
  readonly after: { readonly epoch: string; readonly seq: number } | null;
  readonly ticket: unknown;
}

export interface ToneServer {
  readonly port: number;
  /** When frame 0 of the present run is due; milliseconds, this server's clock. */
  startedAtMs(): number;
  /** What was asked for, oldest first. */
  readonly subscriptions: readonly Subscribed[];
  /** What listeners said of their network, oldest first, milliseconds. */
  readonly arrivals: readonly number[];
  /** The room waits so long from the next chunk on, milliseconds; 300 at first. */
  waitFor(delayMs: number): void;
  /** Ends this run of the engine; a new one begins at frame 0. */
  newEpoch(): void;
  close(): Promise<void>;
}

const typeDefs = /* GraphQL */ `
  scalar Timestamp
  scalar Base64
  enum AudioEncoding { OPUS PCM_S16LE }
  input AudioCursor { epoch: ID! seq: Int! }
  type Query { serverTime: Timestamp! }
  type Mutation { reportArrival(code: String!, lateMs: Float!): Boolean! }
  type Subscription { audioChunk(code: String!, encoding: AudioEncoding! = OPUS, after: AudioCursor): AudioChunk! }
  type AudioChunk {
    epoch: ID! seq: Int! startFrame: Float! frames: Int! sampleRate: Int! channels: Int! encoding: AudioEncoding!
    packets: [Base64!]! playAt: Timestamp! delayMs: Float! sentAt: Timestamp!
  }
`;

/**
 * `obliging`: the room waits for whoever reports, with 100 ms to spare.
 * `leadMs`: how long before its time a chunk is sent while the room waits for 300 ms (the real server: 700). `clockAheadMs`: how far this server's clock is
 * ahead of the machine's. `pages`: folder of static files. The room MUTED plays nothing, NOSUCH does not exist.
 */
export async function startToneServer({ leadMs = 700, clockAheadMs = 5_000, pages = '', obliging = false } = {}): Promise<ToneServer> {
  const nowMs = () => performance.timeOrigin + performance.now() + clockAheadMs;
  const subscriptions: Subscribed[] = [];
  const arrivals: number[] = [];
  let delayMs = SHORTEST_DELAY_MS;
  let run = beginRun(nowMs(), 1);

  async function* audioChunk(code: string, after: Subscribed['after']) {
    if (code === 'MUTED') await wait(3_600_000, undefined, { ref: false });
    let current = run;
    let seq = after?.epoch === current.epoch ? after.seq + 1 : Math.max(0, Math.floor((nowMs() - 1_000 - current.startedAtMs) / CHUNK_MS));
    for (;;) {
      if (current !== run) {
        current = run;
        seq = 0;
      }
      const playAt = current.startedAtMs + seq * CHUNK_MS;
      const early = playAt - leadMs - nowMs();
      if (early > 0) {
        await wait(Math.min(early, 50), undefined, { ref: false });
        continue;
      }
      yield {
        audioChunk: {
          epoch: current.epoch,
          seq,
          startFrame: seq * CHUNK_FRAMES - OPUS_DELAY_FRAMES,
          frames: CHUNK_FRAMES,
          sampleRate: 48_000,
          channels: 2,
          encoding: 'OPUS',
          packets: current.packets(seq),
          playAt: playAt - OPUS_DELAY_FRAMES / 48 + delayMs - SHORTEST_DELAY_MS,
          delayMs,
          sentAt: nowMs(),
        },
      };
      seq += 1;
    }
  }

  const schema = createSchema<{ ticket: unknown }>({
    typeDefs,
    resolvers: {
      Query: { serverTime: () => nowMs() },
      Mutation: {
        reportArrival(_root: unknown, { lateMs }: { lateMs: number }) {
          arrivals.push(lateMs);
          if (obliging) delayMs = Math.max(delayMs, lateMs + 100);
          return true;
        },
      },
      Subscription: {
        audioChunk: {
          subscribe(_root: unknown, { code, after }: Subscribed, { ticket }) {
            if (code === 'NOSUCH') throw new GraphQLError('No such room.', { extensions: { code: 'ROOM_NOT_FOUND' } });
            subscriptions.push({ code, after: after ? { ...after } : null, ticket });
            return audioChunk(code, after ?? null);
          },
        },
      },
    },
  });

  const files = pages === '' ? undefined : sirv(pages, { dev: true });
  const http = createServer((request, response) => {
    const missing = () => {
      response.writeHead(404).end();
    };
    if (files) files(request, response, missing);
    else missing();
  });
  const sockets = new WebSocketServer({ server: http, path: '/graphql' });
  // biome-ignore lint/correctness/useHookAtTopLevel: graphql-ws means the verb, not a hook of React.
  const graphql = useServer({ schema, context: (ctx) => ({ ticket: ctx.connectionParams?.ticket ?? null }) }, sockets);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));

  return {
    port: (http.address() as AddressInfo).port,
    startedAtMs: () => run.startedAtMs,
    subscriptions,
    arrivals,
    waitFor(next) {
      delayMs = next;
    },
    newEpoch() {
      run = beginRun(nowMs(), run.number + 1);
    },
    async close() {
      await graphql.dispose();
      for (const socket of sockets.clients) socket.terminate();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

/** One run of the engine. It began 3 s ago, so that somebody who comes now finds a past. */
function beginRun(nowMs: number, number: number) {
  const encoder = new Encoder({ channels: 2, sample_rate: 48_000, application: 'audio' });
  encoder.bitrate = 128_000;
  const encoded: string[][] = [];
  let phase = 0;
  let frame = 0;

  function encodeChunk(): string[] {
    return Array.from({ length: CHUNK_FRAMES / PACKET_FRAMES }, () => {
      const pcm = new Int16Array(PACKET_FRAMES * 2);
      for (let index = 0; index < PACKET_FRAMES; index += 1, frame += 1) {
        phase += (2 * Math.PI * pitchAt(frame)) / 48_000;
        pcm.fill(Math.round(Math.sin(phase) * 0.3 * 32_767), index * 2, index * 2 + 2);
      }
      return Buffer.from(encoder.encode(pcm)).toString('base64');
    });
  }

  return {
    number,
    epoch: `run-${number}`,
    startedAtMs: number === 1 ? nowMs - 3_000 : nowMs + 1_000,
    packets(seq: number): string[] {
      while (encoded.length <= seq) encoded.push(encodeChunk());
      return encoded[seq] ?? [];
    },
  };
}
