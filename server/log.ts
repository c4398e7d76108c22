// The process' log: JSON lines with what each level means, and secrets that never reach a line. Decides nothing about what is worth logging.
import { type DestinationStream, type Logger, pino } from 'pino';

/**
 * fatal: the process ends now. error: somebody has to look (an INTERNAL answer, a crashed worker). warn: it went on, but not as
 * it should (degraded engine, ignored setting). info: life of the process and of rooms. debug: single requests and sockets.
 * Lines of an operation carry `requestId`, and `code` (the room) and `participantId` when a ticket came with it.
 */
export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];
export type Log = Logger;

const REDACTED = '[redacted]';
/** Secrets by the name of what holds them, wherever they stand. */
const SECRET_NAME = /^(.*ticket|.*password.*|.*secret|.*token|api_?key|authorization|(set-)?cookie|connection_?params)$/i;
/** Secrets by their looks, in any text: a Bearer, a key in an address, a user's password in one, Google's keys, 43 characters of a ticket. */
const SECRET_TEXT: readonly (readonly [RegExp, string])[] = [
  [/\b(Bearer\s+)[^\s"'\\]+/gi, `$1${REDACTED}`],
  [/([?&](?:key|token|ticket|api_key|access_token)=)[^&\s"'\\]+/gi, `$1${REDACTED}`],
  [/(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@"']*:)[^\s@/"']+@/gi, `$1${REDACTED}@`],
  [/\bAIza[\w-]{20,}/g, REDACTED],
  [/(?<![\w-])[\w-]{43}(?![\w-])/g, REDACTED],
];
/** What is nested deeper than this is not told. */
const DEEPEST = 8;

function withoutSecrets(text: string): string {
  return SECRET_TEXT.reduce((clean, [secret, instead]) => clean.replace(secret, instead), text);
}

function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return withoutSecrets(value);
  if (value instanceof Error) return redact(pino.stdSerializers.err(value), depth);
  if (value === null || typeof value !== 'object') return value;
  if (depth >= DEEPEST) return '[deep]';
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  const entries = Object.entries(value).map(([name, inner]) => [name, SECRET_NAME.test(name) ? REDACTED : redact(inner, depth + 1)]);
  return Object.fromEntries(entries);
}

export function createLog(level: LogLevel, destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    formatters: { log: (line: object) => redact(line) as Record<string, unknown> },
    hooks: {
      logMethod(this: Logger, args: Parameters<Logger['info']>, method: (...args: Parameters<Logger['info']>) => void) {
        // An error alone gives the line its message, too.
        const [first] = args as unknown[];
        const parts = first instanceof Error && args.length === 1 ? [first, first.message] : (args as unknown[]);
        const clean = parts.map((part) => (typeof part === 'string' ? withoutSecrets(part) : part));
        method.apply(this, clean as Parameters<Logger['info']>);
      },
    },
    // Errors have been made plain and cleaned above; pino's own way would start from the error again.
    serializers: { err: (error: unknown) => error },
  };
  return destination ? pino(options, destination) : pino(options);
}
