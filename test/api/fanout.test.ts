// What many subscribe to at once: the same protocol, the same answers and the same refusals, whether results are shared or made for
// each alone; and what a reader that stalls costs.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFanout, type Fanout } from '../../server/http/fanout.ts';
import { createLog } from '../../server/log.ts';
import { createErrorTranslator } from '../../server/schema/errors.ts';
import { buildApp, type TestApp } from '../support/build-app.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { createFakeEngines, type FakeEngines } from '../support/fake-engine.ts';
import { noFanout } from '../support/no-fanout.ts';
import { openRaw, type RawSocket } from '../support/raw-socket.ts';
import { type Answer, connect, dataOf, type Json, post, type Stream } from '../support/third-party.ts';

const STATE = 'subscription State($code: String!) { roomState(code: $code) { version participants { displayName } sentAt } }';
const HEAR =
  'subscription Hear($code: String!, $encoding: AudioEncoding!, $after: AudioCursor) { audioChunk(code: $code, encoding: $encoding, after: $after) { seq startFrame frames encoding packets playAt sentAt } }';
const PROMPTS = 'subscription($code: String!) { prompts(code: $code) { reason prompts { text weight credits { displayName } } } }';
const LOBBY = 'subscription { rooms { name playerCount rolesTaken } }';

let clock: FakeClock;
let engines: FakeEngines;
let fanout: Fanout;
let app: TestApp;
let code: string;
let ticket: string;

async function open(how: (clock: FakeClock) => Fanout): Promise<void> {
  clock = createFakeClock();
  engines = createFakeEngines();
  fanout = how(clock);
  app = await buildApp({ clock, startEngine: engines.start, fanout });
  const { createRoom } = dataOf(
    await ask('mutation { createRoom(input: { name: "Attic", displayName: "Mira" }) { ticket room { code } } }'),
  );
  ({ ticket } = createRoom);
  ({ code } = createRoom.room);
}
afterEach(() => app.stop());

const shared = (of: FakeClock) => createFanout({ clock: of, translate: createErrorTranslator(createLog('silent')) });
const ask = (query: string, variables?: Json, by?: string) => post(app.url, query, variables, by);
const rename = (name: string) =>
  ask('mutation($code: String!, $name: String!) { rename(code: $code, displayName: $name) { id } }', { code, name }, ticket);
const subscribe = (id: string, query: string, variables: Json = { code }) => ({ id, type: 'subscribe', payload: { query, variables } });
const start = async () => dataOf(await ask('mutation($code: String!) { startMusic(code: $code) { isPlaying } }', { code }, ticket));
/** So many chunks of 100 ms, as fast as they are taken. */
async function play(chunks: number): Promise<void> {
  for (let chunk = 0; chunk < chunks; chunk += 1) {
    engines.all.at(-1)?.render();
    await clock.advance(100);
  }
}
const of = (id: string) => (message: Answer) => message.id === id;
const seqsOf = (stream: Stream) => stream.results.map(({ data }) => data.audioChunk.seq);
const range = (from: number, until: number) => Array.from({ length: until - from }, (_, at) => from + at);

