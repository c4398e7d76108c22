// A hall of eight feedback lines. Takes a mono send, gives left and right; its size stays, its decay and darkness move.
import { SAMPLE_RATE_HZ } from '../../domain/audio.ts';
import { sine } from './instruments/wave.ts';

export interface Reverb {
  /** Seconds to -60 dB; `damping` 0 (bright) to 1. Heard from the next call of `process` on. */
  set(seconds: number, damping: number): void;
  /** Reads `input`, adds to `left` and `right`. */
  process(input: Float64Array, left: Float64Array, right: Float64Array, frames: number): void;
}

/** Mutually prime, so that their echoes do not pile up. */
const LENGTHS = [1_013, 1_193, 1_373, 1_583, 1_811, 2_069, 2_371, 2_711] as const;
const DIFFUSERS = [229, 173, 611, 446] as const;
const DIFFUSION = 0.66;
const SIZE = 4_096;
const MASK = SIZE - 1;
const PREDELAY_FRAMES = 700;
const SWAY_FRAMES = 10;
/** Two poles at about 230 Hz: kicks and basses do not stand in the hall. */
const HIGHPASS = 0.03;

export function createReverb(): Reverb {
  const lines = LENGTHS.map(() => new Float64Array(SIZE));
  const lows = new Float64Array(8);
  const gains = new Float64Array(8);
  const reads = new Float64Array(8);
  const diffusers = DIFFUSERS.map((length) => ({ line: new Float64Array(length), at: 0 }));
  const predelay = new Float64Array(1_024);
  let write = 0;
  let damp = 0.3;
  let turn = 0;
  let sway = SWAY_FRAMES;
  let highpass = 0;
  let highpass2 = 0;

  function diffuse(input: number): number {
    let x = input;
    for (let d = 0; d < diffusers.length; d += 1) {
      const diffuser = diffusers[d] as (typeof diffusers)[number];
      const delayed = diffuser.line[diffuser.at] as number;
      const fed = x - DIFFUSION * delayed;
      diffuser.line[diffuser.at] = fed;
      diffuser.at = diffuser.at + 1 === diffuser.line.length ? 0 : diffuser.at + 1;
      x = delayed + DIFFUSION * fed;
    }
    return x;
  }

  return {
    set(seconds, damping) {
      for (let i = 0; i < 8; i += 1) gains[i] = 10 ** ((-3 * (LENGTHS[i] as number)) / (seconds * SAMPLE_RATE_HZ));
      damp = damping;
    },

    process(input, left, right, frames) {
      // Two lines breathe a little, or long tails ring at fixed pitches.
      turn += (0.31 * frames) / SAMPLE_RATE_HZ;
      const swayStep = (SWAY_FRAMES + 9 * sine(turn) - sway) / frames;
      for (let n = 0; n < frames; n += 1) {
        const at = write & MASK;
        predelay[write & 1_023] = input[n] as number;
        const dry = predelay[(write - PREDELAY_FRAMES) & 1_023] as number;
        highpass += (dry - highpass) * HIGHPASS;
        const once = dry - highpass;
        highpass2 += (once - highpass2) * HIGHPASS;
        const x = diffuse(once - highpass2);
        sway += swayStep;
        const swayWhole = Math.floor(sway);
        const swayPart = sway - swayWhole;
        let sum = 0;
        for (let i = 0; i < 8; i += 1) {
          const line = lines[i] as Float64Array;
          const read = write - (LENGTHS[i] as number);
          const out =
            i === 2 || i === 5
              ? (line[(read - swayWhole) & MASK] as number) * (1 - swayPart) + (line[(read - swayWhole - 1) & MASK] as number) * swayPart
              : (line[read & MASK] as number);
          const low = (lows[i] as number) + (out - (lows[i] as number)) * (1 - damp);
          lows[i] = low;
          const fed = low * (gains[i] as number);
          reads[i] = fed;
          sum += fed;
        }
        // Householder: every line hears all others, and no energy is lost or won.
        const share = sum * 0.25;
        for (let i = 0; i < 8; i += 1) (lines[i] as Float64Array)[at] = (reads[i] as number) - share + x * 0.35 + 1e-20;
        left[n] = (left[n] as number) + (reads[0] as number) + (reads[2] as number) - (reads[4] as number) + (reads[6] as number);
        right[n] = (right[n] as number) + (reads[1] as number) - (reads[3] as number) + (reads[5] as number) + (reads[7] as number);
        write += 1;
      }
      write &= 0xfffffff;
    },
  };
}
