// The house band over time: how soon a room sounds, how long a hanging worker is heard, whether eight rooms on one core ever fall behind, and whether an hour changes it.
// Prints figures and judges nothing. `npm run soak:band -- [--minutes 5] [--rooms 8] [--parts start,hang,play,hour] [--json]`
import { spawnSync } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { barFramesOf } from '../../server/adapters/house-band/band.ts';
import type { Buses } from '../../server/adapters/house-band/buses.ts';
import { createHouseBand, type HouseBand } from '../../server/adapters/house-band/engine.ts';
import { STYLE_IDS, type StyleId } from '../../server/adapters/house-band/styles/style.ts';
import { CHUNK_FRAMES, SAMPLE_RATE_HZ } from '../../server/domain/audio.ts';
import { MIN_DELAY_MS } from '../../server/domain/room-delay.ts';
import type { BeatMark, MusicEngine } from '../../server/ports/music-engine.ts';
import { createBand, font, HOME_BPM, intentOf } from '../support/band-measures.ts';
import { BAND_THREAD } from '../support/band-thread.ts';
import { seededRandom } from '../support/seeded-random.ts';

const { values: options } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    rooms: { type: 'string', default: '8' },
    parts: { type: 'string', default: 'start,hang,play,hour' },
    part: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const ROOMS = Number(options.rooms);
const BLOCK_MS = (CHUNK_FRAMES * 1_000) / SAMPLE_RATE_HZ;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const genreOf = (index: number) => STYLE_IDS[index % STYLE_IDS.length] as StyleId;
const at = (values: readonly number[], share: number) => [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? 0;

/** Starts a room and tells how long its first block took, and how long before it is due each block was there. */
function listen(
  band: HouseBand,
  index: number,
): { readonly engine: MusicEngine; readonly firstMs: Promise<number>; readonly leadsMs: number[]; readonly arrivedMs: number[] } {
  const leadsMs: number[] = [];
  const arrivedMs: number[] = [];
  const askedMs = performance.now();
  let startedMs = 0;
  let engine: MusicEngine | null = null;
  const firstMs = new Promise<number>((resolve) => {
    engine = band.startEngine({
      seed: 100 + index,
      intent: intentOf(genreOf(index), { density: 0.6 }),
      listener: {
        block({ startFrame }) {
          const nowMs = performance.now();
          if (startFrame === 0) {
            startedMs = nowMs;
            resolve(nowMs - askedMs);
          }
          arrivedMs.push(nowMs);
          leadsMs.push(startedMs + MIN_DELAY_MS + (startFrame / CHUNK_FRAMES) * BLOCK_MS - nowMs);
        },
        beat() {},
        health() {},
      },
    });
  });
  return { engine: engine as unknown as MusicEngine, firstMs, leadsMs, arrivedMs };
}

/** Ten rooms one after the other on a warm band, ten on one that plays `ROOMS` others, and ten at once. */
async function start() {
  const band = createHouseBand({ workerUrl: BAND_THREAD });
  band.warmUp();
  await pause(3_000);
  const oneByOne = async (first: number) => {
    const taken: number[] = [];
    for (let index = first; index < first + 10; index += 1) {
      const { engine, firstMs } = listen(band, index);
      taken.push(await firstMs);
      await engine.stop();
      await pause(150);
    }
    return taken;
  };
  const alone = await oneByOne(0);
  const others = Array.from({ length: ROOMS }, (_, index) => listen(band, index));
  await pause(2_000);
  const beside = await oneByOne(20);
  for (const { engine } of others) await engine.stop();
  await pause(500);
  const together = await Promise.all(Array.from({ length: 10 }, (_, index) => listen(band, 40 + index).firstMs));
  await band.stop();
  const figures = (values: readonly number[]) => ({ p50Ms: at(values, 0.5), maxMs: at(values, 1) });
  return { alone: figures(alone), beside: figures(beside), tenAtOnce: figures(together) };
}

/** How long a room is without a new block after its worker was told to loop for ever. */
async function hang() {
  const hangable = `
    const { workerData } = require('node:worker_threads');
    setInterval(() => { while (Atomics.load(workerData.flag, 0) === 1); }, 20).unref();
    import(workerData.file);`;
  const flags: Int32Array[] = [];
  const band = createHouseBand({
    workerUrl: BAND_THREAD,
    createWorker(url) {
      const flag = new Int32Array(new SharedArrayBuffer(4));
      flags.push(flag);
      return new Worker(hangable, { eval: true, workerData: { flag, file: url.href } });
    },
  });
  const silentMs: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const { engine, firstMs, arrivedMs } = listen(band, round);
    await firstMs;
    await pause(2_000);
    // The oldest worker that still lives is the one that plays.
    Atomics.store(flags[round] as Int32Array, 0, 1);
    const count = arrivedMs.length;
    while (arrivedMs.length < count + 8) await pause(20);
    silentMs.push(Math.max(...arrivedMs.slice(count - 1).map((ms, index, all) => ms - (all[index - 1] ?? ms))));
    await engine.stop();
  }
  await band.stop();
  return { rounds: silentMs.length, withoutBlocksMs: { p50: at(silentMs, 0.5), max: at(silentMs, 1) } };
}

