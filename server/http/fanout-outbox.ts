// What the fan-out has to write in this turn of the event loop: collected first, then written in one go. Deciding for five hundred
// listeners and then writing five hundred times is cheaper than taking turns: every write of sound pushes all else out of the caches.
import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';

export interface Outbox {
  /** Written before anything that happens in a later turn; `body` follows `head` in the same packet where there is one. */
  add(socket: WebSocket, connection: Socket, head: Buffer, body: Buffer | null): void;
  /** Writes what has been collected; call it before anything that must come behind it. */
  flush(): void;
}

export function createOutbox(): Outbox {
  // Side by side rather than as objects: nothing is made for a delivery, and the loop reads straight on.
  const sockets: WebSocket[] = [];
  const connections: Socket[] = [];
  const heads: Buffer[] = [];
  const bodies: (Buffer | null)[] = [];

  function writeTwo(connection: Socket, head: Buffer, body: Buffer): void {
    connection.cork();
    connection.write(head);
    connection.write(body);
    connection.uncork();
  }

  function flush(): void {
    const { length } = sockets;
    for (let at = 0; at < length; at += 1) {
      const socket = sockets[at] as WebSocket;
      // Nothing may come behind a close frame.
      if (socket.readyState !== socket.OPEN) continue;
      const body = bodies[at];
      if (body) writeTwo(connections[at] as Socket, heads[at] as Buffer, body);
      else (connections[at] as Socket).write(heads[at] as Buffer);
    }
    sockets.length = 0;
    connections.length = 0;
    heads.length = 0;
    bodies.length = 0;
  }

  return {
    add(socket, connection, head, body) {
      if (sockets.length === 0) process.nextTick(flush);
      sockets.push(socket);
      connections.push(connection);
      heads.push(head);
      bodies.push(body);
    },
    flush,
  };
}
