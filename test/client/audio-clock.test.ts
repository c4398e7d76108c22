// The estimate of the server's clock, the line through the chunks' due times, and the axis on which runs of the engine lie.
import { describe, expect, it } from 'vitest';
import { createAxis } from '../../client/audio/axis.ts';
import { createServerClock } from '../../client/audio/clock.ts';
import { createTimeline, frameAt } from '../../client/audio/timeline.ts';
import { seededRandom } from '../support/seeded-random.ts';

/** A question that was answered `upMs` after it was sent and heard `downMs` later, by a clock that is `aheadMs` ahead. */
function asked(sentMs: number, upMs: number, downMs: number, aheadMs: number) {
  return { sentMs, serverMs: sentMs + upMs + aheadMs, receivedMs: sentMs + upMs + downMs };
}

describe('server clock', () => {
  it('knows nothing before the first answer', () => {
    expect(createServerClock().estimate(0)).toBeNull();
  });

  it('begins on one quick answer', () => {
    const clock = createServerClock();
    clock.add(asked(0, 5, 5, 1_000));
    expect(clock.estimate(5)).toEqual({ offsetMs: 1_000, roundTripMs: 10, errorMs: 5 });
  });

  it('waits for five answers when they are slow', () => {
    const clock = createServerClock();
    clock.add(asked(0, 10, 190, 1_000));
    for (const atMs of [150, 300, 450]) clock.add(asked(atMs, 10, 190, 1_000));
    expect(clock.estimate(500)).toBeNull();
    clock.add(asked(600, 10, 90, 1_000));
    expect(clock.estimate(650)).toEqual({ offsetMs: 960, roundTripMs: 100, errorMs: 50 });
  });

  it('trusts the shortest round trip, not the newest', () => {
    const clock = createServerClock();
    clock.add(asked(0, 2, 2, 1_000));
    clock.add(asked(100, 5, 195, 1_000));
    expect(clock.estimate(300)?.offsetMs).toBe(1_000);
  });

  it('joins the quickest way out and the quickest way back, though they were never one round trip', () => {
    const clock = createServerClock();
    clock.add(asked(0, 1, 99, 1_000));
    clock.add(asked(200, 99, 1, 1_000));
    for (const atMs of [400, 500, 600]) clock.add(asked(atMs, 50, 50, 1_000));
    expect(clock.estimate(700)?.offsetMs).toBeCloseTo(1_000, 0);
    expect(clock.estimate(700)?.errorMs).toBeLessThan(1.5);
  });

  it('learns from every chunk how quick the way back can be', () => {
    const random = seededRandom(13);
    const clock = createServerClock();
    // Nothing delays the questions, up to 120 ms the answers: half of the difference would be taken for the offset.
    for (let atMs = 0; atMs < 10_000; atMs += 100) {
      if (atMs % 2_000 === 0 || atMs < 500) clock.add(asked(atMs, 1, 1 + random() * 120, 700));
      clock.heard(atMs + 700, atMs + 1 + random() * 120);
    }
    expect(Math.abs((clock.estimate(10_000)?.offsetMs ?? 0) - 700)).toBeLessThan(2);
  });

  it('does not take what it hears for a proof that a clock was stepped', () => {
    const clock = createServerClock();
    clock.heard(9_000, 10);
    expect(clock.estimate(20)).toBeNull();
    clock.add(asked(0, 2, 2, 1_000));
    clock.heard(70_000, 50);
    expect(clock.estimate(50)?.offsetMs).toBeCloseTo(1_000);
  });

  it('stays within 10 ms after two minutes on a network with 120 ms of jitter each way', () => {
    const random = seededRandom(11);
    const clock = createServerClock();
    for (let sample = 0; sample < 60; sample += 1) {
      const [upMs, downMs] = [5 + random() * 120, 5 + random() * 120];
      clock.add(asked(sample * 2_000, upMs, downMs, -250));
    }
    expect(Math.abs((clock.estimate(120_000)?.offsetMs ?? 0) + 250)).toBeLessThan(10);
  });

  it('follows clocks that drift apart', () => {
    const clock = createServerClock();
    for (let second = 0; second < 600; second += 2) clock.add(asked(second * 1_000, 4, 4, second * 1_000 * 50e-6));
    expect(Math.abs((clock.estimate(598_000)?.offsetMs ?? 0) - 598_000 * 50e-6)).toBeLessThan(0.1);
  });

  it.each([300, -300, 20])('learns that the clocks drift apart by %i parts in a million, through 120 ms of jitter', (ppm) => {
    const random = seededRandom(17);
    const clock = createServerClock();
    const errors: number[] = [];
    for (let atMs = 0; atMs < 600_000; atMs += 2_000) {
      clock.add(asked(atMs, 2 + random() * 60, 2 + random() * 60, atMs * ppm * 1e-6));
      const nowMs = atMs + 1_000;
      if (nowMs > 300_000) errors.push(Math.abs((clock.estimate(nowMs)?.offsetMs ?? 0) - nowMs * ppm * 1e-6));
    }
    // Without the slope, what was found out half a minute ago would be 9 ms off.
    expect(errors.sort((a, b) => a - b).at(Math.floor(errors.length * 0.95))).toBeLessThan(4);
    expect(errors.at(-1)).toBeLessThan(8);
  });

  it('says how wrong it may be, and is not more wrong than that', () => {
    const random = seededRandom(29);
    const clock = createServerClock();
    for (let atMs = 0; atMs < 300_000; atMs += 2_000) {
      clock.add(asked(atMs, 1 + random() * 80, 1 + random() * 80, 40 + atMs * 15e-6));
      const estimate = clock.estimate(atMs + 1_999);
      if (estimate) expect(Math.abs(estimate.offsetMs - 40 - (atMs + 1_999) * 15e-6)).toBeLessThanOrEqual(estimate.errorMs + 1);
    }
  });

  it('carries the trusted answer on by what it has learnt while no answer comes', () => {
    const clock = createServerClock();
    for (let atMs = 0; atMs <= 120_000; atMs += 2_000) clock.add(asked(atMs, 2, 2, atMs * 200e-6));
    expect(clock.estimate(180_000)?.offsetMs).toBeCloseTo(180_000 * 200e-6, -0.3);
  });

  it('forgets everything when a clock was stepped, as after a laptop slept', () => {
    const clock = createServerClock();
    for (let sample = 0; sample < 5; sample += 1) clock.add(asked(sample * 2_000, 1, 1, 1_000));
    clock.add(asked(10_000, 20, 20, 61_000));
    expect(clock.estimate(10_020)).toEqual({ offsetMs: 61_000, roundTripMs: 40, errorMs: 20 });
  });

  it('ignores an answer that came before its question', () => {
    const clock = createServerClock();
    clock.add({ sentMs: 10, serverMs: 0, receivedMs: 5 });
    expect(clock.estimate(20)).toBeNull();
  });
});

