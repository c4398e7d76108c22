// One epoch of one room's sound: stamps blocks with play times, keeps the ring, and knows what is heard when.
// Starts and stops no engine, and publishes nothing.
import {
  type AudioChunk,
  CHANNELS,
  CHUNK_FRAMES,
  chunkStartFrame,
  frameAtMs,
  playAtMs,
  pushToRing,
  type RingEntry,
  SAMPLE_RATE_HZ,
} from '../domain/audio.ts';
import type { MusicPosition } from '../domain/live.ts';
import type { Steering } from '../domain/steering.ts';
import type { BeatMark, MusicBlock } from '../ports/music-engine.ts';
import type { EncodedChunk } from '../ports/room-bus.ts';

const BEATS_PER_BAR = 4;

export interface RingChunk extends EncodedChunk, RingEntry {
  /** As the engine measured it. */
  readonly rms: number;
}

/** What leaves the loudspeakers at one moment. */
export interface Heard {
  /** Newest beat that has sounded; `null` before the first. */
  readonly position: MusicPosition | null;
  /** What the present sound was made from; `null` before the first. */
  readonly steering: Steering | null;
}

/** A bar line that is still to come, in frames of the epoch. */
export interface BarLine {
  readonly atFrame: number;
  readonly barFrames: number;
}

export interface Broadcast {
  /** The engine is about to be asked for this; told here first, so that the sound made from it can be recognised. */
  asked(steering: Steering): void;
  block(block: MusicBlock): RingChunk;
  beat(mark: BeatMark): void;
  /** `nowMs` may not go backwards from call to call. */
  heardAt(nowMs: number): Heard;
  /** When a frame of this epoch sounds, milliseconds on the server's clock; `null` before the first block. */
  soundsAtMs(frame: number): number | null;
  /** The first bar line that, at the present tempo, sounds at `earliestMs` or later and is at least half a bar from being made; `null` before the first beat. */
  barLineFrom(earliestMs: number): BarLine | null;
  /** The last `RING_SECONDS`, oldest first. */
  ring(): readonly RingChunk[];
  close(): void;
}

export interface BroadcastOptions {
  readonly epoch: string;
  readonly nowMs: () => number;
  /** The room's delay now, milliseconds. */
  readonly delayMs: () => number;
}

export function createBroadcast({ epoch, nowMs, delayMs }: BroadcastOptions): Broadcast {
  let startedAtMs: number | null = null;
  let seq = 0;
  let ring: readonly RingChunk[] = [];
  const asked = new Map<number, Steering>();
  // Both are told ahead of time and wait here until their frame sounds.
  let beats: BeatMark[] = [];
  let revisions: { readonly atFrame: number; readonly revision: number }[] = [];
  let newestBeat: BeatMark | null = null;
  let position: MusicPosition | null = null;
  let steering: Steering | null = null;

  /** A revision is heard when a beat made from it sounds, or the end of a block: only its end is sure to be. */
  function expect(atFrame: number, revision: number): void {
    revisions.push({ atFrame, revision });
  }

  return {
    asked(next) {
      asked.set(next.revision, next);
    },

    block({ startFrame, packets, pcm, rms, revision }) {
      startedAtMs ??= nowMs();
      const origin = startedAtMs;
      const delay = delayMs();
      const number = seq++;
      const chunk = (encoding: AudioChunk['encoding'], data: readonly Uint8Array[]): AudioChunk => {
        const first = chunkStartFrame(encoding, startFrame);
        const due = playAtMs(origin, first, delay);
        return {
          epoch,
          seq: number,
          startFrame: first,
          frames: CHUNK_FRAMES,
          sampleRate: SAMPLE_RATE_HZ,
          channels: CHANNELS,
          encoding,
          packets: data.map(base64),
          playAtMs: due,
          delayMs: delay,
        };
      };
      let opus: AudioChunk | null = null;
      let plain: AudioChunk | null = null;
      const entry: RingChunk = {
        epoch,
        seq: number,
        playAtMs: playAtMs(origin, startFrame, delay),
        delayMs: delay,
        rms,
        as(encoding) {
          if (encoding === 'OPUS') opus ??= chunk('OPUS', packets);
          else if (pcm !== null) plain ??= chunk('PCM_S16LE', [new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength)]);
          return encoding === 'OPUS' ? opus : plain;
        },
      };
      ring = pushToRing(ring, entry);
      expect(startFrame + CHUNK_FRAMES, revision);
      return entry;
    },

    beat(mark) {
      beats.push(mark);
      newestBeat = mark;
      expect(mark.atFrame, mark.revision);
    },

    heardAt(atMs) {
      if (startedAtMs === null) return { position, steering };
      const frame = frameAtMs(startedAtMs, atMs, delayMs());
      const sounded = beats.filter((beat) => beat.atFrame <= frame).at(-1);
      if (sounded !== undefined) {
        const { bar, beat, section, chord, atFrame } = sounded;
        position = { bar, beat, section, chord, atFrame };
        beats = beats.filter((waiting) => waiting.atFrame > frame);
      }
      for (const { atFrame, revision } of revisions) {
        const made = atFrame <= frame ? asked.get(revision) : undefined;
        if (made !== undefined && (steering === null || revision > steering.revision)) steering = made;
      }
      revisions = revisions.filter((waiting) => waiting.atFrame > frame);
      for (const revision of asked.keys()) if (steering !== null && revision < steering.revision) asked.delete(revision);
      return { position, steering };
    },

    soundsAtMs: (frame) => (startedAtMs === null ? null : playAtMs(startedAtMs, frame, delayMs())),

    barLineFrom(earliestMs) {
      if (newestBeat === null || startedAtMs === null) return null;
      const { atFrame, beat, bpm } = newestBeat;
      const barFrames = (BEATS_PER_BAR * 60 * SAMPLE_RATE_HZ) / bpm;
      const bar = atFrame - (beat / BEATS_PER_BAR) * barFrames;
      const earliest = Math.max(frameAtMs(startedAtMs, earliestMs, delayMs()), atFrame + barFrames / 2);
      return { atFrame: Math.round(bar + Math.ceil((earliest - bar) / barFrames) * barFrames), barFrames };
    },

    ring: () => ring,

    close() {
      ring = [];
    },
  };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}
