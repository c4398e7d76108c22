// What page, Worker and AudioWorklet say to each other. Shapes only.
import type { ClockEstimate } from './clock.ts';
import type { Aim, PlayheadStats } from './playhead.ts';
import type { TimelineLine } from './timeline.ts';

/** Page to stream Worker. */
export type StreamOrder =
  /** Connect, find out what time it is, load the decoder; the sound itself waits for `listen`. */
  | { readonly kind: 'prepare'; readonly url: string; readonly code: string }
  | { readonly kind: 'listen'; readonly url: string; readonly code: string; readonly ticket: string | null }
  /** For the next connection; the present one goes on as it is. */
  | { readonly kind: 'ticket'; readonly ticket: string | null }
  | { readonly kind: 'leave' }
  /** The network may be back, or a person asks: do not wait for the next attempt. */
  | { readonly kind: 'retry' }
  /** Decoded sound goes here from now on, the last seconds first. Without a port it goes nowhere. */
  | { readonly kind: 'output'; readonly port: MessagePort | null }
  /** How long before its time sound has to be in the ring, milliseconds: output latency plus what the sink schedules ahead, plus how much earlier it plays on purpose. */
  | { readonly kind: 'needs'; readonly headStartMs: number };

export type Connection = 'idle' | 'connecting' | 'open' | 'waiting';

/** One run of the engine on the ring's axis: ring frame = room frame + `shift`, for ring frames from `fromFrame` on. */
export interface EpochSpan {
  readonly epoch: string;
  readonly shift: number;
  readonly fromFrame: number;
}

/** Stream Worker to page, four times a second and whenever the connection changes. */
export interface StreamReport {
  /** Code of the room that all of this is about. */
  readonly room: string | null;
  readonly connection: Connection;
  /** The code of the refusal when the server will not serve this room to this ticket; no further attempts are made. */
  readonly refusal: string | null;
  readonly clock: ClockEstimate | null;
  /** In frames of the ring; when each would be due without any delay. */
  readonly line: TimelineLine | null;
  /** How much later than that this listener plays, and how much of it is the room's, milliseconds. */
  readonly delayMs: number;
  readonly roomDelayMs: number;
  /** Newest last, at most two. */
  readonly epochs: readonly EpochSpan[];
  /** Milliseconds since the newest chunk came, or since the connection opened; `null` while it is not open. */
  readonly quietMs: number | null;
  readonly decoder: 'webcodecs' | 'wasm' | null;
  readonly received: number;
  readonly lost: number;
  readonly duplicate: number;
  readonly kbitPerSecond: number;
}

/** Stream Worker to whoever holds the ring. */
export type SoundMessage =
  | { readonly kind: 'slot'; readonly slot: number; readonly left: Float32Array; readonly right: Float32Array }
  /** From this slot on other music plays. */
  | { readonly kind: 'cut'; readonly slot: number }
  /** Another room: nothing of the old one may be heard. */
  | { readonly kind: 'clear' };

/** Page to AudioWorklet. */
export type WorkletOrder =
  | { readonly kind: 'input'; readonly port: MessagePort }
  | { readonly kind: 'aim'; readonly aim: Aim }
  | { readonly kind: 'click'; readonly zeroFrame: number | null }
  | { readonly kind: 'stop' };

/** What a sink knows of its playing; the AudioWorklet posts it ten times a second. */
export interface SinkReport {
  /** Which ring frame is due at which context time (seconds). */
  readonly position: { readonly contextTime: number; readonly frame: number } | null;
  readonly audible: boolean;
  readonly bufferedMs: number;
  /** Distance to where the room is, milliseconds; positive: the listener is behind. */
  readonly errorMs: number;
  readonly stats: PlayheadStats;
}
