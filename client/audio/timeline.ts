// Learns from the chunks which frame is due at which server time. A straight line through (frame, playAt), never an assumption
// that the sender's 48 kHz are the clock's 48 kHz.

/** `frame` is due at `atMs` (server clock, milliseconds), and `framesPerMs` more with every further millisecond. */
export interface TimelineLine {
  readonly frame: number;
  readonly atMs: number;
  readonly framesPerMs: number;
}

export interface Timeline {
  /** One chunk's first frame and the time when it should be heard (milliseconds, server clock). */
  add(frame: number, playAtMs: number): void;
  /** `null` before the first chunk. */
  line(): TimelineLine | null;
}

/** The frame that is due at `serverMs`, fractional. */
export function frameAt(line: TimelineLine, serverMs: number): number {
  return line.frame + (serverMs - line.atMs) * line.framesPerMs;
}

const NOMINAL_FRAMES_PER_MS = 48;
/** 10 s of 100 ms chunks. */
const POINTS_KEPT = 100;
/** Below this span the slope of rounded timestamps says less than the nominal rate. */
const SLOPE_SPAN_MS = 2_000;
/** No crystal is off by more; a steeper slope is an artefact of a restart. */
const SLOPE_TOLERANCE = 0.002;
/** A chunk this far off the line was placed anew on purpose (the engine restarted behind the same numbers). */
const REPLACED_MS = 50;

export function createTimeline(): Timeline {
  let points: { frame: number; atMs: number }[] = [];
  let fitted: TimelineLine | null = null;

  return {
    add(frame, playAtMs) {
      if (fitted !== null && Math.abs(fitted.atMs + (frame - fitted.frame) / fitted.framesPerMs - playAtMs) > REPLACED_MS) points = [];
      points = [...points, { frame, atMs: playAtMs }].slice(-POINTS_KEPT);
      fitted = fitLine(points);
    },
    line: () => fitted,
  };
}

/** Least squares around the centre of gravity, through which the line goes in any case. */
function fitLine(points: readonly { frame: number; atMs: number }[]): TimelineLine {
  const [first = { frame: 0, atMs: 0 }] = points;
  // Differences to the first point: milliseconds since 1970 squared would eat the precision of a double.
  const dt = points.map((point) => point.atMs - first.atMs);
  const df = points.map((point) => point.frame - first.frame);
  const meanT = mean(dt);
  const meanF = mean(df);
  const spanMs = Math.max(...dt) - Math.min(...dt);
  let slope = NOMINAL_FRAMES_PER_MS;
  if (spanMs >= SLOPE_SPAN_MS) {
    const covariance = dt.reduce((sum, t, index) => sum + (t - meanT) * ((df[index] ?? 0) - meanF), 0);
    const variance = dt.reduce((sum, t) => sum + (t - meanT) ** 2, 0);
    const measured = covariance / variance;
    if (Math.abs(measured / NOMINAL_FRAMES_PER_MS - 1) <= SLOPE_TOLERANCE) slope = measured;
  }
  return { frame: first.frame + meanF, atMs: first.atMs + meanT, framesPerMs: slope };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
