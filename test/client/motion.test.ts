// The flower's movements follow from the clock and the beat alone, so that several displays of a room show the same.
import { describe, expect, it } from 'vitest';
import { beatAt } from '../../client/stage/beat.ts';
import { flutterAt, swayAt, turnAt, wayTo } from '../../client/visual/motion.ts';

const NOW_MS = 1_795_000_000_000;
const degrees = (radians: number) => (radians * 180) / Math.PI;

describe('the turn of the flower', () => {
  it('is half a degree a second by the shared clock, whenever a screen was opened', () => {
    expect(degrees(wayTo(turnAt(NOW_MS), turnAt(NOW_MS + 10_000)))).toBeCloseTo(5, 6);
    expect(turnAt(NOW_MS + 720_000)).toBeCloseTo(turnAt(NOW_MS), 6);
  });

  it('takes the shorter way when the clock is set', () => {
    expect(degrees(wayTo((350 * Math.PI) / 180, (10 * Math.PI) / 180))).toBeCloseTo(20, 6);
    expect(degrees(wayTo((10 * Math.PI) / 180, (350 * Math.PI) / 180))).toBeCloseTo(-20, 6);
  });
});

describe('the beat', () => {
  const mark = { bar: 7, beat: 2, atFrame: 480_000 };
  it.each([
    ['begins at its mark', 480_000, { phase: 0, beatInBar: 2, bar: 7 }],
    ['is in its middle half a beat later', 480_000 + 12_000, { phase: 0.5, beatInBar: 2, bar: 7 }],
    ['goes on into the next bar', 480_000 + 60_000, { phase: 0.5, beatInBar: 0, bar: 8 }],
    ['is known before its mark', 480_000 - 60_000, { phase: 0.5, beatInBar: 3, bar: 6 }],
  ])('%s', (_name, frame, expected) => {
    expect(beatAt(frame, mark, 120)).toEqual(expected);
  });
});

describe('the sway', () => {
  it('goes round once in two bars of the music, whatever the tempo', () => {
    expect(degrees(swayAt(NOW_MS, { bar: 4, beatInBar: 0, phase: 0 }))).toBe(0);
    expect(degrees(swayAt(NOW_MS, { bar: 5, beatInBar: 0, phase: 0 }))).toBeCloseTo(180, 6);
    expect(degrees(swayAt(NOW_MS, { bar: 5, beatInBar: 3, phase: 0.5 }))).toBeCloseTo(337.5, 6);
  });

  it('follows the clock while no beat is known', () => {
    expect(degrees(wayTo(swayAt(NOW_MS, null), swayAt(NOW_MS + 1_100, null)))).toBeCloseTo(90, 3);
  });
});

it('an energy petal’s ruffle differs from seat to seat, and is the same on every screen', () => {
  expect(flutterAt(NOW_MS, 1)).toBe(flutterAt(NOW_MS, 1));
  expect(flutterAt(NOW_MS, 1)).not.toBeCloseTo(flutterAt(NOW_MS, 2), 2);
});
