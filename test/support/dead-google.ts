// Two ways for Google to be dead: nobody listens, or somebody takes every connection and never says a word.
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

export interface DeadGoogle {
  /** For GOOGLE_GEMINI_BASE_URL. */
  readonly baseUrl: string;
  /** Questions that arrived; a package may open connections to spare. */
  questions(): number;
  close(): Promise<void>;
}

async function listening(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function closed(server: Server): Promise<void> {
  server.close();
  await once(server, 'close');
}

/** Every connection is refused. */
export async function refusingGoogle(): Promise<DeadGoogle> {
  const server = createServer();
  const baseUrl = await listening(server);
  await closed(server);
  return { baseUrl, questions: () => 0, close: async () => {} };
}

/** Every connection is taken, read, and never answered. */
export async function silentGoogle(): Promise<DeadGoogle> {
  const sockets = new Set<Socket>();
  let questions = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.on('data', (piece) => {
      if (String(piece).startsWith('POST ')) questions += 1;
    });
  });
  const baseUrl = await listening(server);
  return {
    baseUrl,
    questions: () => questions,
    close() {
      for (const socket of sockets) socket.destroy();
      return closed(server);
    },
  };
}
