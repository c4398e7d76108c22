// What `npm run render` writes can be read by others: the WAV byte for byte, the MIDI note by note, the picture by its pixels.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tone from '@tonejs/midi';
import { decode } from 'fast-png';
import { afterAll, expect, test } from 'vitest';
import { keyOfEvent, writeMidi } from '../../scripts/render/midi.ts';
import { helpText, type RenderOptions, readCommandLine } from '../../scripts/render/options.ts';
import { framesOf, perform } from '../../scripts/render/performance.ts';
import { progressLine } from '../../scripts/render/progress.ts';
import { colourOf, createSpectrogram, LEVELS_DB, PLOT, rowOfHz } from '../../scripts/render/spectrogram.ts';
import { wavHeader, wavSamples } from '../../scripts/render/wav.ts';
import { barFramesOf } from '../../server/adapters/house-band/band.ts';
import { composeBar } from '../../server/adapters/house-band/composer.ts';
import { conduct } from '../../server/adapters/house-band/conductor.ts';
import type { ScoreEvent } from '../../server/adapters/house-band/score.ts';
import { SCALES } from '../../server/domain/steering.ts';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'coro-render-'));
afterAll(() => rmSync(folder, { recursive: true }));

const OPTIONS: RenderOptions = {
  intent: {
    prompts: [{ text: 'funk, rhodes, saxophone', weight: 1 }],
    steering: { bpm: 104, density: 0.6, brightness: 0.5, scale: 'F_MAJOR_D_MINOR', muteBass: false, muteDrums: false, revision: 1 },
  },
  seconds: 24.31,
  seed: 7,
  turns: [],
  out: 'x',
};

function play(options: RenderOptions) {
  const pieces: Int16Array[] = [];
  const played = perform(options, { heard: (pcm) => pieces.push(pcm.slice()) });
  const pcm = new Int16Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    pcm.set(piece, at);
    at += piece.length;
  }
  return { pcm, played };
}

test('the header of a WAV file says what follows it', () => {
  const header = wavHeader(48_000);
  expect(header.length).toBe(44);
  expect(header.toString('latin1', 0, 4)).toBe('RIFF');
  expect(header.readUInt32LE(4)).toBe(36 + 192_000);
  expect(header.toString('latin1', 8, 16)).toBe('WAVEfmt ');
  const numbers = [header.readUInt32LE(16), header.readUInt16LE(20), header.readUInt16LE(22), header.readUInt32LE(24)];
  expect(numbers).toEqual([16, 1, 2, 48_000]);
  expect([header.readUInt32LE(28), header.readUInt16LE(32), header.readUInt16LE(34)]).toEqual([192_000, 4, 16]);
  expect(header.toString('latin1', 36, 40)).toBe('data');
  expect(header.readUInt32LE(40)).toBe(192_000);
  expect([...wavSamples(Int16Array.of(1, -2, 32_767, -32_768))]).toEqual([1, 0, 254, 255, 255, 127, 0, 128]);
  expect(() => wavHeader(2 ** 30)).toThrow(RangeError);
});

test('a piece is exactly as long as was asked for, and the same seed plays the same', () => {
  const first = play(OPTIONS);
  expect(first.pcm.length).toBe(framesOf(OPTIONS) * 2);
  expect(framesOf(OPTIONS)).toBe(1_166_880);
  const second = play(OPTIONS);
  expect(Buffer.compare(wavSamples(second.pcm), wavSamples(first.pcm))).toBe(0);
  expect(second.played).toEqual(first.played);
  expect(play({ ...OPTIONS, seed: 8 }).played).not.toEqual(first.played);
});

test('what the band tells of its playing is what the composer writes', () => {
  const { played } = play(OPTIONS);
  const { steering, prompts } = OPTIONS.intent;
  const barFrames = barFramesOf(steering.bpm);
  const direction = conduct(prompts, null);
  const composed: ScoreEvent[] = [];
  let memory: Parameters<typeof composeBar>[1] = { voicing: null };
  for (let bar = 0; bar * barFrames < framesOf(OPTIONS); bar += 1) {
    const { bpm, density, muteBass, muteDrums } = steering;
    const scale = steering.scale ?? SCALES[0];
    const written = composeBar({ seed: 7, bar, origin: 0, bpm, barFrames, direction, density, scale, muteBass, muteDrums }, memory);
    memory = written.memory;
    for (const event of written.events) composed.push({ ...event, at: event.at + bar * barFrames });
  }
  const inOrder = (events: readonly ScoreEvent[]) => events.map((event) => JSON.stringify(event)).sort();
  expect(inOrder(played)).toEqual(inOrder(composed.filter(({ at }) => at < framesOf(OPTIONS))));
});

