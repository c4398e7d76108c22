// Something of ours that throws while people are connected, in the middle of the real schema: whoever asked for it is told INTERNAL with a
// request id and nothing else, everything beside it goes on, and nothing is left behind when they go.
import type { GraphQLField, GraphQLObjectType } from 'graphql';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLog } from '../../server/log.ts';
import { schema } from '../../server/schema/index.ts';
import { buildApp, type TestApp } from '../support/build-app.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { createFakeEngines, type FakeEngines } from '../support/fake-engine.ts';
import { noLimits } from '../support/no-gate.ts';
import { connect, dataOf, type Json, post, type Result, type Socket } from '../support/third-party.ts';

const SECRET = 'the database password is tulip';
const NAME = 'query($code: String!) { roomState(code: $code) { name } }';
const STATE = 'subscription($code: String!) { roomState(code: $code) { version name } }';
const HEAR = 'subscription($code: String!) { audioChunk(code: $code) { seq } }';
const WISHES = 'subscription($code: String!) { myWish(code: $code) { id } }';

let clock: FakeClock;
let engines: FakeEngines;
let app: TestApp;
let code: string;
let ticket: string;
let socket: Socket;
let isBroken = false;
const lines: string[] = [];
const mends: (() => void)[] = [];

function fieldOf(type: string, name: string): GraphQLField<unknown, unknown> {
  const field = (schema.getType(type) as GraphQLObjectType).getFields()[name];
  if (!field) throw new Error(`The schema has no ${type}.${name}`);
  return field;
}
/** While `isBroken` this resolver throws. */
function breakable(type: string, name: string): void {
  const field = fieldOf(type, name);
  const { resolve } = field;
  field.resolve = (...asked) => {
    if (isBroken) throw new Error(SECRET);
    return resolve?.(...asked);
  };
  mends.push(() => {
    if (resolve) field.resolve = resolve;
    else delete field.resolve;
  });
}
/** Counts the sources of a subscription that were opened and given back; while `isBroken` the next value of one is an error. */
function watched(name: string): { opened: number; returned: number } {
  const field = fieldOf('Subscription', name);
  const { subscribe } = field;
  const count = { opened: 0, returned: 0 };
  field.subscribe = async (...asked) => {
    const source = await (subscribe?.(...asked) as Promise<AsyncIterableIterator<unknown> & { pour: unknown }>);
    count.opened += 1;
    const { next, return: leave } = source;
    source.next = async () => {
      const value = await next.call(source);
      if (isBroken) throw new Error(SECRET);
      return value;
    };
    source.return = async () => {
      count.returned += 1;
      return (await leave?.call(source)) as IteratorResult<unknown>;
    };
    return source;
  };
  mends.push(() => {
    if (subscribe) field.subscribe = subscribe;
  });
  return count;
}

beforeEach(async () => {
  lines.length = 0;
  isBroken = false;
  clock = createFakeClock();
  engines = createFakeEngines();
  const log = createLog('warn', { write: (line) => lines.push(line) });
  app = await buildApp({ config: { limits: noLimits }, clock, log, startEngine: engines.start });
  const { createRoom } = dataOf(await post(app.url, 'mutation { createRoom { ticket room { code } } }'));
  ({ ticket } = createRoom);
  ({ code } = createRoom.room);
  await act('startMusic(code: $code) { isPlaying }');
  socket = connect(app.url, ticket);
});
afterEach(async () => {
  for (const mend of mends.splice(0)) mend();
  await socket.close();
  await app.stop();
});

const act = async (field: string, variables: Json = {}) =>
  dataOf(await post(app.url, `mutation($code: String!) { ${field} }`, { code, ...variables }, ticket));
