// Mutations on a bad line: the answer is lost and the client asks again, the same comes fifty times at once, an older one overtakes a
// newer one. What may happen twice by its nature leaves what it leaves when it happens once.
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { buildApp, type TestApp } from '../support/build-app.ts';
import { seedOfTest } from '../support/chaos-seed.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { createFakeEngines } from '../support/fake-engine.ts';
import { createLedgerClient, stateNow } from '../support/ledger.ts';
import { noLimits } from '../support/no-gate.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import { type Answer, dataOf, type Json, post, type Result } from '../support/third-party.ts';

interface Party {
  readonly code: string;
  readonly host: string;
  readonly guest: string;
  readonly guestId: string;
}

let clock: FakeClock;
let app: TestApp;
let proxy: TcpProxy;
let viaProxy: string;
let party: Party;
beforeAll(async () => {
  clock = createFakeClock();
  app = await buildApp({ config: { limits: noLimits }, clock, startEngine: createFakeEngines(clock).start });
  proxy = await startTcpProxy(Number(new URL(app.origin).port));
  viaProxy = `http://127.0.0.1:${proxy.port}/graphql`;
});
afterAll(async () => {
  await proxy.close();
  await app.stop();
});
beforeEach(async () => {
  party = await gather();
});

async function gather(): Promise<Party> {
  const { createRoom } = dataOf(
    await post(app.url, 'mutation { createRoom(input: { name: "Attic", displayName: "Eve" }) { ticket room { code } } }'),
  );
  const { code } = createRoom.room;
  const join = 'mutation($code: String!) { joinRoom(input: { code: $code, displayName: "Ada" }) { ticket participant { id } } }';
  const { joinRoom } = dataOf(await post(app.url, join, { code }));
  return { code, host: createRoom.ticket, guest: joinRoom.ticket, guestId: joinRoom.participant.id };
}

/** Everything that is the same in two rooms where the same has happened. */
async function picture(): Promise<Answer> {
  const query = `query($code: String!) { roomState(code: $code) {
    name isPlaying locked needsPassword target { bpm density brightness }
    participants { displayName role presence isHost isCoHost isSilenced input { moods wish } }
    story { kind text } vote { form votes }
  } }`;
  const { data, errors } = await post(app.url, query, { code: party.code });
  return data ?? errors?.map(({ extensions }) => extensions.code);
}

interface Case {
  readonly what: string;
  /** Its field. */
  readonly field: string;
  readonly by: 'host' | 'guest';
  /** What has to be before. */
  readonly first?: string;
  /** Code with which the second one is answered; absent: as the first. */
  readonly again?: string;
}
const CASES: readonly Case[] = [
  { what: 'a mood', field: 'updateInput(code: $code, input: { moods: ["Dreamy"] }) { id }', by: 'guest' },
  { what: 'another name', field: 'rename(code: $code, displayName: "Bo") { id }', by: 'guest' },
  { what: 'another role', field: 'changeRole(code: $code, role: GENRE_DJ) { id }', by: 'guest' },
  { what: 'the start', field: 'startMusic(code: $code) { isPlaying }', by: 'host', again: 'CONFLICT' },
  {
    what: 'the end of the music',
    field: 'stopMusic(code: $code) { isPlaying }',
    by: 'host',
    first: 'startMusic(code: $code) { isPlaying }',
    again: 'CONFLICT',
  },
  { what: 'another name of the room', field: 'updateRoom(code: $code, input: { name: "Cellar" }) { version }', by: 'host' },
  { what: 'a lock', field: 'updateRoom(code: $code, input: { locked: true }) { version }', by: 'host' },
  { what: 'a co-host', field: 'setCoHost(code: $code, participantId: $guestId, isCoHost: true) { version }', by: 'host' },
  {
    what: 'a pause for somebody',
    field: 'silenceParticipant(code: $code, participantId: $guestId, isSilenced: true) { version }',
    by: 'host',
  },
  { what: 'a voice', field: 'vote(code: $code) { id }', by: 'guest', first: 'startMusic(code: $code) { isPlaying }' },
  { what: 'a removal', field: 'removeParticipant(code: $code, participantId: $guestId) { version }', by: 'host', again: 'BAD_INPUT' },
  { what: 'another host', field: 'transferHost(code: $code, participantId: $guestId) { version }', by: 'host', again: 'FORBIDDEN' },
  { what: 'a goodbye', field: 'leaveRoom(code: $code)', by: 'guest', again: 'UNAUTHENTICATED' },
  { what: 'the end of the room', field: 'closeRoom(code: $code)', by: 'host', again: 'ROOM_NOT_FOUND' },
];

