// Reads an analyser into the few numbers the flower moves by: one level a role's band and a ring of levels for the stamens.
// Reuses its arrays: nothing is allocated in the loop.
import { ROLE_NAMES, type RoleName } from './role-colour.ts';

/** What is needed of an AnalyserNode; Home hands in a written-down stretch of music instead. */
export interface SpectrumSource {
  readonly frequencyBinCount: number;
  readonly context: { readonly sampleRate: number };
  getByteFrequencyData(target: Uint8Array<ArrayBuffer>): void;
}

export const STAMENS = 44;

const BANDS_HZ: Readonly<Record<RoleName, readonly [low: number, high: number]>> = {
  DRUMMER: [40, 160],
  VIBE_SETTER: [250, 1_000],
  GENRE_DJ: [160, 4_000],
  INSTRUMENTALIST: [2_000, 8_000],
  ENERGY: [40, 12_000],
};
const STAMENS_HZ = [60, 11_000] as const;

export interface Spectrum {
  setSource(source: SpectrumSource | null): void;
  /** Takes a new reading and moves the levels towards it; fast up, slow down. Without a source everything falls to rest. */
  read(deltaMs: number): void;
  /** 0 to 1. */
  band(role: RoleName): number;
  /** 0 to 1. */
  stamen(index: number): number;
}

export function createSpectrum(): Spectrum {
  let source: SpectrumSource | null = null;
  let bins = new Uint8Array(0);
  const bands = new Float32Array(ROLE_NAMES.length);
  const stamens = new Float32Array(STAMENS);

  const mean = (lowHz: number, highHz: number): number => {
    if (source === null) return 0;
    const binHz = source.context.sampleRate / 2 / bins.length;
    const from = Math.max(1, Math.floor(lowHz / binHz));
    const to = Math.min(bins.length - 1, Math.max(from, Math.ceil(highHz / binHz)));
    let sum = 0;
    for (let i = from; i <= to; i++) sum += bins[i] ?? 0;
    return sum / (to - from + 1) / 255;
  };
  const follow = (old: number, target: number, deltaMs: number): number => {
    const timeMs = target > old ? 30 : 180;
    return old + (target - old) * (1 - Math.exp(-deltaMs / timeMs));
  };

  return {
    setSource(next) {
      source = next;
      bins = new Uint8Array(next?.frequencyBinCount ?? 0);
    },
    read(deltaMs) {
      source?.getByteFrequencyData(bins);
      for (let i = 0; i < ROLE_NAMES.length; i++) {
        const [low, high] = BANDS_HZ[ROLE_NAMES[i] ?? 'ENERGY'];
        bands[i] = follow(bands[i] ?? 0, mean(low, high), deltaMs);
      }
      const [lowest, highest] = STAMENS_HZ;
      const step = (highest / lowest) ** (1 / STAMENS);
      for (let i = 0; i < STAMENS; i++) {
        const low = lowest * step ** i;
        // Treble carries less energy than bass; without this tilt half of the ring would never move.
        const tilt = 0.75 + 0.75 * (i / STAMENS);
        // Neighbours in pitch stand apart on the ring, so that a bass note does not push only one side of the core.
        const place = (i * 19) % STAMENS;
        stamens[place] = follow(stamens[place] ?? 0, Math.min(1, mean(low, low * step) * tilt), deltaMs);
      }
    },
    band: (role) => bands[ROLE_NAMES.indexOf(role)] ?? 0,
    stamen: (index) => stamens[index] ?? 0,
  };
}