describe.each([
  ['shared', shared],
  ['each alone', () => noFanout],
])('results %s', (_name, how) => {
  beforeEach(() => open(how));

  test.each<[number, string, (raw: RawSocket) => void, object?]>([
    [4400, 'no JSON', (raw) => raw.say('hello')],
    [4400, 'an unknown type', (raw) => raw.say({ type: 'start', id: '1' })],
    [4400, 'an operation without an id', (raw) => raw.say({ type: 'subscribe', payload: { query: LOBBY } })],
    [4401, 'an operation before the acknowledgement', (raw) => raw.say(subscribe('1', STATE)), { isGreeted: false }],
    [4406, 'no subprotocol', () => {}, { isGreeted: false, protocol: null }],
    [4408, 'silence', () => {}, { isGreeted: false }],
    [4429, 'a second greeting', (raw) => raw.say({ type: 'connection_init' })],
  ])('close with %i for %s', async (wanted, _what, act, options = {}) => {
    const raw = await openRaw(app.url, options);
    act(raw);
    expect((await raw.closed).code).toBe(wanted);
  });

  test.each([STATE, HEAR])('close with 4409 for an id that still runs: %s', async (query) => {
    const raw = await openRaw(app.url);
    raw.say(subscribe('1', STATE));
    await raw.until(of('1'));
    raw.say(subscribe('1', query, { code, encoding: 'OPUS' }));
    expect(await raw.closed).toEqual({ code: 4409, reason: 'Subscriber for 1 already exists' });
  });

  test('begin, go on, end by the reader, and begin again under the same id', async () => {
    const raw = await openRaw(app.url);
    raw.say(subscribe('1', STATE));
    raw.say(subscribe('2', STATE));
    await Promise.all([raw.until(of('1')), raw.until(of('2'))]);
    raw.say({ id: '1', type: 'complete' });
    raw.say({ type: 'ping' });
    await raw.until(({ type }) => type === 'pong');
    const before = raw.messages.filter(of('1')).length;
    await rename('Suna');
    await clock.advance(100);
    const isNew = ({ payload }: Answer) => payload?.data?.roomState.participants[0].displayName === 'Suna';
    await raw.until((message) => of('2')(message) && isNew(message));
    expect(raw.messages.filter(of('1'))).toHaveLength(before);
    raw.say(subscribe('1', STATE));
    expect(await raw.until((message) => of('1')(message) && isNew(message))).toEqual({
      id: '1',
      type: 'next',
      payload: { data: { roomState: { version: expect.any(Number), participants: [{ displayName: 'Suna' }], sentAt: clock.nowMs() } } },
    });
    expect(raw.messages.filter(({ type }) => type === 'complete')).toEqual([]);
    raw.socket.terminate();
  });

  test('are refused in the protocol’s words', async () => {
    const raw = await openRaw(app.url);
    const bad: Record<string, object> = {
      syntax: subscribe('syntax', 'subscription { roomState('),
      field: subscribe('field', 'subscription { roomState(code: "AAAAAA") { nonsense } }'),
      room: subscribe('room', STATE, { code: 'AAAAAA' }),
      variable: subscribe('variable', STATE, {}),
      kind: subscribe('kind', STATE, { code: { a: 1 } }),
      operation: { ...subscribe('operation', STATE), payload: { query: STATE, operationName: 'Other', variables: { code } } },
    };
    for (const message of Object.values(bad)) raw.say(message);
    const said = async (id: string) => {
      const { type, payload } = await raw.until(of(id));
      if (type === 'next')
        expect(await raw.until((message) => of(id)(message) && message.type === 'complete')).toEqual({ id, type: 'complete' });
      const [{ extensions, path }] = type === 'error' ? payload : payload.errors;
      expect(type === 'next' && 'data' in payload).toBe(false);
      return [type, extensions.code, path];
    };
    expect(Object.fromEntries(await Promise.all(Object.keys(bad).map(async (id) => [id, await said(id)])))).toEqual({
      syntax: ['error', 'BAD_INPUT', undefined],
      field: ['error', 'BAD_INPUT', undefined],
      room: ['next', 'ROOM_NOT_FOUND', ['roomState']],
      variable: ['next', 'BAD_INPUT', undefined],
      kind: ['next', 'BAD_INPUT', undefined],
      operation: ['error', 'BAD_INPUT', undefined],
    });
    raw.socket.terminate();
  });

  test('of every field are the same as those of its query or of its first listener', async () => {
    const socket = connect(app.url);
    const [state, prompts, lobby] = [socket.listen(STATE, { code }), socket.listen(PROMPTS, { code }), socket.listen(LOBBY)];
    await Promise.all([state, prompts, lobby].map((stream) => stream.until(() => true)));
    const query =
      'query($code: String!) { roomState(code: $code) { version participants { displayName } sentAt prompts { reason prompts { text weight credits { displayName } } } } rooms { name playerCount rolesTaken } }';
    const { roomState, rooms } = dataOf(await ask(query, { code }));
    const { prompts: mix, ...now } = roomState;
    expect(state.results).toEqual([{ data: { roomState: now } }]);
    expect(prompts.results).toEqual([{ data: { prompts: mix } }]);
    expect(lobby.results).toEqual([{ data: { rooms } }]);
    await socket.close();
  });

  test('a name with quotes and umlauts, and an id with both', async () => {
    const raw = await openRaw(app.url);
    await rename('Zoë "Ü" 🎺');
    raw.say(subscribe('ß"\\', STATE));
    expect((await raw.until(of('ß"\\'))).payload.data.roomState.participants).toEqual([{ displayName: 'Zoë "Ü" 🎺' }]);
    raw.socket.terminate();
  });

  test('of sound: a late listener begins in the ring, a returning one behind its last chunk, and all go on together', async () => {
    await start();
    const socket = connect(app.url);
    const first = socket.listen(HEAR, { code, encoding: 'OPUS' });
    while (first.results.length === 0) await play(1);
    await play(20);
    const cursors = socket.listen('subscription($code: String!) { audioChunk(code: $code) { epoch seq } }', { code });
    const { epoch } = (await cursors.until(() => true)).audioChunk;
    cursors.cancel();
    const late = connect(app.url).listen(HEAR, { code, encoding: 'OPUS' });
    const back = connect(app.url).listen(HEAR, { code, encoding: 'OPUS', after: { epoch, seq: 3 } });
    const other = connect(app.url).listen(HEAR, { code, encoding: 'OPUS', after: { epoch, seq: 17 } });
    await Promise.all([late, back, other].map((stream) => stream.until(() => true)));
    await play(10);
    const last = seqsOf(first).at(-1) as number;
    await Promise.all([first, late, back, other].map((stream) => stream.until(({ audioChunk }) => audioChunk.seq >= last)));
    for (const stream of [first, late, back, other]) expect(seqsOf(stream)).toEqual(range(seqsOf(stream)[0], last + 1));
    expect([back, other].map((stream) => seqsOf(stream)[0])).toEqual([4, 18]);
    expect(seqsOf(late)[0]).toBeGreaterThan(4);
    const bySeq = new Map(first.results.map(({ data }) => [data.audioChunk.seq, data.audioChunk]));
    for (const { data } of [...late.results, ...back.results]) {
      const { sentAt, ...chunk } = data.audioChunk;
      expect(bySeq.get(chunk.seq)).toMatchObject(chunk);
      expect(sentAt).toBeGreaterThan(0);
    }
    await socket.close();
  });

  test('end with `complete` for who is removed, and go on for the others', async () => {
    const { joinRoom } = dataOf(
      await ask('mutation($code: String!) { joinRoom(input: { code: $code }) { ticket participant { id } } }', { code }),
    );
    const [guest, host] = [connect(app.url, joinRoom.ticket), connect(app.url, ticket)];
    const [out, stays] = [guest.listen(STATE, { code }), host.listen(STATE, { code })];
    await Promise.all([out.until(() => true), stays.until(() => true)]);
    const remove = 'mutation($code: String!, $id: ID!) { removeParticipant(code: $code, participantId: $id) { version } }';
    dataOf(await ask(remove, { code, id: joinRoom.participant.id }, ticket));
    await out.ended;
    await clock.advance(100);
    await stays.until(({ roomState }) => roomState.participants.length === 1);
    expect(out.results.every(({ errors }) => errors === undefined)).toBe(true);
    await Promise.all([guest.close(), host.close()]);
  });

  test('end for strangers when a password is set, and none of them comes in again; members share on', async () => {
    const [stranger, host] = [connect(app.url), connect(app.url, ticket)];
    const [out, stays] = [stranger.listen(STATE, { code }), host.listen(STATE, { code })];
    await Promise.all([out.until(() => true), stays.until(() => true)]);
    const lock = 'mutation($code: String!) { updateRoom(code: $code, input: { password: "tulip" }) { version } }';
    dataOf(await ask(lock, { code }, ticket));
    await out.ended;
    const again = stranger.listen(STATE, { code });
    await again.ended;
    expect(again.results).toEqual([{ errors: [expect.objectContaining({ extensions: { code: 'FORBIDDEN' } })] }]);
    await rename('Behind the door');
    await clock.advance(100);
    await stays.until(({ roomState }) => roomState.participants[0].displayName === 'Behind the door');
    await Promise.all([stranger.close(), host.close()]);
  });

  test('end when the room closes, after all that was still to be said', async () => {
    await start();
    const socket = connect(app.url);
    const streams = [
      socket.listen(STATE, { code }),
      socket.listen(PROMPTS, { code }),
      socket.listen(HEAR, { code, encoding: 'PCM_S16LE' }),
    ];
    while (streams.some(({ results }) => results.length === 0)) await play(1);
    dataOf(await ask('mutation($code: String!) { closeRoom(code: $code) }', { code }, ticket));
    await Promise.all(streams.map(({ ended }) => ended));
    expect(streams.flatMap(({ results }) => results.flatMap(({ errors }) => errors ?? []))).toEqual([]);
    await socket.close();
  });
});

