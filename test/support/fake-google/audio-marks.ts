// Sound that says where it comes from: a tone whose pitch tells the revision and whose phase the position, and the same facts to the
// bit in the lowest four bits of every sample. Whoever hears a stretch of it unmixed can say which frame of which session it is.
import { CHANNELS } from '../../../server/domain/audio.ts';

/** What a stretch of the stand-in's sound was made from. */
export interface AudioMark {
  /** Number of the connection, from 0; below 4096. */
  readonly connection: number;
  /** Counts what was asked of this connection; below 65536. */
  readonly revision: number;
  /** Grows with every reset of the context; below 256. */
  readonly context: number;
  /** Frame of this connection's sound, from 0. */
  readonly frame: number;
}

/** One mark takes so many frames: a nibble each on the left, counted on the right. */
const MARK_FRAMES = 16;
const SINE = Int16Array.from({ length: 4096 }, (_, index) => Math.round(6_000 * Math.sin((2 * Math.PI * index) / 4096)));

/** Interleaved 16-bit sound of `frames` frames, beginning at `mark.frame`, which is a multiple of 16 like `frames`. */
export function markedAudio(mark: AudioMark, frames: number): Int16Array {
  const pcm = new Int16Array(frames * CHANNELS);
  const step = Math.round(18 * 2 ** ((mark.revision % 24) / 12));
  for (let at = 0; at < frames; at += 1) {
    const frame = mark.frame + at;
    const place = frame % MARK_FRAMES;
    const tone = SINE[(frame * step) % 4096] as number;
    const fifth = SINE[(frame * step * 3) % 4096] as number;
    pcm[at * 2] = (((tone + fifth) >> 1) & ~15) | nibble(mark, Math.floor(frame / MARK_FRAMES), place);
    pcm[at * 2 + 1] = (((tone - fifth) >> 1) & ~15) | place;
  }
  return pcm;
}

function nibble({ connection, revision, context }: AudioMark, word: number, place: number): number {
  if (place < 7) return (word >> (place * 4)) & 15;
  if (place < 10) return (connection >> ((place - 7) * 4)) & 15;
  if (place < 14) return (revision >> ((place - 10) * 4)) & 15;
  return (context >> ((place - 14) * 4)) & 15;
}

/** The first mark that lies whole in `pcm`; `null` when it is other sound, or a mixture. */
export function readMark(pcm: Int16Array): AudioMark | null {
  const frames = pcm.length / CHANNELS;
  for (let start = 0; start + MARK_FRAMES <= frames; start += 1) {
    if (((pcm[start * 2 + 1] as number) & 15) !== 0) continue;
    const samples = pcm.subarray(start * CHANNELS, (start + MARK_FRAMES) * CHANNELS);
    const read = (from: number, to: number): number => {
      let value = 0;
      for (let place = to - 1; place >= from; place -= 1) value = value * 16 + ((samples[place * 2] as number) & 15);
      return value;
    };
    const mark = { frame: read(0, 7) * MARK_FRAMES, connection: read(7, 10), revision: read(10, 14), context: read(14, 16) };
    const whole = markedAudio(mark, MARK_FRAMES);
    if (samples.every((sample, at) => sample === whole[at])) return mark;
  }
  return null;
}
