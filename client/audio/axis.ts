// Places the runs of the engine, each of which counts its frames from 0, on the one axis of the ring. Pure arithmetic.
import type { EpochSpan } from './messages.ts';
import { SLOT_FRAMES } from './ring.ts';

export interface Axis {
  /** Enters an engine run by its first chunk here: `startFrame` in the run's own frames, `playAtMs` on the server's clock. */
  begin(epoch: string, startFrame: number, playAtMs: number): EpochSpan;
  /** The ring frame for a frame of the newest run. */
  frameOf(startFrame: number): number;
  /** Newest last, at most two. */
  spans(): readonly EpochSpan[];
}

const FRAMES_PER_MS = 48;

/**
 * The axis counts frames by the server's clock, in whole slots: so a new run falls behind the old one all by itself, and a
 * stopped run's tail plays to its end. It begins with the first chunk, not in 1970: a double that counts 10^13 frames has no
 * room left for the thousandths of a frame by which the playhead bends.
 */
export function createAxis(): Axis {
  let originMs: number | null = null;
  let spans: EpochSpan[] = [];
  return {
    begin(epoch, startFrame, playAtMs) {
      originMs ??= playAtMs;
      const fromFrame = Math.round(((playAtMs - originMs) * FRAMES_PER_MS) / SLOT_FRAMES) * SLOT_FRAMES;
      const span = { epoch, shift: fromFrame - startFrame, fromFrame };
      spans = [...spans, span].slice(-2);
      return span;
    },
    frameOf: (startFrame) => startFrame + (spans.at(-1)?.shift ?? 0),
    spans: () => spans,
  };
}
