import { expect, test } from 'vitest';
import { barFramesOf } from '../../server/adapters/house-band/band.ts';
import { type BarQuestion, composeBar } from '../../server/adapters/house-band/composer.ts';
import { conduct } from '../../server/adapters/house-band/conductor.ts';
import { placeOf } from '../../server/adapters/house-band/form.ts';
import { keyOf, readChord, voice } from '../../server/adapters/house-band/harmony.ts';
import { STYLE_IDS } from '../../server/adapters/house-band/styles/style.ts';

function question(style: string, own: Partial<BarQuestion> = {}): BarQuestion {
  const bpm = own.bpm ?? 110;
  const direction = conduct([{ text: style, weight: 1 }], null);
  return {
    seed: 7,
    bar: 16,
    origin: 0,
    bpm,
    barFrames: barFramesOf(bpm),
    direction,
    density: 0.5,
    scale: 'C_MAJOR_A_MINOR',
    muteBass: false,
    muteDrums: false,
    ...own,
  };
}

/** Events of two sections. */
function events(style: string, own: Partial<BarQuestion> = {}) {
  return Array.from({ length: 16 }, (_, index) => composeBar(question(style, { ...own, bar: 8 + index }), { voicing: null })).flatMap(
    (bar) => [...bar.events],
  );
}

test.each(STYLE_IDS)('%s: more density never means fewer events, and .8 has at least 1.6 times those of .2', (style) => {
  const name = style === 'r-and-b' ? 'r&b' : style;
  const counts = [0, 0.2, 0.4, 0.6, 0.8, 1].map((density) => events(name, { density }).length);
  for (let i = 1; i < counts.length; i += 1) expect(counts[i] as number).toBeGreaterThanOrEqual(counts[i - 1] as number);
  expect(counts[4] as number).toBeGreaterThanOrEqual((counts[1] as number) * 1.6);
});

test.each(STYLE_IDS)('%s: the notes keep to the scale that was asked for', (style) => {
  const name = style === 'r-and-b' ? 'r&b' : style;
  const notes = events(name, { scale: 'E_FLAT_MAJOR_C_MINOR', density: 0.6 }).filter(({ sound }) => sound !== null);
  const inside = new Set([3, 5, 7, 8, 10, 0, 2]);
  expect(notes.filter(({ midi }) => inside.has(midi % 12)).length / notes.length).toBeGreaterThan(0.9);
});

test('mutes leave their part unwritten', () => {
  expect(events('house', { muteDrums: true }).some(({ bus }) => bus === 'drums')).toBe(false);
  expect(events('house', { muteBass: true }).some(({ bus }) => bus === 'bass')).toBe(false);
});

test('a style beyond its tempi counts double or half, and the bar stays the bar', () => {
  const kicks = (bpm: number) => events('drum and bass', { bpm, density: 0.3 }).filter(({ drum }) => drum === 'K').length;
  expect(kicks(87)).toBeGreaterThan(kicks(174) * 1.6);
  for (const { at } of composeBar(question('lo-fi', { bpm: 170 }), { voicing: null }).events) expect(at).toBeLessThan(barFramesOf(170));
});

test('bars differ from one another, but each is the same whenever it is asked for', () => {
  const bar = (number: number) => composeBar(question('jazz', { bar: number }), { voicing: null }).events;
  expect(bar(17)).toEqual(bar(17));
  expect(bar(17)).not.toEqual(bar(19));
});

test('the form begins with an intro, a style that takes over does not', () => {
  expect(placeOf(0, 0).section).toBe('intro');
  expect(placeOf(8, 0).section).toBe('verse');
  expect(placeOf(16, 0).section).toBe('chorus');
  expect(placeOf(37, 37).section).toBe('verse');
});

test('chords carry the names that musicians give them', () => {
  const names = (scale: Parameters<typeof keyOf>[0], mode: Parameters<typeof keyOf>[1], ...chords: string[]) =>
    chords.map((chord) => readChord(chord, keyOf(scale, mode)).name);
  expect(names('C_MAJOR_A_MINOR', 'ionian', '2:9', '5:7', '1:7', '6:5', '7:7')).toEqual(['Dm9', 'G7', 'Cmaj7', 'Am', 'Bm7b5']);
  expect(names('E_FLAT_MAJOR_C_MINOR', 'aeolian', '1:7', '6:7', '5M:7')).toEqual(['Cm7', 'Abmaj7', 'G7']);
});

test('from chord to chord the voices move little', () => {
  const key = keyOf('C_MAJOR_A_MINOR', 'ionian');
  let previous: readonly number[] | null = null;
  for (const name of ['2:9', '5:9', '1:9', '6:9', '2:9']) {
    const next = voice(readChord(name, key), 52, 72, previous);
    const top: number | undefined = previous?.at(-1);
    if (top !== undefined) expect(Math.abs((next.at(-1) as number) - top)).toBeLessThanOrEqual(5);
    previous = next;
  }
});

test('prompts name styles, instruments and moods', () => {
  const direction = conduct(
    [
      { text: 'Dark drum & bass', weight: 0.7 },
      { text: 'jazz with Rhodes piano and a cello, no trumpet', weight: 0.3 },
    ],
    null,
  );
  expect(direction.groove).toBe('drum-and-bass');
  expect(direction.harmony).toBe('jazz');
  expect(direction.sounds).toMatchObject({ chords: 'rhodes', lead: 'cello' });
  expect(direction.mood.valence).toBeLessThan(-0.3);
});

test('words without a style keep the one that plays', () => {
  const funk = conduct([{ text: 'funk', weight: 1 }], null);
  expect(conduct([{ text: 'dreamy flute xyzzy', weight: 1 }], funk).groove).toBe('funk');
});

test('two styles of equal weight do not take turns', () => {
  const first = conduct(
    [
      { text: 'house', weight: 0.52 },
      { text: 'funk', weight: 0.48 },
    ],
    null,
  );
  const second = conduct(
    [
      { text: 'house', weight: 0.48 },
      { text: 'funk', weight: 0.52 },
    ],
    first,
  );
  expect(second.groove).toBe('house');
});
