// The meter as Prometheus reads it. What happens thousands of times a second is added to plain numbers, which become metrics when
// somebody asks for the page.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { AUDIO_ENCODINGS, type AudioEncoding } from '../../domain/audio.ts';
import type { RoomState } from '../../domain/room-state.ts';
import { ERROR_CODES } from '../../errors.ts';
import type { Meter } from '../../ports/meter.ts';

export interface MeterSources {
  /** All open rooms. */
  rooms(): Promise<readonly RoomState[]>;
  /** Open WebSockets. */
  sockets(): number;
  /** WebSockets, event streams and Ogg streams. */
  streams(): number;
  /** How full the disk of the kept rooms is, 0 to 1; 0 where they are kept elsewhere. */
  diskUsed(): Promise<number>;
}

export interface PrometheusMeter extends Meter {
  /** The page in Prometheus' text format. */
  page(): Promise<{ readonly contentType: string; readonly text: string }>;
}

/** Half of a tick is far too late. */
const LATENESS_S = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2];
/** A block is 100 ms of sound: from there on an engine cannot keep up. */
const RENDER_S = [0.002, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.2];

/** A disk's whole trip takes milliseconds; whoever asks waits for it. */
const COMMIT_S = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

type Tally = Record<AudioEncoding, number>;
const none = (): Tally => ({ OPUS: 0, PCM_S16LE: 0 });

/** Of the process and not of an app: memory, processor, event loop, garbage. */
let processRegistry: Registry | null = null;
function ofProcess(): Registry {
  if (processRegistry === null) {
    processRegistry = new Registry();
    collectDefaultMetrics({ register: processRegistry });
  }
  return processRegistry;
}

export function createPrometheusMeter(sources: MeterSources): PrometheusMeter {
  const register = new Registry();
  const registers = [register];
  const ears = new Map<string, Tally>();
  const delivered = none();
  const dropped = none();

  const gauges = {
    rooms: new Gauge({ name: 'coro_rooms', help: 'Open rooms, by whether their music is on.', labelNames: ['state'], registers }),
    people: new Gauge({ name: 'coro_people', help: 'Participants, by kind and presence.', labelNames: ['kind', 'presence'], registers }),
    sockets: new Gauge({ name: 'coro_sockets', help: 'Open WebSockets.', registers }),
    streams: new Gauge({ name: 'coro_streams', help: 'Open WebSockets, event streams and Ogg streams.', registers }),
    disk: new Gauge({
      name: 'coro_disk_used_ratio',
      help: 'How full the disk of the kept rooms is, 0 to 1; 0 where they are kept elsewhere.',
      registers,
    }),
    listeners: new Gauge({ name: 'coro_listeners', help: 'Open audio streams, by encoding.', labelNames: ['encoding'], registers }),
  };
  const chunks = {
    delivered: new Counter({
      name: 'coro_audio_chunks_delivered_total',
      help: 'Chunks of 100 ms that listeners were given and did not lose, by encoding.',
      labelNames: ['encoding'],
      registers,
    }),
    dropped: new Counter({
      name: 'coro_audio_chunks_dropped_total',
      help: 'Chunks that listeners lost because they read too slowly, by encoding.',
      labelNames: ['encoding'],
      registers,
    }),
  };
  const lateness = new Histogram({
    name: 'coro_tick_lateness_seconds',
    help: "How late the arbiter's ticks come.",
    buckets: LATENESS_S,
    registers,
  });
  const render = new Histogram({
    name: 'coro_engine_render_seconds',
    help: 'How long the built-in band takes for a block of 100 ms.',
    buckets: RENDER_S,
    registers,
  });
  const commits = new Histogram({
    name: 'coro_commit_seconds',
    help: 'How long it takes to keep what people have asked for; many share one commit.',
    buckets: COMMIT_S,
    registers,
  });
  const failedCommits = new Counter({ name: 'coro_commits_failed_total', help: 'Commits that kept nothing.', registers });
  const errors = new Counter({
    name: 'coro_errors_total',
    help: 'Errors that callers were told, by code.',
    labelNames: ['code'],
    registers,
  });
  // Alerts compare with zero, which has to be there before the first error.
  for (const code of Object.keys(ERROR_CODES)) errors.inc({ code }, 0);

  async function gather(): Promise<void> {
    const rooms = await sources.rooms();
    gauges.rooms.set({ state: 'playing' }, rooms.filter(({ isPlaying }) => isPlaying).length);
    gauges.rooms.set({ state: 'silent' }, rooms.filter(({ isPlaying }) => !isPlaying).length);
    gauges.people.reset();
    for (const kind of ['CONTROLLER', 'DISPLAY', 'LISTENER']) {
      for (const presence of ['CONNECTED', 'AWAY']) gauges.people.set({ kind, presence }, 0);
    }
    for (const { participants } of rooms) for (const { kind, presence } of participants) gauges.people.inc({ kind, presence });
    gauges.sockets.set(sources.sockets());
    gauges.streams.set(sources.streams());
    gauges.disk.set(await sources.diskUsed().catch(() => 0));
    chunks.delivered.reset();
    chunks.dropped.reset();
    for (const encoding of AUDIO_ENCODINGS) {
      gauges.listeners.set(
        { encoding },
        [...ears.values()].reduce((sum, room) => sum + room[encoding], 0),
      );
      // What is given counts when it is made; whoever loses one has been given another, so this never falls.
      chunks.delivered.inc({ encoding }, Math.max(0, delivered[encoding] - dropped[encoding]));
      chunks.dropped.inc({ encoding }, dropped[encoding]);
    }
  }

  return {
    listening(code, encoding) {
      const room = ears.get(code) ?? none();
      ears.set(code, room);
      room[encoding] += 1;
      let isHere = true;
      return () => {
        if (!isHere) return;
        isHere = false;
        room[encoding] -= 1;
        if (AUDIO_ENCODINGS.every((each) => room[each] === 0) && ears.get(code) === room) ears.delete(code);
      };
    },
    sounded(code) {
      const room = ears.get(code);
      if (room === undefined) return;
      for (const encoding of AUDIO_ENCODINGS) delivered[encoding] += room[encoding];
    },
    dropped(encoding) {
      dropped[encoding] += 1;
    },
    ticked: (lateMs) => lateness.observe(Math.max(0, lateMs) / 1_000),
    rendered: (ms) => render.observe(ms / 1_000),
    failed: (code) => errors.inc({ code }),
    committed: (ms) => commits.observe(ms / 1_000),
    commitFailed: () => failedCommits.inc(),

    async page() {
      await gather();
      const all = Registry.merge([ofProcess(), register]);
      return { contentType: all.contentType, text: await all.metrics() };
    },
  };
}
