// The quality ladder: steps the picture down when frames come late, and back up when they have come easily for a while. Pure: it is told the time.

/** 0 everything anew in each frame; from 1 on the petals are painted over several frames (see `STEPS`). */
export type QualityStep = 0 | 1 | 2 | 3 | 4 | 5;

export interface Quality {
  /** Over how many frames the petals are painted. At half a degree a second nobody sees them stand still so long; beat, stamens and sparks never do. */
  readonly bodyFrames: number;
  readonly everyGrain: 1 | 2;
  /** Glow over the petals, and fine veins on all of them instead of only the middle ones. */
  readonly isRich: boolean;
  /** Every second frame only. */
  readonly isHalved: boolean;
  /** Part of the canvas's full sharpness. */
  readonly sharpness: number;
}

export const STEPS: Readonly<Record<QualityStep, Quality>> = {
  0: { bodyFrames: 1, everyGrain: 1, isRich: true, isHalved: false, sharpness: 1 },
  1: { bodyFrames: 3, everyGrain: 1, isRich: true, isHalved: false, sharpness: 1 },
  2: { bodyFrames: 6, everyGrain: 2, isRich: true, isHalved: false, sharpness: 1 },
  3: { bodyFrames: 6, everyGrain: 2, isRich: false, isHalved: false, sharpness: 1 },
  // Names are read from five metres: rather thirty sharp pictures a second than sixty blurred ones.
  4: { bodyFrames: 4, everyGrain: 2, isRich: false, isHalved: true, sharpness: 1 },
  5: { bodyFrames: 4, everyGrain: 2, isRich: false, isHalved: true, sharpness: 0.7 },
};

const LOWEST: QualityStep = 5;
const WINDOW_FRAMES = 60;
/** A picture that stutters is judged sooner. */
const WINDOW_MS = 2_000;
const FEWEST_FRAMES = 8;
const LATE_MS = 20;
/** So late that one step would not do. */
const FAR_TOO_LATE_MS = 60;
const EASY_MS = 10;
const EASY_INTERVAL_MS = 18;
const CLIMB_AFTER_MS = 10_000;
const CLIMB_AFTER_AT_MOST_MS = 160_000;

export interface QualityLadder {
  /** `intervalMs` since the frame before, `workMs` of this frame's drawing. Returns the step from now on. */
  record(intervalMs: number, workMs: number): QualityStep;
}

/** `from`: the step it begins at. */
export function createQualityLadder(from: QualityStep = 0): QualityLadder {
  const intervals = new Float32Array(WINDOW_FRAMES);
  const works = new Float32Array(WINDOW_FRAMES);
  const sorted = new Float32Array(WINDOW_FRAMES);
  let frames = 0;
  let windowMs = 0;
  let step = from;
  let easyMs = 0;
  let climbAfterMs = CLIMB_AFTER_MS;
  const median = (values: Float32Array): number => {
    sorted.fill(Number.POSITIVE_INFINITY);
    for (let i = 0; i < frames; i++) sorted[i] = values[i] ?? 0;
    sorted.sort();
    return sorted[Math.floor(frames / 2)] ?? 0;
  };
  return {
    record(intervalMs, workMs) {
      intervals[frames] = intervalMs;
      works[frames] = workMs;
      frames += 1;
      windowMs += intervalMs;
      easyMs += intervalMs;
      if (frames < WINDOW_FRAMES && (windowMs < WINDOW_MS || frames < FEWEST_FRAMES)) return step;
      const interval = median(intervals);
      const work = median(works);
      frames = 0;
      windowMs = 0;
      const late = Math.max(interval, work);
      if (late > LATE_MS) {
        easyMs = 0;
        step = Math.min(LOWEST, step + (late > FAR_TOO_LATE_MS ? 2 : 1)) as QualityStep;
      } else if (work > EASY_MS || interval > EASY_INTERVAL_MS) {
        easyMs = 0;
      } else if (step > 0 && easyMs >= climbAfterMs) {
        step = (step - 1) as QualityStep;
        easyMs = 0;
        // A step that has to be taken back soon was too early: the next try waits twice as long.
        climbAfterMs = Math.min(CLIMB_AFTER_AT_MOST_MS, climbAfterMs * 2);
      }
      return step;
    },
  };
}
