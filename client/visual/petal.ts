// The geometry of the flower: how long a petal is, where the petals of a person stand, and the outline of one. Pure numbers, no canvas.

/** Length of the inner disc as a part of the flower's radius. */
export const CORE = 0.17;

/** Petals a person has: a lone person still makes a whole flower. */
export function petalsEach(people: number): number {
  if (people <= 1) return 13;
  if (people === 2) return 7;
  return people === 3 ? 5 : 3;
}

/** Reach of somebody's longest petal, as a part of the flower's radius: half of it for no share, 1 for the largest; all alike while nobody has any. */
export function reach(share: number, largestShare: number): number {
  const part = largestShare > 0 ? Math.max(0, share) / largestShare : 1;
  return CORE + (1 - CORE) * (0.4 + 0.6 * part ** 0.8);
}

/** One petal in the frame of its person's fan: x runs outwards along the fan's middle. */
export interface Petal {
  /** Radians away from the fan's middle. */
  readonly angle: number;
  readonly length: number;
  readonly halfWidth: number;
  /** 0 for the middle petal, towards 1 for the outermost. */
  readonly aside: number;
  /** Sideways bend of the spine as a part of the length. */
  readonly bend: number;
  /** Where the ripple of the edge begins. */
  readonly phase: number;
}

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** A fixed number from -1 to 1 for any whole number: a petal keeps its quirks whenever it is painted again. */
export function quirk(seed: number): number {
  const wave = Math.sin(seed * 127.1 + 311.7) * 43758.5453;
  return (wave - Math.floor(wave)) * 2 - 1;
}

/** The petals of the person at `seat` of `people`, outermost first, so that the middle one is painted last. */
export function fan(seat: number, people: number, length: number): readonly Petal[] {
  const each = petalsEach(people);
  const slice = 360 / Math.max(1, people);
  const widest = Math.min(0.262 * length, 3 * length * Math.sin(radians(180 / (Math.max(1, people) * each))));
  const petals: Petal[] = [];
  for (let k = 0; k < each; k++) {
    const f = (k - (each - 1) / 2) / each;
    const aside = 2 * Math.abs(f);
    const seed = seat * 17 + k;
    petals.push({
      angle: radians(slice * f + (aside === 0 ? 0 : 2 * quirk(seed))),
      length: length * (1 - 0.2 * aside),
      halfWidth: widest * (1 - 0.26 * aside),
      aside,
      bend: 0.04 * quirk(seed + 5),
      phase: 3 * quirk(seed + 9),
    });
  }
  return petals.sort((a, b) => b.aside - a.aside);
}

/** Radians by which the set behind is turned against the set in front. */
export function backTurn(people: number): number {
  return radians(360 / Math.max(1, people) / (2 * petalsEach(people)));
}

/** Half the petal's width at `u` of its spine (0 root, 1 tip). */
export function halfWidthAt(petal: Petal, u: number): number {
  if (u <= 0 || u >= 1) return 0;
  return petal.halfWidth * Math.sin(Math.PI * u ** 1.14) ** 0.8 * (1 - 0.24 * u ** 3) * (1 + 0.018 * Math.sin(19 * u + petal.phase));
}

/** The point at `u` along the spine and `across` of the half width (-1 left edge, 1 right edge); `slim` and `short` scale the whole petal. */
export function pointOn(petal: Petal, u: number, across: number, short = 1, slim = 1): readonly [x: number, y: number] {
  const root = 0.35 * CORE * petal.length;
  const run = petal.length * short - root;
  const bow = petal.bend * petal.length * short;
  const slope = Math.atan2(2 * bow * u, run);
  const side = halfWidthAt(petal, u) * slim * across;
  return [root + run * u - Math.sin(slope) * side, bow * u * u + Math.cos(slope) * side];
}
