// The audio connection over a real socket to a server of the schema's shapes: it resumes, retries and keeps the clock.
import { afterEach, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { ClockSample } from '../../client/audio/clock.ts';
import { createLedger } from '../../client/audio/ledger.ts';
import type { Connection } from '../../client/audio/messages.ts';
import { openStream, type StreamDeps } from '../../client/audio/stream.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import { startToneServer } from '../support/tone-server.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function listen(overrides: Partial<StreamDeps> = {}, begins = true) {
  const server = await startToneServer({ clockAheadMs: 5_000 });
  cleanUps.push(server.close);
  const proxy = await startTcpProxy(server.port);
  cleanUps.push(proxy.close);
  const ledger = createLedger();
  const connections: Connection[] = [];
  const samples: ClockSample[] = [];
  const refusals: string[] = [];
  const stream = openStream({
    url: `ws://127.0.0.1:${proxy.port}/graphql`,
    code: 'TONE',
    ticket: () => 'a-ticket',
    nowMs: () => performance.timeOrigin + performance.now(),
    random: () => 0.5,
    cursor: ledger.cursor,
    onChunk: ({ epoch, seq, packets }) => ledger.enter(epoch, seq, packets.length),
    onClock: (sample) => samples.push(sample),
    isSure: () => true,
    onConnection: (connection) => connections.push(connection),
    onRefused: (code) => refusals.push(code),
    webSocketImpl: WebSocket,
    ...overrides,
  });
  cleanUps.push(stream.close);
  if (begins) stream.begin();
  return { server, proxy, ledger, connections, samples, refusals, stream };
}

const patience = { timeout: 10_000, interval: 10 };

it('is connected and knows the time before it is asked for sound', async () => {
  const { server, samples, ledger, stream } = await listen({}, false);
  await vi.waitFor(() => expect(samples.length).toBeGreaterThanOrEqual(5), patience);
  expect(server.subscriptions).toEqual([]);
  stream.begin();
  stream.begin();
  await vi.waitFor(() => expect(ledger.counts().received).toBeGreaterThanOrEqual(50), patience);
  expect(server.subscriptions).toHaveLength(1);
});

it('subscribes with the ticket and without a cursor, and gets the last second at once', async () => {
  const { server, ledger } = await listen();
  await vi.waitFor(() => expect(ledger.counts().received).toBeGreaterThanOrEqual(50), patience);
  expect(server.subscriptions).toEqual([{ code: 'TONE', after: null, ticket: 'a-ticket' }]);
});

it('tells the newest chunk with every reconnect, so nothing is lost and nothing comes twice', async () => {
  const { server, proxy, ledger, connections } = await listen();
  for (const round of [1, 2]) {
    await vi.waitFor(() => expect(connections.filter((connection) => connection === 'open').length).toBe(round), patience);
    const before = ledger.counts().received;
    await vi.waitFor(() => expect(ledger.counts().received).toBeGreaterThan(before + 5), patience);
    proxy.cut();
    // What was on its way to this client when the cut came is in the ledger when the next subscription is made.
    await vi.waitFor(() => expect(server.subscriptions.length).toBe(round + 1), patience);
  }
  await vi.waitFor(() => expect(ledger.counts().received).toBeGreaterThan(80), patience);
  const cursors = server.subscriptions.map(({ after }) => after?.seq ?? -1);
  expect(cursors[1]).toBeGreaterThan(cursors[0] ?? 0);
  expect(cursors[2]).toBeGreaterThan(cursors[1] ?? 0);
  expect(ledger.counts()).toMatchObject({ lost: 0, duplicate: 0 });
});

it('goes on trying while nobody answers, and comes back when somebody does', async () => {
  const { proxy, connections } = await listen();
  await vi.waitFor(() => expect(connections).toContain('open'), patience);
  proxy.refuse(true);
  proxy.cut();
  await vi.waitFor(() => expect(connections.filter((connection) => connection === 'waiting').length).toBeGreaterThanOrEqual(3), patience);
  proxy.refuse(false);
  await vi.waitFor(() => expect(connections.at(-1)).toBe('open'), patience);
});

it('does not wait for the next attempt when it is told that the network is back', async () => {
  // With this spread the first wait would take 325 ms and the sixth over 10 s.
  const { proxy, connections, stream } = await listen({ random: () => 1 });
  await vi.waitFor(() => expect(connections).toContain('open'), patience);
  proxy.refuse(true);
  proxy.cut();
  for (let attempt = 1; attempt <= 6; attempt += 1) {
    await vi.waitFor(() => expect(connections.filter((connection) => connection === 'waiting').length).toBe(attempt), patience);
    if (attempt === 6) proxy.refuse(false);
    stream.retryNow();
  }
  await vi.waitFor(() => expect(connections.at(-1)).toBe('open'), { timeout: 2_000, interval: 10 });
});

it('measures the clock eight times at the start', async () => {
  const { samples } = await listen();
  await vi.waitFor(() => expect(samples.length).toBeGreaterThanOrEqual(8), patience);
  for (const { sentMs, serverMs, receivedMs } of samples) {
    expect(serverMs - 5_000).toBeGreaterThanOrEqual(sentMs - 1);
    expect(serverMs - 5_000).toBeLessThanOrEqual(receivedMs + 1);
  }
});

it('tells the room how late the sound comes, and not without a ticket', async () => {
  let ticket: string | null = null;
  const { server, stream, connections } = await listen({ ticket: () => ticket });
  await vi.waitFor(() => expect(connections.at(-1)).toBe('open'), patience);
  stream.reportArrival(410);
  ticket = 'a-ticket';
  stream.reportArrival(420);
  stream.reportArrival(430);
  await vi.waitFor(() => expect(server.arrivals).toEqual([420, 430]), patience);
  expect(connections.at(-1)).toBe('open');
});

it('asks for the time more often while the answers leave it unsure', async () => {
  const { samples } = await listen({ isSure: () => false });
  await vi.waitFor(() => expect(samples.length).toBeGreaterThanOrEqual(10), patience);
  const [first, second] = samples.slice(-2);
  expect((second?.sentMs ?? 0) - (first?.receivedMs ?? 0)).toBeGreaterThanOrEqual(740);
  expect((second?.sentMs ?? 0) - (first?.receivedMs ?? 0)).toBeLessThan(1_900);
});

it('gives up on a room that does not exist, and says so', async () => {
  const { refusals, connections, server } = await listen({ code: 'NOSUCH' });
  await vi.waitFor(() => expect(refusals).toEqual(['ROOM_NOT_FOUND']), patience);
  expect(connections.at(-1)).toBe('idle');
  expect(server.subscriptions).toEqual([]);
});

it('all listeners use the same operation id for the sound', async () => {
  const frames: string[] = [];
  class Wiretap extends WebSocket {
    override send(data: string): void {
      frames.push(data);
      super.send(data);
    }
  }
  const { ledger } = await listen({ webSocketImpl: Wiretap });
  await vi.waitFor(() => expect(ledger.counts().received).toBeGreaterThan(0), patience);
  const ids = frames.map((frame) => JSON.parse(frame)).filter(({ payload }) => payload?.operationName === 'Audio');
  expect(ids.map(({ id }) => id)).toEqual(['audio']);
});
