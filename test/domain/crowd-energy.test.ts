// How loud a crowd is and what it adds: figures, ranges, and that nothing ever takes away.
import { describe, expect, it, test } from 'vitest';
import { crowdEnergyAt, intensityOf, isCounted, lifted, liftOf, requireMeasured } from '../../server/domain/crowd-energy.ts';
import type { Steering } from '../../server/domain/steering.ts';
import { refusal, seededInteger } from '../support/seeded-room.ts';

const STEERING: Steering = { bpm: 120, density: 0.5, brightness: 0.4, scale: null, muteBass: false, muteDrums: true, revision: 7 };

test.each([
  [0, 0, 0],
  [1, 0, 0.5],
  [0, 1, 0.5],
  [1, 1, 1],
  [0.25, 0.5, 0.5],
  [0.01, 0, 0.05],
])('level %d and clap rate %d are an intensity of %d', (level, clapRate, intensity) => {
  expect(intensityOf({ level, clapRate })).toBeCloseTo(intensity, 9);
});

test.each([
  ['level', 1.01, 0],
  ['level', -0.01, 0],
  ['level', Number.NaN, 0],
  ['clapRate', 0, Number.POSITIVE_INFINITY],
  ['clapRate', 0, -1],
])('%s out of range is refused by name', (field, level, clapRate) => {
  expect(refusal(() => requireMeasured({ level, clapRate }))).toEqual({ code: 'BAD_INPUT', field, min: 0, max: 1 });
});

describe('the energy of a room', () => {
  const report = (level: number, clapRate: number, atMs: number) => ({ level, clapRate, atMs });

  it('is the mean over the phones that reported in the last 2 s', () => {
    expect(crowdEnergyAt([], 0)).toBe(0);
    expect(crowdEnergyAt([report(1, 1, 0), report(0, 0, 0)], 100)).toBe(0.5);
    expect(crowdEnergyAt([report(1, 1, 0), report(1, 0.5, 0), report(0, 0, 0)], 100)).toBe(0.58);
    expect(crowdEnergyAt([report(1, 1, 1_500), report(0, 0, 0)], 2_000)).toBe(1);
    expect([isCounted({ atMs: 0 }, 1_999), isCounted({ atMs: 0 }, 2_000)]).toEqual([true, false]);
  });
});

describe('the lift', () => {
  test.each([
    [0, null],
    [0.3, null],
    [0.55, null],
    [0.56, { density: 0.16, brightness: 0.09 }],
    [0.8, { density: 0.18, brightness: 0.11 }],
    [1, { density: 0.2, brightness: 0.12 }],
  ])('of an energy of %d is %o', (energy, lift) => {
    expect(liftOf(energy)).toEqual(lift);
  });

  it('adds to density and brightness and touches nothing else', () => {
    expect(lifted(STEERING, liftOf(1))).toEqual({ ...STEERING, density: 0.7, brightness: 0.52 });
    expect(lifted({ ...STEERING, density: 0.95, brightness: 1 }, liftOf(1))).toMatchObject({ density: 1, brightness: 1 });
    expect(lifted(STEERING, null)).toBe(STEERING);
  });

  it('never takes anything away, whatever a thousand crowds do', () => {
    const random = seededInteger(7);
    for (let round = 0; round < 1_000; round += 1) {
      const steering = { ...STEERING, density: random(101) / 100, brightness: random(101) / 100 };
      const measured = { level: random(1_001) / 1_000, clapRate: random(1_001) / 1_000, atMs: 0 };
      const energy = crowdEnergyAt([measured], 0);
      const after = lifted(steering, liftOf(energy));
      expect(energy).toBeGreaterThanOrEqual(0);
      expect(energy).toBeLessThanOrEqual(1);
      expect(after.density).toBeGreaterThanOrEqual(steering.density);
      expect(after.brightness).toBeGreaterThanOrEqual(steering.brightness);
      expect(Math.max(after.density, after.brightness)).toBeLessThanOrEqual(1);
    }
  });
});
