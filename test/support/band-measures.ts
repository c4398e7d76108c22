// What the figures of the house band are measured with: renders short pieces of one genre and one seed and reduces them to numbers.
// Judges nothing; `test/bench/band-figures.ts` and the tests hold the numbers against what must be reached.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Band, type BandStart, barFramesOf, createBand as createBandWith } from '../../server/adapters/house-band/band.ts';
import { BUS_NAMES, type Buses, type BusName } from '../../server/adapters/house-band/buses.ts';
import { type ComposedBar, type ComposerMemory, composeBar } from '../../server/adapters/house-band/composer.ts';
import { conduct } from '../../server/adapters/house-band/conductor.ts';
import { readSampleFont } from '../../server/adapters/house-band/sample-font.ts';
import { STYLE_IDS, type StyleId } from '../../server/adapters/house-band/styles/style.ts';
import { SAMPLE_RATE_HZ } from '../../server/domain/audio.ts';
import type { INSTRUMENTS } from '../../server/domain/lexicon-instruments.ts';
import { SCALES, type Steering } from '../../server/domain/steering.ts';
import type { BeatMark, MusicIntent } from '../../server/ports/music-engine.ts';
import {
  bandLevels,
  bandMotion,
  centroidHz,
  chroma,
  dcOffset,
  inScaleShare,
  loudnessLufs,
  loudnessRangeLu,
  onsetSeconds,
  roughest,
  shareBelow,
  tempoBpm,
  toMono,
  truePeakDb,
} from './audio-analysis.ts';

/** The recorded instruments. */
export const font = await readSampleFont(
  new Uint8Array(readFileSync(new URL('../../server/adapters/house-band/font/acoustic.sf3', import.meta.url))),
);
/** As people hear it: with its recorded instruments. */
export const createBand = (start: BandStart): Band => createBandWith({ font, ...start });

/** A tempo at which each genre feels right. */
export const HOME_BPM: Readonly<Record<StyleId, number>> = {
  trap: 142,
  'lo-fi': 78,
  afrobeat: 110,
  jazz: 132,
  orchestral: 92,
  techno: 132,
  ambient: 66,
  'hip-hop': 91,
  funk: 104,
  'drum-and-bass': 174,
  synthwave: 100,
  reggae: 76,
  house: 123,
  classical: 100,
  'r-and-b': 74,
};
/** The tiles' own names. */
export const NAMES: Partial<Record<StyleId, string>> = {
  'drum-and-bass': 'Drum & Bass',
  'r-and-b': 'R&B',
  'lo-fi': 'Lo-Fi',
  'hip-hop': 'Hip-Hop',
};
export const STEPS = [0.1, 0.3, 0.5, 0.7, 0.9] as const;
/** The first verse: the intro is thin on purpose. */
const FROM_BAR = 8;

export function intentOf(genre: StyleId, steering: Partial<Steering> = {}, more = ''): MusicIntent {
  const plain = { bpm: HOME_BPM[genre], density: 0.5, brightness: 0.5, scale: null, muteBass: false, muteDrums: false, revision: 1 };
  return { prompts: [{ text: `${NAMES[genre] ?? genre}${more}`, weight: 1 }], steering: { ...plain, ...steering } };
}

/** Renders `seconds` in blocks of 100 ms. */
export function play(band: Band, seconds: number): { readonly pcm: Int16Array; readonly beats: readonly BeatMark[] } {
  const pcm = new Int16Array(Math.round(seconds * 10) * 9_600);
  const beats: BeatMark[] = [];
  for (let at = 0; at < pcm.length; at += 9_600) beats.push(...band.render(pcm.subarray(at, at + 9_600)).beats);
  return { pcm, beats };
}

function soundOf(genre: StyleId, seed: number, seconds: number, steering: Partial<Steering> = {}): Float64Array {
  return toMono(play(createBand({ seed, startBar: FROM_BAR, intent: intentOf(genre, steering) }), seconds).pcm);
}

