// Influence by recency, with its floor and its cap.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { influenceShares } from '../../server/domain/influence.ts';

const shares = (...agesSeconds: number[]): number[] => [
  ...influenceShares(agesSeconds.map((age, i) => ({ id: `${i}`, ageMs: age * 1000 }))).values(),
];

describe('influence', () => {
  it.each<[string, number[], number[]]>([
    ['nobody has none', [], []],
    ['one alone has all', [300], [1]],
    ['equally fresh people share equally', [0, 0], [0.5, 0.5]],
    ['a half-life apart means two to one', [30, 0], [1 / 3, 2 / 3]],
    ['the floor holds after minutes', [0, 600], [1 / 1.05, 0.05 / 1.05]],
    ['two people have no cap', [0, 150], [1 / 1.05, 0.05 / 1.05]],
    ['three people have one', [0, 120, 120], [0.6, 0.2, 0.2]],
    [
      'what is above the cap goes to the others in proportion',
      [0, 60, 90],
      [4 / 5.5, 1 / 5.5, 0.5 / 5.5].map((share, i) => (i === 0 ? 0.6 : share * (0.4 / (1.5 / 5.5)))),
    ],
    ['an age in the future counts as now', [-5, 0], [0.5, 0.5]],
  ])('%s', (_, ages, expected) => {
    const seen = shares(...ages);
    expect(seen.length).toBe(expected.length);
    seen.forEach((share, i) => {
      expect(share).toBeCloseTo(expected[i] ?? Number.NaN, 9);
    });
  });

  it('sums to 1, keeps the order of freshness, and never exceeds 0.6 from three people on', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3600 }), { minLength: 1, maxLength: 12 }), (ages) => {
        const seen = shares(...ages);
        expect(seen.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
        if (ages.length >= 3) expect(Math.max(...seen)).toBeLessThanOrEqual(0.6 + 1e-9);
        ages.forEach((a, i) => {
          ages.forEach((b, j) => {
            if (a < b) expect(seen[i] ?? 0).toBeGreaterThanOrEqual((seen[j] ?? 0) - 1e-9);
          });
        });
      }),
      { seed: 3, numRuns: 300 },
    );
  });
});
