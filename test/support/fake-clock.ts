// A clock that stands still until a test moves it. Timers fire in the order of their time, and promises settle between them.
import type { Clock } from '../../server/ports/clock.ts';

export interface FakeClock extends Clock {
  /** Moves on by `ms`; every timer that falls due on the way fires at exactly its time. Resolves when all that it set off has settled. */
  advance(ms: number): Promise<void>;
  /** Timers that wait now: 0 after a clean stop. */
  pending(): number;
}

interface Timer {
  readonly atMs: number;
  readonly call: () => void;
}

/** Long chains of awaits settle within one turn of the event loop, which a promise that resolves in the next turn waits out. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** `settle`: waited for before time goes on, for tests whose work leaves the process and comes back. */
export function createFakeClock(startMs = 1_700_000_000_000, settle: () => Promise<void> = settled): FakeClock {
  let nowMs = startMs;
  /** In order of being set, which decides between timers of the same time. */
  const timers = new Set<Timer>();

  function nextUntil(endMs: number): Timer | null {
    let next: Timer | null = null;
    for (const timer of timers) if (timer.atMs <= endMs && (next === null || timer.atMs < next.atMs)) next = timer;
    return next;
  }

  return {
    nowMs: () => nowMs,
    after(delayMs, call) {
      const timer = { atMs: nowMs + Math.max(0, delayMs), call };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    async advance(ms) {
      const endMs = nowMs + ms;
      await settle();
      for (let timer = nextUntil(endMs); timer !== null; timer = nextUntil(endMs)) {
        timers.delete(timer);
        nowMs = timer.atMs;
        timer.call();
        await settle();
      }
      nowMs = endMs;
      await settle();
    },
    pending: () => timers.size,
  };
}
