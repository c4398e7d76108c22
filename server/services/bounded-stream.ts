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
  /** Items from the first one on that the reader has already are passed over, until one comes that it has not. */
  readonly isKnown?: (item: T) => boolean;
  /** An item that waited was given up for a newer one. */
  readonly onDropped?: (() => void) | undefined;
  /** Called once, synchronously, when the reader leaves or the stream ends. */
  readonly onClose: () => void;
}

/** A class, unlike its neighbours: a thousand of them are pushed to in a row, and methods on a prototype leave one object to fetch
 * for each where closures are a dozen. */
class Queue<T> implements BoundedStream<T>, Flow<T> {
  // What every push looks at comes first, together.
  private receiver: Receiver<T> | null = null;
  private isKnown: ((item: T) => boolean) | null;
  /** `null`: nothing waits. */
  private queue: T[] | null;
  private isOpen = true;
  private limit: number;
  private readers: ((result: IteratorResult<T>) => void)[] = [];
  private readonly capacity: number;
  private readonly onClose: () => void;
  private readonly onDropped: (() => void) | undefined;

  constructor({ capacity, first = [], isKnown, onDropped, onClose }: BoundedStreamOptions<T>) {
    this.isKnown = isKnown ?? null;
    this.queue = first.length > 0 ? [...first] : null;
    this.limit = first.length + capacity;
    this.capacity = capacity;
    this.onClose = onClose;
    this.onDropped = onDropped;
  }

  get iterator(): Flow<T> {
    return this;
  }

  push(item: T): void {
    const { receiver } = this;
    // The way of nearly every item.
    if (receiver !== null && this.queue === null && this.isKnown === null && receiver.isReady()) receiver.take(item, 0);
    else if (this.isOpen) this.keep(item);
  }

  end(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    for (const resolve of this.readers) resolve({ done: true, value: undefined });
    this.readers = [];
    this.onClose();
    this.flow();
  }

  next(): Promise<IteratorResult<T>> {
    if (this.queue !== null) return Promise.resolve({ done: false, value: this.shift(this.queue) });
    if (!this.isOpen) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve) => this.readers.push(resolve));
  }

  return(): Promise<IteratorResult<T>> {
    this.leave();
    return Promise.resolve({ done: true, value: undefined });
  }

  throw(error: unknown): Promise<IteratorResult<T>> {
    this.leave();
    return Promise.reject(error);
  }

  pour(to: Receiver<T>): () => void {
    this.receiver = to;
    this.flow();
    return () => this.flow();
  }

  [Symbol.asyncIterator](): Flow<T> {
    return this;
  }

  private keep(item: T): void {
    if (this.isKnown?.(item)) return;
    this.isKnown = null;
    const reader = this.readers.shift();
    if (reader !== undefined) {
      reader({ done: false, value: item });
      return;
    }
    this.queue = this.queue ?? [];
    this.queue.push(item);
    this.flow();
    if (this.queue === null || this.queue.length <= this.limit) return;
    this.queue.shift();
    this.onDropped?.();
    this.receiver?.missed();
  }

  private shift(queue: T[]): T {
    const item = queue.shift() as T;
    this.limit = Math.min(this.limit, queue.length + this.capacity);
    if (queue.length === 0) this.queue = null;
    return item;
  }

  private flow(): void {
    while (this.receiver !== null && this.queue !== null && this.receiver.isReady()) {
      const { queue } = this;
      this.receiver.take(this.shift(queue), queue.length);
    }
    if (this.isOpen || this.receiver === null || this.queue !== null) return;
    const { receiver } = this;
    this.receiver = null;
    receiver.done();
  }

  private leave(): void {
    this.queue = null;
    this.receiver = null;
    this.end();
  }
}

export function createBoundedStream<T>(options: BoundedStreamOptions<T>): BoundedStream<T> {
  return new Queue(options);
}
