import { expect, test } from 'vitest';
import { conduct, type Direction, soundFor } from '../../server/adapters/house-band/conductor.ts';
import type { Mood } from '../../server/adapters/house-band/effect.ts';
import { effectOf, instrumentOf } from '../../server/adapters/house-band/lexicon.ts';
import { createRandom } from '../../server/adapters/house-band/random.ts';
import { STYLE_IDS } from '../../server/adapters/house-band/styles/style.ts';
import { GENRE_EFFECTS } from '../../server/adapters/house-band/words-genres.ts';
import { INSTRUMENTS as SOUNDS_OF_INSTRUMENTS } from '../../server/adapters/house-band/words-instruments.ts';
import { OWN_WORDS } from '../../server/adapters/house-band/words-own.ts';
import { QUALITY_EFFECTS } from '../../server/adapters/house-band/words-qualities.ts';
import { GENRE_ROWS, GENRES } from '../../server/domain/lexicon-genres.ts';
import { INSTRUMENT_ROWS, INSTRUMENTS } from '../../server/domain/lexicon-instruments.ts';
import { TRANSLATIONS } from '../../server/domain/lexicon-languages.ts';
import { MOODS, QUALITY_ROWS } from '../../server/domain/lexicon-qualities.ts';
import { known } from '../../server/domain/vocabulary.ts';

const of = (text: string, weight = 1): Direction => conduct([{ text, weight }], null);
const split = (list: string) => list.split(',').flatMap((word) => word.trim() || []);
const shareOf = (direction: Direction, id: string) => direction.styles.find((style) => style.id === id)?.weight ?? 0;

/**
 * What a prompt must come to, in small: `house>.6` a share, `valence-` a trait's sign, `chords=piano` a sound, `silent=drums`, `ban=piano`,
 * `bpm=138`, `slower`, `faster`, `drums` wanted, `?word` unrecognised.
 */
function check(direction: Direction, wanted: string): void {
  const [, name = '', sign = '', value = ''] = /^([a-z-]*[a-z])([<>=+-])?(.*)$/.exec(wanted) ?? [];
  if (wanted.startsWith('?')) expect(direction.unrecognised, wanted).toContain(wanted.slice(1));
  else if (name === 'silent') expect(direction.silent, wanted).toContain(value);
  else if (name === 'ban') expect(direction.banned, wanted).toContain(value);
  else if (name === 'bpm') expect(direction.hints.bpm, wanted).toBe(Number(value));
  else if (name === 'scale') expect(direction.hints.scale, wanted).toBe(value);
  else if (wanted === 'slower') expect(direction.hints.tempoPercent).toBeLessThan(0);
  else if (wanted === 'faster') expect(direction.hints.tempoPercent).toBeGreaterThan(0);
  else if (wanted === 'drums') expect(direction.wantsDrums).toBe(true);
  else if (name in direction.sounds) expect(direction.sounds[name as 'lead'], wanted).toBe(value);
  else if (sign === '>') expect(shareOf(direction, name), wanted).toBeGreaterThan(Number(value));
  else if (sign === '<') expect(shareOf(direction, name), wanted).toBeLessThan(Number(value));
  else if (sign === '+') expect(direction.mood[name as keyof Mood], wanted).toBeGreaterThan(0);
  else if (sign === '-') expect(direction.mood[name as keyof Mood], wanted).toBeLessThan(0);
  else throw new Error(`cannot check "${wanted}"`);
}

