// Facts about when and why a person's say in the room grows, and what explains it.
import { describe, expect, it } from 'vitest';
import { type Growth, growthBetween, type Say, type SayFacts, sayReason } from '../../client/player/growth.ts';

const say = (change: Partial<Say> = {}): Say => ({
  percent: 20,
  changedAt: 1_000,
  heardPercent: 10,
  isFollowed: null,
  soundingWishes: 0,
  others: 4,
  ...change,
});

describe('growth', () => {
  it.each<[string, Say, Say, Growth | null]>([
    ['nothing new', say(), say(), null],
    ['a change of one’s own counts at once', say(), say({ percent: 24, changedAt: 2_000 }), { points: 4, reason: 'CHANGED' }],
    ['the very first change', say({ percent: 0, changedAt: null }), say({ percent: 31 }), { points: 31, reason: 'CHANGED' }],
    ['drift is not told', say(), say({ percent: 24 }), null],
    ['a point is not told', say(), say({ percent: 21, changedAt: 2_000 }), null],
    ['less is not told', say(), say({ percent: 12 }), null],
    ['more of it in the sound', say(), say({ heardPercent: 35 }), { points: 25, reason: 'HEARD' }],
    [
      'what is heard goes before what is asked for',
      say(),
      say({ percent: 30, changedAt: 2_000, heardPercent: 14 }),
      { points: 4, reason: 'HEARD' },
    ],
    ['less of it in the sound', say(), say({ heardPercent: 2 }), null],
    ['the tempo has arrived', say({ isFollowed: false }), say({ isFollowed: true }), { points: 0, reason: 'HEARD' }],
    ['the tempo is still there', say({ isFollowed: true }), say({ isFollowed: true }), null],
    ['the music has begun', say({ isFollowed: null }), say({ isFollowed: true }), null],
    ['a wish sounds', say(), say({ soundingWishes: 1, heardPercent: 40 }), { points: 0, reason: 'WISH' }],
    ['a wish leaves', say({ soundingWishes: 1 }), say(), null],
    ['somebody leaves', say(), say({ percent: 25, others: 3 }), { points: 5, reason: 'FEWER' }],
    ['somebody comes', say(), say({ percent: 16, others: 5 }), null],
  ])('%s', (_name, before, now, expected) => {
    expect(growthBetween(before, now)).toEqual(expected);
  });
});

describe('what explains a share', () => {
  const facts = (change: Partial<SayFacts> = {}): SayFacts => ({
    isSilenced: false,
    percent: 30,
    changedAt: 100_000,
    nowMs: 101_000,
    others: 3,
    ...change,
  });
  it.each<[string, SayFacts, ReturnType<typeof sayReason>]>([
    ['silenced before anything else', facts({ isSilenced: true, changedAt: null }), 'SILENCED'],
    ['nothing was ever touched', facts({ changedAt: null, percent: 0 }), 'UNTOUCHED'],
    ['nobody else plays', facts({ others: 0, percent: 100 }), 'ALONE'],
    ['the most that one of three may have', facts({ others: 2, percent: 60 }), 'CAPPED'],
    ['two people know no cap', facts({ others: 1, percent: 80 }), 'FRESH'],
    ['just changed', facts(), 'FRESH'],
    ['changed half a minute ago', facts({ nowMs: 130_000 }), 'FADING'],
    ['changed long ago', facts({ nowMs: 230_000 }), 'FADED'],
  ])('%s', (_name, given, expected) => {
    expect(sayReason(given)).toBe(expected);
  });
});
