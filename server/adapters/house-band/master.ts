// The colour of the whole: mud out, dust, tilt, a ceiling on treble, warmth, and a firm middle below 120 Hz. Says how loud it was.
import { SAMPLE_RATE_HZ } from '../../domain/audio.ts';
import { QUANTUM_FRAMES, softClip } from './instruments/wave.ts';
import { createRandom } from './random.ts';

/** Turned things as they are now; gains are linear. */
export interface MasterSettings {
  /** Crackle and hiss, 0 to 1. */
  readonly vinyl: number;
  /** Gain of the treble, 1 = as it is. */
  readonly tilt: number;
  /** Ceiling on treble, log2 of Hz. */
  readonly octave: number;
  /** Gain into the soft clip. */
  readonly push: number;
  readonly loudness: number;
}

export interface Master {
  /** In place; returns the mean power of both channels, K-weighted, before `loudness`. */
  process(left: Float64Array, right: Float64Array, settings: MasterSettings): number;
}

const onePole = (hertz: number) => 1 - Math.exp((-2 * Math.PI * hertz) / SAMPLE_RATE_HZ);
const SUB = onePole(28);
const TILT = onePole(1_200);
/** Below, both loudspeakers move together: a bass in one ear is unpleasant, and cut from no record. */
const SIDE = onePole(120);
const SHELF = onePole(1_500);
const RUMBLE = onePole(60);
/** The soft clip is where warmth comes from; the level in front of it decides how much. */
const CLIP_LEVEL = 0.6;

export function createMaster(seed: number): Master {
  const random = createRandom(seed);
  const s = {
    subL: 0,
    subR: 0,
    tiltL: 0,
    tiltR: 0,
    lowL: 0,
    bandL: 0,
    lowR: 0,
    bandR: 0,
    hiss: 0,
    crackle: 0,
    side: 0,
    shelfL: 0,
    shelfR: 0,
    rumbleL: 0,
    rumbleR: 0,
  };

  function dust(left: Float64Array, right: Float64Array, vinyl: number): void {
    for (let i = 0; i < QUANTUM_FRAMES; i += 1) {
      if (random() < vinyl * 0.00009) s.crackle = (random() - 0.5) * 0.16 * random();
      s.hiss += (random() - 0.5 - s.hiss) * 0.4;
      const noise = (s.crackle + s.hiss * 0.0022) * vinyl;
      s.crackle *= -0.62;
      left[i] = (left[i] as number) + noise;
      right[i] = (right[i] as number) + noise * 0.8;
    }
  }

  return {
    process(left, right, { vinyl, tilt, octave, push, loudness }) {
      if (vinyl > 0.01) dust(left, right, vinyl);
      const g = Math.tan((Math.PI * Math.min(2 ** octave, 20_000)) / SAMPLE_RATE_HZ);
      const a1 = 1 / (1 + g * (g + Math.SQRT2));
      const a2 = g * a1;
      const a3 = g * a2;
      const drive = push * CLIP_LEVEL;
      let power = 0;
      for (let i = 0; i < QUANTUM_FRAMES; i += 1) {
        let l = left[i] as number;
        let r = right[i] as number;
        s.subL += (l - s.subL) * SUB;
        s.subR += (r - s.subR) * SUB;
        l -= s.subL;
        r -= s.subR;
        s.tiltL += (l - s.tiltL) * TILT;
        s.tiltR += (r - s.tiltR) * TILT;
        l = s.tiltL + (l - s.tiltL) * tilt;
        r = s.tiltR + (r - s.tiltR) * tilt;
        const l3 = l - s.lowL;
        const l1 = a1 * s.bandL + a2 * l3;
        const l2 = s.lowL + a2 * s.bandL + a3 * l3;
        s.bandL = l1 + l1 - s.bandL;
        s.lowL = l2 + l2 - s.lowL;
        const r3 = r - s.lowR;
        const r1 = a1 * s.bandR + a2 * r3;
        const r2 = s.lowR + a2 * s.bandR + a3 * r3;
        s.bandR = r1 + r1 - s.bandR;
        s.lowR = r2 + r2 - s.lowR;
        const side = (l2 - r2) * 0.5;
        s.side += (side - s.side) * SIDE;
        l = softClip((l2 - s.side) * drive) / CLIP_LEVEL;
        r = softClip((r2 + s.side) * drive) / CLIP_LEVEL;
        s.rumbleL += (l - s.rumbleL) * RUMBLE;
        s.rumbleR += (r - s.rumbleR) * RUMBLE;
        s.shelfL += (l - s.rumbleL - s.shelfL) * SHELF;
        s.shelfR += (r - s.rumbleR - s.shelfR) * SHELF;
        const kl = (l - s.rumbleL) * 1.58 - s.shelfL * 0.58;
        const kr = (r - s.rumbleR) * 1.58 - s.shelfR * 0.58;
        power += kl * kl + kr * kr;
        left[i] = l * loudness;
        right[i] = r * loudness;
      }
      return power / QUANTUM_FRAMES;
    },
  };
}
