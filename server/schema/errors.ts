// The one way in which errors leave Coro, the same over HTTP and WebSocket: stable code, sentence for people, facts for machines.
// Never a stack, never a message that was not written for the caller.
import { GraphQLError } from 'graphql';
import { CoroError, ERROR_CODES, type ErrorCode } from '../errors.ts';
import type { Log } from '../log.ts';
import { builder } from './builder.ts';

builder.enumType('ErrorCode', {
  description: 'Every code that can stand in `extensions.code` of an error.',
  values: Object.fromEntries(Object.entries(ERROR_CODES).map(([code, description]) => [code, { description }])) as Record<
    ErrorCode,
    { description: string }
  >,
});

/** Whose operation it was, for the log. */
export interface Trace {
  readonly requestId: string;
  /** The ticket's holder; known once the ticket has been looked up. */
  code?: string;
  participantId?: string;
}

/** The request id goes into the log and, for INTERNAL, into the answer. Idempotent. */
export type TranslateError = (error: unknown, trace: string | Trace) => GraphQLError;

/** What graphql and yoga call a request that is too big, in place of a code of ours. */
const TOO_LARGE =
  /^Request body too large|^Syntax Error: (Document contains more tha[nt] \d+ tokens|(Query depth|Aliases|Directives) limit of \d+ exceeded)/;
/** A sentence of graphql's that is longer than this repeats what the caller wrote. */
const LONGEST_MESSAGE = 300;

/** The error that a resolver or a library threw, under the wrappers that graphql puts around it. */
function causeOf(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? causeOf(error.originalError) : error;
}

/** Whether the caller's document, variables or request are at fault. graphql also throws its own error when a value of ours does
 * not fit the schema; that one points at a field, whereas a caller's mistake points at what the caller wrote, or at nothing. */
function isCallersMistake(error: unknown, cause: unknown): boolean {
  if (!(error instanceof GraphQLError && cause instanceof GraphQLError)) return false;
  return error.path === undefined || error.nodes?.[0]?.kind !== 'Field';
}

/** What graphql says of a mistake, without the caller's own text at length (it may be a password) and without hints at hidden names. */
function sentenceOf(error: GraphQLError, cause: GraphQLError): string {
  const about = cause === error ? null : /^(Variable "\$\w{1,60}") got invalid value/.exec(error.message);
  const place = about && / at "([\w.[\]]{1,100})"; $/.exec(error.message.slice(0, -cause.message.length));
  const message = about ? `${about[1]} is not valid${place ? ` at ${place[1]}` : ''}: ${cause.message}` : error.message;
  const quiet = message.replace(/ Did you mean [\s\S]*$/, '').replace(/(cannot represent [^:"]{1,60}): [\s\S]*$/, '$1.');
  return quiet.length <= LONGEST_MESSAGE ? quiet : `${quiet.slice(0, LONGEST_MESSAGE)}…`;
}

/** `count` is told every code that leaves. */
export function createErrorTranslator(log: Pick<Log, 'error'>, count: (code: ErrorCode) => void = () => {}): TranslateError {
  const translated = new WeakSet<GraphQLError>();

  function answer(error: unknown, message: string, extensions: Record<string, unknown>): GraphQLError {
    count(extensions.code as ErrorCode);
    const { nodes, source, positions, path } = error instanceof GraphQLError ? error : new GraphQLError('');
    const made = new GraphQLError(message, {
      nodes: nodes ?? null,
      source: source ?? null,
      positions: positions ?? null,
      path: path ?? null,
      extensions,
    });
    translated.add(made);
    return made;
  }

  return (error, trace) => {
    if (error instanceof GraphQLError && translated.has(error)) return error;
    const cause = causeOf(error);
    if (cause instanceof CoroError) return answer(error, cause.message, { ...cause.details, code: cause.code });
    if (isCallersMistake(error, cause)) {
      const code: ErrorCode = TOO_LARGE.test((error as GraphQLError).message) ? 'TOO_LARGE' : 'BAD_INPUT';
      return answer(error, sentenceOf(error as GraphQLError, cause as GraphQLError), { code });
    }
    const { requestId, ...who } = typeof trace === 'string' ? { requestId: trace } : trace;
    log.error({ requestId, ...who, err: cause }, 'an operation failed inside');
    const message = `Something went wrong on our side. If it happens again, tell us the request id ${requestId}.`;
    return answer(error, message, { code: 'INTERNAL', requestId });
  };
}
