// Reads the stable code out of a failed operation, so that screens can choose their own sentence. Words live in client/text.
import type { CombinedError } from 'urql';
import type { ErrorCode } from './generated/error-code.ts';

/** A code of the schema, or NETWORK when no answer came at all. */
export type Trouble = ErrorCode | 'NETWORK';

const read = (error: CombinedError): Record<string, unknown> => error.graphQLErrors[0]?.extensions ?? {};

export function troubleOf(error: CombinedError): Trouble {
  const { code } = read(error);
  // The server's codes are the schema's enum; an unknown one is treated like any failure inside.
  if (typeof code === 'string') return code as ErrorCode;
  return error.networkError ? 'NETWORK' : 'INTERNAL';
}

/** Which field was refused, and between which numbers it has to be, where the server named any. */
export function detailsOf(error: CombinedError): {
  readonly field: string | null;
  readonly min: number | null;
  readonly max: number | null;
} {
  const { field, min, max } = read(error);
  const numberOr = (value: unknown) => (typeof value === 'number' ? value : null);
  return { field: typeof field === 'string' ? field : null, min: numberOr(min), max: numberOr(max) };
}

/** The server's own sentence: it names field and range better than the client could. */
export const sentenceOf = (error: CombinedError): string => error.graphQLErrors[0]?.message ?? error.message;
