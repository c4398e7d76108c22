// The instruments that people ask for: heard when they are asked for, told apart by ear, and as loud as their table says.
import { expect, test } from 'vitest';
import { createChannel } from '../../server/adapters/house-band/buses.ts';
import { composeBar } from '../../server/adapters/house-band/composer.ts';
import { conduct } from '../../server/adapters/house-band/conductor.ts';
import { createEntranceBook, NO_ENTRANCES } from '../../server/adapters/house-band/entrances.ts';
import { QUANTUM_FRAMES } from '../../server/adapters/house-band/instruments/wave.ts';
import { createOrchestra } from '../../server/adapters/house-band/orchestra.ts';
import type { SampleFont } from '../../server/adapters/house-band/sample-font.ts';
import { isLouder, LOUDNESS } from '../../server/adapters/house-band/sounds/loudness.ts';
import { SAMPLED } from '../../server/adapters/house-band/sounds/sampled.ts';
import type { SoundName } from '../../server/adapters/house-band/sounds/sounds.ts';
import { STYLES } from '../../server/adapters/house-band/styles/catalogue.ts';
import { STYLE_IDS } from '../../server/adapters/house-band/styles/style.ts';
import { INSTRUMENTS as PARTS } from '../../server/adapters/house-band/words-instruments.ts';
import { INSTRUMENTS } from '../../server/domain/lexicon-instruments.ts';
import { loudnessLufs } from '../support/audio-analysis.ts';
import { asked, composed, font, likenessAlone, neighboursRight } from '../support/band-measures.ts';

const WISHES = INSTRUMENTS.map((instrument, index) => ({ instrument, genre: STYLE_IDS[index] ?? 'house', seed: 11 }));
/** Where a second voice plays on the same bus, or a plucked lead gives way to a bowed one. */
const AGAINST_ODDS = [
  { instrument: 'Violin', genre: 'jazz', seed: 18 },
  { instrument: 'Trumpet', genre: 'orchestral', seed: 18 },
  { instrument: 'Violin', genre: 'techno', seed: 18 },
] as const;
test.each([...WISHES, ...AGAINST_ODDS])(
  '$instrument, asked for in $genre of seed $seed, raises its own bus within two bars',
  ({ instrument, genre, seed }) => {
    expect(asked(genre, seed, instrument)).toBeGreaterThan(0.5);
  },
);

test.each([
  ['with their recordings', true, 0.85],
  ['without', false, 0.75],
] as const)('the instruments are told apart, %s, by their spectra alone', { timeout: 180_000 }, (_with, withFont, least) => {
  const sounds = INSTRUMENTS.flatMap((name) =>
    [3, 11, 27, 41].map((seed) => ({ name, seed, features: likenessAlone(name, seed, withFont) })),
  );
  expect(neighboursRight(sounds)).toBeGreaterThanOrEqual(least);
});

const PHRASES = {
  bass: { everyFrames: 28_800, frames: 26_000, notes: [[36], [40], [43], [38]] },
  chords: {
    everyFrames: 28_800,
    frames: 26_000,
    notes: [
      [57, 60, 64, 67],
      [60, 64, 67, 71],
      [62, 65, 69, 72],
    ],
  },
  lead: { everyFrames: 14_400, frames: 13_000, notes: [[67], [69], [72], [74], [72], [71]] },
} as const;
const PLAIN_PARTS = new Map(
  Object.values(PARTS).flatMap((known) => (known?.sound && known.part !== 'drums' ? [[known.sound, known.part]] : [])),
);
const LOW: readonly SoundName[] = ['round-bass', 'dub-bass', 'organ-bass', 'low-strings'];
const BUS = { bass: 'bass', chords: 'music', lead: 'lead' } as const;

