// How the built server starts and ends: Google's package is for servers with a key, and the others never pay for it; signals end it.
import { once } from 'node:events';
import { expect, it, onTestFinished, vi } from 'vitest';
import { WebSocket } from 'ws';
import { type RunningServer, runServer } from '../support/run-server.ts';

const WATCH = new URL('../support/load-watch.mjs', import.meta.url).href;
const GOOGLE = /^loads .*\/node_modules\/@google\/genai\//m;

async function started(environment: Readonly<Record<string, string>>): Promise<RunningServer> {
  const server = await runServer({ environment: { GEMINI_API_KEY: '', ...environment }, nodeArguments: ['--import', WATCH] });
  onTestFinished(() => void server.stop());
  expect((await fetch(`${server.origin}/ready`)).status).toBe(200);
  // The watch sees packages at all.
  expect(server.said()).toMatch(/^loads .*\/node_modules\/graphql-yoga\//m);
  return server;
}

it('without a key, the built server starts and never loads the package of Google, not even for a room that plays', async () => {
  const server = await started({});
  const post = async (query: string, ticket = '') => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${ticket}` };
    const response = await fetch(`${server.origin}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
    return (await response.json()) as {
      data: { createRoom: { ticket: string; room: { code: string } }; startMusic: { isPlaying: boolean } };
    };
  };
  const { createRoom } = (await post('mutation { createRoom { ticket room { code } } }')).data;
  const { startMusic } = (await post(`mutation { startMusic(code: "${createRoom.room.code}") { isPlaying } }`, createRoom.ticket)).data;
  expect(startMusic.isPlaying).toBe(true);
  expect(await server.stop()).toBe(0);
  expect(server.said()).not.toMatch(GOOGLE);
});

it('ends on a signal: everybody is told to come back, and a second signal does not wait', async () => {
  const open = async ({ port }: RunningServer) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws');
    await once(socket, 'open');
    return socket;
  };
  const patient = await runServer();
  const told = once(await open(patient), 'close');
  expect(await patient.stop()).toBe(0);
  expect((await told)[0]).toBe(1012);

  const hurried = await runServer();
  const deaf = await open(hurried);
  // It never answers the farewell, so that the first signal has somebody to wait for.
  deaf.pause();
  const ended = hurried.stop();
  await vi.waitFor(async () => expect((await fetch(`${hurried.origin}/ready`)).status).toBe(503));
  void hurried.stop();
  expect(await ended).toBe(1);
  deaf.terminate();
});

it('with a key, the built server starts and loads it once', async () => {
  const server = await started({ GEMINI_API_KEY: 'not-a-key', GOOGLE_GEMINI_BASE_URL: 'http://127.0.0.1:9' });
  await vi.waitFor(() => expect(server.said()).toMatch(GOOGLE));
  expect(await server.stop()).toBe(0);
  expect(server.said().match(/^loads .*@google\/genai\/dist\/node\/index\.mjs$/gm)).toHaveLength(1);
});
