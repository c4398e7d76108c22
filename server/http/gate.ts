// What may come in at all, before anything is parsed: sizes, methods, content types, origins. Knows nothing of GraphQL's meaning.
import type { IncomingMessage } from 'node:http';
import { CoroError, type ErrorCode } from '../errors.ts';

export interface GateRules {
  /** Other pages that may call. */
  readonly allowedOrigins: readonly string[];
  /** Of a request's body. */
  readonly maxBytes: number;
}

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

/** The statuses of what services refuse; every other refusal is a 400. */
const STATUSES: Partial<Readonly<Record<ErrorCode, number>>> = {
  FORBIDDEN: 403,
  ROOM_NOT_FOUND: 404,
  TOO_LARGE: 413,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
};

export function refusalOf(error: CoroError): Refusal {
  return { status: STATUSES[error.code] ?? 400, error };
}

function refuse(status: number, code: 'FORBIDDEN' | 'TOO_LARGE' | 'BAD_INPUT', message: string): Refusal {
  return { status, error: new CoroError(code, message) };
}

const foreignOrigin = () =>
  refuse(403, 'FORBIDDEN', 'Pages of this origin may not use Coro; its operator can allow them with ALLOWED_ORIGINS.');

/** `null`: come in. Bodies without a length are counted while they are read. */
export function judgeRequest(request: IncomingMessage, { allowedOrigins, maxBytes }: GateRules): Refusal | null {
  const { method, headers } = request;
  if (!isAllowedOrigin(request, allowedOrigins)) return foreignOrigin();
  if (method !== 'POST' && method !== 'GET' && method !== 'OPTIONS') return refuse(405, 'BAD_INPUT', 'GraphQL is asked by POST or GET.');
  if (Number(headers['content-length'] ?? 0) > maxBytes) {
    return refuse(413, 'TOO_LARGE', `A request may hold at most ${maxBytes} bytes.`);
  }
  // Forms and plain text can be posted by any page without asking; JSON cannot. This keeps foreign pages out even without an Origin.
  if (method === 'POST' && !/^application\/(graphql\+)?json\b/i.test(headers['content-type'] ?? '')) {
    return refuse(415, 'BAD_INPUT', 'Send the operation as JSON, with the header `content-type: application/json`.');
  }
  return null;
}

/** Whether the answer is a stream, which holds a connection for hours. */
export function wantsEvents({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  return headers.accept?.includes('text/event-stream') ?? false;
}

/** `null`: shake hands. */
export function judgeUpgrade(request: IncomingMessage, { allowedOrigins }: Pick<GateRules, 'allowedOrigins'>): Refusal | null {
  return isAllowedOrigin(request, allowedOrigins) ? null : foreignOrigin();
}
