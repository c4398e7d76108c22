// The hand on the main fader: evens out what instruments and wishes do to the loudness, too slowly to touch the form. It only says
// what gain it wants; it never sees a sample.
import { SAMPLE_RATE_HZ } from '../../domain/audio.ts';
import { QUANTUM_FRAMES } from './instruments/wave.ts';

export interface Rider {
  /** Hears the mean power of a quantum (both channels together, K-weighted) without the form's own dynamics. */
  hear(power: number): void;
  /** dB, -3 to 3. */
  gainDb(): number;
}

/** What a verse or a chorus comes to with its section's gain off, as mean power in dB: -16 LUFS over the whole form. */
const TARGET_DB = -14.4;
const LIMIT_DB = 3;
/** Longer than a section lasts. */
const MEMORY_S = 45;
/** A new piece is judged sooner. */
const FIRST_MEMORY_S = 12;
/** Silence says nothing of the mix. */
const SILENCE = 1e-5;

export function createRider(): Rider {
  let power = 10 ** (TARGET_DB / 10);
  let memoryS = FIRST_MEMORY_S;

  return {
    hear(heard) {
      if (heard < SILENCE) return;
      memoryS = Math.min(MEMORY_S, memoryS + QUANTUM_FRAMES / SAMPLE_RATE_HZ);
      power += ((heard - power) * QUANTUM_FRAMES) / (memoryS * SAMPLE_RATE_HZ);
    },
    gainDb() {
      return Math.max(-LIMIT_DB, Math.min(LIMIT_DB, TARGET_DB - 10 * Math.log10(power)));
    },
  };
}