/** Adds up what each bus carries. */
function meter() {
  const energy: Record<BusName, number> = { drums: 0, bass: 0, music: 0, lead: 0 };
  const tap = (buses: Buses) => {
    for (const name of BUS_NAMES) {
      const { left, right } = buses[name];
      for (let i = 0; i < left.length; i += 1) energy[name] += (left[i] as number) ** 2 + (right[i] as number) ** 2;
    }
  };
  return { energy, tap };
}

/** The bars of a piece with constant steering, as written. */
export function composed(genre: StyleId, seed: number, bars: number, density = 0.5, from = 0): readonly ComposedBar[] {
  const { prompts, steering } = intentOf(genre, { density });
  const direction = conduct(prompts, null);
  let memory: ComposerMemory = { voicing: null };
  return Array.from({ length: bars }, (_, index) => {
    const { bpm } = steering;
    const bar = composeBar(
      {
        seed,
        bar: from + index,
        origin: 0,
        bpm,
        barFrames: barFramesOf(bpm),
        direction,
        density,
        scale: 'C_MAJOR_A_MINOR',
        muteBass: false,
        muteDrums: false,
      },
      memory,
    );
    memory = bar.memory;
    return bar;
  });
}

/** Spectral centroid at each of `STEPS`, Hz. */
export function brightness(genre: StyleId, seed: number): number[] {
  return STEPS.map((step) => centroidHz(soundOf(genre, seed, 8, { brightness: step })));
}

/** Composed onsets per second of a verse and a chorus at each of `STEPS`; events at one frame within 10 ms are one. */
export function composedOnsets(genre: StyleId, seed: number): number[] {
  return STEPS.map((density) => {
    const bars = composed(genre, seed, 16, density, FROM_BAR);
    const seconds = (bars.length * barFramesOf(HOME_BPM[genre])) / SAMPLE_RATE_HZ;
    const onsets = bars.reduce((sum, { events }) => sum + new Set(events.map(({ at }) => Math.round(at / 480))).size, 0);
    return onsets / seconds;
  });
}

/** Onsets per second heard at density 0.3 and 0.9, over so long that quiet music has some too. */
export function heardOnsets(genre: StyleId, seed: number, seconds = 36): [number, number] {
  const at = (density: number) => onsetSeconds(soundOf(genre, seed, seconds, { density })).length / seconds;
  return [at(0.3), at(0.9)];
}

export function tempo(genre: StyleId, seed: number): number {
  return tempoBpm(soundOf(genre, seed, 24));
}

/** Whether an estimate is the tempo, its half or its double within 1 %. */
export function isTempo(estimate: number, bpm: number): boolean {
  return [0.5, 1, 2].some((factor) => Math.abs(estimate / (bpm * factor) - 1) < 0.01);
}

export interface MutedFigures {
  /** Share of the chroma inside the scale that was asked for, and inside the one a tritone away. */
  readonly inScale: number;
  readonly wrongKey: number;
  /** Energy of the muted buses. */
  readonly energy: number;
  readonly below150: number;
}

/** Drums and bass muted, in a scale that the seed names. */
export function muted(genre: StyleId, seed: number): MutedFigures {
  const root = seed % 12;
  const { energy, tap } = meter();
  const intent = intentOf(genre, { muteBass: true, muteDrums: true, scale: SCALES[root] ?? null });
  const mono = toMono(play(createBand({ seed, startBar: FROM_BAR, intent, tap }), 10).pcm);
  const classes = chroma(mono);
  return {
    inScale: inScaleShare(classes, root),
    wrongKey: inScaleShare(classes, (root + 6) % 12),
    energy: energy.drums + energy.bass,
    below150: shareBelow(mono, 150),
  };
}

export interface LiveFigures {
  /** Every bar has the length of its own tempo, to the frame. */
  readonly isExact: boolean;
  /** The first bar line after the change brings it. */
  readonly isNext: boolean;
  /** Roughness at the change as a share of the roughest other place. */
  readonly click: number;
}

