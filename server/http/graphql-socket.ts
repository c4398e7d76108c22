// GraphQL over WebSocket (graphql-transport-ws). The protocol is graphql-ws', parsing and execution are yoga's, the same as over
// HTTP; here sockets are opened, kept alive, tied to tickets and closed. What many see at once goes through the fan-out; of all else
// each `next` waits for the socket. Either way a slow reader slows itself only, and its bounded queues drop what is old.

import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ExecutionArgs, GraphQLError } from 'graphql';
import { type CloseCode, type Context, handleProtocols, makeServer, type SubscribePayload } from 'graphql-ws';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import type { Limits } from '../config-limits.ts';
import { CoroError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Clock } from '../ports/clock.ts';
import type { TicketHolder, Tickets } from '../ports/tickets.ts';
import type { ApiContext } from '../schema/context.ts';
import type { Trace, TranslateError } from '../schema/errors.ts';
import { schema } from '../schema/index.ts';
import type { Admission } from '../services/admission.ts';
import type { PresenceService } from '../services/presence.ts';
import { RESTARTING, TOO_MANY_MESSAGES } from './close-codes.ts';
import { type Fanout, formatResult, type Subscribed } from './fanout.ts';
import { createLane, type Lane } from './fanout-lane.ts';
import { createMessageGate } from './gate-messages.ts';
import { bearer, type Caller, type Yoga } from './graphql-yoga.ts';

/** A socket that leaves a ping unanswered until the next one is dead: a phone that went to sleep sends no goodbye. */
const PING_MS = 12_000;
const INTERNAL_ERROR: CloseCode = 4500;
/** Clients that are told to come back shall not do so all at once: so long between two of them, and so long for all of them at most. */
const FAREWELL_GAP_MS = 20;
const FAREWELLS_MS = 5_000;
/** Whoever floods gets so long to answer the close frame. */
const FLOODED_MS = 1_000;
/** It comes back with every result; a UUID has 36. */
const LONGEST_ID = 128;
/** Whoever has too much under way may find that some of it has ended by then. */
const RETRY_MS = 1_000;

export interface GraphqlSocketDeps {
  readonly yoga: Yoga;
  readonly tickets: Tickets;
  readonly presence: PresenceService;
  readonly fanout: Fanout;
  readonly admission: Pick<Admission, 'fromAddress'>;
  readonly limits: Pick<Limits, 'messageBytes' | 'operationsPerSocket' | 'messagesPerSecond'>;
  readonly clock: Clock;
  readonly translate: TranslateError;
  readonly log: Log;
}

export interface GraphqlSocket {
  /** Takes over an upgrade that the gate has let in; limits count its operations as this address'. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, address: string): void;
  /** Open now. */
  count(): number;
  /** Says 1012 to everybody, one after the other, and waits until all are gone; clients come back by themselves. */
  close(): Promise<void>;
  /** Cuts whoever has not gone. */
  terminate(): void;
}

/** What a socket carries along while it is open. */
interface Connection {
  readonly lane: Lane;
  readonly address: string;
  ticket: string | null;
  disconnected: (() => void) | null;
  isClosed: boolean;
}

/** How one operation runs; travels to graphql-ws and back as the root value. */
interface Runner {
  execute(args: ExecutionArgs): ReturnType<ReturnType<Yoga['getEnveloped']>['execute']>;
  subscribe(args: ExecutionArgs): Promise<Subscribed>;
}

type SocketContext = Context<Record<string, unknown>, Connection>;

function ticketIn({ connectionParams }: SocketContext): string | null {
  const { ticket, authorization, Authorization } = connectionParams ?? {};
  return typeof ticket === 'string' ? ticket : bearer(authorization ?? Authorization);
}

/** GraphiQL sends the headers of a tab with each operation instead of with the connection. */
function ticketOf({ extra }: SocketContext, { extensions }: SubscribePayload): string | null {
  const headers = extensions?.headers as Record<string, unknown> | null | undefined;
  return bearer(headers?.authorization) ?? extra.ticket;
}

/** `ws` gives one buffer for a message, however many frames it came in. */
function bytesOf(data: RawData): number {
  return (data as Buffer).byteLength;
}

