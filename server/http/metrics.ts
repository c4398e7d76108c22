// `GET /metrics`, for whoever may see it: holders of the token, or, without one, programs of this machine. Measures nothing itself.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { CoroError } from '../errors.ts';
import { isFromThisMachine } from './client-address.ts';
import { bearer } from './graphql-yoga.ts';

export interface MetricsDeps {
  /** `null`: no token was set. */
  readonly token: string | null;
  readonly page: () => Promise<{ readonly contentType: string; readonly text: string }>;
}

/** Rejects with FORBIDDEN. */
export type ServeMetrics = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Equal, found out in the same time whatever the difference. */
function isSame(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

export function createMetrics({ token, page }: MetricsDeps): ServeMetrics {
  const mayAsk = (request: IncomingMessage) =>
    token === null ? isFromThisMachine(request) : isSame(bearer(request.headers.authorization) ?? '', token);

  return async (request, response) => {
    if (!mayAsk(request)) throw new CoroError('FORBIDDEN', 'Metrics are for the operator of this server; see METRICS_TOKEN.');
    const { contentType, text } = await page();
    response.writeHead(200, { 'content-type': contentType, 'cache-control': 'no-store' });
    response.end(text);
  };
}
