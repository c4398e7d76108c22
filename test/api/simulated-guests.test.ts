// Simulated guests as a third party sees them: called by the host, marked everywhere, never counted as people; and the room's level.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApp, type TestApp } from '../support/build-app.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { createFakeEngines } from '../support/fake-engine.ts';
import { type Answer, connect, dataOf, post, type Socket } from '../support/third-party.ts';

const CALL = 'mutation($code: String!, $count: Int!) { inviteSimulatedGuests(code: $code, count: $count) { simulatedGuests } }';
const STATE =
  '{ simulatedGuests isPlaying listenerCount participants { displayName role isSimulated influence input { updatedAt } } story { text } }';
const WATCH = `subscription($code: String!) { roomState(code: $code) ${STATE} }`;
const ROOM = '{ code playerCount rolesTaken level listenerCount }';

let clock: FakeClock;
let app: TestApp;
let socket: Socket;
let code: string;
let ticket: string;
beforeAll(async () => {
  clock = createFakeClock();
  app = await buildApp({ clock, startEngine: createFakeEngines(clock).start });
  const { createRoom } = dataOf(await post(app.url, 'mutation { createRoom(input: { takeRole: false }) { ticket room { code } } }'));
  ({ ticket } = createRoom);
  ({ code } = createRoom.room);
  socket = connect(app.url, ticket);
});
afterAll(async () => {
  await socket.close();
  await app.stop();
});

test('only the host calls them, within the range', async () => {
  const asked = async (count: number, holder?: string) => (await post(app.url, CALL, { code, count }, holder)).errors?.[0]?.extensions;
  expect(await asked(2)).toMatchObject({ code: 'UNAUTHENTICATED' });
  expect(await asked(5, ticket)).toMatchObject({ code: 'BAD_INPUT', field: 'count', min: 0, max: 4 });
  const join = 'mutation($code: String!) { joinRoom(input: { code: $code }) { ticket } }';
  const guest = dataOf(await post(app.url, join, { code })).joinRoom.ticket;
  expect(await asked(2, guest)).toMatchObject({ code: 'FORBIDDEN' });
  dataOf(await post(app.url, 'mutation($code: String!) { leaveRoom(code: $code) }', { code }, guest));
});

test('four come, play by all roles, are marked in state and story, and count nowhere as people', async () => {
  const room = socket.listen(WATCH, { code });
  const ear = socket.listen('subscription($code: String!) { audioChunk(code: $code) { seq } }', { code });
  expect(dataOf(await socket.ask(CALL, { code, count: 4 }))).toEqual({ inviteSimulatedGuests: { simulatedGuests: 4 } });
  dataOf(await socket.ask('mutation($code: String!) { startMusic(code: $code) { isPlaying } }', { code }));
  for (let second = 0; second < 40; second += 1) await clock.advance(1_000);
  const { roomState } = await room.until(({ roomState: { participants } }: Answer) => {
    const simulated = participants.filter(({ isSimulated }: Answer) => isSimulated);
    return simulated.length === 4 && simulated.every(({ input }: Answer) => input !== null);
  });
  expect(new Set(roomState.participants.map(({ role }: Answer) => role))).toEqual(
    new Set([null, 'DRUMMER', 'VIBE_SETTER', 'GENRE_DJ', 'INSTRUMENTALIST']),
  );
  const shares = roomState.participants.map(({ influence }: Answer) => influence).reduce((sum: number, share: number) => sum + share, 0);
  expect(shares).toBeCloseTo(1);
  const { room: summary } = dataOf(await socket.ask(`query($code: String!) { room(code: $code) ${ROOM} }`, { code }));
  expect(summary).toMatchObject({ playerCount: 0, rolesTaken: [], listenerCount: 0 });
  const { story } = dataOf(await socket.ask('query($code: String!) { story(code: $code, limit: 50) { text } }', { code }));
  expect(story.map(({ text }: Answer) => text)).toContain('Echo joined as the drummer (simulated)');
  // The tone of the stand-in engine, as the lobby sees it.
  expect(summary.level).toBeCloseTo(0.17, 1);
  ear.cancel();
  room.cancel();
});

test('the lobby is told how loud a room is, and a person gets the role of a simulated guest', async () => {
  const lobby = socket.listen(`subscription { rooms ${ROOM} }`);
  await lobby.until(({ rooms }: Answer) => rooms.some((room: Answer) => room.code === code));
  const join = 'mutation($code: String!) { joinRoom(input: { code: $code }) { participant { role } } }';
  expect(dataOf(await post(app.url, join, { code })).joinRoom.participant.role).toBe('DRUMMER');
  await clock.advance(2_000);
  await lobby.until(({ rooms }: Answer) => rooms.some((room: Answer) => room.playerCount === 1 && room.level !== null));
  dataOf(await socket.ask('mutation($code: String!) { stopMusic(code: $code) { isPlaying } }', { code }));
  await clock.advance(2_000);
  await lobby.until(({ rooms }: Answer) => rooms.some((room: Answer) => room.playerCount === 1 && room.level === null));
  lobby.cancel();
});

test('0 sends them away', async () => {
  dataOf(await socket.ask(CALL, { code, count: 0 }));
  await clock.advance(500);
  const { roomState } = dataOf(await socket.ask(`query($code: String!) { roomState(code: $code) ${STATE} }`, { code }));
  expect(roomState.simulatedGuests).toBe(0);
  expect(roomState.participants.filter(({ isSimulated }: Answer) => isSimulated)).toEqual([]);
});
