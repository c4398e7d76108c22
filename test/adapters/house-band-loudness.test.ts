import { expect, test } from 'vitest';
import { createDcBlock } from '../../server/adapters/house-band/dc-block.ts';
import { createEcho } from '../../server/adapters/house-band/echo.ts';
import { QUANTUM_FRAMES } from '../../server/adapters/house-band/instruments/wave.ts';
import { createLimiter, LATENCY_FRAMES } from '../../server/adapters/house-band/limiter.ts';
import { createRandom } from '../../server/adapters/house-band/random.ts';
import { createRider } from '../../server/adapters/house-band/rider.ts';
import type { StyleId } from '../../server/adapters/house-band/styles/style.ts';
import { dcOffset, loudnessRangeLu, peakDb, roughest, truePeakDb } from '../support/audio-analysis.ts';
import { createBand, intentOf, play } from '../support/band-measures.ts';

type Wave = (frame: number) => number;
const sine =
  (hertz: number, level: number, turns = 0): Wave =>
  (frame) =>
    level * Math.sin(2 * Math.PI * ((hertz * frame) / 48_000 + turns));

/** `level` dBFS is its true peak, 3 dB above every sample. */
const between = (level: number): Wave => sine(12_000, 10 ** (level / 20), 1 / 8);

function limited(wave: Wave, frames: number, quantaPerBlock = 1): Int16Array {
  const limiter = createLimiter(1);
  const pcm = new Int16Array(frames * 2);
  const block = new Int16Array(quantaPerBlock * QUANTUM_FRAMES * 2);
  for (let from = 0; from < frames; from += block.length / 2) {
    for (let at = 0; at < block.length / 2; at += QUANTUM_FRAMES) {
      const quantum = Float64Array.from({ length: QUANTUM_FRAMES }, (_, i) => wave(from + at + i));
      limiter.process(quantum, quantum, block, at);
    }
    pcm.set(block, from * 2);
  }
  return pcm;
}

test.each([-0.5, 3, 9])('a wave that reaches %s dB only between its samples leaves the limiter below -1 dBTP', (level) => {
  const raw = Int16Array.from({ length: 19_200 }, (_, i) => 20_000 * between(-3)(i >> 1));
  expect(truePeakDb(raw) - peakDb(raw)).toBeGreaterThan(2.5);
  const pcm = limited((frame) => (frame < 4_800 ? 0 : between(level)(frame)), 19_200);
  expect(truePeakDb(pcm)).toBeLessThan(-1);
  expect(truePeakDb(pcm.subarray(19_200))).toBeGreaterThan(-1.4);
});

test('blows of noise far above the ceiling leave the limiter below -1 dBTP', () => {
  const random = createRandom(3);
  const pcm = limited((frame) => (random() - 0.5) * (frame % 9_600 < 300 ? 8 : 0.2), 48_000);
  expect(truePeakDb(pcm)).toBeLessThan(-1);
});

test('what stays below the ceiling passes the limiter as it is, but for the dither', () => {
  const wave = sine(997, 10 ** (-1.5 / 20));
  const pcm = limited(wave, 9_600);
  for (let frame = LATENCY_FRAMES; frame < 9_600; frame += 1)
    expect(Math.abs((pcm[frame * 2] as number) - 32_767 * wave(frame - LATENCY_FRAMES))).toBeLessThan(1.51);
});

test('the limiter adds no constant, neither to silence nor at work', () => {
  expect(dcOffset(limited(() => 0, 96_000))).toBeLessThan(1e-6);
  expect(dcOffset(limited(sine(375, 2), 96_000))).toBeLessThan(1e-5);
});

test('the limiter gives the same samples in blocks of any size', () => {
  const loud = sine(313, 1.7);
  expect(limited(loud, 6_400, 10)).toEqual(limited(loud, 6_400));
});

test('the DC block takes off a constant and leaves the lowest string alone', () => {
  const block = createDcBlock();
  const out: number[] = [];
  for (let from = 0; from < 96_000; from += QUANTUM_FRAMES) {
    const left = Float64Array.from({ length: QUANTUM_FRAMES }, (_, i) => 0.2 + sine(40, 0.5)(from + i));
    block.process(left, left.slice());
    out.push(...left);
  }
  const last = out.slice(-48_000);
  expect(Math.abs(last.reduce((sum, sample) => sum + sample, 0) / last.length)).toBeLessThan(1e-4);
  expect(Math.max(...last)).toBeGreaterThan(0.49);
});

test('a new echo time neither clicks nor bends the pitch of what rings on', () => {
  const echo = createEcho();
  const heard = new Float64Array(96_000);
  for (let from = 0; from < heard.length; from += QUANTUM_FRAMES) {
    echo.set(from < 48_000 ? 15_000 : 9_000, 0.4);
    const input = Float64Array.from({ length: QUANTUM_FRAMES }, (_, i) => sine(300, Math.min(0.5, (from + i) / 9_600))(from + i));
    echo.process(input, heard.subarray(from, from + QUANTUM_FRAMES), new Float64Array(QUANTUM_FRAMES), QUANTUM_FRAMES);
  }
  expect(roughest(heard, 47_000, 56_000)).toBeLessThan(1.5 * roughest(heard, 36_000, 47_000));
});

test('the rider follows a mix that stays louder, and hardly a form that comes and goes', () => {
  const usual = 10 ** -1.44;
  const listen = (db: (seconds: number) => number) => {
    const rider = createRider();
    const gains: number[] = [];
    for (let seconds = 0; seconds < 240; seconds += QUANTUM_FRAMES / 48_000) {
      rider.hear(usual * 10 ** (db(seconds) / 10));
      if (seconds > 120) gains.push(rider.gainDb());
    }
    return gains;
  };
  expect(listen(() => 2).at(-1)).toBeCloseTo(-2, 1);
  expect(listen(() => 9).at(-1)).toBe(-3);
  const wanders = listen((seconds) => (seconds % 30 < 15 ? -2 : 2));
  expect(Math.max(...wanders) - Math.min(...wanders)).toBeLessThan(0.8);
});

test('everything turned up at once stays below -1 dBTP', () => {
  const intent = intentOf('trap', { bpm: 200, density: 1, brightness: 1 }, ' aggressive energetic distorted');
  expect(truePeakDb(play(createBand({ seed: 99, startBar: 16, intent }), 5).pcm)).toBeLessThan(-1);
});

test.each<StyleId>(['afrobeat', 'house', 'jazz'])('%s: from chorus to break and back the loudness moves by 4 LU and more', (genre) => {
  const seconds = Math.ceil((16 * 4 * 60) / 130);
  const { pcm } = play(createBand({ seed: 5, startBar: 36, intent: intentOf(genre, { bpm: 130 }) }), seconds);
  expect(loudnessRangeLu(pcm)).toBeGreaterThan(4);
});
