// Facts about what a phone tells of its own offer to swap roles.
import { describe, expect, it } from 'vitest';
import { fateOfOffer, type OfferFate } from '../../client/player/swap-fate.ts';

const offer = { id: 's1', toId: 'jaro', expiresAt: 30_000 };
const mine = { offer, role: 'ENERGY' };
const over = { offer: null, role: 'ENERGY' };

describe('one’s own offer', () => {
  it.each<[string, Parameters<typeof fateOfOffer>, OfferFate]>([
    ['still stands', [mine, mine, 5_000, false], null],
    ['never was', [over, over, 5_000, false], null],
    ['was replaced by another', [mine, { ...mine, offer: { ...offer, id: 's2' } }, 5_000, false], null],
    ['was taken back', [mine, over, 5_000, true], null],
    ['was accepted', [mine, { offer: null, role: 'DRUMMER' }, 5_000, false], null],
    ['was declined', [mine, over, 5_000, false], 'DECLINED'],
    ['has run out', [mine, over, 30_000, false], 'UNANSWERED'],
  ])('%s', (_name, given, expected) => {
    expect(fateOfOffer(...given)).toBe(expected);
  });
});
