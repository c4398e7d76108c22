import { Worker } from 'node:worker_threads';
import { OpusDecoder } from 'opus-decoder';
import { afterEach, expect, test, vi } from 'vitest';
import { createHouseBand, type HouseBand, type HouseBandOptions } from '../../server/adapters/house-band/engine.ts';
import type { FromWorker, ToWorker } from '../../server/adapters/house-band/messages.ts';
import { AHEAD_MS, dueFrame, staggeredStartMs, waitMs } from '../../server/adapters/house-band/pacing.ts';
import { CHANNELS, CHUNK_FRAMES, OPUS_DELAY_FRAMES } from '../../server/domain/audio.ts';
import type { BeatMark, MusicBlock, MusicIntent, MusicListener, Turn, TurnMark } from '../../server/ports/music-engine.ts';
import { BAND_THREAD } from '../support/band-thread.ts';

const INTENT: MusicIntent = {
  prompts: [{ text: 'house', weight: 1 }],
  steering: { bpm: 120, density: 0.5, brightness: 0.5, scale: null, muteBass: false, muteDrums: false, revision: 1 },
};
const bands: HouseBand[] = [];
afterEach(async () => {
  await Promise.all(bands.splice(0).map((band) => band.stop()));
});

function house(options: Partial<HouseBandOptions> = {}) {
  const workers: Worker[] = [];
  let ready = 0;
  const band = createHouseBand({
    workerUrl: BAND_THREAD,
    ...options,
    createWorker: (url, limits) => {
      const worker = options.createWorker?.(url, limits) ?? new Worker(url, limits);
      workers.push(worker);
      worker.on('message', ({ kind }: FromWorker) => {
        if (kind === 'READY') ready += 1;
      });
      return worker;
    },
  });
  bands.push(band);
  const awake = (count: number) => vi.waitUntil(() => ready >= count, { timeout: 20_000 });
  return { band, workers, awake };
}

/** Collects what an engine says, and waits for it to have said enough. */
function ear() {
  const blocks: MusicBlock[] = [];
  const beats: BeatMark[] = [];
  const healths: string[] = [];
  const turns: TurnMark[] = [];
  let check = () => {};
  const listener: MusicListener = {
    block(block) {
      blocks.push(block);
      check();
    },
    beat: (mark) => beats.push(mark),
    turn: (mark) => turns.push(mark),
    health(health) {
      healths.push(health);
      check();
    },
  };
  const until = (isEnough: () => boolean) =>
    new Promise<void>((resolve) => {
      check = () => {
        if (isEnough()) resolve();
      };
      check();
    });
  return { blocks, beats, healths, turns, listener, until };
}

function expectNoGap(blocks: readonly MusicBlock[]) {
  expect(blocks.map(({ startFrame }) => startFrame)).toEqual(blocks.map((_, index) => index * 4_800));
}

test('blocks come without a gap, with sound, beats and health', async () => {
  const { band } = house();
  const heard = ear();
  const engine = band.startEngine({ seed: 4, intent: INTENT, listener: heard.listener, wantsPcm: true });
  await heard.until(() => heard.blocks.length >= 8);
  await engine.stop();
  expectNoGap(heard.blocks);
  expect(heard.blocks.every(({ pcm }) => pcm?.length === 9_600)).toBe(true);
  expect(heard.blocks.some(({ pcm }) => pcm?.some((sample) => Math.abs(sample) > 500))).toBe(true);
  expect(heard.beats[0]).toMatchObject({ atFrame: 0, bar: 0, beat: 0, bpm: 120, revision: 1 });
  expect(heard.healths).toEqual(['PLAYING']);
});

test('a band that is warmed up has its thread before its first room, and that room plays on it', async () => {
  const { band, workers } = house();
  band.warmUp();
  band.warmUp();
  expect(workers).toHaveLength(1);
  const heard = ear();
  band.startEngine({ seed: 4, intent: INTENT, listener: heard.listener });
  await heard.until(() => heard.blocks.length >= 2);
  expectNoGap(heard.blocks);
});

test('rooms share a worker as long as it has room, and the next worker is there before it is needed', async () => {
  const starts: number[] = [];
  const { band, awake } = house({
    maxWorkers: 2,
    createWorker(url) {
      const worker = new Worker(url);
      const number = starts.push(0) - 1;
      const post = worker.postMessage.bind(worker);
      worker.postMessage = (message: ToWorker) => {
        if (message.kind === 'START') starts[number] = (starts[number] ?? 0) + 1;
        post(message);
      };
      return worker;
    },
  });
  const ears = Array.from({ length: 6 }, ear);
  for (const [seed, heard] of ears.entries()) {
    band.startEngine({ seed, intent: INTENT, listener: heard.listener });
    await heard.until(() => heard.blocks.length >= 2);
    if (seed === 0) await awake(2);
  }
  expect(starts).toEqual([4, 2]);
  for (const heard of ears) expectNoGap(heard.blocks);
});

