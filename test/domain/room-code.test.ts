// Room codes: what is made, and what is understood of what people type.
import { describe, expect, it } from 'vitest';
import { makeRoomCode, normaliseRoomCode, ROOM_CODE_ALPHABET, readableRoomCode } from '../../server/domain/ids.ts';
import { seededInteger } from '../support/seeded-room.ts';

describe('room codes', () => {
  it('have six signs of an alphabet without lookalikes', () => {
    const random = seededInteger(1);
    const codes = Array.from({ length: 500 }, () => makeRoomCode(random));
    expect(codes.every((code) => /^[23456789ABCDEFGHJKMNPQRSTUVWXYZ]{6}$/.test(code))).toBe(true);
    expect(new Set(codes.join('')).size).toBe(ROOM_CODE_ALPHABET.length);
  });

  it.each([
    ['K7M4QX', 'K7M4QX'],
    ['k7m4qx', 'K7M4QX'],
    [' k7m 4qx\n', 'K7M4QX'],
    ['K7M-4QX', 'K7M4QX'],
    ['K7M–4QX', 'K7M4QX'],
    ['Ｋ７Ｍ４ＱＸ', 'K7M4QX'],
    ['k7m4ox', 'K7M4QX'],
    ['k7m40x', 'K7M4QX'],
    ['i1lJjJ', 'JJJJJJ'],
    ['K7M4Q', null],
    ['K7M4QXX', null],
    ['K7M4Q!', null],
    ['', null],
    ['ß7M4QX', null],
    [' '.repeat(100_000), null],
  ])('%j is read as %j', (typed, code) => {
    expect(normaliseRoomCode(typed)).toBe(code);
  });

  it('read back as what they are, each of them', () => {
    const random = seededInteger(2);
    for (let count = 0; count < 500; count++) {
      const code = makeRoomCode(random);
      expect(normaliseRoomCode(readableRoomCode(code).toLowerCase())).toBe(code);
    }
  });
});