describe('timeline', () => {
  it('places frames at 48 kHz after a single chunk', () => {
    const timeline = createTimeline();
    timeline.add(4_800, 1_000_000);
    const line = timeline.line();
    expect(line && frameAt(line, 1_000_100)).toBe(9_600);
  });

  it('learns that the sender is 300 parts in a million fast', () => {
    const timeline = createTimeline();
    const startMs = 1_790_000_000_000;
    for (let chunk = 0; chunk < 100; chunk += 1) timeline.add(chunk * 4_800, startMs + (chunk * 100) / 1.0003);
    const line = timeline.line();
    expect(line?.framesPerMs).toBeCloseTo(48 * 1.0003, 4);
    expect(line && frameAt(line, startMs + 9_900 / 1.0003)).toBeCloseTo(99 * 4_800, 0);
  });

  it('is not misled by timestamps that were rounded to milliseconds', () => {
    const timeline = createTimeline();
    for (let chunk = 0; chunk < 100; chunk += 1) timeline.add(chunk * 4_800, Math.round(chunk * 100 + 0.3));
    const line = timeline.line();
    expect(line && Math.abs(frameAt(line, 9_900) - 99 * 4_800)).toBeLessThan(48);
  });

  it('starts anew when the sender placed its chunks anew', () => {
    const timeline = createTimeline();
    for (let chunk = 0; chunk < 50; chunk += 1) timeline.add(chunk * 4_800, chunk * 100);
    timeline.add(50 * 4_800, 5_000 + 400);
    const line = timeline.line();
    expect(line && frameAt(line, 5_400)).toBe(50 * 4_800);
  });
});

describe('axis', () => {
  const startMs = 1_790_000_000_000;

  it('begins with the first chunk, so that frames stay small enough to be bent by thousandths', () => {
    const axis = createAxis();
    expect(axis.begin('a', 48_000_000 - 312, startMs)).toEqual({ epoch: 'a', shift: 312 - 48_000_000, fromFrame: 0 });
    const afterADay = axis.frameOf(48_000_000 - 312 + 86_400 * 48_000);
    expect(afterADay + 0.001 - afterADay).toBeCloseTo(0.001, 5);
  });

  it('puts a new run behind the old one where the clock says, on a whole slot', () => {
    const axis = createAxis();
    axis.begin('a', -312, startMs);
    const { fromFrame } = axis.begin('b', -312, startMs + 12_345);
    expect(fromFrame % 960).toBe(0);
    expect(Math.abs(fromFrame - 12_345 * 48)).toBeLessThanOrEqual(480);
    expect(axis.frameOf(-312 + 4_800)).toBe(fromFrame + 4_800);
  });

  it('remembers the run before, whose tail is still being heard', () => {
    const axis = createAxis();
    for (const [index, epoch] of ['a', 'b', 'c'].entries()) axis.begin(epoch, 0, startMs + index * 10_000);
    expect(axis.spans().map(({ epoch }) => epoch)).toEqual(['b', 'c']);
  });
});
