// The lobby's bars: decibels as heights, and five seconds of memory.
import { expect, test } from 'vitest';
import { BARS, barHeight, oneSecondLater } from '../../client/home/levels.ts';

test.each([
  ['silent', null, 0],
  ['nothing', 0, 0],
  ['below what ears notice', 0.01, 0],
  ['a quiet passage', 0.05, 0.38],
  ['the band as it is mastered', 0.15, 0.75],
  ['louder than any bar', 0.9, 1],
])('%s', (_name, level, height) => expect(barHeight(level)).toBe(height));

test('every room has its own last seconds, newest last; a room that is gone is forgotten', () => {
  let levels = oneSecondLater(new Map(), [
    { code: 'a', level: 0.1 },
    { code: 'b', level: null },
  ]);
  for (let second = 1; second <= BARS; second += 1) levels = oneSecondLater(levels, [{ code: 'a', level: second / 10 }]);
  expect([...levels]).toEqual([['a', [0.1, 0.2, 0.3, 0.4, 0.5]]]);
});