/** `ROOMS` mixed rooms in one worker for some minutes, each turned to another genre now and then. */
async function play(minutes: number) {
  const band = createHouseBand({ workerUrl: BAND_THREAD, maxWorkers: 1 });
  band.warmUp();
  await pause(3_000);
  const rooms = Array.from({ length: ROOMS }, (_, index) => listen(band, index));
  await Promise.all(rooms.map(({ firstMs }) => firstMs));
  const before = process.cpuUsage();
  const startedMs = performance.now();
  for (let turn = 1; performance.now() - startedMs < minutes * 60_000; turn += 1) {
    await pause(5_000);
    const room = turn % ROOMS;
    rooms[room]?.engine.steer(intentOf(genreOf(turn), { density: 0.6, revision: turn + 1 }));
  }
  const { user, system } = process.cpuUsage(before);
  const seconds = (performance.now() - startedMs) / 1_000;
  await band.stop();
  const leads = rooms.flatMap(({ leadsMs }) => leadsMs);
  return {
    rooms: ROOMS,
    seconds: Math.round(seconds),
    blocks: leads.length,
    underruns: leads.filter((leadMs) => leadMs < 0).length,
    leadMs: { least: at(leads, 0), p1: at(leads, 0.01), p50: at(leads, 0.5) },
    cpuShare: (user + system) / 1e6 / seconds,
  };
}

/** An hour of one room as fast as it goes, steered every 20 s and turned to another genre every two minutes. */
function hour() {
  const random = seededRandom(7);
  let strange = 0;
  const tap = (buses: Buses) => {
    for (const { left, right } of Object.values(buses))
      for (let i = 0; i < left.length; i += 1) if (!Number.isFinite(left[i]) || !Number.isFinite(right[i])) strange += 1;
  };
  // As a worker does when it is idle: what is decoded later would look like a leak.
  while (font.decodeNext());
  let genre = genreOf(0);
  const band = createBand({ seed: 3, intent: intentOf(genre), tap });
  const block = new Int16Array(CHUNK_FRAMES * 2);
  const heapMb: number[] = [];
  let line: BeatMark | null = null;
  let bars = 0;
  let crooked = 0;
  const startedMs = performance.now();
  for (let tenth = 0; tenth < 36_000; tenth += 1) {
    if (tenth % 200 === 0 && tenth > 0) {
      if (tenth % 1_200 === 0) genre = genreOf(tenth / 1_200);
      const bpm = Math.round(HOME_BPM[genre] * (0.9 + 0.2 * random()));
      band.steer(intentOf(genre, { bpm, density: random(), brightness: random(), revision: tenth }));
    }
    for (const mark of band.render(block).beats) {
      if (mark.beat !== 0) continue;
      if (line !== null && mark.atFrame - line.atFrame !== barFramesOf(line.bpm)) crooked += 1;
      line = mark;
      bars += 1;
    }
    if (tenth % 1_000 === 999) {
      globalThis.gc?.();
      const { heapUsed, external } = process.memoryUsage();
      heapMb.push((heapUsed + external) / 1e6);
    }
  }
  const seconds = (performance.now() - startedMs) / 1_000;
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    timesRealTime: 3_600 / seconds,
    strangeSamples: strange,
    bars,
    crookedBars: crooked,
    heapMb: { early: mean(heapMb.slice(4, 12)), late: mean(heapMb.slice(-8)) },
  };
}

const PARTS: Readonly<Record<string, () => unknown>> = { start, hang, play: () => play(Number(options.minutes)), hour };

/** Each part in a process of its own; the rooms that play on one core are held on it where the system can. */
function run(part: string): unknown {
  const self = [
    ...process.execArgv,
    '--expose-gc',
    fileURLToPath(import.meta.url),
    '--part',
    part,
    '--minutes',
    options.minutes,
    '--rooms',
    options.rooms,
  ];
  const pinned = part === 'play' && spawnSync('taskset', ['-V']).status === 0;
  const [command = '', ...args] = [...(pinned ? ['taskset', '-c', '0'] : []), process.execPath, ...self];
  const { stdout, status } = spawnSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  if (status !== 0) throw new Error(`${part} ended with ${status}`);
  return { ...JSON.parse(stdout), ...(part === 'play' ? { pinned } : {}) };
}

if (options.part !== undefined) {
  process.stdout.write(JSON.stringify(await PARTS[options.part]?.()));
  process.exit();
}
const rounded = (_key: string, value: unknown) => (typeof value === 'number' ? Math.round(value * 100) / 100 : value);
const figures = Object.fromEntries(options.parts.split(',').map((part) => [part, run(part)]));
const about = { node: process.version, cores: cpus().length, load: loadavg()[0] };
process.stdout.write(`${JSON.stringify({ about, ...figures }, rounded, options.json ? undefined : 2)}\n`);