test('no room waits for a worker that is still waking up while another plays', async () => {
  const { band, workers } = house({
    maxWorkers: 2,
    // The second one never wakes.
    createWorker: (url) => (workers.length === 0 ? new Worker(url) : new Worker('setInterval(() => {}, 1_000)', { eval: true })),
  });
  band.warmUp();
  const ears = Array.from({ length: 6 }, ear);
  for (const [seed, heard] of ears.entries()) {
    band.startEngine({ seed, intent: INTENT, listener: heard.listener });
    await heard.until(() => heard.blocks.length >= 2);
  }
  expect(workers).toHaveLength(2);
  for (const heard of ears) expectNoGap(heard.blocks);
});

test('packets are one stream from the thread, samples come only while they are wanted', async () => {
  const { band } = house();
  const heard = ear();
  const other = ear();
  const engine = band.startEngine({ seed: 4, intent: INTENT, listener: heard.listener });
  band.startEngine({ seed: 5, intent: INTENT, listener: other.listener });
  await heard.until(() => heard.blocks.length >= 4);
  expect(heard.blocks.every(({ pcm }) => pcm === null)).toBe(true);
  engine.wantPcm(true);
  await heard.until(() => heard.blocks.filter(({ pcm }) => pcm !== null).length >= 5);
  engine.wantPcm(false);
  await heard.until(() => heard.blocks.at(-1)?.pcm === null);
  expect(other.blocks.every(({ pcm }) => pcm === null)).toBe(true);

  const decoder = new OpusDecoder({ channels: CHANNELS });
  await decoder.ready;
  const { channelData, errors } = decoder.decodeFrames(heard.blocks.flatMap(({ packets }) => [...packets]));
  decoder.free();
  expect(errors).toEqual([]);
  const [left] = channelData as [Float32Array];
  expect(left).toHaveLength(heard.blocks.length * CHUNK_FRAMES);
  const first = heard.blocks.findIndex(({ pcm }) => pcm !== null);
  const sent = heard.blocks.flatMap(({ pcm }) => (pcm === null ? [] : [...pcm.filter((_, at) => at % CHANNELS === 0)]));
  let signal = 0;
  let noise = 0;
  for (const [frame, sample] of sent.slice(0, -OPUS_DELAY_FRAMES).entries()) {
    signal += (sample / 32_768) ** 2;
    noise += (sample / 32_768 - (left[first * CHUNK_FRAMES + frame + OPUS_DELAY_FRAMES] ?? 0)) ** 2;
  }
  expect(10 * Math.log10(signal / noise)).toBeGreaterThan(12);
});

test('an engine that has stopped says nothing more', async () => {
  const { band } = house();
  const heard = ear();
  const other = ear();
  const engine = band.startEngine({ seed: 4, intent: INTENT, listener: heard.listener });
  band.startEngine({ seed: 5, intent: INTENT, listener: other.listener });
  await heard.until(() => heard.blocks.length >= 4);
  await engine.stop();
  await engine.stop();
  const count = heard.blocks.length;
  await other.until(() => other.blocks.length >= count + 4);
  expect(heard.blocks.length).toBe(count);
});

test('an intent is heard, and its revision comes back with the sound', async () => {
  const { band } = house();
  const heard = ear();
  const engine = band.startEngine({ seed: 4, intent: INTENT, listener: heard.listener });
  await heard.until(() => heard.blocks.length >= 1);
  engine.steer({ prompts: [{ text: 'jazz', weight: 1 }], steering: { ...INTENT.steering, revision: 2 } });
  await heard.until(() => heard.blocks.at(-1)?.revision === 2);
  expect(heard.beats.find(({ revision }) => revision === 2)).toBeDefined();
});

test('a killed worker is replaced: the rooms play on, numbered without a gap', async () => {
  const { band, workers } = house();
  const one = ear();
  const two = ear();
  band.startEngine({ seed: 4, intent: INTENT, listener: one.listener });
  band.startEngine({ seed: 5, intent: INTENT, listener: two.listener });
  await one.until(() => one.blocks.length >= 5);
  await two.until(() => two.blocks.length >= 5);
  await workers[0]?.terminate();
  await one.until(() => one.blocks.length >= 14);
  await two.until(() => two.blocks.length >= 14);
  for (const heard of [one, two]) {
    expectNoGap(heard.blocks);
    expect(heard.healths).toEqual(['PLAYING', 'DEGRADED', 'PLAYING']);
    const frames = heard.beats.map(({ atFrame }) => atFrame);
    expect(frames).toEqual([...frames].sort((a, b) => a - b));
  }
});

