// What all rooms of one key share: so many sessions at a time, none too soon after another, and what the service has said to one of
// them for all. Opens nothing itself.
import type { Clock } from '../../ports/clock.ts';
import type { Failure, Verdict } from './failures.ts';

export type Admission =
  /** The place is held until `leave`, which is idempotent. */
  | { readonly kind: 'GRANTED'; leave(): void }
  /** Too soon after another start, or the service wants to be left alone: `failure` then says why. */
  | { readonly kind: 'LATER'; readonly failure: Failure | null }
  /** All places are taken. */
  | { readonly kind: 'BUSY' }
  /** For good. */
  | { readonly kind: 'SHUT'; readonly failure: Failure };

export interface KeyGate {
  ask(): Admission;
  /** What one session ended with; the gate heeds what concerns the others. */
  heed(verdict: Verdict): void;
}

export interface KeyGateOptions {
  readonly clock: Clock;
  readonly mostSessions: number;
  readonly startEveryMs: number;
}

export function createKeyGate({ clock, mostSessions, startEveryMs }: KeyGateOptions): KeyGate {
  let sessions = 0;
  let nextStartMs = 0;
  let rest: { readonly untilMs: number; readonly failure: Failure } | null = null;
  let shut: Failure | null = null;

  return {
    ask() {
      const nowMs = clock.nowMs();
      if (shut !== null) return { kind: 'SHUT', failure: shut };
      if (rest !== null && nowMs < rest.untilMs) return { kind: 'LATER', failure: rest.failure };
      if (sessions >= mostSessions) return { kind: 'BUSY' };
      if (nowMs < nextStartMs) return { kind: 'LATER', failure: null };
      nextStartMs = nowMs + startEveryMs;
      sessions += 1;
      let isHeld = true;
      return {
        kind: 'GRANTED',
        leave() {
          if (isHeld) sessions -= 1;
          isHeld = false;
        },
      };
    },

    heed({ failure, isFinal, restMs }) {
      if (isFinal) shut = failure;
      if (restMs > 0) rest = { untilMs: clock.nowMs() + restMs, failure };
    },
  };
}
