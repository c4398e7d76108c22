// Facts about tapping a tempo.
import { describe, expect, it } from 'vitest';
import { dotsOf, NO_TAPS, tapAt, tempoOf } from '../../client/player/tap-tempo.ts';

const tapped = (...timesMs: number[]) => timesMs.reduce(tapAt, NO_TAPS);
const every = (intervalMs: number, taps: number) => tapped(...Array.from({ length: taps }, (_, index) => 5_000 + index * intervalMs));

describe('tap tempo', () => {
  it('is set by the fourth tap and not before', () => {
    expect([1, 2, 3, 4].map((taps) => tempoOf(every(500, taps), 60, 160))).toEqual([null, null, null, 120]);
    expect([0, 1, 2, 3, 4, 7].map((taps) => dotsOf(every(500, taps)))).toEqual([0, 1, 2, 3, 4, 4]);
  });

  it('evens out an unsteady hand', () => {
    expect(tempoOf(tapped(0, 520, 990, 1_500), 60, 160)).toBe(120);
  });

  it('starts over after a pause of two seconds', () => {
    expect(dotsOf(tapped(0, 500, 1_000, 3_001))).toBe(1);
  });

  it('is refined by later taps and forgets old hesitation', () => {
    const slowThenSteady = tapped(0, 1_900, ...Array.from({ length: 8 }, (_, index) => 2_400 + index * 500));
    expect(tempoOf(slowThenSteady, 60, 160)).toBe(120);
  });

  it.each([
    [1_500, 80],
    [300, 100],
    [150, 100],
  ])('folds taps every %i ms into the dial as %i', (intervalMs, bpm) => {
    expect(tempoOf(every(intervalMs, 5), 60, 160)).toBe(bpm);
  });

  it('never leaves the range, whatever is tapped', () => {
    for (let intervalMs = 20; intervalMs <= 2_000; intervalMs += 7) {
      const bpm = tempoOf(every(intervalMs, 4), 60, 160);
      expect(bpm).toBeGreaterThanOrEqual(60);
      expect(bpm).toBeLessThanOrEqual(160);
    }
  });
});
