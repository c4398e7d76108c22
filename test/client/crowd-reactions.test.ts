// Reactions in flight: every sender is seen, a storm stays bounded, nothing hangs in the air; and the same in words.
import { describe, expect, it } from 'vitest';
import { EMPTY_SKY, FLIGHT_MS, launch, MOST_FLYERS, placeOf, type Sky } from '../../client/crowd/reaction-sky.ts';
import { counted } from '../../client/crowd/reaction-summary.ts';
import { zoneOf } from '../../client/crowd/zone.ts';
import { crowd } from '../../client/text/en/crowd.ts';

const HEART = { reaction: 'HEART', colour: 'green', x: 100, y: 500, count: 1 } as const;

describe('the sky', () => {
  it('rises from its sender, never leaves it at once, and lands', () => {
    const [flyer] = launch(EMPTY_SKY, [HEART], 0).flyers;
    if (flyer === undefined) throw new Error('nothing flies');
    expect(placeOf(flyer, -1, 400)).toBeNull();
    expect(placeOf(flyer, 0, 400)).toMatchObject({ y: 500, alpha: 1 });
    const places = [0.2, 0.5, 0.9].map((part) => placeOf(flyer, part * FLIGHT_MS, 400));
    expect(places.map((place) => place?.y)).toEqual([...places.map((place) => place?.y)].sort((a = 0, b = 0) => b - a));
    expect(Math.min(...places.map((place) => place?.y ?? 0))).toBeGreaterThan(90);
    expect(places.at(-1)?.alpha).toBeLessThan(0.5);
    expect(placeOf(flyer, FLIGHT_MS, 400)).toBeNull();
  });

  it('shows several of one sender one after the other, and all the rest as size', () => {
    const three = launch(EMPTY_SKY, [{ ...HEART, count: 3 }], 0).flyers;
    expect(three.map(({ bornMs, size }) => [bornMs, size])).toEqual([
      [0, 1],
      [60, 1],
      [120, 1],
    ]);
    const storm = launch(EMPTY_SKY, [{ ...HEART, count: 20 }], 0).flyers;
    expect(storm).toHaveLength(5);
    expect(storm[0]?.size).toBe(2);
  });

  it('holds 200 reactions in five seconds, and then is empty again', () => {
    let sky: Sky = EMPTY_SKY;
    for (let atMs = 0; atMs < 5_000; atMs += 100) {
      sky = launch(
        sky,
        [1, 2, 1].map((count, sender) => ({ ...HEART, x: sender, count })),
        atMs,
      );
      expect(sky.flyers.length).toBeLessThanOrEqual(MOST_FLYERS);
      for (let sender = 0; sender < 3; sender += 1) expect(sky.flyers.some(({ x, bornMs }) => x === sender && bornMs === atMs)).toBe(true);
    }
    expect(launch(sky, [], 5_000 + FLIGHT_MS).flyers).toEqual([]);
  });
});

it('counts in words, most first', () => {
  const counts = counted(counted([], [{ reaction: 'HEART', count: 1 }]), [
    { reaction: 'CLAP', count: 12 },
    { reaction: 'HEART', count: 2 },
    { reaction: 'WOW', count: 1 },
  ]);
  expect(counts).toEqual([
    ['CLAP', 12],
    ['HEART', 3],
    ['WOW', 1],
  ]);
  expect(crowd.reactions.summary(counts)).toBe('The room throws 12 claps, three hearts and one wow');
  expect(crowd.reactions.summary([])).toBe('');
});

it.each([
  [0, 'quiet'],
  [0.24, 'quiet'],
  [0.25, 'warm'],
  [0.55, 'warm'],
  [0.56, 'roaring'],
])('a crowd of %f is %s', (energy, zone) => {
  expect(zoneOf(energy)).toBe(zone);
});
