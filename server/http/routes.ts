// Who answers which path, and how refusals are told over HTTP. Holds no rule of rooms or music, and no connection.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { CoroError } from '../errors.ts';
import type { TranslateError } from '../schema/errors.ts';
import type { Admission } from '../services/admission.ts';
import type { AddressOf } from './client-address.ts';
import { type Explorer, wantsExplorer } from './explorer.ts';
import { type GateRules, judgeRequest, type Refusal, refusalOf, wantsEvents } from './gate.ts';
import { weightOf } from './gate-messages.ts';
import type { Seats } from './gate-seats.ts';
import type { Yoga } from './graphql-yoga.ts';
import type { Health } from './health.ts';
import type { ServeMetrics } from './metrics.ts';
import type { OggStream } from './ogg-stream.ts';
import type { ServeStatic } from './static.ts';

const STREAM_PATH = /^\/rooms\/([\w%-]{1,40})\/stream\.ogg$/;

export interface RoutesDeps {
  readonly yoga: Yoga;
  readonly explorer: Explorer;
  readonly oggStream: OggStream;
  readonly serveStatic: ServeStatic;
  readonly serveMetrics: ServeMetrics;
  readonly health: Health;
  readonly rules: GateRules;
  readonly addressOf: AddressOf;
  readonly admission: Pick<Admission, 'fromAddress'>;
  readonly seats: Seats;
  readonly translate: TranslateError;
}

/** Ids that a proxy in front has given are kept, if they look like ids. */
export function requestIdOf({ headers }: IncomingMessage): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
}

export function pathOf({ url }: IncomingMessage): string {
  return (url ?? '/').split('?')[0] ?? '/';
}

export function stopping(): Refusal {
  return refusalOf(new CoroError('UNAVAILABLE', 'This server is stopping; try again in a moment.'));
}

/** What goes with a refusal: when to come again, as far as the error knows. */
export function retryHeaders({ error }: Refusal): Record<string, string> {
  const { retryAfterMs } = error.details;
  return typeof retryAfterMs === 'number' ? { 'retry-after': String(Math.ceil(retryAfterMs / 1_000)) } : {};
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

/** Answers one request, whatever happens. */
export type Route = (request: IncomingMessage, response: ServerResponse, requestId: string) => void;

export function createRoutes(deps: RoutesDeps): Route {
  const { yoga, explorer, oggStream, serveStatic, serveMetrics, health, rules, addressOf, admission, seats, translate } = deps;

  function refuse(request: IncomingMessage, response: ServerResponse, refusal: Refusal, requestId: string): void {
    // What is still being sent is not waited for.
    response.setHeader('connection', 'close');
    for (const [name, value] of Object.entries(retryHeaders(refusal))) response.setHeader(name, value);
    response.once('finish', () => request.destroy());
    answer(response, refusal.status, { errors: [translate(refusal.error, requestId)] });
  }

  /** A connection that stays open has a seat until it closes. */
  function seat(request: IncomingMessage, response: ServerResponse): void {
    if (health.isDraining()) throw stopping().error;
    response.once('close', seats.take(addressOf(request)));
  }

  async function graphql(request: IncomingMessage, response: ServerResponse, requestId: string): Promise<void> {
    if (wantsExplorer(request)) return explorer.serve(request, response);
    const refusal = judgeRequest(request, rules);
    if (refusal) return refuse(request, response, refusal, requestId);
    const address = addressOf(request);
    // Whoever does not say how much will come is taken at the most.
    const bytes = request.headers['transfer-encoding'] === undefined ? Number(request.headers['content-length'] ?? 0) : rules.maxBytes;
    await admission.fromAddress(address, weightOf(bytes));
    if (wantsEvents(request)) seat(request, response);
    // Requests are still answered while sockets are being closed, but each on its last connection.
    if (health.isDraining()) response.setHeader('connection', 'close');
    await yoga.handle(request, response, { trace: { requestId }, address, req: request, res: response });
  }

  async function stream(request: IncomingMessage, response: ServerResponse, requestId: string, code: string): Promise<void> {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      const error = new CoroError('BAD_INPUT', 'A stream is asked for by GET.');
      return refuse(request, response, { status: 405, error }, requestId);
    }
    await admission.fromAddress(addressOf(request));
    seat(request, response);
    await oggStream.serve(request, response, code);
  }

  async function ready(response: ServerResponse): Promise<void> {
    const { isReady, body } = await health.ready();
    answer(response, isReady ? 200 : 503, body);
  }

  async function route(request: IncomingMessage, response: ServerResponse, requestId: string): Promise<void> {
    const path = pathOf(request);
    if (path === '/graphql') return graphql(request, response, requestId);
    const streamed = STREAM_PATH.exec(path)?.[1];
    if (streamed !== undefined) return stream(request, response, requestId, streamed);
    if (path === '/health') return answer(response, 200, { status: 'ok' });
    if (path === '/ready') return ready(response);
    if (path === '/metrics') return serveMetrics(request, response);
    serveStatic(request, response, () => {
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' });
      response.end('Nothing is here.\n');
    });
  }

  return (request, response, requestId) => {
    route(request, response, requestId).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else if (error instanceof CoroError) refuse(request, response, refusalOf(error), requestId);
      else answer(response, 500, { errors: [translate(error, requestId)] });
    });
  };
}
