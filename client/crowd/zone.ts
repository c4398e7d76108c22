// How loud a crowd is, in three words. Pure; the borders are the music's own, see `crowdEnergy` in the schema.

export type Zone = 'quiet' | 'warm' | 'roaring';

/** `energy`: 0 to 1. Above 0.55 the crowd lifts the music. */
export function zoneOf(energy: number): Zone {
  if (energy > 0.55) return 'roaring';
  return energy < 0.25 ? 'quiet' : 'warm';
}
