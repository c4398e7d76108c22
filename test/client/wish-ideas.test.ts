// Facts about suggested wishes: the band understands each to the last word, and the three fit the role and the moment.
import { describe, expect, it } from 'vitest';
import { type PlayingNow, wishIdeas } from '../../client/player/wish-ideas.ts';
import { wish as german } from '../../client/text/de/phone.ts';
import { wish } from '../../client/text/en/phone.ts';
import { wish as spanish } from '../../client/text/es/phone.ts';
import { wish as japanese } from '../../client/text/ja/phone.ts';
import type { IdeaKey } from '../../client/text/sentences.ts';
import { readWords } from '../../server/domain/wish-reading.ts';

describe('suggested wishes', () => {
  it.each([wish, german, spanish, japanese].flatMap(({ ideas }) => Object.values(ideas)))('"%s" is understood whole', (idea) => {
    const { unknown, understood, unwanted, lessened } = readWords(idea);
    expect(unknown).toEqual([]);
    expect(understood.length + unwanted.length + lessened.length).toBeGreaterThan(0);
  });

  const playing = (change: Partial<PlayingNow> = {}): PlayingNow => ({
    prompts: [],
    genres: [],
    bpm: 100,
    density: 0.5,
    brightness: 0.5,
    ...change,
  });
  const never = () => false;
  it.each<[string, Parameters<typeof wishIdeas>[0], PlayingNow, IdeaKey[]]>([
    ['a drummer over afrobeat', 'DRUMMER', playing({ genres: ['Afrobeat'] }), ['handclaps', 'talkingDrums', 'brushes']],
    [
      'what sounds is not suggested',
      'DRUMMER',
      playing({ genres: ['Afrobeat'], prompts: ['afrobeat, handclaps'] }),
      ['talkingDrums', 'brushes', 'hats'],
    ],
    ['a drummer at 140', 'DRUMMER', playing({ genres: ['Techno'], bpm: 140 }), ['halfTime', 'fourFloor', 'brushes']],
    ['a vibe setter in the dark', 'VIBE_SETTER', playing({ brightness: 0.2 }), ['hopeful', 'tape', 'dreamy']],
    ['a vibe setter in the light', 'VIBE_SETTER', playing({ brightness: 0.9, genres: ['Ambient'] }), ['darker', 'rain', 'choir']],
    ['a DJ in techno', 'GENRE_DJ', playing({ genres: ['Techno'] }), ['fourFloor', 'acid', 'tape']],
    [
      'a shelf over jazz with piano',
      'INSTRUMENTALIST',
      playing({ genres: ['Jazz'], prompts: ['jazz with piano'] }),
      ['lessPiano', 'brass', 'organ'],
    ],
    ['energy when it is quiet', 'ENERGY', playing({ density: 0.2 }), ['build', 'deepBass', 'air']],
    ['energy when it is full of bass', 'ENERGY', playing({ density: 0.9, prompts: ['synth bass'] }), ['softer', 'lessBass', 'deepBass']],
  ])('%s', (_name, role, now, expected) => {
    expect(wishIdeas(role, now, never)).toEqual(expected);
  });

  it('does not suggest twice what was sent', () => {
    const ideas = wishIdeas('DRUMMER', playing({ genres: ['Afrobeat'] }), (key) => key === 'handclaps');
    expect(ideas).toEqual(['talkingDrums', 'brushes', 'hats']);
  });

  it('always has three', () => {
    const everything = playing({ prompts: Object.values(wish.ideas), genres: ['Techno'] });
    expect(wishIdeas('ENERGY', everything, never).length).toBe(3);
  });
});
