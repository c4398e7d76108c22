// Mends the loops of recordings, so that a note can be held: no tick where a round begins, no swelling with every round. Works on the
// decoded frames in place, once for each; knows nothing of fonts.
import { SAMPLE_RATE_HZ } from '../../domain/audio.ts';

/** See `Recording`. */
interface Loop {
  readonly data: Float32Array;
  readonly rootMidi: number;
  readonly loopStart: number;
  readonly loopEnd: number;
}

/** Before its end a loop leads over to what stands before its start, for 3 ms. */
const SEAM_FRAMES = 144;
/** Rounds of a tenth of a second have a shape of their own; shorter ones are a tone. */
const SHAPED_FROM_FRAMES = 4_800;
const LEAST_WINDOW_FRAMES = 960;
/** A vibrato may swell by so much. */
const MOST_SWING_DB = 4;

export function mendLoop(loop: Loop): void {
  level(loop);
  sew(loop);
}

/** The levels of a loop in windows of at least two periods, dB. */
export function loopLevelsDb({ data, rootMidi, loopStart, loopEnd }: Loop): readonly number[] {
  const periodFrames = SAMPLE_RATE_HZ / (440 * 2 ** ((rootMidi - 69) / 12));
  const windows = Math.max(1, Math.floor((loopEnd - loopStart) / Math.max(LEAST_WINDOW_FRAMES, 2 * periodFrames)));
  const frames = (loopEnd - loopStart) / windows;
  return Array.from({ length: windows }, (_, index) => {
    const part = data.subarray(Math.round(loopStart + index * frames), Math.round(loopStart + (index + 1) * frames));
    return 10 * Math.log10(part.reduce((sum, sample) => sum + sample * sample, 0) / part.length + 1e-12);
  });
}

/** Brings a loop's swelling down to the most that is allowed, and leads into it from what stands before. */
function level(loop: Loop): void {
  const { data, loopStart, loopEnd } = loop;
  const length = loopEnd - loopStart;
  const levels = loopLevelsDb(loop);
  const swingDb = Math.max(...levels) - Math.min(...levels);
  if (length < SHAPED_FROM_FRAMES || swingDb <= MOST_SWING_DB) return;
  const mean = levels.reduce((sum, value) => sum + value, 0) / levels.length;
  const gainsDb = levels.map((value) => (mean - value) * (1 - MOST_SWING_DB / swingDb));
  const window = length / levels.length;
  const gainDbAt = (frame: number) => {
    const place = frame / window - 0.5 + levels.length;
    const before = gainsDb[Math.floor(place) % levels.length] as number;
    const after = gainsDb[(Math.floor(place) + 1) % levels.length] as number;
    return before + (after - before) * (place % 1);
  };
  const leadIn = Math.min(loopStart, Math.round(2 * window));
  for (let i = -leadIn; i < length; i += 1) {
    const gainDb = i < 0 ? gainDbAt(0) * (1 + i / leadIn) : gainDbAt(i);
    data[loopStart + i] = (data[loopStart + i] as number) * 10 ** (gainDb / 20);
  }
}

function sew({ data, loopStart, loopEnd }: Loop): void {
  const length = loopEnd - loopStart;
  const frames = Math.min(SEAM_FRAMES, loopStart, length >> 1);
  for (let i = 1; i <= frames; i += 1) {
    const at = loopEnd - i;
    const share = (frames + 1 - i) / (frames + 1);
    data[at] = (data[at] as number) * (1 - share) + (data[at - length] as number) * share;
  }
}
