// The fifteen instruments as they stand on the shelf. A pure table.
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
