// Lets a standing clock and real sockets live together: knows what both ends of each connection have sent and received, and waits until
// nothing is under way. A wire that stays as it is for a while is taken for stuck, and not waited for again until it stirs.
import { WebSocket } from 'ws';
import type { CreateSocket } from '../../server/adapters/gemini/socket-factory.ts';
import { settled } from './fake-clock.ts';
import type { FakeGoogle } from './fake-google/server.ts';

export interface WireWatch {
  readonly createSocket: CreateSocket;
  /** Every address that was called, the key included. */
  readonly addresses: readonly string[];
  /** Sockets that are not closed. */
  open(): number;
  /** Resolves when both ends have all that was sent, or when the wire is stuck. */
  still(google: FakeGoogle | null): Promise<void>;
}

interface End {
  readonly socket: WebSocket;
  sent: number;
  received: number;
}

const NAME = 'x-wire';
const STUCK_AFTER_TURNS = 60;

export function createWireWatch(): WireWatch {
  const addresses: string[] = [];
  const ends: End[] = [];
  let stuck = '';

  /** One word a connection; empty when nothing is under way on any. */
  function underWay(google: FakeGoogle | null): string {
    const words = ends.map(({ socket, sent, received }, index) => {
      const peer = google?.peers.find(({ headers }) => headers[NAME] === String(index));
      const isOpen = socket.readyState === WebSocket.OPEN;
      if (socket.readyState === WebSocket.CLOSED && peer?.isOpen !== true) return '';
      const isStill = isOpen && peer?.isOpen === true && peer.frames.length === sent && peer.sent === received;
      return isStill ? '' : `${index}:${socket.readyState}:${peer?.isOpen}:${peer?.frames.length}/${sent}:${received}/${peer?.sent} `;
    });
    return words.join('');
  }

  return {
    addresses,
    open: () => ends.filter(({ socket }) => socket.readyState !== WebSocket.CLOSED).length,
    createSocket(address, options) {
      addresses.push(address);
      const socket = new WebSocket(address, { ...options, headers: { ...options.headers, [NAME]: String(ends.length) } });
      const end: End = { socket, sent: 0, received: 0 };
      ends.push(end);
      socket.on('message', () => {
        end.received += 1;
      });
      const send = socket.send.bind(socket) as (...args: unknown[]) => void;
      socket.send = (...args: unknown[]) => {
        end.sent += 1;
        send(...args);
      };
      return socket;
    },
    async still(google) {
      await settled();
      let before = underWay(google);
      for (let turns = 0; before !== '' && before !== stuck && turns < STUCK_AFTER_TURNS; turns += 1) {
        await new Promise((resolve) => (turns < 20 ? setImmediate(resolve) : setTimeout(resolve, 1)));
        const now = underWay(google);
        if (now !== before) turns = 0;
        before = now;
      }
      stuck = before;
      await settled();
    },
  };
}
