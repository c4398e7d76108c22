// Facts about the tempo dial: where a tempo lies and what a finger means.
import { describe, expect, it } from 'vitest';
import { angleOf, arcPath, DIAL, dragTo, pointAt, tempoUnder } from '../../client/player/dial-geometry.ts';

describe('dial geometry', () => {
  it('opens at the bottom and has its middle at the top', () => {
    expect([60, 110, 160].map(angleOf)).toEqual([-135, 0, 135]);
  });

  it('shows tempos beyond the dial at its ends', () => {
    expect([40, 200].map(angleOf)).toEqual([-135, 135]);
  });

  it('reads back every tempo from the place where it is drawn', () => {
    for (let bpm = DIAL.min; bpm <= DIAL.max; bpm += 1) {
      const { x, y } = pointAt(angleOf(bpm), 162, 175);
      expect(tempoUnder(x - 175, y - 175)).toBe(bpm);
    }
  });

  it('takes a finger in the gap for the nearer end', () => {
    expect(tempoUnder(-10, 100)).toBe(60);
    expect(tempoUnder(10, 100)).toBe(160);
  });

  it('does not leap from the slowest to the fastest when a finger slides through the gap', () => {
    expect(dragTo(62, 158)).toBe(60);
    expect(dragTo(158, 62)).toBe(160);
    expect(dragTo(100, 118)).toBe(118);
  });

  it('draws more than half a turn as the long way round', () => {
    expect(arcPath(-135, 135, 162, 175)).toMatch(/ 0 1 1 /);
    expect(arcPath(-135, 0, 162, 175)).toMatch(/ 0 0 1 /);
  });
});
