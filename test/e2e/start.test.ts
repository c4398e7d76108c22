// What the built server loads when it starts: Google's package is for servers with a key, and the others never pay for it.
import { expect, it, onTestFinished, vi } from 'vitest';
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

it('with a key, the built server starts and loads it once', async () => {
  const server = await started({ GEMINI_API_KEY: 'not-a-key', GOOGLE_GEMINI_BASE_URL: 'http://127.0.0.1:9' });
  await vi.waitFor(() => expect(server.said()).toMatch(GOOGLE));
  expect(await server.stop()).toBe(0);
  expect(server.said().match(/^loads .*@google\/genai\/dist\/node\/index\.mjs$/gm)).toHaveLength(1);
});
