// A thread of the band that dies, hangs or eats memory while it plays one room: that room pauses and goes on, a room on the same thread
// loses nothing, and what fails three times in a minute is left alone for a while, which the room's state says.
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { buildApp, type TestApp } from '../support/build-app.ts';
import { createFaultyBand, type Fault, type FaultyBand } from '../support/faulty-band.ts';
import { createLedgerClient, holesOf, type LedgerClient, stateNow } from '../support/ledger.ts';
import { dataOf, post } from '../support/third-party.ts';

/** From the last sound before to the first after it. A thread that hangs is found out after 1.2 s, one that dies at once. */
const BACK_WITHIN_MS = 2_000;
const DEADLINE = { timeout: 15_000, interval: 20 };

let band: FaultyBand;
let app: TestApp;
const rooms: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  band = await createFaultyBand();
  app = await buildApp({ startEngine: band.startEngine });
});
afterEach(async () => {
  await Promise.all(rooms.splice(0).map((close) => close()));
});
afterAll(async () => {
  await app.stop();
  await band.stop();
});

/** A room that plays, and somebody in it who keeps books. */
async function play(kind: 'sick' | 'well'): Promise<{ readonly code: string; readonly books: LedgerClient }> {
  const { createRoom } = dataOf(await post(app.url, 'mutation { createRoom { ticket room { code } } }'));
  const { code } = createRoom.room;
  band.startsAre(kind);
  const books = createLedgerClient(app.url, { code, ticket: createRoom.ticket });
  rooms.push(async () => {
    await books.close();
    await post(app.url, 'mutation($code: String!) { closeRoom(code: $code) }', { code }, createRoom.ticket);
  });
  books.watch();
  books.hear();
  dataOf(await post(app.url, 'mutation($code: String!) { startMusic(code: $code) { isPlaying } }', { code }, createRoom.ticket));
  await vi.waitFor(() => expect(books.sounds.length).toBeGreaterThan(5), DEADLINE);
  return { code, books };
}

const healthsOf = ({ states }: LedgerClient) => states.map(({ state }) => state.engine.health);
const reasonsOf = ({ states }: LedgerClient) => new Set(states.map(({ state }) => state.engine.reason));
const pauseOf = ({ sounds }: LedgerClient) => Math.max(...sounds.slice(1).map(({ atMs }, place) => atMs - (sounds[place]?.atMs ?? 0)));

test.each<Fault>(['DEATH', 'LOOP', 'GROWTH'])('%s: both rooms of the thread go on without a missing chunk', async (fault) => {
  const [well, sick] = [await play('well'), await play('sick')];
  band.breakDown(fault);
  await vi.waitFor(() => expect(healthsOf(sick.books)).toContain('DEGRADED'), DEADLINE);
  const heard = sick.books.sounds.length;
  await vi.waitFor(() => {
    expect(healthsOf(sick.books).at(-1)).toBe('PLAYING');
    expect(sick.books.sounds.length).toBeGreaterThan(heard + 10);
  }, DEADLINE);
  for (const { books, code } of [well, sick]) {
    expect(new Set(books.sounds.map(({ epoch }) => epoch)).size).toBe(1);
    expect(holesOf(books.sounds)).toEqual([]);
    expect(pauseOf(books)).toBeLessThan(BACK_WITHIN_MS);
    expect(books.verdict(await stateNow(app.url, code))).toEqual([]);
  }
  expect(reasonsOf(sick.books)).toContain('The band lost its thread and picks the music up again.');
});

test('three times in a minute: the room says why it is silent, its neighbour plays on, and later it tries again', async () => {
  const [well, sick] = [await play('well'), await play('sick')];
  const before = band.deaths();
  band.breakDown('DEATH', 3);
  await vi.waitFor(() => expect(healthsOf(sick.books)).toContain('FAILED'), DEADLINE);
  const { engine, isPlaying } = await stateNow(app.url, sick.code);
  expect({ engine, isPlaying }).toEqual({
    engine: { health: 'FAILED', reason: 'The band stumbled three times within a minute and pauses; it will try again by itself.' },
    isPlaying: true,
  });
  await vi.waitFor(() => expect(healthsOf(sick.books).at(-1)).toBe('PLAYING'), DEADLINE);

  expect(band.deaths() - before).toBe(3);
  expect(healthsOf(well.books)).not.toContain('FAILED');
  expect(new Set(well.books.sounds.map(({ epoch }) => epoch)).size).toBe(1);
  expect(holesOf(well.books.sounds)).toEqual([]);
  // Another run of the engine, and so another epoch: nobody takes its chunks for those of the first.
  expect(new Set(sick.books.sounds.map(({ epoch }) => epoch)).size).toBe(2);
  for (const { books, code } of [well, sick]) expect(books.verdict(await stateNow(app.url, code))).toEqual([]);
});
