// Builds the urql client of one ticket: queries and mutations by fetch, subscriptions over one socket. Holds no room state.
import { retryExchange } from '@urql/exchange-retry';
import { Client, cacheExchange, type ExecutionResult, fetchExchange, type Operation, subscriptionExchange } from 'urql';
import { type ConnectionStore, createConnectionStore } from './connection.ts';
import { createRoomClock, type RoomClock } from './server-clock.ts';
import { createRoomSocket } from './socket.ts';

/** Mutations that mean the same when they arrive twice. Joining, creating and wishing do not: they would seat or say it twice. */
const REPEATABLE = new Set([
  'leaveRoom',
  'updateInput',
  'changeRole',
  'rename',
  'updateRoom',
  'setEngineControls',
  'setCoHost',
  'silenceParticipant',
]);

/** True when sending the operation again after a network error can do no harm. */
export function isRepeatable(operation: Pick<Operation, 'kind' | 'query' | 'variables'>): boolean {
  if (operation.kind === 'query') return true;
  if (operation.kind !== 'mutation') return false;
  const input: unknown = operation.variables?.input;
  if (typeof input === 'object' && input !== null && 'wish' in input) return false;
  return operation.query.definitions
    .flatMap((definition) => (definition.kind === 'OperationDefinition' ? definition.selectionSet.selections : []))
    .every((selection) => selection.kind === 'Field' && REPEATABLE.has(selection.name.value));
}

export interface RoomClient {
  readonly urql: Client;
  readonly connection: ConnectionStore;
  readonly clock: RoomClock;
  /** "Try now": connects at once instead of at the next attempt. */
  readonly reconnect: () => void;
  readonly dispose: () => void;
}

/** `ticket: null` watches without a seat: then the socket opens with the first subscription and closes after the last. */
export function createRoomClient({ ticket }: { readonly ticket: string | null }): RoomClient {
  const connection = createConnectionStore();
  const url = new URL('/graphql', window.location.href);
  const socket = createRoomSocket({ url: url.href.replace(/^http/, 'ws'), ticket, connection });
  const clock = createRoomClock({
    pageNowMs: () => performance.timeOrigin + performance.now(),
    isOnline: () => connection.get() === 'online',
    ask: (answered) =>
      socket.subscribe<{ serverTime: number }>(
        { query: 'query Time { serverTime }' },
        { next: ({ data }) => data && answered(data.serverTime), error: () => {}, complete: () => {} },
      ),
  });
  const forgetConnection = connection.subscribe(clock.refresh);
  const urql = new Client({
    url: url.href,
    preferGetMethod: false,
    fetchOptions: () => ({ headers: ticket === null ? {} : { authorization: `Bearer ${ticket}` } }),
    exchanges: [
      cacheExchange,
      retryExchange({
        initialDelayMs: 250,
        maxDelayMs: 4_000,
        maxNumberAttempts: 5,
        randomDelay: true,
        retryIf: (error, operation) => error.networkError !== undefined && isRepeatable(operation),
      }),
      subscriptionExchange({
        forwardSubscription: (request) => ({
          subscribe: (sink) => ({
            unsubscribe: socket.subscribe(
              { ...request, query: request.query ?? '' },
              {
                // The same JSON; only the two libraries' types of it differ.
                next: (result) => sink.next(result as ExecutionResult),
                error: (error) => sink.error(error),
                complete: () => sink.complete(),
              },
            ),
          }),
        }),
      }),
      fetchExchange,
    ],
  });
  return {
    urql,
    connection,
    clock,
    reconnect: socket.nudge,
    dispose: () => {
      forgetConnection();
      clock.dispose();
      socket.dispose();
    },
  };
}
