// Measures of sound for tests, in plain arithmetic: spectrum, loudness, onsets, and how unlike two pieces are. No opinion on beauty.

const RATE_HZ = 48_000;
const FFT_SIZE = 2_048;

/** The mean of both channels, -1 to 1. */
export function toMono(pcm: Int16Array): Float64Array {
  return Float64Array.from({ length: pcm.length / 2 }, (_, i) => ((pcm[2 * i] as number) + (pcm[2 * i + 1] as number)) / 65_536);
}

/** In place, radix 2. */
export function fft(re: Float64Array, im: Float64Array): void {
  const n = re.length;
  for (let i = 1, j = 0; i < n; i += 1) {
    let bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      [re[i], re[j]] = [re[j] as number, re[i] as number];
      [im[i], im[j]] = [im[j] as number, im[i] as number];
    }
  }
  for (let size = 2; size <= n; size *= 2) {
    const half = size / 2;
    for (let k = 0; k < half; k += 1) {
      const c = Math.cos((-2 * Math.PI * k) / size);
      const s = Math.sin((-2 * Math.PI * k) / size);
      for (let a = k; a < n; a += size) {
        const b = a + half;
        const tr = (re[b] as number) * c - (im[b] as number) * s;
        const ti = (re[b] as number) * s + (im[b] as number) * c;
        re[b] = (re[a] as number) - tr;
        im[b] = (im[a] as number) - ti;
        re[a] = (re[a] as number) + tr;
        im[a] = (im[a] as number) + ti;
      }
    }
  }
}

/** Power spectra of Hann windows, one each `hop` frames; 1,024 bins of 23.4 Hz. */
export function spectra(mono: Float64Array, hop = 1_024): Float64Array[] {
  const frames: Float64Array[] = [];
  for (let start = 0; start + FFT_SIZE <= mono.length; start += hop) {
    const re = Float64Array.from(
      { length: FFT_SIZE },
      (_, i) => (mono[start + i] as number) * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / FFT_SIZE)),
    );
    const im = new Float64Array(FFT_SIZE);
    fft(re, im);
    frames.push(Float64Array.from({ length: FFT_SIZE / 2 }, (_, i) => (re[i] as number) ** 2 + (im[i] as number) ** 2));
  }
  return frames;
}

export function rms(mono: Float64Array): number {
  let sum = 0;
  for (const sample of mono) sum += sample * sample;
  return Math.sqrt(sum / mono.length);
}

/** Largest sample, dBFS. */
export function peakDb(pcm: Int16Array): number {
  let peak = 1;
  for (const sample of pcm) peak = Math.max(peak, Math.abs(sample));
  return 20 * Math.log10(peak / 32_768);
}

/** Centre of the magnitude spectrum, Hz. */
export function centroidHz(mono: Float64Array): number {
  let weighted = 0;
  let sum = 0;
  for (const power of spectra(mono, 2_048)) {
    for (let bin = 1; bin < power.length; bin += 1) {
      const magnitude = Math.sqrt(power[bin] as number);
      weighted += magnitude * bin;
      sum += magnitude;
    }
  }
  return ((weighted / sum) * RATE_HZ) / FFT_SIZE;
}

/** Share of the power below a frequency. */
export function shareBelow(mono: Float64Array, hertz: number): number {
  const edge = Math.round((hertz * FFT_SIZE) / RATE_HZ);
  let low = 0;
  let sum = 0;
  for (const power of spectra(mono, 2_048)) {
    power.forEach((value, bin) => {
      sum += value;
      if (bin <= edge) low += value;
    });
  }
  return low / sum;
}

/** Growth of the compressed spectrum from window to window (5.3 ms apart): peaks where something begins. */
export function onsetStrength(mono: Float64Array): Float64Array {
  const frames = spectra(mono, 256).map((power) => power.map((value) => Math.log1p(1_000 * value)));
  return Float64Array.from(frames, (frame, index) => {
    const before = frames[index - 1];
    if (before === undefined) return 0;
    let sum = 0;
    for (let bin = 0; bin < frame.length; bin += 1) sum += Math.max(0, (frame[bin] as number) - (before[bin] as number));
    return sum / frame.length;
  });
}

/** Integrated loudness of 400 ms blocks, K-weighted and gated (ITU-R BS.1770 with its 48 kHz coefficients), LUFS. */
export function loudnessLufs(pcm: Int16Array): number {
  const channels = [0, 1].map((channel) => {
    const x = Float64Array.from({ length: pcm.length / 2 }, (_, i) => (pcm[2 * i + channel] as number) / 32_768);
    const shelf = biquad(x, [1.53512485958697, -2.69169618940638, 1.19839281085285], [-1.69065929318241, 0.73248077421585]);
    return biquad(shelf, [1, -2, 1], [-1.99004745483398, 0.99007225036621]);
  });
  const blocks: number[] = [];
  const length = 0.4 * RATE_HZ;
  for (let start = 0; start + length <= pcm.length / 2; start += length / 4) {
    let power = 0;
    for (const channel of channels) for (let i = start; i < start + length; i += 1) power += (channel[i] as number) ** 2;
    blocks.push(power / length);
  }
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1);
  const loud = blocks.filter((power) => -0.691 + 10 * Math.log10(power) > -70);
  const gate = mean(loud) / 10;
  return -0.691 + 10 * Math.log10(mean(loud.filter((power) => power > gate)));
}

function biquad(x: Float64Array, [b0, b1, b2]: readonly [number, number, number], [a1, a2]: readonly [number, number]): Float64Array {
  let x1 = 0;
  let x2 = 0;
  let y1 = 0;
  let y2 = 0;
  return x.map((value) => {
    const y = b0 * value + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2;
    x2 = x1;
    x1 = value;
    y2 = y1;
    y1 = y;
    return y;
  });
}

/** What a piece is like: 20 bands of a third to half an octave in dB about their mean, then how much the onsets stand out. */
export function features(mono: Float64Array): number[] {
  const bands = new Float64Array(20);
  for (const power of spectra(mono, 1_024)) {
    power.forEach((value, bin) => {
      const hertz = (bin * RATE_HZ) / FFT_SIZE;
      const band = Math.floor(Math.log2(Math.max(hertz, 40) / 40) * 2.3);
      if (band < 20) bands[band] = (bands[band] as number) + value;
    });
  }
  const levels = [...bands].map((power) => 10 * Math.log10(power + 1e-9));
  const mean = levels.reduce((sum, level) => sum + level, 0) / levels.length;
  const onsets = onsetStrength(mono);
  const average = onsets.reduce((sum, value) => sum + value, 0) / onsets.length;
  const spread = Math.sqrt(onsets.reduce((sum, value) => sum + (value - average) ** 2, 0) / onsets.length);
  return [...levels.map((level) => level - mean), (spread / (average + 1e-9)) * 10];
}

/** Root mean square of the differences of two feature lists. */
export function distance(a: readonly number[], b: readonly number[]): number {
  return Math.sqrt(a.reduce((sum, value, index) => sum + (value - (b[index] ?? 0)) ** 2, 0) / a.length);
}
