// The only composition root: which real thing stands behind each port, and in which order everything starts and stops.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createGeminiAdviser } from './adapters/gemini/adviser.ts';
import { createLyriaEngines } from './adapters/gemini/lyria-engine.ts';
import { createHouseBand } from './adapters/house-band/engine.ts';
import { createMemoryBudget } from './adapters/memory/budgets.ts';
import { createMemoryRoomBus } from './adapters/memory/room-bus.ts';
import { createMemoryRoomStore } from './adapters/memory/room-store.ts';
import { createOpusEncoder } from './adapters/opus/encoder.ts';
import { oggOpus } from './adapters/opus/ogg.ts';
import { createPrometheusMeter } from './adapters/prometheus/meter.ts';
import { openDatabase } from './adapters/sql/database.ts';
import { openSqlRoomStore } from './adapters/sql/room-store.ts';
import { createSystemClock } from './adapters/system/clock.ts';
import { type DiskWatch, watchDisk } from './adapters/system/disk.ts';
import { createPasswords } from './adapters/system/passwords.ts';
import { createSystemRandomness } from './adapters/system/randomness.ts';
import { createRequestSeals } from './adapters/system/request-seals.ts';
import { createTickets } from './adapters/system/tickets.ts';
import type { Config } from './config.ts';
import { BUILT_IN, type Setup } from './domain/live.ts';
import { createAddressOf } from './http/client-address.ts';
import { createExplorer } from './http/explorer.ts';
import { createFanout, type Fanout } from './http/fanout.ts';
import { createSeats } from './http/gate-seats.ts';
import { createGraphqlSocket } from './http/graphql-socket.ts';
import { createGraphqlYoga } from './http/graphql-yoga.ts';
import { type Check, createHealth } from './http/health.ts';
import { createMetrics } from './http/metrics.ts';
import { createOggStream } from './http/ogg-stream.ts';
import { createHttpServer } from './http/server.ts';
import { createStatic } from './http/static.ts';
import { createLog, type Log } from './log.ts';
import type { Clock } from './ports/clock.ts';
import type { Meter } from './ports/meter.ts';
import type { StartMusicEngine } from './ports/music-engine.ts';
import type { RoomStore } from './ports/room-store.ts';
import { createErrorTranslator } from './schema/errors.ts';
import { createAdmission } from './services/admission.ts';
import { createAdviceDesk } from './services/advice-desk.ts';
import { createArbitration } from './services/arbitration.ts';
import { createAudience } from './services/audience.ts';
import { createCrowd } from './services/crowd.ts';
import { createLyria } from './services/lyria.ts';
import { createPresence } from './services/presence.ts';
import { createRoomService } from './services/room.ts';
import { createRoomCommands } from './services/room-commands.ts';
import { createSimulatedGuests } from './services/simulated-guests.ts';
import { createVoteClock } from './services/vote-clock.ts';

/** What is still under way when the server stops gets this long. Platforms wait 10 s before they kill. */
const DRAIN_MS = 6_000;
const DAY_MS = 24 * 60 * 60_000;
/** As a data folder: none. */
const IN_MEMORY = ':memory:';

export interface AppOverrides {
  readonly log?: Log;
  readonly clock?: Clock;
  readonly startEngine?: StartMusicEngine;
  readonly fanout?: Fanout;
}

export interface App {
  /** Resolves when requests are answered, with the port that was really taken. */
  start(): Promise<{ readonly port: number }>;
  /** Drains, then lets go of everything. Idempotent. */
  stop(): Promise<void>;
}

/** The client's build, seen from the sources and from the bundle in `dist/server`; `null` when there is none. */
function clientDirectory(): string | null {
  const candidates = ['../dist/client/', '../../dist/client/'].map((path) => fileURLToPath(new URL(path, import.meta.url)));
  return candidates.find((path) => existsSync(path)) ?? null;
}

/** What a thread of the band runs, in the sources and in the bundle. */
function bandThread(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? './band-thread-boot.mjs' : './band-thread.js', import.meta.url);
}

interface Kept {
  readonly store: RoomStore;
  readonly checks: readonly Check[];
  /** Of the disk that it takes; `null` when it takes none of this machine's. */
  readonly disk: DiskWatch | null;
  stop(): Promise<void>;
}

/** Where rooms are kept, as the configuration says. */
async function openStore(config: Config, clock: Clock, log: Log, meter: Pick<Meter, 'committed' | 'commitFailed'>): Promise<Kept> {
  const { dataDir, databaseUrl, keepStoryEvents: storyLimit, keepRoomsDays } = config;
  if (databaseUrl === null && dataDir === IN_MEMORY)
    return { store: createMemoryRoomStore(), checks: [], disk: null, stop: async () => {} };
  const database = await openDatabase({ dataDir, databaseUrl, clock, log });
  const store = await openSqlRoomStore({ database, clock, log, meter, storyLimit, keptMs: keepRoomsDays * DAY_MS });
  const checks = [{ name: 'database', trouble: store.trouble }];
  if (databaseUrl !== null) return { store, checks, disk: null, stop: store.stop };
  const disk = watchDisk({ folder: dataDir, clock, log });
  const stop = async () => {
    disk.stop();
    await store.stop();
  };
  return { store, checks, disk, stop };
}

