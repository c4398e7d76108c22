// How much an outsider may ask for, as configuration: every limit of the gate with its default and its meaning. Enforces nothing.
import { z } from 'zod';

/** A whole number from `least` to `most`, written out. */
export function count(least: number, most: number) {
  const rule = `must be a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, rule)
    .transform(Number)
    .refine((number) => number >= least && number <= most, rule);
}

function limit(fallback: number, least: number, most: number, meaning: string) {
  return count(least, most).default(fallback).describe(`${meaning} ${least} to ${most}.`);
}

/** A whole party sits behind one address, and one address is all that an attacker needs: the defaults suit a hundred people in a hall. */
export const limitVariables = {
  MAX_MESSAGE_BYTES: limit(65_536, 1_024, 16_777_216, 'Largest request body and largest WebSocket message.'),
  MAX_SOCKETS: limit(
    10_000,
    1,
    1_000_000,
    'So many WebSockets, event streams and `stream.ogg` listeners at a time; one more is refused with 503.',
  ),
  MAX_SOCKETS_PER_ADDRESS: limit(1_000, 1, 1_000_000, 'As `MAX_SOCKETS`, of one address; one more is refused with 429.'),
  MAX_OPERATIONS_PER_SOCKET: limit(50, 1, 10_000, 'Subscriptions and requests under way on one WebSocket; one more is RATE_LIMITED.'),
  MAX_MESSAGES_PER_SECOND: limit(
    100,
    1,
    100_000,
    'Messages and pings on one WebSocket in a second; one more closes it with 4491. One of more than 4 kB counts for several.',
  ),
  MAX_OPERATIONS_PER_TICKET: limit(50, 1, 100_000, 'GraphQL operations with one ticket in a second.'),
  MAX_OPERATIONS_PER_ADDRESS: limit(
    1_000,
    1,
    1_000_000,
    'GraphQL operations of one address in a second. One of more than 4 kB over HTTP counts for several.',
  ),
  MAX_ROOMS_PER_ADDRESS: limit(20, 1, 100_000, 'Rooms that one address may open in a minute.'),
  MAX_JOINS_PER_ADDRESS: limit(100, 1, 100_000, 'People that may join from one address in a minute.'),
  MAX_WRONG_PASSWORDS: limit(20, 1, 10_000, 'Wrong passwords for one room from one address in a minute.'),
  MAX_DEPTH: limit(12, 4, 100, 'Deepest nesting of an operation.'),
  MAX_ALIASES: limit(15, 1, 1_000, 'Most aliases in an operation.'),
  MAX_DIRECTIVES: limit(20, 1, 1_000, 'Most directives in an operation.'),
  MAX_TOKENS: limit(
    1_000,
    100,
    100_000,
    'Most tokens (names, numbers, brackets) in an operation; the longest of the explorer has some 300.',
  ),
};

export interface Limits {
  readonly messageBytes: number;
  readonly sockets: number;
  readonly socketsPerAddress: number;
  readonly operationsPerSocket: number;
  readonly messagesPerSecond: number;
  /** In a second. */
  readonly operationsPerTicket: number;
  /** In a second. */
  readonly operationsPerAddress: number;
  /** In a minute. */
  readonly roomsPerAddress: number;
  /** In a minute. */
  readonly joinsPerAddress: number;
  /** Of one room from one address, in a minute. */
  readonly wrongPasswords: number;
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly tokens: number;
}

export function limitsOf(data: { readonly [Name in keyof typeof limitVariables]: number }): Limits {
  return Object.freeze({
    messageBytes: data.MAX_MESSAGE_BYTES,
    sockets: data.MAX_SOCKETS,
    socketsPerAddress: data.MAX_SOCKETS_PER_ADDRESS,
    operationsPerSocket: data.MAX_OPERATIONS_PER_SOCKET,
    messagesPerSecond: data.MAX_MESSAGES_PER_SECOND,
    operationsPerTicket: data.MAX_OPERATIONS_PER_TICKET,
    operationsPerAddress: data.MAX_OPERATIONS_PER_ADDRESS,
    roomsPerAddress: data.MAX_ROOMS_PER_ADDRESS,
    joinsPerAddress: data.MAX_JOINS_PER_ADDRESS,
    wrongPasswords: data.MAX_WRONG_PASSWORDS,
    depth: data.MAX_DEPTH,
    aliases: data.MAX_ALIASES,
    directives: data.MAX_DIRECTIVES,
    tokens: data.MAX_TOKENS,
  });
}
