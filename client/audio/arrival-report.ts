// Decides when a listener tells the room how late its chunks come. Tells nothing itself and reads no clock.

export interface ArrivalReports {
  /** Whether to tell now; the answer `true` counts as told. Milliseconds; `lateMs` as in `Jitter`. */
  isDue(lateMs: number | null, roomDelayMs: number, nowMs: number): boolean;
}

/** Up to here the shortest delay of a room is enough, with the margin that the room adds. */
const WORTH_TELLING_MS = 200;
/** The room forgets a report after 30 s. */
const REPEAT_MS = 10_000;
/** Whoever is cut short by the room's present delay does not wait that long. */
const URGENT_MS = 1_000;

export function createArrivalReports(): ArrivalReports {
  let told: { readonly lateMs: number; readonly atMs: number } | null = null;
  return {
    isDue(lateMs, roomDelayMs, nowMs) {
      if (lateMs === null || lateMs <= WORTH_TELLING_MS) return false;
      const sinceMs = told === null ? Number.POSITIVE_INFINITY : nowMs - told.atMs;
      const isUrgent = lateMs > roomDelayMs - WORTH_TELLING_MS / 2 && lateMs > (told?.lateMs ?? 0);
      if (sinceMs < (isUrgent ? URGENT_MS : REPEAT_MS)) return false;
      told = { lateMs, atMs: nowMs };
      return true;
    },
  };
}