test('the notes of the MIDI file are the notes that were played', () => {
  const { played } = play(OPTIONS);
  const { bpm } = OPTIONS.intent.steering;
  const midi = new tone.Midi(writeMidi(played, bpm));
  expect(midi.header.tempos[0]?.bpm).toBeCloseTo(bpm, 2);
  expect(midi.tracks.length).toBeGreaterThan(3);
  expect(new Set(midi.tracks.map(({ channel }) => channel)).size).toBe(midi.tracks.length);
  const drums = midi.tracks.filter(({ channel }) => channel === 9);
  expect(drums.map(({ name }) => name)).toEqual(['drums']);
  expect(midi.tracks.find(({ name }) => name === 'lead: saxophone')?.instrument.number).toBe(65);

  const read = midi.tracks.flatMap(({ name, notes }) =>
    notes.map((note) => ({ track: name, key: note.midi, time: note.time, duration: note.duration, velocity: note.velocity })),
  );
  expect(read.length).toBe(played.length);
  const left = new Set(read);
  for (const event of played) {
    const track = event.sound === null ? 'drums' : `${event.bus}: ${event.sound}`;
    const found = [...left].find(
      (note) =>
        note.track === track &&
        note.key === keyOfEvent(event) &&
        Math.abs(note.time - event.at / 48_000) < 0.001 &&
        Math.abs(note.velocity - event.velocity) <= 1 / 127,
    );
    expect(found, JSON.stringify(event)).toBeDefined();
    if (!found) continue;
    left.delete(found);
    expect(found.duration).toBeGreaterThan(0);
    if (event.sound !== null) expect(found.duration).toBeLessThan(event.frames / 48_000 + 0.004);
  }
  expect(left.size).toBe(0);
});

test('drums and bass that are muted are not in the file', () => {
  const muted = { ...OPTIONS, intent: { ...OPTIONS.intent, steering: { ...OPTIONS.intent.steering, muteBass: true, muteDrums: true } } };
  const buses = new Set(play(muted).played.map(({ bus }) => bus));
  expect(buses.has('music')).toBe(true);
  expect(buses.has('bass')).toBe(false);
  expect(buses.has('drums')).toBe(false);
});

function sine(hertz: number, amplitude: number, frames: number, rightSign = 1): Int16Array {
  return Int16Array.from({ length: frames * 2 }, (_, i) => {
    const value = amplitude * 32_767 * Math.sin((2 * Math.PI * hertz * Math.floor(i / 2)) / 48_000);
    return Math.round(i % 2 === 0 ? value : rightSign * value);
  });
}

function pixel({ width, data }: { width: number; data: Uint8Array }, x: number, y: number): number[] {
  return [...data.subarray((y * width + x) * 3, (y * width + x) * 3 + 3)];
}

/** The brightest row of a column of the plot. */
function brightestRow(picture: { width: number; data: Uint8Array }, column: number): number {
  const light = Array.from({ length: PLOT.height }, (_, row) =>
    pixel(picture, PLOT.left + column, PLOT.top + row).reduce((sum, value) => sum + value),
  );
  return light.indexOf(Math.max(...light));
}

test.each([60, 440, 3_000, 12_000])('%i Hz is seen at its place, at its time, even out of phase', (hertz) => {
  const spectrogram = createSpectrogram(96_000);
  const silence = new Int16Array(96_000);
  spectrogram.hear(silence);
  // In uneven pieces: where they are cut must not matter.
  const sound = sine(hertz, 0.1, 48_000, -1);
  spectrogram.hear(sound.subarray(0, 2_222));
  spectrogram.hear(sound.subarray(2_222));
  const picture = spectrogram.draw();
  expect(Math.abs(brightestRow(picture, 900) - rowOfHz(hertz))).toBeLessThan(10);
  const row = Math.round(rowOfHz(hertz));
  expect(pixel(picture, PLOT.left + 300, PLOT.top + row)).toEqual(colourOf(LEVELS_DB.low));
  // A tenth of full scale is -20 dB.
  const seen = pixel(picture, PLOT.left + 900, PLOT.top + brightestRow(picture, 900));
  const near = [-19, -20, -21, -22].map((db) => colourOf(db));
  expect(near.some((colour) => colour.every((value, i) => Math.abs(value - (seen[i] as number)) < 8))).toBe(true);
});

