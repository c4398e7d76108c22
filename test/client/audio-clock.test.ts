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
    expect(createServerClock().estimate()).toBeNull();
  });

  it('begins on one quick answer', () => {
    const clock = createServerClock();
    clock.add(asked(0, 5, 5, 1_000));
    expect(clock.estimate()).toEqual({ offsetMs: 1_000, roundTripMs: 10 });
  });

  it('waits for three answers when they are slow', () => {
    const clock = createServerClock();
    clock.add(asked(0, 10, 190, 1_000));
    clock.add(asked(300, 10, 190, 1_000));
    expect(clock.estimate()).toBeNull();
    clock.add(asked(600, 10, 90, 1_000));
    expect(clock.estimate()).toEqual({ offsetMs: 960, roundTripMs: 100 });
  });

  it('trusts the shortest round trip, not the newest', () => {
    const clock = createServerClock();
    clock.add(asked(0, 2, 2, 1_000));
    clock.add(asked(100, 5, 195, 1_000));
    expect(clock.estimate()?.offsetMs).toBe(1_000);
  });

  it('stays within half of the best round trip on a network with jitter', () => {
    const random = seededRandom(11);
    const clock = createServerClock();
    let best = Number.POSITIVE_INFINITY;
    for (let sample = 0; sample < 60; sample += 1) {
      const [upMs, downMs] = [5 + random() * 120, 5 + random() * 120];
      best = Math.min(best, upMs + downMs);
      clock.add(asked(sample * 2_000, upMs, downMs, -250));
    }
    expect(Math.abs((clock.estimate()?.offsetMs ?? 0) + 250)).toBeLessThan(best);
  });

  it('follows clocks that drift apart', () => {
    const clock = createServerClock();
    for (let second = 0; second < 600; second += 2) clock.add(asked(second * 1_000, 4, 4, second * 1_000 * 50e-6));
    expect(Math.abs((clock.estimate()?.offsetMs ?? 0) - 598_000 * 50e-6)).toBeLessThan(2);
  });

  it('forgets everything when a clock was stepped, as after a laptop slept', () => {
    const clock = createServerClock();
    for (let sample = 0; sample < 5; sample += 1) clock.add(asked(sample * 2_000, 1, 1, 1_000));
    clock.add(asked(10_000, 20, 20, 61_000));
    expect(clock.estimate()).toEqual({ offsetMs: 61_000, roundTripMs: 40 });
  });

  it('ignores an answer that came before its question', () => {
    const clock = createServerClock();
    clock.add({ sentMs: 10, serverMs: 0, receivedMs: 5 });
    expect(clock.estimate()).toBeNull();
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
