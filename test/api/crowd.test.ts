// The crowd as a third party's phones are one: real HTTP and WebSocket, the real app, the real band. None of Coro's code takes part.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApp, type TestApp } from '../support/build-app.ts';
import { type Answer, connect, dataOf, type Json, post, type Result, type Socket, type Stream } from '../support/third-party.ts';

const CROWD =
  'version vote { id form votes needed voterIds expiresAt landsAt } crowdEnergy crowdForms { form isAllowed readyAt } engine { position { section atFrame } } target { density brightness revision } story { kind text participantId }';
const WATCH = `subscription($code: String!) { roomState(code: $code) { ${CROWD} } }`;
const STATE = `query($code: String!) { roomState(code: $code) { ${CROWD} } }`;
const HEAR = 'subscription($code: String!) { audioChunk(code: $code) { seq startFrame frames playAt } }';
const REACTIONS =
  'subscription($code: String!) { reactions(code: $code) { at reactions { reaction count from { participantId displayName count } } } }';
const VOTE =
  'mutation($code: String!, $form: CrowdForm! = DROP) { vote(code: $code, form: $form) { id form votes needed voterIds expiresAt landsAt } }';
const REPORT =
  'mutation($code: String!, $level: Float!, $clapRate: Float!) { reportCrowdEnergy(code: $code, level: $level, clapRate: $clapRate) }';
const REACT = 'mutation($code: String!, $reaction: Reaction!) { react(code: $code, reaction: $reaction) }';
const UPDATE =
  'mutation($code: String!, $input: RoomSettingsInput!) { updateRoom(code: $code, input: $input) { crowdForms { form isAllowed } } }';

interface Phone {
  readonly id: string;
  readonly ticket: string;
  readonly socket: Socket;
}
interface Party {
  readonly code: string;
  /** Mira is the host. */
  readonly mira: Phone;
  readonly suna: Phone;
  readonly dio: Phone;
}

let app: TestApp;
const sockets: Socket[] = [];
beforeAll(async () => {
  app = await buildApp();
});
afterAll(async () => {
  for (const socket of sockets) await socket.close();
  await app.stop();
});

function phoneOf({ ticket, participant }: Answer): Phone {
  const socket = connect(app.url, ticket);
  sockets.push(socket);
  return { id: participant.id, ticket, socket };
}

const ask = async (query: string, variables: Json, ticket?: string): Promise<Answer> =>
  dataOf(await post(app.url, query, variables, ticket));
const refused = ({ errors }: Result) => ({ ...errors?.[0]?.extensions });

async function party({ isPlaying = true } = {}): Promise<Party> {
  const { createRoom } = await ask(
    'mutation { createRoom(input: { displayName: "Mira" }) { ticket room { code } participant { id } } }',
    {},
  );
  const { code } = createRoom.room;
  const join = async (name: string) =>
    phoneOf(
      (
        await ask('mutation($input: JoinRoomInput!) { joinRoom(input: $input) { ticket participant { id } } }', {
          input: { code, displayName: name },
        })
      ).joinRoom,
    );
  const all = { code, mira: phoneOf(createRoom), suna: await join('Suna'), dio: await join('Dio') };
  if (isPlaying) await ask('mutation($code: String!) { startMusic(code: $code) { isPlaying } }', { code }, all.mira.ticket);
  return all;
}

const landings = ({ results }: Stream): (number | null)[] => results.map(({ data }) => data.roomState.vote?.landsAt ?? null);

