// A whole party, driven as a third party would: `fetch` for what is asked, `graphql-ws` for what is heard. None of Coro's code takes part.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApp, type TestApp } from '../support/build-app.ts';
import { type Answer, connect, dataOf, type Json, post } from '../support/third-party.ts';

const ROOM =
  'code version epoch isPlaying hostId listenerCount engine { kind health position { bar beat chord section atFrame } } target { bpm revision } heard { bpm revision } participants { id displayName kind role isHost presence influence input { bpm moods genre wish } }';
const WATCH = `subscription($code: String!) { roomState(code: $code) { ${ROOM} } }`;
const PROMPTS =
  'subscription($code: String!) { prompts(code: $code) { reason source revision decidedAt credits { displayName share } prompts { text weight credits { participantId displayName share } } } }';
const HEAR =
  'subscription($code: String!, $encoding: AudioEncoding!, $after: AudioCursor) { audioChunk(code: $code, encoding: $encoding, after: $after) { epoch seq startFrame frames sampleRate channels encoding packets playAt sentAt } }';
const JOIN =
  'mutation($code: String!, $name: String!) { joinRoom(input: { code: $code, displayName: $name }) { ticket joinUrl participant { id role displayName } } }';
const STEER =
  'mutation($code: String!, $input: RoomInput!) { updateInput(code: $code, input: $input) { influence input { bpm moods genre wish } } }';
const WISHES = 'subscription($code: String!) { myWish(code: $code) { id text fate understood reason } }';

interface Chunk {
  epoch: string;
  seq: number;
  startFrame: number;
  frames: number;
  packets: string[];
  playAt: number;
  sentAt: number;
}
const sum = (items: readonly Answer[], field: string): number => items.reduce((total: number, item) => total + item[field], 0);
const chunksOf = (results: readonly { data?: Answer }[]): Chunk[] => results.map(({ data }) => data.audioChunk);

let app: TestApp;
beforeAll(async () => {
  app = await buildApp();
});
afterAll(() => app.stop());

