// The quality ladder of the Bloom.
import { describe, expect, it } from 'vitest';
import { createQualityLadder, type QualityStep, STEPS } from '../../client/visual/quality.ts';

function run(ladder: ReturnType<typeof createQualityLadder>, frames: number, intervalMs: number, workMs: number): QualityStep {
  let step: QualityStep = 0;
  for (let i = 0; i < frames; i++) step = ladder.record(intervalMs, workMs);
  return step;
}

describe('the quality ladder', () => {
  it('stays at the top while frames come in time', () => {
    expect(run(createQualityLadder(), 600, 16.7, 6)).toBe(0);
  });

  it('goes down one step for every sixty late frames, and no further than the last', () => {
    const ladder = createQualityLadder();
    expect(run(ladder, 59, 28, 5)).toBe(0);
    expect(run(ladder, 1, 28, 5)).toBe(1);
    expect(run(ladder, 60, 28, 5)).toBe(2);
    expect(run(ladder, 600, 28, 5)).toBe(5);
  });

  it('goes down after two seconds and two steps at once when the picture stutters', () => {
    const ladder = createQualityLadder();
    expect(run(ladder, 9, 200, 190)).toBe(0);
    expect(run(ladder, 1, 200, 190)).toBe(2);
  });

  it('gives up sharpness last, for names are read from five metres', () => {
    expect(STEPS[4].sharpness).toBe(1);
    expect(STEPS[5].sharpness).toBeLessThan(1);
  });

  it('does not mind a few long frames among many short ones', () => {
    const ladder = createQualityLadder();
    for (let i = 0; i < 600; i++) ladder.record(i % 5 === 0 ? 90 : 16.7, 4);
    expect(ladder.record(16.7, 4)).toBe(0);
  });

  it('begins where it is told to, and climbs from there', () => {
    const ladder = createQualityLadder(4);
    expect(run(ladder, 60, 16.7, 4)).toBe(4);
    expect(run(ladder, 600, 16.7, 4)).toBe(3);
  });

  it('goes up again after ten easy seconds, and waits twice as long the next time', () => {
    const ladder = createQualityLadder();
    run(ladder, 60, 28, 5);
    expect(run(ladder, 540, 16.7, 4)).toBe(1);
    expect(run(ladder, 120, 16.7, 4)).toBe(0);
    run(ladder, 60, 28, 5);
    expect(run(ladder, 720, 16.7, 4)).toBe(1);
    expect(run(ladder, 600, 16.7, 4)).toBe(0);
  });
});
