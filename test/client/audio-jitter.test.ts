// How far behind its undelayed time a listener on a bad network plays, and when it asks the room to wait for it.
import { describe, expect, it } from 'vitest';
import { createArrivalReports } from '../../client/audio/arrival-report.ts';
import { createJitter, type Jitter } from '../../client/audio/jitter.ts';
import { seededRandom } from '../support/seeded-random.ts';

/** What a room of punctual listeners waits. */
const ROOM_MS = 300;

/** Ten chunks a second, as late as `lateOf` says. */
function arrive(jitter: Jitter, fromMs: number, seconds: number, lateOf: (atMs: number) => number): void {
  for (let atMs = fromMs; atMs < fromMs + seconds * 1_000; atMs += 100) {
    jitter.arrived(lateOf(atMs), atMs);
    jitter.delayMs(ROOM_MS, atMs);
  }
}

describe('jitter', () => {
  it('keeps a listener with a calm network in time with the room', () => {
    const jitter = createJitter();
    const random = seededRandom(3);
    arrive(jitter, 0, 60, () => -300 + random() * 120);
    expect(jitter.delayMs(ROOM_MS, 60_000)).toBe(ROOM_MS);
  });

  it('follows the room at once, up and down', () => {
    const jitter = createJitter();
    arrive(jitter, 0, 10, () => -200);
    expect([800, 1_900, 350].map((roomMs) => jitter.delayMs(roomMs, 10_000))).toEqual([800, 1_900, 350]);
  });

  it('knows how late 99 of 100 chunks are at most', () => {
    const jitter = createJitter();
    const random = seededRandom(9);
    const lates: number[] = [];
    arrive(jitter, 0, 30, () => {
      const lateMs = -250 + 100 * random() + (random() < 0.02 ? 400 * random() : 0);
      lates.push(lateMs);
      return lateMs;
    });
    const inOrder = lates.filter((lateMs) => lateMs <= (jitter.lateMs() ?? Number.NEGATIVE_INFINITY)).length / lates.length;
    expect(inOrder).toBeGreaterThanOrEqual(0.99);
    expect(inOrder).toBeLessThan(1);
  });

  it('forgives one bad second', () => {
    const jitter = createJitter();
    arrive(jitter, 0, 10, () => -200);
    arrive(jitter, 10_000, 1, () => 1_200);
    arrive(jitter, 11_000, 5, () => -200);
    expect(jitter.delayMs(ROOM_MS, 16_000)).toBe(ROOM_MS);
  });

  it('gives way at once to a network that stalls again and again, with a margin', () => {
    const jitter = createJitter();
    arrive(jitter, 0, 9, (atMs) => (atMs % 3_000 === 0 ? 550 : -200));
    expect(jitter.delayMs(ROOM_MS, 9_000)).toBe(650);
  });

  it('has nothing to add once the room waits for it', () => {
    const jitter = createJitter();
    arrive(jitter, 0, 9, (atMs) => (atMs % 3_000 === 0 ? 550 : -200));
    expect(jitter.delayMs(650, 9_000)).toBe(650);
  });

  it('comes back to the room when the network has recovered, too slowly to be heard', () => {
    const jitter = createJitter();
    arrive(jitter, 0, 6, () => 700);
    let before = jitter.delayMs(ROOM_MS, 6_000);
    expect(before).toBe(800);
    for (let atMs = 6_000; atMs < 900_000; atMs += 100) {
      jitter.arrived(-200, atMs);
      const delay = jitter.delayMs(ROOM_MS, atMs);
      expect(before - delay).toBeLessThanOrEqual(0.4);
      before = delay;
    }
    expect(before).toBe(ROOM_MS);
  });

  it('does not follow a hopeless network for ever', () => {
    const jitter = createJitter();
    arrive(jitter, 0, 10, () => 30_000);
    expect(jitter.delayMs(ROOM_MS, 10_000)).toBe(3_500);
  });
});

describe('reports to the room', () => {
  /** When a listener reports in a minute, asked ten times a second. */
  function times(lateOf: (atMs: number) => number | null, roomOf: (atMs: number) => number): number[] {
    const reports = createArrivalReports();
    const told: number[] = [];
    for (let atMs = 0; atMs < 60_000; atMs += 100) if (reports.isDue(lateOf(atMs), roomOf(atMs), atMs)) told.push(atMs);
    return told;
  }

  it('a punctual listener says nothing', () => {
    expect(
      times(
        () => 150,
        () => 300,
      ),
    ).toEqual([]);
    expect(
      times(
        () => null,
        () => 300,
      ),
    ).toEqual([]);
  });

  it('one that the room waits for says so every 10 s', () => {
    expect(
      times(
        () => 450,
        () => 550,
      ),
    ).toEqual([0, 10_000, 20_000, 30_000, 40_000, 50_000]);
  });

  it('one whose network gets worse than the room expects says so within a second, and no more often', () => {
    const told = times(
      (atMs) => (atMs < 5_000 ? 450 : 450 + atMs / 100),
      () => 550,
    );
    expect(told.slice(0, 4)).toEqual([0, 5_000, 6_000, 7_000]);
  });

  it('one that the room does not wait for does not insist', () => {
    expect(
      times(
        () => 4_000,
        () => 300,
      ),
    ).toHaveLength(6);
  });
});
