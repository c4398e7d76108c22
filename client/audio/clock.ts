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
  /** The shortest round trip so far, milliseconds. */
  readonly roundTripMs: number;
  /** The offset is wrong by no more than this, milliseconds. */
  readonly errorMs: number;
}

export interface ServerClock {
  add(sample: ClockSample): void;
  /** Something that the server sent at `serverMs` or later was here at `receivedMs`: half of a sample, but ten a second of them. */
  heard(serverMs: number, receivedMs: number): void;
  /** For the local time `nowMs`; `null` until it is good enough to begin: one quick answer, or the best of three. */
  estimate(nowMs: number): ClockEstimate | null;
}

/** The offset lies between these two, milliseconds. */
interface Range {
  readonly lower: number;
  readonly upper: number;
}

const ANYTHING: Range = { lower: Number.NEGATIVE_INFINITY, upper: Number.POSITIVE_INFINITY };

/** Milliseconds that the server's clock gains in a local millisecond, and the standard error of that. */
interface Slope {
  readonly perMs: number;
  readonly errorPerMs: number;
}

/** What everything that was heard in one period says of one moment. */
interface Bounds extends Range {
  readonly period: number;
  readonly atMs: number;
}

const PERIOD_MS = 10_000;
/** Five minutes. */
const PERIODS_KEPT = 30;
/** Clocks differ by up to so much, so what a sample says gets vaguer with its age; much less so once the difference is known, though crystals warm up. */
const DRIFT_PER_MS = 500e-6;
const LEAST_DRIFT_PER_MS = 20e-6;
const STEP_TOLERANCE_MS = 2;
/** Beginning on one slow answer would mean to begin audibly beside the room and to spend half a minute on getting there. */
const QUICK_ENOUGH_MS = 50;
const ENOUGH_SAMPLES = 5;
/** In less time the round trips' own jitter looks like drift. */
const SLOPE_SPAN_MS = 60_000;
/** No clock is off by more; a steeper slope comes from a clock that is being set. */
const LARGEST_SLOPE = 0.001;
/** No fit is better than this. */
const FINEST_SLOPE = 1e-6;

/**
 * The answer was made after the question was sent and before it was heard, so each sample says between which two values the offset
 * lies; the true one lies between all of them. So the best way out and the best way back count, even when they were never in the same
 * round trip; and every chunk says once more how quick the way back can be. How fast the clocks drift apart is fitted through minutes, and older bounds are carried on by it.
 * A sample that contradicts them means that a clock was stepped (a laptop slept, the server restarted elsewhere): all older ones are void.
 */
export function createServerClock(): ServerClock {
  let bounds: Bounds[] = [];
  let samples = 0;
  let roundTripMs = Number.POSITIVE_INFINITY;
  let slope: Slope | null = null;

  function reset(): void {
    bounds = [];
    samples = 0;
    roundTripMs = Number.POSITIVE_INFINITY;
    slope = null;
  }

  /** What the bounds say at another moment. */
  function carried(from: Bounds, toMs: number): Range {
    const move = (slope?.perMs ?? 0) * (toMs - from.atMs);
    const vagueness = Math.max(LEAST_DRIFT_PER_MS, Math.min(DRIFT_PER_MS, 2 * (slope?.errorPerMs ?? 1)));
    const widening = vagueness * Math.abs(toMs - from.atMs);
    return { lower: from.lower + move - widening, upper: from.upper + move + widening };
  }

  function range(nowMs: number): Range {
    const all = bounds.map((one) => carried(one, nowMs));
    return { lower: Math.max(...all.map(({ lower }) => lower)), upper: Math.min(...all.map(({ upper }) => upper)) };
  }

  /** At `atMs` the offset lies between these two, too. */
  function narrow(atMs: number, atLeast: number, atMost: number): void {
    const period = Math.floor(atMs / PERIOD_MS);
    const last = bounds.at(-1);
    const before = last?.period === period ? carried(last, atMs) : ANYTHING;
    const merged = { period, atMs, lower: Math.max(atLeast, before.lower), upper: Math.min(atMost, before.upper) };
    bounds = [...bounds.filter((one) => one.period !== period), merged].slice(-PERIODS_KEPT);
    slope = slopeOf(bounds) ?? slope;
  }

  return {
    add({ sentMs, serverMs, receivedMs }) {
      if (!(receivedMs >= sentMs)) return;
      const atMs = (sentMs + receivedMs) / 2;
      const known = range(atMs);
      if (serverMs - receivedMs > known.upper + STEP_TOLERANCE_MS || serverMs - sentMs < known.lower - STEP_TOLERANCE_MS) reset();
      narrow(atMs, serverMs - receivedMs, serverMs - sentMs);
      samples += 1;
      roundTripMs = Math.min(roundTripMs, receivedMs - sentMs);
    },
    heard(serverMs, receivedMs) {
      // Before the first answer there is no other side to it; and whether a clock was stepped, the next answer finds out.
      if (samples === 0 || serverMs - receivedMs > range(receivedMs).upper) return;
      narrow(receivedMs, serverMs - receivedMs, Number.POSITIVE_INFINITY);
    },
    estimate(nowMs) {
      if (samples === 0 || (roundTripMs > QUICK_ENOUGH_MS && samples < ENOUGH_SAMPLES)) return null;
      const { lower, upper } = range(nowMs);
      return { offsetMs: (lower + upper) / 2, roundTripMs, errorMs: Math.abs(upper - lower) / 2 };
    },
  };
}

/** Both sides of the bounds say how fast they move; the one that scatters less counts for more. `null` where that says nothing yet. */
function slopeOf(all: readonly Bounds[]): Slope | null {
  const bounds = all.filter(({ upper }) => Number.isFinite(upper));
  const [first] = bounds;
  const last = bounds.at(-1);
  if (first === undefined || last === undefined || last.atMs - first.atMs < SLOPE_SPAN_MS) return null;
  const times = bounds.map(({ atMs }) => atMs - first.atMs);
  const fits = [
    lineThrough(
      times,
      bounds.map(({ lower }) => lower - first.lower),
    ),
    lineThrough(
      times,
      bounds.map(({ upper }) => upper - first.upper),
    ),
  ];
  const weight = sum(fits.map(({ errorPerMs }) => errorPerMs ** -2));
  const perMs = sum(fits.map((one) => one.perMs * one.errorPerMs ** -2)) / weight;
  return Math.abs(perMs) <= LARGEST_SLOPE ? { perMs, errorPerMs: weight ** -0.5 } : null;
}

/** Least squares: the slope of `values` over `times`, with its standard error. */
function lineThrough(times: readonly number[], values: readonly number[]): Slope {
  const count = times.length;
  const meanTime = sum(times) / count;
  const meanValue = sum(values) / count;
  const variance = sum(times.map((time) => (time - meanTime) ** 2));
  const perMs = sum(times.map((time, index) => (time - meanTime) * ((values[index] ?? 0) - meanValue))) / variance;
  const residual = sum(times.map((time, index) => ((values[index] ?? 0) - meanValue - perMs * (time - meanTime)) ** 2));
  return { perMs, errorPerMs: Math.max(FINEST_SLOPE, Math.sqrt(residual / Math.max(1, count - 2) / variance)) };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
