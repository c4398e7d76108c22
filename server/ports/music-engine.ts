// A source of endless music for one room. The house band and Lyria RealTime stand behind this port.
import type { EngineHealth, EngineKind } from '../domain/live.ts';
import type { Steering } from '../domain/steering.ts';

/** What the engine shall play now. Prompts are texts of the arbiter's vocabulary; weights sum to 1. */
export interface MusicIntent {
  readonly prompts: readonly { readonly text: string; readonly weight: number }[];
  readonly steering: Steering;
}

/** 100 ms of sound: `CHUNK_FRAMES` frames, interleaved left and right, signed 16 bit. */
export interface MusicBlock {
  /** First frame since the engine started; blocks follow one another without a gap. */
  readonly startFrame: number;
  /** The listener's to keep: the engine never writes to it again. */
  readonly pcm: Int16Array;
  /** Revision of the steering that the end of this block was made from. */
  readonly revision: number;
}

/** One beat, told when it is rendered, which is ahead of when it is heard. */
export interface BeatMark {
  readonly atFrame: number;
  readonly bar: number;
  readonly beat: number;
  readonly section: string;
  readonly chord: string;
  readonly bpm: number;
  readonly revision: number;
}

/** Most prompts of one intent, and most characters of one prompt. */
export const INTENT_LIMITS = { prompts: 16, characters: 1_000 } as const;

/** Calls may come at any time between start and stop, never after stop has resolved. */
export interface MusicListener {
  block(block: MusicBlock): void;
  beat(mark: BeatMark): void;
  /** DEGRADED while a crashed worker is replaced; PLAYING when sound flows; FAILED when it gave up, with a sentence for people. */
  health(health: EngineHealth, reason: string | null): void;
  /**
   * Optional. Words of the newest prompts that the engine cannot read, as written, at most 20; empty once all are understood. Told only
   * when they change, and only by engines that read words themselves. For the authors of those words and nobody else.
   */
  unrecognised?(words: readonly string[]): void;
}

export interface MusicEngine {
  readonly kind: EngineKind;
  /**
   * Newest intent wins. Tempo, density, brightness, scale and mutes land at the next bar line; prompts begin to change at the next beat.
   * @throws CoroError BAD_INPUT or TOO_LARGE when a value is absurd (NaN, no words, a bpm out of range, an unknown scale); the engine
   * then plays on with what it had.
   */
  steer(intent: MusicIntent): void;
  /** Idempotent. */
  stop(): Promise<void>;
}

/**
 * How a music engine is made. The engine paces itself: it keeps about 400 ms rendered ahead of real time, the first of it at once.
 * @throws CoroError as `MusicEngine.steer`; nothing is started then.
 */
export type StartMusicEngine = (start: {
  readonly seed: number;
  readonly intent: MusicIntent;
  readonly listener: MusicListener;
}) => MusicEngine;
