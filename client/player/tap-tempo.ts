// Turns taps into a tempo. Pure: the moment of each tap is an argument, and nothing is drawn or sent.

export interface Taps {
  /** Moments of the taps that belong together, oldest first; milliseconds on any steady clock. */
  readonly timesMs: readonly number[];
}

export const NO_TAPS: Taps = { timesMs: [] };
/** How many taps set a tempo. */
export const TAPS_NEEDED = 4;
/** After such a pause the person starts over: it is slower than any tempo of the dial. */
const PAUSE_MS = 2_000;
/** Later taps refine, but an old hesitation is forgotten. */
const REMEMBERED = 8;

export function tapAt(taps: Taps, nowMs: number): Taps {
  const last = taps.timesMs.at(-1);
  if (last === undefined || nowMs - last > PAUSE_MS) return { timesMs: [nowMs] };
  return { timesMs: [...taps.timesMs, nowMs].slice(-REMEMBERED) };
}

/** How many of the four dots are filled. */
export const dotsOf = (taps: Taps): number => Math.min(TAPS_NEEDED, taps.timesMs.length);

/** The tapped tempo as a whole number within `min` to `max`, reached by doubling or halving (people tap half time to fast music); `null` before the fourth tap. */
export function tempoOf(taps: Taps, min: number, max: number): number | null {
  const first = taps.timesMs[0];
  const last = taps.timesMs.at(-1);
  if (first === undefined || last === undefined || taps.timesMs.length < TAPS_NEEDED || last <= first) return null;
  let bpm = (60_000 * (taps.timesMs.length - 1)) / (last - first);
  while (bpm < min && bpm * 2 <= max) bpm *= 2;
  while (bpm > max && bpm / 2 >= min) bpm /= 2;
  return Math.min(max, Math.max(min, Math.round(bpm)));
}
