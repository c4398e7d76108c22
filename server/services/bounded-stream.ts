// An async iterator fed from outside that can never hold more than it was given room for: a slow reader loses its own oldest items.
// Knows nothing of rooms; not a Repeater, because that one throws into the publisher when a reader stalls.

/** Somebody to whom items are handed as they come. Every call must return at once. */
export interface Receiver<T> {
  /** Whether it takes an item now; until it does, items wait in the stream, where the oldest may go. */
  isReady(): boolean;
  /** `waiting` items are still to come: 0 means that the receiver has caught up. */
  take(item: T, waiting: number): void;
  /** The oldest item that waited is gone. */
  missed(): void;
  /** The stream has ended, and everything that waited was taken. */
  done(): void;
}

/** A stream's reading end: asked item by item, or poured. */
export interface Flow<T> extends AsyncIterableIterator<T> {
  /** From now on items go to the receiver instead of to `next`. Call the result whenever the receiver may be ready again. */
  pour(receiver: Receiver<T>): () => void;
}

export interface BoundedStream<T> {
  /** Hands the item to whoever waits for it, or queues it; the oldest goes when the queue is full. */
  push(item: T): void;
  /** What is queued is still delivered, then the stream is done. */
  end(): void;
  readonly iterator: Flow<T>;
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
  let receiver: Receiver<T> | null = null;
  let isOpen = true;

  function shift(): T {
    const item = queue.shift() as T;
    limit = Math.min(limit, queue.length + capacity);
    return item;
  }

  function flow(): void {
    while (receiver !== null && queue.length > 0 && receiver.isReady()) {
      const item = shift();
      receiver.take(item, queue.length);
    }
    if (isOpen || receiver === null || queue.length > 0) return;
    const { done } = receiver;
    receiver = null;
    done();
  }

  function close(): void {
    if (!isOpen) return;
    isOpen = false;
    for (const resolve of waiting) resolve({ done: true, value: undefined });
    waiting = [];
    onClose();
    flow();
  }

  function leave(): void {
    queue = [];
    receiver = null;
    close();
  }

  const iterator: Flow<T> = {
    next() {
      if (queue.length > 0) return Promise.resolve({ done: false, value: shift() });
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
    pour(to) {
      receiver = to;
      flow();
      return flow;
    },
    [Symbol.asyncIterator]: () => iterator,
  };

  return {
    push(item) {
      if (!isOpen) return;
      // The way of nearly every item, a thousand times in a row when a thousand listen.
      if (receiver !== null && queue.length === 0 && receiver.isReady()) return receiver.take(item, 0);
      const reader = waiting.shift();
      if (reader !== undefined) return reader({ done: false, value: item });
      queue.push(item);
      flow();
      if (queue.length <= limit) return;
      queue.shift();
      receiver?.missed();
    },
    end: close,
    iterator,
  };
}
