// Sound on its way through: pieces of any length in, any number of frames out, each piece with the revision it was made from.
import { CHANNELS } from '../../domain/audio.ts';

export interface PcmQueue {
  /** Frames that wait. */
  frames(): number;
  /** The piece is the queue's from now on. */
  push(pcm: Int16Array, revision: number): void;
  /** Copies up to `frames` into `into`, interleaved, from its frame `at` on; returns how many there were. */
  pull(into: Int16Array, at: number, frames: number): number;
  /** Throws the oldest away. */
  drop(frames: number): void;
  /** Of the newest frame that has left; 0 before any has. */
  revision(): number;
}

export function createPcmQueue(): PcmQueue {
  const pieces: { readonly pcm: Int16Array; readonly revision: number }[] = [];
  /** Frames of the first piece that have left. */
  let gone = 0;
  let waiting = 0;
  let revision = 0;

  function take(frames: number, use: (pcm: Int16Array, done: number) => void): number {
    let done = 0;
    while (done < frames) {
      const first = pieces[0];
      if (first === undefined) break;
      const count = Math.min(frames - done, first.pcm.length / CHANNELS - gone);
      use(first.pcm.subarray(gone * CHANNELS, (gone + count) * CHANNELS), done);
      revision = first.revision;
      done += count;
      gone += count;
      if (gone * CHANNELS < first.pcm.length) continue;
      pieces.shift();
      gone = 0;
    }
    waiting -= done;
    return done;
  }

  return {
    frames: () => waiting,
    push(pcm, made) {
      pieces.push({ pcm, revision: made });
      waiting += pcm.length / CHANNELS;
    },
    pull: (into, at, frames) => take(frames, (pcm, done) => into.set(pcm, (at + done) * CHANNELS)),
    drop(frames) {
      take(frames, () => {});
    },
    revision: () => revision,
  };
}
