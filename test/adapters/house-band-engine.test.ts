import { Worker } from 'node:worker_threads';
import { afterEach, expect, test } from 'vitest';
import { createHouseBand, type HouseBand, type HouseBandOptions } from '../../server/adapters/house-band/engine.ts';
import { AHEAD_MS, dueFrame, waitMs } from '../../server/adapters/house-band/pacing.ts';
import type { BeatMark, MusicBlock, MusicIntent, MusicListener } from '../../server/ports/music-engine.ts';

const INTENT: MusicIntent = {
  prompts: [{ text: 'house', weight: 1 }],
  steering: { bpm: 120, density: 0.5, brightness: 0.5, scale: null, muteBass: false, muteDrums: false, revision: 1 },
};
const bands: HouseBand[] = [];
afterEach(async () => {
  await Promise.all(bands.splice(0).map((band) => band.stop()));
});

function house(options: HouseBandOptions = {}) {
  const workers: Worker[] = [];
  const band = createHouseBand({
    ...options,
    createWorker: (url) => {
      const worker = options.createWorker?.(url) ?? new Worker(url);
      workers.push(worker);
      return worker;
    },
  });
  bands.push(band);
  return { band, workers };
}

/** Collects what an engine says, and waits for it to have said enough. */
function ear() {
  const blocks: MusicBlock[] = [];
  const beats: BeatMark[] = [];
  const healths: string[] = [];
  let check = () => {};
  const listener: MusicListener = {
    block(block) {
      blocks.push(block);
      check();
    },
    beat: (mark) => beats.push(mark),
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
  return { blocks, beats, healths, listener, until };
}

function expectNoGap(blocks: readonly MusicBlock[]) {
  expect(blocks.map(({ startFrame }) => startFrame)).toEqual(blocks.map((_, index) => index * 4_800));
}

test('blocks come without a gap, with sound, beats and health', async () => {
  const { band } = house();
  const heard = ear();
  const engine = band.startEngine({ seed: 4, intent: INTENT, listener: heard.listener });
  await heard.until(() => heard.blocks.length >= 8);
  await engine.stop();
  expectNoGap(heard.blocks);
  expect(heard.blocks.every(({ pcm }) => pcm.length === 9_600)).toBe(true);
  expect(heard.blocks.some(({ pcm }) => pcm.some((sample) => Math.abs(sample) > 500))).toBe(true);
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
  expect(workers).toHaveLength(1);
  expectNoGap(heard.blocks);
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
  expect(workers).toHaveLength(2);
  for (const heard of [one, two]) {
    expectNoGap(heard.blocks);
    expect(heard.healths).toEqual(['PLAYING', 'DEGRADED', 'PLAYING']);
    const frames = heard.beats.map(({ atFrame }) => atFrame);
    expect(frames).toEqual([...frames].sort((a, b) => a - b));
  }
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
