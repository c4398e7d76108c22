import { expect, test } from 'vitest';
import { barFramesOf } from '../../server/adapters/house-band/band.ts';
import { BUS_NAMES, type BusName } from '../../server/adapters/house-band/buses.ts';
import { type BarQuestion, type ComposedBar, type ComposerMemory, composeBar } from '../../server/adapters/house-band/composer.ts';
import { conduct, type Direction } from '../../server/adapters/house-band/conductor.ts';
import { placeOf } from '../../server/adapters/house-band/form.ts';
import { keyOf, readChord, voice } from '../../server/adapters/house-band/harmony.ts';
import { STYLE_IDS, type StyleId } from '../../server/adapters/house-band/styles/style.ts';
import { HOME_BPM } from '../support/band-measures.ts';

/** A genre, or several with their weights. */
type Asked = string | readonly (readonly [string, number])[];

function question(asked: Asked, own: Partial<BarQuestion> = {}): BarQuestion {
  const bpm = own.bpm ?? 110;
  const prompts = typeof asked === 'string' ? [{ text: asked, weight: 1 }] : asked.map(([text, weight]) => ({ text, weight }));
  const direction = conduct(prompts, null);
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

/** Bars in a row, each with what the one before handed on. */
function piece(asked: Asked, count: number, own: Partial<BarQuestion> = {}): readonly ComposedBar[] {
  const asking = question(asked, own);
  let memory: ComposerMemory = { voicing: null };
  return Array.from({ length: count }, (_, index) => {
    const bar = composeBar({ ...asking, bar: (own.bar ?? 0) + index }, memory);
    memory = bar.memory;
    return bar;
  });
}

/** What is played on which sixteenth of a bar, without the looseness of hands. */
function notated({ events: played }: ComposedBar, bpm: number): string {
  const sixteenth = barFramesOf(bpm) / 16;
  const names = played.map(({ at, drum, sound, midi }) => `${Math.round(at / sixteenth)} ${drum ?? `${sound} ${midi}`}`);
  return names.sort().join();
}

const onBuses = (bar: ComposedBar, buses: readonly BusName[]): ComposedBar => ({
  ...bar,
  events: bar.events.filter(({ bus }) => buses.includes(bus)),
});
const nameOf = (style: StyleId) => (style === 'r-and-b' ? 'r&b' : style);
const SEEDS = [3, 14, 159];

const written = new Map<string, readonly ComposedBar[]>();
/** Ten minutes of a genre at its own tempo; written once for all who look at it. */
function tenMinutes(style: StyleId, seed: number): readonly ComposedBar[] {
  const bpm = HOME_BPM[style];
  const bars = written.get(`${style} ${seed}`) ?? piece(nameOf(style), Math.ceil((600 * bpm) / 240), { seed, bpm });
  written.set(`${style} ${seed}`, bars);
  return bars;
}

/** Events of two sections. */
function events(style: Asked, own: Partial<BarQuestion> = {}) {
  return Array.from({ length: 16 }, (_, index) => composeBar(question(style, { ...own, bar: 8 + index }), { voicing: null })).flatMap(
    (bar) => [...bar.events],
  );
}

test.each(STYLE_IDS)('%s: more density never means fewer events, and .8 has at least 1.6 times those of .2', (style) => {
  const name = nameOf(style);
  const counts = [0, 0.2, 0.4, 0.6, 0.8, 1].map((density) => events(name, { density }).length);
  for (let i = 1; i < counts.length; i += 1) expect(counts[i] as number).toBeGreaterThanOrEqual(counts[i - 1] as number);
  expect(counts[4] as number).toBeGreaterThanOrEqual((counts[1] as number) * 1.6);
});

test.each(STYLE_IDS)('%s: the notes keep to the scale that was asked for', (style) => {
  const name = nameOf(style);
  const notes = events(name, { scale: 'E_FLAT_MAJOR_C_MINOR', density: 0.6 }).filter(({ sound }) => sound !== null);
  const inside = new Set([3, 5, 7, 8, 10, 0, 2]);
  expect(notes.filter(({ midi }) => inside.has(midi % 12)).length / notes.length).toBeGreaterThan(0.9);
});

test.each(STYLE_IDS)('%s: in ten minutes no eight bars come back, neither of all parts nor of the tune or the harmony alone', (style) => {
  const bpm = HOME_BPM[style];
  for (const seed of SEEDS) {
    const bars = tenMinutes(style, seed);
    for (const buses of [BUS_NAMES, ['lead'], ['music']] as const) {
      const notes = bars.map((bar) => notated(onBuses(bar, buses), bpm));
      const windows = notes.slice(0, -7).map((_, at) => notes.slice(at, at + 8).join('|'));
      expect(new Set(windows).size).toBe(windows.length);
    }
  }
});

test.each(STYLE_IDS)('%s: no texture stands for 45 seconds, and somebody comes or goes in every eight bars', (style) => {
  const bpm = HOME_BPM[style];
  for (const seed of SEEDS) {
    const bars = tenMinutes(style, seed);
    const textures = bars.slice(0, -1).flatMap((bar, at) => {
      const heard = [bar, bars[at + 1] as ComposedBar].flatMap((each) => each.events.filter(({ drum }) => drum !== 'Y'));
      return at % 2 === 0 ? [[...new Set(heard.map(({ drum, sound }) => drum ?? sound))].sort().join()] : [];
    });
    let unchanged = 0;
    textures.forEach((texture, at) => {
      unchanged = texture === textures[at - 1] ? unchanged + 2 : 2;
      expect((unchanged * 240) / bpm).toBeLessThan(45);
      expect(unchanged).toBeLessThanOrEqual(10);
    });
  }
});

test.each(STYLE_IDS)('%s: an intro has something to follow in its first bar, and everybody plays in its fifth', (style) => {
  const bpm = HOME_BPM[style];
  for (const seed of [...SEEDS, 4, 5, 6]) {
    const bars = piece(nameOf(style), 5, { seed, bpm });
    const onsets = bars.map(({ events: played }) => new Set(played.map(({ at }) => Math.round(at / 480))).size);
    expect(onsets[0]).toBeGreaterThanOrEqual(2);
    expect((onsets[0] as number) + (onsets[1] as number)).toBeGreaterThanOrEqual(7);
    const buses = new Set((bars[4] as ComposedBar).events.map(({ bus }) => bus));
    const wanted = ['bass', 'music', 'lead', ...(['ambient', 'classical'].includes(style) ? [] : ['drums'])];
    expect(wanted.filter((bus) => !buses.has(bus as never))).toEqual([]);
  }
});

test.each(STYLE_IDS)('%s: the onsets of a verse and a chorus never fall with density, and double from .1 to .9', (style) => {
  const bpm = HOME_BPM[style];
  for (const seed of SEEDS) {
    const onsets = [0.1, 0.3, 0.5, 0.7, 0.9].map((density) =>
      piece(nameOf(style), 16, { seed, bpm, density, bar: 8 }).reduce(
        (sum, { events: played }) => sum + new Set(played.map(({ at }) => Math.round(at / 480))).size,
        0,
      ),
    );
    for (let i = 1; i < onsets.length; i += 1) expect(onsets[i] as number).toBeGreaterThanOrEqual(onsets[i - 1] as number);
    expect(onsets[4] as number).toBeGreaterThanOrEqual(2 * (onsets[0] as number));
  }
});

test('held chords do not lie still: they are struck or moved again within the bar', () => {
  for (const style of ['orchestral', 'synthwave', 'ambient'] as const) {
    const chords = piece(nameOf(style), 16, { bar: 8, bpm: HOME_BPM[style] }).map((bar) =>
      bar.events.filter(({ sound }) => sound === 'strings' || sound === 'wide-pad' || sound === 'warm-pad'),
    );
    const moved = chords.filter((bar) => bar.some(({ at }) => at > barFramesOf(HOME_BPM[style]) / 8));
    expect(moved.length).toBeGreaterThanOrEqual(12);
  }
});

/** How often each lane and sound plays in a verse and a chorus. */
function cast(asked: Asked, bpm: number, seed: number): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { drum, sound } of piece(asked, 32, { bar: 8, bpm, seed }).flatMap((bar) => bar.events)) {
    const name = drum ?? sound ?? '';
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

test('house with afrobeat keeps the kick of house and has the hands of afrobeat', () => {
  for (const seed of SEEDS) {
    const house = cast('house', 122, seed);
    const both = cast(
      [
        ['house', 0.6],
        ['afrobeat', 0.4],
      ],
      122,
      seed,
    );
    const hands = (of: Readonly<Record<string, number>>) => (of.G ?? 0) + (of.Q ?? 0) + (of.B ?? 0);
    expect(both.K).toBe(house.K);
    expect(hands(both)).toBeGreaterThan(hands(house) * 1.5);
    expect(both.G ?? 0).toBeGreaterThan(house.G ?? 0);
    expect(Object.keys(both)).toEqual(expect.arrayContaining(['organ-bass', 'organ', 'brass-stab']));
  }
});

test('jazz with hip-hop rides and walks below the hats, keys and horn of hip-hop, in the swing of the ride', () => {
  const blend = [
    ['jazz', 0.55],
    ['hip-hop', 0.45],
  ] as const;
  for (const seed of SEEDS)
    expect(Object.keys(cast(blend, 92, seed))).toEqual(expect.arrayContaining(['D', 'H', 'upright-bass', 'piano', 'trumpet']));
  // An off-beat eighth of either lies where the ride's does, give or take the players' habits.
  const beat = barFramesOf(92) / 4;
  const offBeats = piece(blend, 16, { bar: 8, bpm: 92 }).flatMap(({ events: played }) =>
    played.flatMap(({ drum, at }) => (drum === 'H' && at % beat > 0.4 * beat && at % beat < 0.72 * beat ? [(at % beat) / beat] : [])),
  );
  expect(offBeats.length).toBeGreaterThan(16);
  expect(offBeats.reduce((sum, at) => sum + at, 0) / offBeats.length).toBeCloseTo(0.64, 1);
});

test('a third style adds its colour, and every blend has another cast than its parents', () => {
  const blends: readonly (readonly (readonly [string, number])[])[] = [
    [
      ['house', 0.5],
      ['afrobeat', 0.3],
      ['ambient', 0.2],
    ],
    [
      ['trap', 0.45],
      ['orchestral', 0.35],
      ['jazz', 0.2],
    ],
    [
      ['techno', 0.7],
      ['reggae', 0.3],
    ],
    [
      ['lo-fi', 0.5],
      ['classical', 0.5],
    ],
  ];
  const inside = new Set([0, 2, 4, 5, 7, 9, 11]);
  for (const blend of blends) {
    const names = Object.keys(cast(blend, 110, 7)).sort();
    for (const [parent] of blend) expect(names).not.toEqual(Object.keys(cast(parent, 110, 7)).sort());
    const notes = piece(blend, 16, { bar: 8 }).flatMap((bar) => bar.events.filter(({ drum }) => drum === null));
    expect(notes.filter(({ midi }) => inside.has(midi % 12)).length / notes.length).toBeGreaterThan(0.9);
  }
  expect(Object.keys(cast(blends[0] as Asked, 110, 7))).toContain('harp');
  expect(Object.keys(cast(blends[1] as Asked, 110, 7))).toEqual(expect.arrayContaining(['sub-808', 'strings', 'D', 'vibraphone']));
});

test('a guest plays more the more it weighs', () => {
  const hands = [0.1, 0.18, 0.26, 0.4].map((weight) => {
    const counts = cast(
      [
        ['techno', 1 - weight],
        ['afrobeat', weight],
      ],
      125,
      7,
    );
    return (counts.G ?? 0) + (counts.Q ?? 0) + (counts.B ?? 0);
  });
  for (let i = 1; i < hands.length; i += 1) expect(hands[i] as number).toBeGreaterThan(hands[i - 1] as number);
});

test('a weight that trembles at a border does not rearrange the music', () => {
  const at = (weight: number, previous: Direction | null) =>
    conduct(
      [
        { text: 'house', weight: 1 - weight },
        { text: 'afrobeat', weight },
      ],
      previous,
    );
  for (const border of [0.14, 0.24, 0.36]) {
    let direction = at(border + 0.01, null);
    const { plan } = direction;
    for (const weight of [border - 0.01, border + 0.01, border - 0.01]) {
      direction = at(weight, direction);
      expect(direction.plan).toBe(plan);
    }
    expect(at(border - 0.06, direction).plan).not.toBe(plan);
  }
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
