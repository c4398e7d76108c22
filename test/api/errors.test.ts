// What leaves when something fails inside: INTERNAL and a request id, the same on every transport; the rest stays in the log, once.
import { GraphQLError, Kind } from 'graphql';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { CoroError } from '../../server/errors.ts';
import { createAddressOf } from '../../server/http/client-address.ts';
import { createExplorer } from '../../server/http/explorer.ts';
import { createSeats } from '../../server/http/gate-seats.ts';
import { createGraphqlSocket } from '../../server/http/graphql-socket.ts';
import { createGraphqlYoga } from '../../server/http/graphql-yoga.ts';
import { createHealth } from '../../server/http/health.ts';
import { createHttpServer, type HttpServer } from '../../server/http/server.ts';
import { createLog } from '../../server/log.ts';
import { createErrorTranslator } from '../../server/schema/errors.ts';
import type { AudienceService } from '../../server/services/audience.ts';
import type { CrowdService } from '../../server/services/crowd.ts';
import type { PresenceService } from '../../server/services/presence.ts';
import type { RoomService } from '../../server/services/room.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { noFanout } from '../support/no-fanout.ts';
import { noGate, noLimits } from '../support/no-gate.ts';
import { connect, post, type Result, type Socket } from '../support/third-party.ts';

const SECRET = 'the database password is tulip';
const lines: string[] = [];
const log = createLog('warn', { write: (line) => lines.push(line) });
const translate = createErrorTranslator(log);

const broken = () => {
  throw new Error(SECRET);
};
async function* breaksLater() {
  yield [];
  throw new Error(SECRET);
}
const rooms = { lobby: broken, preview: async () => ({ state: {} }), me: async () => null } as unknown as RoomService;
const audience = { watchRoom: broken, watchLobby: async () => breaksLater() } as unknown as AudienceService;
const crowd = {} as CrowdService;
const [admission, limits] = [noGate, noLimits];
const presence: PresenceService = { connected: () => () => {}, seen: () => {}, stop: () => {} };
const tickets = {
  holderOf: async (ticket: string) => (ticket === 'breaks' ? broken() : null),
} as unknown as Parameters<typeof createGraphqlYoga>[0]['tickets'];

let server: HttpServer;
let url: string;
let socket: Socket;
beforeAll(async () => {
  const yoga = createGraphqlYoga({
    ...{ rooms, audience, crowd, tickets, presence, translate, admission, log },
    allowedOrigins: [],
    documents: { limits, introspection: true },
    maxBytes: limits.messageBytes,
    nowMs: () => 1,
  });
  const graphqlSocket = createGraphqlSocket({
    ...{ yoga, tickets, presence, admission, limits, translate, log },
    fanout: noFanout,
    clock: createFakeClock(),
  });
  const serveStatic = (_request: unknown, _response: unknown, notFound: () => void) => notFound();
  const oggStream = { serve: broken };
  server = createHttpServer({
    yoga,
    socket: graphqlSocket,
    explorer: createExplorer(),
    oggStream,
    serveStatic,
    serveMetrics: broken,
    health: createHealth([]),
    rules: { allowedOrigins: [], maxBytes: limits.messageBytes },
    addressOf: createAddressOf([]),
    seats: createSeats({ inAll: 100, perAddress: 100 }),
    ...{ admission, limits, translate, log },
  });
  url = `http://127.0.0.1:${await server.listen(0, '127.0.0.1')}/graphql`;
  socket = connect(url);
});
afterAll(async () => {
  await socket.close();
  await server.drain(100);
});
beforeEach(() => {
  lines.length = 0;
});

function expectInternal(result: Result): void {
  const [error] = result.errors ?? [];
  expect(error?.extensions).toEqual({ code: 'INTERNAL', requestId: expect.stringMatching(/^[\w-]{36}$/) });
  expect(error?.message).toContain(String(error?.extensions.requestId));
  expect(JSON.stringify(result)).not.toMatch(/tulip|node_modules|\.ts/);
  expect(lines.filter((line) => line.includes('tulip'))).toHaveLength(1);
  expect(lines.join('')).toContain(String(error?.extensions.requestId));
}

test('a failing resolver over HTTP', async () => {
  expectInternal(await post(url, '{ rooms { code } }'));
});
test('a failing resolver over WebSocket', async () => {
  expectInternal(await socket.ask('{ rooms { code } }'));
});
test('a subscription that fails before it begins', async () => {
  expectInternal(await socket.ask('subscription { roomState(code: "AAAAAA") { code } }'));
});
test('a stream that fails later ends with the error, and the socket lives', async () => {
  const stream = socket.listen('subscription { rooms { code } }');
  await stream.ended;
  expect(stream.results[0]?.data).toEqual({ rooms: [] });
  expectInternal(stream.results.at(-1) ?? {});
  expect((await socket.ask('{ serverTime }')).data).toEqual({ serverTime: 1 });
});
test('a stream that fails later over server-sent events', async () => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query: 'subscription { rooms { code } }' }),
  });
  const last = (await response.text()).split('\n').filter((line) => line.startsWith('data: {'));
  expectInternal(JSON.parse(last.at(-1)?.slice(6) ?? '{}'));
});
test('a failure before anything is executed', async () => {
  expectInternal(await post(url, '{ serverTime }', {}, 'breaks'));
});
test('a value of ours that does not fit the schema is our mistake, not the caller’s', async () => {
  const result = await post(url, '{ room(code: "AAAAAA") { name } }');
  expect(result.errors?.[0]?.extensions.code).toBe('INTERNAL');
});
test('a client that asks for statuses gets 500 for INTERNAL and 400 for a bad document', async () => {
  const ask = (query: string) =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
      body: JSON.stringify({ query }),
    });
  expect((await ask('{ rooms { code } }')).status).toBe(500);
  expect((await ask('{ nothing }')).status).toBe(400);
  expect((await ask('{ serverTime }')).status).toBe(200);
});

test('a refusal keeps its details beside its code, which cannot be overwritten', () => {
  const refusal = new CoroError('BAD_INPUT', 'bpm must be 60 to 200.', { field: 'bpm', min: 60, max: 200, code: 'HA' });
  const wrapped = new GraphQLError(refusal.message, { originalError: refusal, path: ['updateInput'] });
  const error = translate(wrapped, 'request');
  expect(error.extensions).toEqual({ code: 'BAD_INPUT', field: 'bpm', min: 60, max: 200 });
  expect(error.path).toEqual(['updateInput']);
  expect(lines).toEqual([]);
});
test('translating twice is translating once', () => {
  const once = translate(new Error(SECRET), 'first');
  expect(translate(once, 'second')).toBe(once);
  expect(lines).toHaveLength(1);
});
test('an argument that a variable made null is the caller’s mistake, although it has a path', () => {
  const nodes = [{ kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: 'code' } }] as const;
  expect(translate(new GraphQLError('must not be null', { path: ['room'], nodes }), 'request').extensions.code).toBe('BAD_INPUT');
});
