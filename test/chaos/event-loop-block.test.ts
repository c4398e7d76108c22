// A server whose event loop stands still for two seconds: it says that it is not ready, loses nobody and nothing,
// and catches up; where rooms wait two seconds anyway, nobody hears it.
import { afterEach, expect, test, vi } from 'vitest';
import { createLedgerClient, holesOf, type LedgerClient, stateNow } from '../support/ledger.ts';
import { type MeasuredServer, startMeasuredServer } from '../support/measured-server.ts';
import { type Answer, dataOf, post } from '../support/third-party.ts';

const STANDS_STILL_MS = 2_000;
const CLIENTS = 25;
const PATIENCE = { timeout: 20_000, interval: 50 };

const servers: MeasuredServer[] = [];
const clients: LedgerClient[] = [];
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

const ready = async (server: MeasuredServer) => {
  const response = await fetch(new URL('/ready', server.url));
  return { ...((await response.json()) as { checks: { eventLoop: string } }), status: response.status };
};

test('nobody is cut off, no chunk is lost, what was asked meanwhile is done, and readiness tells of it for a while', {
  timeout: 60_000,
}, async () => {
  const server = await startMeasuredServer();
  servers.push(server);
  const { createRoom } = dataOf(await post(server.url, 'mutation { createRoom { ticket room { code } } }'));
  const { code } = createRoom.room;
  for (let count = 0; count < CLIENTS; count += 1) {
    const headers = { 'x-forwarded-for': `10.0.0.${count}` };
    const client = createLedgerClient(server.url, { code, headers, ...(count === 0 && { ticket: createRoom.ticket }) });
    client.watch();
    client.hear();
    clients.push(client);
  }
  const [host] = clients as [LedgerClient];
  dataOf(await post(server.url, 'mutation($code: String!) { startMusic(code: $code) { isPlaying } }', { code }, createRoom.ticket));
  await vi.waitFor(() => expect(clients.every(({ sounds }) => sounds.length > 10)).toBe(true), PATIENCE);
  await vi.waitFor(async () => expect((await ready(server)).status).toBe(200), PATIENCE);

  const beganAtMs = performance.now();
  server.standStill(STANDS_STILL_MS);
  const mutation = 'mutation($code: String!) { rename(code: $code, displayName: "Patience") { id } }';
  const stands = ({ participants }: Answer) => participants[0].displayName === 'Patience';
  const answer = await host.write({ subject: 'name', mutation, variables: { code }, stands });
  expect(answer.errors).toBeUndefined();
  expect(performance.now() - beganAtMs).toBeGreaterThan(STANDS_STILL_MS - 500);
  expect(await ready(server)).toMatchObject({ status: 503, checks: { eventLoop: expect.stringMatching(/^stood still for \d+ ms$/) } });
  expect((await fetch(new URL('/health', server.url))).status).toBe(200);

  const newest = Math.max(...clients.flatMap(({ sounds }) => sounds.at(-1)?.seq ?? 0));
  await vi.waitFor(() => expect(clients.every(({ sounds }) => (sounds.at(-1)?.seq ?? 0) > newest + 30)).toBe(true), PATIENCE);
  const now = await stateNow(server.url, code);
  for (const client of clients) {
    expect([client.lines(), client.closes, client.refusals]).toEqual([1, [], []]);
    expect(new Set(client.sounds.map(({ epoch }) => epoch)).size).toBe(1);
    expect(holesOf(client.sounds)).toEqual([]);
    expect(client.verdict(now)).toEqual([]);
  }
  expect(now.engine).toEqual({ health: 'PLAYING', reason: null });
  await vi.waitFor(async () => expect((await ready(server)).status).toBe(200), PATIENCE);
});

/** Milliseconds that the latest chunk came before it was due. */
async function leastLeft(roomDelayMs: number): Promise<number> {
  const own = await startMeasuredServer({ ROOM_DELAY_MS: String(roomDelayMs) });
  servers.push(own);
  const { createRoom } = dataOf(await post(own.url, 'mutation { createRoom { ticket room { code } } }'));
  const { code } = createRoom.room;
  const ear = createLedgerClient(own.url, { code });
  clients.push(ear);
  ear.hear();
  dataOf(await post(own.url, 'mutation($code: String!) { startMusic(code: $code) { isPlaying } }', { code }, createRoom.ticket));
  // Past the hurry of the beginning.
  await vi.waitFor(() => expect(ear.sounds.length).toBeGreaterThan(40), PATIENCE);
  const before = ear.sounds.length;
  own.standStill(STANDS_STILL_MS);
  await vi.waitFor(() => expect(ear.sounds.length).toBeGreaterThan(before + 30), PATIENCE);
  return Math.min(...ear.sounds.slice(before).map(({ leftMs }) => leftMs));
}

test('rooms that wait two seconds do not hear it, rooms that wait as usual do', { timeout: 60_000 }, async () => {
  const [patient, usual] = await Promise.all([leastLeft(2_000), leastLeft(300)]);
  expect(patient).toBeGreaterThan(0);
  expect(usual).toBeLessThan(0);
});
