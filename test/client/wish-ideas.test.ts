// The phone suggests only wishes that the band understands to the last word.
import { describe, expect, it } from 'vitest';
import { player } from '../../client/text/player-en.ts';
import { readWords } from '../../server/domain/wish-reading.ts';

describe('suggested wishes', () => {
  it.each(Object.values(player.wish.ideas).flat())('"%s" is understood whole', (idea) => {
    const { unknown, understood } = readWords(idea);
    expect(unknown).toEqual([]);
    expect(understood.length).toBeGreaterThan(0);
  });
});
