// One socket's side of the fan-out: whether it can take more now, by bytes and by time, and what happens to one that never can.
// Queues nothing; what must wait waits in each subscription's bounded stream, where it costs no bytes of its own.
import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import type { Log } from '../log.ts';
import type { Clock } from '../ports/clock.ts';
import { TOO_SLOW } from './close-codes.ts';
import { PROBE, type SharedBody, type WriteNext } from './fanout-frame.ts';

/** How often a socket that is written to has to show that it reads. The kernel hides megabytes that nobody has read yet, minutes of
 * Opus; a pong comes behind all that was written before its ping. More often would cost more than a tenth of the sound itself. */
const PROBE_MS = 4_000;
/** A pong that takes longer says that more than this of the stream is under way: nothing more is written until it comes. */
const LATE_MS = 2_000;
/** A subscription that loses what it should have, and does not catch up for so long, is of no use to anybody. */
const PATIENCE_MS = 10_000;
/** The close frame waits behind everything that is not read either. */
const FAREWELL_MS = 2_000;

/** One subscription on the socket. */
export interface Passenger {
  /** The socket may be ready again. */
  resume(): void;
  /** The socket is gone. */
  evict(): void;
}

export interface Lane {
  readonly socket: WebSocket;
  readonly connection: Socket;
  isReady(): boolean;
  /** Lets `write` put the body on the socket, with a probe behind it when one is due. */
  carry(write: WriteNext, body: SharedBody): void;
  /** `sinceMs`: since when a subscription has been losing without catching up. */
  losing(sinceMs: number): void;
  add(passenger: Passenger): void;
  remove(passenger: Passenger): void;
}

export interface LaneDeps {
  readonly clock: Clock;
  readonly log: Pick<Log, 'debug'>;
}

export function createLane(socket: WebSocket, connection: Socket, { clock, log }: LaneDeps): Lane {
  const passengers = new Set<Passenger>();
  let probedAtMs = clock.nowMs();
  let isAwaited = false;
  /** Somebody was told to wait. */
  let isBlocked = false;

  function takeTurns(): void {
    if (!isBlocked) return;
    isBlocked = false;
    for (const passenger of [...passengers]) {
      if (isBlocked) return;
      // Whoever had its turn is the last the next time: endless sound must not keep a state waiting for ever.
      passengers.delete(passenger);
      passengers.add(passenger);
      passenger.resume();
    }
  }

  /** Bytes wait in front of the kernel. The flag alone stands for a moment after every large write, even a finished one; without it
   * no `drain` would come. */
  function isBackedUp(): boolean {
    return connection.writableLength > 0 && connection.writableNeedDrain;
  }
  function isLate(): boolean {
    return isAwaited && clock.nowMs() - probedAtMs > LATE_MS;
  }

  function giveUp(): void {
    if (socket.readyState !== socket.OPEN) return;
    log.debug('a socket was closed because it read too slowly');
    socket.close(TOO_SLOW.code, TOO_SLOW.reason);
    const cancel = clock.after(FAREWELL_MS, () => socket.terminate());
    socket.once('close', cancel);
  }

  socket.on('pong', (data) => {
    if (!data.equals(PROBE)) return;
    isAwaited = false;
    takeTurns();
  });
  socket.once('close', () => {
    for (const passenger of [...passengers]) passenger.evict();
  });

  return {
    socket,
    connection,
    isReady() {
      if (isBlocked || socket.readyState !== socket.OPEN) return false;
      if (isBackedUp()) {
        isBlocked = true;
        connection.once('drain', takeTurns);
      } else if (isLate()) isBlocked = true;
      return !isBlocked;
    },
    carry(write, body) {
      const isDue = !isAwaited && body.madeAtMs - probedAtMs >= PROBE_MS;
      if (isDue) {
        isAwaited = true;
        probedAtMs = clock.nowMs();
      }
      write(body, isDue);
    },
    losing(sinceMs) {
      if (clock.nowMs() - sinceMs >= PATIENCE_MS) giveUp();
    },
    add: (passenger) => void passengers.add(passenger),
    remove: (passenger) => void passengers.delete(passenger),
  };
}