test('a turn is told at once with its frames, lands on a told beat, and is forgotten with its worker', async () => {
  const { band, workers } = house();
  const heard = ear();
  const intent = { ...INTENT, steering: { ...INTENT.steering, bpm: 200 } };
  const engine = band.startEngine({ seed: 4, intent, listener: heard.listener });
  expect(() => engine.turn('ENCORE' as Turn, 'x')).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
  engine.turn('BREAKDOWN', 'evening');
  await heard.until(() => heard.turns.length > 0 && heard.blocks.length > 0);
  const [mark] = heard.turns as [TurnMark];
  expect(mark).toMatchObject({ id: 'evening', turn: 'BREAKDOWN', landsAtFrame: mark.beginsAtFrame });
  expect(mark.endsAtFrame - mark.beginsAtFrame).toBe(8 * 57_600);
  const landed = () => heard.beats.find(({ atFrame }) => atFrame === mark.beginsAtFrame);
  await heard.until(() => landed() !== undefined);
  expect(landed()).toMatchObject({ beat: 0, section: 'breakdown' });
  await workers[0]?.terminate();
  const count = heard.beats.length;
  await heard.until(() => heard.beats.length > count);
  expect(heard.beats.at(-1)?.section).toBe('intro');
  expect(heard.turns).toHaveLength(1);
});

test('a worker that does not answer is replaced', async () => {
  // Says that it is ready, then nothing ever again.
  const mute = `const { parentPort } = require('node:worker_threads'); parentPort.on('message', () => {}); parentPort.postMessage({ kind: 'READY' });`;
  let count = 0;
  const { band } = house({
    createWorker: (url) => {
      count += 1;
      return count === 1 ? new Worker(mute, { eval: true }) : new Worker(url);
    },
  });
  const heard = ear();
  band.startEngine({ seed: 4, intent: INTENT, listener: heard.listener });
  await heard.until(() => heard.blocks.length >= 5);
  expect(heard.healths).toEqual(['DEGRADED', 'PLAYING']);
  expectNoGap(heard.blocks);
});

test('a worker in an endless loop is replaced, and a room on another worker hears nothing of it', async () => {
  // Plays as the real one does, until a flag in shared memory tells it to hang.
  const hangable = `
    const { workerData } = require('node:worker_threads');
    setInterval(() => { while (Atomics.load(workerData.hang, 0) === 1); }, 20).unref();
    import(workerData.file);`;
  const flags: Int32Array[] = [];
  const { band, awake } = house({
    maxWorkers: 2,
    createWorker(url) {
      const hang = new Int32Array(new SharedArrayBuffer(4));
      flags.push(hang);
      return new Worker(hangable, { eval: true, workerData: { hang, file: url.href } });
    },
  });
  const heard = Array.from({ length: 5 }, ear);
  for (const [seed, { listener, blocks, until }] of heard.entries()) {
    band.startEngine({ seed, intent: INTENT, listener });
    await until(() => blocks.length >= 5);
    if (seed === 0) await awake(2);
  }
  const sick = heard.slice(0, 4);
  const well = heard[4] as (typeof heard)[0];
  Atomics.store(flags[0] as Int32Array, 0, 1);
  await Promise.all(sick.map(({ until, healths }) => until(() => healths.length === 3)));
  await well.until(() => well.blocks.length >= 30);
  for (const { blocks } of heard) expectNoGap(blocks);
  for (const { healths } of sick) expect(healths).toEqual(['PLAYING', 'DEGRADED', 'PLAYING']);
  expect(well.healths).toEqual(['PLAYING']);
});

test('a band that stumbles again and again gives up with a sentence', async () => {
  const { band } = house({ createWorker: () => new Worker('process.exit(1)', { eval: true }) });
  const heard = ear();
  band.startEngine({ seed: 4, intent: INTENT, listener: heard.listener });
  await heard.until(() => heard.healths.includes('FAILED'));
  expect(heard.healths).toEqual(['DEGRADED', 'FAILED']);
});

test('a room is kept 400 ms ahead of real time, the first of it at once', () => {
  expect(dueFrame(1_000, 1_000)).toBe(4 * 4_800);
  expect(dueFrame(1_000, 1_099)).toBe(4 * 4_800);
  expect(dueFrame(1_000, 1_100)).toBe(5 * 4_800);
  expect(waitMs(1_000, 1_000, 4 * 4_800)).toBe(100);
  expect(waitMs(1_000, 1_500, 4 * 4_800)).toBe(0);
  expect(AHEAD_MS).toBe(400);
});

test('runs that begin at the same moment have their blocks due at different ones, and none is later than at once', () => {
  const phases = [1, 2, 3, 4, 5, 6, 7, 8].map((run) => 7_000_000.25 - staggeredStartMs(7_000_000.25, run)).sort((a, b) => a - b);
  expect(phases.every((ms) => ms >= 0 && ms < 100)).toBe(true);
  expect(Math.min(...phases.slice(1).map((ms, index) => ms - (phases[index] as number)))).toBeGreaterThan(5);
});
