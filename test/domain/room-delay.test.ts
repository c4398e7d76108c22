// How long a room waits for the slowest of its listeners, so that all of them play together.
import { describe, expect, it } from 'vitest';
import { type ArrivalReport, isWaitedFor, MIN_DELAY_MS, type RoomDelay, roomDelayAt } from '../../server/domain/room-delay.ts';
import { seededRandom } from '../support/seeded-random.ts';

const shortest: RoomDelay = { delayMs: MIN_DELAY_MS, atMs: 0 };
const late = (lateMs: number, atMs = 0): ArrivalReport => ({ lateMs, atMs });

describe('the delay of a room', () => {
  const cases: [string, number[], number][] = [
    ['nobody reports: the shortest', [], 300],
    ['everybody is early: the shortest', [-400, -350], 300],
    ['the latest counts, with 100 ms to spare', [-400, 450, 120], 550],
    ['up to 2 s', [1_900], 2_000],
    ['one who would need more is not waited for', [1_901], 300],
    ['and costs the others nothing', [30_000, 250], 350],
  ];
  it.each(cases)('%s', (_situation, lates, delayMs) => {
    const reports = lates.map((lateMs) => late(lateMs));
    expect(roomDelayAt(shortest, reports, 0).delayMs).toBe(delayMs);
  });

  it.each([
    { leastMs: 300, lateMs: 450, delayMs: 550 },
    { leastMs: 2_000, lateMs: 450, delayMs: 2_000 },
    { leastMs: 1_200, lateMs: 1_500, delayMs: 1_600 },
  ])('is $delayMs ms where $leastMs is the least and somebody is $lateMs late', ({ leastMs, lateMs, delayMs }) => {
    expect(roomDelayAt({ delayMs: leastMs, atMs: 0 }, [late(lateMs)], 0, leastMs).delayMs).toBe(delayMs);
  });

  it('rises at once', () => {
    expect(roomDelayAt(shortest, [late(700, 10)], 10).delayMs).toBe(800);
  });

  it('forgets a report after 30 s, and falls by 5 % in 10 s', () => {
    const reports = [late(500)];
    const waiting = roomDelayAt({ delayMs: 600, atMs: 0 }, reports, 30_000);
    expect(waiting.delayMs).toBe(600);
    expect(roomDelayAt(waiting, reports, 40_000).delayMs).toBeCloseTo(570);
  });

  it('falls no faster than listeners can follow without a jump, however often it is asked', () => {
    let delay: RoomDelay = { delayMs: 2_000, atMs: 0 };
    for (let atMs = 100; delay.delayMs > MIN_DELAY_MS; atMs += 100) {
      const next = roomDelayAt(delay, [], atMs);
      expect(delay.delayMs - next.delayMs).toBeLessThanOrEqual(0.3 + 1e-9);
      delay = next;
      expect(atMs).toBeLessThan(1_000_000);
    }
  });

  it('is never shorter than anybody who is waited for needs, and stays between its limits', () => {
    const random = seededRandom(23);
    let delay = shortest;
    const reports: ArrivalReport[] = [];
    for (let atMs = 0; atMs < 600_000; atMs += 500) {
      if (random() < 0.1) reports.push(late(random() * 3_000 - 500, atMs));
      delay = roomDelayAt(delay, reports, atMs);
      const needs = reports
        .filter((report) => atMs - report.atMs <= 30_000 && isWaitedFor(report.lateMs))
        .map(({ lateMs }) => lateMs + 100);
      expect(delay.delayMs).toBeGreaterThanOrEqual(Math.max(300, ...needs));
      expect(delay.delayMs).toBeLessThanOrEqual(2_000);
    }
  });
});
