// A bad network on demand: passes TCP through and delays, stalls, cuts or refuses it when a test says so, and lets a test look at
// what passes. Understands no bytes itself.
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface TcpProxy {
  readonly port: number;
  /** Delay of each piece on its way to the client, milliseconds; order is kept, as TCP keeps it. */
  delayEach(delayMs: () => number): void;
  /** Nothing passes in either direction for so long; then everything does. */
  stall(ms: number): void;
  /** Breaks all connections. */
  cut(): void;
  /** `true`: whoever connects is thrown out at once. */
  refuse(refusing: boolean): void;
  close(): Promise<void>;
}

/** Listens on a free port and passes on to `targetPort` of this machine. */
export async function startTcpProxy(
  targetPort: number,
  /** Sees every piece that reaches a client; connections are counted from 0. */
  watch: (piece: Buffer, connection: number) => void = () => {},
): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let connections = 0;
  let delayOf = () => 0;
  let stalledUntil = 0;
  let refusing = false;

  function pass(from: Socket, to: Socket, delayMs: () => number, see: (piece: Buffer) => void): void {
    let lastDue = 0;
    from.on('data', (piece) => {
      const due = Math.max(lastDue, performance.now() + delayMs(), stalledUntil);
      lastDue = due;
      setTimeout(
        () => {
          // The stall may have begun while this piece was under way.
          const rest = stalledUntil - performance.now();
          const send = () => {
            if (to.destroyed) return;
            see(piece);
            to.write(piece);
          };
          if (rest > 0) setTimeout(send, rest);
          else send();
        },
        Math.max(0, due - performance.now()),
      );
    });
    from.on('close', () => to.destroy());
    from.on('error', () => to.destroy());
  }

  const server = createServer((client) => {
    if (refusing) {
      client.destroy();
      return;
    }
    const target = connect(targetPort, '127.0.0.1');
    const connection = connections++;
    for (const socket of [client, target]) {
      socket.setNoDelay(true);
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    }
    pass(
      client,
      target,
      () => 0,
      () => {},
    );
    pass(
      target,
      client,
      () => delayOf(),
      (piece) => watch(piece, connection),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    port: (server.address() as AddressInfo).port,
    delayEach(delayMs) {
      delayOf = delayMs;
    },
    stall(ms) {
      stalledUntil = performance.now() + ms;
    },
    cut() {
      for (const socket of sockets) socket.destroy();
    },
    refuse(next) {
      refusing = next;
    },
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
