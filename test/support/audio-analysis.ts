// Measures of sound for tests, in plain arithmetic: spectrum, loudness, onsets, and how unlike two pieces are. No opinion on beauty.

const RATE_HZ = 48_000;
const FFT_SIZE = 2_048;

/** Whether two pieces are the same to the last bit. `toEqual` takes seconds for half a million samples. */
export function isSame(a: Int16Array, b: Int16Array): boolean {
  const [left, right] = [a, b].map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength));
  return left !== undefined && right !== undefined && left.equals(right);
}

/** The mean of both channels, -1 to 1. */
export function toMono(pcm: Int16Array): Float64Array {
  return filled(pcm.length / 2, (i) => ((pcm[2 * i] as number) + (pcm[2 * i + 1] as number)) / 65_536);
}

/** As `Float64Array.from({ length }, value)`, which takes several times as long: minutes of sound are measured here. */
function filled(length: number, value: (index: number) => number): Float64Array {
  const list = new Float64Array(length);
  for (let i = 0; i < length; i += 1) list[i] = value(i);
  return list;
}

const CHROMA_SIZE = 8_192;
const hann = (size: number) => filled(size, (i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size));
const WINDOW = hann(FFT_SIZE);
const CHROMA_WINDOW = hann(CHROMA_SIZE);
/** Cosines and sines of a half turn in `half` steps, by `half`. */
const turns = new Map<number, readonly [cos: Float64Array, sin: Float64Array]>();
function turnOf(half: number): readonly [cos: Float64Array, sin: Float64Array] {
  const known = turns.get(half);
  if (known) return known;
  const angle = (k: number) => (-Math.PI * k) / half;
  const turn = [filled(half, (k) => Math.cos(angle(k))), filled(half, (k) => Math.sin(angle(k)))] as const;
  turns.set(half, turn);
  return turn;
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
    const [cos, sin] = turnOf(half);
    for (let k = 0; k < half; k += 1) {
      const c = cos[k] as number;
      const s = sin[k] as number;
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
    const re = filled(FFT_SIZE, (i) => (mono[start + i] as number) * (WINDOW[i] as number));
    const im = new Float64Array(FFT_SIZE);
    fft(re, im);
    frames.push(filled(FFT_SIZE / 2, (i) => (re[i] as number) ** 2 + (im[i] as number) ** 2));
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

/** Mean K-weighted power (ITU-R BS.1770, its 48 kHz coefficients) of both channels in windows of `seconds`, one each `hopSeconds`. */
function kPowers(pcm: Int16Array, seconds: number, hopSeconds: number): number[] {
  const frames = pcm.length / 2;
  const squares = new Float64Array(frames + 1);
  for (const channel of [0, 1]) {
    const x = filled(frames, (i) => (pcm[2 * i + channel] as number) / 32_768);
    const shelf = biquad(x, [1.53512485958697, -2.69169618940638, 1.19839281085285], [-1.69065929318241, 0.73248077421585]);
    const weighted = biquad(shelf, [1, -2, 1], [-1.99004745483398, 0.99007225036621]);
    for (let i = 0; i < frames; i += 1) squares[i + 1] = (squares[i + 1] as number) + (weighted[i] as number) ** 2;
  }
  // Sums up to each frame, so that windows may overlap for nothing.
  for (let i = 0; i < frames; i += 1) squares[i + 1] = (squares[i + 1] as number) + (squares[i] as number);
  const length = Math.round(seconds * RATE_HZ);
  const powers: number[] = [];
  for (let start = 0; start + length <= frames; start += Math.round(hopSeconds * RATE_HZ))
    powers.push(((squares[start + length] as number) - (squares[start] as number)) / length);
  return powers;
}

const lufsOf = (power: number) => -0.691 + 10 * Math.log10(power);
const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1);

/** Integrated loudness of 400 ms blocks, K-weighted and gated at -70 LUFS and 10 LU below the mean (ITU-R BS.1770-4), LUFS. */
export function loudnessLufs(pcm: Int16Array): number {
  const loud = kPowers(pcm, 0.4, 0.1).filter((power) => lufsOf(power) > -70);
  const gate = meanOf(loud) / 10;
  return lufsOf(meanOf(loud.filter((power) => power > gate)));
}

/** Loudness range: from the 10th to the 95th percentile of the loudness of 3 s, gated 20 LU below the mean (EBU Tech 3342), LU. */
export function loudnessRangeLu(pcm: Int16Array): number {
  const loud = kPowers(pcm, 3, 0.1).filter((power) => lufsOf(power) > -70);
  const gate = meanOf(loud) / 100;
  const levels = loud
    .filter((power) => power > gate)
    .map(lufsOf)
    .sort((a, b) => a - b);
  const at = (share: number) => levels[Math.round(share * (levels.length - 1))] ?? 0;
  return at(0.95) - at(0.1);
}

const PEAK_TAPS = 16;
/** The three phases between two samples of a windowed sinc; the fourth is the sample itself. */
const PEAK_PHASES = [0.25, 0.5, 0.75].map((phase) =>
  filled(PEAK_TAPS, (tap) => {
    const x = tap - PEAK_TAPS / 2 + 1 - phase;
    return (Math.sin(Math.PI * x) / (Math.PI * x)) * Math.cos((Math.PI * x) / (PEAK_TAPS + 1)) ** 2;
  }),
);

/** Largest value of the wave between the samples as well, by four times oversampling (ITU-R BS.1770 annex 2), dBTP. */
export function truePeakDb(pcm: Int16Array): number {
  let peak = 1;
  for (const channel of [0, 1]) {
    const x = filled(pcm.length / 2, (i) => pcm[2 * i + channel] as number);
    for (const sample of x) if (Math.abs(sample) > peak) peak = Math.abs(sample);
    for (let start = 0; start + PEAK_TAPS <= x.length; start += 1) {
      for (const taps of PEAK_PHASES) {
        let sum = 0;
        for (let tap = 0; tap < PEAK_TAPS; tap += 1) sum += (taps[tap] as number) * (x[start + tap] as number);
        if (sum > peak) peak = sum;
        else if (-sum > peak) peak = -sum;
      }
    }
  }
  return 20 * Math.log10(peak / 32_768);
}

/** The larger mean of the two channels, without its sign; 1 is full scale. */
export function dcOffset(pcm: Int16Array): number {
  const sums = [0, 0];
  pcm.forEach((sample, index) => {
    sums[index % 2] = (sums[index % 2] as number) + sample;
  });
  return Math.max(...sums.map((sum) => Math.abs(sum) / (pcm.length / 2) / 32_768));
}

/** The strength of a steady tone wavers by less. */
const FAINTEST_ONSET = 0.1;
const ONSETS_PER_SECOND = RATE_HZ / 256;

/** When something begins, in seconds: peaks of the onset strength that stand clear of the half second around them. */
export function onsetSeconds(mono: Float64Array): number[] {
  const strength = onsetStrength(mono);
  const reach = 6;
  const around = Math.round(ONSETS_PER_SECOND / 4);
  const top = meanOf([...strength].sort((a, b) => b - a).slice(0, Math.ceil(strength.length / 50)));
  const floor = Math.max(FAINTEST_ONSET, 0.15 * top);
  const found: number[] = [];
  strength.forEach((value, index) => {
    if (value < floor) return;
    for (let i = Math.max(0, index - reach); i <= Math.min(strength.length - 1, index + reach); i += 1) {
      if ((strength[i] as number) > value || (strength[i] === value && i < index)) return;
    }
    const near = strength.subarray(Math.max(0, index - around), index + around + 1);
    if (value > 1.6 * meanOf([...near])) found.push((index * 256 + FFT_SIZE / 2) / RATE_HZ);
  });
  return found;
}

/**
 * Beats per minute from 50 to 220 without a hint: the shortest period whose first eight multiples the onset strength resembles
 * almost as much as any other's. A pulse has no single answer; half and double of what musicians would say are right as well.
 */
export function tempoBpm(mono: Float64Array): number {
  const strength = onsetStrength(mono);
  const mean = meanOf([...strength]);
  const curve = strength.map((value) => value - mean);
  const longest = Math.min(curve.length - 2, Math.ceil((8 * 60 * ONSETS_PER_SECOND) / 50) + 1);
  const likeness = filled(longest + 2, (lag) => {
    let sum = 0;
    for (let i = lag; i < curve.length; i += 1) sum += (curve[i] as number) * (curve[i - lag] as number);
    return sum / (curve.length - lag);
  });
  const tempi = Array.from({ length: 1_701 }, (_, index) => 50 + index / 10);
  const scores = tempi.map((bpm) => {
    const lag = (60 * ONSETS_PER_SECOND) / bpm;
    const found: number[] = [];
    for (let multiple = 1; multiple <= 8 && multiple * lag < longest; multiple += 1) {
      const whole = Math.floor(multiple * lag);
      const part = multiple * lag - whole;
      found.push((likeness[whole] as number) * (1 - part) + (likeness[whole + 1] as number) * part);
    }
    return meanOf(found);
  });
  const enough = 0.9 * Math.max(...scores);
  const isPeak = (index: number) => scores.slice(Math.max(0, index - 15), index + 16).every((score) => score <= (scores[index] as number));
  const best = tempi.findLastIndex((_, index) => (scores[index] as number) >= enough && isPeak(index));
  return tempi[best] ?? 0;
}

/** Shares of the twelve pitch classes, C first, in the spectral peaks from 200 to 2,000 Hz. */
export function chroma(mono: Float64Array): number[] {
  const classes = new Array<number>(12).fill(0);
  for (let start = 0; start + CHROMA_SIZE <= mono.length; start += CHROMA_SIZE / 2) {
    const re = filled(CHROMA_SIZE, (i) => (mono[start + i] as number) * (CHROMA_WINDOW[i] as number));
    const im = new Float64Array(CHROMA_SIZE);
    fft(re, im);
    const level = (bin: number) => Math.hypot(re[bin] as number, im[bin] as number);
    for (let bin = Math.ceil((200 * CHROMA_SIZE) / RATE_HZ); bin < (2_000 * CHROMA_SIZE) / RATE_HZ; bin += 1) {
      const [before, here, after] = [level(bin - 1), level(bin), level(bin + 1)] as const;
      if (here <= before || here < after) continue;
      const shift = (0.5 * (before - after)) / (before - 2 * here + after || 1);
      const midi = 69 + 12 * Math.log2(((bin + shift) * RATE_HZ) / CHROMA_SIZE / 440);
      const pitchClass = ((Math.round(midi) % 12) + 12) % 12;
      classes[pitchClass] = (classes[pitchClass] as number) + here;
    }
  }
  const sum = classes.reduce((total, value) => total + value, 0) || 1;
  return classes.map((value) => value / sum);
}

/** Share of the chroma that lies within a major scale on this pitch class; a flat spectrum gives 7/12. */
export function inScaleShare(classes: readonly number[], root: number): number {
  return [0, 2, 4, 5, 7, 9, 11].reduce((sum, step) => sum + (classes[(root + step) % 12] as number), 0);
}

/** The largest second difference from `from` to `to` (frames): a click is one that nothing else in the piece comes near. */
export function roughest(mono: Float64Array, from = 0, to = mono.length): number {
  let most = 0;
  for (let i = Math.max(2, from); i < Math.min(to, mono.length); i += 1)
    most = Math.max(most, Math.abs((mono[i] as number) - 2 * (mono[i - 1] as number) + (mono[i - 2] as number)));
  return most;
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

const BANDS = 20;
/** The band of each bin; from `BANDS` on it is above them all. */
const BAND_OF = Array.from({ length: FFT_SIZE / 2 }, (_, bin) =>
  Math.floor(Math.log2(Math.max((bin * RATE_HZ) / FFT_SIZE, 40) / 40) * 2.3),
);

/** Power in 20 bands of 1/2.3 octave from 40 Hz on, one list per window of a spectrogram. */
function bandPowers(mono: Float64Array): Float64Array[] {
  return spectra(mono, 1_024).map((power) => {
    const bands = new Float64Array(BANDS);
    power.forEach((value, bin) => {
      const band = BAND_OF[bin] as number;
      if (band < BANDS) bands[band] = (bands[band] as number) + value;
    });
    return bands;
  });
}

/** Levels of the 20 bands over the whole piece, in dB about their mean. */
export function bandLevels(mono: Float64Array): number[] {
  const bands = new Float64Array(BANDS);
  for (const frame of bandPowers(mono))
    for (let band = 0; band < BANDS; band += 1) bands[band] = (bands[band] as number) + (frame[band] as number);
  const levels = [...bands].map((power) => 10 * Math.log10(power + 1e-9));
  const mean = meanOf(levels);
  return levels.map((level) => level - mean);
}

/** How lively each of the 20 bands is: the spread of its level in time, dB. Says much of drums and nothing of tempo. */
export function bandMotion(mono: Float64Array): number[] {
  const frames = bandPowers(mono).map((frame) => frame.map((power) => 10 * Math.log10(power + 1e-6)));
  return Array.from({ length: BANDS }, (_, band) => spreadOf(frames.map((frame) => frame[band] as number)));
}

function spreadOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return Math.sqrt(meanOf(values.map((value) => (value - mean) ** 2)));
}

/** What a piece is like: its band levels, then how much the onsets stand out. */
export function features(mono: Float64Array): number[] {
  const onsets = [...onsetStrength(mono)];
  return [...bandLevels(mono), (spreadOf(onsets) / (meanOf(onsets) + 1e-9)) * 10];
}

/** Root mean square of the differences of two feature lists. */
export function distance(a: readonly number[], b: readonly number[]): number {
  return Math.sqrt(a.reduce((sum, value, index) => sum + (value - (b[index] ?? 0)) ** 2, 0) / a.length);
}
