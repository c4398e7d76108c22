// A picture of sound: time to the right, pitch upwards (each octave equally high), loudness as colour. Takes the sound in pieces
// and keeps only the picture, so an hour needs no more memory than a minute.
import { SAMPLE_RATE_HZ } from '../../server/domain/audio.ts';
import { fft } from '../../test/support/audio-analysis.ts';
import { LETTER_HEIGHT, letter, widthOf } from './lettering.ts';

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue; row by row from the top. */
  readonly data: Uint8Array;
}

export interface Spectrogram {
  /** The next piece, interleaved left and right. */
  hear(pcm: Int16Array): void;
  /** Once, at the end. */
  draw(): Picture;
}

/** Where the picture itself stands within its axes. */
export const PLOT = { left: 64, top: 34, width: 1_200, height: 520, right: 110, bottom: 40 } as const;
export const FREQUENCIES_HZ = { low: 30, high: 20_000 } as const;
/** A full-scale sine is 0 dB; music spreads over many bins and stays below. */
export const LEVELS_DB = { low: -90, high: -10 } as const;

const SIZE = 4_096;
const LETTER_DOTS = 2;
const PAPER = [18, 18, 24] as const;
const INK = [214, 214, 222] as const;
/** Equal steps of loudness from nothing to full; brightness rises all the way, so that grey print and colour-blind eyes read it too. */
const COLOURS = [
  [2, 2, 8],
  [38, 14, 84],
  [112, 28, 112],
  [188, 52, 82],
  [240, 116, 32],
  [250, 196, 52],
  [255, 255, 214],
] as const;
const LABELS_HZ = [
  [50, '50'],
  [100, '100'],
  [200, '200'],
  [500, '500'],
  [1_000, '1k'],
  [2_000, '2k'],
  [5_000, '5k'],
  [10_000, '10k'],
  [20_000, '20k'],
] as const;
const TIME_STEPS_S = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600] as const;
const MOST_TIME_LABELS = 13;
const LABEL_STEP_DB = 20;

const HANN = Float64Array.from({ length: SIZE }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / SIZE));

/** The row of a frequency, 0 at the top; a fraction, and beyond the picture for what it does not show. */
export function rowOfHz(hertz: number): number {
  const { low, high } = FREQUENCIES_HZ;
  return PLOT.height * (1 - Math.log(hertz / low) / Math.log(high / low));
}

/** `frames`: how long the sound will be. */
export function createSpectrogram(frames: number): Spectrogram {
  const levels = new Float32Array(PLOT.width * PLOT.height).fill(Number.NEGATIVE_INFINITY);
  const hop = Math.max(1, Math.min(SIZE / 2, Math.floor(frames / PLOT.width)));
  const left = new Float64Array(SIZE);
  const right = new Float64Array(SIZE);
  // The first window stands around the first frame, half of it before the sound.
  let filled = SIZE / 2;
  let centre = 0;

  const sum = new Float64Array(SIZE / 2);
  let windows = 0;
  let column = 0;

  function push(l: number, r: number): void {
    left[filled] = l;
    right[filled] = r;
    filled += 1;
    if (filled < SIZE) return;
    analyse();
    left.copyWithin(0, hop);
    right.copyWithin(0, hop);
    filled -= hop;
    centre += hop;
  }

  function analyse(): void {
    const at = Math.floor((centre * PLOT.width) / frames);
    if (at >= PLOT.width) return;
    if (at !== column) finishColumn(at);
    // Both channels in one transform, left as the real and right as the imaginary part; what is out of phase does not vanish.
    const re = left.map((value, i) => value * (HANN[i] as number));
    const im = right.map((value, i) => value * (HANN[i] as number));
    fft(re, im);
    for (let bin = 1; bin < SIZE / 2; bin += 1) {
      const mirror = SIZE - bin;
      const power = (re[bin] as number) ** 2 + (im[bin] as number) ** 2 + (re[mirror] as number) ** 2 + (im[mirror] as number) ** 2;
      sum[bin] = (sum[bin] as number) + power / 4 / (SIZE / 4) ** 2;
    }
    windows += 1;
  }

  function finishColumn(next: number): void {
    const rows = rowsOf(sum.map((power) => 10 * Math.log10(power / Math.max(1, windows))));
    for (const [row, level] of rows.entries()) levels[row * PLOT.width + column] = level;
    sum.fill(0);
    windows = 0;
    column = next;
  }

  return {
    hear(pcm) {
      for (let i = 0; i + 1 < pcm.length; i += 2) push((pcm[i] as number) / 32_768, (pcm[i + 1] as number) / 32_768);
    },
    draw() {
      for (let i = 0; i < SIZE / 2; i += 1) push(0, 0);
      finishColumn(column);
      return paint(levels, frames / SAMPLE_RATE_HZ);
    },
  };
}