test('colours grow lighter with loudness, and silence is the darkest', () => {
  const light = (db: number) => colourOf(db).reduce((sum, value, i) => sum + value * ([0.3, 0.59, 0.11][i] as number), 0);
  for (let db = LEVELS_DB.low; db < LEVELS_DB.high; db += 4) expect(light(db + 4)).toBeGreaterThan(light(db));
  expect(colourOf(Number.NEGATIVE_INFINITY)).toEqual(colourOf(LEVELS_DB.low));
  expect(colourOf(Number.NaN)).toEqual(colourOf(LEVELS_DB.low));
  expect(colourOf(0)).toEqual(colourOf(LEVELS_DB.high));
});

function read(...args: string[]) {
  return readCommandLine(args);
}

test('options have defaults, and weights are shared out', () => {
  const line = read(
    '--prompt',
    'warm lo-fi',
    '--prompt=jazz',
    '--weight',
    '3',
    '--mute-bass',
    '--scale',
    'f_major_d_minor',
    '--out',
    'a/b',
  );
  expect(line).toEqual({
    kind: 'RENDER',
    options: {
      intent: {
        prompts: [
          { text: 'warm lo-fi', weight: 0.25 },
          { text: 'jazz', weight: 0.75 },
        ],
        steering: { bpm: 100, density: 0.5, brightness: 0.5, scale: 'F_MAJOR_D_MINOR', muteBass: true, muteDrums: false, revision: 1 },
      },
      seconds: 60,
      seed: 1,
      turns: [],
      out: 'a/b',
    },
  });
});

test('turns are asked for by name and time, as often as wanted, and the band takes them', () => {
  const line = read('--prompt', 'x', '--out', 'x', '--turn', 'KEY_LIFT@9.5', '--turn=drop@0');
  const turns = [
    { turn: 'KEY_LIFT', atSeconds: 9.5 },
    { turn: 'DROP', atSeconds: 0 },
  ];
  expect(line).toMatchObject({ options: { turns } });
  const { played } = play({ ...OPTIONS, seconds: 14, turns: [{ turn: 'BREAKDOWN', atSeconds: 10 }] });
  const line5 = 5 * barFramesOf(OPTIONS.intent.steering.bpm);
  const drums = played.filter(({ bus }) => bus === 'drums');
  expect(drums.filter(({ at }) => at < line5).length).toBeGreaterThan(4);
  expect(drums.filter(({ at }) => at >= line5).map(({ drum }) => drum)).toEqual(['Y']);
});

test.each([
  ['techno at 138 bpm', [], 138],
  ['techno at 138 bpm', ['--bpm', '90'], 90],
  ['piano', [], 100],
  ['slower piano', [], 85],
])('the tempo of "%s" with %j', (text, more, bpm) => {
  const line = read('--prompt', text, '--out', 'x', ...more);
  expect(line).toMatchObject({ options: { intent: { steering: { bpm } } } });
});

const RIGHT = ['--prompt', 'x', '--out', 'x'];
test.each([
  [['--bpm', '59'], '--bpm must be a whole number from 60 to 200, not "59".'],
  [['--bpm', '80.5'], '--bpm must be a whole number from 60 to 200, not "80.5".'],
  [['--seconds', '0'], '--seconds must be a number from 1 to 3600, not "0".'],
  [['--seconds', 'NaN'], '--seconds must be a number from 1 to 3600, not "NaN".'],
  [['--seed', '-1'], '--seed must be a whole number from 0 to 4294967295, not "-1".'],
  [['--brightness', '1.01'], '--brightness must be a number from 0 to 1, not "1.01".'],
  [['--density', '1e-3'], '--density must be a number from 0 to 1, not "1e-3".'],
  [['--weight', '0'], '--weight must be a number from 0.01 to 100, not "0".'],
  [['--weight', '1', '--weight', '2'], '--weight is given twice for "x".'],
  [['--seed', '1', '--seed', '2'], '--seed is given twice.'],
  [['--mute-drums=yes'], '--mute-drums takes no value.'],
  [['--turn', 'encore@3'], '--turn must be NAME@SECONDS with one of drop, breakdown, build, key-lift, half-time, not "encore@3".'],
  [['--turn', 'drop'], '--turn must be NAME@SECONDS with one of drop, breakdown, build, key-lift, half-time, not "drop".'],
  [['--turn', 'drop@60'], '--turn drop@60 comes after the end: --seconds is 60.'],
  [['--turn'], '--turn needs a value.'],
  [['--tempo', '80'], '--tempo is not an option; --help lists them all.'],
  [['piano'], '"piano" belongs to no option; texts of several words need quotation marks.'],
  [['--seed'], '--seed needs a value.'],
  [['--prompt', ''], '--prompt must be 1 to 500 characters long.'],
  [['--prompt', 'x'.repeat(501)], '--prompt must be 1 to 500 characters long.'],
])('%j is refused', (args, sentence) => {
  expect(read(...RIGHT, ...args)).toEqual({ kind: 'MISTAKES', lines: [sentence] });
});