const ROWS: readonly (readonly [prompt: string, wanted: string])[] = [
  // the 15 genres
  ['Trap', 'trap>.99'],
  ['Lo-Fi', 'lo-fi>.99'],
  ['Afrobeat', 'afrobeat>.99'],
  ['Jazz', 'jazz>.99'],
  ['Orchestral', 'orchestral>.99'],
  ['Techno', 'techno>.99'],
  ['Ambient', 'ambient>.99'],
  ['Hip-Hop', 'hip-hop>.99'],
  ['Funk', 'funk>.99'],
  ['Drum & Bass', 'drum-and-bass>.99'],
  ['Synthwave', 'synthwave>.99'],
  ['Reggae', 'reggae>.99'],
  ['House', 'house>.99'],
  ['Classical', 'classical>.99'],
  ['R&B', 'r-and-b>.99'],
  // subgenres and neighbours
  ['drill', 'trap>.8 bpm=142 valence-'],
  ['phonk', 'trap>.5 drive+'],
  ['lofi house', 'lo-fi>.3 house>.5'],
  ['vaporwave', 'lo-fi>.4 dust+'],
  ['trip hop', 'hip-hop>.4 brightness- space+'],
  ['amapiano', 'house>.4 afrobeat>.3 bpm=112'],
  ['highlife', 'afrobeat>.8 valence+ chords=clean-guitar'],
  ['bebop', 'jazz>.99 density+ bpm=196'],
  ['bossa nova', 'jazz>.99 swing- chords=nylon-guitar'],
  ['jazz fusion', 'jazz>.4 funk>.4'],
  ['cinematic', 'orchestral>.8 space+'],
  ['dub techno', 'techno>.6 echo+ density-'],
  ['hard techno', 'techno>.99 drive+ bpm=146'],
  ['psytrance', 'techno>.7 bpm=145'],
  ['dark ambient', 'ambient>.99 brightness-'],
  ['neoclassical', 'classical>.5 ambient>.3 chords=piano'],
  ['boom bap', 'hip-hop>.99 swing+'],
  ['disco', 'funk>.5 house>.4 bpm=118'],
  ['gospel', 'r-and-b>.6 chords=organ'],
  ['neurofunk', 'drum-and-bass>.99 bass=reese drive+'],
  ['uk garage', 'house>.6 swing+'],
  ['dubstep', 'drum-and-bass>.3 trap>.3 bass=reese'],
  ['city pop', 'funk>.3 r-and-b>.2'],
  ['ska', 'reggae>.7 bpm=156 lead=trumpet'],
  ['tropical house', 'house>.7 chords=marimba'],
  ['baroque', 'classical>.99 chords=clav legato-'],
  ['waltz', 'classical>.7'],
  ['neo soul', 'r-and-b>.7 looseness+'],
  ['metal', 'techno>.4 drive+ energy+'],
  ['chiptune', 'synthwave>.5 lead=synth-pluck'],
  ['baile funk', 'trap>.3 funk>.2 bpm=130'],
  ['polka', 'classical>.6 lead=melodica'],
  // the 12 moods
  ['Dark', 'valence- brightness-'],
  ['Euphoric', 'valence+ brightness+ energy+'],
  ['Melancholic', 'valence- energy- space+'],
  ['Tense', 'valence- legato-'],
  ['Dreamy', 'space+ legato+ width+'],
  ['Energetic', 'energy+ density+ faster'],
  ['Chill', 'energy- density- slower'],
  ['Mystical', 'space+ valence-'],
  ['Romantic', 'valence+ legato+'],
  ['Aggressive', 'energy+ drive+ valence-'],
  ['Playful', 'legato- valence+ register+'],
  ['Ethereal', 'space+ legato+ register+'],
  // further moods and textures
  ['lonely', 'density- space+'],
  ['nostalgic', 'dust+'],
  ['icy', 'brightness+ warmth-'],
  ['phat', 'warmth+'],
  ['warm', 'warmth+ brightness-'],
  ['muffled', 'brightness-'],
  ['crisp', 'brightness+'],
  ['dense', 'density+'],
  ['sparse', 'density-'],
  ['spacious', 'space+'],
  ['dry', 'space-'],
  ['echo', 'echo+'],
  ['distorted', 'drive+'],
  ['staccato', 'legato-'],
  ['legato', 'legato+'],
  ['shuffled', 'swing+'],
  ['on the grid', 'looseness- swing-'],
  ['sloppy', 'looseness+'],
  ['stereo', 'width+'],
  ['mono', 'width-'],
  ['vhs', 'dust+'],
  ['vinyl crackle', 'dust+'],
  ['high energy', 'energy+ density+'],
  ['low energy', 'energy-'],
  // the 15 instruments and relatives
  ['Synth Bass', 'bass=synth-bass'],
  ['Piano', 'chords=piano'],
  ['Electric Guitar', 'chords=clean-guitar'],
  ['Violin', 'lead=violin'],
  ['Trumpet', 'lead=trumpet'],
  ['Drums', 'drums'],
  ['Kalimba', 'lead=kalimba'],
  ['Flute', 'lead=flute'],
  ['808', 'bass=sub-808'],
  ['Rhodes Piano', 'chords=rhodes'],
  ['Cello', 'lead=cello'],
  ['Synth Pads', 'chords=wide-pad'],
  ['Marimba', 'chords=marimba'],
  ['Harp', 'chords=harp'],
  ['Trombone', 'lead=trombone'],
  ['tenor sax', 'lead=saxophone'],
  ['double bass', 'bass=upright-bass'],
  ['felt piano', 'chords=felt-piano'],
  ['piano and organ', 'chords=piano figure=organ'],
  // places, eras, occasions: a genre alone, a colour beside one
  ['berlin', 'techno>.99'],
  ['berlin jazz', 'jazz>.6 techno>.2'],
  ['80s', 'synthwave>.7'],
  ['80s funk', 'funk>.7 synthwave>.2'],
  ['havana', 'afrobeat>.4 jazz>.4'],
  ['gym', 'house>.5 energy+ bpm=128'],
  ['campfire', 'lo-fi>.6 chords=nylon-guitar'],
  // negation
  ['house, no drums', 'house>.99 silent=drums'],
  ['funk without bass', 'funk>.99 silent=bass'],
  ['not dark', 'valence+ brightness+'],
  ['classical, no piano', 'ban=piano ban=felt-piano'],
  ['jazz, no strings', 'ban=strings ban=low-strings'],
  ['house, no melody', 'silent=lead'],
  ['trap, no drums', 'silent=drums'],
  ['techno but not house', 'techno>.99 house<.01'],
  ['less busy', 'density-'],
  ['not too slow', 'faster'],
  // only
  ['only piano', 'chords=piano lead=piano silent=drums silent=bass'],
  ['solo violin', 'lead=violin silent=music silent=drums'],
  ['only drums', 'drums silent=music silent=lead silent=bass'],
  // numbers and keys
  ['house 128 bpm', 'bpm=128 house>.99'],
  ['ambient at 66', 'bpm=66'],
  ['jazz in A minor', 'scale=C_MAJOR_A_MINOR valence-'],
  ['allegro', 'bpm=124'],
  ['slow', 'slower'],
  ['fast', 'faster'],
  // other languages
  ['traurige Geige', 'valence- lead=violin'],
  ['muy oscuro, sin bajo', 'valence- silent=bass'],
  ['piano doux', 'chords=piano energy-'],
  ['doramu nashi', 'silent=drums'],
  // turns of the form, as words
  ['house, big drop', 'house>.99 energy+ density+'],
  ['house, drop the bass', 'house>.99 bass=sub-808'],
  ['techno, drop the drums', 'techno>.99 silent=drums'],
  ['trance breakdown', 'techno>.4 density-'],
  ['synthwave, break', 'synthwave>.99 density- energy-'],
  ['reggae, half-time', 'reggae>.99 density-'],
  ['jazz, key lift', 'jazz>.99 energy+'],
  ['ambient, water drops', 'ambient>.99 space+'],
  // slips of the thumb and strangers
  ['tecnho', 'techno>.99'],
  ['belrin', 'techno>.99'],
  ['saxaphone', 'lead=saxophone'],
  ['house blorptik', 'house>.99 ?blorptik'],
  // the worked examples of the study
  ['warm lo-fi, rhodes', 'lo-fi>.99 warmth+ brightness- chords=rhodes'],
  ['very dark techno, no drums, a bit of violin', 'techno>.99 valence- silent=drums lead=violin'],
  ['not too fast afrobeat with trumpet', 'afrobeat>.99 slower lead=trumpet'],
  ['jazz meets hip hop, less busy', 'jazz>.45 hip-hop>.45 density-'],
  ['ohne schlagzeug, sehr ruhig', 'silent=drums energy-'],
  ['sin batería, más piano', 'silent=drums chords=piano'],
  ['qwzrtl vibes', '?qwzrtl'],
  ['dark euphoric trance at 138', 'techno>.4 bpm=138 valence- energy+'],
];

