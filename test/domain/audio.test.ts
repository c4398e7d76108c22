// The arithmetic of chunks and the ring of the last seconds.
import { describe, expect, it } from 'vitest';
import {
  type AudioCursor,
  chunkStartFrame,
  frameAtMs,
  levelAt,
  playAtMs,
  pushToRing,
  type RingEntry,
  ringFor,
  rmsOf,
} from '../../server/domain/audio.ts';

const STARTED_MS = 1_000;
const DELAY_MS = 300;
const entry = (seq: number, epoch = 'a', delayMs = DELAY_MS): RingEntry => ({
  epoch,
  seq,
  playAtMs: playAtMs(STARTED_MS, seq * 4_800, delayMs),
  delayMs,
});
const ringOf = (count: number, epoch = 'a') => {
  let ring: readonly RingEntry[] = [];
  for (let seq = 0; seq < count; seq += 1) ring = pushToRing(ring, entry(seq, epoch));
  return ring;
};
const seqs = (ring: readonly RingEntry[]) => ring.map(({ seq }) => seq);

describe('play times', () => {
  it('the first frame sounds the delay after the first block, and 48 frames later is 1 ms later', () => {
    expect(playAtMs(STARTED_MS, 0, DELAY_MS)).toBe(1_300);
    expect(playAtMs(STARTED_MS, 48, DELAY_MS)).toBe(1_301);
    expect(playAtMs(STARTED_MS, 4_800, DELAY_MS)).toBe(1_400);
  });

  it('a moment tells its frame again', () => {
    for (const frame of [-312, 0, 1, 4_800, 123_456_789]) {
      expect(frameAtMs(STARTED_MS, playAtMs(STARTED_MS, frame, DELAY_MS), DELAY_MS)).toBeCloseTo(frame, 3);
    }
  });

  it('Opus begins 312 frames, 6.5 ms, before its block; PCM with it', () => {
    expect(chunkStartFrame('OPUS', 4_800)).toBe(4_488);
    expect(chunkStartFrame('PCM_S16LE', 4_800)).toBe(4_800);
    expect(playAtMs(STARTED_MS, chunkStartFrame('OPUS', 4_800), DELAY_MS)).toBe(1_393.5);
  });
});

describe('the level', () => {
  it.each([
    ['nothing', [], 0],
    ['silence', [0, 0, 0, 0], 0],
    ['half of full scale', [16_384, -16_384, 16_384, -16_384], 0.5],
    ['full scale', [-32_768, -32_768], 1],
    ['a sine', Array.from({ length: 4_800 }, (_, index) => Math.round(32_767 * Math.sin((2 * Math.PI * index) / 48))), Math.SQRT1_2],
  ])('of %s', (_name, samples, rms) => expect(rmsOf(Int16Array.from(samples))).toBeCloseTo(rms, 3));

  const chunks = (...rms: number[]) => rms.map((each, seq) => ({ playAtMs: 1_000 + 100 * seq, rms: each }));
  it.each([
    ['nothing plays', chunks(), 5_000, null],
    ['all of it is still to come', chunks(0.2, 0.2), 999, null],
    ['it is long over', chunks(0.2, 0.2), 3_000, null],
    ['only what has sounded counts', chunks(0.2, 0.9), 1_050, 0.2],
    ['loud chunks weigh more, as power does', chunks(0, 0.4), 1_500, 0.28],
    ['the second before does not count', chunks(...Array<number>(10).fill(0.9), ...Array<number>(10).fill(0.1)), 2_900, 0.1],
    ['silence that is played is 0, not nothing', chunks(0, 0), 1_500, 0],
  ])('%s', (_name, ring, nowMs, level) => expect(levelAt(ring, nowMs)).toBe(level));
});

describe('the ring', () => {
  it('holds the last 10 s', () => {
    const seconds = ringOf(250);
    expect(seconds).toHaveLength(100);
    expect(seqs(seconds).at(0)).toBe(150);
    expect(seqs(seconds).at(-1)).toBe(249);
  });

  it('begins anew with a new epoch', () => {
    expect(pushToRing(ringOf(5), entry(0, 'b'))).toEqual([entry(0, 'b')]);
  });

  it('is not changed by a push: whoever holds it keeps what it saw', () => {
    const before = ringOf(3);
    pushToRing(before, entry(3));
    expect(seqs(before)).toEqual([0, 1, 2]);
  });

  const cases: { name: string; count: number; after: AudioCursor | null; nowMs: number; expected: number[] }[] = [
    { name: 'a newcomer gets what sounds from one second ago on', count: 30, after: null, nowMs: 3_300, expected: range(10, 30) },
    { name: 'a newcomer in the first second gets all', count: 5, after: null, nowMs: 1_000, expected: range(0, 5) },
    { name: 'a cursor is continued behind its chunk', count: 30, after: { epoch: 'a', seq: 3 }, nowMs: 3_300, expected: range(4, 30) },
    { name: 'a cursor at the newest chunk gets nothing yet', count: 30, after: { epoch: 'a', seq: 29 }, nowMs: 3_300, expected: [] },
    {
      name: 'a cursor older than the ring gets the ring',
      count: 250,
      after: { epoch: 'a', seq: 3 },
      nowMs: 25_000,
      expected: range(150, 250),
    },
    {
      name: 'an old epoch gets the present one from its beginning',
      count: 30,
      after: { epoch: 'z', seq: 99 },
      nowMs: 3_300,
      expected: range(0, 30),
    },
    { name: 'a cursor from the future is a newcomer', count: 30, after: { epoch: 'a', seq: 1_000 }, nowMs: 3_300, expected: range(10, 30) },
    { name: 'silence has nothing to give', count: 0, after: null, nowMs: 3_300, expected: [] },
  ];
  it.each(cases)('$name', ({ count, after, nowMs, expected }) => {
    expect(seqs(ringFor(ringOf(count), after, nowMs))).toEqual(expected);
  });

  it('gives a newcomer what sounds now, also just after the room has learnt to wait longer', () => {
    const ring = pushToRing(ringOf(30), entry(30, 'a', 1_300));
    expect(seqs(ringFor(ring, null, 3_300))).toEqual(range(0, 31));
    expect(seqs(ringFor(ring, null, 4_300))).toEqual(range(10, 31));
  });
});

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, at) => from + at);
}
