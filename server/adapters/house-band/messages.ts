// What the main thread and its workers say to one another. Plain data that survives the passage between threads.
import type { BeatMark, MusicIntent, Turn, TurnMark } from '../../ports/music-engine.ts';

export type ToWorker =
  | {
      readonly kind: 'START';
      /** Names one run of one room; a room that is restarted gets a new one, so that late blocks of the old run are known. */
      readonly run: number;
      readonly seed: number;
      readonly intent: MusicIntent;
      readonly startFrame: number;
      readonly startBar: number;
      /** When frame 0 was due, on the clock that all threads share (`sharedNowMs`); `null`: now, when the worker reads this. */
      readonly startedAtMs: number | null;
      readonly wantsPcm: boolean;
    }
  | { readonly kind: 'WANT_PCM'; readonly run: number; readonly isWanted: boolean }
  | { readonly kind: 'STEER'; readonly run: number; readonly intent: MusicIntent }
  | { readonly kind: 'TURN'; readonly run: number; readonly turn: Turn; readonly id: string }
  | { readonly kind: 'STOP'; readonly run: number }
  | { readonly kind: 'PING' }
  /** Told first: where the worker notes whose turn it is, for a thread that hangs or dies can say nothing any more. */
  | { readonly kind: 'NOTE_IN'; readonly slate: Slate };

/** Memory that both threads see: the run that is being worked on, 0 between two. */
export type Slate = Int32Array<SharedArrayBuffer>;

export function createSlate(): Slate {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}

export type FromWorker =
  | { readonly kind: 'READY' }
  | { readonly kind: 'PONG' }
  | {
      readonly kind: 'BLOCK';
      readonly run: number;
      readonly startFrame: number;
      readonly packets: readonly Uint8Array[];
      readonly pcm: Int16Array | null;
      readonly rms: number;
      readonly revision: number;
      readonly beats: readonly BeatMark[];
      /** What rendering and encoding took. */
      readonly renderMs: number;
    }
  /** Told as soon as a turn has its frames, before the next block. */
  | { readonly kind: 'TURN'; readonly run: number; readonly mark: TurnMark }
  /** This run has ended by its own fault or by falling behind for good; the worker itself is well. */
  | { readonly kind: 'FAILED'; readonly run: number; readonly why: string };

/** Milliseconds on the monotonic clock of the machine. `performance.now()` starts anew in each thread and cannot be compared. */
export function sharedNowMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
