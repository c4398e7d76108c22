// The worker threads and who is on which. Starts as many as are needed, spreads runs over them, notices one that died or hangs,
// and says so once. Knows nothing of rooms beyond the number of their run.
import type { Worker } from 'node:worker_threads';
import { createSlate, type FromWorker, type Slate, sharedNowMs, type ToWorker } from './messages.ts';

export interface WorkerPoolDeps {
  readonly spawn: () => Worker;
  readonly maxWorkers: number;
  readonly heard: (message: Extract<FromWorker, { readonly run: number }>) => void;
  /** A worker is gone, and these runs with it. `culprit`: the one it was working on at that moment; `null`: on none that is known. */
  readonly lost: (runs: readonly number[], culprit: number | null, why: string) => void;
}

export interface WorkerPool {
  /** Starts the first worker before there is a run for it. */
  warmUp(): void;
  /**
   * Puts a new run on the fullest worker that has room. When none has, a new worker is begun for those who come later, and the run goes
   * to the one with the fewest: no room waits for a worker that is still waking up, unless there is no other.
   */
  place(start: Extract<ToWorker, { readonly kind: 'START' }>): void;
  /** To the worker of a run; nothing happens when it is gone. */
  tell(message: Extract<ToWorker, { readonly kind: 'STEER' | 'TURN' | 'WANT_PCM' | 'STOP' }>): void;
  stop(): Promise<void>;
}

interface Seat {
  readonly worker: Worker;
  readonly runs: Set<number>;
  readonly slate: Slate;
  isReady: boolean;
  /** When it last said anything, or was begun. */
  aliveAtMs: number;
}

/** A new worker is started rather than put more runs than this on one. */
const RUNS_BEFORE_GROWING = 4;
const LOOK_MS = 250;
/** A worker that has not answered for so long is replaced. */
const SILENT_MS = 1_200;
/** Compiling sources takes a while on a busy machine; before it is ready a worker owes no answers. */
const BOOT_MS = 20_000;

export function createWorkerPool({ spawn, maxWorkers, heard, lost }: WorkerPoolDeps): WorkerPool {
  const seats = new Set<Seat>();
  const ending = new Set<Promise<unknown>>();
  let lookedAtMs = 0;
  let timer: NodeJS.Timeout | null = null;
  let isStopped = false;

  function open(): Seat {
    const worker = spawn();
    // Music alone never keeps a process alive.
    worker.unref();
    const seat: Seat = { worker, runs: new Set(), slate: createSlate(), isReady: false, aliveAtMs: sharedNowMs() };
    seats.add(seat);
    post(seat, { kind: 'NOTE_IN', slate: seat.slate });
    worker.on('message', (message: FromWorker) => {
      seat.aliveAtMs = sharedNowMs();
      if (message.kind === 'READY') seat.isReady = true;
      if (!('run' in message) || !seat.runs.has(message.run)) return;
      if (message.kind === 'FAILED') seat.runs.delete(message.run);
      heard(message);
    });
    worker.on('error', (error) => lose(seat, error instanceof Error ? error.message : String(error)));
    worker.on('exit', (code) => lose(seat, `ended with code ${code}`));
    watch();
    return seat;
  }

  function seatForOneMore(): Seat {
    const awake = [...seats].filter(({ isReady }) => isReady);
    const byRuns = (awake.length > 0 ? awake : [...seats]).sort((a, b) => b.runs.size - a.runs.size);
    const roomy = byRuns.find(({ runs }) => runs.size < RUNS_BEFORE_GROWING);
    if (roomy !== undefined) return roomy;
    const begun = seats.size < maxWorkers ? open() : null;
    return awake.length === 0 && begun !== null ? begun : (byRuns.at(-1) ?? open());
  }

  /** While others play, one warm worker waits without a run: for the rooms of one that is lost, and for the next room when they are full. */
  function keepSpare(): void {
    const isAllAtWork = seats.size > 0 && [...seats].every(({ isReady, runs }) => isReady && runs.size > 0);
    if (isAllAtWork && seats.size < maxWorkers) open();
  }

  function lose(seat: Seat, why: string): void {
    if (!seats.delete(seat)) return;
    const culprit = Atomics.load(seat.slate, 0);
    const ended = seat.worker.terminate().catch(() => 0);
    ending.add(ended);
    void ended.then(() => ending.delete(ended));
    if (!isStopped && seat.runs.size > 0) lost([...seat.runs], seat.runs.has(culprit) ? culprit : null, why);
  }

  function watch(): void {
    if (timer !== null) return;
    lookedAtMs = sharedNowMs();
    timer = setInterval(look, LOOK_MS);
    timer.unref();
  }

  function look(): void {
    const nowMs = sharedNowMs();
    // When this thread itself was held up, nobody could have been heard: that time does not count.
    const heldUpMs = Math.max(0, nowMs - lookedAtMs - LOOK_MS);
    lookedAtMs = nowMs;
    for (const seat of [...seats]) {
      seat.aliveAtMs += heldUpMs;
      if (nowMs - seat.aliveAtMs > (seat.isReady ? SILENT_MS : BOOT_MS)) lose(seat, 'does not answer');
      else if (seat.isReady) post(seat, { kind: 'PING' });
    }
    keepSpare();
  }

  function post(seat: Seat, message: ToWorker): void {
    seat.worker.postMessage(message);
  }

  return {
    warmUp() {
      if (seats.size === 0 && !isStopped) open();
    },
    place(start) {
      const seat = seatForOneMore();
      seat.runs.add(start.run);
      post(seat, start);
    },
    tell(message) {
      for (const seat of seats) {
        if (!seat.runs.has(message.run)) continue;
        post(seat, message);
        if (message.kind === 'STOP') seat.runs.delete(message.run);
      }
    },
    async stop() {
      isStopped = true;
      if (timer !== null) clearInterval(timer);
      for (const seat of [...seats]) lose(seat, 'stopped');
      await Promise.all(ending);
    },
  };
}
