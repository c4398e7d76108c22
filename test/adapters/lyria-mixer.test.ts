// The mixer alone: equal power over a fade, bars that go on across a seam, and no louder than 16 bits.
import { expect, test } from 'vitest';
import { createMixer, type MixedBlock } from '../../server/adapters/gemini/mixer.ts';
import { createPcmQueue } from '../../server/adapters/gemini/pcm-queue.ts';
import type { Source } from '../../server/adapters/gemini/source.ts';

const BEAT = 24_000;

/** Plays one value on one side, four beats a bar at 120 bpm, from a frame and a revision of its own. */
function source(level: number, side: 0 | 1, { from = 0, seconds = 10, revision = 1 } = {}): Source {
  const queue = createPcmQueue();
  queue.push(
    Int16Array.from({ length: seconds * 96_000 }, (_, at) => (at % 2 === side ? level : 0)),
    revision,
  );
  let position = from;
  return {
    kind: 'LYRIA',
    position: () => position,
    readyFrames: queue.frames,
    barFrames: () => 4 * BEAT,
    pull(into, at, frames) {
      const pulled = queue.pull(into, at, frames);
      position += pulled;
      return pulled;
    },
    beats(start, end) {
      const numbers = Array.from({ length: 100 }, (_, number) => number);
      return numbers.flatMap((number) => {
        const atFrame = number * BEAT;
        const beat = { atFrame, bar: Math.floor(number / 4), beat: number % 4, section: '', chord: '', bpm: 120 };
        return atFrame >= start && atFrame < end ? [beat] : [];
      });
    },
    cue() {},
    revision: queue.revision,
  };
}

test('a fade begins at its frame, keeps the power and ends with the new source alone', () => {
  const mixer = createMixer();
  const [one, two] = [source(10_000, 0), source(10_000, 1, { revision: 2 })];
  mixer.begin(one);
  mixer.render();
  mixer.fadeTo(two, 1_000, 9_600);
  const blocks: MixedBlock[] = [mixer.render(), mixer.render(), mixer.render(), mixer.render()];
  const frames = blocks.flatMap(({ pcm }) => Array.from({ length: 4_800 }, (_, at) => [pcm[at * 2] as number, pcm[at * 2 + 1] as number]));
  expect(frames.slice(0, 1_001)).toEqual(Array.from({ length: 1_001 }, () => [10_000, 0]));
  for (const [left = 0, right = 0] of frames) expect(Math.hypot(left, right)).toBeCloseTo(10_000, -1);
  expect(frames[1_000 + 4_800]?.[0]).toBe(frames[1_000 + 4_800]?.[1]);
  expect(frames.at(-1)).toEqual([0, 10_000]);
  expect(blocks.map(({ gone }) => gone)).toEqual([null, null, one, null]);
  expect(blocks.map(({ revision }) => revision)).toEqual([2, 2, 2, 2]);
});

test('bars go on across a seam, whatever the new source counts', () => {
  const mixer = createMixer();
  mixer.begin(source(1, 0));
  const marks = Array.from({ length: 20 }, () => mixer.render().marks).flat();
  expect(mixer.barInNextBlock()).toBe(0);
  mixer.fadeTo(source(1, 1, { from: 12 * BEAT }), 0, 96_000);
  marks.push(...Array.from({ length: 40 }, () => mixer.render().marks).flat());
  expect(marks.map(({ atFrame }) => atFrame)).toEqual(marks.map((_, index) => index * BEAT));
  expect(marks.map(({ bar, beat }) => bar * 4 + beat)).toEqual(marks.map((_, index) => index));
});

test('two loud sources are held at 16 bits', () => {
  const mixer = createMixer();
  mixer.begin(source(32_767, 0));
  mixer.fadeTo(source(32_767, 0), 0, 4_800);
  expect(Math.max(...mixer.render().pcm)).toBe(32_767);
});

test('what a source lacks is known before it is mixed, and is silence if it must be mixed', () => {
  const mixer = createMixer();
  mixer.begin(source(5, 0, { seconds: 0.05 }));
  expect(mixer.readyFrames()).toBe(2_400);
  expect([...mixer.render().pcm].filter((sample) => sample === 5)).toHaveLength(2_400);
});
