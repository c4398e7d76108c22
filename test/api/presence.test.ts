// Whether people are there, as sockets, event streams and requests tell it. The grace periods themselves are tested with the domain.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildApp, type TestApp } from '../support/build-app.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { createFakeEngines } from '../support/fake-engine.ts';
import { type Answer, connect, dataOf, post } from '../support/third-party.ts';

const STATE = 'query($code: String!) { roomState(code: $code) { hostId participants { id presence role isHost } } }';

let clock: FakeClock;
let app: TestApp;
let code: string;
let guest: { ticket: string; id: string };
beforeEach(async () => {
  clock = createFakeClock();
  app = await buildApp({ clock, startEngine: createFakeEngines(clock).start });
  const { createRoom } = dataOf(await post(app.url, 'mutation { createRoom { ticket room { code } } }'));
  ({ code } = createRoom.room);
  const { joinRoom } = dataOf(
    await post(app.url, 'mutation($code: String!) { joinRoom(input: { code: $code }) { ticket participant { id } } }', { code }),
  );
  guest = { ticket: joinRoom.ticket, id: joinRoom.participant.id };
});
afterEach(() => app.stop());

async function presence(): Promise<string | undefined> {
  const { roomState } = dataOf(await post(app.url, STATE, { code }));
  return roomState.participants.find(({ id }: Answer) => id === guest.id)?.presence;
}
/** Sockets close in their own time; the clock is moved on by seconds until the room has noticed. */
async function secondsUntil(wanted: string | undefined, limit: number): Promise<number> {
  for (let seconds = 0; seconds <= limit; seconds += 1) {
    if ((await presence()) === wanted) return seconds;
    await clock.advance(1_000);
  }
  throw new Error(`not ${wanted} after ${limit} s`);
}

test('a socket with a ticket keeps its participant present for as long as it is open, and the same seat waits after it', async () => {
  const socket = connect(app.url, guest.ticket);
  await socket.ask('{ serverTime }');
  await clock.advance(300_000);
  expect(await presence()).toBe('CONNECTED');
  await socket.close();
  await secondsUntil('AWAY', 10);
  const again = connect(app.url, guest.ticket);
  expect(dataOf(await again.ask('{ me { id role } }')).me).toEqual({ id: guest.id, role: 'VIBE_SETTER' });
  expect(await presence()).toBe('CONNECTED');
  await again.close();
});

test('an event stream keeps its participant present for as long as it is open', async () => {
  const abort = new AbortController();
  const response = await fetch(app.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', authorization: `Bearer ${guest.ticket}` },
    body: JSON.stringify({ query: 'subscription($code: String!) { roomState(code: $code) { version } }', variables: { code } }),
    signal: abort.signal,
  });
  const reader = response.body?.getReader();
  await reader?.read();
  await clock.advance(300_000);
  expect(await presence()).toBe('CONNECTED');
  abort.abort();
  await reader?.cancel().catch(() => {});
  await secondsUntil('AWAY', 10);
});

test('who only sends requests is there for a while after each', async () => {
  await clock.advance(50_000);
  await post(app.url, '{ me { id } }', {}, guest.ticket);
  await clock.advance(50_000);
  expect(await presence()).toBe('CONNECTED');
  await secondsUntil('AWAY', 30);
});

test('a socket with an unknown ticket is welcome, and is nobody', async () => {
  const socket = connect(app.url, 'no-such-ticket');
  expect(dataOf(await socket.ask('{ me { id } }')).me).toBeNull();
  await socket.close();
});
