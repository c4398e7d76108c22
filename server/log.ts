// The process' log: JSON lines with what each level means, and secrets that never reach a line. Decides nothing about what is worth logging.
import { type DestinationStream, type Logger, pino } from 'pino';

/**
 * fatal: the process ends now. error: somebody has to look (an INTERNAL answer, a crashed worker). warn: it went on, but not as
 * it should (degraded engine, ignored setting). info: life of the process and of rooms. debug: single requests and sockets.
 */
export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];
export type Log = Logger;

const SECRETS = ['ticket', 'password', 'passwordHash', 'authorization', 'cookie', 'connectionParams'];

/** Redacts secrets by name down to three levels; deeper objects are not logged anywhere. */
export function createLog(level: LogLevel, destination?: DestinationStream): Log {
  const paths = SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  const options = { level, base: null, redact: { paths, censor: '[redacted]' } };
  return destination ? pino(options, destination) : pino(options);
}