/** Rejects with UNAVAILABLE and a sentence for whoever operates this when the database cannot be used. */
export async function createApp(config: Config, overrides: AppOverrides = {}): Promise<App> {
  const log = overrides.log ?? createLog(config.logLevel);
  const clock = overrides.clock ?? createSystemClock();
  const nowMs = () => clock.nowMs();
  const bus = createMemoryRoomBus();
  const seats = createSeats({ inAll: config.limits.sockets, perAddress: config.limits.socketsPerAddress });
  const meter = createPrometheusMeter({
    rooms: () => store.list(),
    sockets: () => socket.count(),
    streams: seats.taken,
    diskUsed: async () => disk?.used() ?? 0,
  });
  const { store, checks, disk, stop: stopStore } = await openStore(config, clock, log, meter);
  const tickets = createTickets(store);
  const passwords = createPasswords();
  const randomness = createSystemRandomness();
  const band = createHouseBand({ workerUrl: bandThread() });
  const { gemini } = config;
  const startLyria =
    gemini &&
    createLyriaEngines({
      apiKey: gemini.apiKey,
      baseUrl: gemini.baseUrl,
      clock,
      randomness,
      createEncoder: createOpusEncoder,
      startBridge: band.startEngine,
    });
  const startEngine = overrides.startEngine ?? startLyria ?? band.startEngine;
  const setup: Setup = {
    engine: overrides.startEngine === undefined && gemini ? 'LYRIA' : BUILT_IN.engine,
    arbiter: gemini ? 'GEMINI' : BUILT_IN.arbiter,
  };

  const { limits } = config;
  bus.subscribeAll((message) => {
    if (message.kind === 'AUDIO') meter.sounded(message.code);
  });
  const admission = createAdmission(createMemoryBudget, limits);

  const { apply } = createRoomCommands({ store, bus, clock });
  const lyria = createLyria({ store, bus, clock, startEngine, randomness, apply, log, setup, meter, leastDelayMs: config.roomDelayMs });
  const live = lyria.liveOf;
  const joinUrlOf = (code: string) => `${config.publicOrigin}/r/${code}`;
  const seals = createRequestSeals();
  const rooms = createRoomService({ store, bus, clock, apply, tickets, seals, passwords, admission, randomness, live, joinUrlOf });
  const adviceDesk = gemini && createAdviceDesk({ ...gemini, adviser: createGeminiAdviser(gemini), clock, log });
  const arbitration = createArbitration({ store, bus, clock, apply, log, meter, ...(adviceDesk && { adviceDesk }) });
  const audience = createAudience({ store, bus, clock, lyria, lobby: rooms.lobby, log, meter });
  const crowd = createCrowd({ store, bus, clock, lyria });
  const voteClock = createVoteClock({ store, bus, clock, apply, log });
  const simulatedGuests = createSimulatedGuests({ store, bus, clock, apply, randomness, log });
  const presence = createPresence({ store, clock, apply, live, log });

  const translate = createErrorTranslator(log, meter.failed);
  const { allowedOrigins, introspection } = config;
  const documents = { limits, introspection };
  const maxBytes = limits.messageBytes;
  const yoga = createGraphqlYoga({
    rooms,
    audience,
    crowd,
    tickets,
    presence,
    translate,
    admission,
    allowedOrigins,
    documents,
    maxBytes,
    log,
    nowMs,
  });
  const fanout = overrides.fanout ?? createFanout({ clock, translate });
  const socket = createGraphqlSocket({ yoga, tickets, presence, fanout, admission, limits, clock, translate, log });
  const maxListeners = config.maxStreamListeners;
  const oggStream = createOggStream({ rooms, audience, tickets, clock, randomness, containers: oggOpus, maxListeners });
  const serveStatic = createStatic(clientDirectory(), config.publicOrigin);
  const http = createHttpServer({
    yoga,
    socket,
    explorer: createExplorer(),
    oggStream,
    serveStatic,
    serveMetrics: createMetrics({ token: config.metricsToken, page: meter.page }),
    health: createHealth(checks, disk ? [{ name: 'disk', warning: disk.warning }] : []),
    rules: { allowedOrigins, maxBytes },
    addressOf: createAddressOf(config.trustProxy),
    admission,
    seats,
    limits,
    translate,
    log,
  });

  async function stopAll(): Promise<void> {
    await http.drain(DRAIN_MS);
    audience.stop();
    simulatedGuests.stop();
    presence.stop();
    voteClock.stop();
    arbitration.stop();
    await lyria.stop();
    await band.stop();
    await yoga.dispose();
    await stopStore();
  }
  let stopped: Promise<void> | null = null;

  return {
    async start() {
      const port = await http.listen(config.port, config.host);
      if (overrides.startEngine === undefined) band.warmUp();
      log.info({ port, publicOrigin: config.publicOrigin }, 'listening');
      return { port };
    },
    stop() {
      stopped ??= stopAll();
      return stopped;
    },
  };
}
