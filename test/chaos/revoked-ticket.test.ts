// People who lose the right to a room while they watch and hear it, by every way there is: each stream ends in order, nothing comes after
// that, and the ticket opens nothing any more.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { buildApp, type TestApp } from '../support/build-app.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { createFakeEngines, type FakeEngines } from '../support/fake-engine.ts';
import { noLimits } from '../support/no-gate.ts';
import { type Answer, connect, dataOf, type Json, post, type Socket } from '../support/third-party.ts';

const SUBSCRIPTIONS = {
  state: 'subscription($code: String!) { roomState(code: $code) { version } }',
  prompts: 'subscription($code: String!) { prompts(code: $code) { revision } }',
  wishes: 'subscription($code: String!) { myWish(code: $code) { id fate } }',
  reactions: 'subscription($code: String!) { reactions(code: $code) { at } }',
  opus: 'subscription($code: String!) { audioChunk(code: $code) { seq } }',
  pcm: 'subscription($code: String!) { audioChunk(code: $code, encoding: PCM_S16LE) { seq } }',
};

let clock: FakeClock;
let engines: FakeEngines;
let app: TestApp;
let code: string;
let host: string;
const sockets: Socket[] = [];
const aborts: AbortController[] = [];
beforeEach(async () => {
  clock = createFakeClock();
  engines = createFakeEngines();
  app = await buildApp({ config: { limits: noLimits }, clock, startEngine: engines.start });
  const create = 'mutation { createRoom(input: { password: "tulip" }) { ticket room { code } } }';
  const { createRoom } = dataOf(await post(app.url, create));
  ({ code } = createRoom.room);
  host = createRoom.ticket;
  await act('startMusic(code: $code) { isPlaying }');
});
afterEach(async () => {
  for (const abort of aborts.splice(0)) abort.abort();
  await Promise.all(sockets.splice(0).map((socket) => socket.close()));
  await app.stop();
});

async function act(field: string, variables: Json = {}, ticket = host): Promise<Answer> {
  const declared = Object.keys(variables).map((name) => `, $${name}: ID!`);
  return dataOf(await post(app.url, `mutation($code: String!${declared.join('')}) { ${field} }`, { code, ...variables }, ticket));
}
async function join(): Promise<{ ticket: string; participant: { id: string } }> {
  return (await act('joinRoom(input: { code: $code, password: "tulip" }) { ticket participant { id } }')).joinRoom;
}
/** A second of the room: sound ten times, and something for every other stream. */
async function second(): Promise<void> {
  await act('react(code: $code, reaction: FIRE)');
  await act('updateRoom(code: $code, input: { name: "Still here" }) { version }').catch(() => {});
  await act('updateInput(code: $code, input: { wish: "more cello" }) { id }');
  for (let chunk = 0; chunk < 10; chunk += 1) {
    engines.all.at(-1)?.render();
    await clock.advance(100);
  }
}

interface Everything {
  /** How much has come so far, by stream. */
  received(): Record<string, number>;
  /** Errors of any of them. */
  errors(): unknown[];
  readonly ended: Promise<unknown>;
}

/** Sockets, an event stream and a player's web address, all with one ticket. */
async function openEverything(ticket: string): Promise<Everything> {
  const socket = connect(app.url, ticket);
  sockets.push(socket);
  const streams = Object.entries(SUBSCRIPTIONS).map(([name, query]) => [name, socket.listen(query, { code })] as const);
  const bytes = { events: 0, ogg: 0 };
  const headers = { authorization: `Bearer ${ticket}` };
  async function read(name: keyof typeof bytes, response: Promise<Response>): Promise<void> {
    for await (const piece of (await response).body as unknown as AsyncIterable<Uint8Array>) bytes[name] += piece.length;
  }
  const abort = new AbortController();
  aborts.push(abort);
  const { signal } = abort;
  const events = fetch(app.url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query: SUBSCRIPTIONS.state, variables: { code } }),
    signal,
  });
  const ogg = fetch(`${app.origin}/rooms/${code}/stream.ogg`, { headers, signal });
  const ended = Promise.all([...streams.map(([, stream]) => stream.ended), read('events', events), read('ogg', ogg)]);
  ended.catch(() => {});
  return {
    received: () => ({ ...Object.fromEntries(streams.map(([name, { results }]) => [name, results.length])), ...bytes }),
    errors: () => streams.flatMap(([, { results }]) => results.flatMap(({ errors }) => errors ?? [])),
    ended,
  };
}
async function untilAllFlow(everything: Everything, wisher: string): Promise<void> {
  await vi.waitFor(
    async () => {
      await act('updateInput(code: $code, input: { wish: "more funk" }) { id }', {}, wisher);
      await second();
      expect(Object.entries(everything.received()).filter(([, count]) => count === 0)).toEqual([]);
    },
    { timeout: 10_000, interval: 10 },
  );
}

