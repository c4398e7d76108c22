// The house band as a music engine: gives each room a run in the worker pool, passes blocks and beats on, and after a crash goes on
// with the same seed, intent and numbering. Renders nothing itself.
import { availableParallelism } from 'node:os';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import { CHUNK_FRAMES, SAMPLE_RATE_HZ } from '../../domain/audio.ts';
import type { MusicIntent, MusicListener, StartMusicEngine } from '../../ports/music-engine.ts';
import { checkIntent, checkTurn } from './intent-check.ts';
import { type FromWorker, sharedNowMs } from './messages.ts';
import { createWorkerPool } from './worker-pool.ts';

export interface HouseBandOptions {
  /** The file that a worker runs: one that calls `playRooms`. */
  readonly workerUrl: URL;
  /** At most so many threads; by default one per core but one, and two at least: one plays, one waits to take over. */
  readonly maxWorkers?: number;
  /** Makes a worker; for tests that want to hold it in their hands. */
  readonly createWorker?: (url: URL, options: WorkerOptions) => Worker;
}

export interface HouseBand {
  readonly startEngine: StartMusicEngine;
  /** Starts a thread and lets it decode its recordings, so that the first room need not wait for either. */
  warmUp(): void;
  /** Ends all rooms and threads. */
  stop(): Promise<void>;
}

interface Player {
  readonly seed: number;
  readonly listener: MusicListener;
  intent: MusicIntent;
  wantsPcm: boolean;
  run: number;
  /** When frame 0 was due; `null` until the first block has come, which is what starts the room's clock. */
  startedAtMs: number | null;
  nextFrame: number;
  nextBar: number;
  health: 'STARTING' | 'PLAYING' | 'DEGRADED' | 'FAILED';
  /** When it stumbled lately by its own fault, oldest first. */
  stumblesMs: number[];
}

/** The third time within a minute is the last: what fails so often will fail again, and each time costs its neighbours a pause. */
const RESTARTS_ALLOWED = 2;
const RESTART_WINDOW_MS = 60_000;
/** What a thread with four rooms needs, several times over. One that grows without end ends before the machine's memory does. */
const THREAD_MEMORY = { maxOldGenerationSizeMb: 256 };
/** A room so far behind begins anew instead of catching up. */
const LATEST_MS = 5_000;
const PICKING_UP = 'The band lost its thread and picks the music up again.';
const GAVE_UP = 'The band stumbled three times within a minute and pauses; it will try again by itself.';
const TOO_LATE = 'The band fell too far behind and begins anew.';

export function createHouseBand(options: HouseBandOptions): HouseBand {
  const url = options.workerUrl;
  const createWorker = options.createWorker ?? ((file, limits) => new Worker(file, limits));
  const players = new Map<number, Player>();
  let lastRun = 0;
  let isStopped = false;

  const pool = createWorkerPool({
    spawn: () => createWorker(url, { resourceLimits: THREAD_MEMORY }),
    maxWorkers: options.maxWorkers ?? Math.max(2, availableParallelism() - 1),
    heard,
    lost(runs, culprit) {
      // Whoever only shared the thread is not to blame, however often it happens.
      for (const run of runs) pickUp(run, culprit === null || culprit === run);
    },
  });

  function begin(player: Player): void {
    lastRun += 1;
    player.run = lastRun;
    players.set(lastRun, player);
    const { run, seed, intent, nextFrame, nextBar, startedAtMs, wantsPcm } = player;
    pool.place({ kind: 'START', run, seed, intent, startFrame: nextFrame, startBar: nextBar, startedAtMs, wantsPcm });
  }

  function heard(message: Extract<FromWorker, { readonly run: number }>): void {
    const player = players.get(message.run);
    if (player === undefined) return;
    if (message.kind === 'FAILED') {
      pickUp(message.run, true);
      return;
    }
    if (message.kind === 'TURN') {
      player.listener.turn?.(message.mark);
      return;
    }
    player.startedAtMs ??= sharedNowMs();
    const { startFrame, packets, pcm, rms, revision, beats, renderMs } = message;
    player.nextFrame = startFrame + CHUNK_FRAMES;
    if (player.health !== 'PLAYING') {
      player.health = 'PLAYING';
      player.listener.health('PLAYING', null);
    }
    for (const mark of beats) {
      player.nextBar = mark.bar + 1;
      player.listener.beat(mark);
    }
    player.listener.block({ startFrame, packets, pcm, rms, revision, renderMs });
  }

  /** Starts a room's run anew where its sound ended; time goes on meanwhile, so the new run hurries until it is ahead again. */
  function pickUp(run: number, isToBlame: boolean): void {
    const player = players.get(run);
    players.delete(run);
    if (player === undefined || isStopped) return;
    const nowMs = sharedNowMs();
    player.stumblesMs = [...player.stumblesMs.filter((ms) => nowMs - ms < RESTART_WINDOW_MS), ...(isToBlame ? [nowMs] : [])];
    const behindMs = player.startedAtMs === null ? 0 : nowMs - player.startedAtMs - (player.nextFrame * 1_000) / SAMPLE_RATE_HZ;
    const isTired = player.stumblesMs.length > RESTARTS_ALLOWED;
    if (isTired || behindMs > LATEST_MS) {
      player.health = 'FAILED';
      player.listener.health('FAILED', isTired ? GAVE_UP : TOO_LATE);
      return;
    }
    if (player.health !== 'DEGRADED') {
      player.health = 'DEGRADED';
      player.listener.health('DEGRADED', PICKING_UP);
    }
    begin(player);
  }

  return {
    startEngine({ seed, intent, listener, wantsPcm = false }) {
      checkIntent(intent);
      const player: Player = {
        seed,
        listener,
        intent,
        wantsPcm,
        run: 0,
        startedAtMs: null,
        nextFrame: 0,
        nextBar: 0,
        health: 'STARTING',
        stumblesMs: [],
      };
      begin(player);
      return {
        kind: 'HOUSE_BAND',
        steer(next) {
          checkIntent(next);
          player.intent = next;
          pool.tell({ kind: 'STEER', run: player.run, intent: next });
        },
        turn(turn, id) {
          checkTurn(turn);
          pool.tell({ kind: 'TURN', run: player.run, turn, id });
        },
        wantPcm(isWanted) {
          player.wantsPcm = isWanted;
          pool.tell({ kind: 'WANT_PCM', run: player.run, isWanted });
        },
        async stop() {
          players.delete(player.run);
          pool.tell({ kind: 'STOP', run: player.run });
        },
      };
    },
    warmUp: pool.warmUp,
    async stop() {
      isStopped = true;
      players.clear();
      await pool.stop();
    },
  };
}
