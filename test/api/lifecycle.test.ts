// How a server stops: not ready at once, nobody new, answers under way are given, sockets told one after the other to come back, and an
// end. The process itself and its signals are tested on the bundle, test/e2e/start.test.ts.
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { buildApp } from '../support/build-app.ts';
import { openRaw } from '../support/raw-socket.ts';
import { dataOf, post } from '../support/third-party.ts';

test('with many sockets: 1012 for each, spread over time; meanwhile not ready, no new sockets, but still answers', async () => {
  const app = await buildApp();
  const raws = await Promise.all(Array.from({ length: 100 }, () => openRaw(app.url)));
  const closedAtMs: number[] = [];
  for (const { socket } of raws) socket.once('close', () => closedAtMs.push(performance.now()));
  const [last] = raws.slice(-1);
  const stopped = app.stop();

  const ready = await fetch(`${app.origin}/ready`);
  expect([ready.status, ((await ready.json()) as { status: string }).status]).toEqual([503, 'draining']);
  expect((await fetch(`${app.origin}/health`)).status).toBe(200);
  const late = new WebSocket(app.url.replace('http', 'ws'), 'graphql-transport-ws');
  late.on('error', () => {});
  const [, response] = await once(late, 'unexpected-response');
  expect(response.statusCode).toBe(503);
  expect(dataOf(await post(app.url, '{ __typename }'))).toEqual({ __typename: 'Query' });
  // Whoever has not been told yet goes on as before.
  last?.say({ id: '1', type: 'subscribe', payload: { query: '{ __typename }' } });
  expect((await last?.until(({ type }) => type === 'next'))?.payload.data).toEqual({ __typename: 'Query' });

  await stopped;
  const ends = await Promise.all(raws.map(({ closed }) => closed));
  expect(new Set(ends.map(({ code, reason }) => `${code} ${reason}`))).toEqual(new Set(['1012 Service restart']));
  expect(Math.max(...closedAtMs) - Math.min(...closedAtMs)).toBeGreaterThan(1_000);
  await expect(fetch(`${app.origin}/health`)).rejects.toThrow();
});

test('a request whose body is still on its way when the server stops is answered', async () => {
  const app = await buildApp();
  // Keeps the server from closing before the rest of the body is here.
  const body = JSON.stringify({ query: 'mutation { createRoom { ticket } }' });
  const request = httpRequest(app.url, { method: 'POST', headers: { 'content-type': 'application/json', 'content-length': body.length } });
  request.write(body.slice(0, 20));
  await once(request, 'socket');
  // The server has read the headers when it has answered somebody who came later.
  await post(app.url, '{ __typename }');
  const stopped = app.stop();
  request.end(body.slice(20));
  const [response] = await once(request, 'response');
  let text = '';
  for await (const piece of response) text += piece;
  expect(JSON.parse(text).data.createRoom.ticket).toHaveLength(43);
  await stopped;
});

test('a socket that does not answer the farewell holds nobody up', async () => {
  const app = await buildApp();
  const raw = await openRaw(app.url);
  raw.socket.pause();
  const beganAtMs = performance.now();
  await app.stop();
  expect(performance.now() - beganAtMs).toBeLessThan(9_000);
  raw.socket.terminate();
});

test('stopping before anything began, and stopping twice, is stopping once', async () => {
  const app = await buildApp();
  await Promise.all([app.stop(), app.stop()]);
  await app.stop();
});