test('a host at a screen asks without a voice, over HTTP; any other screen may not', async () => {
  const { createRoom } = await ask(
    'mutation { createRoom(input: { displayName: "Stage", takeRole: false }) { ticket room { code } participant { kind } } }',
    {},
  );
  const { code } = createRoom.room;
  const join = async (input: Json) =>
    (await ask('mutation($input: JoinRoomInput!) { joinRoom(input: $input) { ticket participant { id } } }', { input: { code, ...input } }))
      .joinRoom;
  const suna = phoneOf(await join({ displayName: 'Suna' }));
  const screen = await join({ displayName: 'Wall', kind: 'DISPLAY' });
  await ask('mutation($code: String!) { startMusic(code: $code) { isPlaying } }', { code }, createRoom.ticket);
  const room = suna.socket.listen(WATCH, { code });
  await room.until(({ roomState }) => roomState.engine.position !== null);

  expect(refused(await post(app.url, VOTE, { code, form: 'BREAKDOWN' }, screen.ticket))).toMatchObject({ code: 'FORBIDDEN' });
  const asked = (await ask(VOTE, { code, form: 'BREAKDOWN' }, createRoom.ticket)).vote;
  expect(asked).toMatchObject({ form: 'BREAKDOWN', votes: 0, needed: 1, voterIds: [], landsAt: null });
  expect((await ask(VOTE, { code, form: 'BREAKDOWN' }, createRoom.ticket)).vote).toEqual(asked);
  const carried = dataOf(await suna.socket.ask(VOTE, { code, form: 'BREAKDOWN' })).vote;
  expect(carried).toMatchObject({ id: asked.id, votes: 1, voterIds: [suna.id] });
  expect(carried.landsAt).toBeGreaterThan(0);
});

test('three players, two vote: all three see the same landing, and the band drops right there', { timeout: 60_000 }, async () => {
  const { code, mira, suna, dio } = await party();
  const [one, two, three] = [mira, suna, dio].map(({ socket }) => socket.listen(WATCH, { code })) as [Stream, Stream, Stream];
  const sound = dio.socket.listen(HEAR, { code });
  await one.until(({ roomState }) => roomState.engine.position !== null);

  // The first voice opens the vote, over HTTP; the second one carries it, over the socket.
  const before = (await ask('{ serverTime }', {})).serverTime;
  const opened = (await ask(VOTE, { code }, suna.ticket)).vote;
  expect(opened).toMatchObject({ form: 'DROP', votes: 1, needed: 2, voterIds: [suna.id], landsAt: null });
  expect(opened.expiresAt).toBeGreaterThanOrEqual(before + 10_000);
  for (const stream of [one, two, three]) await stream.until(({ roomState }) => roomState.vote?.votes === 1);
  expect((await ask(VOTE, { code }, suna.ticket)).vote).toEqual(opened);
  expect(refused(await mira.socket.ask(VOTE, { code, form: 'BREAKDOWN' }))).toMatchObject({ code: 'CONFLICT', form: 'DROP' });
  const carriedFrom = (await ask('{ serverTime }', {})).serverTime;
  const carried = dataOf(await dio.socket.ask(VOTE, { code })).vote;
  expect(carried).toMatchObject({ id: opened.id, votes: 2, needed: 2, voterIds: [suna.id, dio.id] });
  expect(carried.landsAt).toBeGreaterThanOrEqual(carriedFrom + 3_000);

  // Everybody lands at the same moment; the band says which, and plays it.
  const isDrop = ({ roomState }: Answer) => roomState.engine.position?.section === 'drop';
  const dropped = (await one.until(isDrop)).roomState;
  for (const stream of [two, three]) await stream.until(isDrop);
  const landsAt = dropped.vote.landsAt;
  expect(landsAt).toBeGreaterThanOrEqual(carriedFrom + 3_000);
  for (const stream of [one, two, three])
    expect(
      landings(stream)
        .filter((at) => at !== null)
        .at(-1),
    ).toBe(landsAt);
  const { atFrame } = dropped.engine.position;
  const chunk = sound.results
    .map(({ data }) => data.audioChunk)
    .find(({ startFrame, frames }: Answer) => startFrame <= atFrame && atFrame < startFrame + frames);
  expect(chunk.playAt + (atFrame - chunk.startFrame) / 48).toBeCloseTo(landsAt, 0);

  // The story says who; afterwards there is no vote, and the drop rests.
  const { story } = dropped;
  expect(story.filter(({ kind }: Answer) => kind === 'CROWD')).toEqual([
    { kind: 'CROWD', text: 'Suna and Dio called the drop', participantId: suna.id },
    { kind: 'CROWD', text: 'Suna calls for a drop', participantId: suna.id },
  ]);
  const seen = two.results.length;
  await two.until(({ roomState }) => two.results.findIndex(({ data }) => data.roomState === roomState) >= seen && roomState.vote === null);
  const resting = (await ask(STATE, { code })).roomState.crowdForms;
  expect(resting[0]).toEqual({ form: 'DROP', isAllowed: true, readyAt: landsAt + 30_000 });
  expect(refused(await mira.socket.ask(VOTE, { code }))).toMatchObject({ code: 'RATE_LIMITED', form: 'DROP' });
});

