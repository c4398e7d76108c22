// GraphQL over HTTP: queries and mutations by POST, queries by GET, subscriptions by server-sent events. Parsing, caching and media
// types are yoga's; who asks, and how errors read, are ours.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ExecutionArgs, type ExecutionResult, GraphQLError, getOperationAST } from 'graphql';
import { createYoga, isAsyncIterable, mapAsyncIterator, type Plugin, type YogaServerInstance } from 'graphql-yoga';
import { CoroError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { TicketHolder, Tickets } from '../ports/tickets.ts';
import type { ApiContext } from '../schema/context.ts';
import type { Trace, TranslateError } from '../schema/errors.ts';
import { schema } from '../schema/index.ts';
import type { Admission } from '../services/admission.ts';
import type { PresenceService } from '../services/presence.ts';
import { wantsEvents } from './gate.ts';
import { type DocumentRules, documentPlugins } from './gate-documents.ts';

/** What a transport knows of an operation before GraphQL looks at it. */
export interface Caller {
  /** Told who asks as soon as that is known. */
  readonly trace: Trace;
  readonly address: string;
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
  readonly admission: Pick<Admission, 'withTicket'>;
  readonly allowedOrigins: readonly string[];
  readonly documents: DocumentRules;
  /** Of a body, counted while it comes. */
  readonly maxBytes: number;
  readonly log: Pick<Log, 'debug'>;
}

/** `Bearer abc` -> `abc`; anything else -> `null`. */
export function bearer(header: unknown): string | null {
  return (typeof header === 'string' && /^Bearer\s+(\S+)$/i.exec(header)?.[1]) || null;
}

/** For clients that ask for statuses; those that do not get 200 and the code, as the specification wants it. */
const STATUSES: Readonly<Record<string, { readonly spec: true; readonly status: number }>> = {
  INTERNAL: { spec: true, status: 500 },
  RATE_LIMITED: { spec: true, status: 429 },
};

/** Every result that leaves over HTTP passes here, streamed or not, executed or refused before that. */
function translateResults(translate: TranslateError): Plugin<object, Caller> {
  /** `http` tells yoga which status to answer a client that asks for statuses; yoga takes it out again. */
  function withStatus(error: GraphQLError, trace: Trace): GraphQLError {
    const translated = translate(error, trace);
    // Only what was no JSON brings the parser's own error along: that is not even a GraphQL request, whatever the client asks for.
    const http = error.extensions.originalError ? { status: 400 } : (error.extensions.http ?? STATUSES[String(translated.extensions.code)]);
    if (http) translated.extensions.http = http;
    return translated;
  }
  const clean = (result: ExecutionResult, trace: Trace): ExecutionResult =>
    result.errors ? { ...result, errors: result.errors.map((error) => withStatus(error, trace)) } : result;
  return {
    onResultProcess({ result, setResult, serverContext: { trace } }) {
      if (isAsyncIterable(result)) setResult(mapAsyncIterator(result, (each: ExecutionResult) => clean(each, trace)));
      else if (!Array.isArray(result)) setResult(clean(result, trace));
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

/** Which operation of whom ran, when the log is that talkative; never its variables, which hold tickets and passwords. */
function logOperations(log: Pick<Log, 'debug'>): Plugin<Caller> {
  function told({ contextValue, document, operationName }: ExecutionArgs): void {
    const operation = getOperationAST(document, operationName);
    const { trace } = contextValue as Caller;
    log.debug({ ...trace, kind: operation?.operation, operation: operation?.name?.value }, 'operation');
  }
  return { onExecute: ({ args }) => told(args as ExecutionArgs), onSubscribe: ({ args }) => told(args as ExecutionArgs) };
}

export function createGraphqlYoga(deps: YogaDeps): Yoga {
  const { tickets, presence, translate, admission, allowedOrigins, documents, maxBytes, log, rooms, audience, crowd, nowMs } = deps;

  /** An SSE stream keeps its listener present for as long as it is open; a single request is a sign of life. */
  function notePresence(holder: TicketHolder, { req, res }: Caller): void {
    if (!res || !req || !wantsEvents(req)) presence.seen(holder);
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
    async context(caller) {
      const { trace, address } = caller;
      const holder = await holderOf(caller);
      if (holder) {
        Object.assign(trace, holder);
        await admission.withTicket(holder);
      }
      return { rooms, audience, crowd, nowMs, holder, caller: { address }, requestId: trace.requestId };
    },
    plugins: [...documentPlugins(documents), streamsForReaders, logOperations(log), translateResults(translate)],
    // Errors are translated where results leave, with the request id at hand; yoga's own masking would run before and know neither.
    maskedErrors: false,
    logging: false,
    graphiql: false,
    landingPage: false,
    multipart: false,
    maxRequestBodySize: maxBytes,
    cors: allowedOrigins.length > 0 && {
      origin: [...allowedOrigins],
      methods: ['POST', 'GET'],
      allowedHeaders: ['authorization', 'content-type', 'accept'],
      exposedHeaders: ['x-request-id', 'retry-after'],
      credentials: false,
      maxAge: 600,
    },
  });
}
