// What may come in at all, before anything is parsed: sizes, methods, content types, origins. Knows nothing of GraphQL's meaning.
import type { IncomingMessage } from 'node:http';
import { CoroError } from '../errors.ts';

/** Largest request body and largest WebSocket message. */
export const MAX_MESSAGE_BYTES = 64 * 1024;

/** A refusal that is told with a status, before GraphQL has a say. */
export interface Refusal {
  readonly status: number;
  readonly error: CoroError;
}

/** Whether the page that sent this may call us. Clients that are no browsers send no Origin and are welcome: a ticket is never sent along by itself. */
export function isAllowedOrigin({ headers }: IncomingMessage, allowedOrigins: readonly string[]): boolean {
  const { origin, host } = headers;
  if (origin === undefined || allowedOrigins.includes(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}

function refuse(status: number, code: 'FORBIDDEN' | 'TOO_LARGE' | 'BAD_INPUT', message: string): Refusal {
  return { status, error: new CoroError(code, message) };
}

const foreignOrigin = () =>
  refuse(403, 'FORBIDDEN', 'Pages of this origin may not use Coro; its operator can allow them with ALLOWED_ORIGINS.');

/** `null`: come in. Bodies without a length are counted while they are read. */
export function judgeRequest(request: IncomingMessage, allowedOrigins: readonly string[]): Refusal | null {
  const { method, headers } = request;
  if (!isAllowedOrigin(request, allowedOrigins)) return foreignOrigin();
  if (method !== 'POST' && method !== 'GET' && method !== 'OPTIONS') return refuse(405, 'BAD_INPUT', 'GraphQL is asked by POST or GET.');
  if (Number(headers['content-length'] ?? 0) > MAX_MESSAGE_BYTES) {
    return refuse(413, 'TOO_LARGE', `A request may hold at most ${MAX_MESSAGE_BYTES} bytes.`);
  }
  // Forms and plain text can be posted by any page without asking; JSON cannot. This keeps foreign pages out even without an Origin.
  if (method === 'POST' && !/^application\/(graphql\+)?json\b/i.test(headers['content-type'] ?? '')) {
    return refuse(415, 'BAD_INPUT', 'Send the operation as JSON, with the header `content-type: application/json`.');
  }
  return null;
}

/** `null`: shake hands. */
export function judgeUpgrade(request: IncomingMessage, allowedOrigins: readonly string[]): Refusal | null {
  return isAllowedOrigin(request, allowedOrigins) ? null : foreignOrigin();
}
