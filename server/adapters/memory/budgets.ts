// Budgets in this process's memory, by rate-limiter-flexible: a key costs nothing once its time is over.
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { CreateBudget } from '../../ports/budgets.ts';

export const createMemoryBudget: CreateBudget = (name, points, seconds) => {
  const limiter = new RateLimiterMemory({ keyPrefix: name, points, duration: seconds });
  return {
    async take(key, taken = 1) {
      try {
        await limiter.consume(key, taken);
        return 0;
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext));
        throw refusal;
      }
    },
    async waitMs(key) {
      const used = await limiter.get(key);
      return used === null || used.consumedPoints < points ? 0 : Math.max(1, Math.ceil(used.msBeforeNext));
    },
  };
};
