// A metronome on the room's own timeline, by which two devices can be compared by ear: high and low in turn, half a second apart,
// so that even a device that is 300 ms off is not mistaken for one that is early. Pure arithmetic.

const FRAMES_PER_MS = 48;
const CLICK_EVERY_FRAMES = 500 * FRAMES_PER_MS;
const CLICK_FRAMES = 30 * FRAMES_PER_MS;
const DECAY_FRAMES = 5 * FRAMES_PER_MS;
const LEVEL = 0.6;
const HIGH_TURNS = (2 * Math.PI * 2_000) / 48_000;
const LOW_TURNS = (2 * Math.PI * 1_000) / 48_000;

/** The metronome's sample (-1..1) at a frame of the room's timeline (48 kHz, fractional). */
export function clickAt(frame: number): number {
  const click = Math.floor(frame / CLICK_EVERY_FRAMES);
  const within = frame - click * CLICK_EVERY_FRAMES;
  if (within >= CLICK_FRAMES) return 0;
  return LEVEL * Math.exp(-within / DECAY_FRAMES) * Math.sin(within * (click % 2 === 0 ? HIGH_TURNS : LOW_TURNS));
}