async function send(url: string, field: string, by: 'host' | 'guest'): Promise<Result> {
  const query = `mutation($code: String!, $guestId: ID!) { ${field} }`;
  const declared = field.includes('$guestId') ? query : query.replace(', $guestId: ID!', '');
  const variables: Json = { code: party.code, ...(field.includes('$guestId') && { guestId: party.guestId }) };
  return post(url, declared, variables, party[by]);
}

test.each(CASES)('$what, asked again because its answer was lost', async ({ field, by, first, again }) => {
  const prepare = async () => first && dataOf(await send(app.url, first, 'host'));
  await prepare();
  expect((await send(app.url, field, by)).errors).toBeUndefined();
  const once = await picture();

  party = await gather();
  await prepare();
  proxy.loseNextAnswer();
  await expect(send(viaProxy, field, by)).rejects.toThrow();
  const { errors = [] } = await send(viaProxy, field, by);
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(again ? [again] : []);
  expect(await picture()).toEqual(once);
});

test('a room whose answer was lost is the same room when its id is the same', async () => {
  const query = 'mutation($id: String!) { createRoom(input: { clientMutationId: $id }) { room { code } } }';
  const open = async (url: string, id: string) => dataOf(await post(url, query, { id })).createRoom.room.code;
  const id = 'a-wish-to-open-one-room';
  const first = await open(app.url, id);
  proxy.loseNextAnswer();
  await expect(open(viaProxy, id)).rejects.toThrow();
  expect(await open(viaProxy, id)).toBe(first);
  expect(await open(viaProxy, `${id}-more`)).not.toBe(first);
});

// By their nature these are something new each time.
test.each([
  ['a wish is made twice, and the newer one stands', 'updateInput(code: $code, input: { wish: "more cello" }) { id }', 'Ada made a wish'],
  ['somebody who joins is there twice', 'joinRoom(input: { code: $code, displayName: "Zoe" }) { ticket }', 'Zoe joined'],
])('%s when the answer is lost', async (_what, field, told) => {
  proxy.loseNextAnswer();
  await expect(send(viaProxy, field, 'guest')).rejects.toThrow();
  expect((await send(viaProxy, field, 'guest')).errors).toBeUndefined();
  const { roomState } = await picture();
  expect(roomState.story.filter(({ text }: Answer) => text.startsWith(told))).toHaveLength(2);
});

test('fifty times the same at once is one event and fifty equal answers', async () => {
  const field = 'updateInput(code: $code, input: { moods: ["Dark", "Dreamy"] }) { id input { moods } }';
  const answers = await Promise.all(Array.from({ length: 50 }, () => send(viaProxy, field, 'guest')));
  const expected = { updateInput: { id: party.guestId, input: { moods: ['Dark', 'Dreamy'] } } };
  expect(answers.map(({ data }) => data)).toEqual(Array(50).fill(expected));
  const { roomState } = await picture();
  expect(roomState.story.filter(({ kind }: Answer) => kind === 'INPUT')).toHaveLength(1);
});

test('on lines that delay at random everybody sees one order, and what was acknowledged last stands', async () => {
  const random = seededRandom(seedOfTest(14));
  proxy.delayEach(() => random() * 40);
  const writer = createLedgerClient(viaProxy, { code: party.code, ticket: party.guest, random });
  const readers = [app.url, viaProxy].map((url) => createLedgerClient(url, { code: party.code, random }));
  for (const each of [writer, ...readers]) each.watch();
  await vi.waitUntil(() => [writer, ...readers].every(({ states }) => states.length > 0));
  const rename = 'mutation($code: String!, $name: String!) { rename(code: $code, displayName: $name) { id } }';
  const names = Array.from({ length: 25 }, (_, place) => `Name ${place}`);
  for (const name of names) {
    const variables = { code: party.code, name };
    const stands = ({ participants }: Answer) => participants.some(({ displayName }: Answer) => displayName === name);
    // One after the other, as a person types; now and then the line breaks under it.
    if (random() < 0.2) proxy.cut();
    expect((await writer.write({ subject: 'name', mutation: rename, variables, stands })).errors).toBeUndefined();
    await clock.advance(50);
  }
  proxy.delayEach(() => 0);
  const now = await stateNow(app.url, party.code);
  for (const { states } of [writer, ...readers]) await vi.waitUntil(() => states.at(-1)?.state.version === now.version, { timeout: 5_000 });
  expect(writer.lines()).toBeGreaterThan(1);
  for (const each of [writer, ...readers]) expect(each.verdict(now)).toEqual([]);
  await Promise.all([writer, ...readers].map((each) => each.close()));
});
