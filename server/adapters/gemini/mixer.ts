// Plays one source, or two while one fades into the other, on the room's own count of frames and bars: no gap, no jump, never two fades
// at once. Decides nothing.
import { CHANNELS, CHUNK_FRAMES } from '../../domain/audio.ts';
import type { BeatMark } from '../../ports/music-engine.ts';
import type { Source } from './source.ts';

export interface MixedBlock {
  readonly startFrame: number;
  readonly pcm: Int16Array;
  readonly revision: number;
  readonly marks: readonly BeatMark[];
  /** A fade has ended in this block: this source is heard no more. */
  readonly gone: Source | null;
}

export interface Mixer {
  /** The source that is heard or fading in; `null` before the first. */
  newest(): Source | null;
  isFading(): boolean;
  /** The next frame of the room. */
  position(): number;
  /** Room frame minus frame of the newest source; 0 before the first. */
  shift(): number;
  /** Frames that can be mixed without a hole; at most one block counts. */
  readyFrames(): number;
  /** How far into the next block its first bar line is; `null` when there is none in it. */
  barInNextBlock(): number | null;
  /** The first bar line of the newest source at or after a frame of the room; `null` when it does not know any so far ahead. */
  barFrom(frame: number): number | null;
  begin(source: Source): void;
  /** From `offset` frames into the next block on, which becomes a bar line, equal power over `frames`; not while another fade runs. */
  fadeTo(source: Source, offset: number, frames: number): void;
  /** What a source lacks is silence. */
  render(): MixedBlock;
}

/** A source on the room's timeline. */
interface Voice {
  readonly source: Source;
  /** Room frame minus source frame. */
  readonly shift: number;
  /** Room bar minus source bar. */
  readonly barShift: number;
}

interface Fade {
  readonly from: Voice;
  readonly startFrame: number;
  readonly frames: number;
}

export function createMixer(): Mixer {
  let frame = 0;
  let nextBar = 0;
  let voice: Voice | null = null;
  let fade: Fade | null = null;
  const other = new Int16Array(CHUNK_FRAMES * CHANNELS);

  function place(source: Source, atFrame: number): Voice {
    const position = source.position();
    const first = source.beats(position, position + source.readyFrames()).at(0);
    return { source, shift: atFrame - position, barShift: nextBar - (first?.bar ?? 0) };
  }

  /** Beats of a voice in room frames `[from, to)`. */
  function marksOf({ source, shift, barShift }: Voice, from: number, to: number): BeatMark[] {
    return source.beats(from - shift, to - shift).map((beat) => ({
      ...beat,
      atFrame: beat.atFrame + shift,
      bar: Math.max(0, beat.bar + barShift),
      revision: source.revision(),
    }));
  }

  /** Where the incoming voice begins in the block at `frame`; 0 when it plays from its start. */
  const entry = () => (fade === null ? 0 : Math.min(CHUNK_FRAMES, Math.max(0, fade.startFrame - frame)));

  function blend(pcm: Int16Array, { startFrame, frames }: Fade): void {
    for (let at = 0; at < CHUNK_FRAMES; at += 1) {
      const done = Math.min(1, Math.max(0, (frame + at - startFrame) / frames));
      const into = Math.sin((done * Math.PI) / 2);
      const out = Math.cos((done * Math.PI) / 2);
      for (let side = at * CHANNELS; side < (at + 1) * CHANNELS; side += 1) {
        const sum = Math.round((other[side] as number) * out + (pcm[side] as number) * into);
        pcm[side] = Math.min(32_767, Math.max(-32_768, sum));
      }
    }
  }

  return {
    newest: () => voice?.source ?? null,
    isFading: () => fade !== null,
    position: () => frame,
    shift: () => voice?.shift ?? 0,
    readyFrames() {
      if (voice === null) return 0;
      const incoming = voice.source.readyFrames() + entry();
      if (fade === null) return Math.min(CHUNK_FRAMES, incoming);
      const needed = Math.min(CHUNK_FRAMES, Math.max(0, fade.startFrame + fade.frames - frame));
      const outgoing = fade.from.source.readyFrames() >= needed ? CHUNK_FRAMES : fade.from.source.readyFrames();
      return Math.min(CHUNK_FRAMES, incoming, outgoing);
    },
    barInNextBlock() {
      if (voice === null) return null;
      const line = marksOf(voice, frame, frame + CHUNK_FRAMES).find(({ beat }) => beat === 0);
      return line === undefined ? null : line.atFrame - frame;
    },
    barFrom(from) {
      const bars = voice === null ? [] : marksOf(voice, from, from + Math.ceil(voice.source.barFrames()) + 1);
      return bars.find(({ beat }) => beat === 0)?.atFrame ?? null;
    },
    begin(source) {
      voice = place(source, frame);
    },
    fadeTo(source, offset, frames) {
      if (voice === null || fade !== null) return;
      fade = { from: voice, startFrame: frame + offset, frames: Math.max(1, frames) };
      voice = place(source, frame + offset);
    },
    render() {
      const pcm = new Int16Array(CHUNK_FRAMES * CHANNELS);
      const end = frame + CHUNK_FRAMES;
      const from = entry();
      let gone: Source | null = null;
      voice?.source.pull(pcm, from, CHUNK_FRAMES - from);
      if (fade !== null) {
        other.fill(0);
        fade.from.source.pull(other, 0, CHUNK_FRAMES);
        blend(pcm, fade);
      }
      const before = fade === null ? [] : marksOf(fade.from, frame, Math.min(end, fade.startFrame));
      const marks = [...before, ...(voice === null ? [] : marksOf(voice, frame + from, end))];
      if (fade !== null && end >= fade.startFrame + fade.frames) {
        gone = fade.from.source;
        fade = null;
      }
      nextBar = marks.reduce((most, { bar }) => Math.max(most, bar + 1), nextBar);
      const startFrame = frame;
      frame = end;
      return { startFrame, pcm, revision: voice?.source.revision() ?? 0, marks, gone };
    },
  };
}
