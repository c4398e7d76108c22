// Budgets in this process's memory, by rate-limiter-flexible: a key costs nothing once its time is over.
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { CreateBudget } from '../../ports/budgets.ts';

export const createMemoryBudget: CreateBudget = (name, points, seconds) => {
  const limiter = new RateLimiterMemory({ keyPrefix: name, points, duration: seconds });
  /** The package forgets a key by a timer, but says when by the wall clock, which may have been set back: then it says an hour too much. */
  const toldMs = (ms: number) => Math.min(seconds * 1_000, Math.max(1, Math.ceil(ms)));
  return {
    async take(key, taken = 1) {
      try {
        await limiter.consume(key, taken);
        return 0;
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return toldMs(refusal.msBeforeNext);
        throw refusal;
      }
    },
    async waitMs(key) {
      const used = await limiter.get(key);
      return used === null || used.consumedPoints < points ? 0 : toldMs(used.msBeforeNext);
    },
  };
};
