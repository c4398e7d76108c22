import { expect, test } from 'vitest';
import { type Band, barFramesOf, createBand as createBandWith } from '../../server/adapters/house-band/band.ts';
import type { Buses, BusName } from '../../server/adapters/house-band/buses.ts';
import { createMixer } from '../../server/adapters/house-band/mixer.ts';
import { mix } from '../../server/adapters/house-band/styles/mix.ts';
import { STYLE_IDS } from '../../server/adapters/house-band/styles/style.ts';
import type { Steering } from '../../server/domain/steering.ts';
import type { BeatMark, MusicIntent } from '../../server/ports/music-engine.ts';
import { centroidHz, distance, features, isSame, loudnessLufs, peakDb, rms, shareBelow, toMono } from '../support/audio-analysis.ts';
import { createBand, font, HOME_BPM, NAMES } from '../support/band-measures.ts';

const STEERING: Steering = { bpm: 110, density: 0.5, brightness: 0.5, scale: null, muteBass: false, muteDrums: false, revision: 1 };

function intent(text: string, steering: Partial<Steering> = {}): MusicIntent {
  return { prompts: [{ text, weight: 1 }], steering: { ...STEERING, ...steering } };
}

function play(band: Band, seconds: number, blockFrames = 4_800) {
  const pcm = new Int16Array(seconds * 48_000 * 2);
  const beats: BeatMark[] = [];
  let revision = 0;
  for (let at = 0; at < pcm.length; at += blockFrames * 2) {
    const rendered = band.render(pcm.subarray(at, Math.min(pcm.length, at + blockFrames * 2)));
    beats.push(...rendered.beats);
    revision = rendered.revision;
  }
  return { pcm, beats, revision, mono: toMono(pcm) };
}

function meter() {
  const energy: Record<BusName, number> = { drums: 0, bass: 0, music: 0, lead: 0 };
  const tap = (buses: Buses) => {
    for (const name of Object.keys(energy) as BusName[]) for (const sample of buses[name].left) energy[name] += sample * sample;
  };
  return { energy, tap };
}

test.each(
  STYLE_IDS.flatMap((id) => [
    { id, name: 'with its font', font },
    { id, name: 'without', font: null },
  ]),
)('$id, $name, is loud enough, never clips and is not mud', ({ id, font }) => {
  const band = createBandWith({ seed: 7, startBar: 16, font, intent: intent(NAMES[id] ?? id, { bpm: HOME_BPM[id] }) });
  const { pcm, mono } = play(band, 9);
  expect(peakDb(pcm)).toBeLessThan(-1);
  expect(rms(mono)).toBeGreaterThan(0.02);
  const loudness = loudnessLufs(pcm);
  expect(loudness).toBeGreaterThan(-19);
  expect(loudness).toBeLessThan(-13);
  expect(shareBelow(mono, 150)).toBeLessThan(0.6);
});

test('no two styles sound alike', () => {
  const sounds = STYLE_IDS.map((id) => ({
    id,
    features: features(play(createBand({ seed: 3, startBar: 16, intent: intent(NAMES[id] ?? id) }), 4.4).mono),
  }));
  for (const a of sounds) {
    for (const b of sounds) if (a.id < b.id) expect(distance(a.features, b.features), `${a.id} and ${b.id}`).toBeGreaterThan(2);
  }
});

test('the same seed and intents give the same samples, another seed gives others', () => {
  const run = (seed: number) => {
    const band = createBand({ seed, intent: intent('funk with trumpet') });
    const first = play(band, 2).pcm;
    band.steer(intent('ambient harp', { brightness: 0.8, revision: 2 }));
    return new Int16Array([...first, ...play(band, 3).pcm]);
  };
  const once = run(5);
  expect(isSame(run(5), once)).toBe(true);
  expect(isSame(run(6), once)).toBe(false);
});

