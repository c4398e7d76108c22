// An async iterator fed from outside that can never hold more than it was given room for: a slow reader loses its own oldest items.
// Knows nothing of rooms; not a Repeater, because that one throws into the publisher when a reader stalls.

export interface BoundedStream<T> {
  /** Hands the item to whoever waits for it, or queues it; the oldest goes when the queue is full. */
  push(item: T): void;
  /** What is queued is still delivered, then the stream is done. */
  end(): void;
  readonly iterator: AsyncIterableIterator<T>;
}

export interface BoundedStreamOptions<T> {
  /** Items that may wait; 1 means "only the newest". */
  readonly capacity: number;
  /** What the stream begins with. It comes on top of `capacity`, so that a long greeting is not eaten by what arrives while it is read. */
  readonly first?: readonly T[];
  /** Called once, synchronously, when the reader leaves or the stream ends. */
  readonly onClose: () => void;
}

export function createBoundedStream<T>({ capacity, first = [], onClose }: BoundedStreamOptions<T>): BoundedStream<T> {
  let queue: T[] = [...first];
  let limit = first.length + capacity;
  let waiting: ((result: IteratorResult<T>) => void)[] = [];
  let isOpen = true;

  function close(): void {
    if (!isOpen) return;
    isOpen = false;
    for (const resolve of waiting) resolve({ done: true, value: undefined });
    waiting = [];
    onClose();
  }

  function leave(): void {
    queue = [];
    close();
  }

  const iterator: AsyncIterableIterator<T> = {
    next() {
      if (queue.length > 0) {
        const value = queue.shift() as T;
        limit = Math.min(limit, queue.length + capacity);
        return Promise.resolve({ done: false, value });
      }
      if (!isOpen) return Promise.resolve({ done: true, value: undefined });
      return new Promise((resolve) => waiting.push(resolve));
    },
    return() {
      leave();
      return Promise.resolve({ done: true, value: undefined });
    },
    throw(error) {
      leave();
      return Promise.reject(error);
    },
    [Symbol.asyncIterator]: () => iterator,
  };

  return {
    push(item) {
      if (!isOpen) return;
      const reader = waiting.shift();
      if (reader !== undefined) reader({ done: false, value: item });
      else queue.push(item);
      if (queue.length > limit) queue.shift();
    },
    end: close,
    iterator,
  };
}
