import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { afterAll, expect, test } from 'vitest';
import { createBand } from '../../server/adapters/house-band/band.ts';
import { type Buses, type BusName, createChannel } from '../../server/adapters/house-band/buses.ts';
import type { FromWorker, ToWorker } from '../../server/adapters/house-band/messages.ts';
import { createOrchestra } from '../../server/adapters/house-band/orchestra.ts';
import { readSampleFont, type SampleFont } from '../../server/adapters/house-band/sample-font.ts';
import { SAMPLED } from '../../server/adapters/house-band/sounds/sampled.ts';
import type { SoundName } from '../../server/adapters/house-band/sounds/sounds.ts';
import type { Steering } from '../../server/domain/steering.ts';
import type { MusicIntent } from '../../server/ports/music-engine.ts';
import { isSame, rms } from '../support/audio-analysis.ts';

const RATE_HZ = 48_000;
const FONT = new URL('../../server/adapters/house-band/font/acoustic.sf3', import.meta.url);
const openFont = () => readSampleFont(new Uint8Array(readFileSync(FONT)));
const font = await openFont();
const EMPTY: SampleFont = { recording: () => null, decodeNext: () => false };
const NAMES = Object.keys(SAMPLED) as SoundName[];
const LOW: readonly SoundName[] = ['upright-bass', 'low-strings'];
const STEERING: Steering = { bpm: 120, density: 0.6, brightness: 0.5, scale: null, muteBass: false, muteDrums: false, revision: 1 };

/** One note of 0.8 s, alone. */
function playNote(sound: SoundName, midi: number, from: SampleFont | null, seconds = 1): Float64Array {
  const buses: Buses = { drums: createChannel(), bass: createChannel(), music: createChannel(), lead: createChannel() };
  const orchestra = createOrchestra(3, from);
  const note = {
    at: 0,
    bus: 'lead',
    drum: null,
    sound,
    midi,
    velocity: 0.7,
    frames: 0.8 * RATE_HZ,
    pan: 0,
    fromMidi: 0,
    gain: 1,
    like: null,
  } as const;
  orchestra.play(note, 20, 'soft', 0.5);
  const heard = new Float64Array(seconds * RATE_HZ);
  for (let at = 0; at + 64 <= heard.length; at += 64) {
    buses.lead.left.fill(0);
    orchestra.render(buses, 64);
    heard.set(buses.lead.left, at);
  }
  return heard;
}

/** Frequency of the first period that repeats well, anywhere from 50 to 2,000 Hz: the normalised difference function of YIN. */
function pitchHz(mono: Float64Array): number {
  const longest = RATE_HZ / 50;
  const window = mono.length - longest - 2;
  const difference = new Float64Array(longest + 2);
  for (let lag = 1; lag < difference.length; lag += 1) {
    let apart = 0;
    for (let i = 0; i < window; i += 1) apart += ((mono[i] as number) - (mono[i + lag] as number)) ** 2;
    difference[lag] = apart;
  }
  let sum = 0;
  const normal = difference.map((value, lag) => {
    sum += value;
    return lag === 0 ? 1 : (value * lag) / sum;
  });
  const isDip = (lag: number) =>
    (normal[lag] as number) <= (normal[lag - 1] as number) && (normal[lag] as number) <= (normal[lag + 1] as number);
  const dips = Array.from({ length: longest - 24 }, (_, index) => index + 24).filter(isDip);
  const deepest = Math.min(...dips.map((lag) => normal[lag] as number));
  const lag = dips.find((dip) => (normal[dip] as number) < deepest + 0.1) ?? 0;
  const [before, here, after] = [normal[lag - 1] as number, normal[lag] as number, normal[lag + 1] as number];
  return RATE_HZ / (lag + (before - after) / (2 * (before - 2 * here + after)));
}

function intent(text: string, steering: Partial<Steering> = {}): MusicIntent {
  return { prompts: [{ text, weight: 1 }], steering: { ...STEERING, ...steering } };
}

function render(from: SampleFont | null, text: string, seconds: number, blockFrames = 4_800): Int16Array {
  const band = createBand({ seed: 21, startBar: 16, font: from, intent: intent(text) });
  const pcm = new Int16Array(seconds * RATE_HZ * 2);
  for (let at = 0; at < pcm.length; at += blockFrames * 2) band.render(pcm.subarray(at, at + blockFrames * 2));
  return pcm;
}

test.each(NAMES)('%s: its recording sounds, is in tune, and ends after its note', (sound) => {
  const midi = LOW.includes(sound) ? 45 : 69;
  const heard = playNote(sound, midi, font, 4);
  expect(playNote(sound, midi, null, 4)).not.toEqual(heard);
  expect(rms(heard.subarray(0, 0.6 * RATE_HZ))).toBeGreaterThan(0.015);
  const hertz = 440 * 2 ** ((midi - 69) / 12);
  expect(Math.abs(pitchHz(heard.subarray(0.2 * RATE_HZ, 0.7 * RATE_HZ)) / hertz - 1)).toBeLessThan(0.01);
  expect(rms(heard.subarray(0.4 * RATE_HZ, 0.6 * RATE_HZ))).toBeGreaterThan(1e-3);
  expect(heard.subarray(3 * RATE_HZ).every((sample) => sample === 0)).toBe(true);
});

