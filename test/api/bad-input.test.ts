// Every way to ask wrongly: the same stable code over HTTP and over WebSocket, a sentence, nothing changed, nobody else disturbed.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApp, type TestApp } from '../support/build-app.ts';
import { noLimits } from '../support/no-gate.ts';
import { type Answer, connect, dataOf, type Json, post, type Result, type Socket } from '../support/third-party.ts';

const CREATE = 'mutation($input: CreateRoomInput!) { createRoom(input: $input) { ticket room { code } participant { id role } } }';
const JOIN = 'mutation($input: JoinRoomInput!) { joinRoom(input: $input) { ticket participant { id role } } }';
const STEER = 'mutation($code: String!, $input: RoomInput!) { updateInput(code: $code, input: $input) { id } }';
const START = 'mutation($code: String!) { startMusic(code: $code) { isPlaying } }';
const STOP = 'mutation($code: String!) { stopMusic(code: $code) { isPlaying } }';
const UPDATE = 'mutation($code: String!, $input: RoomSettingsInput!) { updateRoom(code: $code, input: $input) { name } }';
const STATE =
  'query($code: String!) { roomState(code: $code) { version name isPlaying locked needsPassword playerLimit hostId target { bpm density brightness revision } participants { id displayName role isCoHost isSilenced influence input { bpm density wish } } } }';

interface Seat {
  readonly ticket: string;
  readonly id: string;
}
/** One quiet room with a host (drummer) and a guest (vibe setter), a full one, and one whose music plays. */
interface Scene {
  readonly code: string;
  readonly host: Seat;
  readonly guest: Seat;
  readonly fullCode: string;
  readonly playing: Seat & { readonly code: string };
}
type Who = 'nobody' | 'host' | 'guest' | 'stranger' | 'playing' | 'made-up';

let app: TestApp;
let scene: Scene;
const sockets = new Map<Who, Socket>();

async function ask(query: string, variables: Json, ticket?: string): Promise<Answer> {
  return dataOf(await post(app.url, query, variables, ticket));
}
async function open(input: Json = {}): Promise<Seat & { code: string }> {
  const { createRoom } = await ask(CREATE, { input });
  return { code: createRoom.room.code, ticket: createRoom.ticket, id: createRoom.participant.id };
}
function ticketOf(who: Who): string | undefined {
  const tickets = {
    nobody: undefined,
    host: scene.host.ticket,
    guest: scene.guest.ticket,
    stranger: scene.playing.ticket,
    playing: scene.playing.ticket,
    'made-up': 'A'.repeat(43),
  };
  return tickets[who];
}

beforeAll(async () => {
  // A fast machine asks more often than a ticket may.
  app = await buildApp({ config: { limits: noLimits } });
  const room = await open();
  const { joinRoom } = await ask(JOIN, { input: { code: room.code, displayName: 'Guest' } });
  const full = await open();
  await ask(UPDATE, { code: full.code, input: { playerLimit: 1 } }, full.ticket);
  const playing = await open();
  await ask(START, { code: playing.code }, playing.ticket);
  scene = { code: room.code, host: room, guest: { ticket: joinRoom.ticket, id: joinRoom.participant.id }, fullCode: full.code, playing };
  for (const who of ['nobody', 'host', 'guest', 'stranger', 'playing', 'made-up'] as const)
    sockets.set(who, connect(app.url, ticketOf(who)));
});
afterAll(async () => {
  for (const socket of sockets.values()) await socket.close();
  await app.stop();
});

interface Case {
  readonly what: string;
  readonly who: Who;
  readonly query: string;
  /** `code` is the quiet room's unless given. */
  readonly variables?: (scene: Scene) => Json;
  readonly code: string;
}
const steer = (what: string, who: Who, input: unknown, code: string): Case => ({
  what,
  who,
  query: STEER,
  variables: () => ({ input }),
  code,
});
const person = (field: string, more = '') =>
  `mutation($code: String!, $participantId: ID!) { ${field}(code: $code, participantId: $participantId${more}) { name } }`;

