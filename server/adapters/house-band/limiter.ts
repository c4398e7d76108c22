// The last gate: keeps every sample below the ceiling by looking one quantum ahead, then rounds to 16 bits with dither.
import { QUANTUM_FRAMES } from './instruments/wave.ts';
import { createRandom } from './random.ts';

export interface Limiter {
  /** Takes a quantum and writes the one before it to `pcm` (interleaved) from `frame` on; the very first call writes silence. */
  process(left: Float64Array, right: Float64Array, pcm: Int16Array, frame: number): void;
}

/** -1.6 dBFS: room for what lies between samples, so that the true peak stays below -1 dB. */
const CEILING = 10 ** (-1.6 / 20);
/** Share of the way back to 1 per quantum: about 90 ms. */
const RELEASE = 0.015;

export function createLimiter(seed: number): Limiter {
  const random = createRandom(seed);
  const heldLeft = new Float64Array(QUANTUM_FRAMES);
  const heldRight = new Float64Array(QUANTUM_FRAMES);
  let gain = 1;
  let heldNeed = 1;

  return {
    process(left, right, pcm, frame) {
      let peak = 0;
      for (let i = 0; i < QUANTUM_FRAMES; i += 1) {
        const l = Math.abs(left[i] as number);
        const r = Math.abs(right[i] as number);
        if (l > peak) peak = l;
        if (r > peak) peak = r;
      }
      const need = peak > CEILING ? CEILING / peak : 1;
      // The gain at a border suits both neighbours, so the straight line between two borders suits the quantum.
      const next = Math.min(heldNeed, need, gain + (1 - gain) * RELEASE);
      const slope = (next - gain) / QUANTUM_FRAMES;
      let out = frame * 2;
      for (let i = 0; i < QUANTUM_FRAMES; i += 1) {
        const g = (gain + slope * (i + 1)) * 32_767;
        pcm[out] = Math.round((heldLeft[i] as number) * g + random() - random());
        pcm[out + 1] = Math.round((heldRight[i] as number) * g + random() - random());
        out += 2;
        heldLeft[i] = left[i] as number;
        heldRight[i] = right[i] as number;
      }
      gain = next;
      heldNeed = need;
    },
  };
}
