// Small answers of the device to a finger: a tick, a tap, a success. Silent where the device cannot or a person switched it off.

import { mayTremble } from '../ui/haptics.ts';

const PATTERNS = {
  tick: 8,
  tap: 12,
  set: [20, 30, 20],
  heard: [15, 60, 15],
  declined: 10,
  vote: 30,
  countdown: 40,
  drop: [200, 60, 400],
} as const;

/** A dragged control ticks at most twelve times a second. */
const TICK_GAP_MS = 84;
let lastTickMs = 0;

export function feel(kind: keyof typeof PATTERNS): void {
  // Before the first touch browsers refuse, and say so in the console.
  if (!('vibrate' in navigator) || !navigator.userActivation?.hasBeenActive || !mayTremble()) return;
  if (kind === 'tick') {
    const nowMs = performance.now();
    if (nowMs - lastTickMs < TICK_GAP_MS) return;
    lastTickMs = nowMs;
  }
  const pattern = PATTERNS[kind];
  navigator.vibrate(typeof pattern === 'number' ? pattern : [...pattern]);
}
