// The last gate: sees the wave between the samples as well, turns the gain down before a peak arrives, then rounds to 16 bits with
// dither. Lets everything below its ceiling through as it is, and never allocates.
import { SAMPLE_RATE_HZ } from '../../domain/audio.ts';
import { gainOf, QUANTUM_FRAMES } from './instruments/wave.ts';
import { createRandom } from './random.ts';

export interface Limiter {
  /** Takes a quantum and writes the one of `LATENCY_FRAMES` ago to `pcm` (interleaved) from `frame` on; the first ones are silence. */
  process(left: Float64Array, right: Float64Array, pcm: Int16Array, frame: number): void;
}

/** How long before it is heard the limiter must know the sound: 2.7 ms. */
export const LATENCY_FRAMES = 2 * QUANTUM_FRAMES;

/** -1.3 dBTP: what a listener's own converter finds between the samples stays below -1 dB. */
const CEILING = gainOf(-1.3);
/** Need is judged in grains of this many frames; from one to the next the gain is a straight line. */
const GRAIN = 8;
/** Grains that are known beyond the one that is played; what lies between its samples is known one grain late. */
const AHEAD = LATENCY_FRAMES / GRAIN - 1;
const RING = 256;
const RING_MASK = RING - 1;
const NEED_SIZE = AHEAD + 1;
const NEED_MASK = NEED_SIZE - 1;
/** Share of the way back to 1 per grain: about 80 ms. */
const RELEASE = 1 - Math.exp(-GRAIN / (0.08 * SAMPLE_RATE_HZ));
/** A smooth way down: the mean of the needs ahead, weighted like a bell. */
const BELL = Float64Array.from({ length: AHEAD }, (_, i) => (1 - Math.cos((2 * Math.PI * (i + 1)) / (AHEAD + 1))) / (AHEAD + 1));

const TAPS = 16;
/** Windowed sinc at a quarter, a half and three quarters of the way from one sample to the next. */
const PHASES = [0.25, 0.5, 0.75].map((phase) =>
  Float64Array.from({ length: TAPS }, (_, tap) => {
    const x = tap - TAPS / 2 + 1 - phase;
    return (Math.sin(Math.PI * x) / (Math.PI * x)) * Math.cos((Math.PI * x) / (TAPS + 1));
  }),
);
/** No wave rises between its samples by more than this factor. */
const MOST_BETWEEN = Math.max(...PHASES.map((taps) => taps.reduce((sum, tap) => sum + Math.abs(tap), 0)));
const HARMLESS = CEILING / MOST_BETWEEN;

export function createLimiter(seed: number): Limiter {
  const random = createRandom(seed);
  const lineLeft = new Float64Array(RING);
  const lineRight = new Float64Array(RING);
  const needs = new Float64Array(NEED_SIZE).fill(1);
  const eased = new Float64Array(NEED_SIZE).fill(1);
  let write = 0;
  let grain = 0;
  let release = 1;
  let gain = 1;
  let peakBefore = 0;
  let peakLast = 0;

  /** Largest sample of the newest grain. */
  function samplePeak(from: number): number {
    let peak = 0;
    for (let i = from; i < from + GRAIN; i += 1) {
      const l = Math.abs(lineLeft[i & RING_MASK] as number);
      const r = Math.abs(lineRight[i & RING_MASK] as number);
      if (l > peak) peak = l;
      if (r > peak) peak = r;
    }
    return peak;
  }

  /** Largest value between the samples of the grain that begins at `from`, and its samples' own. */
  function truePeak(line: Float64Array, from: number, least: number): number {
    let peak = least;
    for (let at = from; at < from + GRAIN; at += 1) {
      const first = at - TAPS / 2 + 1;
      for (let phase = 0; phase < PHASES.length; phase += 1) {
        const taps = PHASES[phase] as Float64Array;
        let sum = 0;
        for (let tap = 0; tap < TAPS; tap += 1) sum += (taps[tap] as number) * (line[(first + tap) & RING_MASK] as number);
        if (sum > peak) peak = sum;
        else if (-sum > peak) peak = -sum;
      }
    }
    return peak;
  }

  /** The gain that the grain before the newest one asks for. */
  function needOf(newest: number): number {
    const peakNow = samplePeak(newest);
    let peak = peakLast;
    if (Math.max(peakBefore, peakLast, peakNow) > HARMLESS) {
      peak = truePeak(lineLeft, newest - GRAIN, peak);
      peak = truePeak(lineRight, newest - GRAIN, peak);
    }
    peakBefore = peakLast;
    peakLast = peakNow;
    return peak > CEILING ? CEILING / peak : 1;
  }

  /** The gain at the end of the grain that is played now: no grain ever gets more than it needs. */
  function nextGain(need: number): number {
    needs[grain & NEED_MASK] = need;
    let least = 1;
    for (let i = 0; i < NEED_SIZE; i += 1) if ((needs[i] as number) < least) least = needs[i] as number;
    release = Math.min(least, release + (1 - release) * RELEASE);
    eased[grain & NEED_MASK] = release;
    let sum = 0;
    for (let i = 0; i < AHEAD; i += 1) sum += (BELL[i] as number) * (eased[(grain - i) & NEED_MASK] as number);
    grain = (grain + 1) & 0xffffff;
    return sum;
  }

  return {
    process(left, right, pcm, frame) {
      let out = frame * 2;
      for (let from = 0; from < QUANTUM_FRAMES; from += GRAIN) {
        for (let i = 0; i < GRAIN; i += 1) {
          lineLeft[(write + i) & RING_MASK] = left[from + i] as number;
          lineRight[(write + i) & RING_MASK] = right[from + i] as number;
        }
        const next = nextGain(needOf(write));
        const slope = (next - gain) / GRAIN;
        for (let i = 0; i < GRAIN; i += 1) {
          const at = (write - LATENCY_FRAMES + i) & RING_MASK;
          const g = (gain + slope * (i + 1)) * 32_767;
          pcm[out] = Math.round((lineLeft[at] as number) * g + random() - random());
          pcm[out + 1] = Math.round((lineRight[at] as number) * g + random() - random());
          out += 2;
        }
        gain = next;
        write = (write + GRAIN) & RING_MASK;
      }
    },
  };
}
