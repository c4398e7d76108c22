// A house band whose threads break on command, while they work on one room: the real thread, built as it is delivered, with one call of
// its own bent.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { createHouseBand, type HouseBand } from '../../server/adapters/house-band/engine.ts';
import type { StartMusicEngine } from '../../server/ports/music-engine.ts';

/** DEATH: an error that nobody catches. LOOP: never comes back. GROWTH: keeps all that it makes. */
export type Fault = 'DEATH' | 'LOOP' | 'GROWTH';
const FAULTS: readonly Fault[] = ['DEATH', 'LOOP', 'GROWTH'];

export interface FaultyBand {
  readonly startEngine: StartMusicEngine;
  /** The rooms that start from now on are of this kind; it stays with them. */
  startsAre(kind: 'sick' | 'well'): void;
  /** So many times that a thread works on a sick room it breaks like this. */
  breakDown(fault: Fault, times?: number): void;
  /** Threads that have ended. */
  deaths(): number;
  stop: HouseBand['stop'];
}

const SICK_SEED = 13;

/** `Atomics.store` is how a thread says whose turn it is. Hearing that, this one falls ill. */
const BENT_THREAD = `
  const { parentPort, workerData: { file, fault, sickSeed } } = require('node:worker_threads');
  const sick = new Set();
  const on = parentPort.on;
  // Not before the thread itself listens: until then messages wait.
  parentPort.on = (event, call) => on.call(parentPort, event, (message) => {
    if (message.kind === 'START' && message.seed === sickSeed) sick.add(message.run);
    call(message);
  });
  const store = Atomics.store;
  Atomics.store = (cells, at, run) => {
    store(cells, at, run);
    const what = sick.has(run) && Atomics.load(fault, 1) > 0 && Atomics.sub(fault, 1, 1) > 0 ? Atomics.load(fault, 0) : 0;
    if (what === 1) throw new Error('ill');
    if (what === 2) for (;;);
    if (what === 3) for (const kept = [];;) kept.push(Array.from({ length: 10_000 }, (_, n) => ({ n })));
  };
  import(file);`;

const ROOT = join(import.meta.dirname, '../..');

/** Sources are compiled anew by each thread, which takes seconds on a busy machine: too long for a spare one to be awake in time. */
async function buildThread(): Promise<string> {
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  const directory = mkdtempSync(join(ROOT, 'dist/faulty-band-'));
  await build({
    absWorkingDir: ROOT,
    entryPoints: ['server/band-thread.ts'],
    outdir: directory,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'warning',
  });
  symlinkSync(join(ROOT, 'server/adapters/house-band/font'), join(directory, 'font'));
  return directory;
}

export async function createFaultyBand(): Promise<FaultyBand> {
  const directory = await buildThread();
  const fault = new Int32Array(new SharedArrayBuffer(8));
  let deaths = 0;
  let kind: 'sick' | 'well' = 'well';
  const band = createHouseBand({
    workerUrl: pathToFileURL(join(directory, 'band-thread.js')),
    maxWorkers: 2,
    createWorker(url, options) {
      const worker = new Worker(BENT_THREAD, { ...options, eval: true, workerData: { file: url.href, fault, sickSeed: SICK_SEED } });
      worker.on('exit', () => {
        deaths += 1;
      });
      return worker;
    },
  });
  return {
    startEngine: (terms) => band.startEngine({ ...terms, seed: kind === 'sick' ? SICK_SEED : 1 }),
    startsAre(next) {
      kind = next;
    },
    breakDown(next, times = 1) {
      Atomics.store(fault, 0, FAULTS.indexOf(next) + 1);
      Atomics.store(fault, 1, times);
    },
    deaths: () => deaths,
    async stop() {
      await band.stop();
      rmSync(directory, { recursive: true });
    },
  };
}
