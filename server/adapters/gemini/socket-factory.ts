// The sockets under the music API. The API's own package waits for ever on a connection that fails and ends the process on one
// malformed frame; here every socket opens in time or ends, says how it ended, and lets nothing through that is not a JSON object.
// Neither the address (it carries the key) nor the words of an error or of a closing peer leave this file.
import { WebSocket } from 'ws';
import type { Clock } from '../../ports/clock.ts';

/** How a connection came to its end. */
export type SocketEnd =
  /** The upgrade was answered with this HTTP status. */
  | { readonly kind: 'TURNED_AWAY'; readonly status: number }
  /** The peer closed; `hint` is what its words were about. */
  | { readonly kind: 'CLOSED'; readonly code: number; readonly hint: 'KEY' | 'QUOTA' | null }
  /** No connection came about, or it broke. */
  | { readonly kind: 'BROKEN' }
  /** The peer no longer answers. */
  | { readonly kind: 'SILENT' }
  /** The peer sent what nobody can read. */
  | { readonly kind: 'GARBLED' };

export interface SocketLimits {
  readonly handshakeMs: number;
  readonly maxPayloadBytes: number;
  readonly pingEveryMs: number;
  /** A peer that has said nothing for so long after a ping is gone. */
  readonly pongWithinMs: number;
}

/** A chunk of 2 s is half a megabyte. */
export const SOCKET_LIMITS: SocketLimits = {
  handshakeMs: 8_000,
  maxPayloadBytes: 8 * 1_024 * 1_024,
  pingEveryMs: 10_000,
  pongWithinMs: 10_000,
};

/** Makes the socket itself; for tests that want to watch it. */
export type CreateSocket = (address: string, options: WebSocket.ClientOptions) => WebSocket;

/** What the package calls back; it expects no more of an event than this. */
export interface PackageCallbacks {
  onopen(): void;
  onmessage(event: { readonly data: string }): void;
}

/** The shape that the package uses its sockets in. */
export interface PackageSocket {
  connect(): void;
  /** @throws Error when the socket is not open. */
  send(message: string): void;
  close(): void;
}

export interface SocketFactory {
  create(address: string, headers: Readonly<Record<string, string>>, callbacks: PackageCallbacks): PackageSocket;
  /** Ends the socket that was made; nothing is told any more. */
  close(): void;
}

export interface SocketFactoryOptions {
  readonly clock: Clock;
  readonly limits?: Partial<SocketLimits>;
  readonly createSocket?: CreateSocket;
  /** Once, unless `close` came first. */
  readonly onEnd: (end: SocketEnd) => void;
}

/** A factory for one connection. */
export function createSocketFactory(options: SocketFactoryOptions): SocketFactory {
  const { clock, onEnd } = options;
  const limits = { ...SOCKET_LIMITS, ...options.limits };
  const createSocket = options.createSocket ?? ((address, settings) => new WebSocket(address, settings));
  let socket: WebSocket | null = null;
  let hasEnded = false;
  let cancelBeat = () => {};

  function finish(end: SocketEnd | null): void {
    if (hasEnded) return;
    hasEnded = true;
    cancelBeat();
    if (end === null) socket?.close(1_000);
    else socket?.terminate();
    if (end !== null) onEnd(end);
  }

  function expectLife(): void {
    cancelBeat();
    cancelBeat = clock.after(limits.pingEveryMs, () => {
      socket?.ping();
      cancelBeat = clock.after(limits.pongWithinMs, () => finish({ kind: 'SILENT' }));
    });
  }

  function open(address: string, headers: Readonly<Record<string, string>>, { onopen, onmessage }: PackageCallbacks): void {
    // `closeTimeout` is missing in the types: how long a peer may take to answer our goodbye.
    const settings: WebSocket.ClientOptions & { readonly closeTimeout: number } = {
      headers: { ...headers },
      handshakeTimeout: limits.handshakeMs,
      maxPayload: limits.maxPayloadBytes,
      perMessageDeflate: false,
      followRedirects: false,
      closeTimeout: 1_000,
    };
    const made = createSocket(address, settings);
    socket = made;
    made.on('unexpected-response', (_request, response) => finish({ kind: 'TURNED_AWAY', status: response.statusCode ?? 0 }));
    // Its words may quote the address. A frame that breaks the protocol or the limits is told by a code of the `ws` package.
    made.on('error', (error: NodeJS.ErrnoException) => finish({ kind: error.code?.startsWith('WS_ERR') ? 'GARBLED' : 'BROKEN' }));
    made.on('close', (code, reason) =>
      finish(code === 1_006 ? { kind: 'BROKEN' } : { kind: 'CLOSED', code, hint: hintOf(String(reason)) }),
    );
    made.on('pong', expectLife);
    made.on('open', () => {
      if (hasEnded) return;
      expectLife();
      onopen();
    });
    made.on('message', (data) => {
      if (hasEnded) return;
      expectLife();
      const text = String(data);
      if (isObject(text)) onmessage({ data: text });
      else finish({ kind: 'GARBLED' });
    });
  }

  return {
    create: (address, headers, callbacks) => ({
      connect() {
        try {
          if (!hasEnded) open(address, headers, callbacks);
        } catch {
          // Never before whoever opens it holds it in hand.
          queueMicrotask(() => finish({ kind: 'BROKEN' }));
        }
      },
      send(message) {
        if (hasEnded || socket?.readyState !== WebSocket.OPEN) throw new Error('The connection is not open.');
        socket.send(message);
      },
      close: () => finish(null),
    }),
    close: () => finish(null),
  };
}

/** The package parses once more, where nothing could catch what it throws. */
function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

function hintOf(reason: string): 'KEY' | 'QUOTA' | null {
  if (/quota|exhausted|rate limit/i.test(reason)) return 'QUOTA';
  return /api[ _-]?key|credential|unauthenticated/i.test(reason) ? 'KEY' : null;
}
