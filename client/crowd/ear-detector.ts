// What a phone hears of its room, in two numbers: how much louder it is than it has been, and how fast somebody claps. Pure: samples in,
// numbers out; no sound is kept. Music is not a crowd, so loudness counts only above the room's own floor, and a clap is told from a
// drum by its band and its short tail.

export interface Heard {
  /** 0 (as quiet as the room is anyway) to 1. */
  readonly level: number;
  /** Claps of the last two seconds, 0 (none) to 1 (two a second or more). */
  readonly clapRate: number;
}

export interface EarDetector {
  /** Takes the next samples of one channel, -1 to 1. */
  push(samples: Float32Array): void;
  heard(): Heard;
}

const FRAME_SECONDS = 0.01;
/** A clap is judged when its tail is over. */
const TAIL_FRAMES = 6;
/** -38 dBFS in the clap's band: softer ones are somebody else's phone. */
const SOFTEST_CLAP = 0.0126 ** 2;
const ABOVE_BACKGROUND = 8;
const ABOVE_JUST_NOW = 4;
const TAIL_PART = 0.35;
/** Hats and cymbals are above the clap's band, basses and voices below it. */
const BAND_PART = 0.3;
const CLAP_GAP_FRAMES = 10;
const CLAP_WINDOW_FRAMES = 200;
const CLAPS_FOR_ALL = 4;
const BACKGROUND_FRAMES = 30;

/** What the floor is taken from: the quietest of the last twenty seconds. */
const FLOOR_SECONDS = 20;
const FLOOR_MARGIN_DB = 6;
const SILENCE_DB = -50;
const LOUD_SPAN_DB = 24;
const LEVEL_FRAMES = 30;

type Filter = (sample: number) => number;

/** Second-order Butterworth, from the cookbook of Robert Bristow-Johnson. */
function filterOf(kind: 'high-pass' | 'low-pass', hz: number, rateHz: number): Filter {
  const turn = (2 * Math.PI * hz) / rateHz;
  const cos = Math.cos(turn);
  const alpha = Math.sin(turn) / Math.SQRT2;
  const norm = 1 + alpha;
  const edge = (kind === 'high-pass' ? 1 + cos : 1 - cos) / 2 / norm;
  const middle = (kind === 'high-pass' ? -2 : 2) * edge;
  const back1 = (-2 * cos) / norm;
  const back2 = (1 - alpha) / norm;
  let x1 = 0;
  let x2 = 0;
  let y1 = 0;
  let y2 = 0;
  return (x) => {
    const y = edge * x + middle * x1 + edge * x2 - back1 * y1 - back2 * y2;
    x2 = x1;
    x1 = x;
    y2 = y1;
    y1 = y;
    return y;
  };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
const decibels = (power: number): number => 10 * Math.log10(Math.max(1e-12, power));
const within = (value: number): number => Math.min(1, Math.max(0, value));

export function createEarDetector(sampleRateHz: number): EarDetector {
  const frameLength = Math.round(sampleRateHz * FRAME_SECONDS);
  const rumble = filterOf('high-pass', 80, sampleRateHz);
  const bandLow = filterOf('high-pass', 900, sampleRateHz);
  const bandHigh = filterOf('low-pass', 5_000, sampleRateHz);

  let samples = 0;
  let fullSum = 0;
  let bandSum = 0;
  let frame = 0;
  /** Power of the newest frames, oldest first. */
  let full: number[] = [];
  let band: number[] = [];
  let background = 0;
  let clapFrames: number[] = [];
  let seconds: number[] = [];
  let secondSum = 0;

  function endFrame(): void {
    const power = fullSum / frameLength;
    full = [...full, power].slice(-LEVEL_FRAMES);
    band = [...band, bandSum / frameLength].slice(-LEVEL_FRAMES);
    fullSum = 0;
    bandSum = 0;
    samples = 0;
    frame += 1;
    secondSum += power;
    if (frame % 100 === 0) {
      seconds = [...seconds, secondSum / 100].slice(-FLOOR_SECONDS);
      secondSum = 0;
    }
    judge();
    // What lies behind the tail is background by now, claps included: applause as dense as rain is loudness, not claps.
    const settled = band.at(-TAIL_FRAMES - 4) ?? 0;
    background += (settled - background) / BACKGROUND_FRAMES;
    clapFrames = clapFrames.filter((at) => frame - at < CLAP_WINDOW_FRAMES);
  }

  /** Whether the frame one tail ago began a clap. */
  function judge(): void {
    const at = band.length - 1 - TAIL_FRAMES;
    const [before = 0, peak = 0, after = 0] = [band[at - 2], band[at], band[at + 1]];
    if (at < 2 || peak < SOFTEST_CLAP || after > peak || (band[at - 1] ?? 0) > peak) return;
    const isSudden = peak > ABOVE_JUST_NOW * before && peak > ABOVE_BACKGROUND * background;
    const isClap = peak > BAND_PART * (full[at] ?? 0) && mean(band.slice(-2)) < TAIL_PART * peak;
    const isNew = frame - TAIL_FRAMES - (clapFrames.at(-1) ?? Number.NEGATIVE_INFINITY) >= CLAP_GAP_FRAMES;
    if (isSudden && isClap && isNew) clapFrames = [...clapFrames, frame - TAIL_FRAMES];
  }

  return {
    push(block) {
      for (const sample of block) {
        const clean = rumble(sample);
        const banded = bandHigh(bandLow(sample));
        fullSum += clean * clean;
        bandSum += banded * banded;
        samples += 1;
        if (samples === frameLength) endFrame();
      }
    },
    heard() {
      // Before the first second nobody knows how loud this room is anyway.
      const floorDb = seconds.length === 0 ? Number.POSITIVE_INFINITY : decibels(Math.min(...seconds));
      const overDb = decibels(mean(full)) - Math.max(floorDb + FLOOR_MARGIN_DB, SILENCE_DB);
      return { level: within(overDb / LOUD_SPAN_DB), clapRate: Math.min(1, clapFrames.length / CLAPS_FOR_ALL) };
    },
  };
}
