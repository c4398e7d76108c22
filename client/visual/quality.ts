// The quality ladder: steps the picture down when frames come late, and back up when they have come easily for a while. Pure: it is told the time.

/** 0 everything; 1 half the pollen, light stands still; 2 no glow over the petals, fine veins only on the middle petals; 3 every second frame. */
export type QualityStep = 0 | 1 | 2 | 3;

const WINDOW_FRAMES = 60;
const LATE_MS = 20;
const EASY_MS = 10;
const EASY_INTERVAL_MS = 18;
const CLIMB_AFTER_MS = 10_000;
const CLIMB_AFTER_AT_MOST_MS = 160_000;

export interface QualityLadder {
  /** `intervalMs` since the frame before, `workMs` of this frame's drawing. Returns the step from now on. */
  record(intervalMs: number, workMs: number): QualityStep;
}

export function createQualityLadder(): QualityLadder {
  const intervals = new Float32Array(WINDOW_FRAMES);
  const works = new Float32Array(WINDOW_FRAMES);
  const sorted = new Float32Array(WINDOW_FRAMES);
  let frames = 0;
  let step: QualityStep = 0;
  let easyMs = 0;
  let climbAfterMs = CLIMB_AFTER_MS;
  const median = (values: Float32Array): number => {
    sorted.set(values);
    sorted.sort();
    return sorted[WINDOW_FRAMES / 2] ?? 0;
  };
  return {
    record(intervalMs, workMs) {
      intervals[frames % WINDOW_FRAMES] = intervalMs;
      works[frames % WINDOW_FRAMES] = workMs;
      frames += 1;
      easyMs += intervalMs;
      if (frames % WINDOW_FRAMES !== 0) return step;
      const interval = median(intervals);
      const work = median(works);
      if (Math.max(interval, work) > LATE_MS) {
        easyMs = 0;
        if (step < 3) step = (step + 1) as QualityStep;
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