async function sound(): Promise<void> {
  engines.all.at(-1)?.render();
  await clock.advance(100);
}
function expectInternal(result: Result | undefined): void {
  const { extensions, message } = result?.errors?.[0] ?? { extensions: {}, message: '' };
  expect(extensions).toEqual({ code: 'INTERNAL', requestId: expect.stringMatching(/^[\w-]{36}$/) });
  expect(message).toContain(String(extensions.requestId));
  expect(JSON.stringify(result)).not.toMatch(/tulip|node_modules|\.ts/);
  expect(lines.filter((line) => line.includes(String(extensions.requestId)) && line.includes('tulip'))).toHaveLength(1);
}

test('a resolver that throws: each who asks is told, and everything beside it goes on, over the same socket as well', async () => {
  breakable('RoomState', 'name');
  const [states, chunks] = [socket.listen(STATE, { code }), socket.listen(HEAR, { code })];
  await vi.waitFor(async () => {
    await sound();
    expect([states.results.length, chunks.results.length].every((count) => count > 0)).toBe(true);
  });
  isBroken = true;
  expectInternal(await post(app.url, NAME, { code }, ticket));
  expectInternal(await socket.ask(NAME, { code }));
  // A mutation has been done, whatever became of its answer.
  expectInternal(await post(app.url, 'mutation($code: String!) { stopMusic(code: $code) { name } }', { code }, ticket));
  isBroken = false;
  expect(dataOf(await socket.ask('query($code: String!) { roomState(code: $code) { isPlaying } }', { code })).roomState.isPlaying).toBe(
    false,
  );

  await act('startMusic(code: $code) { isPlaying }');
  const heard = chunks.results.length;
  await vi.waitFor(async () => {
    await sound();
    expect(chunks.results.length).toBeGreaterThan(heard);
  });
  expect(chunks.results.every(({ errors }) => errors === undefined)).toBe(true);
});

test('a resolver that throws under a subscription: its stream says so, the others know nothing, and both leave nothing behind', async () => {
  breakable('RoomState', 'name');
  const sources = { states: watched('roomState'), chunks: watched('audioChunk') };
  const [states, chunks] = [socket.listen(STATE, { code }), socket.listen(HEAR, { code })];
  await vi.waitFor(async () => {
    await sound();
    expect([states.results.length, chunks.results.length].every((count) => count > 0)).toBe(true);
  });
  isBroken = true;
  await act('updateInput(code: $code, input: { bpm: 99 }) { id }');
  await vi.waitFor(async () => {
    await clock.advance(50);
    expect(states.results.at(-1)?.errors).toBeDefined();
  });
  isBroken = false;
  expectInternal(states.results.at(-1));
  await sound();
  await vi.waitFor(() => expect(chunks.results.length).toBeGreaterThan(1));
  expect(chunks.results.every(({ errors }) => errors === undefined)).toBe(true);

  await socket.close();
  await vi.waitFor(() => expect(sources).toEqual({ states: { opened: 1, returned: 1 }, chunks: { opened: 1, returned: 1 } }));
});

test('a source that throws: its operation ends, the socket and its other operations live, and no timer is left', async () => {
  const wishes = watched('myWish');
  const chunks = socket.listen(HEAR, { code });
  await vi.waitFor(async () => {
    await sound();
    expect(chunks.results.length).toBeGreaterThan(0);
  });
  await socket.ask('{ serverTime }');
  const timers = clock.pending();
  const stream = socket.listen(WISHES, { code });
  await vi.waitFor(() => expect(wishes.opened).toBe(1));
  isBroken = true;
  await act('updateInput(code: $code, input: { wish: "more cello" }) { id }');
  await stream.ended;
  isBroken = false;
  expectInternal(stream.results.at(-1));

  const again = socket.listen(WISHES, { code });
  await again.until(({ myWish }) => myWish.id !== undefined);
  const heard = chunks.results.length;
  await vi.waitFor(async () => {
    await sound();
    expect(chunks.results.length).toBeGreaterThan(heard);
  });
  again.cancel();
  await vi.waitFor(() => expect(wishes).toEqual({ opened: 2, returned: 2 }));
  expect(clock.pending()).toBe(timers);
});