test('the table is long enough to mean something', () => {
  expect(ROWS.length).toBeGreaterThanOrEqual(120);
  const own = OWN_WORDS.flatMap(([phrases]) => phrases.split(', '));
  const entries = [GENRE_EFFECTS, QUALITY_EFFECTS, SOUNDS_OF_INSTRUMENTS].flatMap((table) => Object.keys(table));
  expect(new Set([...entries, ...own]).size).toBeGreaterThanOrEqual(800);
});

test.each(ROWS)('"%s": %s', (prompt, wanted) => {
  const direction = of(prompt);
  for (const one of wanted.split(' ')) check(direction, one);
  if (!wanted.includes('?')) expect(direction.unrecognised).toEqual([]);
});

test('a turn of the form that is asked for in words changes no style', () => {
  const playing = of('reggae');
  for (const text of ['half-time', 'double-time', 'big drop', 'breakdown', 'build up', 'climax', 'outro', 'wait for it', 'modulate']) {
    const { styles, unrecognised } = conduct([{ text, weight: 1 }], playing);
    expect(styles, text).toEqual(playing.styles);
    expect(unrecognised, text).toEqual([]);
  }
});

test('"no tempo hint" is none, and a bit of violin is softer than a violin', () => {
  expect(of('warm lo-fi, rhodes').hints).toEqual({ bpm: null, tempoPercent: 0, scale: null });
  expect(of('a bit of violin').presence.lead).toBeCloseTo(0.45);
  expect(of('violin').presence.lead).toBe(1);
});

