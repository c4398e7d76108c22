// Shapes what is not bass before the hall: a dip where drums and chords pile up to mud, and air above instruments that have none.
import { SAMPLE_RATE_HZ } from '../../domain/audio.ts';
import { QUANTUM_FRAMES } from './instruments/wave.ts';
import { createRandom } from './random.ts';

export interface Tone {
  /** In place. `dip`: linear gain at 270 Hz; `air`: breath and bow noise that follow the treble, 0 to 1. */
  process(left: Float64Array, right: Float64Array, dip: number, air: number): void;
}

const DIP_HZ = 270;
/** Two octaves wide. */
const DIP_DAMPING = 1.5;
/** Whose strength the air follows. */
const TREBLE = 1 - Math.exp((-2 * Math.PI * 1_500) / SAMPLE_RATE_HZ);
/** Breath stands that far above what it follows when it is all the way up. */
const MOST_AIR = 4;
const FOLLOW = 1 - Math.exp(-1 / (0.004 * SAMPLE_RATE_HZ));
const AIR_HIGHPASS = 1 - Math.exp((-2 * Math.PI * 8_000) / SAMPLE_RATE_HZ);

export function createTone(seed: number): Tone {
  const random = createRandom(seed);
  const g = Math.tan((Math.PI * DIP_HZ) / SAMPLE_RATE_HZ);
  const a1 = 1 / (1 + g * (g + DIP_DAMPING));
  const a2 = g * a1;
  const a3 = g * a2;
  const s = { lowL: 0, bandL: 0, lowR: 0, bandR: 0, treble: 0, strength: 0, airL: 0, airR: 0 };

  function carve(left: Float64Array, right: Float64Array, dip: number): void {
    const share = (dip - 1) * DIP_DAMPING;
    for (let i = 0; i < QUANTUM_FRAMES; i += 1) {
      const l = left[i] as number;
      const r = right[i] as number;
      const l3 = l - s.lowL;
      const l1 = a1 * s.bandL + a2 * l3;
      const l2 = s.lowL + a2 * s.bandL + a3 * l3;
      s.bandL = l1 + l1 - s.bandL;
      s.lowL = l2 + l2 - s.lowL;
      const r3 = r - s.lowR;
      const r1 = a1 * s.bandR + a2 * r3;
      const r2 = s.lowR + a2 * s.bandR + a3 * r3;
      s.bandR = r1 + r1 - s.bandR;
      s.lowR = r2 + r2 - s.lowR;
      left[i] = l + share * l1;
      right[i] = r + share * r1;
    }
  }

  function breathe(left: Float64Array, right: Float64Array, air: number): void {
    for (let i = 0; i < QUANTUM_FRAMES; i += 1) {
      const middle = ((left[i] as number) + (right[i] as number)) * 0.5;
      s.treble += (middle - s.treble) * TREBLE;
      s.strength += (Math.abs(middle - s.treble) - s.strength) * FOLLOW;
      const noiseL = random() - 0.5;
      const noiseR = random() - 0.5;
      s.airL += (noiseL - s.airL) * AIR_HIGHPASS;
      s.airR += (noiseR - s.airR) * AIR_HIGHPASS;
      const level = MOST_AIR * air * s.strength;
      left[i] = (left[i] as number) + (noiseL - s.airL) * level;
      right[i] = (right[i] as number) + (noiseR - s.airR) * level;
    }
  }

  return {
    process(left, right, dip, air) {
      carve(left, right, dip);
      if (air > 1e-3) breathe(left, right, air);
    },
  };
}
