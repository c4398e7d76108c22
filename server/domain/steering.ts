// What a room asks of its music: tempo, density, brightness, scale and mutes. Pure; knows nothing of people or engines.
import type { Role } from './roles.ts';

/** The 12 scales of Lyria RealTime, each a major key with its relative minor. */
export const SCALES = [
  'C_MAJOR_A_MINOR',
  'D_FLAT_MAJOR_B_FLAT_MINOR',
  'D_MAJOR_B_MINOR',
  'E_FLAT_MAJOR_C_MINOR',
  'E_MAJOR_D_FLAT_MINOR',
  'F_MAJOR_D_MINOR',
  'G_FLAT_MAJOR_E_FLAT_MINOR',
  'G_MAJOR_E_MINOR',
  'A_FLAT_MAJOR_F_MINOR',
  'A_MAJOR_G_FLAT_MINOR',
  'B_FLAT_MAJOR_G_MINOR',
  'B_MAJOR_A_FLAT_MINOR',
] as const;
export type Scale = (typeof SCALES)[number];

/** Inclusive ranges of every number that people may set. */
export const RANGES = { bpm: [60, 200], density: [0, 1], brightness: [0, 1] } as const;

/** How far the arbiter itself may move a value in one tick; a person's own fader is not slewed. */
export const SLEW = { bpm: 10, density: 0.15, brightness: 0.15 } as const;

export interface Steering {
  /** Beats per minute, integer, 60 to 200. */
  readonly bpm: number;
  /** 0 (sparse) to 1 (full). */
  readonly density: number;
  /** 0 (dark) to 1 (bright). */
  readonly brightness: number;
  /** `null`: the engine chooses. */
  readonly scale: Scale | null;
  readonly muteBass: boolean;
  readonly muteDrums: boolean;
  /** Grows by one whenever anything that the engine is asked for changes; the audio carries it back as "heard". */
  readonly revision: number;
}

/** The three numbers that the arbiter moves; ranges as in `RANGES`. */
export interface Levels {
  /** Beats per minute, 60 to 200. */
  readonly bpm: number;
  /** 0 to 1. */
  readonly density: number;
  /** 0 to 1. */
  readonly brightness: number;
}

/** What faders need to know of a person; every `Voice` is one. */
export interface FaderVoice {
  readonly role: Role | null;
  /** Share of influence, 0 to 1. */
  readonly share: number;
  readonly input: { readonly bpm: number | null; readonly density: number | null; readonly brightness: number | null };
}

/**
 * People's own faders, reached in one step: bpm of the drummer, density and brightness of the energy players (the mean by share
 * over those who have set the dimension; zero is a value). What nobody holds stays as in `current`.
 */
export function followFaders(voices: readonly FaderVoice[], current: Levels): Levels {
  const held = (role: Role, dimension: keyof Levels): number | null => {
    const hands = voices.flatMap(({ role: own, share, input }) => {
      const value = input[dimension];
      return own === role && value !== null ? [{ share, value }] : [];
    });
    const [only] = hands;
    if (!only) return null;
    if (hands.length === 1) return only.value;
    const total = hands.reduce((sum, { share }) => sum + share, 0);
    const mean = hands.reduce((sum, { share, value }) => sum + (total > 0 ? share / total : 1 / hands.length) * value, 0);
    return Math.round(mean * 10_000) / 10_000;
  };
  const bpm = held('DRUMMER', 'bpm');
  return {
    bpm: bpm === null ? current.bpm : Math.round(bpm),
    density: held('ENERGY', 'density') ?? current.density,
    brightness: held('ENERGY', 'brightness') ?? current.brightness,
  };
}

/** `wanted`, but at most one tick's step (`SLEW`) away from `previous`. */
export function slew(previous: Levels, wanted: Levels): Levels {
  const step = (key: keyof Levels): number => Math.min(previous[key] + SLEW[key], Math.max(previous[key] - SLEW[key], wanted[key]));
  return { bpm: Math.round(step('bpm')), density: step('density'), brightness: step('brightness') };
}

/** Every number inside its range; for wishes and blends, never for what a person set (that is refused at the door). */
export function clampToRanges(levels: Levels): Levels {
  const clamp = (key: keyof Levels): number => Math.min(RANGES[key][1], Math.max(RANGES[key][0], levels[key]));
  return { bpm: Math.round(clamp('bpm')), density: clamp('density'), brightness: clamp('brightness') };
}
