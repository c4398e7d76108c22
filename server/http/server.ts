// The one port: connections in and out, security headers, request ids, and the end of it all in good order. What is answered, the
// routes know; what is said over a WebSocket, the socket.
import { createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Limits } from '../config-limits.ts';
import { CoroError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { createAddressOf } from './client-address.ts';
import { judgeUpgrade, type Refusal, refusalOf } from './gate.ts';
import { createSeats } from './gate-seats.ts';
import type { GraphqlSocket } from './graphql-socket.ts';
import { createRoutes, pathOf, type RoutesDeps, requestIdOf, retryHeaders, stopping } from './routes.ts';

/** How long answers that are being made may take while the server stops. */
const LAST_ANSWERS_MS = 1_000;
/** Headers and bodies that come in drops are not waited for. */
const HEADERS_WITHIN_MS = 10_000;
const REQUEST_WITHIN_MS = 20_000;
const LOOK_FOR_SLOW_MS = 2_000;
/** Connections beside the seats, for requests that are answered at once. */
const FOR_REQUESTS = 2_000;

export interface HttpDeps extends RoutesDeps {
  readonly socket: GraphqlSocket;
  readonly addressOf: ReturnType<typeof createAddressOf>;
  readonly limits: Pick<Limits, 'sockets' | 'socketsPerAddress'>;
  readonly log: Log;
}

export interface HttpServer {
  /** Resolves with the port that was really taken; UNAVAILABLE when `drain` came first. */
  listen(port: number, host: string): Promise<number>;
  /** Not ready any more; finishes what is under way, and cuts what is left of the sockets after `deadlineMs`. */
  drain(deadlineMs: number): Promise<void>;
}

/** Wasm for Opus, blobs for workers, styles of the visualiser; scripts, data and sockets from here only. */
function policyFor({ headers: { host = '' } }: IncomingMessage): string {
  const sockets = /^[\w.:[\]-]+$/.test(host) ? ` ws://${host} wss://${host}` : '';
  return [
    "default-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "worker-src 'self' blob:",
    `connect-src 'self'${sockets}`,
    "media-src 'self' blob:",
    "img-src 'self' data: blob:",
    "style-src 'self' 'unsafe-inline'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function setHeaders(request: IncomingMessage, response: ServerResponse, requestId: string): void {
  response.setHeader('x-request-id', requestId);
  response.setHeader('content-security-policy', policyFor(request));
  response.setHeader('cross-origin-opener-policy', 'same-origin');
  response.setHeader('cross-origin-embedder-policy', 'require-corp');
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('permissions-policy', 'camera=(), geolocation=(), microphone=(self)');
}

/** Bare connections, before they say anything: whoever opens more than twice what may stay open gets none. */
function guardConnections(server: Server, { addressOf, limits }: HttpDeps): void {
  server.maxConnections = limits.sockets + FOR_REQUESTS;
  const connections = createSeats({ inAll: Number.POSITIVE_INFINITY, perAddress: 2 * limits.socketsPerAddress });
  server.on('connection', (socket: Socket) => {
    // Behind a proxy all come from one address, and only their headers say more.
    if (addressOf.isTrusted(socket.remoteAddress)) return;
    try {
      socket.once('close', connections.take(addressOf({ socket, headers: {} })));
    } catch {
      socket.destroy();
    }
  });
}

/** The raw connection: no WebSocket, no GraphQL; a browser only looks at the status. */
function turnAway(connection: Duplex, status: number, headers: Record<string, string>, body: string): void {
  const lines = { ...headers, connection: 'close', 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const head = Object.entries(lines).map(([name, value]) => `${name}: ${value}\r\n`);
  connection.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head.join('')}\r\n${body}`);
}

export function createHttpServer(deps: HttpDeps): HttpServer {
  const { socket, seats, rules, addressOf, admission, health, translate, log } = deps;
  const route = createRoutes(deps);

  const timeouts = {
    headersTimeout: HEADERS_WITHIN_MS,
    requestTimeout: REQUEST_WITHIN_MS,
    connectionsCheckingInterval: LOOK_FOR_SLOW_MS,
  };
  const server = createServer(timeouts, (request, response) => {
    const requestId = requestIdOf(request);
    setHeaders(request, response, requestId);
    route(request, response, requestId);
    response.once('close', () =>
      log.debug({ requestId, method: request.method, path: pathOf(request), status: response.statusCode }, 'answered'),
    );
  });
  guardConnections(server, deps);

  async function upgrade(request: IncomingMessage, connection: Duplex, head: Buffer): Promise<Refusal | null> {
    const refusal = health.isDraining() ? stopping() : judgeUpgrade(request, rules);
    if (refusal) return refusal;
    try {
      const address = addressOf(request);
      await admission.fromAddress(address);
      connection.once('close', seats.take(address));
      socket.upgrade(request, connection, head, address);
      return null;
    } catch (error) {
      if (error instanceof CoroError) return refusalOf(error);
      throw error;
    }
  }

  server.on('upgrade', (request: IncomingMessage, connection: Duplex, head: Buffer) => {
    connection.on('error', () => connection.destroy());
    if (pathOf(request) !== '/graphql') return turnAway(connection, 404, {}, '');
    upgrade(request, connection, head).then(
      (refusal) => {
        if (refusal === null) return;
        const body = JSON.stringify({ errors: [translate(refusal.error, requestIdOf(request))] });
        turnAway(connection, refusal.status, retryHeaders(refusal), body);
      },
      (error: unknown) => {
        log.error({ err: error }, 'a socket could not be opened');
        connection.destroy();
      },
    );
  });

  return {
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        const tooLate = () => reject(new CoroError('UNAVAILABLE', 'The server was stopped before it listened.'));
        // Whoever was told to stop while it still started never takes the port.
        if (health.isDraining()) return tooLate();
        server.once('error', reject).once('close', tooLate);
        server.listen(port, host, () => {
          server.off('error', reject).off('close', tooLate);
          resolve((server.address() as AddressInfo).port);
        });
      }),
    async drain(deadlineMs) {
      health.drain();
      // While sockets are told to come back one after the other, requests are still answered: whoever passes them on learns only
      // now and then that this server is not ready any more.
      const terminate = setTimeout(() => socket.terminate(), deadlineMs);
      await socket.close();
      clearTimeout(terminate);
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      // Requests under way get their answers; event streams never end by themselves, and are cut so that their clients come back.
      const cut = setTimeout(() => server.closeAllConnections(), Math.min(deadlineMs, LAST_ANSWERS_MS));
      await closed;
      clearTimeout(cut);
      health.stop();
    },
  };
}
