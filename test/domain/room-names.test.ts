// Names of people and rooms: what is allowed, and in which form it is kept.
import { describe, expect, it } from 'vitest';
import {
  DISPLAY_NAME_LENGTH,
  normaliseDisplayName,
  normaliseRoomName,
  normaliseText,
  ROOM_NAME_LENGTH,
  suggestDisplayName,
  suggestRoomName,
} from '../../server/domain/names.ts';
import { refusal, seededInteger } from '../support/seeded-room.ts';

describe('display names', () => {
  it.each([
    ['Mira', 'Mira'],
    ['  Mira   Bel ', 'Mira Bel'],
    ['Ｍｉｒａ', 'Mira'],
    ['ﬁn', 'fin'],
    ['Mi\u200bra\ufeff', 'Mira'],
    ['José', 'José'],
    ['María-José O’Neill', 'María-José O’Neill'],
    ['美咲', '美咲'],
    ['👩‍🎤', '👩‍🎤'],
    ['x'.repeat(24), 'x'.repeat(24)],
    ['🎧'.repeat(24), '🎧'.repeat(24)],
  ])('%j is kept as %j', (typed, kept) => {
    expect(normaliseDisplayName(typed)).toBe(kept);
  });

  it.each([
    ['empty', ''],
    ['blank', '   '],
    ['too long', 'x'.repeat(25)],
    ['too long after normalisation', 'ﬃ'.repeat(9)],
    ['huge', 'x'.repeat(1_000_000)],
    ['a line break', 'Mi\nra'],
    ['a tab', 'Mi\tra'],
    ['a null', 'Mi\u0000ra'],
    ['bidi override', 'Mi\u202era'],
    ['bidi isolate', 'Mi\u2066ra'],
    ['right-to-left mark', 'Mi\u200fra'],
    ['line separator', 'Mi\u2028ra'],
    ['only a joiner', '\u200d'],
    ['a lone surrogate', 'Mi\ud83dra'],
    ['private use', 'Mi\ue000ra'],
    ['hidden tag letters', 'Mi\u{e0041}ra'],
  ])('are refused when they are or contain: %s', (_why, typed) => {
    expect(refusal(() => normaliseDisplayName(typed))).toMatchObject({ code: 'BAD_INPUT', field: 'displayName' });
  });
});

describe('room names', () => {
  it('may have forty characters and not one more', () => {
    expect(normaliseRoomName('x'.repeat(40))).toHaveLength(40);
    expect(refusal(() => normaliseRoomName('x'.repeat(41)))).toMatchObject({ code: 'BAD_INPUT', field: 'name', max: 40 });
  });
});

describe('other texts', () => {
  const rule = { field: 'wish', max: 5, tooLong: 'TOO_LARGE' } as const;
  it('may be empty', () => expect(normaliseText('  ', rule)).toBe(''));
  it('have a code of their own when they are too long', () => {
    expect(refusal(() => normaliseText('sixsix', rule))).toEqual({ code: 'TOO_LARGE', field: 'wish', max: 5 });
  });
});

describe('suggested names', () => {
  it('are always allowed', () => {
    const random = seededInteger(3);
    for (let count = 0; count < 500; count++) {
      const name = suggestDisplayName(random, []);
      const room = suggestRoomName(random);
      expect(normaliseDisplayName(name)).toBe(name);
      expect(normaliseRoomName(room)).toBe(room);
      expect([name.length <= DISPLAY_NAME_LENGTH, room.length <= ROOM_NAME_LENGTH]).toEqual([true, true]);
    }
  });

  it('avoid those that are taken', () => {
    const first = suggestDisplayName(seededInteger(4), []);
    expect(suggestDisplayName(seededInteger(4), [first])).not.toBe(first);
  });
});
