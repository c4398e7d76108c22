// Estimates the server's clock from question-and-answer round trips. Asks nothing itself and reads no clock: samples are arguments.

/** One `serverTime` answer; all times in milliseconds, `sentMs` and `receivedMs` on one local monotonic clock. */
export interface ClockSample {
  readonly sentMs: number;
  readonly serverMs: number;
  readonly receivedMs: number;
}

export interface ClockEstimate {
  /** Add to a local time to get server time, milliseconds. */
  readonly offsetMs: number;
  /** Of the sample that is trusted, milliseconds; half of it bounds the error. */
  readonly roundTripMs: number;
}

export interface ServerClock {
  add(sample: ClockSample): void;
  /** `null` until it is good enough to begin: one quick answer, or the best of three. */
  estimate(): ClockEstimate | null;
}

const SAMPLES_KEPT = 16;
/** Crystals differ by up to about 100 parts in a million, so a sample's uncertainty grows with its age. */
const DRIFT_PER_MS = 100e-6;
const STEP_TOLERANCE_MS = 2;
/** Beginning on one slow answer would mean to begin audibly beside the room and to spend half a minute on getting there. */
const QUICK_ENOUGH_MS = 50;
const ENOUGH_SAMPLES = 3;

/**
 * Trusts the sample with the least uncertainty: half of its round trip (the answer may have been made anywhere in between)
 * plus what two clocks can have drifted apart since. A sample that contradicts the trusted one by more than both
 * uncertainties means that a clock was stepped (a laptop slept, the server restarted elsewhere): all older ones are void.
 */
export function createServerClock(): ServerClock {
  let samples: ClockSample[] = [];
  let trusted: ClockSample | null = null;

  return {
    add(sample) {
      if (!(sample.receivedMs >= sample.sentMs)) return;
      const gap = trusted === null ? 0 : Math.abs(offsetOf(sample) - offsetOf(trusted));
      if (trusted !== null && gap > uncertainty(sample, sample.receivedMs) + uncertainty(trusted, sample.receivedMs) + STEP_TOLERANCE_MS) {
        samples = [];
      }
      samples = [...samples, sample].slice(-SAMPLES_KEPT);
      trusted = samples.reduce((best, one) => (uncertainty(one, sample.receivedMs) <= uncertainty(best, sample.receivedMs) ? one : best));
    },
    estimate() {
      if (trusted === null) return null;
      const roundTripMs = trusted.receivedMs - trusted.sentMs;
      if (roundTripMs > QUICK_ENOUGH_MS && samples.length < ENOUGH_SAMPLES) return null;
      return { offsetMs: offsetOf(trusted), roundTripMs };
    },
  };
}

function offsetOf({ sentMs, serverMs, receivedMs }: ClockSample): number {
  return serverMs - (sentMs + receivedMs) / 2;
}

function uncertainty({ sentMs, receivedMs }: ClockSample, nowMs: number): number {
  return (receivedMs - sentMs) / 2 + (nowMs - receivedMs) * DRIFT_PER_MS;
}
