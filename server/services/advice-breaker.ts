// Whether a model may be asked at all: closed while it answers, open for a while after failures, for good after a refusal that asking
// again cannot change. Knows no rooms.

import type { AdviceAnswer } from '../ports/adviser.ts';
import type { Clock } from '../ports/clock.ts';

export interface AdviceBreaker {
  /** False: do not ask. True: the question is under way until it is noted. */
  mayAsk(): boolean;
  /** What became of a question; `null` when nobody waited for its answer any more. */
  note(answer: AdviceAnswer | null): void;
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
  let underway = 0;
  let opensAtMs = Number.NEGATIVE_INFINITY;
  /** The last answer was one. */
  let isWell = false;

  const isOpen = () => clock.nowMs() < opensAtMs;

  function rest(ms: number): void {
    opensAtMs = Math.max(opensAtMs, clock.nowMs() + ms);
  }

  /** After a rest one question goes out alone. Of a model in doubt no more is asked than it takes to open, so that few rooms wait in vain. */
  function mostUnderway(): number {
    if (rests > 0) return 1;
    return isWell ? Number.POSITIVE_INFINITY : FAILURES_ALLOWED - failures;
  }

  return {
    mayAsk() {
      if (isOpen() || underway >= mostUnderway()) return false;
      underway += 1;
      return true;
    },
    note(answer) {
      underway -= 1;
      if (answer === null) return;
      const isFine = answer.kind === 'ADVICE' || answer.failure === 'BLOCKED';
      isWell = isFine;
      if (isFine) {
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
      // Asked before the others failed: nothing new.
      if (isOpen()) return;
      failures += 1;
      if (failures < FAILURES_ALLOWED && rests === 0) return;
      rest(RESTS_MS[Math.min(rests, RESTS_MS.length - 1)] as number);
      rests += 1;
      failures = 0;
    },
  };
}
