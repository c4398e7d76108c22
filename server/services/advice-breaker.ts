// Whether a model may be asked at all: closed while it answers, open for a while after failures, for good after a refusal that asking
// again cannot change. Knows no rooms.

import type { AdviceAnswer } from '../ports/adviser.ts';
import type { Clock } from '../ports/clock.ts';

export interface AdviceBreaker {
  /** False: do not ask. True again after a rest: the next answer decides. */
  mayAsk(): boolean;
  note(answer: AdviceAnswer): void;
}

/** So many failures in a row open it; a blocked text is the text's fault and no failure. */
const FAILURES_ALLOWED = 3;
const RESTS_MS = [30_000, 60_000, 120_000, 300_000] as const;
const QUOTA_REST_MS = 60_000;
/** A wait beyond this means that the day's share is used up. */
const DAILY_WAIT_MS = 600_000;
const DAILY_REST_MS = 900_000;

export function createAdviceBreaker(clock: Pick<Clock, 'nowMs'>): AdviceBreaker {
  let failures = 0;
  let rests = 0;
  let opensAtMs = Number.NEGATIVE_INFINITY;
  let isProbing = false;

  function rest(ms: number): void {
    opensAtMs = clock.nowMs() + ms;
    isProbing = false;
  }

  return {
    mayAsk() {
      if (clock.nowMs() < opensAtMs || isProbing) return false;
      // After a rest one question goes out alone.
      isProbing = rests > 0;
      return true;
    },
    note(answer) {
      isProbing = false;
      if (answer.kind === 'ADVICE' || answer.failure === 'BLOCKED') {
        failures = 0;
        rests = 0;
        return;
      }
      const { failure, retryAfterMs } = answer;
      if (failure === 'REJECTED') {
        opensAtMs = Number.POSITIVE_INFINITY;
        return;
      }
      if (failure === 'QUOTA') {
        rests = Math.max(1, rests);
        rest((retryAfterMs ?? 0) > DAILY_WAIT_MS ? Math.max(DAILY_REST_MS, retryAfterMs ?? 0) : (retryAfterMs ?? QUOTA_REST_MS));
        return;
      }
      failures += 1;
      if (failures < FAILURES_ALLOWED && rests === 0) return;
      rest(RESTS_MS[Math.min(rests, RESTS_MS.length - 1)] as number);
      rests += 1;
      failures = 0;
    },
  };
}