/** LUFS of a sound that plays the phrase of its part for six seconds, less what the notes of its chords add. */
function loudnessOf(sound: SoundName, recordings: SampleFont | null): number {
  const part = PLAIN_PARTS.get(sound) ?? (LOW.includes(sound) ? 'bass' : 'chords');
  const { everyFrames, frames, notes } = PHRASES[part];
  const bus = BUS[part];
  const orchestra = createOrchestra(5, recordings);
  const buses = { drums: createChannel(), bass: createChannel(), music: createChannel(), lead: createChannel() };
  const { left, right } = buses[bus];
  const pcm = new Int16Array(6 * 48_000 * 2);
  let struck = 0;
  for (let at = 0; at < pcm.length / 2; at += QUANTUM_FRAMES) {
    if (at >= struck * everyFrames) {
      for (const midi of notes[struck % notes.length] ?? []) {
        const note = { at, bus, drum: null, sound, midi, velocity: 0.65, frames, pan: 0, fromMidi: 0, gain: 1, like: null };
        orchestra.play(note, 0, 'soft', 0.5);
      }
      struck += 1;
    }
    orchestra.render(buses, QUANTUM_FRAMES);
    for (let i = 0; i < QUANTUM_FRAMES; i += 1) {
      pcm[(at + i) * 2] = (left[i] as number) * 8_000;
      pcm[(at + i) * 2 + 1] = (right[i] as number) * 8_000;
    }
    left.fill(0);
    right.fill(0);
  }
  return loudnessLufs(pcm) - 10 * Math.log10(notes.flat().length / notes.length);
}

test('every sound is as loud as the table says that lets one step in for another', () => {
  for (const [sound, [synthetic, recorded]] of Object.entries(LOUDNESS) as [SoundName, (typeof LOUDNESS)[SoundName]][]) {
    expect(Math.abs(loudnessOf(sound, null) - synthetic), sound).toBeLessThan(1);
    expect(recorded !== undefined, sound).toBe(sound in SAMPLED);
    if (recorded !== undefined) expect(Math.abs(loudnessOf(sound, font) - recorded), `${sound}, recorded`).toBeLessThan(1);
  }
});

test('a part has an entrance when somebody is asked for anew, not when weights change', () => {
  const plain = conduct([{ text: 'lo-fi', weight: 1 }], null);
  const withFlute = conduct([{ text: 'lo-fi with flute', weight: 1 }], plain);
  const more = conduct(
    [
      { text: 'lo-fi with flute', weight: 0.7 },
      { text: 'rain', weight: 0.3 },
    ],
    withFlute,
  );
  const book = createEntranceBook();
  expect(book.at(8).lead).toBe(Number.POSITIVE_INFINITY);
  book.note(plain, withFlute, 8);
  expect([book.at(8).lead, book.at(11).lead, book.at(11).chords]).toEqual([0, 3, Number.POSITIVE_INFINITY]);
  book.note(withFlute, more, 12);
  expect(book.at(12).lead).toBe(4);
  book.note(more, plain, 13);
  book.note(plain, withFlute, 14);
  expect(book.at(15).lead).toBe(1);
});

test('of two instruments each is as loud as its weight, and a small change of weights arranges nothing anew', () => {
  const blend = (piano: number) =>
    conduct(
      [
        { text: 'lo-fi piano', weight: piano },
        { text: 'violin', weight: 1 - piano },
      ],
      null,
    );
  const weights = [0.2, 0.35, 0.5, 0.65, 0.8];
  const presences = weights.map((weight) => blend(weight).presence);
  for (let index = 1; index < weights.length; index += 1) {
    expect(presences[index]?.chords).toBeGreaterThanOrEqual(presences[index - 1]?.chords ?? 0);
    expect(presences[index]?.lead).toBeLessThanOrEqual(presences[index - 1]?.lead ?? 1);
  }
  expect(presences[0]?.chords).toBeLessThan(0.6);
  expect(presences.at(-1)?.lead).toBeLessThan(0.6);
  expect(blend(0.7).plan).toBe(blend(0.65).plan);
});

