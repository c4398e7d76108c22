// What the mixer plays from: a deck of Lyria's or the house band, each with frames of its own count and bars of its own.
import type { EngineKind } from '../../domain/live.ts';

/** A beat in the source's own count of frames and bars. */
export interface SourceBeat {
  readonly atFrame: number;
  readonly bar: number;
  readonly beat: number;
  readonly section: string;
  readonly chord: string;
  readonly bpm: number;
}

export interface Source {
  readonly kind: EngineKind;
  /** The next frame that leaves. */
  position(): number;
  /** Frames that can leave now. */
  readyFrames(): number;
  /** Frames of one bar at the present tempo. */
  barFrames(): number;
  /** Copies up to `frames` into `into` from its frame `at` on; returns how many there were. */
  pull(into: Int16Array, at: number, frames: number): number;
  /** Beats in `[from, to)`, in order. */
  beats(from: number, to: number): readonly SourceBeat[];
  /** Throws away the oldest sound that nobody has heard, down to about `keepFrames` and never below, so that it begins on a beat. */
  cue(keepFrames: number): void;
  /** Of the newest frame that has left. */
  revision(): number;
}