test('every genre, mood, instrument and spelling of the shared vocabulary is found', () => {
  for (const row of GENRE_ROWS) {
    expect(Object.keys(effectOf(known(row.text)).styles ?? {}), row.text).not.toEqual([]);
    for (const form of [row.text, ...split(row.also)]) expect(of(form).unrecognised, form).toEqual([]);
  }
  for (const row of INSTRUMENT_ROWS) {
    expect(row.text in SOUNDS_OF_INSTRUMENTS, row.text).toBe(true);
    for (const form of [row.text, ...split(row.also)]) expect(of(form).unrecognised, form).toEqual([]);
  }
  for (const row of QUALITY_ROWS) {
    const forms = [row.words, row.also ?? '', row.more ?? ''].flatMap(split).map((form) => form.split('=')[0] ?? '');
    for (const form of forms) expect(of(form).unrecognised, form).toEqual([]);
  }
  for (const { de, es, fr, pt } of TRANSLATIONS) {
    for (const form of [de, es, fr, pt].flatMap((forms) => split(forms ?? ''))) expect(of(form).unrecognised, form).toEqual([]);
  }
  for (const genre of GENRES) expect(of(genre).styles).toHaveLength(1);
  for (const mood of MOODS) expect(Object.values(of(mood).mood).some((shift) => shift !== 0)).toBe(true);
  for (const instrument of INSTRUMENTS) expect(instrumentOf(known(instrument)), instrument).not.toBeNull();
});

test('every word of the band’s own is found, alone and beside a genre', () => {
  for (const [phrases] of OWN_WORDS) {
    for (const phrase of phrases.split(', ')) {
      expect(of(phrase).unrecognised, phrase).toEqual([]);
      const isHeard = (genre: string) => JSON.stringify(of(`${genre}, ${phrase}`)) !== JSON.stringify(of(genre));
      expect(isHeard('reggae') || isHeard('techno'), phrase).toBe(true);
    }
  }
});

test('"very" is more than nothing, "a bit" less, and a second mood adds to the first', () => {
  const dark = (text: string) => of(text).mood.valence;
  expect(dark('very wistful')).toBeLessThan(dark('wistful'));
  expect(dark('a bit wistful')).toBeGreaterThan(dark('wistful'));
  expect(of('dense busy').mood.density).toBeGreaterThan(of('dense').mood.density);
});

test('weights crossfade: each step towards the other style is heard, in order', () => {
  const shares = [0, 0.25, 0.5, 0.75, 1].map((weight) =>
    shareOf(
      conduct(
        [
          { text: 'jazz', weight: 1 - weight },
          { text: 'techno', weight },
        ],
        null,
      ),
      'techno',
    ),
  );
  expect(shares).toEqual([0, 0.25, 0.5, 0.75, 1]);
});