test('a change of weights moves the loudness of both, monotone and by 6 dB at least, and no note', () => {
  const barOf = (violin: number) => {
    const prompts = [
      { text: 'lo-fi piano', weight: 1 - violin },
      { text: 'violin', weight: violin },
    ];
    const question = { seed: 5, bar: 13, origin: 0, bpm: 80, barFrames: 144_000, direction: conduct(prompts, null), density: 0.6 };
    return composeBar({ ...question, scale: 'C_MAJOR_A_MINOR', muteBass: false, muteDrums: false }, { voicing: null }).events;
  };
  const bars = [0.15, 0.2, 0.35, 0.5, 0.65, 0.8].map(barOf);
  const gainsDb = (name: SoundName) =>
    bars.map((events) => 20 * Math.log10(Math.max(...events.filter(({ sound }) => sound === name).map(({ gain }) => gain))));
  const [violin, piano] = [gainsDb('violin'), gainsDb('piano').reverse()];
  for (const levels of [violin, piano]) expect(levels).toEqual([...levels].sort((a, b) => a - b));
  expect((violin.at(-1) ?? 0) - (violin[0] ?? 0)).toBeGreaterThan(6);
  expect((piano.at(-1) ?? 0) - (piano[0] ?? 0)).toBeGreaterThan(6);
  const notes = (events: (typeof bars)[number]) => events.map((event) => ({ ...event, gain: 1 }));
  expect(notes(barOf(0.65))).toEqual(notes(barOf(0.7)));
});

test.each(STYLE_IDS)('%s: the style’s other players are as loud as its own lead, and no second voice is louder', (genre) => {
  const bars = composed(genre, 18, 24, 0.6);
  const leads = bars.flatMap(({ events }) => events.filter(({ bus }) => bus === 'lead'));
  expect(leads).not.toEqual([]);
  const { lead, answer } = STYLES[genre];
  const isSofter = answer !== undefined && !isLouder(answer.sound, lead.sound);
  for (const { sound, like } of leads) expect(like).toBe(isSofter && sound === answer.sound && like === null ? null : lead.sound);
});

test('what is bowed speaks, even where the style’s own lead is plucked', () => {
  const direction = conduct([{ text: 'techno with violin', weight: 1 }], null);
  const question = { seed: 18, bar: 10, origin: 0, bpm: 132, barFrames: 87_273, direction, density: 0.6 };
  const { events } = composeBar({ ...question, scale: 'C_MAJOR_A_MINOR', muteBass: false, muteDrums: false }, { voicing: null });
  const bowed = events.filter(({ sound }) => sound === 'violin');
  expect(bowed).not.toEqual([]);
  for (const { frames } of bowed) expect(frames).toBeGreaterThanOrEqual(10_560);
});

test('who has just been asked for introduces itself: three beats of both bars have a note, whatever the density', () => {
  const direction = conduct([{ text: 'ambient with trumpet', weight: 1 }], null);
  for (const bar of [10, 11]) {
    const question = { seed: 18, bar, origin: 0, bpm: 66, barFrames: 174_545, direction, density: 0.1 };
    const entrances = { ...NO_ENTRANCES, lead: bar - 10 };
    const { events } = composeBar(
      { ...question, entrances, scale: 'C_MAJOR_A_MINOR', muteBass: false, muteDrums: false },
      { voicing: null },
    );
    const beats = events.filter(({ sound }) => sound === 'trumpet').map(({ at }) => Math.floor((at + 2_400) / (174_545 / 4)));
    expect(beats).toEqual(expect.arrayContaining([0, 1, 2]));
  }
});

test('of two leads the lighter plays the figure, softer by its weight; less bass is less', () => {
  const of = (...prompts: (readonly [text: string, weight: number])[]) =>
    conduct(
      prompts.map(([text, weight]) => ({ text, weight })),
      null,
    );
  const { sounds, presence } = of(['lo-fi', 1], ['violin', 0.7], ['flute', 0.3]);
  expect([sounds.lead, sounds.figure]).toEqual(['violin', 'flute']);
  expect(presence.lead).toBe(1);
  expect(presence.figure).toBeCloseTo(Math.sqrt(0.3 / 0.7));
  expect(of(['house with less bass', 1]).presence.bass).toBe(0.5);
});