test.each<[string, (guest: { ticket: string; participant: { id: string } }) => Promise<unknown>]>([
  ['removed by the host', ({ participant: { id } }) => act('removeParticipant(code: $code, participantId: $id) { version }', { id })],
  ['gone by themselves', ({ ticket }) => act('leaveRoom(code: $code)', {}, ticket)],
])('%s: all eight streams end without an error, the others’ go on, and the ticket opens nothing', async (_what, revoke) => {
  const [guest, other] = [await join(), await join()];
  const [ends, stays] = [await openEverything(guest.ticket), await openEverything(other.ticket)];
  await untilAllFlow(ends, guest.ticket);
  await untilAllFlow(stays, other.ticket);

  await revoke(guest);
  await ends.ended;
  expect(ends.errors()).toEqual([]);
  const [then, theirs] = [ends.received(), stays.received()];
  await second();
  await second();
  await untilAllFlow(stays, other.ticket);
  expect(ends.received()).toEqual(then);
  for (const stream of ['state', 'opus', 'pcm', 'ogg']) expect(stays.received()[stream]).toBeGreaterThan(theirs[stream] as number);

  const late = connect(app.url, guest.ticket);
  sockets.push(late);
  for (const [name, query] of Object.entries(SUBSCRIPTIONS)) {
    const stream = late.listen(query, { code });
    await stream.ended;
    const codes = stream.results.flatMap(({ data, errors }) => (data ? [data] : (errors ?? []).map(({ extensions }) => extensions.code)));
    expect([name, codes]).toEqual([name, [name === 'wishes' ? 'UNAUTHENTICATED' : 'FORBIDDEN']]);
  }
  await expect(act('rename(code: $code, displayName: "Ghost") { id }', {}, guest.ticket)).rejects.toThrow('UNAUTHENTICATED');
  const headers = { authorization: `Bearer ${guest.ticket}` };
  expect((await fetch(`${app.origin}/rooms/${code}/stream.ogg`, { headers })).status).toBe(403);
});

test('the host leaves: the longest-present player is the host, and everybody is told on the line they have', async () => {
  const [first, later] = [await join(), await join()];
  const watch = connect(app.url, later.ticket);
  sockets.push(watch);
  const states = watch.listen('subscription($code: String!) { roomState(code: $code) { hostId } }', { code });
  await states.until(() => true);
  await act('leaveRoom(code: $code)');
  await clock.advance(100);
  await states.until(({ roomState }) => roomState.hostId === first.participant.id);
  expect((await act('stopMusic(code: $code) { isPlaying }', {}, first.ticket)).stopMusic.isPlaying).toBe(false);
});

test('the room is closed: all eight streams end without an error, and no timer of the room is left', async () => {
  const idle = clock.pending();
  const guest = await join();
  const everything = await openEverything(guest.ticket);
  await untilAllFlow(everything, guest.ticket);
  expect(clock.pending()).toBeGreaterThanOrEqual(idle);
  await act('closeRoom(code: $code)');
  await everything.ended;
  expect(everything.errors()).toEqual([]);
  const then = everything.received();
  await clock.advance(15_000);
  expect(everything.received()).toEqual(then);
  expect(
    (await post(app.url, SUBSCRIPTIONS.state.replace('subscription', 'query'), { code }, guest.ticket)).errors?.[0]?.extensions.code,
  ).toBe('ROOM_NOT_FOUND');
  // What is left is the house's own: one look at who is there.
  expect(clock.pending()).toBe(1);
});
