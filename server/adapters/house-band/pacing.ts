// How far ahead of real time a room is rendered. Pure arithmetic on times.
import { CHUNK_FRAMES, SAMPLE_RATE_HZ } from '../../domain/audio.ts';

/** Sound that is always ready before it is due: enough for a slow collection of garbage, little enough to follow a thumb. */
export const AHEAD_MS = 400;
const BLOCK_MS = (CHUNK_FRAMES * 1_000) / SAMPLE_RATE_HZ;

/** The frame up to which blocks should exist; a multiple of the block's size, 400 ms at the very start. */
export function dueFrame(startedAtMs: number, nowMs: number): number {
  return Math.floor((nowMs - startedAtMs + AHEAD_MS) / BLOCK_MS) * CHUNK_FRAMES;
}

/**
 * When a run that begins now shall have begun: less than a block ago, so that nothing is late, and so that the blocks of the first,
 * second, third run ... fall due at different moments. The golden section spreads any number of them.
 */
export function staggeredStartMs(nowMs: number, run: number): number {
  const phaseMs = ((run * 0.618_034) % 1) * BLOCK_MS;
  return nowMs - ((((nowMs - phaseMs) % BLOCK_MS) + BLOCK_MS) % BLOCK_MS);
}

/** How long until the block that begins at `frame` is due; 0 when it is. */
export function waitMs(startedAtMs: number, nowMs: number, frame: number): number {
  return Math.max(0, startedAtMs - AHEAD_MS + (frame * 1_000) / SAMPLE_RATE_HZ + BLOCK_MS - nowMs);
}
