// How far behind the room a listener on a bad network plays.
import { describe, expect, it } from 'vitest';
import { createJitter, type Jitter } from '../../client/audio/jitter.ts';
import { seededRandom } from '../support/seeded-random.ts';

/** Ten chunks a second with the slack that `slackOf` says. */
function arrive(jitter: Jitter, fromMs: number, seconds: number, slackOf: (atMs: number) => number): void {
  for (let atMs = fromMs; atMs < fromMs + seconds * 1_000; atMs += 100) {
    jitter.arrived(slackOf(atMs), atMs);
    jitter.delayMs(atMs);
  }
}

describe('jitter', () => {
  it('keeps a listener with a calm network in time with the room', () => {
    const jitter = createJitter();
    const random = seededRandom(3);
    arrive(jitter, 0, 60, () => 600 - random() * 120);
    expect(jitter.delayMs(60_000)).toBe(0);
  });

  it('forgives one bad second', () => {
    const jitter = createJitter();
    arrive(jitter, 0, 10, () => 500);
    arrive(jitter, 10_000, 1, () => -900);
    arrive(jitter, 11_000, 5, () => 500);
    expect(jitter.delayMs(16_000)).toBe(0);
  });

  it('gives way at once to a network that stalls again and again, with a margin', () => {
    const jitter = createJitter();
    arrive(jitter, 0, 9, (atMs) => (atMs % 3_000 === 0 ? -250 : 500));
    expect(jitter.delayMs(9_000)).toBeGreaterThanOrEqual(250 + 50);
    expect(jitter.delayMs(9_000)).toBeLessThan(400);
  });

  it('comes back to the room when the network has recovered, too slowly to be heard', () => {
    const jitter = createJitter();
    arrive(jitter, 0, 6, () => -400);
    let before = jitter.delayMs(6_000);
    expect(before).toBe(460);
    for (let atMs = 6_000; atMs < 900_000; atMs += 100) {
      jitter.arrived(500, atMs);
      const delay = jitter.delayMs(atMs);
      if (delay > 0) expect(before - delay).toBeLessThanOrEqual(0.4);
      before = delay;
    }
    expect(before).toBe(0);
  });

  it('does not follow a hopeless network for ever', () => {
    const jitter = createJitter();
    arrive(jitter, 0, 10, () => -30_000);
    expect(jitter.delayMs(10_000)).toBe(1_500);
  });
});
