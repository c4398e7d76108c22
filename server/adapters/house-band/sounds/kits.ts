// The drum kits: which layers each letter of a pattern sets off, and where it stands between the loudspeakers.
import type { DrumLayer, MetalLayer, NoiseLayer, ToneLayer } from '../instruments/drums.ts';

export interface Drum {
  readonly layers: readonly DrumLayer[];
  readonly pan: number;
}
export type Kit = Readonly<Record<string, Drum>>;
export type KitName = 'machine' | 'trap' | 'soft' | 'acoustic' | 'dance' | 'eighties' | 'orchestra';

const tone = (
  db: number,
  fromHz: number,
  toHz: number,
  sweepMs: number,
  decayMs: number,
  click = 0,
  drive = 0,
  spread = 0.005,
): ToneLayer => ({
  kind: 'tone',
  db,
  fromHz,
  toHz,
  sweepMs,
  decayMs,
  click,
  drive,
  spread,
});
const noise = (db: number, lowHz: number, highHz: number, decayMs: number, attackMs = 0.3, bursts = 0): NoiseLayer => ({
  kind: 'noise',
  db,
  lowHz,
  highHz,
  attackMs,
  decayMs,
  bursts,
});
const metal = (db: number, scale: number, lowHz: number, decayMs: number, noiseShare = 0.4): MetalLayer => ({
  kind: 'metal',
  db,
  scale,
  lowHz,
  decayMs,
  noise: noiseShare,
});
const at = (pan: number, ...layers: readonly DrumLayer[]): Drum => ({ pan, layers });

/** What every kit has unless it brings its own. */
const COMMON: Kit = {
  C: at(0.08, noise(1, 700, 3_400, 110, 0.2, 3)),
  R: at(-0.12, tone(-13, 1_750, 1_650, 2, 22), tone(-12, 520, 470, 3, 30), noise(-12, 1_500, 7_000, 18)),
  F: at(0.2, metal(4, 1.5, 6_500, 60)),
  // A stick meets the ride at another place each time: the ping has no pitch that stays.
  D: at(0.28, metal(-5, 1.9, 5_200, 650, 0.5), tone(-24, 3_150, 3_100, 2, 40, 0, 0, 0.14), noise(-17, 2_400, 5_200, 30)),
  Y: at(-0.25, metal(-6, 1.6, 3_600, 1_700, 0.55)),
  T: at(0.15, tone(-4, 190, 112, 35, 260, 0.1, 1)),
  B: at(0.25, tone(-14, 845, 840, 2, 110), tone(-14, 562, 560, 2, 140)),
  Q: at(-0.3, noise(3, 5_200, 15_000, 42, 10)),
  G: at(0.32, tone(-8, 260, 205, 14, 150, 0.08), noise(-20, 1_800, 6_000, 18)),
  N: at(0.1, noise(-4, 2_200, 12_000, 700, 260)),
  M: at(0, tone(-6, 115, 82, 40, 600, 0.08), tone(-11, 172, 123, 30, 450)),
  V: at(-0.1, noise(-4, 1_200, 7_500, 200, 26)),
};

export const KITS: Readonly<Record<KitName, Kit>> = {
  machine: {
    ...COMMON,
    K: at(0, tone(-3, 250, 56, 22, 200, 0.28, 1.6)),
    S: at(0, tone(-9, 300, 180, 12, 110), noise(-3, 1_300, 8_500, 150)),
    H: at(0.15, metal(8, 1.5, 7_000, 45)),
    O: at(0.15, metal(7, 1.5, 6_500, 320)),
  },
  trap: {
    ...COMMON,
    K: at(0, tone(-4, 210, 58, 14, 150, 0.32, 1.6)),
    S: at(0, tone(-11, 330, 182, 10, 80), noise(-2, 2_200, 11_000, 120)),
    H: at(0.08, metal(8, 1.9, 8_500, 34, 0.35)),
    O: at(0.12, metal(6, 1.8, 7_500, 260)),
  },
  soft: {
    ...COMMON,
    K: at(0, tone(-3, 150, 62, 12, 160, 0.1, 0.6), noise(-20, 60, 900, 25)),
    S: at(0, tone(-8, 290, 190, 10, 90), noise(-6, 900, 4_600, 130)),
    R: at(-0.1, tone(-8, 900, 850, 2, 26), noise(-12, 1_200, 4_500, 20)),
    H: at(0.18, metal(3, 1.3, 6_000, 50, 0.5)),
    O: at(0.18, metal(2, 1.3, 5_500, 260, 0.5)),
  },
  acoustic: {
    ...COMMON,
    K: at(0, tone(-3, 175, 68, 9, 125, 0.2, 1)),
    S: at(0, tone(-7, 320, 200, 10, 90), noise(-4, 1_500, 8_000, 125)),
    H: at(0.25, metal(6, 1.4, 7_000, 48, 0.5)),
    O: at(0.25, metal(5, 1.4, 6_000, 300, 0.5)),
  },
  dance: {
    ...COMMON,
    K: at(0, tone(-4, 300, 54, 20, 190, 0.3, 2)),
    S: at(0, tone(-8, 330, 195, 12, 110, 0.2), noise(-2, 2_400, 10_000, 120)),
    H: at(0.12, metal(7, 1.7, 7_500, 40)),
    O: at(-0.12, metal(9, 1.6, 6_800, 260)),
  },
  eighties: {
    ...COMMON,
    K: at(0, tone(-3, 220, 58, 18, 190, 0.26, 1.7)),
    // The tail of a gated room is part of the blow.
    S: at(0, tone(-6, 330, 185, 14, 150, 0.1, 1), noise(0, 900, 7_500, 260)),
    T: at(0.2, tone(-2, 260, 120, 60, 330, 0.1, 1.2)),
    H: at(0.15, metal(7, 1.5, 7_500, 42)),
    O: at(0.15, metal(6, 1.5, 7_000, 300)),
  },
  orchestra: {
    ...COMMON,
    K: at(0, tone(-7, 95, 55, 50, 500, 0.04)),
    S: at(0.1, tone(-12, 280, 210, 8, 90), noise(-8, 1_200, 6_500, 140)),
    T: at(0.2, tone(-2, 110, 62, 40, 500, 0.04)),
    H: at(0.3, metal(-4, 1.6, 7_500, 60)),
    O: at(0.3, metal(-4, 1.6, 7_000, 300)),
  },
};
