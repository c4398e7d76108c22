// One graphql-ws socket that always comes back, notices when it is dead, and reports to the connection store. Knows no documents.
import { createClient, type Client as SocketClient } from 'graphql-ws';
import { type ConnectionStore, retryWaitMs } from './connection.ts';

const KEEP_ALIVE_MS = 10_000;
/** A pong that is not back by then will not come: phones that slept keep sockets that only look open. */
const PONG_WAIT_MS = 4_000;

export interface RoomSocket {
  readonly subscribe: SocketClient['subscribe'];
  /** Tries at once instead of waiting for the next attempt; an open socket is asked whether it still lives. */
  readonly nudge: () => void;
  readonly dispose: () => void;
}

interface SocketOptions {
  readonly url: string;
  readonly ticket: string | null;
  readonly connection: ConnectionStore;
}

export function createRoomSocket({ url, ticket, connection }: SocketOptions): RoomSocket {
  let open: WebSocket | null = null;
  let pongTimer: ReturnType<typeof setTimeout> | undefined;
  let endWait: (() => void) | null = null;
  let isDisposed = false;
  let operations = 0;

  const waitFor = (durationMs: number) =>
    new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        endWait = null;
        resolve();
      };
      const timer = setTimeout(done, durationMs);
      endWait = done;
    });

  const expectPong = () => {
    clearTimeout(pongTimer);
    pongTimer = setTimeout(() => client.terminate(), PONG_WAIT_MS);
  };

  const start = (): SocketClient =>
    createClient({
      url,
      // With a ticket the open socket itself is presence, so it does not wait for the first subscription.
      lazy: ticket === null,
      lazyCloseTimeout: 3_000,
      keepAlive: KEEP_ALIVE_MS,
      // Counted, so that clients which ask for the same have the same ids, and the server can write one frame for all of them.
      generateID: () => String(operations++),
      connectionAckWaitTimeout: 8_000,
      connectionParams: () => (ticket === null ? {} : { ticket }),
      retryAttempts: Number.POSITIVE_INFINITY,
      retryWait: (attempt) => waitFor(retryWaitMs(attempt, Math.random())),
      shouldRetry: () => true,
      onNonLazyError: () => {
        // Some close codes end this client for good; the room goes on, so a new one takes its place.
        if (isDisposed) return;
        connection.tell('gave-up');
        void waitFor(retryWaitMs(5, Math.random())).then(() => {
          if (!isDisposed) client = start();
        });
      },
      on: {
        connecting: () => connection.tell('connecting'),
        connected: (socket) => {
          open = socket as WebSocket;
          connection.tell('connected');
        },
        closed: () => {
          clearTimeout(pongTimer);
          open = null;
          connection.tell('closed');
        },
        ping: (received) => {
          if (!received) expectPong();
        },
        pong: (received) => {
          if (received) clearTimeout(pongTimer);
        },
      },
    });
  let client = start();

  const nudge = () => {
    if (endWait) endWait();
    else if (open?.readyState === WebSocket.OPEN) {
      open.send('{"type":"ping"}');
      expectPong();
    }
  };
  const onOnline = () => {
    connection.tell('network-back');
    nudge();
  };
  const onOffline = () => {
    connection.tell('network-lost');
    nudge();
  };
  const onVisible = () => {
    if (document.visibilityState === 'visible') nudge();
  };
  window.addEventListener('online', onOnline);
  window.addEventListener('offline', onOffline);
  document.addEventListener('visibilitychange', onVisible);

  return {
    subscribe: (payload, sink) => client.subscribe(payload, sink),
    nudge,
    dispose: () => {
      isDisposed = true;
      window.removeEventListener('online', onOnline);
      window.removeEventListener('offline', onOffline);
      document.removeEventListener('visibilitychange', onVisible);
      clearTimeout(pongTimer);
      void client.dispose();
      endWait?.();
    },
  };
}
