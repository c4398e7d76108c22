// Two wandering copies of the sum, one to each side: makes chords wide and soft. Sweeps without steps.
import { SAMPLE_RATE_HZ } from '../../domain/audio.ts';
import { QUANTUM_FRAMES, sine } from './instruments/wave.ts';

export interface Chorus {
  /** Adds the copies at `level` to a quantum. */
  process(left: Float64Array, right: Float64Array, level: number): void;
}

const SIZE = 2_048;
const MASK = SIZE - 1;
const RATE_HZ = 0.57;
const SWEEP_FRAMES = 110;

export function createChorus(): Chorus {
  const line = new Float64Array(SIZE);
  let write = 0;
  let turn = 0;

  function read(frames: number): number {
    const position = write - frames;
    const whole = Math.floor(position);
    const part = position - whole;
    return (line[whole & MASK] as number) * (1 - part) + (line[(whole + 1) & MASK] as number) * part;
  }

  return {
    process(left, right, level) {
      const next = turn + (RATE_HZ * QUANTUM_FRAMES) / SAMPLE_RATE_HZ;
      let tapLeft = 430 + SWEEP_FRAMES * sine(turn);
      let tapRight = 570 + SWEEP_FRAMES * sine(turn + 0.3);
      const stepLeft = (430 + SWEEP_FRAMES * sine(next) - tapLeft) / QUANTUM_FRAMES;
      const stepRight = (570 + SWEEP_FRAMES * sine(next + 0.3) - tapRight) / QUANTUM_FRAMES;
      turn = next - Math.floor(next);
      for (let i = 0; i < QUANTUM_FRAMES; i += 1) {
        const l = left[i] as number;
        const r = right[i] as number;
        line[write & MASK] = (l + r) * 0.5;
        left[i] = l + level * read(tapLeft);
        right[i] = r + level * read(tapRight);
        tapLeft += stepLeft;
        tapRight += stepRight;
        write = (write + 1) & 0xfffffff;
      }
    },
  };
}
