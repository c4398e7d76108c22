// The bounded stream: what a reader that stalls loses, and that nothing is left behind when it goes.
import { describe, expect, it, vi } from 'vitest';
import { type BoundedStreamOptions, createBoundedStream } from '../../server/services/bounded-stream.ts';

/** With methods that can be taken off it. */
function stream(options: BoundedStreamOptions<number>) {
  const made = createBoundedStream<number>(options);
  return { push: (item: number) => made.push(item), end: () => made.end(), iterator: made.iterator };
}

async function drain<T>(iterator: AsyncIterableIterator<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of iterator) items.push(item);
  return items;
}

describe('a bounded stream', () => {
  it('hands an item to a reader that waits', async () => {
    const { iterator, push } = stream({ capacity: 1, onClose: () => {} });
    const next = iterator.next();
    push(7);
    expect(await next).toEqual({ done: false, value: 7 });
  });

  it('serves readers in the order in which they asked', async () => {
    const { iterator, push } = stream({ capacity: 1, onClose: () => {} });
    const both = Promise.all([iterator.next(), iterator.next()]);
    push(1);
    push(2);
    expect((await both).map(({ value }) => value)).toEqual([1, 2]);
  });

  it('drops the oldest when it is full', async () => {
    const { iterator, push, end } = stream({ capacity: 3, onClose: () => {} });
    for (let item = 0; item < 1_000; item += 1) push(item);
    end();
    expect(await drain(iterator)).toEqual([997, 998, 999]);
  });

  it('with room for one it keeps the newest only', async () => {
    const { iterator, push, end } = stream({ capacity: 1, onClose: () => {} });
    push(1);
    push(2);
    end();
    expect(await drain(iterator)).toEqual([2]);
  });

  it('a long greeting is not eaten by what arrives while it is read', async () => {
    const first = Array.from({ length: 50 }, (_, at) => at);
    const { iterator, push, end } = stream({ capacity: 5, first, onClose: () => {} });
    for (let item = 50; item < 55; item += 1) push(item);
    end();
    expect(await drain(iterator)).toEqual(Array.from({ length: 55 }, (_, at) => at));
  });

  it('once the greeting is read the bound is the capacity', async () => {
    const { iterator, push, end } = stream({ capacity: 2, first: [0, 1, 2, 3], onClose: () => {} });
    for (let item = 0; item < 4; item += 1) await iterator.next();
    for (let item = 4; item < 20; item += 1) push(item);
    end();
    expect(await drain(iterator)).toEqual([18, 19]);
  });

  it('return wakes a reader that waits, and lets go at once', async () => {
    const onClose = vi.fn();
    const { iterator } = stream({ capacity: 1, onClose });
    const next = iterator.next();
    const returned = iterator.return?.();
    expect(onClose).toHaveBeenCalledTimes(1);
    expect(await next).toEqual({ done: true, value: undefined });
    expect(await returned).toEqual({ done: true, value: undefined });
    await iterator.return?.();
    expect(onClose).toHaveBeenCalledTimes(1);
  });

  it('after return nothing is delivered any more', async () => {
    const { iterator, push } = stream({ capacity: 5, first: [1, 2], onClose: () => {} });
    await iterator.return?.();
    push(3);
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
  });

  it('throw lets go and rejects', async () => {
    const onClose = vi.fn();
    const { iterator } = stream({ capacity: 1, onClose });
    await expect(iterator.throw?.(new Error('gone'))).rejects.toThrow('gone');
    expect(onClose).toHaveBeenCalledTimes(1);
  });
});

/** A receiver that takes `room` items, and then none until it is given more. */
function poured(options: Partial<BoundedStreamOptions<number>>, room = 0) {
  const made = stream({ capacity: 1, onClose: () => {}, ...options });
  const seen = { taken: [] as number[], waiting: [] as number[], missed: 0, done: 0 };
  const resume = made.iterator.pour({
    isReady: () => room > 0,
    take(item, waiting) {
      room -= 1;
      seen.taken.push(item);
      seen.waiting.push(waiting);
    },
    missed() {
      seen.missed += 1;
    },
    done() {
      seen.done += 1;
    },
  });
  return {
    ...made,
    seen,
    more(items: number) {
      room += items;
      resume();
    },
  };
}
const ALL = Number.POSITIVE_INFINITY;

describe('a bounded stream that is poured', () => {
  it('hands over the greeting and then every item as it comes', () => {
    const { push, seen } = poured({ first: [1, 2] }, ALL);
    expect(seen).toMatchObject({ taken: [1, 2], waiting: [1, 0] });
    push(3);
    expect(seen.taken).toEqual([1, 2, 3]);
  });

  it('keeps what a busy receiver cannot take, drops the oldest, and says so', () => {
    const { push, seen, more } = poured({ capacity: 3 });
    for (let item = 0; item < 10; item += 1) push(item);
    expect(seen).toMatchObject({ taken: [], missed: 7 });
    more(2);
    expect(seen.taken).toEqual([7, 8]);
    more(ALL);
    expect(seen).toMatchObject({ taken: [7, 8, 9], waiting: [2, 1, 0], missed: 7 });
  });

  it('keeps a long greeting whole, and its order', () => {
    const { push, seen, more } = poured({ capacity: 2, first: [0, 1, 2, 3] }, 1);
    push(4);
    push(5);
    more(ALL);
    expect(seen).toMatchObject({ taken: [0, 1, 2, 3, 4, 5], missed: 0 });
  });

  it('is done when it has ended and all was taken, once', () => {
    const { push, end, seen, more } = poured({ capacity: 2 });
    push(1);
    end();
    expect(seen.done).toBe(0);
    more(ALL);
    more(ALL);
    expect(seen).toMatchObject({ taken: [1], done: 1 });
  });

  it('says nothing more to a receiver that has left', () => {
    const { push, seen, iterator, more } = poured({ capacity: 2 });
    push(1);
    void iterator.return?.();
    push(2);
    more(ALL);
    expect(seen).toEqual({ taken: [], waiting: [], missed: 0, done: 0 });
  });

  it('passes over what its reader has already, until it comes to something new', () => {
    const { push, seen } = poured({ first: [1, 2], isKnown: (item) => item <= 2 }, ALL);
    for (const item of [1, 2, 3, 2]) push(item);
    expect(seen.taken).toEqual([1, 2, 3, 2]);
  });
});