test('a breakdown lands on a bar line that is 3 s away, though it has no build', { timeout: 60_000 }, async () => {
  const { code, mira, suna } = await party();
  const room = mira.socket.listen(WATCH, { code });
  await room.until(({ roomState }) => roomState.engine.position !== null);
  await ask(VOTE, { code, form: 'BREAKDOWN' }, mira.ticket);
  const carried = (await ask(VOTE, { code, form: 'BREAKDOWN' }, suna.ticket)).vote;
  const isDown = ({ roomState }: Answer) => roomState.engine.position?.section === 'breakdown';
  const { vote } = (await room.until(isDown)).roomState;
  expect(vote.id).toBe(carried.id);
  expect(vote.landsAt).toBeGreaterThanOrEqual(carried.landsAt);
  // The first word that came from the music was the last: nobody's countdown jumped.
  expect(new Set(landings(room).filter((at) => at !== null && at !== carried.landsAt)).size).toBeLessThanOrEqual(1);
});

test('forms are the host’s to switch off, and votes are for players while music plays', async () => {
  const { code, mira, suna } = await party({ isPlaying: false });
  expect(refused(await post(app.url, VOTE, { code }, suna.ticket))).toEqual({ code: 'CONFLICT' });
  expect(refused(await post(app.url, VOTE, { code }))).toEqual({ code: 'UNAUTHENTICATED' });
  expect(refused(await suna.socket.ask(UPDATE, { code, input: { crowdForms: [] } }))).toMatchObject({ code: 'FORBIDDEN' });
  const { updateRoom } = await ask(UPDATE, { code, input: { crowdForms: ['BREAKDOWN', 'DROP'] } }, mira.ticket);
  expect(updateRoom.crowdForms.map(({ isAllowed }: Answer) => isAllowed)).toEqual([true, true, false, false]);
  await ask('mutation($code: String!) { startMusic(code: $code) { isPlaying } }', { code }, mira.ticket);
  expect(refused(await suna.socket.ask(VOTE, { code, form: 'KEY_LIFT' }))).toEqual({ code: 'FORBIDDEN', form: 'KEY_LIFT' });
  expect(refused(await suna.socket.ask(VOTE, { code, form: 'SALTO' }))).toMatchObject({ code: 'BAD_INPUT' });
  const { joinRoom } = await ask(
    'mutation($code: String!) { joinRoom(input: { code: $code, displayName: "Ear", kind: LISTENER }) { ticket } }',
    { code },
  );
  expect(refused(await post(app.url, VOTE, { code }, joinRoom.ticket))).toEqual({ code: 'FORBIDDEN' });
  expect((await ask(STATE, { code })).roomState.vote).toBeNull();
});

test('claps are the room’s energy for everybody, and leave what was asked for alone', async () => {
  const { code, mira, suna, dio } = await party();
  const room = dio.socket.listen(WATCH, { code });
  const { target } = (await room.until(() => true)).roomState;
  expect((await ask(REPORT, { code, level: 1, clapRate: 1 }, mira.ticket)).reportCrowdEnergy).toBe(true);
  expect(dataOf(await suna.socket.ask(REPORT, { code, level: 1, clapRate: 0.5 })).reportCrowdEnergy).toBe(true);
  const loud = (await room.until(({ roomState }) => roomState.crowdEnergy > 0.8 && roomState.crowdEnergy < 1)).roomState;
  expect(loud.crowdEnergy).toBe(0.88);
  expect([loud.target.density, loud.target.brightness]).toEqual([target.density, target.brightness]);
  const asked = room.results.length;
  await room.until(
    ({ roomState }) => roomState.crowdEnergy === 0 && room.results.findIndex(({ data }) => data.roomState === roomState) >= asked,
  );

  const tooMany = await Promise.all(Array.from({ length: 8 }, () => post(app.url, REPORT, { code, level: 0, clapRate: 0 }, suna.ticket)));
  const limited = tooMany.filter(({ errors }) => errors);
  expect(limited.length).toBeGreaterThan(0);
  for (const answer of limited) expect(refused(answer)).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: expect.any(Number) });
  expect(refused(await post(app.url, REPORT, { code, level: 1.5, clapRate: 0 }, mira.ticket))).toEqual({
    code: 'BAD_INPUT',
    field: 'level',
    min: 0,
    max: 1,
  });
  expect(refused(await post(app.url, REPORT, { code, level: 0, clapRate: 0 }))).toEqual({ code: 'UNAUTHENTICATED' });
});

