// Two written-down bars of music for the flower on Home: it dances before anybody has tapped, and makes no sound.
import type { Beat } from './motion.ts';
import type { SpectrumSource } from './spectrum.ts';

const BPM = 92;
const STEP_MS = 60_000 / BPM / 4;
/** One digit (0 silent to 9 loud) a sixteenth, from the lowest band to the highest. */
const LANES = [
  { toHz: 160, steps: '90020000600300009002000060030040' },
  { toHz: 900, steps: '54433344555444335444333466554433' },
  { toHz: 4_000, steps: '30403050304030603040305034403060' },
  { toHz: 24_000, steps: '40206020402060204020602040206042' },
] as const;
const DECAY_STEPS = 3;

export interface IdleEnvelope {
  readonly spectrum: SpectrumSource;
  readonly beat: () => Beat;
}

/** `nowMs`: any clock that runs evenly, e.g. `performance.now`. */
export function createIdleEnvelope(nowMs: () => number): IdleEnvelope {
  const levelAt = (steps: string, position: number): number => {
    let loudest = 0;
    for (let back = 0; back < DECAY_STEPS; back++) {
      const step = Math.floor(position) - back;
      const level = Number(steps[((step % steps.length) + steps.length) % steps.length]) / 9;
      loudest = Math.max(loudest, level * Math.exp(-(position - step) / 1.4));
    }
    return loudest;
  };
  return {
    spectrum: {
      frequencyBinCount: 256,
      context: { sampleRate: 48_000 },
      getByteFrequencyData(target) {
        const position = nowMs() / STEP_MS;
        let lane = 0;
        let level = 0;
        for (let bin = 0; bin < target.length; bin++) {
          const hz = (bin * 24_000) / target.length;
          if (bin === 0 || hz > (LANES[lane]?.toHz ?? 0)) {
            if (bin > 0) lane = Math.min(LANES.length - 1, lane + 1);
            level = levelAt(LANES[lane]?.steps ?? '0', position);
          }
          const grain = 0.75 + 0.25 * Math.sin(bin * 2.7 + position * 0.3);
          target[bin] = Math.round(215 * level * grain);
        }
      },
    },
    beat: () => {
      const beats = nowMs() / (STEP_MS * 4);
      return { phase: beats % 1, beatInBar: Math.floor(beats) % 4, bar: Math.floor(beats / 4) };
    },
  };
}
