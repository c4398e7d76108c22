// The fifteen instruments as they stand on the shelf, and the rule of two seats. Pure tables.
export const INSTRUMENTS = [
  'Piano',
  'Rhodes Piano',
  'Synth Pads',
  'Harp',
  'Electric Guitar',
  'Violin',
  'Cello',
  'Flute',
  'Trumpet',
  'Drums',
  '808',
  'Synth Bass',
  'Kalimba',
  'Marimba',
  'Trombone',
] as const;
export type Instrument = (typeof INSTRUMENTS)[number];

export const MOST_INSTRUMENTS = 2;

/** Brings in or sends off; a third pushes out the oldest. */
export function broughtIn(chosen: readonly string[], value: string): readonly string[] {
  if (chosen.includes(value)) return chosen.filter((other) => other !== value);
  return [...chosen, value].slice(-MOST_INSTRUMENTS);
}