test('samples do not depend on the size of the blocks, so no border can click', () => {
  const run = (blockFrames: number) => play(createBand({ seed: 9, startBar: 8, intent: intent('house with rhodes') }), 4, blockFrames);
  const large = run(4_800);
  const small = run(960);
  expect(isSame(small.pcm, large.pcm)).toBe(true);
  expect(small.beats).toEqual(large.beats);
});

test('a tempo is exact to the frame and changes at a bar line', () => {
  const band = createBand({ seed: 1, intent: intent('techno', { bpm: 124 }) });
  const before = play(band, 5).beats;
  band.steer(intent('techno', { bpm: 97, revision: 2 }));
  const after = play(band, 8).beats;
  const bars = [...before, ...after].filter(({ beat }) => beat === 0);
  for (let i = 1; i < bars.length; i += 1) {
    const bar = bars[i - 1] as BeatMark;
    expect((bars[i] as BeatMark).atFrame - bar.atFrame).toBe(barFramesOf(bar.bpm));
  }
  expect(barFramesOf(124)).toBe(Math.round((4 * 60 * 48_000) / 124));
  const changed = after.find(({ bpm }) => bpm === 97);
  expect(changed?.beat).toBe(0);
  expect(changed?.revision).toBe(2);
  expect([...before, ...after].map(({ beat }) => beat)).toEqual([...before, ...after].map((_, index) => index % 4));
});

test('prompts are audible from the next beat on, and the revision says so', () => {
  const band = createBand({ seed: 2, startBar: 16, intent: intent('classical piano') });
  const before = play(band, 5);
  band.steer(intent('techno', { revision: 2 }));
  const after = play(band, 3);
  const landed = after.beats[0] as BeatMark;
  expect(landed.revision).toBe(2);
  expect(landed.beat).not.toBe(0);
  const from = landed.atFrame - 5 * 48_000;
  const beatFrames = Math.round(barFramesOf(110) / 4);
  const old = features(before.mono.subarray(-beatFrames));
  expect(distance(old, features(after.mono.subarray(from, from + beatFrames)))).toBeGreaterThan(4);
});

test('an intent with another tempo counts as heard only from the bar line on', () => {
  const band = createBand({ seed: 2, intent: intent('jazz') });
  play(band, 1);
  band.steer(intent('techno', { bpm: 140, revision: 2 }));
  const { beats } = play(band, 4);
  expect(beats.filter(({ revision }) => revision === 2)[0]?.beat).toBe(0);
});

test.each(['house', 'jazz', 'lo-fi'])('%s: a brighter fader is a brighter sound', (style) => {
  const at = (brightness: number) => centroidHz(play(createBand({ seed: 4, startBar: 16, intent: intent(style, { brightness }) }), 8).mono);
  const [dark, middle, bright] = [at(0.2), at(0.5), at(0.8)] as const;
  expect(middle).toBeGreaterThan(dark);
  expect(bright).toBeGreaterThan(middle);
  expect(bright).toBeGreaterThan(dark * 1.8);
});

test.each([
  ['drums', { muteDrums: true }],
  ['bass', { muteBass: true }],
] as const)('muting empties the bus of the %s, and of nothing else', (name, mute) => {
  const { energy, tap } = meter();
  const band = createBand({ seed: 8, startBar: 16, intent: intent('house'), tap });
  play(band, 3);
  expect(energy[name]).toBeGreaterThan(0);
  band.steer(intent('house', { ...mute, revision: 2 }));
  play(band, 3);
  energy[name] = 0;
  energy.music = 0;
  play(band, 4);
  expect(energy[name]).toBe(0);
  expect(energy.music).toBeGreaterThan(0);
});

