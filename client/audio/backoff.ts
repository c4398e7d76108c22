// How long to wait before the next attempt to connect. The randomness is an argument.

const FIRST_MS = 250;
const LONGEST_MS = 8_000;
const SPREAD = 0.3;

/**
 * Milliseconds before attempt `retries` (0 for the first retry): doubles from 0.25 s to 8 s, +-30 % by `random` (0..1), so
 * that a thousand phones do not come back in the same instant.
 */
export function retryDelayMs(retries: number, random: number): number {
  const plain = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(retries, 16));
  return plain * (1 - SPREAD + 2 * SPREAD * random);
}
