// Facts about moods on the pad, instruments in their seats, and the sentence that tells heard from asked.
import { describe, expect, it } from 'vitest';
import '../support/english.ts';
import { GENRES } from '../../client/player/genres.ts';
import { soundingOf, weightsOf } from '../../client/player/heard.ts';
import { type HeardFacts, heardSentence } from '../../client/player/heard-sentence.ts';
import { INSTRUMENTS } from '../../client/player/instruments.ts';
import { awayFrom, MOODS, moodsNear, placeOf, toggled } from '../../client/player/moods.ts';
import { spoken } from '../../client/text/en/base.ts';

const names = GENRES.map(({ value }) => value);

describe('what is heard', () => {
  it('finds tiles in the arbiter’s words, however they are written', () => {
    const prompts = [
      { text: 'drum and bass groove, dark', weight: 0.5 },
      { text: 'slow r and b with lo-fi dust', weight: 0.3 },
      { text: 'lofty pads', weight: 0.2 },
    ];
    expect(soundingOf(prompts, names)).toEqual(['Drum & Bass', 'Lo-Fi', 'R&B']);
    expect(weightsOf(prompts, names).get('Drum & Bass')).toBeCloseTo(0.5);
    expect(weightsOf(prompts, names).get('Jazz')).toBe(0);
  });

  it('hears no piano in a rhodes piano', () => {
    expect(soundingOf([{ text: 'rhodes piano, synth pads', weight: 1 }], INSTRUMENTS)).toEqual(['Rhodes Piano', 'Synth Pads']);
    expect(soundingOf([{ text: 'rhodes piano and piano', weight: 1 }], INSTRUMENTS)).toEqual(['Piano', 'Rhodes Piano']);
  });

  it('adds up, and never says more than everything', () => {
    const prompts = [
      { text: 'jazz', weight: 0.7 },
      { text: 'jazz trio', weight: 0.7 },
    ];
    expect(weightsOf(prompts, names).get('Jazz')).toBe(1);
  });

  it('speaks lists as people do', () => {
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(spoken)).toEqual(['', 'a', 'a and b', 'a, b and c']);
  });
});

describe('moods', () => {
  it('are twelve, and a fourth pushes out the oldest', () => {
    expect(MOODS).toHaveLength(12);
    expect(['Dark', 'Chill', 'Tense', 'Dreamy'].reduce<readonly string[]>(toggled, [])).toEqual(['Chill', 'Tense', 'Dreamy']);
    expect(toggled(['Chill', 'Tense'], 'Chill')).toEqual(['Tense']);
  });

  it('are reached by sliding onto each of them', () => {
    for (const { value, x, y } of MOODS) expect(moodsNear(x, y)[0]).toBe(value);
  });

  it('are one or two at any place of the pad', () => {
    for (let x = 0; x <= 1; x += 0.05) {
      for (let y = 0; y <= 1; y += 0.05) {
        const near = moodsNear(x, y);
        expect(near.length === 1 || near.length === 2).toBe(true);
      }
    }
  });

  it.each([
    { finger: 0.5, word: 0.4, away: 1 },
    { finger: 0.5, word: 0.6, away: -1 },
    { finger: 0.91, word: 0.91, away: 1 },
    { finger: 0.08, word: 0.08, away: -1 },
  ])('make room for a finger at $finger: a word at $word goes $away', ({ finger, word, away }) => {
    expect(awayFrom({ y: finger }, { y: word })).toBe(away);
  });

  it('put the finger into their middle', () => {
    expect(placeOf([])).toBeNull();
    const place = placeOf(['Aggressive', 'Chill']);
    expect([place?.x.toFixed(2), place?.y.toFixed(2)]).toEqual(['0.54', '0.49']);
  });
});

describe('instruments', () => {
  it('are fifteen', () => {
    expect(new Set(INSTRUMENTS).size).toBe(15);
  });
});

describe('heard line', () => {
  const facts: HeardFacts = {
    isPlaying: true,
    heardBpm: 108,
    heardDensity: 0.6,
    heardGenres: [],
    heardMoods: [],
    heardInstruments: [],
    sharers: 1,
    asked: { bpm: null, genre: null, moods: [], instruments: [] },
  };
  const asked = (change: Partial<HeardFacts['asked']>) => ({ ...facts.asked, ...change });
  const say = (role: Parameters<typeof heardSentence>[0], change: Partial<HeardFacts>) =>
    heardSentence(role, { ...facts, ...change }).join('');

  it.each<[string, string, string]>([
    ['tempo on its way', say('DRUMMER', { asked: asked({ bpm: 112 }) }), 'The room hears 108, and reaches your 112 on the next bar.'],
    ['tempo reached', say('DRUMMER', { asked: asked({ bpm: 108 }) }), 'The room hears your 108.'],
    [
      'genre pouring in',
      say('GENRE_DJ', { heardGenres: ['Jazz'], asked: asked({ genre: 'Afrobeat' }) }),
      'Afrobeat is pouring in. The room still hears jazz.',
    ],
    ['genre in the music', say('GENRE_DJ', { heardGenres: ['Afrobeat'], asked: asked({ genre: 'Afrobeat' }) }), 'The room hears afrobeat.'],
    ['own words are pouring in', say('GENRE_DJ', { asked: asked({ genre: 'sea shanty' }) }), 'Sea shanty is pouring in.'],
    [
      'mood on its way',
      say('VIBE_SETTER', { asked: asked({ moods: ['Dark', 'Tense'] }) }),
      'Dark and tense are on their way into the room.',
    ],
    ['moods heard', say('VIBE_SETTER', { heardMoods: ['Dark'], asked: asked({ moods: ['Dark'] }) }), 'The room hears dark.'],
    [
      'instruments heard',
      say('INSTRUMENTALIST', { heardInstruments: ['808', 'Harp'], asked: asked({ instruments: ['808', 'Harp'] }) }),
      'The room hears 808 and harp.',
    ],
    ['a shared fader', say('ENERGY', { sharers: 5 }), 'The room hears lively. Five of you share this fader.'],
  ])('%s', (_name, sentence, expected) => {
    expect(sentence).toBe(expected);
  });
});
