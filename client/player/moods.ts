// The twelve moods, where each lies on the pad, and how choices follow from a place. Pure tables and rules.

export interface Mood {
  readonly value: string;
  /** 0 dark to 1 bright. */
  readonly x: number;
  /** 0 calm to 1 wild. */
  readonly y: number;
}

/** The values are the contract's; the places are ours. Words must not touch each other at 296 px. */
export const MOODS: readonly Mood[] = [
  { value: 'Aggressive', x: 0.23, y: 0.91 },
  { value: 'Energetic', x: 0.66, y: 0.92 },
  { value: 'Tense', x: 0.13, y: 0.75 },
  { value: 'Euphoric', x: 0.8, y: 0.79 },
  { value: 'Playful', x: 0.78, y: 0.62 },
  { value: 'Dark', x: 0.13, y: 0.55 },
  { value: 'Romantic', x: 0.47, y: 0.47 },
  { value: 'Mystical', x: 0.27, y: 0.39 },
  { value: 'Dreamy', x: 0.73, y: 0.32 },
  { value: 'Melancholic', x: 0.24, y: 0.2 },
  { value: 'Ethereal', x: 0.52, y: 0.07 },
  { value: 'Chill', x: 0.85, y: 0.08 },
];

export const MOST_MOODS = 3;
/** A finger picks up the words within this distance (in pad sides), at most two at once: a place lies between its neighbours. */
const REACH = 0.26;

/** Adds or removes one; a fourth pushes out the oldest. */
export function toggled(chosen: readonly string[], value: string): readonly string[] {
  if (chosen.includes(value)) return chosen.filter((other) => other !== value);
  return [...chosen, value].slice(-MOST_MOODS);
}

/** The words that a place on the pad stands for, nearest first: always one, and a second when it is nearly as near. */
export function moodsNear(x: number, y: number): readonly string[] {
  const byDistance = MOODS.map((mood) => ({ value: mood.value, distance: Math.hypot(mood.x - x, mood.y - y) })).sort(
    (a, b) => a.distance - b.distance,
  );
  return byDistance.filter(({ distance }, index) => index === 0 || (index === 1 && distance <= REACH)).map(({ value }) => value);
}

/** The middle of the chosen words; `null` when nothing is chosen. */
export function placeOf(chosen: readonly string[]): { readonly x: number; readonly y: number } | null {
  const places = MOODS.filter((mood) => chosen.includes(mood.value));
  if (places.length === 0) return null;
  const mean = (key: 'x' | 'y') => places.reduce((sum, mood) => sum + mood[key], 0) / places.length;
  return { x: mean('x'), y: mean('y') };
}

/** Where a word goes that the finger would hide: 1 downwards, -1 upwards. Right under it, to where the field has more room. */
export function awayFrom(finger: { readonly y: number }, word: { readonly y: number }): 1 | -1 {
  if (finger.y === word.y) return word.y > 0.5 ? 1 : -1;
  return finger.y > word.y ? 1 : -1;
}
