// A host's settings over the API: each acts on somebody else at once, and everybody sees what stands, the lobby's listing included.
import { afterEach, expect, test } from 'vitest';
import { buildApp } from '../support/build-app.ts';
import { type Answer, connect, dataOf, type Json, post, type Result } from '../support/third-party.ts';

const STATE =
  'name isPublic locked needsPassword playerLimit hostId participants { id displayName isHost isFounder isCoHost isSilenced influence }';
const UPDATE = `mutation($code: String!, $input: RoomSettingsInput!) { updateRoom(code: $code, input: $input) { ${STATE} } }`;
const TRANSFER = `mutation($code: String!, $id: ID!) { transferHost(code: $code, participantId: $id) { ${STATE} } }`;
const CO_HOST = `mutation($code: String!, $id: ID!) { setCoHost(code: $code, participantId: $id, isCoHost: true) { ${STATE} } }`;
const REMOVE = 'mutation($code: String!, $id: ID!) { removeParticipant(code: $code, participantId: $id) { version } }';
const CLOSE = 'mutation($code: String!) { closeRoom(code: $code) }';
const JOIN = `mutation($code: String!, $password: String) {
  joinRoom(input: { code: $code, password: $password }) { ticket participant { id isHost isFounder } }
}`;
const LOBBY = '{ rooms { code } }';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** Mira has opened a room from a big screen, Suna plays in it and watches it over a socket. */
async function room() {
  const app = await buildApp();
  closing.push(app.stop);
  const made = dataOf(
    await post(
      app.url,
      'mutation { createRoom(input: { displayName: "Mira", takeRole: false }) { ticket participant { id } room { code } } }',
    ),
  ).createRoom;
  const code: string = made.room.code;
  const ask = (query: string, variables: Json = {}, ticket: string = made.ticket) => post(app.url, query, { code, ...variables }, ticket);
  const join = (password?: string) => post(app.url, JOIN, { code, ...(password === undefined ? {} : { password }) });
  const suna = dataOf(await join()).joinRoom;
  const socket = connect(app.url, suna.ticket);
  closing.push(socket.close);
  const seen = socket.listen(`subscription($code: String!) { roomState(code: $code) { ${STATE} } }`, { code });
  return { url: app.url, code, mira: made, suna, ask, join, seen };
}

const codeOf = ({ errors }: Result): unknown => errors?.[0]?.extensions.code;
const isListed = async (url: string, code: string): Promise<boolean> =>
  dataOf(await post(url, LOBBY)).rooms.some((listed: Answer) => listed.code === code);

test('every setting acts on others, and everybody is told', { timeout: 60_000 }, async () => {
  const { url, code, ask, join, seen } = await room();
  const set = async (input: Json): Promise<Answer> => dataOf(await ask(UPDATE, { input })).updateRoom;

  expect((await seen.until(() => true)).roomState).toMatchObject({ isPublic: true, locked: false, needsPassword: false, playerLimit: 10 });
  expect(await isListed(url, code)).toBe(true);
  expect(await set({ isPublic: false, name: 'Red Room' })).toMatchObject({ isPublic: false, name: 'Red Room' });
  await seen.until(({ roomState }: Answer) => !roomState.isPublic && roomState.name === 'Red Room');
  expect(await isListed(url, code)).toBe(false);

  await set({ locked: true });
  await seen.until(({ roomState }: Answer) => roomState.locked);
  expect(codeOf(await join())).toBe('ROOM_LOCKED');
  await set({ locked: false, password: 'tulip field' });
  await seen.until(({ roomState }: Answer) => !roomState.locked && roomState.needsPassword);
  expect(codeOf(await join())).toBe('WRONG_PASSWORD');
  expect(codeOf(await join('tulip field'))).toBeUndefined();
  await set({ password: null, playerLimit: 2 });
  await seen.until(({ roomState }: Answer) => !roomState.needsPassword && roomState.playerLimit === 2);
  expect(codeOf(await join())).toBe('ROOM_FULL');
});

test('who opened the room is known, and gets the host’s place back on request', { timeout: 60_000 }, async () => {
  const { mira, suna, ask, join, seen } = await room();
  const founders = ({ participants }: Answer) => participants.filter(({ isFounder }: Answer) => isFounder).map(({ id }: Answer) => id);
  expect(founders((await seen.until(() => true)).roomState)).toEqual([mira.participant.id]);

  dataOf(await ask(TRANSFER, { id: suna.participant.id }));
  const handed = (await seen.until(({ roomState }: Answer) => roomState.hostId === suna.participant.id)).roomState;
  expect(founders(handed)).toEqual([mira.participant.id]);
  expect(codeOf(await ask(UPDATE, { input: { locked: true } }))).toBe('FORBIDDEN');
  const other = dataOf(await join()).joinRoom;
  expect(codeOf(await ask(TRANSFER, { id: other.participant.id }, other.ticket))).toBe('FORBIDDEN');

  dataOf(await ask(TRANSFER, { id: mira.participant.id }));
  await seen.until(({ roomState }: Answer) => roomState.hostId === mira.participant.id);
});

test('a co-host helps with settings and people, but the room itself is the host’s', { timeout: 60_000 }, async () => {
  const { suna, mira, ask, join } = await room();
  dataOf(await ask(CO_HOST, { id: suna.participant.id }));
  const third = dataOf(await join()).joinRoom;
  expect(dataOf(await ask(UPDATE, { input: { locked: true } }, suna.ticket)).updateRoom.locked).toBe(true);
  for (const [query, id] of [
    [CO_HOST, third.participant.id],
    [TRANSFER, suna.participant.id],
    [REMOVE, mira.participant.id],
    [CLOSE, ''],
  ]) {
    expect(codeOf(await ask(query, { id }, suna.ticket)), query).toBe('FORBIDDEN');
  }
  dataOf(await ask(REMOVE, { id: third.participant.id }, suna.ticket));
  expect(dataOf(await ask('{ me { id } }', {}, third.ticket)).me).toBeNull();
});
