// What every bus is cleaned of before its fader: rumble under the bass, mud under chords and lead. Bass becomes mono, chords wide.
import { SAMPLE_RATE_HZ } from '../../domain/audio.ts';
import type { Buses } from './buses.ts';
import { QUANTUM_FRAMES } from './instruments/wave.ts';

export interface Strips {
  /** In place. `width`: factor on what differs between left and right of the music; the sum of both stays the same. */
  process(buses: Buses, musicHighpassHz: number, width: number): void;
}

/** Below the lowest string; what lies there only moves loudspeakers. */
const BASS_HIGHPASS_HZ = 36;

export function createStrips(): Strips {
  const g = Math.tan((Math.PI * BASS_HIGHPASS_HZ) / SAMPLE_RATE_HZ);
  const a1 = 1 / (1 + g * (g + Math.SQRT2));
  const a2 = g * a1;
  const a3 = g * a2;
  const s = { bassBand: 0, bassLow: 0, highL1: 0, highL2: 0, highR1: 0, highR2: 0, leadL: 0, leadR: 0 };

  function bassStrip({ left, right }: Buses['bass']): void {
    for (let i = 0; i < QUANTUM_FRAMES; i += 1) {
      const x = ((left[i] as number) + (right[i] as number)) * 0.5;
      const v3 = x - s.bassLow;
      const band = a1 * s.bassBand + a2 * v3;
      const low = s.bassLow + a2 * s.bassBand + a3 * v3;
      s.bassBand = band + band - s.bassBand;
      s.bassLow = low + low - s.bassLow;
      const y = x - Math.SQRT2 * band - low;
      left[i] = y;
      right[i] = y;
    }
  }

  function musicStrip({ left, right }: Buses['music'], coef: number, width: number): void {
    for (let i = 0; i < QUANTUM_FRAMES; i += 1) {
      const rawL = left[i] as number;
      const rawR = right[i] as number;
      s.highL1 += (rawL - s.highL1) * coef;
      s.highR1 += (rawR - s.highR1) * coef;
      const onceL = rawL - s.highL1;
      const onceR = rawR - s.highR1;
      s.highL2 += (onceL - s.highL2) * coef;
      s.highR2 += (onceR - s.highR2) * coef;
      const middle = (onceL - s.highL2 + onceR - s.highR2) * 0.5;
      const side = (onceL - s.highL2 - onceR + s.highR2) * 0.5 * width;
      left[i] = middle + side;
      right[i] = middle - side;
    }
  }

  function leadStrip({ left, right }: Buses['lead'], coef: number): void {
    for (let i = 0; i < QUANTUM_FRAMES; i += 1) {
      s.leadL += ((left[i] as number) - s.leadL) * coef;
      s.leadR += ((right[i] as number) - s.leadR) * coef;
      left[i] = (left[i] as number) - s.leadL;
      right[i] = (right[i] as number) - s.leadR;
    }
  }

  return {
    process(buses, musicHighpassHz, width) {
      const coef = 1 - Math.exp((-2 * Math.PI * musicHighpassHz) / SAMPLE_RATE_HZ);
      bassStrip(buses.bass);
      musicStrip(buses.music, coef, width);
      leadStrip(buses.lead, coef);
    },
  };
}
