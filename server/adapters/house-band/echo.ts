// An echo in time with the beat that jumps between the loudspeakers and darkens as it goes.

export interface Echo {
  /** Frames between repeats and share that comes back, 0 to 0.8. A new time is reached by gliding, as a tape would. */
  set(frames: number, feedback: number): void;
  /** Reads `input`, adds to `left` and `right`. */
  process(input: Float64Array, left: Float64Array, right: Float64Array, frames: number): void;
}

const SIZE = 1 << 16;
const MASK = SIZE - 1;
/** Share of the way to a new time per frame: about a fifth of a second. */
const GLIDE = 0.0003;

export function createEcho(): Echo {
  const near = new Float64Array(SIZE);
  const far = new Float64Array(SIZE);
  let write = 0;
  let time = 12_000;
  let wanted = 12_000;
  let feedback = 0.3;
  let low = 0;
  let high = 0;
  let isSet = false;

  return {
    set(frames, share) {
      let length = frames;
      while (length > SIZE - 4) length /= 2;
      wanted = length;
      feedback = share;
      if (!isSet) time = wanted;
      isSet = true;
    },

    process(input, left, right, frames) {
      for (let n = 0; n < frames; n += 1) {
        time += (wanted - time) * GLIDE;
        const position = write - time;
        const whole = Math.floor(position);
        const part = position - whole;
        const first = (near[whole & MASK] as number) * (1 - part) + (near[(whole + 1) & MASK] as number) * part;
        const second = (far[whole & MASK] as number) * (1 - part) + (far[(whole + 1) & MASK] as number) * part;
        low += (second - low) * 0.34;
        high += (low - high) * 0.03;
        const at = write & MASK;
        near[at] = (input[n] as number) + (low - high) * feedback + 1e-20;
        far[at] = first * 0.85;
        left[n] = (left[n] as number) + first * 0.9 + second * 0.25;
        right[n] = (right[n] as number) + second * 0.9 + first * 0.25;
        write += 1;
      }
      // Kept small without a jump: a multiple of the line's size is taken off.
      if (write >= SIZE * 64) write -= SIZE * 32;
    },
  };
}
