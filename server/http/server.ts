// The one port: request ids, security headers, health, and who answers which path. Holds no rule of rooms or music.
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { CoroError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { TranslateError } from '../schema/errors.ts';
import { type Explorer, wantsExplorer } from './explorer.ts';
import { judgeRequest, judgeUpgrade, type Refusal } from './gate.ts';
import type { GraphqlSocket } from './graphql-socket.ts';
import type { Yoga } from './graphql-yoga.ts';
import { type OggStream, STREAM_STATUS } from './ogg-stream.ts';
import type { ServeStatic } from './static.ts';

const STREAM_PATH = /^\/rooms\/([\w%-]{1,40})\/stream\.ogg$/;
/** How long answers that are being made may take while the server stops. */
const LAST_ANSWERS_MS = 1_000;

export interface HttpDeps {
  readonly yoga: Yoga;
  readonly socket: GraphqlSocket;
  readonly explorer: Explorer;
  readonly oggStream: OggStream;
  readonly serveStatic: ServeStatic;
  readonly translate: TranslateError;
  readonly allowedOrigins: readonly string[];
  readonly log: Log;
}

export interface HttpServer {
  /** Resolves with the port that was really taken. */
  listen(port: number, host: string): Promise<number>;
  /** Not ready any more; finishes what is under way, and cuts what is left after `deadlineMs`. */
  drain(deadlineMs: number): Promise<void>;
}

/** Ids that a proxy in front has given are kept, if they look like ids. */
function requestIdOf({ headers }: IncomingMessage): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
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

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

export function createHttpServer({ yoga, socket, explorer, oggStream, serveStatic, translate, allowedOrigins, log }: HttpDeps): HttpServer {
  let isDraining = false;

  const bodyOf = ({ error }: Refusal, requestId: string) => ({ errors: [translate(error, requestId)] });
  const draining = (): Refusal => ({ status: 503, error: new CoroError('UNAVAILABLE', 'This server is stopping; try again in a moment.') });

  function refuse(request: IncomingMessage, response: ServerResponse, refusal: Refusal, requestId: string): void {
    // What is still being sent is not waited for.
    response.setHeader('connection', 'close');
    response.once('finish', () => request.destroy());
    answer(response, refusal.status, bodyOf(refusal, requestId));
  }

  async function graphql(request: IncomingMessage, response: ServerResponse, requestId: string): Promise<void> {
    if (wantsExplorer(request)) return explorer.serve(request, response);
    const refusal = isDraining ? draining() : judgeRequest(request, allowedOrigins);
    if (refusal) return refuse(request, response, refusal, requestId);
    await yoga.handle(request, response, { requestId, req: request, res: response });
  }

  async function stream(request: IncomingMessage, response: ServerResponse, requestId: string, code: string): Promise<void> {
    if (isDraining) return refuse(request, response, draining(), requestId);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      const error = new CoroError('BAD_INPUT', 'A stream is asked for by GET.');
      return refuse(request, response, { status: 405, error }, requestId);
    }
    try {
      await oggStream.serve(request, response, code);
    } catch (error) {
      if (!(error instanceof CoroError) || response.headersSent) throw error;
      refuse(request, response, { status: STREAM_STATUS[error.code] ?? 400, error }, requestId);
    }
  }

  async function route(request: IncomingMessage, response: ServerResponse, requestId: string): Promise<void> {
    const [path = '/'] = (request.url ?? '/').split('?');
    if (path === '/graphql') return graphql(request, response, requestId);
    const streamed = STREAM_PATH.exec(path)?.[1];
    if (streamed !== undefined) return stream(request, response, requestId, streamed);
    if (path === '/health') return answer(response, 200, { status: 'ok' });
    if (path === '/ready') return answer(response, isDraining ? 503 : 200, { status: isDraining ? 'draining' : 'ready' });
    serveStatic(request, response, () => {
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' });
      response.end('Nothing is here.\n');
    });
  }

  const server = createServer((request, response) => {
    const requestId = requestIdOf(request);
    setHeaders(request, response, requestId);
    route(request, response, requestId).catch((error: unknown) => {
      const refusal = { status: 500, error: translate(error, requestId) };
      if (response.headersSent) response.destroy();
      else answer(response, refusal.status, { errors: [refusal.error] });
    });
    response.once('close', () =>
      log.debug({ requestId, method: request.method, path: (request.url ?? '').split('?')[0], status: response.statusCode }, 'answered'),
    );
  });

  server.on('upgrade', (request: IncomingMessage, connection: Duplex, head: Buffer) => {
    const [path] = (request.url ?? '').split('?');
    const refusal = isDraining ? draining() : judgeUpgrade(request, allowedOrigins);
    if (path === '/graphql' && !refusal) return socket.upgrade(request, connection, head);
    // No WebSocket, no GraphQL: this is the raw connection, and the browser only looks at the status.
    const { status, body } = refusal
      ? { status: refusal.status, body: JSON.stringify(bodyOf(refusal, requestIdOf(request))) }
      : { status: 404, body: '' };
    connection.on('error', () => connection.destroy());
    connection.end(
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
  });

  return {
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          resolve((server.address() as AddressInfo).port);
        });
      }),
    async drain(deadlineMs) {
      isDraining = true;
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      const terminate = setTimeout(() => socket.terminate(), deadlineMs);
      await socket.close();
      clearTimeout(terminate);
      // Requests under way get their answers; event streams never end by themselves, and are cut so that their clients come back.
      const cut = setTimeout(() => server.closeAllConnections(), Math.min(deadlineMs, LAST_ANSWERS_MS));
      await closed;
      clearTimeout(cut);
    },
  };
}
