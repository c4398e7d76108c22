// What is refused before GraphQL has a say: sizes, methods, content types, foreign pages. And what every answer carries.

import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { buildApp, type TestApp } from '../support/build-app.ts';

const QUERY = JSON.stringify({ query: '{ serverTime }' });
const FRIEND = 'https://friend.example';

let app: TestApp;
beforeAll(async () => {
  app = await buildApp({ config: { allowedOrigins: [FRIEND] } });
});
afterAll(() => app.stop());

function send(body: BodyInit | null, headers: Record<string, string> = {}, method = 'POST'): Promise<Response> {
  return fetch(app.url, { method, headers: { 'content-type': 'application/json', ...headers }, ...(body === null ? {} : { body }) });
}
async function codeOf(response: Response): Promise<unknown> {
  const { errors } = (await response.json()) as { errors?: { extensions: { code: string } }[] };
  return errors?.[0]?.extensions.code;
}
/** The status that an upgrade is answered with; 101 for a handshake. */
async function upgrade(headers: Record<string, string>, path = '/graphql'): Promise<number> {
  const socket = new WebSocket(`${app.origin.replace('http', 'ws')}${path}`, 'graphql-transport-ws', { headers });
  const status = await new Promise<number>((resolve) => {
    socket.on('open', () => resolve(101));
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('error', () => resolve(0));
  });
  socket.on('error', () => {});
  socket.terminate();
  return status;
}

describe('a body above 64 kB', () => {
  const big = JSON.stringify({ query: '{ serverTime }', variables: { filler: 'x'.repeat(70_000) } });

  test('is TOO_LARGE with 413 when its length is announced', async () => {
    const response = await send(big);
    expect(response.status).toBe(413);
    expect(await codeOf(response)).toBe('TOO_LARGE');
  });

  test('is TOO_LARGE with 413 when it comes in pieces', async () => {
    const request = httpRequest(app.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'transfer-encoding': 'chunked' },
    });
    request.on('error', () => {});
    request.write(big.slice(0, 40_000));
    request.end(big.slice(40_000));
    const [response] = await once(request, 'response');
    let text = '';
    for await (const chunk of response) text += chunk;
    expect(response.statusCode).toBe(413);
    expect(JSON.parse(text).errors[0].extensions.code).toBe('TOO_LARGE');
  });

  test('closes a socket with 1009, and only that one', async () => {
    const open = () => new WebSocket(app.url.replace('http', 'ws'), 'graphql-transport-ws');
    const [loud, quiet] = [open(), open()];
    loud.on('error', () => {});
    await Promise.all([once(loud, 'open'), once(quiet, 'open')]);
    loud.send(JSON.stringify({ type: 'connection_init', payload: { filler: 'x'.repeat(70_000) } }));
    const [code] = await once(loud, 'close');
    expect(code).toBe(1009);
    quiet.send(JSON.stringify({ type: 'connection_init' }));
    const [ack] = await once(quiet, 'message');
    expect(String(ack)).toBe('{"type":"connection_ack"}');
    quiet.terminate();
  });
});

test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/graphql'])(
  'a POST of %s, which any page could send, is refused with 415',
  async (type) => {
    const response = await send(QUERY, { 'content-type': type });
    expect(response.status).toBe(415);
    expect(await codeOf(response)).toBe('BAD_INPUT');
  },
);

test('a mutation by GET is refused with 405, a query is answered', async () => {
  const get = (query: string) => fetch(`${app.url}?query=${encodeURIComponent(query)}`);
  const mutation = await get('mutation { createRoom { ticket } }');
  expect(mutation.status).toBe(405);
  expect(await codeOf(mutation)).toBe('BAD_INPUT');
  expect((await get('{ serverTime }')).status).toBe(200);
});

test('a PUT is refused with 405 and a code', async () => {
  const response = await send(QUERY, {}, 'PUT');
  expect(response.status).toBe(405);
  expect(await codeOf(response)).toBe('BAD_INPUT');
});