describe('sharing', () => {
  beforeEach(() => open(shared));

  test('is by what was asked, wherever each one begins; and nothing is left when all have gone', async () => {
    await start();
    const sockets = Array.from({ length: 5 }, () => connect(app.url));
    const ways: Json[] = [
      { encoding: 'OPUS' },
      { encoding: 'OPUS', after: { epoch: 'x', seq: 7 } },
      { after: null, encoding: 'OPUS' },
      { encoding: 'PCM_S16LE' },
      { encoding: 'OPUS', unused: 'ignored' },
    ];
    const streams = sockets.map((socket, at) => socket.listen(HEAR, { code, ...ways[at] }));
    while (streams.some(({ results }) => results.length === 0)) await play(1);
    expect(fanout.groups()).toBe(2);
    streams[3]?.cancel();
    await ask('{ serverTime }');
    await sockets[0]?.ask('{ serverTime }');
    expect(fanout.groups()).toBe(1);
    await Promise.all(sockets.map((socket) => socket.close()));
    while (fanout.groups() > 0) await ask('{ serverTime }');
  });

  test('is over when a socket breaks off without a word', async () => {
    const raw = await openRaw(app.url);
    raw.say(subscribe('1', STATE));
    await raw.until(of('1'));
    expect(fanout.groups()).toBe(1);
    raw.socket.terminate();
    while (fanout.groups() > 0) await ask('{ serverTime }');
  });

  test('leaves alone what only one may see', async () => {
    const socket = connect(app.url, ticket);
    const wishes = socket.listen('subscription($code: String!) { myWish(code: $code) { text } }', { code });
    await ask('mutation($code: String!) { updateInput(code: $code, input: { wish: "kalimba" }) { id } }', { code }, ticket);
    await wishes.until(() => true);
    expect(fanout.groups()).toBe(0);
    await socket.close();
  });
});

