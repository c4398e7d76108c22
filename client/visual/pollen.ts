// Dust that drifts up around the flower in its people's colours. Keeps out of the columns and away from names.
import { quirk } from './petal.ts';

const GRAINS = 46;

export interface Pollen {
  draw(
    context: CanvasRenderingContext2D,
    facts: {
      readonly radius: number;
      readonly deltaMs: number;
      readonly colours: readonly string[];
      readonly every: 1 | 2;
      readonly isFree: (x: number, y: number) => boolean;
    },
  ): void;
}

/** Positions are in radii of the flower, so that dust keeps its place when the stage is resized. */
export function createPollen(): Pollen {
  const grains = Array.from({ length: GRAINS }, (_, i) => {
    const angle = i * 2.39996;
    const far = 0.75 + 0.75 * Math.abs(quirk(i));
    return {
      x: Math.cos(angle) * Math.min(far, 1.1),
      y: Math.sin(angle) * far,
      size: 0.7 + 1.5 * Math.abs(quirk(i + 50)) ** 2,
      rise: 4 + 6 * Math.abs(quirk(i + 100)),
      seed: i,
    };
  });
  return {
    draw(context, { radius, deltaMs, colours, every, isFree }) {
      if (colours.length === 0) return;
      for (let i = 0; i < grains.length; i += every) {
        const grain = grains[i];
        if (grain === undefined) continue;
        grain.y -= ((grain.rise / 256) * deltaMs) / 1000;
        if (grain.y < -1.5) {
          grain.y = 1.4;
          grain.seed += GRAINS;
          grain.x = 1.1 * quirk(grain.seed);
        }
        const away = Math.hypot(grain.x, grain.y);
        if (away < 0.62) continue;
        const x = grain.x * radius;
        const y = grain.y * radius;
        if (!isFree(x, y)) continue;
        context.globalAlpha = 0.62 * Math.min(1, (away - 0.62) * 4) * Math.min(1, (1.5 - Math.abs(grain.y)) * 4);
        context.fillStyle = colours[grain.seed % colours.length] ?? '#f8efde';
        context.beginPath();
        context.arc(x, y, (grain.size * radius) / 240, 0, 2 * Math.PI);
        context.fill();
      }
      context.globalAlpha = 1;
    },
  };
}
