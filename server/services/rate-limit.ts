// How often somebody may do something: so many a second at length, and as many at once. Keeps one moment per key, and none for those
// who have been quiet for a second.
import type { Clock } from '../ports/clock.ts';

const PERIOD_MS = 1_000;

export interface RateLimit {
  /** 0: may do it now; else how long to wait, milliseconds. Takes nothing. */
  waitMs(key: string): number;
  /** Does it. Only after `waitMs` has said 0. */
  take(key: string): void;
}

export function createRateLimit(clock: Pick<Clock, 'nowMs'>, perSecond: number): RateLimit {
  const gapMs = PERIOD_MS / perSecond;
  /** When the key's allowance is whole again; whoever did something last stands last. */
  const wholeAtMs = new Map<string, number>();

  function forgetQuiet(nowMs: number): void {
    for (const [key, atMs] of wholeAtMs) {
      if (atMs > nowMs) return;
      wholeAtMs.delete(key);
    }
  }

  return {
    waitMs(key) {
      const waitMs = (wholeAtMs.get(key) ?? 0) + gapMs - PERIOD_MS - clock.nowMs();
      // Sums of fractional times are never quite exact.
      return waitMs < 1 ? 0 : waitMs;
    },
    take(key) {
      const nowMs = clock.nowMs();
      const next = Math.max(nowMs, wholeAtMs.get(key) ?? 0) + gapMs;
      wholeAtMs.delete(key);
      wholeAtMs.set(key, next);
      forgetQuiet(nowMs);
    },
  };
}
