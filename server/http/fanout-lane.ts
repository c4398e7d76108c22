// One socket's side of the fan-out: whether it can take more now, by bytes and by time, and what happens to one that never can.
// Queues nothing; what must wait waits in each subscription's bounded stream, where it costs no bytes of its own.
import type { Socket } from 'node:net';
import { WebSocket } from 'ws';
import type { Log } from '../log.ts';
import type { Clock } from '../ports/clock.ts';
import { TOO_SLOW } from './close-codes.ts';
import { type Line, type NextWriter, PROBE, type SharedBody, wholeSeconds } from './fanout-frame.ts';

/** How often a socket that is written to has to show that it reads. The kernel hides megabytes that nobody has read yet, minutes of
 * Opus; a pong comes behind all that was written before its ping. It costs as much as five writes of sound: every four seconds that
 * would be a tenth of all that a listener costs. */
const PROBE_S = 8;
/** A pong that takes longer says that more than this of the stream is under way: nothing more is written until it comes. What waits
 * meanwhile is not lost for another two seconds. */
const LATE_MS = 1_000;
/** A subscription that loses what it should have, and does not catch up for so long, is of no use to anybody. */
const PATIENCE_MS = 10_000;
/** The close frame waits behind everything that is not read either. */
const FAREWELL_MS = 2_000;

/** Of a WebSocket. */
const { OPEN } = WebSocket;

/** One subscription on the socket. */
export interface Passenger {
  /** The socket may be ready again. */
  resume(): void;
  /** The socket is gone. */
  evict(): void;
}

export interface Lane extends Line {
  isReady(): boolean;
  /** Has the body written on the socket, with a probe behind it when one is due. */
  carry(writer: Pick<NextWriter, 'write'>, body: SharedBody): void;
  /** `sinceMs`: since when a subscription has been losing without catching up. */
  losing(sinceMs: number): void;
  add(passenger: Passenger): void;
  remove(passenger: Passenger): void;
}

export interface LaneDeps {
  readonly clock: Clock;
  readonly log: Pick<Log, 'debug'>;
}

/** A class for the same reason as the bounded stream: each delivery looks at one of a thousand. */
class SocketLane implements Lane {
  // What every delivery looks at comes first, together.
  readonly socket: WebSocket;
  readonly connection: Socket;
  readonly isPlain: boolean;
  /** Somebody was told to wait. */
  private isBlocked = false;
  private isAwaited = false;
  private probedAtS: number;
  private probedAtMs: number;
  private readonly clock: Clock;
  private readonly passengers = new Set<Passenger>();
  private readonly log: LaneDeps['log'];
  private readonly drained = () => this.takeTurns();

  constructor(socket: WebSocket, connection: Socket, { clock, log }: LaneDeps) {
    this.socket = socket;
    this.connection = connection;
    this.isPlain = socket.extensions === '';
    this.clock = clock;
    this.probedAtMs = clock.nowMs();
    this.probedAtS = wholeSeconds(this.probedAtMs);
    this.log = log;
    socket.on('pong', (data) => {
      if (!data.equals(PROBE)) return;
      this.isAwaited = false;
      this.takeTurns();
    });
    socket.once('close', () => {
      for (const passenger of [...this.passengers]) passenger.evict();
    });
  }

  isReady(): boolean {
    if (this.isBlocked || this.socket.readyState !== OPEN) return false;
    const { connection } = this;
    // Bytes wait in front of the kernel. The flag alone stands for a moment after every large write, even a finished one; without it
    // no `drain` would come.
    if (connection.writableLength > 0 && connection.writableNeedDrain) {
      this.isBlocked = true;
      connection.once('drain', this.drained);
    } else if (this.isAwaited && this.clock.nowMs() - this.probedAtMs > LATE_MS) this.isBlocked = true;
    return !this.isBlocked;
  }

  carry(writer: Pick<NextWriter, 'write'>, body: SharedBody): void {
    const isDue = !this.isAwaited && body.madeAtS - this.probedAtS >= PROBE_S;
    if (isDue) this.probed();
    writer.write(this, body, isDue);
  }

  losing(sinceMs: number): void {
    if (this.clock.nowMs() - sinceMs >= PATIENCE_MS) this.giveUp();
  }

  add(passenger: Passenger): void {
    this.passengers.add(passenger);
  }

  remove(passenger: Passenger): void {
    this.passengers.delete(passenger);
  }

  private probed(): void {
    this.isAwaited = true;
    this.probedAtMs = this.clock.nowMs();
    this.probedAtS = wholeSeconds(this.probedAtMs);
  }

  private takeTurns(): void {
    if (!this.isBlocked) return;
    this.isBlocked = false;
    for (const passenger of [...this.passengers]) {
      if (this.isBlocked) return;
      // Whoever had its turn is the last the next time: endless sound must not keep a state waiting for ever.
      this.passengers.delete(passenger);
      this.passengers.add(passenger);
      passenger.resume();
    }
  }

  private giveUp(): void {
    const { socket } = this;
    if (socket.readyState !== OPEN) return;
    this.log.debug('a socket was closed because it read too slowly');
    socket.close(TOO_SLOW.code, TOO_SLOW.reason);
    const cancel = this.clock.after(FAREWELL_MS, () => socket.terminate());
    socket.once('close', cancel);
  }
}

export function createLane(socket: WebSocket, connection: Socket, deps: LaneDeps): Lane {
  return new SocketLane(socket, connection, deps);
}