test.each([['{"query": '], ['[]'], ['null'], ['{}'], ['{"query": 5}'], ['{"query": "{ serverTime }", "variables": "x"}'], [`[${QUERY}]`]])(
  'the body %s is BAD_INPUT, with 400 for a client that asks for statuses',
  async (body) => {
    const response = await send(body, { accept: 'application/graphql-response+json' });
    expect(response.status).toBe(400);
    expect(await codeOf(response)).toBe('BAD_INPUT');
  },
);

test('a subscription by POST without a stream to answer on is BAD_INPUT, and says how', async () => {
  const response = await send(JSON.stringify({ query: 'subscription { rooms { code } }' }), { accept: 'application/json' });
  const { errors } = (await response.json()) as { errors: { message: string; extensions: { code: string } }[] };
  expect(errors[0]?.extensions.code).toBe('BAD_INPUT');
  expect(errors[0]?.message).toContain('text/event-stream');
});

describe('the origin of a page', () => {
  const own = () => app.origin;
  test('is our own: welcome', async () => {
    expect((await send(QUERY, { origin: own() })).status).toBe(200);
    expect(await upgrade({ origin: own() })).toBe(101);
  });
  test('is allowed by the operator: welcome, and told so to the browser', async () => {
    const response = await send(QUERY, { origin: FRIEND });
    expect(response.headers.get('access-control-allow-origin')).toBe(FRIEND);
    expect(await upgrade({ origin: FRIEND })).toBe(101);
    const preflight = await send(null, { origin: FRIEND, 'access-control-request-method': 'POST' }, 'OPTIONS');
    expect(preflight.headers.get('access-control-allow-origin')).toBe(FRIEND);
  });
  test.each(['https://evil.example', 'null', 'http://127.0.0.1:1'])('is %s: 403 on both ways', async (origin) => {
    const response = await send(QUERY, { origin });
    expect(response.status).toBe(403);
    expect(await codeOf(response)).toBe('FORBIDDEN');
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect(await upgrade({ origin })).toBe(403);
  });
  test('is unknown, as with every client that is no browser: welcome', async () => {
    expect(await upgrade({})).toBe(101);
  });
});

test('an upgrade elsewhere is 404', async () => {
  expect(await upgrade({}, '/elsewhere')).toBe(404);
});

test('every answer has a request id, and keeps the one of a proxy', async () => {
  expect((await send(QUERY)).headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
  expect((await send(QUERY, { 'x-request-id': 'proxy-123456' })).headers.get('x-request-id')).toBe('proxy-123456');
});

test('pages get a policy that lets scripts and sockets come from here only', async () => {
  const response = await fetch(`${app.origin}/health`);
  expect(await response.json()).toEqual({ status: 'ok' });
  const policy = response.headers.get('content-security-policy');
  expect(policy).toContain(`connect-src 'self' ws://${new URL(app.origin).host} wss://${new URL(app.origin).host};`);
  expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
});

test('an unknown path is a plain 404', async () => {
  expect((await fetch(`${app.origin}/etc/passwd`)).status).toBe(404);
  expect((await fetch(`${app.origin}/..%2f..%2fpackage.json`)).status).toBe(404);
});

test('a browser gets an explorer that needs nothing from elsewhere, everybody else gets GraphQL', async () => {
  const page = await fetch(app.url, { headers: { accept: 'text/html,application/xhtml+xml' } });
  expect(page.headers.get('content-type')).toContain('text/html');
  expect(page.headers.get('content-encoding')).toBe('gzip');
  const html = await page.text();
  expect(html).not.toMatch(/<(script|link)[^>]+(src|href)="?https?:/);
  for (const step of ['Open a room', 'Join it', 'Watch the room', 'then steer', 'What the band plays by', 'The sound itself']) {
    expect(html).toContain(step);
  }
  expect(page.headers.get('content-security-policy')).toContain("connect-src 'self'");
});
