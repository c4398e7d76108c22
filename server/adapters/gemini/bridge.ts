// The house band as a source: it plays the same intent while Lyria cannot, and is let go when Lyria can. Makes no sound of its own, and
// knows it only as an engine that somebody has passed in.
import { CHUNK_FRAMES, SAMPLE_RATE_HZ } from '../../domain/audio.ts';
import type { BeatMark, MusicEngine, MusicIntent, StartMusicEngine, TurnMark } from '../../ports/music-engine.ts';
import { createPcmQueue } from './pcm-queue.ts';
import type { Source } from './source.ts';

export interface Bridge extends Source {
  /** @throws CoroError as `MusicEngine.steer`. */
  steer(intent: MusicIntent): void;
  readonly turn: MusicEngine['turn'];
  stop(): Promise<void>;
}

export interface BridgeOptions {
  readonly startEngine: StartMusicEngine;
  readonly seed: number;
  readonly intent: MusicIntent;
  /** There is more to pull. */
  readonly onSound: () => void;
  /** In the band's own frames. */
  readonly onTurn: (mark: TurnMark) => void;
  readonly onFailed: () => void;
}

/** @throws CoroError as `StartMusicEngine`. */
export function createBridge({ startEngine, seed, intent, onSound, onTurn, onFailed }: BridgeOptions): Bridge {
  const queue = createPcmQueue();
  let marks: readonly BeatMark[] = [];
  let position = 0;
  let isOver = false;
  let { bpm } = intent.steering;

  const engine = startEngine({
    seed,
    intent,
    wantsPcm: true,
    listener: {
      block({ pcm, revision }) {
        if (isOver || pcm === null) return;
        queue.push(pcm, revision);
        onSound();
      },
      beat(mark) {
        marks = [...marks, mark];
      },
      turn: onTurn,
      health(health) {
        if (health === 'FAILED' && !isOver) onFailed();
      },
    },
  });

  return {
    kind: 'HOUSE_BAND',
    steer: engine.steer,
    turn: engine.turn,
    stop() {
      isOver = true;
      return engine.stop();
    },
    position: () => position,
    readyFrames: queue.frames,
    barFrames: () => (240 / bpm) * SAMPLE_RATE_HZ,
    pull(into, at, frames) {
      const pulled = queue.pull(into, at, frames);
      position += pulled;
      return pulled;
    },
    beats(from, to) {
      const found = marks.filter(({ atFrame }) => atFrame >= from && atFrame < to);
      bpm = found.at(-1)?.bpm ?? bpm;
      marks = marks.filter(({ atFrame }) => atFrame >= position - CHUNK_FRAMES);
      return found;
    },
    cue(keepFrames) {
      const newest = position + queue.frames() - keepFrames;
      const bar = marks.findLast(({ atFrame, beat }) => beat === 0 && atFrame >= position && atFrame <= newest);
      if (bar === undefined) return;
      queue.drop(bar.atFrame - position);
      position = bar.atFrame;
    },
    revision: queue.revision,
  };
}
