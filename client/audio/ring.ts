// The last seconds of decoded sound, addressed by the number of each 20 ms slot. Knows which slots are really filled; knows
// nothing of time or of playing.

/** One slot: 20 ms at 48 kHz, one Opus packet. */
export const SLOT_FRAMES = 960;
/** 12 s: 4.6 MB as stereo floats. */
const SLOTS = 600;

export interface Ring {
  /** Stores a slot's samples, `SLOT_FRAMES` of each channel. `duplicate`: it was there already; `stale`: the ring has moved on. */
  write(slot: number, left: Float32Array, right: Float32Array): 'stored' | 'duplicate' | 'stale';
  has(slot: number): boolean;
  /** Where slot's samples begin in `left` and `right`; only meaningful where `has(slot)`. */
  offset(slot: number): number;
  readonly left: Float32Array;
  readonly right: Float32Array;
  /** How many slots from `slot` on are filled without a hole. */
  filledFrom(slot: number): number;
  /** Forgets `slot` and everything behind it. */
  dropFrom(slot: number): void;
  clear(): void;
}

const EMPTY = Number.NEGATIVE_INFINITY;

/** `slots`: capacity in slots of 20 ms. */
export function createRing(slots: number = SLOTS): Ring {
  const left = new Float32Array(slots * SLOT_FRAMES);
  const right = new Float32Array(slots * SLOT_FRAMES);
  // Each place remembers whose samples it holds; otherwise the sound of 12 s ago would pass for a filled slot.
  const numbers = new Float64Array(slots).fill(EMPTY);
  const place = (slot: number) => ((slot % slots) + slots) % slots;
  const has = (slot: number) => numbers[place(slot)] === slot;

  return {
    left,
    right,
    has,
    offset: (slot) => place(slot) * SLOT_FRAMES,
    write(slot, leftSamples, rightSamples) {
      const held = numbers[place(slot)] ?? EMPTY;
      if (held > slot) return 'stale';
      left.set(leftSamples, place(slot) * SLOT_FRAMES);
      right.set(rightSamples, place(slot) * SLOT_FRAMES);
      numbers[place(slot)] = slot;
      return held === slot ? 'duplicate' : 'stored';
    },
    filledFrom(slot) {
      let count = 0;
      while (count < slots && has(slot + count)) count += 1;
      return count;
    },
    dropFrom(slot) {
      for (let index = 0; index < slots; index += 1) if ((numbers[index] ?? EMPTY) >= slot) numbers[index] = EMPTY;
    },
    clear() {
      numbers.fill(EMPTY);
    },
  };
}