test('all mistakes are told at once', () => {
  const line = read('--weight', '2', '--bpm', '--scale', 'H_MAJOR', '--density', '7');
  expect(line).toEqual({
    kind: 'MISTAKES',
    lines: [
      '--weight must stand behind the --prompt that it weighs.',
      '--bpm needs a value.',
      '--density must be a number from 0 to 1, not "7".',
      `--scale must be one of ${SCALES.join(', ')}, not "H_MAJOR".`,
      '--prompt is missing: say what to play.',
      '--out is missing: say where to write.',
    ],
  });
});

test('the help lists every option and fits a terminal', () => {
  expect(read('--nonsense', '--help')).toEqual({ kind: 'HELP' });
  const names = 'prompt weight bpm seconds seed brightness density scale mute-bass mute-drums turn out help'.split(' ');
  for (const name of names) expect(helpText()).toMatch(new RegExp(`^ {2}--${name}\\b`, 'm'));
  for (const line of helpText().split('\n')) expect(line.length).toBeLessThanOrEqual(100);
});

test('the progress line knows its beginning and its end', () => {
  expect(progressLine({ done: 0, total: 10, elapsedMs: 5 })).toBe(`${'░'.repeat(30)}   0 %`);
  expect(progressLine({ done: 5, total: 10, elapsedMs: 2_000 })).toBe(`${'█'.repeat(15)}${'░'.repeat(15)}  50 %, 2 s left`);
  expect(progressLine({ done: 10, total: 10, elapsedMs: 4_000 })).toBe(`${'█'.repeat(30)} 100 %`);
});

function run(...args: string[]) {
  return spawnSync(process.execPath, ['--import', 'tsx', 'scripts/render.ts', ...args], { cwd: root, encoding: 'utf8' });
}

test('the script writes three files that others can read', () => {
  const out = join(folder, 'new', 'x');
  const { status, stderr } = run('--prompt', 'house', '--bpm', '123', '--seconds', '2', '--out', out);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const wav = readFileSync(`${out}.wav`);
  expect(wav.length).toBe(44 + 2 * 48_000 * 4);
  expect(wav.subarray(0, 44)).toEqual(wavHeader(96_000));
  expect(wav.subarray(44).some((byte) => byte !== 0)).toBe(true);
  expect(new tone.Midi(readFileSync(`${out}.mid`)).tracks.length).toBeGreaterThan(0);
  const { width, height, channels, depth } = decode(readFileSync(`${out}.png`));
  expect({ width, height, channels, depth }).toEqual({
    width: PLOT.left + PLOT.width + PLOT.right,
    height: PLOT.top + PLOT.height + PLOT.bottom,
    channels: 3,
    depth: 8,
  });
});

test('the script ends with 1 and writes nothing when an option is wrong', () => {
  const out = join(folder, 'none');
  const { status, stdout, stderr } = run('--prompt', 'house', '--bpm', '10', '--out', out, '--seed', 'x');
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr.trim().split('\n').length).toBe(2);
  expect(existsSync(`${out}.wav`)).toBe(false);
});

test('a place that cannot be written to is told in a sentence', () => {
  const { status, stderr } = run('--prompt', 'house', '--seconds', '1', '--out', join(root, 'package.json', 'x'));
  expect(status).toBe(1);
  expect(stderr).toMatch(/^The files could not be written\. .+\n$/);
});
