// A bad network on demand: passes TCP through and delays, stalls, cuts, swallows or refuses it when a test says so, and lets a test
// look at what passes. Understands no bytes itself.
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface TcpProxy {
  readonly port: number;
  /** Delay of each piece on its way to the client, milliseconds; order is kept, as TCP keeps it. */
  delayEach(delayMs: () => number): void;
  /** Nothing passes in either direction for so long; then everything does. */
  stall(ms: number): void;
  /** Breaks all connections. */
  cut(): void;
  /** Of the connections that are open now nothing passes any more, their end included: each side believes in the other, as when a phone
   * leaves the network without a word. Those that come later are well. */
  swallow(): void;
  /** The next piece on its way to a client is lost and its connection cut: what was asked has been done, and nobody is told. */
  loseNextAnswer(): void;
  /** `true`: whoever connects is thrown out at once. */
  refuse(refusing: boolean): void;
  close(): Promise<void>;
}

/** Two sockets that are one line. */
interface Line {
  readonly number: number;
  isSwallowed: boolean;
}

/** Listens on a free port and passes on to `targetPort` of this machine. */
export async function startTcpProxy(
  targetPort: number,
  /** Sees every piece that reaches a client; connections are counted from 0. */
  watch: (piece: Buffer, connection: number) => void = () => {},
): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  const lines = new Set<Line>();
  let connections = 0;
  let delayOf = () => 0;
  let stalledUntil = 0;
  let refusing = false;
  let isNextAnswerLost = false;

  function pass(from: Socket, to: Socket, line: Line, delayMs: () => number, deliver: (piece: Buffer) => void): void {
    let lastDue = 0;
    // Timers that fall due within one millisecond may fire in any order; pieces of a line never change theirs.
    const waiting: Buffer[] = [];
    from.on('data', (piece) => {
      waiting.push(piece);
      const due = Math.max(lastDue, performance.now() + delayMs(), stalledUntil);
      lastDue = due;
      setTimeout(
        () => {
          // The stall may have begun while this piece was under way.
          const rest = stalledUntil - performance.now();
          const send = () => {
            const oldest = waiting.shift();
            if (oldest && !to.destroyed && !line.isSwallowed) deliver(oldest);
          };
          if (rest > 0) setTimeout(send, rest);
          else send();
        },
        Math.max(0, due - performance.now()),
      );
    });
    const end = () => {
      if (!line.isSwallowed) to.destroy();
    };
    from.on('close', end);
    from.on('error', end);
  }

  const server = createServer((client) => {
    if (refusing) {
      client.destroy();
      return;
    }
    const target = connect(targetPort, '127.0.0.1');
    const line: Line = { number: connections++, isSwallowed: false };
    lines.add(line);
    for (const socket of [client, target]) {
      socket.setNoDelay(true);
      sockets.add(socket);
      socket.on('close', () => {
        sockets.delete(socket);
        lines.delete(line);
      });
    }
    pass(
      client,
      target,
      line,
      () => 0,
      (piece) => target.write(piece),
    );
    pass(
      target,
      client,
      line,
      () => delayOf(),
      (piece) => {
        if (isNextAnswerLost) {
          isNextAnswerLost = false;
          client.destroy();
          return;
        }
        watch(piece, line.number);
        client.write(piece);
      },
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
    swallow() {
      for (const line of lines) line.isSwallowed = true;
    },
    loseNextAnswer() {
      isNextAnswerLost = true;
    },
    refuse(next) {
      refusing = next;
    },
    close() {
      for (const line of lines) line.isSwallowed = false;
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
