// One shared subscription on one socket: the subscriber's own source, poured through what its group makes of each value.
import type { Flow, Receiver } from '../services/bounded-stream.ts';
import type { NextWriter } from './fanout-frame.ts';
import type { Group } from './fanout-group.ts';
import type { Lane, Passenger } from './fanout-lane.ts';

export interface SeatOptions {
  readonly source: Flow<object>;
  readonly group: Pick<Group, 'bodyOf'>;
  readonly writer: NextWriter;
  readonly lane: Lane;
  readonly nowMs: () => number;
  /** Called once: nothing is written any more. `error`: a value could not be executed. */
  readonly onEnd: (error: unknown) => void;
}

export interface Seat {
  /** From here on values are written. */
  start(): void;
  end(): void;
}

/** A class for the same reason as the bounded stream: each delivery goes through one of a thousand. */
class SharedSeat implements Seat, Receiver<object>, Passenger {
  private readonly lane: Lane;
  private readonly writer: NextWriter;
  private readonly group: Pick<Group, 'bodyOf'>;
  /** Since when it loses what it should have. */
  private losingSinceMs: number | null = null;
  private isSeated = true;
  private readonly options: SeatOptions;
  resume = () => {};

  constructor(options: SeatOptions) {
    this.lane = options.lane;
    this.writer = options.writer;
    this.group = options.group;
    this.options = options;
  }

  start(): void {
    if (!this.isSeated) return;
    this.lane.add(this);
    this.resume = this.options.source.pour(this);
  }

  end(): void {
    this.rise(null);
  }

  evict(): void {
    this.rise(null);
  }

  isReady(): boolean {
    return this.lane.isReady();
  }

  take(value: object, waiting: number): void {
    try {
      this.lane.carry(this.writer, this.group.bodyOf(value));
      if (waiting === 0) this.losingSinceMs = null;
    } catch (error) {
      this.rise(error);
    }
  }

  missed(): void {
    this.losingSinceMs ??= this.options.nowMs();
    this.lane.losing(this.losingSinceMs);
  }

  done(): void {
    this.rise(null);
  }

  private rise(error: unknown): void {
    if (!this.isSeated) return;
    this.isSeated = false;
    this.lane.remove(this);
    void this.options.source.return?.();
    this.options.onEnd(error);
  }
}

export function createSeat(options: SeatOptions): Seat {
  return new SharedSeat(options);
}
