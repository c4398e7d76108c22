// When a phone tells what it hears: at most four times a second, only news, and again now and then what goes on, for the server
// forgets a report after two seconds. Pure.
import type { Heard } from './ear-detector.ts';

export const SHORTEST_GAP_MS = 260;
const REPEAT_MS = 1_500;

export interface EnergyPace {
  /** What to report now, or `null`. */
  next(heard: Heard, nowMs: number): Heard | null;
}

/** Twentieths: finer steps would be news all the time. */
const rounded = (value: number): number => Math.round(value * 20) / 20;

export function createEnergyPace(): EnergyPace {
  let told: Heard = { level: 0, clapRate: 0 };
  let toldAtMs = Number.NEGATIVE_INFINITY;
  return {
    next(heard, nowMs) {
      const now = { level: rounded(heard.level), clapRate: rounded(heard.clapRate) };
      if (nowMs - toldAtMs < SHORTEST_GAP_MS) return null;
      const isNews = now.level !== told.level || now.clapRate !== told.clapRate;
      const isFading = (now.level > 0 || now.clapRate > 0) && nowMs - toldAtMs >= REPEAT_MS;
      if (!isNews && !isFading) return null;
      told = now;
      toldAtMs = nowMs;
      return now;
    },
  };
}
