// What people type or paste as a room code.
import { expect, it } from 'vitest';
import { grouped, readCode } from '../../client/ui/room-code.ts';

it.each([
  ['k7m4qx', 'K7M4QX'],
  ['K7M 4QX', 'K7M4QX'],
  ['k7m-4qx', 'K7M4QX'],
  ['  K7M4QX\n', 'K7M4QX'],
  ['http://192.168.1.20:4000/r/K7M4QX', 'K7M4QX'],
  ['https://coro.example/r/K7M4QX/stage?x=1', 'K7M4QX'],
])('%j is read as %s', (typed, code) => {
  expect(readCode(typed)).toBe(code);
});

it('forgives signs that look alike', () => {
  expect(readCode('0o1iLl')).toBe('QQJJJJ');
});

it('takes no more than six signs and drops what no code contains', () => {
  expect(readCode('K7M4QXZZ')).toBe('K7M4QX');
  expect(readCode('K!7?')).toBe('K7');
});

it('shows a code in two groups, also while it is being typed', () => {
  expect(grouped('K7M4QX')).toBe('K7M 4QX');
  expect(grouped('K7')).toBe('K7');
});
