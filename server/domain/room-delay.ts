// How long a room waits for its slowest listener. One delay for all, because ears in sync are worth more than a quicker thumb.
// Pure arithmetic: who reports, and when, is told as arguments.

/**
 * How long after an engine's first block its first frame sounds when nobody needs more: room for the network before anybody hears a hole.
 * Whoever runs a server may have all its rooms wait longer, up to `MAX_DELAY_MS`.
 */
export const MIN_DELAY_MS = 300;
/** Nobody has to wait longer: a listener who would need more leaves the room's time and plays behind it. */
export const MAX_DELAY_MS = 2_000;
/** What has to be left when a late chunk arrives, so that decoding and one more hiccup fit. */
const MARGIN_MS = 100;
/** A report counts for so long; whoever has gone, or has no need any more, says nothing. */
const COUNTS_FOR_MS = 30_000;
const FALL_SHARE = 0.05;
const FALL_PERIOD_MS = 10_000;
/** Milliseconds per millisecond: listeners follow by playing 0.4 % faster at most, and must not be left behind. */
const FASTEST_FALL = 0.003;

/** What one listener says of its network. */
export interface ArrivalReport {
  /** So late after their undelayed time 99 of 100 chunks were ready to be played, milliseconds; negative: before it. */
  readonly lateMs: number;
  /** When it was told, milliseconds. */
  readonly atMs: number;
}

/** A delay (`MIN_DELAY_MS` to `MAX_DELAY_MS`) that was right at one moment; both in milliseconds. */
export interface RoomDelay {
  readonly delayMs: number;
  readonly atMs: number;
}

/** Whether the room waits for a listener who is so late, milliseconds. */
export function isWaitedFor(lateMs: number): boolean {
  return lateMs + MARGIN_MS <= MAX_DELAY_MS;
}

/** Whether a report still says something at `nowMs`. */
export function isFresh({ atMs }: ArrivalReport, nowMs: number): boolean {
  return nowMs - atMs <= COUNTS_FOR_MS;
}

/**
 * The delay at `nowMs`: what the latest of those who can be waited for needs, and `leastMs` at least. Rises at once; falls by 5 % in
 * 10 s, or more slowly where that would be heard.
 */
export function roomDelayAt(before: RoomDelay, reports: Iterable<ArrivalReport>, nowMs: number, leastMs = MIN_DELAY_MS): RoomDelay {
  let neededMs = leastMs;
  for (const report of reports) {
    if (isFresh(report, nowMs) && isWaitedFor(report.lateMs)) neededMs = Math.max(neededMs, report.lateMs + MARGIN_MS);
  }
  const elapsedMs = Math.max(0, nowMs - before.atMs);
  const share = 1 - (1 - FALL_SHARE) ** (elapsedMs / FALL_PERIOD_MS);
  const fallMs = Math.min(before.delayMs * share, FASTEST_FALL * elapsedMs);
  return { delayMs: Math.max(neededMs, before.delayMs - fallMs), atMs: nowMs };
}
