// The one error that Coro throws on purpose, and the table of its codes. Imports nothing, so every layer may use it.

/** Every code that can stand in `extensions.code`; the schema's `ErrorCode` enum is printed from this table. */
export const ERROR_CODES = {
  BAD_INPUT: 'A value is missing, malformed or out of range; the message names the field and the range.',
  UNAUTHENTICATED: 'The operation needs a ticket, and none (or an unknown one) came with the request.',
  FORBIDDEN: 'The ticket is valid, but does not allow this.',
  ROOM_NOT_FOUND: 'No open room answers to this code.',
  ROOM_FULL: 'All players’ seats are taken; joining as LISTENER is still possible.',
  ROOM_LOCKED: 'The host has locked the room; nobody new may join.',
  WRONG_PASSWORD: 'The room has a password, and it was missing or wrong.',
  ROLE_TAKEN: 'Somebody else holds this role.',
  ROLE_FORBIDS: 'The field belongs to another role.',
  CONFLICT: 'The room is already in the state that was asked for, or changed meanwhile.',
  RATE_LIMITED: 'Too many requests; try again after the time given in `extensions.retryAfterMs`.',
  TOO_LARGE: 'The request or one of its texts is larger than allowed.',
  ENGINE_UNAVAILABLE: 'No music engine could be started.',
  UNAVAILABLE: 'The server is starting, draining or lacks a service it needs.',
  INTERNAL: 'Something failed inside; `extensions.requestId` finds it in the log.',
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

/** Facts for machines beside the sentence for people: the field at fault, the allowed range, and the like. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | null>>;

/** A refusal that the caller may read: a stable code, a sentence that says what to do, and details. */
export class CoroError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message);
    this.name = 'CoroError';
    this.code = code;
    this.details = details;
  }
}
