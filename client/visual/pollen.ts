// Dust that drifts up around the flower in its people's colours. Keeps out of the columns and away from names. Where a grain is
// follows from the clock alone, so that two screens show the same sky.
import { quirk } from './petal.ts';

const GRAINS = 46;
/** From below the flower to above it, in its radii. */
const LOWEST = 1.4;
const CLIMB = 2.9;
const CLEAR_OF_FLOWER = 0.62;

export interface PollenFacts {
  readonly radius: number;
  readonly clockMs: number;
  readonly colours: readonly string[];
  readonly every: 1 | 2;
  readonly isFree: (x: number, y: number) => boolean;
}

export interface Pollen {
  draw(context: CanvasRenderingContext2D, facts: PollenFacts): void;
}

interface Grain {
  readonly size: number;
  /** Radii of the flower a second. */
  readonly rise: number;
  /** How far it was on its way at the clock's zero, radii. */
  readonly ahead: number;
}

/** Positions are in radii of the flower, so that dust keeps its place when the stage is resized. */
export function createPollen(): Pollen {
  const grains: readonly Grain[] = Array.from({ length: GRAINS }, (_, i) => ({
    size: 0.7 + 1.5 * Math.abs(quirk(i + 50)) ** 2,
    rise: (4 + 6 * Math.abs(quirk(i + 100))) / 256,
    ahead: CLIMB * (0.5 + 0.5 * quirk(i + 150)),
  }));
  return {
    draw(context, { radius, clockMs, colours, every, isFree }) {
      if (colours.length === 0) return;
      for (let i = 0; i < grains.length; i += every) {
        const grain = grains[i];
        if (grain === undefined) continue;
        const climbed = grain.ahead + (grain.rise * clockMs) / 1_000;
        const round = Math.floor(climbed / CLIMB);
        // Another way up each time; the remainder keeps the seed small enough for its sine.
        const seed = i + GRAINS * (round % 997);
        const gx = 1.1 * quirk(seed);
        const gy = LOWEST - (climbed - round * CLIMB);
        const away = Math.hypot(gx, gy);
        if (away < CLEAR_OF_FLOWER) continue;
        const x = gx * radius;
        const y = gy * radius;
        if (!isFree(x, y)) continue;
        context.globalAlpha = 0.62 * Math.min(1, (away - CLEAR_OF_FLOWER) * 4) * Math.min(1, (1.5 - Math.abs(gy)) * 4);
        context.fillStyle = colours[seed % colours.length] ?? '#f8efde';
        context.beginPath();
        context.arc(x, y, (grain.size * radius) / 240, 0, 2 * Math.PI);
        context.fill();
      }
      context.globalAlpha = 1;
    },
  };
}
