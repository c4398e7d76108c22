// A WebSocket of graphql-transport-ws by hand: says what a test says, keeps every message as it came, and how the socket closed.
import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Answer } from './third-party.ts';

export interface RawSocket {
  readonly socket: WebSocket;
  /** All messages so far, parsed. */
  readonly messages: readonly Answer[];
  /** Objects as JSON, strings as they are. */
  say(message: object | string): void;
  /** The first message, come or to come, that fits. */
  until(fits: (message: Answer) => boolean): Promise<Answer>;
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
}

/** Resolves when the socket is open; with `isGreeted` when it is acknowledged, too. */
export async function openRaw(
  url: string,
  { protocol = 'graphql-transport-ws', isGreeted = true, ticket }: { protocol?: string | null; isGreeted?: boolean; ticket?: string } = {},
): Promise<RawSocket> {
  const socket = new WebSocket(url.replace(/^http/, 'ws'), protocol ?? []);
  const messages: Answer[] = [];
  const watchers = new Set<() => void>();
  socket.on('message', (data) => {
    messages.push(JSON.parse(String(data)));
    for (const look of [...watchers]) look();
  });
  const closed = once(socket, 'close').then(([code, reason]) => ({ code, reason: String(reason) }));
  // A socket that never opens is told below; nobody waits for its end.
  closed.catch(() => undefined);
  const raw: RawSocket = {
    socket,
    messages,
    closed,
    say: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    until: (fits) =>
      new Promise((resolve) => {
        const look = () => {
          const found = messages.find(fits);
          if (found === undefined) return;
          watchers.delete(look);
          resolve(found);
        };
        watchers.add(look);
        look();
      }),
  };
  await once(socket, 'open');
  if (isGreeted) {
    raw.say({ type: 'connection_init', ...(ticket === undefined ? {} : { payload: { ticket } }) });
    await raw.until(({ type }) => type === 'connection_ack');
  }
  return raw;
}
