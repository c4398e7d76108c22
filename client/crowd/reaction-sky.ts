// Reactions in flight over the stage: where each is at a moment, and how many there may be. Pure; the canvas that shows them is ReactionSky.
import type { Reaction } from '../graphql/generated/graphql.ts';

export interface Flyer {
  readonly reaction: Reaction;
  /** CSS colour of its sender. */
  readonly colour: string;
  /** Where it took off, CSS pixels. */
  readonly x: number;
  readonly y: number;
  readonly bornMs: number;
  /** -1 to 1: its own way, so that no two fly in each other's shadow. */
  readonly whim: number;
  /** 1; more for several thrown at once that had to share a place. */
  readonly size: number;
}

export interface FlyerPlace {
  readonly x: number;
  readonly y: number;
  readonly alpha: number;
  readonly scale: number;
}

export const FLIGHT_MS = 2_600;
/** More would be a fog, and cost frames: what comes beyond it makes those that come larger. */
export const MOST_FLYERS = 120;
const MOST_OF_A_TALLY = 5;
const GOLDEN = 0.618034;

export interface Launch extends Pick<Flyer, 'reaction' | 'colour' | 'x' | 'y'> {
  readonly count: number;
}

export interface Sky {
  readonly flyers: readonly Flyer[];
  /** How many have taken off so far: gives each its whim. */
  readonly launched: number;
}

export const EMPTY_SKY: Sky = { flyers: [], launched: 0 };

/** The sky a burst later; whoever has landed is gone. */
export function launch(sky: Sky, launches: readonly Launch[], nowMs: number): Sky {
  const aloft = sky.flyers.filter(({ bornMs }) => nowMs - bornMs < FLIGHT_MS);
  let { launched } = sky;
  const born = launches.flatMap(({ count, ...from }) => {
    const isCrowded = aloft.length > MOST_FLYERS / 2;
    const shown = Math.max(1, Math.min(isCrowded ? 1 : MOST_OF_A_TALLY, count));
    return Array.from({ length: shown }, (_, index): Flyer => {
      launched += 1;
      const whim = 2 * ((launched * GOLDEN) % 1) - 1;
      return { ...from, bornMs: nowMs + index * 60, whim, size: Math.min(2, Math.sqrt(count / shown)) };
    });
  });
  return { flyers: [...aloft, ...born].slice(-MOST_FLYERS), launched };
}

/** `null` before it takes off and after it has landed. `span`: how far one rises, CSS pixels. */
export function placeOf({ x, y, bornMs, whim, size }: Flyer, nowMs: number, span: number): FlyerPlace | null {
  const t = (nowMs - bornMs) / FLIGHT_MS;
  if (t < 0 || t >= 1) return null;
  const rise = 1 - (1 - t) ** 2;
  const sway = Math.sin(2 * Math.PI * (t * 1.2 + whim)) * 0.04 + whim * 0.14 * rise;
  const pop = Math.min(1, t * 9);
  return {
    x: x + span * sway,
    y: y - span * rise * (0.85 + 0.15 * Math.abs(whim)),
    alpha: t > 0.7 ? (1 - t) / 0.3 : 1,
    scale: size * (pop + 0.25 * Math.sin(Math.PI * pop)),
  };
}
