// The measuring instruments, measured: each on a synthetic signal whose answer is known without them.
import { expect, test } from 'vitest';
import {
  bandLevels,
  bandMotion,
  centroidHz,
  chroma,
  dcOffset,
  inScaleShare,
  loudnessLufs,
  loudnessRangeLu,
  onsetSeconds,
  roughest,
  shareBelow,
  tempoBpm,
  truePeakDb,
} from '../support/audio-analysis.ts';
import { seededRandom } from '../support/seeded-random.ts';

const RATE_HZ = 48_000;

function mono(seconds: number, at: (second: number, frame: number) => number): Float64Array {
  return Float64Array.from({ length: Math.round(seconds * RATE_HZ) }, (_, frame) => at(frame / RATE_HZ, frame));
}

function stereo(wave: Float64Array): Int16Array {
  return Int16Array.from({ length: wave.length * 2 }, (_, i) => Math.round((wave[i >> 1] as number) * 32_767));
}

const tone =
  (hertz: number, phase = 0) =>
  (second: number) =>
    Math.sin(2 * Math.PI * (hertz * second + phase));
const level = (db: number) => 10 ** (db / 20);

/** Short bursts of noise at these seconds, over a quiet hiss. */
function blows(seconds: number, at: readonly number[]): Float64Array {
  const random = seededRandom(3);
  const wave = mono(seconds, () => (random() - 0.5) * 0.001);
  for (const second of at) {
    const start = Math.round(second * RATE_HZ);
    for (let i = 0; i < 4_800 && start + i < wave.length; i += 1)
      wave[start + i] = (wave[start + i] as number) + (random() - 0.5) * Math.exp(-i / 900);
  }
  return wave;
}

test('a tone of 997 Hz at -18 dBFS in both channels has -18 LUFS, and silence around it is gated away', () => {
  const wave = mono(8, (second) => (second < 4 ? level(-18) * tone(997)(second) : 0));
  expect(loudnessLufs(stereo(wave.subarray(0, 4 * RATE_HZ)))).toBeCloseTo(-18, 1);
  expect(Math.abs(loudnessLufs(stereo(wave)) + 18)).toBeLessThan(0.4);
});

test('twenty seconds at -20 and twenty at -30 dBFS have a loudness range of 10 LU, a steady tone has none', () => {
  const wave = mono(40, (second) => level(second < 20 ? -20 : -30) * tone(1_000)(second));
  expect(Math.abs(loudnessRangeLu(stereo(wave)) - 10)).toBeLessThan(0.5);
  expect(loudnessRangeLu(stereo(wave.subarray(0, 20 * RATE_HZ)))).toBeLessThan(0.1);
});

test('a tone at a quarter of the rate hides 3 dB of its peak between the samples, and the true peak finds them', () => {
  const wave = mono(0.5, (second) => level(-6) * tone(12_000, 1 / 8)(second));
  const samplePeak = 20 * Math.log10(Math.max(...wave.map(Math.abs)));
  expect(samplePeak).toBeCloseTo(-9.01, 1);
  expect(Math.abs(truePeakDb(stereo(wave)) + 6)).toBeLessThan(0.3);
  expect(truePeakDb(stereo(mono(0.5, (second) => level(-6) * tone(100)(second))))).toBeCloseTo(-6, 1);
});

test('a constant is found under a tone', () => {
  expect(dcOffset(stereo(mono(1, (second) => 0.01 + 0.5 * tone(200)(second))))).toBeCloseTo(0.01, 4);
  expect(dcOffset(stereo(mono(1, tone(200))))).toBeLessThan(1e-6);
});

test('the centroid of a tone is its frequency, of white noise the middle of the spectrum', () => {
  expect(Math.abs(centroidHz(mono(1, tone(3_000))) - 3_000)).toBeLessThan(30);
  const random = seededRandom(5);
  expect(Math.abs(centroidHz(mono(2, () => random() - 0.5)) - 12_000)).toBeLessThan(200);
});

test('onsets are found where blows are, and nowhere in a steady tone', () => {
  const at = [0.5, 0.75, 1.25, 2, 2.2, 3.1];
  const found = onsetSeconds(blows(4, at));
  expect(found).toHaveLength(at.length);
  found.forEach((second, index) => {
    expect(Math.abs(second - (at[index] as number))).toBeLessThan(0.03);
  });
  expect(onsetSeconds(mono(4, (second) => 0.3 * tone(440)(second))).filter((second) => second > 0.2)).toHaveLength(0);
});

test.each([63, 97.5, 124, 174, 199])('blows at %d bpm are heard at this tempo, its half or its double', (bpm) => {
  const beats = Array.from({ length: Math.floor((20 * bpm) / 60) }, (_, index) => (index * 60) / bpm);
  const found = tempoBpm(blows(20, beats));
  expect(Math.min(...[0.5, 1, 2].map((factor) => Math.abs(found / (bpm * factor) - 1)))).toBeLessThan(0.01);
});

test('blows without a pulse do not pass for a tempo that was never played', () => {
  const found = tempoBpm(
    blows(
      20,
      Array.from({ length: 60 }, (_, index) => (index * 60) / 180),
    ),
  );
  expect(Math.min(...[0.5, 1, 2].map((factor) => Math.abs(found / (130 * factor) - 1)))).toBeGreaterThan(0.02);
});

test('the chroma of a C major triad is C, E and G: inside C, hardly inside F sharp', () => {
  const wave = mono(2, (second) => tone(261.63)(second) + tone(329.63)(second) + tone(392)(second));
  const classes = chroma(wave);
  expect((classes[0] as number) + (classes[4] as number) + (classes[7] as number)).toBeGreaterThan(0.95);
  expect(inScaleShare(classes, 0)).toBeGreaterThan(0.95);
  expect(inScaleShare(classes, 6)).toBeLessThan(0.1);
});

test('the band of a tone stands out, and the share below a frequency knows on which side it lies', () => {
  const wave = mono(1, tone(1_000));
  const levels = bandLevels(wave);
  expect(levels.indexOf(Math.max(...levels))).toBe(Math.floor(Math.log2(1_000 / 40) * 2.3));
  expect(shareBelow(wave, 900)).toBeLessThan(0.01);
  expect(shareBelow(wave, 1_100)).toBeGreaterThan(0.99);
});

test('a band that pulses is livelier than one that holds', () => {
  const band = Math.floor(Math.log2(1_000 / 40) * 2.3);
  const held = bandMotion(mono(2, tone(1_000)))[band] as number;
  const pulsing = bandMotion(mono(2, (second) => (second % 0.5 < 0.25 ? 1 : 0.05) * tone(1_000)(second)))[band] as number;
  expect(held).toBeLessThan(1);
  expect(pulsing).toBeGreaterThan(8);
});

test('one jump in a tone is its roughest place', () => {
  const wave = mono(1, (second) => 0.3 * tone(200)(second) + (second > 0.5 ? 0.2 : 0));
  expect(roughest(wave, 23_900, 24_100)).toBeGreaterThan(0.15);
  expect(roughest(wave, 0, 23_900)).toBeLessThan(0.01);
});
