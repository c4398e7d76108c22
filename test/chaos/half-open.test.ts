// A phone that leaves the network without a word: neither side is told. The server finds out by itself, says so to the others, and keeps
// the seat for two minutes, no longer.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { buildApp, type TestApp } from '../support/build-app.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { createFakeEngines } from '../support/fake-engine.ts';
import { createLedgerClient, type LedgerClient, stateNow } from '../support/ledger.ts';
import { noLimits } from '../support/no-gate.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import { type Answer, dataOf, post } from '../support/third-party.ts';

const CUT_WITHIN_S = 30;
const SEAT_S = 120;
const JOIN = 'mutation($code: String!) { joinRoom(input: { code: $code }) { ticket participant { id role } } }';

let clock: FakeClock;
let app: TestApp;
let proxy: TcpProxy;
let code: string;
let host: LedgerClient;
const clients: LedgerClient[] = [];

function client(url: string, ticket: string): LedgerClient {
  const made = createLedgerClient(url, { code, ticket });
  clients.push(made);
  made.watch();
  return made;
}
beforeEach(async () => {
  // What the server pings by; half a minute then takes no half a minute.
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  clock = createFakeClock();
  app = await buildApp({ config: { limits: noLimits }, clock, startEngine: createFakeEngines(clock).start });
  proxy = await startTcpProxy(Number(new URL(app.origin).port));
  const { createRoom } = dataOf(await post(app.url, 'mutation { createRoom { ticket room { code } } }'));
  ({ code } = createRoom.room);
  host = client(app.url, createRoom.ticket);
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((each) => each.close()));
  await proxy.close();
  await app.stop();
  vi.useRealTimers();
});

/** Two questions to the end: whoever reads has answered a ping that was sent before the first. */
async function exchange(): Promise<void> {
  for (let count = 0; count < 2; count += 1) {
    const answer = await host.write({ subject: 'time', mutation: '{ serverTime }', variables: {}, stands: () => true });
    expect(answer.errors).toBeUndefined();
  }
}
/** Both clocks go on by a second. */
async function second(): Promise<void> {
  vi.advanceTimersByTime(1_000);
  await clock.advance(1_000);
  await exchange();
}
const personIn = (state: Answer, id: string) => state.participants.find((person: Answer) => person.id === id);

test('it is away within 30 s for everybody to see; who comes back in two minutes has the same seat, and who does not has none', async () => {
  const guests = await Promise.all(
    [0, 1].map(async () => {
      const { ticket, participant } = dataOf(await post(app.url, JOIN, { code })).joinRoom;
      const books = client(`http://127.0.0.1:${proxy.port}/graphql`, ticket);
      await vi.waitUntil(() => books.states.length > 0);
      return { ticket, participant, books };
    }),
  );
  const [returns, stays] = guests as [(typeof guests)[0], (typeof guests)[0]];
  proxy.swallow();

  const seen = () => host.states.at(-1)?.state;
  const isAway = () => guests.every(({ participant }) => personIn(seen(), participant.id)?.presence === 'AWAY');
  let seconds = 0;
  for (; !isAway() && seconds < 60; seconds += 1) await second();
  expect(seconds).toBeLessThanOrEqual(CUT_WITHIN_S);
  // Who answers pings has stayed all the while, on its first line.
  expect(host.lines()).toBe(1);
  // And those who were cut have not been told.
  expect(guests.map(({ books }) => books.closes)).toEqual([[], []]);

  for (let waited = 0; waited < SEAT_S - 10; waited += 1) await second();
  for (const { participant } of guests) expect(personIn(seen(), participant.id)).toMatchObject({ role: participant.role });
  const back = client(app.url, returns.ticket);
  await vi.waitUntil(() => back.states.length > 0);
  const expected = { id: returns.participant.id, role: returns.participant.role, presence: 'CONNECTED' };
  expect(personIn(await stateNow(app.url, code), returns.participant.id)).toMatchObject(expected);

  for (let waited = 0; waited < 15; waited += 1) await second();
  const now = await stateNow(app.url, code);
  expect(personIn(now, returns.participant.id)).toMatchObject(expected);
  expect(personIn(now, stays.participant.id)).toBeUndefined();
  for (const each of clients) expect(each.verdict(now)).toEqual([]);
});
