// Facts about which snapshot of a room counts, and about parts that stay the same objects.
import { describe, expect, it } from 'vitest';
import { isNewer, keepUnchanged } from '../../client/graphql/snapshots.ts';

const at = (epoch: string, version: number, sentAt: number) => ({ epoch, version, sentAt });

describe('newest snapshot', () => {
  it.each([
    ['the first one always counts', null, at('a', 1, 1), true],
    ['a higher version replaces a lower one', at('a', 4, 10), at('a', 5, 9), true],
    ['a late lower version changes nothing', at('a', 5, 10), at('a', 4, 99), false],
    ['at the same version the later one counts', at('a', 5, 10), at('a', 5, 11), true],
    ['the same snapshot twice is old', at('a', 5, 10), at('a', 5, 10), false],
    ['a new epoch starts over, even at a low version', at('a', 500, 10), at('b', 1, 11), true],
    ['a straggler of the old epoch changes nothing', at('b', 1, 11), at('a', 501, 10), false],
  ])('%s', (_name, current, next, expected) => {
    expect(isNewer(current, next)).toBe(expected);
  });
});

describe('unchanged parts', () => {
  const before = {
    heard: { bpm: 90 },
    people: [
      { id: 'a', share: 0.5 },
      { id: 'b', share: 0.5 },
    ],
    story: [] as string[],
  };

  it('gives back the very same object when nothing changed', () => {
    expect(keepUnchanged(before, structuredClone(before))).toBe(before);
  });

  it('keeps everything but the way to what changed', () => {
    const next = {
      ...structuredClone(before),
      people: [
        { id: 'a', share: 0.5 },
        { id: 'b', share: 0.4 },
      ],
    };
    const kept = keepUnchanged(before, next);
    expect(kept).toEqual(next);
    expect(kept.heard).toBe(before.heard);
    expect(kept.story).toBe(before.story);
    expect(kept.people[0]).toBe(before.people[0]);
    expect(kept.people[1]).not.toBe(before.people[1]);
  });

  it.each([
    [{ list: [1, 2] }, { list: [1] }],
    [{ list: [1] }, { list: [1, 2] }],
    [{ a: 1 }, { b: 1 }],
    [{ a: null }, { a: {} }],
    [{ a: [] }, { a: {} }],
    [null, { a: 1 }],
  ])('says exactly what came after: %j then %j', (previous, next) => {
    expect(keepUnchanged(previous, next)).toEqual(next);
  });
});