test.each(NAMES)(
  '%s: every note from the lowest to beyond the highest is played, at about one level and nowhere near another note',
  (sound) => {
    const [low, high] = SAMPLED[sound]?.keys ?? [0, 0];
    for (let midi = Math.max(low, 40); midi <= high + 3; midi += 6) {
      const heard = playNote(sound, midi, font, 0.7);
      const level = rms(heard.subarray(0, 0.3 * RATE_HZ));
      expect(level, `level of ${midi}`).toBeGreaterThan(0.004);
      expect(level, `level of ${midi}`).toBeLessThan(0.5);
      if (midi > 88) continue;
      // The low strings of a harp sound their octave more than themselves, and a choir is never quite of one mind.
      const semitones = 12 * Math.log2(pitchHz(heard.subarray(0.1 * RATE_HZ)) / 440) + 69 - midi;
      expect(Math.abs(semitones - 12 * Math.round(semitones / 12)), `pitch of ${midi}`).toBeLessThan(0.5);
    }
  },
);

test('every preset that the band asks for is in the font; one that is not is missing, not another', () => {
  for (const { program, keys } of Object.values(SAMPLED)) for (const midi of keys) expect(font.recording(program, midi)).not.toBeNull();
  expect(font.recording(1, 60)).toBeNull();
  expect(font.recording(127, 60)).toBeNull();
});

test('an instrument without a recording is played by its synthetic namesake', () => {
  for (const sound of NAMES) expect(playNote(sound, 69, EMPTY)).toEqual(playNote(sound, 69, null));
});

test('what is not a font is refused', async () => {
  await expect(readSampleFont(new Uint8Array(4_096))).rejects.toThrow();
  await expect(readSampleFont(new Uint8Array(readFileSync(FONT)).slice(0, 200))).rejects.toThrow();
});

test('samples do not depend on when recordings are decoded, on another room, or on the size of the blocks', async () => {
  const text = 'jazz with piano, violin and trumpet';
  const lazy = await openFont();
  const eager = await openFont();
  while (eager.decodeNext());
  const heard = render(lazy, text, 6);
  expect(isSame(render(eager, text, 6), heard)).toBe(true);
  expect(isSame(render(eager, text, 6, 960), heard)).toBe(true);
  const neighbour = createBand({ seed: 5, font: eager, intent: intent('classical with harp and flute') });
  const band = createBand({ seed: 21, startBar: 16, font: eager, intent: intent(text) });
  const pcm = new Int16Array(heard.length);
  for (let at = 0; at < pcm.length; at += 9_600) {
    neighbour.render(new Int16Array(9_600));
    band.render(pcm.subarray(at, at + 9_600));
  }
  expect(isSame(pcm, heard)).toBe(true);
  expect(isSame(render(null, text, 6), heard)).toBe(false);
});

test('muting the bass empties its bus of recordings too', () => {
  const energy: Record<BusName, number> = { drums: 0, bass: 0, music: 0, lead: 0 };
  const tap = (buses: Buses) => {
    for (const name of Object.keys(energy) as BusName[]) for (const sample of buses[name].left) energy[name] += sample * sample;
  };
  const band = createBand({ seed: 8, startBar: 16, font, intent: intent('jazz with upright bass'), tap });
  band.render(new Int16Array(3 * 96_000));
  expect(energy.bass).toBeGreaterThan(0);
  band.steer(intent('jazz with upright bass', { muteBass: true, revision: 2 }));
  band.render(new Int16Array(4 * 96_000));
  energy.bass = 0;
  energy.music = 0;
  band.render(new Int16Array(3 * 96_000));
  expect(energy.bass).toBe(0);
  expect(energy.music).toBeGreaterThan(0);
});

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Where a bundle finds the packages that stay outside of it. */
const folder = mkdtempSync(join(root, 'node_modules', '.coro-thread-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Bundles the thread as the build does and plays until its second block, which is music. */
async function playBundled(name: string, withFont: boolean): Promise<{ said: string; level: number }> {
  const outfile = join(folder, name, 'worker.mjs');
  await build({
    absWorkingDir: root,
    entryPoints: ['server/band-thread.ts'],
    packages: 'external',
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    logLevel: 'error',
  });
  if (withFont) await cp(fileURLToPath(new URL('.', FONT)), join(folder, name, 'font'), { recursive: true });
  const worker = new Worker(pathToFileURL(outfile), { stderr: true });
  let said = '';
  worker.stderr.on('data', (text) => {
    said += text;
  });
  const start: ToWorker = {
    kind: 'START',
    run: 1,
    seed: 4,
    intent: intent('classical piano'),
    startFrame: 0,
    startBar: 16,
    startedAtMs: null,
    wantsPcm: true,
  };
  const level = await new Promise<number>((resolve, reject) => {
    worker.on('error', reject);
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'READY') worker.postMessage(start);
      if (message.kind === 'FAILED') reject(new Error(message.why));
      if (message.kind === 'BLOCK' && message.startFrame >= 4_800) resolve(rms(Float64Array.from(message.pcm ?? [])));
    });
  });
  await worker.terminate();
  return { said, level };
}

test('a bundled worker finds its font beside itself', async () => {
  const { said, level } = await playBundled('whole', true);
  expect(level).toBeGreaterThan(0);
  expect(said).toBe('');
});

test('a worker without its font says so and plays on', async () => {
  const { said, level } = await playBundled('bare', false);
  expect(level).toBeGreaterThan(0);
  expect(said).toContain('The band plays without its recorded instruments');
});
