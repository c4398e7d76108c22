// How loud the crowd is, and what that does to the music: it can lift it, never push it down. Pure arithmetic; who reports, and when, is
// told as arguments.
import { CoroError } from '../errors.ts';
import { CROWD_LIMITS } from './crowd.ts';
import type { Steering } from './steering.ts';

/** What one phone measured. */
export interface EnergyReport {
  /** Loudness, 0 (silent) to 1. */
  readonly level: number;
  /** Claps, 0 (none) to 1 (two a second or more). */
  readonly clapRate: number;
  /** When it came, milliseconds. */
  readonly atMs: number;
}

/** What is added to the steering that is asked for; both 0 or more. */
export interface Lift {
  readonly density: number;
  readonly brightness: number;
}

const { countsForMs, high } = CROWD_LIMITS.energy;

const hundredths = (value: number): number => Math.round(value * 100) / 100;

/** BAD_INPUT naming the field when it is not from 0 to 1. */
export function requireMeasured(measured: Pick<EnergyReport, 'level' | 'clapRate'>): void {
  for (const field of ['level', 'clapRate'] as const) {
    if (measured[field] >= 0 && measured[field] <= 1) continue;
    throw new CoroError('BAD_INPUT', `${field} is a number from 0 to 1.`, { field, min: 0, max: 1 });
  }
}

/** 0 to 1. The root makes a quiet crowd count for something. */
export function intensityOf({ level, clapRate }: Pick<EnergyReport, 'level' | 'clapRate'>): number {
  return 0.5 * Math.sqrt(level) + 0.5 * clapRate;
}

/** Whether a report still says something at `nowMs`. */
export function isCounted({ atMs }: Pick<EnergyReport, 'atMs'>, nowMs: number): boolean {
  return nowMs - atMs < countsForMs;
}

/** The room's energy, 0 to 1 in hundredths: the mean over the phones that report. Phones that say nothing take nothing away. */
export function crowdEnergyAt(newestReports: Iterable<EnergyReport>, nowMs: number): number {
  const counted = [...newestReports].filter((report) => isCounted(report, nowMs)).map(intensityOf);
  return counted.length === 0 ? 0 : hundredths(counted.reduce((sum, intensity) => sum + intensity, 0) / counted.length);
}

/** What a crowd of this energy (0 to 1) adds, in hundredths; `null` when it is not loud enough. */
export function liftOf(energy: number): Lift | null {
  if (energy <= high) return null;
  return { density: hundredths(0.1 + 0.1 * energy), brightness: hundredths(0.06 + 0.06 * energy) };
}

/** The steering under a lift; everything else in it stays, its revision too. */
export function lifted(steering: Steering, lift: Lift | null): Steering {
  if (lift === null) return steering;
  const { density, brightness } = steering;
  return { ...steering, density: Math.min(1, density + lift.density), brightness: Math.min(1, brightness + lift.brightness) };
}
