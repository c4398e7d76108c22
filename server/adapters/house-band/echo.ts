// An echo in time with the beat that jumps between the loudspeakers and darkens as it goes.

export interface Echo {
  /** Frames between repeats and share that comes back, 0 to 0.8. The repeats of an old time fade into those of the new one. */
  set(frames: number, feedback: number): void;
  /** Reads `input`, adds to `left` and `right`. */
  process(input: Float64Array, left: Float64Array, right: Float64Array, frames: number): void;
}

const SIZE = 1 << 16;
const MASK = SIZE - 1;
/** 60 ms: gliding there instead would bend the pitch of what rings on. */
const FADE_STEP = 1 / 2_880;

export function createEcho(): Echo {
  const near = new Float64Array(SIZE);
  const far = new Float64Array(SIZE);
  let write = 0;
  let time = 12_000;
  let timeBefore = 12_000;
  let wanted = 12_000;
  /** 0 to 1: how far the new time has taken over. */
  let arrival = 1;
  let feedback = 0.3;
  let low = 0;
  let high = 0;
  let isSet = false;

  return {
    set(frames, share) {
      let length = Math.round(frames);
      while (length > SIZE - 4) length >>= 1;
      wanted = length;
      feedback = share;
      if (!isSet) time = wanted;
      isSet = true;
    },

    process(input, left, right, frames) {
      if (arrival >= 1 && wanted !== time) {
        timeBefore = time;
        time = wanted;
        arrival = 0;
      }
      for (let n = 0; n < frames; n += 1) {
        let first = near[(write - time) & MASK] as number;
        let second = far[(write - time) & MASK] as number;
        if (arrival < 1) {
          first = first * arrival + (near[(write - timeBefore) & MASK] as number) * (1 - arrival);
          second = second * arrival + (far[(write - timeBefore) & MASK] as number) * (1 - arrival);
          arrival += FADE_STEP;
        }
        low += (second - low) * 0.34;
        high += (low - high) * 0.03;
        const at = write & MASK;
        near[at] = (input[n] as number) + (low - high) * feedback + 1e-20;
        far[at] = first * 0.85;
        left[n] = (left[n] as number) + first * 0.9 + second * 0.25;
        right[n] = (right[n] as number) + second * 0.9 + first * 0.25;
        write = (write + 1) & MASK;
      }
    },
  };
}
