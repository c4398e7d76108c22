// GraphQL over WebSocket (graphql-transport-ws). The protocol is graphql-ws', parsing and execution are yoga's, the same as over
// HTTP; here sockets are opened, kept alive, tied to tickets and closed. What many see at once goes through the fan-out; of all else
// each `next` waits for the socket. Either way a slow reader slows itself only, and its bounded queues drop what is old.

import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ExecutionArgs, GraphQLError } from 'graphql';
import { type CloseCode, type Context, handleProtocols, makeServer, type SubscribePayload } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Log } from '../log.ts';
import type { Clock } from '../ports/clock.ts';
import type { TicketHolder, Tickets } from '../ports/tickets.ts';
import type { ApiContext } from '../schema/context.ts';
import type { TranslateError } from '../schema/errors.ts';
import { schema } from '../schema/index.ts';
import type { PresenceService } from '../services/presence.ts';
import { type Fanout, formatResult, type Subscribed } from './fanout.ts';
import { createLane, type Lane } from './fanout-lane.ts';
import { MAX_MESSAGE_BYTES } from './gate.ts';
import { bearer, type Yoga } from './graphql-yoga.ts';

/** A socket that leaves a ping unanswered until the next one is dead: a phone that went to sleep sends no goodbye. */
const PING_MS = 12_000;
const INTERNAL_ERROR: CloseCode = 4500;

export interface GraphqlSocketDeps {
  readonly yoga: Yoga;
  readonly tickets: Tickets;
  readonly presence: PresenceService;
  readonly fanout: Fanout;
  readonly clock: Clock;
  readonly translate: TranslateError;
  readonly log: Log;
}

export interface GraphqlSocket {
  /** Takes over an upgrade that the gate has let in. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Says 1001 to everybody and waits until all are gone; clients come back by themselves. */
  close(): Promise<void>;
  /** Cuts whoever has not gone. */
  terminate(): void;
}

/** What a socket carries along while it is open. */
interface Connection {
  readonly lane: Lane;
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

export function createGraphqlSocket({ yoga, tickets, presence, fanout, clock, translate, log }: GraphqlSocketDeps): GraphqlSocket {
  async function holderOf(ticket: string | null): Promise<TicketHolder | null> {
    return ticket === null ? null : tickets.holderOf(ticket);
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
      const requestId = randomUUID();
      try {
        // Asked anew for every operation, so that a revoked ticket ends with the next one.
        const holder = await holderOf(ticketOf(context, payload));
        const enveloped = yoga.getEnveloped({ requestId, holder, params: payload });
        // A document that does not parse throws; the protocol's own parsing would close the socket and everything else on it.
        const document = enveloped.parse(payload.query);
        const errors = enveloped.validate(schema, document);
        if (errors.length > 0) return errors.map((error: unknown) => translate(error, requestId));
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
        return [translate(error, requestId)];
      }
    },
    execute: (args) => (args.rootValue as Runner).execute(args),
    subscribe: (args) => (args.rootValue as Runner).subscribe(args),
    onNext(_context, _id, _payload, { contextValue }, result) {
      return formatResult(result, translate, (contextValue as ApiContext).requestId);
    },
    onError: (_context, _id, _payload, errors) => errors.map((error) => translate(error, randomUUID()).toJSON()),
  });

  function open(socket: WebSocket, tcp: Socket): void {
    const lane = createLane(socket, tcp, { clock, log });
    const connection: Connection = { lane, ticket: null, disconnected: null, isClosed: false };
    let isAlive = true;
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
  const server = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: MAX_MESSAGE_BYTES, handleProtocols });
  return {
    upgrade(request, socket, head) {
      server.handleUpgrade(request, socket, head, (opened) => open(opened, request.socket));
    },
    close() {
      const gone = [...server.clients].map((client) => new Promise((resolve) => client.once('close', resolve)));
      for (const client of server.clients) client.close(1001, 'Going away');
      return Promise.all(gone).then(() => undefined);
    },
    terminate() {
      for (const client of server.clients) client.terminate();
    },
  };
}