const CASES: readonly Case[] = [
  { what: 'joining an unknown code', who: 'nobody', query: JOIN, variables: () => ({ input: { code: '222222' } }), code: 'ROOM_NOT_FOUND' },
  {
    what: 'joining something that is no code',
    who: 'nobody',
    query: JOIN,
    variables: () => ({ input: { code: '¿?' } }),
    code: 'ROOM_NOT_FOUND',
  },
  { what: 'reading an unknown room', who: 'nobody', query: STATE, variables: () => ({ code: '222222' }), code: 'ROOM_NOT_FOUND' },
  {
    what: 'joining a full room',
    who: 'nobody',
    query: JOIN,
    variables: ({ fullCode }) => ({ input: { code: fullCode } }),
    code: 'ROOM_FULL',
  },
  {
    what: 'a password that is too short',
    who: 'host',
    query: UPDATE,
    variables: () => ({ input: { password: 'abc' } }),
    code: 'BAD_INPUT',
  },
  {
    what: 'a password that is too short, at the start',
    who: 'nobody',
    query: CREATE,
    variables: () => ({ input: { password: '' } }),
    code: 'BAD_INPUT',
  },
  steer("another role's field", 'guest', { bpm: 120 }, 'ROLE_FORBIDS'),
  steer("another role's field beside one's own", 'guest', { moods: ['Dark'], density: 0.5 }, 'ROLE_FORBIDS'),
  steer('a tempo below the range', 'host', { bpm: 59 }, 'BAD_INPUT'),
  steer('a tempo above the range', 'host', { bpm: 201 }, 'BAD_INPUT'),
  steer('a mood that is none of the twelve', 'guest', { moods: ['Sleepy'] }, 'BAD_INPUT'),
  steer('four moods', 'guest', { moods: ['Dark', 'Chill', 'Tense', 'Dreamy'] }, 'BAD_INPUT'),
  steer('a wish of 121 characters', 'guest', { wish: 'a'.repeat(121) }, 'TOO_LARGE'),
  steer('a wish with control characters', 'guest', { wish: 'more\u0000jazz' }, 'BAD_INPUT'),
  steer('steering without a ticket', 'nobody', { bpm: 120 }, 'UNAUTHENTICATED'),
  steer('steering with a made-up ticket', 'made-up', { bpm: 120 }, 'UNAUTHENTICATED'),
  steer("steering with another room's ticket", 'stranger', { bpm: 120 }, 'FORBIDDEN'),
  { what: 'starting without being host', who: 'guest', query: START, code: 'FORBIDDEN' },
  { what: 'starting without a ticket', who: 'nobody', query: START, code: 'UNAUTHENTICATED' },
  { what: 'starting twice', who: 'playing', query: START, variables: ({ playing }) => ({ code: playing.code }), code: 'CONFLICT' },
  { what: 'stopping what does not play', who: 'host', query: STOP, code: 'CONFLICT' },
  {
    what: 'removing without being host',
    who: 'guest',
    query: person('removeParticipant'),
    variables: ({ host }) => ({ participantId: host.id }),
    code: 'FORBIDDEN',
  },
  {
    what: "removing another room's participant",
    who: 'host',
    query: person('removeParticipant'),
    variables: ({ playing }) => ({ participantId: playing.id }),
    code: 'BAD_INPUT',
  },
  {
    what: 'silencing without being host',
    who: 'guest',
    query: person('silenceParticipant', ', isSilenced: true'),
    variables: ({ host }) => ({ participantId: host.id }),
    code: 'FORBIDDEN',
  },
  {
    what: 'making oneself host',
    who: 'guest',
    query: person('transferHost'),
    variables: ({ guest }) => ({ participantId: guest.id }),
    code: 'FORBIDDEN',
  },
  {
    what: 'taking a role that is taken',
    who: 'guest',
    query: 'mutation($code: String!) { changeRole(code: $code, role: DRUMMER) { id } }',
    code: 'ROLE_TAKEN',
  },
  {
    what: 'a name without a visible character',
    who: 'guest',
    query: 'mutation($code: String!) { rename(code: $code, displayName: "  ") { id } }',
    code: 'BAD_INPUT',
  },
  {
    what: 'a name of 25 characters',
    who: 'guest',
    query: `mutation($code: String!) { rename(code: $code, displayName: "${'x'.repeat(25)}") { id } }`,
    code: 'BAD_INPUT',
  },
  {
    what: 'a name with bidi control',
    who: 'guest',
    query: 'mutation($code: String!) { rename(code: $code, displayName: "a\\u202Eb") { id } }',
    code: 'BAD_INPUT',
  },
  { what: 'closing without being host', who: 'guest', query: 'mutation($code: String!) { closeRoom(code: $code) }', code: 'FORBIDDEN' },
  { what: 'a player limit of 51', who: 'host', query: UPDATE, variables: () => ({ input: { playerLimit: 51 } }), code: 'BAD_INPUT' },
  { what: 'a story of no events', who: 'host', query: 'query($code: String!) { story(code: $code, limit: 0) { id } }', code: 'BAD_INPUT' },
  { what: 'a lobby of minus one', who: 'nobody', query: '{ rooms(limit: -1) { code } }', code: 'BAD_INPUT' },
  { what: 'a variable of the wrong type', who: 'host', query: STEER, variables: () => ({ input: { bpm: 'fast' } }), code: 'BAD_INPUT' },
  { what: 'a tempo that is no whole number', who: 'host', query: STEER, variables: () => ({ input: { bpm: 120.5 } }), code: 'BAD_INPUT' },
  { what: 'a missing variable', who: 'host', query: STEER, variables: () => ({ input: undefined }), code: 'BAD_INPUT' },
  {
    what: 'null where nothing may be null',
    who: 'nobody',
    query: 'query($c: String = "x") { room(code: $c) { code } }',
    variables: () => ({ c: null }),
    code: 'BAD_INPUT',
  },
  {
    what: 'an input field that does not exist',
    who: 'host',
    query: STEER,
    variables: () => ({ input: { volume: 11 } }),
    code: 'BAD_INPUT',
  },
  { what: 'a field that does not exist', who: 'nobody', query: '{ everything }', code: 'BAD_INPUT' },
  { what: 'a document with a syntax error', who: 'nobody', query: 'query { room(', code: 'BAD_INPUT' },
  { what: 'an empty document', who: 'nobody', query: '', code: 'BAD_INPUT' },
  { what: 'a document of thousands of words', who: 'nobody', query: `{ ${'a:serverTime '.repeat(2_000)} }`, code: 'TOO_LARGE' },
];

