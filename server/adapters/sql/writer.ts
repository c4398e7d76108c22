// Group commit: whatever was changed while one transaction runs goes into the next one. Nobody who waits hears of a change before it is
// kept, and a change that cannot be kept is taken back. Knows how rooms are written, not what is in them.
import { CoroError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Meter } from '../../ports/meter.ts';
import { batchOf, writeBatch } from './batch.ts';
import type { Database } from './database.ts';
import { type Change, compact, type Shelf, takeBack } from './shelf.ts';

/** What is written behind waits so long for company; well under the second that is promised. */
const BEHIND_MS = 500;
/** After a failure the database is tried again so often, whether somebody asks or not: readiness has to come back by itself. */
const PROBE_MS = 1_000;

export interface Writer {
  /** The shelf has something that is not kept. `isAwaited`: somebody waits for it; otherwise it may wait for others. */
  changed(shelf: Shelf, isAwaited: boolean): void;
  /** Resolves when all that is not kept now has been tried once. Never rejects. */
  flush(): Promise<void>;
  /** `null`: the last write succeeded. */
  trouble(): string | null;
  /** The last attempt for everything. */
  stop(): Promise<void>;
}

export interface WriterDeps {
  readonly database: Pick<Database, 'write' | 'place'>;
  readonly clock: Clock;
  readonly log: Pick<Log, 'error' | 'info'>;
  readonly meter?: Pick<Meter, 'committed' | 'commitFailed'>;
  /** Events of one room that are kept. */
  readonly storyLimit: number;
  /** All that the shelf had to write is in the database. */
  readonly onKept: (shelf: Shelf) => void;
  /** These changes have been taken back. */
  readonly onLost: (shelf: Shelf, changes: readonly Change[]) => void;
}

const REFUSAL = 'This cannot be saved at the moment, so it was not done. Try again in a minute.';

export function createWriter({ database, clock, log, meter, storyLimit, onKept, onLost }: WriterDeps): Writer {
  const dirty = new Set<Shelf>();
  /** Of requests that were taken back, which may be in the database all the same. */
  const doubtfulRequests = new Set<string>();
  let running: Promise<void> | null = null;
  let isDue = false;
  let cancelBehind: (() => void) | null = null;
  let cancelProbe: (() => void) | null = null;
  let trouble: string | null = null;
  let isStopped = false;

  function soon(): Promise<void> {
    isDue = true;
    running ??= run();
    return running;
  }

  /** One commit a turn of the event loop, so that a burst of changes shares it, and others have their turn, too. */
  async function run(): Promise<void> {
    while (isDue) {
      await new Promise<void>((resolve) => setImmediate(resolve));
      isDue = false;
      cancelBehind?.();
      cancelBehind = null;
      await commit();
    }
    running = null;
  }

  async function commit(): Promise<void> {
    const shelves = [...dirty];
    const counts = new Map(shelves.map((shelf) => [shelf, shelf.pending.length]));
    const batches = shelves.map((shelf) => batchOf(shelf, storyLimit));
    const requests = [...doubtfulRequests];
    dirty.clear();
    const beganAtMs = clock.nowMs();
    try {
      await database.write(async (transaction) => {
        if (requests.length > 0) await transaction.deleteFrom('answered_requests').where('key', 'in', requests).execute();
        for (const batch of batches) await writeBatch(transaction, batch, beganAtMs);
      });
    } catch (error) {
      fail(shelves, error);
      return;
    }
    meter?.committed(clock.nowMs() - beganAtMs);
    if (trouble !== null) log.info(`${database.place} can be written again`);
    trouble = null;
    cancelProbe?.();
    cancelProbe = null;
    for (const key of requests) doubtfulRequests.delete(key);
    for (const [index, shelf] of shelves.entries()) {
      if (batches[index]?.keptEvents != null) shelf.storyLength = storyLimit;
      shelf.doubtfulFrom = null;
      for (const { waiter } of shelf.pending.splice(0, counts.get(shelf) ?? 0)) waiter?.resolve();
      onKept(shelf);
    }
  }

  /** Also what came while the commit ran: it was built on what is taken back, or would wait for the same in vain. */
  function fail(shelves: readonly Shelf[], error: unknown): void {
    meter?.commitFailed();
    const reason = error instanceof Error ? error.message : String(error);
    if (trouble === null)
      log.error({ err: error }, `${database.place} cannot be written; rooms play on, and what people ask for is refused`);
    trouble = `cannot be written: ${reason}`;
    for (const shelf of shelves) dirty.add(shelf);
    for (const shelf of dirty) {
      const lost = takeBack(shelf);
      for (const { request } of lost) if (request) doubtfulRequests.add(request.key);
      onLost(shelf, lost);
      compact(shelf, storyLimit);
      for (const { waiter } of lost) waiter?.reject(new CoroError('UNAVAILABLE', REFUSAL));
    }
    if (!isStopped)
      cancelProbe ??= clock.after(PROBE_MS, () => {
        cancelProbe = null;
        void soon();
      });
  }

  return {
    changed(shelf, isAwaited) {
      dirty.add(shelf);
      if (isAwaited) void soon();
      else if (running === null || !isDue) cancelBehind ??= clock.after(BEHIND_MS, () => void soon());
    },

    async flush() {
      if (dirty.size > 0 || running !== null) await soon();
    },

    trouble: () => trouble,

    async stop() {
      isStopped = true;
      if (dirty.size > 0 || running !== null) await soon();
      cancelBehind?.();
      cancelProbe?.();
    },
  };
}