test('reactions reach every screen at once, with counts and names, and are no part of the room', async () => {
  const { code, mira, suna, dio } = await party({ isPlaying: false });
  const streams = [mira, suna, dio].map(({ socket }) => socket.listen(REACTIONS, { code }));
  const nobody = connect(app.url);
  sockets.push(nobody);
  const stage = nobody.listen(REACTIONS, { code });
  const { version } = (await ask(STATE, { code })).roomState;
  const heartsIn = ({ results }: Stream): number =>
    results
      .flatMap(({ data }) => data.reactions.reactions)
      .filter(({ reaction }: Answer) => reaction === 'HEART')
      .reduce((sum: number, { count }: Answer) => sum + count, 0);

  // A subscription is there when the first thing comes of it; until then throw again.
  const fromDio = ({ reactions }: Answer) => reactions.reactions.some(({ from }: Answer) => from[0]?.participantId === dio.id);
  const isThere = Promise.all([stage, ...streams].map((stream) => stream.until(fromDio)));
  const thrown = (async () => {
    for (let hasCome = false; !hasCome; hasCome = await Promise.race([isThere.then(() => true), later()])) {
      await dio.socket.ask(REACT, { code, reaction: 'WOW' });
    }
  })();
  await thrown;

  const answers = await Promise.all(Array.from({ length: 9 }, () => suna.socket.ask(REACT, { code, reaction: 'HEART' })));
  const taken = answers.filter(({ data }) => data?.react === true).length;
  expect(taken).toBeGreaterThanOrEqual(5);
  for (const answer of answers.filter(({ errors }) => errors)) expect(refused(answer)).toMatchObject({ code: 'RATE_LIMITED' });
  await mira.socket.ask(REACT, { code, reaction: 'FIRE' });
  for (const stream of [stage, ...streams]) {
    await stream.until(({ reactions }) => reactions.reactions.some(({ reaction }: Answer) => reaction === 'FIRE'));
    expect(heartsIn(stream)).toBe(taken);
  }
  const hearts = stage.results.flatMap(({ data }) => data.reactions.reactions).find(({ reaction }: Answer) => reaction === 'HEART');
  expect(hearts.from).toEqual([{ participantId: suna.id, displayName: 'Suna', count: hearts.count }]);
  const bursts = stage.results.map(({ data }) => data.reactions.at);
  for (const [index, at] of bursts.slice(1).entries()) expect(at - bursts[index]).toBeGreaterThanOrEqual(98);
  expect((await ask(STATE, { code })).roomState.version).toBe(version);
  expect(refused(await post(app.url, REACT, { code, reaction: 'FIRE' }))).toEqual({ code: 'UNAUTHENTICATED' });
  expect(refused(await post(app.url, REACT, { code, reaction: 'BOO' }, suna.ticket))).toMatchObject({ code: 'BAD_INPUT' });

  // Streams end with their room.
  await ask('mutation($code: String!) { closeRoom(code: $code) }', { code }, mira.ticket);
  await Promise.all([stage, ...streams].map(({ ended }) => ended));
});

/** A quarter of a second, which is slower than one person may throw. */
function later(): Promise<false> {
  return new Promise((resolve) => setTimeout(() => resolve(false), 250));
}
