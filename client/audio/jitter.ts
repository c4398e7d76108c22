// Decides how much later than the room this one listener has to play so that its network does not tear holes. Nobody else
// waits for it. Reads no clock: times are arguments.

export interface Jitter {
  /** A live chunk came `slackMs` before it had to be ready (negative: too late), at local time `nowMs`. */
  arrived(slackMs: number, nowMs: number): void;
  /** How far behind the room to play, milliseconds; rises at once and falls so slowly that nobody hears it. */
  delayMs(nowMs: number): number;
}

/** What has to be left when a chunk arrives, so that decoding and one more hiccup fit. */
const MARGIN_MS = 60;
/** Behind this, following the room is worth more than being complete. */
const MAX_DELAY_MS = 1_500;
const BUCKET_MS = 1_000;
const BUCKETS_KEPT = 30;
/** 5 % in 10 s, and never faster than the drift correction of the playhead can follow (0.4 % of real time). */
const FALL_PER_MS = 0.05 / 10_000;
const FASTEST_FALL = 0.003;
/** A share of little never reaches nothing. */
const SLOWEST_FALL = 0.0005;

/**
 * Looks at the worst chunk of every second of the last half minute and takes the second worst of those: one bad second is an
 * accident (somebody walked through a door), two are how this network is.
 */
export function createJitter(): Jitter {
  let buckets: { readonly startMs: number; worstMs: number }[] = [];
  let delay = 0;
  let fellAtMs: number | null = null;

  const needed = () => {
    const second = buckets.map((bucket) => bucket.worstMs).sort((a, b) => a - b)[1];
    return second === undefined ? 0 : Math.min(MAX_DELAY_MS, Math.max(0, MARGIN_MS - second));
  };

  return {
    arrived(slackMs, nowMs) {
      const startMs = Math.floor(nowMs / BUCKET_MS) * BUCKET_MS;
      const bucket = buckets.at(-1);
      if (bucket !== undefined && bucket.startMs === startMs) bucket.worstMs = Math.min(bucket.worstMs, slackMs);
      else buckets = [...buckets, { startMs, worstMs: slackMs }].slice(-BUCKETS_KEPT);
    },
    delayMs(nowMs) {
      const elapsedMs = fellAtMs === null ? 0 : Math.max(0, nowMs - fellAtMs);
      fellAtMs = nowMs;
      const fall = Math.min(FASTEST_FALL, Math.max(SLOWEST_FALL, delay * FALL_PER_MS)) * elapsedMs;
      delay = Math.max(0, needed(), delay - fall);
      return delay;
    },
  };
}