/** Tempo and brightness jump in mid bar. */
export function liveChange(genre: StyleId, seed: number): LiveFigures {
  const bpm = HOME_BPM[genre];
  const band = createBand({ seed, startBar: FROM_BAR, intent: intentOf(genre, { brightness: 0.2 }) });
  const before = play(band, 5);
  band.steer(intentOf(genre, { bpm: bpm > 120 ? bpm - 24 : bpm + 24, brightness: 0.8, revision: 2 }));
  const after = play(band, 9);
  const lines = [...before.beats, ...after.beats].filter(({ beat }) => beat === 0);
  const isExact = lines.every((line, index) => {
    const next = lines[index + 1];
    return next === undefined || next.atFrame - line.atFrame === barFramesOf(line.bpm);
  });
  const first = after.beats.find(({ beat }) => beat === 0);
  const landed = first?.atFrame ?? 0;
  const mono = new Float64Array([...toMono(before.pcm), ...toMono(after.pcm)]);
  const from = landed - 480;
  const to = landed + 9_600;
  const elsewhere = Math.max(roughest(mono, 0, from), roughest(mono, to));
  return { isExact, isNext: first?.revision === 2, click: roughest(mono, from, to) / elsewhere };
}

const likenessOf = (mono: Float64Array): number[] => [...bandLevels(mono), ...bandMotion(mono)];

/** What a genre sounds like without its tempo: levels and motion of the bands, a verse and half a chorus long. */
export function likeness(genre: StyleId, seed: number): number[] {
  return likenessOf(soundOf(genre, seed, 16));
}

/** What an instrument sounds like that plays alone for a bar and a half. */
export function likenessAlone(instrument: InstrumentName, seed: number, withFont: boolean): number[] {
  const { prompts, steering } = intentOf('lo-fi', { bpm: 90 }, `, only ${instrument}`);
  const band = createBandWith({ seed, startBar: 16, font: withFont ? font : null, intent: { prompts, steering } });
  return likenessOf(toMono(play(band, 4).pcm));
}

export interface LoudnessFigures {
  readonly lufs: number;
  readonly rangeLu: number;
  readonly truePeakDb: number;
  readonly dc: number;
}

/** Three minutes from the very start. */
export function loudness(genre: StyleId, seed: number, seconds = 180): LoudnessFigures {
  const { pcm } = play(createBand({ seed, intent: intentOf(genre) }), seconds);
  return { lufs: loudnessLufs(pcm), rangeLu: loudnessRangeLu(pcm), truePeakDb: truePeakDb(pcm), dc: dcOffset(pcm) };
}

export type InstrumentName = (typeof INSTRUMENTS)[number];
const BUS_OF: Partial<Record<InstrumentName, BusName>> = {
  'Synth Bass': 'bass',
  '808': 'bass',
  Drums: 'drums',
  Violin: 'lead',
  Trumpet: 'lead',
  Kalimba: 'lead',
  Flute: 'lead',
  Cello: 'lead',
  Trombone: 'lead',
};

/** How many dB more its bus carries in the two bars after somebody asks for an instrument, than had nobody asked. */
export function asked(genre: StyleId, seed: number, instrument: InstrumentName): number {
  const bus = BUS_OF[instrument] ?? 'music';
  const seconds = Math.ceil((barFramesOf(HOME_BPM[genre]) * 20) / SAMPLE_RATE_HZ) / 10;
  const run = (more: string) => {
    const { energy, tap } = meter();
    const band = createBand({ seed, startBar: FROM_BAR, intent: intentOf(genre), tap });
    play(band, seconds / 2);
    band.steer(intentOf(genre, { revision: 2 }, more));
    for (const name of BUS_NAMES) energy[name] = 0;
    play(band, seconds);
    return energy[bus];
  };
  return 10 * Math.log10((run(` with ${instrument}`) + 1e-6) / (run('') + 1e-6));
}

export interface RepetitionFigures {
  /** Windows of eight bars, beginning at any bar, whose events are the same as an earlier one's to the last velocity. */
  readonly equal: number;
  /** The same, looking only at what is played on which sixteenth. */
  readonly alike: number;
  /** Longest stretch in which the same sounds play, looked at in steps of two bars, s. */
  readonly unchangedSeconds: number;
}