describe('a socket that stops reading', () => {
  let raw: RawSocket;
  let stream: Stream;
  beforeEach(async () => {
    await open(shared);
    await start();
    raw = await openRaw(app.url);
    raw.say(subscribe('sound', HEAR, { code, encoding: 'OPUS' }));
    raw.say(subscribe('state', STATE));
    stream = connect(app.url).listen(HEAR, { code, encoding: 'OPUS' });
    while (!raw.messages.some(of('sound')) || stream.results.length === 0) await play(1);
    await raw.until(of('state'));
    raw.socket.pause();
  });
  afterEach(() => raw.socket.terminate());
  const late = () => raw.messages.filter(of('sound')).map(({ payload }) => payload.data.audioChunk.seq);
  const newest = () => stream.results.at(-1)?.data.audioChunk.seq;

  test('gets nine seconds at most that nobody has read, then only the newest two, with a hole in `seq`', async () => {
    await play(130);
    const lost = newest() - 20;
    raw.socket.resume();
    await raw.until(({ payload }) => payload?.data?.audioChunk?.seq === newest());
    const hole = late().findIndex((seq, at) => at > 0 && seq !== (late()[at - 1] as number) + 1);
    expect(late()[hole]).toBe(lost + 1);
    expect(late().slice(hole)).toEqual(range(lost + 1, newest() + 1));
    expect(hole).toBeLessThan(95);
    await play(5);
    await raw.until(({ payload }) => payload?.data?.audioChunk?.seq === newest());
    expect(seqsOf(stream)).toEqual(range(seqsOf(stream)[0] as number, newest() + 1));
  });

  test('gets one newest state when it reads again, not all that it slept through', async () => {
    await play(100);
    const before = raw.messages.filter(of('state')).length;
    for (let change = 1; change <= 20; change += 1) {
      await rename(`Name ${change}`);
      await play(1);
    }
    raw.socket.resume();
    const isNewest = ({ payload }: Answer) => payload?.data?.roomState?.participants[0].displayName === 'Name 20';
    await raw.until(isNewest);
    const names = raw.messages.filter(of('state')).map(({ payload }) => payload.data.roomState.participants[0].displayName);
    expect(names.slice(before).filter((name) => name.startsWith('Name'))).toEqual(['Name 20']);
  });

  test('is closed with 4490 after ten seconds of loss', async () => {
    await play(220);
    raw.socket.resume();
    expect((await raw.closed).code).toBe(4490);
    await play(5);
    await stream.until(({ audioChunk }) => audioChunk.seq >= 220);
    expect(seqsOf(stream)).toEqual(range(seqsOf(stream)[0] as number, newest() + 1));
  });

  test('that does not even read that is cut two seconds later', async () => {
    await play(220);
    // The other listener's, and this one's state.
    expect(fanout.groups()).toBe(2);
    await play(25);
    while (fanout.groups() > 1) await ask('{ serverTime }');
  });
});