test('what somebody wants more than another does not want it stays', () => {
  const both = (drums: number, none: number) =>
    conduct(
      [
        { text: 'drums', weight: drums },
        { text: 'no drums', weight: none },
      ],
      null,
    ).silent;
  expect(both(0.7, 0.3)).toEqual([]);
  expect(both(0.3, 0.7)).toEqual(['drums']);
});

test('an unwanted sound of the style’s own is played by another, and with "only" by nobody', () => {
  const noPiano = of('classical, no piano');
  expect(soundFor(noPiano, 'chords', 'piano')).not.toBeNull();
  expect(noPiano.banned).not.toContain(soundFor(noPiano, 'chords', 'piano'));
  expect(soundFor(of('only violin'), 'chords', 'piano')).toBeNull();
  expect(soundFor(of('rhodes, no piano'), 'chords', 'piano')).toBe('rhodes');
});

test('an unwanted style makes way for another when nothing else is asked for', () => {
  const techno = of('techno');
  expect(conduct([{ text: 'no techno', weight: 1 }], techno).groove).not.toBe('techno');
  expect(conduct([{ text: 'no lo-fi', weight: 1 }], null).groove).not.toBe('lo-fi');
});

test('unknown words nudge two secondary traits by at most .06, always alike, and say who they are', () => {
  const still = of('house');
  const nudged = of('house zzyzx wrommel');
  const moved = (Object.keys(still.mood) as (keyof Mood)[]).filter((trait) => still.mood[trait] !== nudged.mood[trait]);
  expect(moved).toHaveLength(2);
  for (const trait of moved) expect(Math.abs(nudged.mood[trait])).toBeLessThanOrEqual(0.06);
  expect(of('house zzyzx wrommel')).toEqual(nudged);
  expect(nudged.unrecognised).toEqual(['zzyzx', 'wrommel']);
  expect(nudged.plan).toBe(still.plan);
});

test('ten thousand word salads: weights sum to one, traits stay within 1, tempi within range, never NaN', () => {
  const random = createRandom(7);
  const pickOf = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const words = [
    ...GENRE_ROWS.map(({ text }) => text),
    ...INSTRUMENT_ROWS.map(({ text }) => text),
    ...QUALITY_ROWS.flatMap(({ words: list }) => split(list)),
    ...OWN_WORDS.flatMap(([phrases]) => phrases.split(', ')),
    ...'no, not, without, very, a bit, only, less, more, too, but, and, with, 128 bpm, at 300, in C sharp minor, constructor, __proto__, toString, 🎺, ?!'.split(
      ', ',
    ),
    ',',
    ',',
    'glumph',
  ];
  let previous: Direction | null = null;
  for (let round = 0; round < 10_000; round += 1) {
    const prompts = Array.from({ length: 1 + Math.floor(random() * 3) }, () => ({
      text: Array.from({ length: 1 + Math.floor(random() * 6) }, () => pickOf(words)).join(' '),
      weight: 0.05 + random(),
    }));
    const direction: Direction = conduct(prompts, previous);
    const total = direction.styles.reduce((sum, { weight }) => sum + weight, 0);
    const isSound =
      Math.abs(total - 1) < 1e-9 &&
      direction.styles.every(({ id, weight }) => weight >= 0 && STYLE_IDS.includes(id)) &&
      Object.values(direction.mood).every((shift) => Math.abs(shift) <= 1) &&
      (direction.hints.bpm === null || (direction.hints.bpm >= 60 && direction.hints.bpm <= 200)) &&
      Math.abs(direction.hints.tempoPercent) <= 40 &&
      Object.values(direction.presence).every((loud) => loud >= 0.3 && loud <= 1) &&
      STYLE_IDS.includes(direction.groove) &&
      STYLE_IDS.includes(direction.harmony);
    if (!isSound) expect.fail(`${JSON.stringify(prompts)} came to ${JSON.stringify(direction)}`);
    if (round % 100 === 0) expect(conduct(prompts, previous)).toEqual(direction);
    previous = direction;
  }
});