/** Ten minutes, as written. */
export function repetition(genre: StyleId, seed: number): RepetitionFigures {
  const barSeconds = barFramesOf(HOME_BPM[genre]) / SAMPLE_RATE_HZ;
  const bars = composed(genre, seed, Math.ceil(600 / barSeconds));
  const sixteenth = barFramesOf(HOME_BPM[genre]) / 16;
  const exact = bars.map(({ events }) => JSON.stringify(events));
  const notes = bars.map(({ events }) =>
    events
      .map(({ at, sound, drum, midi }) => `${Math.round(at / sixteenth)} ${drum ?? `${sound} ${midi}`}`)
      .sort()
      .join(),
  );
  const textures = bars.map(({ events }) => [...new Set(events.map(({ sound, drum }) => sound ?? `drum ${drum}`))]);
  let longest = 0;
  let run = 0;
  let before = '';
  for (let bar = 0; bar + 1 < textures.length; bar += 2) {
    const texture = [...new Set([...(textures[bar] ?? []), ...(textures[bar + 1] ?? [])])].sort().join();
    run = texture === before ? run + 2 * barSeconds : 2 * barSeconds;
    before = texture;
    longest = Math.max(longest, run);
  }
  return { equal: repeats(exact), alike: repeats(notes), unchangedSeconds: longest };
}

function repeats(bars: readonly string[]): number {
  const windows = bars.slice(0, -7).map((_, index) =>
    createHash('sha1')
      .update(bars.slice(index, index + 8).join('|'))
      .digest('hex'),
  );
  return windows.length - new Set(windows).size;
}

/** Whether a room sounds the same to the last bit, alone and beside three others. */
export function isRepeatable(genre: StyleId, seed: number): boolean {
  const room = () => createBand({ seed, startBar: FROM_BAR, intent: intentOf(genre) });
  const alone = play(room(), 4).pcm;
  const others = [1, 2, 3].map((away) =>
    createBand({ seed: seed + away, intent: intentOf(STYLE_IDS[(STYLE_IDS.indexOf(genre) + away) % STYLE_IDS.length] as StyleId) }),
  );
  const beside = room();
  const block = new Int16Array(9_600);
  for (let at = 0; at < alone.length; at += block.length) {
    for (const other of others) other.render(block);
    beside.render(block);
    if (block.some((sample, index) => sample !== alone[at + index])) return false;
  }
  return true;
}

interface Heard<Name extends string> {
  /** What it is: a genre, an instrument. */
  readonly name: Name;
  readonly seed: number;
  readonly features: readonly number[];
}

/** For each sound the name of its nearest neighbour among the other seeds' sounds. Every feature counts alike. */
function neighbours<Name extends string>(sounds: readonly Heard<Name>[]): readonly { readonly name: Name; readonly nearest: Name }[] {
  const width = sounds[0]?.features.length ?? 0;
  const scale = Array.from({ length: width }, (_, at) => {
    const values = sounds.map(({ features }) => features[at] as number);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) || 1;
  });
  const away = (a: Heard<Name>, b: Heard<Name>) =>
    a.features.reduce((sum, value, at) => sum + ((value - (b.features[at] as number)) / (scale[at] as number)) ** 2, 0);
  return sounds.map((sound) => {
    const others = sounds.filter(({ seed }) => seed !== sound.seed);
    const nearest = others.reduce((best, other) => (away(other, sound) < away(best, sound) ? other : best));
    return { name: sound.name, nearest: nearest.name };
  });
}

/** Share of sounds that lie nearest to another seed's sound of their own name. */
export function neighboursRight<Name extends string>(sounds: readonly Heard<Name>[]): number {
  const found = neighbours(sounds);
  return found.filter(({ name, nearest }) => name === nearest).length / found.length;
}

/** The names that this one is mistaken for. */
export function neighboursOf<Name extends string>(sounds: readonly Heard<Name>[], name: Name): readonly Name[] {
  return neighbours(sounds).flatMap((found) => (found.name === name && found.nearest !== name ? [found.nearest] : []));
}