test('only bass and drums are left when that is asked, and the others come back at a bar line', () => {
  const { energy, tap } = meter();
  const band = createBand({ seed: 8, startBar: 16, intent: intent('house'), tap });
  const controls = { guidance: null, temperature: null, topK: null, seed: null, onlyBassAndDrums: true, mode: 'QUALITY' } as const;
  band.steer({ ...intent('house', { revision: 2 }), controls });
  play(band, 3);
  Object.assign(energy, { drums: 0, bass: 0, music: 0, lead: 0 });
  expect(play(band, 4).revision).toBe(2);
  expect([energy.music, energy.lead]).toEqual([0, 0]);
  expect(Math.min(energy.drums, energy.bass)).toBeGreaterThan(0);
  band.steer({ ...intent('house', { revision: 3 }), controls: { ...controls, onlyBassAndDrums: false } });
  const { beats } = play(band, 4);
  expect(beats.find(({ revision }) => revision === 3)?.beat).toBe(0);
  expect(energy.music).toBeGreaterThan(0);
});

test.each(['house', 'ambient', 'cinematic'])('%s with only bass and drums is never silent, a breakdown or not', (style) => {
  const controls = { guidance: null, temperature: null, topK: null, seed: null, onlyBassAndDrums: true, mode: 'QUALITY' } as const;
  const band = createBand({ seed: 8, startBar: 16, intent: { ...intent(style), controls } });
  play(band, 4);
  band.turn('BREAKDOWN', 'b');
  const { mono } = play(band, 24);
  const seconds = Array.from({ length: 24 }, (_, second) => rms(mono.subarray(second * 48_000, (second + 1) * 48_000)));
  expect(Math.min(...seconds)).toBeGreaterThan(0.001);
});

test('what rings in a muted bus fades within 200 ms to exactly nothing, without a jump', () => {
  let drums: number[] = [];
  const mixer = createMixer(1, (buses) => drums.push(...buses.drums.left));
  const settings = mix({ drums: 0 });
  const run = (muteDrums: boolean, quanta: number) => {
    drums = [];
    mixer.aim({ settings, brightness: 0.5, framesPerSixteenth: 6_000, muteBass: false, muteDrums, sectionDb: 0 });
    for (let quantum = 0; quantum < quanta; quantum += 1) {
      mixer.buses.drums.left.fill(0.5);
      mixer.process(new Int16Array(128), 0);
    }
    return drums;
  };
  expect(run(false, 10).at(-1)).toBeCloseTo(0.5);
  const fading = run(true, 160);
  expect(fading.at(-1)).toBe(0);
  for (let i = 1; i < fading.length; i += 1) expect(Math.abs((fading[i] as number) - (fading[i - 1] as number))).toBeLessThan(0.001);
});

test('an instrument that is asked for changes the sound within a beat', () => {
  const run = (text: string) => {
    const band = createBand({ seed: 12, startBar: 16, intent: intent('lo-fi') });
    play(band, 2);
    band.steer(intent(text, { revision: 2 }));
    return play(band, 4).mono;
  };
  expect(distance(features(run('lo-fi')), features(run('lo-fi with marimba and violin')))).toBeGreaterThan(1);
});

test('with everything turned up and changing all the time, nothing breaks', () => {
  const band = createBand({ seed: 99, intent: intent('aggressive trap', { density: 1, brightness: 1, bpm: 200 }) });
  STYLE_IDS.forEach((id, index) => {
    const revision = index + 2;
    const steering = {
      bpm: 60 + index * 10,
      density: index % 2,
      brightness: (index % 3) / 2,
      scale: index % 2 ? ('E_MAJOR_D_FLAT_MINOR' as const) : null,
      revision,
    };
    band.steer(intent(`${NAMES[id] ?? id} dreamy energetic flute`, steering));
    const { pcm, mono } = play(band, 1.5);
    expect(peakDb(pcm)).toBeLessThan(-1);
    expect(mono.every(Number.isFinite)).toBe(true);
  });
});

test('a band that goes on after a crash keeps frame and bar numbers', () => {
  const band = createBand({ seed: 1, startFrame: 4_800 * 31, startBar: 12, intent: intent('house') });
  const rendered = band.render(new Int16Array(9_600));
  expect(rendered.startFrame).toBe(4_800 * 31);
  expect(rendered.beats[0]).toMatchObject({ atFrame: 4_800 * 31, bar: 12, beat: 0 });
});
