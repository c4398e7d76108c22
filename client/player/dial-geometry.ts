// Where a tempo lies on the dial and which tempo lies under a finger. Angles in degrees, 0 at the top, clockwise. Pure.

export const DIAL = { min: 60, max: 160, sweepDeg: 270 } as const;
const HALF_SWEEP_DEG = DIAL.sweepDeg / 2;
const clamp = (value: number, min: number, max: number) => Math.min(max, Math.max(min, value));

/** -135 for the slowest to 135 for the fastest; tempos beyond the dial stand at its ends. */
export const angleOf = (bpm: number): number =>
  -HALF_SWEEP_DEG + ((clamp(bpm, DIAL.min, DIAL.max) - DIAL.min) / (DIAL.max - DIAL.min)) * DIAL.sweepDeg;

/** The tempo under a finger `dx` to the right of and `dy` below the dial's centre. */
export function tempoUnder(dx: number, dy: number): number {
  const angle = clamp((Math.atan2(dx, -dy) * 180) / Math.PI, -HALF_SWEEP_DEG, HALF_SWEEP_DEG);
  return Math.round(DIAL.min + ((angle + HALF_SWEEP_DEG) / DIAL.sweepDeg) * (DIAL.max - DIAL.min));
}

/** A finger that slides through the gap at the bottom stays at the end where it was, instead of leaping from slowest to fastest. */
export function dragTo(previousBpm: number, underFinger: number): number {
  const leap = (DIAL.max - DIAL.min) / 2;
  if (Math.abs(underFinger - previousBpm) <= leap) return underFinger;
  return underFinger > previousBpm ? DIAL.min : DIAL.max;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export function pointAt(angleDeg: number, radius: number, center: number): Point {
  const radians = (angleDeg * Math.PI) / 180;
  return { x: center + radius * Math.sin(radians), y: center - radius * Math.cos(radians) };
}

/** An SVG arc, clockwise. */
export function arcPath(fromDeg: number, toDeg: number, radius: number, center: number): string {
  const start = pointAt(fromDeg, radius, center);
  const end = pointAt(toDeg, radius, center);
  const isLarge = toDeg - fromDeg > 180 ? 1 : 0;
  return `M${start.x.toFixed(2)} ${start.y.toFixed(2)}A${radius} ${radius} 0 ${isLarge} 1 ${end.x.toFixed(2)} ${end.y.toFixed(2)}`;
}
