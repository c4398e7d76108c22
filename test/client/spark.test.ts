// A prompt's way into the flower: asked for it flies, it waits on its circle, and only what is heard falls in.
import { describe, expect, it } from 'vitest';
import { type Spark, sparkPlace, sparkState } from '../../client/visual/spark.ts';

const TARGET = { x: 600, y: 300, radius: 250 };
const spark = (changes: Partial<Spark> = {}): Spark => ({
  key: 'jazz swing',
  fromX: 100,
  fromY: 300,
  personId: 'suna',
  colour: { l: 0.8, c: 0.1, h: 205 },
  bornMs: 1_000,
  heardMs: null,
  lostMs: null,
  ...changes,
});
const awayAt = (one: Spark, nowMs: number) => {
  const { x, y } = sparkPlace(one, TARGET, nowMs);
  return Math.hypot(x - TARGET.x, y - TARGET.y);
};

describe('a spark', () => {
  it('leaves from its pill', () => {
    expect(sparkPlace(spark(), TARGET, 1_000)).toEqual({ x: 100, y: 300 });
  });

  it('waits on its circle for as long as nobody hears it', () => {
    for (const nowMs of [2_400, 5_000, 20_000]) {
      expect(awayAt(spark(), nowMs)).toBeCloseTo(90, 3);
      expect(sparkState(spark(), nowMs)).toBe('flying');
    }
  });

  it.each([
    ['heard while it waits', 5_000, 5_700],
    ['heard before it has arrived: it arrives first', 1_200, 3_000],
  ])('falls in when it is %s', (_name, heardMs, landsMs) => {
    const heard = spark({ heardMs });
    expect(sparkState(heard, landsMs - 1)).toBe('flying');
    expect(awayAt(heard, landsMs - 1)).toBeLessThan(1);
    expect(sparkState(heard, landsMs)).toBe('landed');
  });

  it('never jumps on the way', () => {
    const heard = spark({ heardMs: 4_000 });
    let before = { x: 100, y: 300 };
    for (let nowMs = 1_000; nowMs < 4_700; nowMs += 10) {
      const { x, y } = sparkPlace(heard, TARGET, nowMs);
      expect(Math.hypot(x - before.x, y - before.y)).toBeLessThan(12);
      before = { x, y };
    }
  });

  it('goes out when its prompt is given up, or when no word ever comes', () => {
    expect(sparkState(spark({ lostMs: 3_000 }), 3_400)).toBe('flying');
    expect(sparkState(spark({ lostMs: 3_000 }), 3_500)).toBe('gone');
    expect(sparkState(spark(), 31_499)).toBe('flying');
    expect(sparkState(spark(), 31_500)).toBe('gone');
  });
});
