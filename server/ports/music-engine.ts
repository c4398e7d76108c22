// A source of endless music for one room. The house band and Lyria RealTime stand behind this port.
import type { EngineControls } from '../domain/engine-controls.ts';
import type { EngineHealth, EngineKind } from '../domain/live.ts';
import type { Steering } from '../domain/steering.ts';

/** What the engine shall play now. Prompts are texts of the arbiter's vocabulary; weights sum to 1. */
export interface MusicIntent {
  readonly prompts: readonly { readonly text: string; readonly weight: number }[];
  readonly steering: Steering;
  /** Absent: as the engine likes. The house band understands `onlyBassAndDrums` alone. */
  readonly controls?: EngineControls;
}

/** 100 ms of sound, `CHUNK_FRAMES` frames. All bytes are the listener's to keep: the engine never writes to them again. */
export interface MusicBlock {
  /** First frame since the engine started; blocks follow one another without a gap. */
  readonly startFrame: number;
  /** Opus, one packet for every `PACKET_FRAMES`; one stateful stream since the engine started. */
  readonly packets: readonly Uint8Array[];
  /** The same as samples, interleaved left and right, signed 16 bit; `null` while nobody wants them. */
  readonly pcm: Int16Array | null;
  /** How loud it is: RMS over both channels, 0 to 1 of full scale. */
  readonly rms: number;
  /** Revision of the steering that the end of this block was made from. */
  readonly revision: number;
  /** How long it took to make, milliseconds; absent where others make it. */
  readonly renderMs?: number;
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

/** What the form of the music can be made to do; `MusicEngine.turn` says what each is. */
export const TURNS = ['DROP', 'BREAKDOWN', 'BUILD', 'KEY_LIFT', 'HALF_TIME'] as const;
export type Turn = (typeof TURNS)[number];

/**
 * When a turn is heard: three bar lines, in frames since the engine started. A new tempo waits for the landing, so `beginsAtFrame` and
 * `landsAtFrame` hold; after it, the end moves with the tempo. A turn that is replaced ends where the mark of the other one begins.
 */
export interface TurnMark {
  /** As it was asked for. */
  readonly id: string;
  readonly turn: Turn;
  readonly beginsAtFrame: number;
  /** What was asked for is there: the drop after its build, the chorus after a BUILD; the same as its begin for all others. */
  readonly landsAtFrame: number;
  /** The first frame at which the music goes on by itself. */
  readonly endsAtFrame: number;
}

/** Most prompts of one intent, and most characters of one prompt. */
export const INTENT_LIMITS = { prompts: 16, characters: 1_000 } as const;

/** Calls may come at any time between start and stop, never after stop has resolved. */
export interface MusicListener {
  block(block: MusicBlock): void;
  beat(mark: BeatMark): void;
  /** Told at once when a turn has its frames, ahead of when it is heard. Engines that know no bar lines never call it. */
  turn?(mark: TurnMark): void;
  /**
   * DEGRADED while a crashed worker is replaced or the house band stands in; PLAYING when sound flows; FAILED when it gave up, with a
   * sentence for people. `plays`: who makes the sound from now on, when it is not always the engine's own kind.
   */
  health(health: EngineHealth, reason: string | null, plays?: EngineKind): void;
  /** The engine will not play this prompt for a while; all others go on. Engines that play every prompt never call it. */
  declined?(text: string): void;
}

export interface MusicEngine {
  readonly kind: EngineKind;
  /**
   * Newest intent wins. Tempo, density, brightness, scale and mutes land at the next bar line; prompts begin to change at the next beat.
   * @throws CoroError BAD_INPUT or TOO_LARGE when a value is absurd (NaN, no words, a bpm out of range, an unknown scale); the engine
   * then plays on with what it had.
   */
  steer(intent: MusicIntent): void;
  /**
   * Asks for a turn of the form from the next bar line on; the tempo and the bars stay. The newest wins; a turn that runs makes way at
   * the next bar line, unless it is the same one: then it plays on, and its mark is told again with the new `id`. DROP: a build of at
   * least 3 s, then 8 bars of everything. BREAKDOWN: 8 bars without drums and bass, the last 2 a build. BUILD: 4 bars, then a chorus.
   * KEY_LIFT: 16 bars two semitones higher. HALF_TIME: 8 bars with drums and bass at half speed. Then the music goes on with a section
   * no weaker than the one that was left. An engine that crashes and is replaced plays on without the turn.
   *
   * Lyria plays all but KEY_LIFT, as well as a model can that hears no bars: a turn begins some seconds later, behind the sound that is
   * made already, lands within a chunk (2 s) of its mark, and ends when another plays in Lyria's place. Of a KEY_LIFT no mark is told. The
   * house band plays every turn while it stands in.
   * @throws CoroError BAD_INPUT when there is no such turn; the engine then plays on as it did.
   */
  turn(turn: Turn, id: string): void;
  /** Whether blocks shall carry samples, from one of the next on. */
  wantPcm(isWanted: boolean): void;
  /** Forgets the music so far and begins afresh from the newest intent, without a break in the sound. Absent: it means nothing here. */
  resetContext?(): void;
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
  /** Absent: no. */
  readonly wantsPcm?: boolean;
}) => MusicEngine;