test('five people make one piece of music', { timeout: 60_000 }, async () => {
  const ask = async (query: string, variables?: Json, ticket?: string): Promise<Answer> =>
    dataOf(await post(app.url, query, variables, ticket));

  // A room, and three people in it with the first three roles.
  const { createRoom } = await ask(
    'mutation { createRoom(input: { name: "Kitchen After Ten", displayName: "Mira" }) { ticket joinUrl room { code } participant { id role isHost kind } } }',
  );
  const { code } = createRoom.room;
  expect(code).toMatch(/^[23456789ABCDEFGHJKMNPQRSTUVWXYZ]{6}$/);
  expect(createRoom.joinUrl).toBe(`https://coro.test/r/${code}`);
  expect(createRoom.ticket).toMatch(/^[\w-]{43}$/);
  expect(createRoom.participant).toMatchObject({ role: 'DRUMMER', isHost: true, kind: 'CONTROLLER' });
  const host: string = createRoom.ticket;
  const [suna, dio] = [
    (await ask(JOIN, { code: code.toLowerCase(), name: 'Suna' })).joinRoom,
    (await ask(JOIN, { code: `${code.slice(0, 3)} ${code.slice(3)}`, name: 'Dio' })).joinRoom,
  ];
  expect([suna.participant.role, dio.participant.role]).toEqual(['VIBE_SETTER', 'GENRE_DJ']);
  expect((await ask('{ rooms { code name playerCount rolesTaken } }')).rooms).toContainEqual({
    code,
    name: 'Kitchen After Ten',
    playerCount: 3,
    rolesTaken: ['DRUMMER', 'VIBE_SETTER', 'GENRE_DJ'],
  });

  // Two more watch and listen: a screen with a socket, and somebody without any ticket.
  const screen = connect(app.url, host);
  const guest = connect(app.url);
  const room = screen.listen(WATCH, { code });
  const prompts = guest.listen(PROMPTS, { code });
  expect((await room.until(() => true)).roomState).toMatchObject({ isPlaying: false, engine: { health: 'IDLE' } });
  await prompts.until(() => true);

  // The music starts, in Opus and in PCM.
  const opus = screen.listen(HEAR, { code, encoding: 'OPUS' });
  const pcm = guest.listen(HEAR, { code, encoding: 'PCM_S16LE' });
  expect((await ask('mutation($code: String!) { startMusic(code: $code) { isPlaying } }', { code }, host)).startMusic.isPlaying).toBe(true);
  const first = (await opus.until(() => true)).audioChunk;
  expect(first).toMatchObject({ seq: 0, frames: 4_800, sampleRate: 48_000, channels: 2, encoding: 'OPUS' });
  expect(first.packets).toHaveLength(5);
  const samples = Buffer.from((await pcm.until(() => true)).audioChunk.packets[0], 'base64');
  expect(samples.byteLength).toBe(4_800 * 2 * 2);
  await room.until(({ roomState }) => roomState.engine.health === 'PLAYING' && roomState.engine.position !== null);

  // A fader acts at once: asked now, heard a little later.
  const steered = await ask(STEER, { code, input: { bpm: 132 } }, host);
  expect(steered.updateInput).toMatchObject({ influence: 1, input: { bpm: 132 } });
  const asked = (await room.until(({ roomState }) => roomState.target.bpm === 132)).roomState;
  const heard = (await room.until(({ roomState }) => roomState.heard.bpm === 132)).roomState;
  expect(heard.version).toBeGreaterThanOrEqual(asked.version);

  // Words act at the next tick: somebody's genre and somebody's wish, each credited.
  const wishes = connect(app.url, suna.ticket);
  const fate = wishes.listen(WISHES, { code });
  await ask(STEER, { code, input: { genre: 'Techno' } }, dio.ticket);
  await ask(STEER, { code, input: { wish: 'some kalimba for my zorblax party' } }, suna.ticket);
  const mix = (await prompts.until(({ prompts: { prompts: all } }) => all.some(({ text }: Answer) => /techno/i.test(text)))).prompts;
  expect(mix.prompts.length).toBeGreaterThanOrEqual(1);
  expect(mix.prompts.length).toBeLessThanOrEqual(3);
  expect(sum(mix.prompts, 'weight')).toBeCloseTo(1, 6);
  expect(sum(mix.credits, 'share')).toBeCloseTo(1, 6);
  expect(mix.credits.map(({ displayName }: Answer) => displayName)).toContain('Dio');
  const accepted = (await fate.until(({ myWish }) => myWish.fate === 'ACCEPTED' || myWish.fate === 'SOUNDING')).myWish;
  expect(accepted.understood.join()).toMatch(/kalimba/i);
  await fate.until(({ myWish }) => myWish.fate === 'SOUNDING');

  // Influence is shared, and raw words never reach another screen.
  const now = (
    await ask(`query($code: String!) { roomState(code: $code) { ${ROOM} story { text } prompts { reason prompts { text } } } }`, { code })
  ).roomState;
  expect(sum(now.participants, 'influence')).toBeCloseTo(1, 6);
  expect(JSON.stringify([now, room.results, prompts.results])).not.toContain('zorblax');
  expect(fate.results.some(({ data }) => data.myWish.text.includes('zorblax'))).toBe(true);

  // A listener whose socket breaks goes on behind its last chunk, without a loss and without a repetition.
  const before = chunksOf(opus.results);
  const last = before.at(-1) as Chunk;
  await screen.close();
  const again = connect(app.url, host);
  const resumed = again.listen(HEAR, { code, encoding: 'OPUS', after: { epoch: last.epoch, seq: last.seq } });
  await resumed.until(({ audioChunk }) => audioChunk.seq >= last.seq + 10);
  const all = [...before, ...chunksOf(resumed.results)];
  expect(all.map(({ seq }) => seq)).toEqual(all.map((_chunk, index) => index));
  expect(new Set(all.map(({ epoch }) => epoch)).size).toBe(1);
  for (const [index, chunk] of all.slice(1).entries()) {
    expect(chunk.startFrame - (all[index] as Chunk).startFrame).toBe(4_800);
    expect(chunk.playAt - (all[index] as Chunk).playAt).toBeCloseTo(100, 3);
  }
  for (const chunk of before.slice(-5)) expect(chunk.playAt).toBeGreaterThan(chunk.sentAt);

  // Who comes late hears the last second at once.
  const late = connect(app.url).listen(HEAR, { code, encoding: 'OPUS' });
  await late.until(() => true);
  expect(chunksOf(late.results)[0]?.playAt).toBeLessThan((await ask('{ serverTime }')).serverTime);

  // Somebody leaves; the story knows it all, newest first.
  expect((await ask('mutation($code: String!) { leaveRoom(code: $code) }', { code }, dio.ticket)).leaveRoom).toBe(true);
  const { story } = await ask('query($code: String!) { story(code: $code, limit: 100) { id kind text at } }', { code });
  const kinds = story.map(({ kind }: Answer) => kind);
  expect(kinds).toEqual(expect.arrayContaining(['JOINED', 'STARTED', 'DECISION', 'LEFT']));
  expect(kinds.indexOf('LEFT')).toBeLessThan(kinds.indexOf('STARTED'));
  const page = await ask('query($code: String!, $before: ID!) { story(code: $code, before: $before, limit: 2) { id } }', {
    code,
    before: story[1].id,
  });
  expect(page.story.map(({ id }: Answer) => id)).toEqual(story.slice(2, 4).map(({ id }: Answer) => id));

  // The host ends the party: streams end, the code and the tickets stop working.
  expect((await ask('mutation($code: String!) { closeRoom(code: $code) }', { code }, host)).closeRoom).toBe(true);
  await Promise.all([prompts.ended, resumed.ended, pcm.ended, fate.ended, late.ended]);
  expect((await ask('query($code: String!) { room(code: $code) { code } }', { code })).room).toBeNull();
  expect((await ask('{ me { id } }', {}, host)).me).toBeNull();
  await Promise.all([again.close(), guest.close(), wishes.close()]);
});
