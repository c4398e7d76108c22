// Arithmetic that all voices share: the sine table, band-limited waves and a soft ceiling. Keeps no state of its own.
import { SAMPLE_RATE_HZ } from '../../../domain/audio.ts';

/** All sound is computed in pieces of this many frames, so that it never depends on how much is asked for at once. */
export const QUANTUM_FRAMES = 64;

const SINE_SIZE = 4_096;
const SINE = Float64Array.from({ length: SINE_SIZE + 1 }, (_, index) => Math.sin((2 * Math.PI * index) / SINE_SIZE));

/** sin(2 pi turns), linear between 4,096 points; `turns` may be any finite number. */
export function sine(turns: number): number {
  const position = (turns - Math.floor(turns)) * SINE_SIZE;
  const index = position | 0;
  const low = SINE[index] as number;
  return low + ((SINE[index + 1] as number) - low) * (position - index);
}

export type Shape = 'saw' | 'square' | 'triangle' | 'sine';

/** What a 2-point PolyBLEP takes off a step of height 2 at phase 0. */
function blep(phase: number, step: number): number {
  if (phase < step) {
    const t = phase / step;
    return t + t - t * t - 1;
  }
  if (phase > 1 - step) {
    const t = (phase - 1) / step;
    return t * t + t + t + 1;
  }
  return 0;
}

/** Adds `level` times the wave to `out[from..to)`; phase and step in turns; returns the phase after the last frame. */
export function addWave(out: Float64Array, from: number, to: number, shape: Shape, phase: number, step: number, level: number): number {
  let turn = phase;
  if (shape === 'saw') {
    for (let i = from; i < to; i += 1) {
      out[i] = (out[i] as number) + level * (turn + turn - 1 - blep(turn, step));
      turn += step;
      if (turn >= 1) turn -= 1;
    }
  } else if (shape === 'square') {
    for (let i = from; i < to; i += 1) {
      const half = turn < 0.5 ? turn + 0.5 : turn - 0.5;
      out[i] = (out[i] as number) + level * ((turn < 0.5 ? 1 : -1) + blep(turn, step) - blep(half, step));
      turn += step;
      if (turn >= 1) turn -= 1;
    }
  } else if (shape === 'triangle') {
    for (let i = from; i < to; i += 1) {
      out[i] = (out[i] as number) + level * (4 * Math.abs(turn - 0.5) - 1);
      turn += step;
      if (turn >= 1) turn -= 1;
    }
  } else {
    for (let i = from; i < to; i += 1) {
      out[i] = (out[i] as number) + level * sine(turn);
      turn += step;
      if (turn >= 1) turn -= 1;
    }
  }
  return turn;
}

/** A smooth ceiling at +-1, close to tanh. */
export function softClip(x: number): number {
  if (x > 3) return 1;
  if (x < -3) return -1;
  return (x * (27 + x * x)) / (27 + 9 * x * x);
}

export function hertz(midi: number): number {
  return 440 * 2 ** ((midi - 69) / 12);
}

export function gainOf(decibels: number): number {
  return 10 ** (decibels / 20);
}

/** Share of the way that a one-pole smoother goes per frame, for a time constant in milliseconds. */
export function smoothing(ms: number): number {
  return 1 - Math.exp(-1_000 / (Math.max(ms, 0.02) * SAMPLE_RATE_HZ));
}

export function framesOf(ms: number): number {
  return Math.round((ms * SAMPLE_RATE_HZ) / 1_000);
}
