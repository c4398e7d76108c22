// The shape of sound on its way to listeners: formats, chunks and the ring of the last seconds. Pure arithmetic.

export const SAMPLE_RATE_HZ = 48_000;
export const CHANNELS = 2;
/** One Opus packet: 20 ms. */
export const PACKET_FRAMES = 960;
/** One chunk: 100 ms, five packets. */
export const CHUNK_FRAMES = 4_800;
/** How much sound a late or returning listener can still get. */
export const RING_SECONDS = 10;
/** libopus' encoder delay at 48 kHz: decoded frame n is input frame n - 312. Decoders in browsers do not trim it. */
export const OPUS_DELAY_FRAMES = 312;

export const AUDIO_ENCODINGS = ['OPUS', 'PCM_S16LE'] as const;
export type AudioEncoding = (typeof AUDIO_ENCODINGS)[number];

/** 100 ms of one room's sound in one encoding, ready to send: packets are already base64, encoded once for everybody. */
export interface AudioChunk {
  readonly epoch: string;
  /** Counts from 0 within the epoch, without gaps. */
  readonly seq: number;
  /** Position of the first decoded frame on the room's timeline (OPUS: already shifted by the encoder delay). */
  readonly startFrame: number;
  readonly frames: number;
  readonly sampleRate: number;
  readonly channels: number;
  readonly encoding: AudioEncoding;
  readonly packets: readonly string[];
  /** When the first frame should leave a loudspeaker; milliseconds, server clock. */
  readonly playAtMs: number;
  /** How much of `playAtMs` is the room's delay, milliseconds: what a listener takes off to find the same line before and after a change. */
  readonly delayMs: number;
}

/** Where a returning listener stopped: nothing up to and including `seq` is sent again. */
export interface AudioCursor {
  readonly epoch: string;
  readonly seq: number;
}

/** How far back in play time a new listener begins: enough to sound at once, little enough to be worth sending. */
export const WELCOME_MS = 1_000;

const FRAMES_PER_MS = SAMPLE_RATE_HZ / 1_000;
const RING_CHUNKS = (RING_SECONDS * SAMPLE_RATE_HZ) / CHUNK_FRAMES;

/** When `frame` of an epoch sounds: milliseconds, server clock. `startedAtMs` is the clock at the epoch's first block; frame 0 sounds the room's delay later. */
export function playAtMs(startedAtMs: number, frame: number, delayMs: number): number {
  return startedAtMs + delayMs + frame / FRAMES_PER_MS;
}

/** Inverse of `playAtMs`: the frame (fractional, negative before the start) that sounds at `nowMs`. */
export function frameAtMs(startedAtMs: number, nowMs: number, delayMs: number): number {
  return (nowMs - startedAtMs - delayMs) * FRAMES_PER_MS;
}

/** Where the first decoded frame of a block lies on the room's timeline. What comes out of an Opus decoder was put in `OPUS_DELAY_FRAMES` earlier, so the first chunk of an epoch begins below 0. */
export function chunkStartFrame(encoding: AudioEncoding, blockStartFrame: number): number {
  return encoding === 'OPUS' ? blockStartFrame - OPUS_DELAY_FRAMES : blockStartFrame;
}

/** Root mean square of interleaved 16-bit samples, 0 to 1 of full scale. */
export function rmsOf(pcm: Int16Array): number {
  let sum = 0;
  for (const sample of pcm) sum += sample * sample;
  return pcm.length === 0 ? 0 : Math.sqrt(sum / pcm.length) / 32_768;
}

/** What a level is worked out over. */
const LEVEL_MS = 1_000;

/**
 * How loud the last second was at the loudspeakers: RMS, 0 to 1 of full scale in hundredths, of the chunks that have sounded. `null`:
 * nothing sounded in it.
 */
export function levelAt(ring: readonly { readonly playAtMs: number; readonly rms: number }[], nowMs: number): number | null {
  const sounded = ring.filter(({ playAtMs }) => playAtMs <= nowMs && playAtMs > nowMs - LEVEL_MS);
  if (sounded.length === 0) return null;
  const power = sounded.reduce((sum, { rms }) => sum + rms * rms, 0) / sounded.length;
  return Math.round(Math.sqrt(power) * 100) / 100;
}

/** What the ring has to know of a chunk. */
export interface RingEntry {
  readonly epoch: string;
  readonly seq: number;
  /** When its sound is due, with the room's delay of the time when it was made; milliseconds, server clock. */
  readonly playAtMs: number;
  readonly delayMs: number;
}

/** A new ring with `entry` as the newest; holds `RING_SECONDS` of one epoch, for sound of an older epoch continues nothing. */
export function pushToRing<E extends RingEntry>(ring: readonly E[], entry: E): readonly E[] {
  if (ring.at(-1)?.epoch !== entry.epoch) return [entry];
  return [...(ring.length < RING_CHUNKS ? ring : ring.slice(ring.length - RING_CHUNKS + 1)), entry];
}

/** What a listener gets at once, oldest first. With a cursor of this epoch: everything behind it. With one of an older epoch, or older than the ring: the whole ring, for nothing in it was heard. Without a cursor, or with one that lies in the future: what sounds from `WELCOME_MS` ago on. */
export function ringFor<E extends RingEntry>(ring: readonly E[], after: AudioCursor | null, nowMs: number): readonly E[] {
  const newest = ring.at(-1);
  if (newest === undefined) return [];
  const isFuture = after !== null && after.epoch === newest.epoch && after.seq > newest.seq;
  // The room may have learnt to wait longer since an entry was made; what counts is when it sounds now.
  const dueMs = (entry: E) => entry.playAtMs - entry.delayMs + newest.delayMs;
  if (after === null || isFuture) return ring.filter((entry) => dueMs(entry) >= nowMs - WELCOME_MS);
  return after.epoch === newest.epoch ? ring.filter((entry) => entry.seq > after.seq) : ring;
}
