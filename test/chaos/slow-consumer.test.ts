// Listeners that stop reading and never say so, beside listeners that read: what the stalled ones cost the server's memory and the others'
// sound, and that they are let go. What exactly a stalled reader gets when it reads again, test/api/fanout.test.ts tells.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLedgerClient, holesOf, type LedgerClient, stateNow } from '../support/ledger.ts';
import { type MeasuredServer, startMeasuredServer } from '../support/measured-server.ts';
import { openRaw, type RawSocket } from '../support/raw-socket.ts';
import { dataOf, post } from '../support/third-party.ts';

const STALLED = 12;
const READERS = 3;
/** Samples, four streams each: a megabyte a second for each, as hard as one socket may make it. */
const STREAMS_EACH = 4;
const STALL_CHUNKS = 70;
const MOST_BYTES_EACH = 4 * 2 ** 20;
const LET_GO_WITHIN = { timeout: 40_000, interval: 200 };
const HEAR = 'subscription($code: String!) { audioChunk(code: $code, encoding: PCM_S16LE) { seq packets } }';

let server: MeasuredServer;
const readers: LedgerClient[] = [];
const stalled: RawSocket[] = [];
beforeEach(async () => {
  server = await startMeasuredServer();
});
afterEach(async () => {
  for (const { socket } of stalled.splice(0)) socket.terminate();
  await Promise.all(readers.splice(0).map((reader) => reader.close()));
  await server.stop();
});

async function openSockets(): Promise<number> {
  const text = await (await fetch(new URL('/metrics', server.url))).text();
  return Number(/^coro_sockets (\d+)$/m.exec(text)?.[1]);
}
const newest = () => Math.min(...readers.map(({ sounds }) => sounds.at(-1)?.seq ?? 0));
const reach = (seq: number) => vi.waitFor(() => expect(newest()).toBeGreaterThanOrEqual(seq), { timeout: 30_000 });

test('a dozen that stop reading cost less than 4 MiB each, are let go, and nobody else misses a chunk', { timeout: 90_000 }, async () => {
  const { createRoom } = dataOf(await post(server.url, 'mutation { createRoom { ticket room { code } } }'));
  const { code } = createRoom.room;
  dataOf(await post(server.url, 'mutation($code: String!) { startMusic(code: $code) { isPlaying } }', { code }, createRoom.ticket));
  for (let count = 0; count < READERS; count += 1) {
    const reader = createLedgerClient(server.url, { code });
    reader.watch();
    reader.hear();
    readers.push(reader);
  }
  for (let count = 0; count < STALLED; count += 1) {
    const raw = await openRaw(server.url);
    stalled.push(raw);
    for (let id = 0; id < STREAMS_EACH; id += 1) {
      raw.say({ id: String(id), type: 'subscribe', payload: { query: HEAR, variables: { code } } });
    }
    await raw.until(({ type }) => type === 'next');
  }
  await reach(20);
  const before = await server.holdings();
  for (const { socket } of stalled) socket.pause();
  await reach(newest() + STALL_CHUNKS);
  const after = await server.holdings();
  // What it holds when its garbage is gone. The whole process grows and shrinks by more than that with what its threads decode.
  expect((after.heapBytes - before.heapBytes) / STALLED).toBeLessThan(MOST_BYTES_EACH);

  await vi.waitFor(async () => expect(await openSockets()).toBe(READERS), LET_GO_WITHIN);
  for (const { socket } of stalled) socket.resume();
  for (const { code: why } of await Promise.all(stalled.map(({ closed }) => closed))) {
    // Who reads what is still in the line is told why; who was cut before that is not.
    expect([4490, 1006]).toContain(why);
  }
  const now = await stateNow(server.url, code);
  for (const reader of readers) {
    expect([reader.lines(), reader.refusals, holesOf(reader.sounds), reader.verdict(now)]).toEqual([1, [], [], []]);
  }
});
