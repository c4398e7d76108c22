// The clock of a page that plays no sound: as good as its best answers, asked quickly after every connection and rarely from then on.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createRoomClock } from '../../client/graphql/server-clock.ts';

const TRUE_OFFSET_MS = 86_400_000;
let nowMs = 5_000;
let isOnline = true;
let questions: { answered: (serverMs: number) => void; wasGivenUp: boolean }[] = [];
const clock = () =>
  createRoomClock({
    pageNowMs: () => nowMs,
    isOnline: () => isOnline,
    ask: (answered) => {
      const question = { answered, wasGivenUp: false };
      questions.push(question);
      return () => {
        question.wasGivenUp = true;
      };
    },
  });

function pass(durationMs: number): void {
  nowMs += durationMs;
  vi.advanceTimersByTime(durationMs);
}
/** The newest question's way out and back, milliseconds. */
function answer(outMs: number, backMs: number): void {
  pass(outMs);
  const serverMs = nowMs + TRUE_OFFSET_MS;
  pass(backMs);
  questions.at(-1)?.answered(serverMs);
}

beforeEach(() => {
  vi.useFakeTimers();
  nowMs = 5_000;
  isOnline = true;
  questions = [];
});
afterEach(() => {
  vi.useRealTimers();
});

it('is the device’s own until the first answer, and from then on the server’s', () => {
  const mine = clock();
  expect(mine.nowMs()).toBe(nowMs);
  mine.refresh();
  answer(8, 8);
  expect(mine.nowMs()).toBe(nowMs + TRUE_OFFSET_MS);
  expect(mine.pageMs(TRUE_OFFSET_MS + 9_000)).toBe(9_000);
});

it('trusts the quickest ways of many answers, so lame ones do not spoil it', () => {
  const mine = clock();
  mine.refresh();
  for (const [outMs, backMs] of [
    [40, 3],
    [4, 90],
    [30, 35],
    [60, 20],
    [3, 70],
  ] as const) {
    answer(outMs, backMs);
    pass(120);
  }
  expect(Math.abs(mine.nowMs() - nowMs - TRUE_OFFSET_MS)).toBeLessThan(1.5);
});

it('asks six times quickly, then rarely; never while the line is down, and anew when it is back', () => {
  const mine = clock();
  mine.refresh();
  for (let asked = 0; asked < 6; asked += 1) {
    expect(questions).toHaveLength(asked + 1);
    answer(2, 2);
    pass(120);
  }
  expect(questions).toHaveLength(6);
  pass(15_000);
  expect(questions).toHaveLength(7);
  isOnline = false;
  answer(2, 2);
  pass(60_000);
  expect(questions).toHaveLength(7);
  isOnline = true;
  mine.refresh();
  expect(questions).toHaveLength(8);
});

it('gives a question up that nobody answers, and all when the room is left', () => {
  const mine = clock();
  mine.refresh();
  pass(3_000);
  expect(questions.map(({ wasGivenUp }) => wasGivenUp)).toEqual([true, false]);
  mine.dispose();
  pass(60_000);
  expect(questions.map(({ wasGivenUp }) => wasGivenUp)).toEqual([true, true]);
});
