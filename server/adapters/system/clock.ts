// The machine's time: the wall clock's at the start of the process, then carried on by the steady one, so that it never jumps.
import type { Clock } from '../../ports/clock.ts';

/** What `setTimeout` can wait for; longer delays would fire at once. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

export function createSystemClock(): Clock {
  return {
    nowMs: () => performance.timeOrigin + performance.now(),
    after(delayMs, call) {
      const timer = setTimeout(call, Math.min(Math.max(0, delayMs), LONGEST_DELAY_MS));
      return () => clearTimeout(timer);
    },
  };
}
