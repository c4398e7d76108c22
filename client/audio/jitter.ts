// Measures how late this listener's chunks come, and decides how much later than their undelayed time it plays: with the room, as
// long as the room's delay is enough. Reads no clock: times are arguments.

export interface Jitter {
  /** A live chunk was ready to be played `lateMs` after its undelayed time (negative: before it), at local time `nowMs`. */
  arrived(lateMs: number, nowMs: number): void;
  /** 99 of 100 chunks were no later than this, milliseconds; `null` while too few have come. */
  lateMs(): number | null;
  /** How much later than undelayed to play, milliseconds: the room's delay, or more. What is more rises at once and falls so slowly that nobody hears it. */
  delayMs(roomDelayMs: number, nowMs: number): number;
}

/** What has to be left when a chunk arrives, so that decoding and one more hiccup fit. The room's own margin: a room that waits for this listener is enough, to the millisecond. */
const MARGIN_MS = 100;
/** Behind this, following the room is worth more than being complete. */
const MAX_DELAY_MS = 3_500;
const BUCKET_MS = 1_000;
const BUCKETS_KEPT = 30;
/** 5 % in 10 s, and never faster than the drift correction of the playhead can follow (0.4 % of real time). */
const FALL_PER_MS = 0.05 / 10_000;
const FASTEST_FALL = 0.003;

/**
 * Looks at the worst chunk of every second of the last half minute and takes the second worst of those: one bad second is an
 * accident (somebody walked through a door), two are how this network is.
 */
export function createJitter(): Jitter {
  let buckets: { readonly startMs: number; worstMs: number }[] = [];
  let own = 0;
  let fellAtMs: number | null = null;

  const late = () => buckets.map((bucket) => bucket.worstMs).sort((a, b) => b - a)[1] ?? null;

  return {
    arrived(lateMs, nowMs) {
      const startMs = Math.floor(nowMs / BUCKET_MS) * BUCKET_MS;
      const bucket = buckets.at(-1);
      if (bucket !== undefined && bucket.startMs === startMs) bucket.worstMs = Math.max(bucket.worstMs, lateMs);
      else buckets = [...buckets, { startMs, worstMs: lateMs }].slice(-BUCKETS_KEPT);
    },
    lateMs: late,
    delayMs(roomDelayMs, nowMs) {
      const lateMs = late();
      const needed = lateMs === null ? 0 : Math.min(MAX_DELAY_MS, lateMs + MARGIN_MS);
      const elapsedMs = fellAtMs === null ? 0 : Math.max(0, nowMs - fellAtMs);
      fellAtMs = nowMs;
      own = Math.max(needed, own - Math.min(FASTEST_FALL, own * FALL_PER_MS) * elapsedMs);
      return Math.max(roomDelayMs, own);
    },
  };
}