function codesOf({ errors }: Result): unknown[] {
  return (errors ?? []).map(({ extensions }) => extensions.code);
}
function expectRefusal(result: Result, code: string): void {
  expect(codesOf(result)).toEqual([code]);
  const [error] = result.errors ?? [];
  expect(error?.message).toMatch(/\S \S/);
  expect(JSON.stringify(result)).not.toMatch(/node_modules|\.ts:|at \w+ \(/);
}
const variablesOf = ({ variables }: Case): Json => ({ code: scene.code, ...variables?.(scene) });
const used = (query: string, all: Json): Json =>
  Object.fromEntries(Object.entries(all).filter(([name]) => query.includes(`$${name}:`) || query.includes(`$${name} `)));

test.each(CASES)('$what is $code over HTTP and WebSocket, and changes nothing', async (each) => {
  const before = await ask(STATE, { code: scene.code }, scene.host.ticket);
  const socket = sockets.get(each.who) as Socket;
  const variables = used(each.query, variablesOf(each));
  const overHttp = await post(app.url, each.query, variables, ticketOf(each.who));
  expectRefusal(overHttp, each.code);
  const overSocket = await socket.ask(each.query, variables);
  expectRefusal(overSocket, each.code);
  expect(overSocket.errors?.[0]?.message).toBe(overHttp.errors?.[0]?.message);
  // The very same socket still works, and nobody sees a trace of it.
  expect(codesOf(await socket.ask('{ serverTime }'))).toEqual([]);
  expect(await ask(STATE, { code: scene.code }, scene.host.ticket)).toEqual(before);
});

test.each([
  ['roomState', 'subscription($code: String!) { roomState(code: $code) { version } }'],
  ['prompts', 'subscription($code: String!) { prompts(code: $code) { reason } }'],
  ['audioChunk', 'subscription($code: String!) { audioChunk(code: $code) { seq } }'],
  ['myWish', 'subscription($code: String!) { myWish(code: $code) { fate } }'],
])('subscribing to %s of an unknown room is ROOM_NOT_FOUND, and the stream ends', async (_name, query) => {
  expectRefusal(await (sockets.get('host') as Socket).ask(query, { code: '222222' }), 'ROOM_NOT_FOUND');
});

test('two operations without a word which one is BAD_INPUT, each transport in its own words', async () => {
  const query = 'query One { serverTime } query Two { serverTime }';
  expectRefusal(await post(app.url, query), 'BAD_INPUT');
  expectRefusal(await (sockets.get('nobody') as Socket).ask(query), 'BAD_INPUT');
});

test('the wishes of nobody are UNAUTHENTICATED', async () => {
  const query = 'subscription($code: String!) { myWish(code: $code) { fate } }';
  expectRefusal(await (sockets.get('nobody') as Socket).ask(query, { code: scene.code }), 'UNAUTHENTICATED');
});

test('two roomfuls of wrong requests leave a watcher undisturbed', async () => {
  const watching = connect(app.url);
  const stream = watching.listen('subscription($code: String!) { roomState(code: $code) { version } }', { code: scene.code });
  await stream.until(() => true);
  const [query, variables] = [STEER, { code: scene.code, input: { bpm: 9_999 } }];
  await Promise.all(Array.from({ length: 20 }, () => post(app.url, query, variables, scene.host.ticket)));
  await ask('mutation($code: String!) { rename(code: $code, displayName: "Still here") { id } }', { code: scene.code }, scene.guest.ticket);
  await stream.until(({ roomState }) => roomState.version > stream.results[0]?.data.roomState.version);
  expect(stream.results).toHaveLength(2);
  await watching.close();
});

test('a room with a password: members only may watch, and a wrong password is told apart from a missing room', async () => {
  const room = await open({ password: 'open sesame' });
  expectRefusal(await post(app.url, STATE, { code: room.code }), 'FORBIDDEN');
  expectRefusal(await post(app.url, JOIN, { input: { code: room.code } }), 'WRONG_PASSWORD');
  expectRefusal(await post(app.url, JOIN, { input: { code: room.code, password: 'open barley' } }), 'WRONG_PASSWORD');
  const { joinRoom } = await ask(JOIN, { input: { code: room.code, password: 'open sesame' } });
  expect((await ask(STATE, { code: room.code }, joinRoom.ticket)).roomState.needsPassword).toBe(true);
});

test('a locked room lets nobody new in', async () => {
  const room = await open();
  await ask(UPDATE, { code: room.code, input: { locked: true } }, room.ticket);
  expectRefusal(await post(app.url, JOIN, { input: { code: room.code } }), 'ROOM_LOCKED');
});

test('a removed participant is told so by the next request, over the very same socket', async () => {
  const room = await open();
  const { joinRoom } = await ask(JOIN, { input: { code: room.code } });
  const socket = connect(app.url, joinRoom.ticket);
  expect(dataOf(await socket.ask('{ me { id } }')).me.id).toBe(joinRoom.participant.id);
  await ask(person('removeParticipant'), { code: room.code, participantId: joinRoom.participant.id }, room.ticket);
  expectRefusal(await socket.ask(STEER, { code: room.code, input: { wish: 'let me in' } }), 'UNAUTHENTICATED');
  await socket.close();
});
