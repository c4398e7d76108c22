// Voices that are many and held long: the pool lends and takes back without a click, and loops neither tick nor swell.
import { expect, test } from 'vitest';
import { createChannel } from '../../server/adapters/house-band/buses.ts';
import { loopLevelsDb, mendLoop } from '../../server/adapters/house-band/font-loops.ts';
import { createPool, type Voice } from '../../server/adapters/house-band/instruments/voice.ts';
import { QUANTUM_FRAMES } from '../../server/adapters/house-band/instruments/wave.ts';
import { createOrchestra } from '../../server/adapters/house-band/orchestra.ts';
import type { Recording, SampleFont } from '../../server/adapters/house-band/sample-font.ts';
import { SAMPLED } from '../../server/adapters/house-band/sounds/sampled.ts';
import type { SoundName } from '../../server/adapters/house-band/sounds/sounds.ts';
import { roughest } from '../support/audio-analysis.ts';
import { font } from '../support/band-measures.ts';

const RATE_HZ = 48_000;
const buses = () => ({ drums: createChannel(), bass: createChannel(), music: createChannel(), lead: createChannel() });

/** The largest second difference of a signal that goes on from the end of its loop to its start, within the last step, and elsewhere. */
function ticks({ data, loopStart, loopEnd }: Recording): { readonly seam: number; readonly elsewhere: number } {
  const at = (frame: number) => data[frame < loopEnd ? frame : frame - loopEnd + loopStart] as number;
  const bend = (frame: number) => Math.abs(at(frame) - 2 * at(frame - 1) + at(frame - 2));
  let elsewhere = 0;
  for (let frame = loopStart + 2; frame < loopEnd; frame += 1) elsewhere = Math.max(elsewhere, bend(frame));
  return { seam: Math.max(bend(loopEnd), bend(loopEnd + 1)), elsewhere };
}

function swellDb(loop: Parameters<typeof loopLevelsDb>[0]): number {
  const levels = loopLevelsDb(loop);
  return Math.max(...levels) - Math.min(...levels);
}

test.each(Object.keys(SAMPLED) as SoundName[])('%s: no loop ticks where its round begins, or swells by more than a vibrato', (sound) => {
  const { program, keys } = SAMPLED[sound] as NonNullable<(typeof SAMPLED)[SoundName]>;
  for (let midi = keys[0]; midi <= keys[1]; midi += 1) {
    const recording = font.recording(program, midi);
    if (!recording?.isLooped) continue;
    const { seam, elsewhere } = ticks(recording);
    expect(seam, `seam of ${midi}`).toBeLessThan(elsewhere * 0.9);
    expect(swellDb(recording), `swelling of ${midi}`).toBeLessThan(6.5);
  }
});

test('a loop that is mended is led into without a step', () => {
  const data = Float32Array.from({ length: 24_000 }, (_, i) => Math.sin(i / 20) * (1 + 0.9 * Math.sin((i - 8_000) / 1_500)) * 0.3);
  const before = data.slice();
  const loop = { data, rootMidi: 64, loopStart: 8_000, loopEnd: 8_000 + 9_425 };
  mendLoop(loop);
  expect(swellDb({ ...loop, data: before })).toBeGreaterThan(15);
  expect(swellDb(loop)).toBeLessThan(6.5);
  expect(data.subarray(0, 5_000)).toEqual(before.subarray(0, 5_000));
  const mono = Float64Array.from(data.subarray(0, 8_000 + 9_425));
  expect(roughest(mono, 5_000, 9_000)).toBeLessThan(roughest(mono, 9_000) * 1.5);
});

const CROWD: readonly (readonly [SoundName, SampleFont | null])[] = [
  ['warm-pad', null],
  ['sub-808', null],
  ['rhodes', null],
  ['vibraphone', null],
  ['lead-guitar', null],
  ['violin', font],
  ['strings', font],
  ['piano', font],
];

test.each(CROWD)('200 notes of %s take one another’s voices without a click', (sound, recordings) => {
  const orchestra = createOrchestra(3, recordings);
  const channels = buses();
  const heard = new Float64Array(1.5 * RATE_HZ);
  const strike = (midi: number, velocity: number) => {
    const note = { at: 0, bus: 'lead', drum: null, sound, midi, velocity, frames: 8 * RATE_HZ, pan: 0, fromMidi: 0, gain: 1, like: null };
    orchestra.play(note as Parameters<typeof orchestra.play>[0], 13, 'soft', 0.5);
  };
  const from = RATE_HZ / 2;
  let struck = 0;
  for (let at = 0; at < heard.length; at += QUANTUM_FRAMES) {
    channels.lead.left.fill(0);
    channels.lead.right.fill(0);
    if (at === 0) for (let index = 0; index < 40; index += 1) strike(48 + ((index * 7) % 24), 0.7);
    // The thieves are silent: only what they take away is heard.
    if (at >= from && struck < 200) {
      strike(60, 0);
      struck += 1;
    }
    orchestra.render(channels, QUANTUM_FRAMES);
    heard.set(channels.lead.left, at);
  }
  const steepest = (start: number, end: number) => {
    let most = 0;
    for (let i = Math.max(2, start); i < end; i += 1) {
      most = Math.max(most, Math.abs((heard[i] as number) - 2 * (heard[i - 1] as number) + (heard[i - 2] as number)));
    }
    return most;
  };
  expect(steepest(from, heard.length)).toBeLessThanOrEqual(Math.max(steepest(0, from / 4), steepest(from / 2, from)));
  expect(heard.subarray(-RATE_HZ / 10).every((sample) => Math.abs(sample) < 1e-3)).toBe(true);
});

/** A pool of voices that fall silent three quanta after they were let go. */
function poolOf(size: number) {
  const made: (Voice & { left: number })[] = [];
  const pool = createPool(size, () => {
    const voice = {
      bus: 'lead' as const,
      isBusy: false,
      age: 0,
      left: Number.POSITIVE_INFINITY,
      render() {
        voice.left -= 1;
        if (voice.left <= 0) voice.isBusy = false;
      },
      release() {
        voice.left = Math.min(voice.left, 3);
      },
    };
    made.push(voice);
    return voice;
  });
  const take = () => {
    const voice = pool.take('lead');
    if (voice !== null) voice.left = Number.POSITIVE_INFINITY;
    return voice;
  };
  return { pool, made, take };
}

test('a pool makes its voices once, however many notes are asked of it', () => {
  const { pool, made, take } = poolOf(16);
  for (let index = 0; index < 200; index += 1) {
    take();
    pool.render(buses(), QUANTUM_FRAMES);
  }
  expect(made).toHaveLength(16);
});

test('in a full pool the oldest make way, so that a whole chord finds room', () => {
  const { pool, made, take } = poolOf(16);
  for (let index = 0; index < 16; index += 1) expect(take()).not.toBeNull();
  for (let index = 0; index < 4; index += 1) pool.render(buses(), QUANTUM_FRAMES);
  const oldest = made.filter(({ age }) => age <= 4);
  const chord = [take(), take(), take(), take()];
  expect(chord.every((voice) => voice !== null && oldest.includes(voice as (typeof made)[number]))).toBe(true);
});
