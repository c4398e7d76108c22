// Where the flower stands on its canvas, and how it glides when it is told to stand elsewhere.
import type { NameBounds } from './names.ts';

/** Everything in CSS pixels. */
export interface BloomLayout {
  readonly width: number;
  readonly height: number;
  readonly centreX: number;
  readonly centreY: number;
  readonly radius: number;
  readonly pixelRatio: number;
  /** Where names may stand; `null` shows none. */
  readonly names: NameBounds | null;
}

const GLIDES_PER_S = 7;

/** The flower's middle and size as they are just now. */
export interface Stand {
  x: number;
  y: number;
  radius: number;
}

export function standAt({ centreX, centreY, radius }: BloomLayout): Stand {
  return { x: centreX, y: centreY, radius };
}

/** Moves on by `deltaS` seconds towards where `layout` wants it; `isStill`: at once. */
export function glide(stand: Stand, layout: BloomLayout, deltaS: number, isStill: boolean): void {
  const part = isStill ? 1 : 1 - Math.exp(-deltaS * GLIDES_PER_S);
  stand.x += (layout.centreX - stand.x) * part;
  stand.y += (layout.centreY - stand.y) * part;
  stand.radius += (layout.radius - stand.radius) * part;
}