/** Levels of bins as levels of rows: the loudest of a row's bins, or a point between two where rows are finer than bins. */
function rowsOf(bins: Float64Array): Float64Array {
  const { low, high } = FREQUENCIES_HZ;
  const binOf = (row: number) => (low * (high / low) ** (1 - row / PLOT.height) * SIZE) / SAMPLE_RATE_HZ;
  return Float64Array.from({ length: PLOT.height }, (_, row) => {
    const from = binOf(row + 1);
    const to = binOf(row);
    const first = Math.ceil(from);
    const last = Math.floor(to);
    if (last - first >= 1) return bins.subarray(first, last + 1).reduce((most, level) => Math.max(most, level));
    const middle = (from + to) / 2;
    const below = Math.floor(middle);
    const share = middle - below;
    return (bins[Math.max(1, below)] as number) * (1 - share) + (bins[below + 1] as number) * share;
  });
}

/** The colour of a level; beyond the scale its nearest end. */
export function colourOf(db: number): readonly [number, number, number] {
  const share = Math.max(0, Math.min(1, (db - LEVELS_DB.low) / (LEVELS_DB.high - LEVELS_DB.low)));
  // Silence has no level at all.
  const place = (Number.isNaN(share) ? 0 : share) * (COLOURS.length - 1);
  const index = Math.min(COLOURS.length - 2, Math.floor(place));
  const [from, to] = [COLOURS[index] as (typeof COLOURS)[number], COLOURS[index + 1] as (typeof COLOURS)[number]];
  const mixed = (channel: 0 | 1 | 2) => Math.round(from[channel] + (to[channel] - from[channel]) * (place - index));
  return [mixed(0), mixed(1), mixed(2)];
}

function paint(levels: Float32Array, seconds: number): Picture {
  const width = PLOT.left + PLOT.width + PLOT.right;
  const height = PLOT.top + PLOT.height + PLOT.bottom;
  const data = new Uint8Array(width * height * 3);
  for (let at = 0; at < data.length; at += 3) data.set(PAPER, at);
  const dot = (x: number, y: number, colour: readonly [number, number, number]) =>
    data.set(colour, (Math.round(y) * width + Math.round(x)) * 3);
  const bar = (x: number, y: number, w: number, h: number) => {
    for (let dy = 0; dy < h; dy += 1) for (let dx = 0; dx < w; dx += 1) dot(x + dx, y + dy, INK);
  };
  const text = (words: string, x: number, y: number) =>
    letter(words, (dx, dy) => bar(x + dx * LETTER_DOTS, y + dy * LETTER_DOTS, LETTER_DOTS, LETTER_DOTS));
  const lineHeight = LETTER_HEIGHT * LETTER_DOTS;

  for (let y = 0; y < PLOT.height; y += 1) {
    for (let x = 0; x < PLOT.width; x += 1) dot(PLOT.left + x, PLOT.top + y, colourOf(levels[y * PLOT.width + x] as number));
  }

  // Ticks stand outside: a line across the picture would look like one in the sound.
  text('Hz', PLOT.left - 12 - widthOf('Hz') * LETTER_DOTS, 4);
  for (const [hertz, words] of LABELS_HZ) {
    const y = PLOT.top + Math.min(PLOT.height - 1, Math.round(rowOfHz(hertz)));
    bar(PLOT.left - 8, y, 6, 2);
    text(words, PLOT.left - 12 - widthOf(words) * LETTER_DOTS, y - lineHeight / 2 + 1);
  }

  const step = TIME_STEPS_S.find((length) => seconds / length < MOST_TIME_LABELS) ?? 600;
  for (let at = 0; at <= seconds; at += step) {
    const words = `${Math.floor(at / 60)}:${String(at % 60).padStart(2, '0')}`;
    const x = PLOT.left + Math.min(PLOT.width - 2, Math.round((at / seconds) * PLOT.width));
    bar(x, PLOT.top + PLOT.height + 2, 2, 6);
    text(words, x - widthOf(words), PLOT.top + PLOT.height + 14);
  }

  const legendLeft = PLOT.left + PLOT.width + 24;
  text('dB', legendLeft + 20, 4);
  for (let y = 0; y < PLOT.height; y += 1) {
    const db = LEVELS_DB.high - (y / (PLOT.height - 1)) * (LEVELS_DB.high - LEVELS_DB.low);
    for (let x = 0; x < 16; x += 1) dot(legendLeft + x, PLOT.top + y, colourOf(db));
  }
  for (let db: number = LEVELS_DB.high; db >= LEVELS_DB.low; db -= LABEL_STEP_DB) {
    const y = PLOT.top + Math.round(((LEVELS_DB.high - db) / (LEVELS_DB.high - LEVELS_DB.low)) * (PLOT.height - 1));
    bar(legendLeft + 18, y, 6, 2);
    text(String(db), legendLeft + 32, y - lineHeight / 2 + 1);
  }
  return { width, height, data };
}