export function createGraphqlSocket(deps: GraphqlSocketDeps): GraphqlSocket {
  const { yoga, tickets, presence, fanout, admission, limits, clock, translate, log } = deps;

  async function holderOf(ticket: string | null): Promise<TicketHolder | null> {
    return ticket === null ? null : tickets.holderOf(ticket);
  }

  /** RATE_LIMITED or BAD_INPUT, before a document is even parsed. */
  async function admit({ subscriptions, extra }: SocketContext, id: string): Promise<void> {
    if (id.length > LONGEST_ID) throw new CoroError('BAD_INPUT', `The id of an operation has at most ${LONGEST_ID} characters.`);
    // The operation that asks is already among them.
    if (Object.keys(subscriptions).length > limits.operationsPerSocket) {
      const message = `At most ${limits.operationsPerSocket} operations may be under way on one socket. End one first.`;
      throw new CoroError('RATE_LIMITED', message, { retryAfterMs: RETRY_MS });
    }
    await admission.fromAddress(extra.address);
  }

  const protocol = makeServer<Record<string, unknown>, Connection>({
    async onConnect(context) {
      const connection = context.extra;
      connection.ticket = ticketIn(context);
      const holder = await holderOf(connection.ticket);
      // The socket may have closed while the ticket was looked up.
      if (holder && !connection.isClosed) connection.disconnected = presence.connected(holder);
    },
    onClose({ extra }) {
      extra.isClosed = true;
      extra.disconnected?.();
    },
    async onSubscribe(context, id, payload): Promise<ExecutionArgs | readonly GraphQLError[]> {
      const trace: Trace = { requestId: randomUUID() };
      try {
        await admit(context, id);
        // Asked anew for every operation, so that a revoked ticket ends with the next one.
        const holder = await holderOf(ticketOf(context, payload));
        const enveloped = yoga.getEnveloped({ trace, address: context.extra.address, holder, params: payload });
        // A document that does not parse throws; the protocol's own parsing would close the socket and everything else on it.
        const document = enveloped.parse(payload.query);
        const errors = enveloped.validate(schema, document);
        if (errors.length > 0) return errors.map((error: unknown) => translate(error, trace));
        return {
          schema,
          document,
          operationName: payload.operationName,
          variableValues: payload.variables,
          contextValue: await enveloped.contextFactory(),
          rootValue: {
            execute: enveloped.execute,
            subscribe: (args) => fanout.subscribe(args, { lane: context.extra.lane, id, alone: enveloped.subscribe }),
          } satisfies Runner,
        };
      } catch (error) {
        return [translate(error, trace)];
      }
    },
    execute: (args) => (args.rootValue as Runner).execute(args),
    subscribe: (args) => (args.rootValue as Runner).subscribe(args),
    onNext(_context, _id, _payload, { contextValue }, result) {
      const { requestId, trace } = contextValue as ApiContext & Pick<Caller, 'trace'>;
      return formatResult(result, (error) => translate(error, trace), requestId);
    },
    onError: (_context, _id, _payload, errors) => errors.map((error) => translate(error, randomUUID()).toJSON()),
  });

  function open(socket: WebSocket, tcp: Socket, address: string): void {
    const lane = createLane(socket, tcp, { clock, log });
    const connection: Connection = { lane, address, ticket: null, disconnected: null, isClosed: false };
    const isAllowed = createMessageGate(limits.messagesPerSecond, () => clock.nowMs());
    let isAlive = true;
    let isFlooded = false;
    function count(data: RawData): void {
      if (isFlooded || isAllowed(bytesOf(data))) return;
      isFlooded = true;
      log.debug({ address }, 'a socket was closed because too many messages came');
      socket.close(TOO_MANY_MESSAGES.code, TOO_MANY_MESSAGES.reason);
      const cut = setTimeout(() => socket.terminate(), FLOODED_MS);
      socket.once('close', () => clearTimeout(cut));
    }
    // Each is answered with a pong, which somebody who does not read would let pile up.
    socket.on('ping', count);
    const pings = setInterval(() => {
      if (!isAlive) return socket.terminate();
      isAlive = false;
      socket.ping();
    }, PING_MS);
    socket.on('pong', () => {
      isAlive = true;
    });
    // ws closes the socket itself: 1009 for a message that is too big, 1002 and 1007 for broken frames.
    socket.on('error', (error) => log.debug({ err: error }, 'a socket broke the protocol'));
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        send: (data) =>
          new Promise((resolve, reject) => {
            if (socket.readyState === socket.OPEN) socket.send(data, (error) => (error ? reject(error) : resolve()));
            else resolve();
          }),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (receive) =>
          socket.on('message', (data) => {
            count(data);
            if (isFlooded) return;
            receive(String(data)).catch((error: unknown) => {
              // Sending to a socket that breaks at this very moment ends here too; that one is closed already.
              if (socket.readyState !== socket.OPEN) return;
              log.error({ err: error }, 'a socket was closed because handling its message failed');
              socket.close(INTERNAL_ERROR, 'Internal error');
            });
          }),
      },
      connection,
    );
    socket.once('close', (code, reason) => {
      clearInterval(pings);
      closed(code, String(reason)).catch((error: unknown) => log.error({ err: error }, 'tidying up after a socket failed'));
    });
  }

  // Compression would cost 300 kB a socket, and audio does not get smaller.
  const server = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: limits.messageBytes, handleProtocols });
  return {
    upgrade(request, socket, head, address) {
      server.handleUpgrade(request, socket, head, (opened) => open(opened, request.socket, address));
    },
    count: () => server.clients.size,
    async close() {
      const clients = [...server.clients];
      const gapMs = Math.min(FAREWELL_GAP_MS, FAREWELLS_MS / clients.length);
      await Promise.all(
        clients.map(async (client, place) => {
          const gone = new Promise((resolve) => client.once('close', resolve));
          const farewell = setTimeout(() => client.close(RESTARTING.code, RESTARTING.reason), place * gapMs);
          await gone;
          clearTimeout(farewell);
        }),
      );
    },
    terminate() {
      for (const client of server.clients) client.terminate();
    },
  };
}
