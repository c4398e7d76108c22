// How different two stretches of sound are, by what an ear notices first: the balance of the bands, and how much happens in each.

const WINDOW = 2048;
const HOP = 1024;
const SAMPLE_RATE_HZ = 48_000;
/** Edges of third-octave-like bands, Hz. */
const EDGES = [40, 80, 120, 180, 260, 380, 550, 800, 1_150, 1_650, 2_400, 3_500, 5_000, 7_200, 10_400, 15_000];

/** Levels in dB of each band, a row per hop. Goertzel-free: a plain radix-2 FFT is quick enough for a few seconds. */
function bandLevels(samples: Float32Array): number[][] {
  const rows: number[][] = [];
  for (let start = 0; start + WINDOW <= samples.length; start += HOP) {
    const re = Float64Array.from(
      { length: WINDOW },
      (_unused, i) => (samples[start + i] ?? 0) * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / WINDOW)),
    );
    const im = new Float64Array(WINDOW);
    transform(re, im);
    rows.push(
      EDGES.slice(1).map((high, band) => {
        const first = Math.round(((EDGES[band] ?? 0) * WINDOW) / SAMPLE_RATE_HZ);
        const last = Math.max(first + 1, Math.round((high * WINDOW) / SAMPLE_RATE_HZ));
        let power = 0;
        for (let bin = first; bin < last; bin++) power += (re[bin] ?? 0) ** 2 + (im[bin] ?? 0) ** 2;
        return 10 * Math.log10(power + 1e-6);
      }),
    );
  }
  return rows;
}

/** In-place radix-2 FFT; lengths are a power of two. */
function transform(re: Float64Array, im: Float64Array): void {
  const size = re.length;
  for (let i = 1, j = 0; i < size; i++) {
    let bit = size >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      [re[i], re[j]] = [re[j] ?? 0, re[i] ?? 0];
      [im[i], im[j]] = [im[j] ?? 0, im[i] ?? 0];
    }
  }
  for (let half = 1; half < size; half *= 2) {
    for (let start = 0; start < size; start += 2 * half) {
      for (let k = 0; k < half; k++) {
        const angle = (-Math.PI * k) / half;
        const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
        const [a, b] = [start + k, start + k + half];
        const [bRe, bIm] = [re[b] ?? 0, im[b] ?? 0];
        const [tRe, tIm] = [bRe * cos - bIm * sin, bRe * sin + bIm * cos];
        [re[b], im[b]] = [(re[a] ?? 0) - tRe, (im[a] ?? 0) - tIm];
        [re[a], im[a]] = [(re[a] ?? 0) + tRe, (im[a] ?? 0) + tIm];
      }
    }
  }
}

/** Per band: mean level and mean rise from hop to hop, both in dB. */
function features(samples: Float32Array): number[] {
  const rows = bandLevels(samples);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  return EDGES.slice(1).flatMap((_edge, band) => {
    const levels = rows.map((row) => row[band] ?? 0);
    const rises = levels.slice(1).map((level, index) => Math.max(0, level - (levels[index] ?? 0)));
    return [mean(levels), 2 * mean(rises)];
  });
}

/** Root mean square difference of the features, dB; 0 for the same sound. Needs about two seconds of each to mean something. */
export function distanceOfSound(a: Float32Array, b: Float32Array): number {
  const [left, right] = [features(a), features(b)];
  return Math.sqrt(left.reduce((sum, value, index) => sum + (value - (right[index] ?? 0)) ** 2, 0) / left.length);
}
