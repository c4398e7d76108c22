// Chance that can be repeated: hashes and generators that every room seeds for itself. Never reads the machine's randomness.

/** Mixes integers into one 32-bit number; the same parts give the same number, neighbours give unrelated ones. */
export function hash(...parts: readonly number[]): number {
  let mixed = 0x9e3779b9;
  for (const part of parts) {
    mixed = Math.imul(mixed ^ part, 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    mixed ^= mixed >>> 16;
  }
  return mixed >>> 0;
}

/** A repeatable number in [0, 1) for these integers. */
export function chance(...parts: readonly number[]): number {
  return hash(...parts) / 2 ** 32;
}

/** One entry of a list that is not empty, picked by these integers. */
export function pick<T>(list: readonly T[], ...parts: readonly number[]): T {
  const entry = list[hash(...parts) % list.length];
  if (entry === undefined) throw new RangeError('nothing to pick from');
  return entry;
}

/** Numbers in [0, 1), one after the other. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
