// GraphQL over HTTP: queries and mutations by POST, queries by GET, subscriptions by server-sent events. Parsing, caching and media
// types are yoga's; who asks, and how errors read, are ours.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ExecutionResult, GraphQLError, parse } from 'graphql';
import { createYoga, isAsyncIterable, mapAsyncIterator, type Plugin, type YogaServerInstance } from 'graphql-yoga';
import { CoroError } from '../errors.ts';
import type { TicketHolder, Tickets } from '../ports/tickets.ts';
import type { ApiContext } from '../schema/context.ts';
import type { TranslateError } from '../schema/errors.ts';
import { schema } from '../schema/index.ts';
import type { PresenceService } from '../services/presence.ts';
import { MAX_MESSAGE_BYTES } from './gate.ts';

/** The longest operation that the explorer sends has some 300 tokens. */
const MAX_TOKENS = 1_000;

/** What a transport knows of an operation before GraphQL looks at it. */
export interface Caller {
  readonly requestId: string;
  /** Already known for a socket; over HTTP the ticket is still in the header. */
  readonly holder?: TicketHolder | null;
  readonly req?: IncomingMessage;
  readonly res?: ServerResponse;
}

export type Yoga = YogaServerInstance<Caller, ApiContext>;

export interface YogaDeps extends Pick<ApiContext, 'rooms' | 'audience' | 'crowd' | 'nowMs'> {
  readonly tickets: Tickets;
  readonly presence: PresenceService;
  readonly translate: TranslateError;
  readonly allowedOrigins: readonly string[];
}

/** `Bearer abc` -> `abc`; anything else -> `null`. */
export function bearer(header: unknown): string | null {
  return (typeof header === 'string' && /^Bearer\s+(\S+)$/i.exec(header)?.[1]) || null;
}

const limitTokens: Plugin = {
  onParse({ setParseFn }) {
    setParseFn((source, options) => parse(source, { ...options, maxTokens: MAX_TOKENS }));
  },
};

/** Every result that leaves over HTTP passes here, streamed or not, executed or refused before that. */
function translateResults(translate: TranslateError): Plugin<object, Caller> {
  /** `http` tells yoga which status to answer a client that asks for statuses; yoga takes it out again. */
  function withStatus(error: GraphQLError, requestId: string): GraphQLError {
    const translated = translate(error, requestId);
    const http = error.extensions.http ?? (translated.extensions.code === 'INTERNAL' ? { spec: true, status: 500 } : undefined);
    if (http) translated.extensions.http = http;
    return translated;
  }
  const clean = (result: ExecutionResult, requestId: string): ExecutionResult =>
    result.errors ? { ...result, errors: result.errors.map((error) => withStatus(error, requestId)) } : result;
  return {
    onResultProcess({ result, setResult, serverContext: { requestId } }) {
      if (isAsyncIterable(result)) setResult(mapAsyncIterator(result, (each: ExecutionResult) => clean(each, requestId)));
      else if (!Array.isArray(result)) setResult(clean(result, requestId));
    },
  };
}

/** Whoever cannot read a stream is told so, before one is opened for nothing; yoga would answer 406 without a word. */
const streamsForReaders: Plugin<Caller> = {
  onSubscribe({ args, setResultAndStopExecution }) {
    const accept = (args.contextValue as Caller).req?.headers.accept ?? '*/*';
    if (/\*\/\*|text\/(\*|event-stream)/.test(accept)) return;
    const error = new CoroError(
      'BAD_INPUT',
      'Subscriptions come over WebSocket, or over HTTP with the header `accept: text/event-stream`.',
    );
    setResultAndStopExecution({ errors: [new GraphQLError(error.message, { originalError: error })] });
  },
};

export function createGraphqlYoga({ tickets, presence, translate, allowedOrigins, rooms, audience, crowd, nowMs }: YogaDeps): Yoga {
  /** An SSE stream keeps its listener present for as long as it is open; a single request is a sign of life. */
  function notePresence(holder: TicketHolder, { req, res }: Caller): void {
    if (!res || !req?.headers.accept?.includes('text/event-stream')) presence.seen(holder);
    else if (!res.closed) res.once('close', presence.connected(holder));
  }

  async function holderOf(caller: Caller): Promise<TicketHolder | null> {
    if (caller.holder !== undefined) return caller.holder;
    const ticket = bearer(caller.req?.headers.authorization);
    const holder = ticket === null ? null : await tickets.holderOf(ticket);
    if (holder) notePresence(holder, caller);
    return holder;
  }

  return createYoga<Caller, ApiContext>({
    schema,
    context: async (caller) => ({ rooms, audience, crowd, nowMs, holder: await holderOf(caller), requestId: caller.requestId }),
    plugins: [limitTokens, streamsForReaders, translateResults(translate)],
    // Errors are translated where results leave, with the request id at hand; yoga's own masking would run before and know neither.
    maskedErrors: false,
    logging: false,
    graphiql: false,
    landingPage: false,
    multipart: false,
    maxRequestBodySize: MAX_MESSAGE_BYTES,
    cors: allowedOrigins.length > 0 && {
      origin: [...allowedOrigins],
      methods: ['POST', 'GET'],
      allowedHeaders: ['authorization', 'content-type', 'accept'],
      exposedHeaders: ['x-request-id'],
      credentials: false,
      maxAge: 600,
    },
  });
}
