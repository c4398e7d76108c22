// Takes off what never swings: saturation and lopsided waves leave a constant that costs headroom. Too slow to be heard.
import { SAMPLE_RATE_HZ } from '../../domain/audio.ts';

export interface DcBlock {
  /** In place. */
  process(left: Float64Array, right: Float64Array): void;
}

/** 30 Hz lose a tenth of a decibel. */
const CORNER_HZ = 4;

export function createDcBlock(): DcBlock {
  const coef = 1 - Math.exp((-2 * Math.PI * CORNER_HZ) / SAMPLE_RATE_HZ);
  let meanLeft = 0;
  let meanRight = 0;

  return {
    process(left, right) {
      for (let i = 0; i < left.length; i += 1) {
        const l = left[i] as number;
        const r = right[i] as number;
        meanLeft += (l - meanLeft) * coef;
        meanRight += (r - meanRight) * coef;
        left[i] = l - meanLeft;
        right[i] = r - meanRight;
      }
    },
  };
}
