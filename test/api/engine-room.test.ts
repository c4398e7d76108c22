// The engine room over the API: who may set what, who sees it, and that it really reaches whoever plays.
import { afterEach, expect, test } from 'vitest';
import { createSystemClock } from '../../server/adapters/system/clock.ts';
import { buildApp } from '../support/build-app.ts';
import { startFakeGoogle } from '../support/fake-google/server.ts';
import type { FakeGoogleSettings } from '../support/fake-google/settings.ts';
import { type Answer, connect, dataOf, type Json, post, type Result } from '../support/third-party.ts';

const CONTROLS = 'controls { scale guidance temperature topK seed muteBass muteDrums onlyBassAndDrums mode effective }';
const STATE = `code engine { kind health ${CONTROLS} } target { scale muteBass muteDrums revision } heard { scale muteBass revision } arbiter { kind reason } prompts { source prompts { text } } story { text }`;
const SET = `mutation($code: String!, $input: EngineControlsInput!) { setEngineControls(code: $code, input: $input) { ${STATE} } }`;
const RESET = 'mutation($code: String!) { resetContext(code: $code) { isPlaying } }';
const START = 'mutation($code: String!) { startMusic(code: $code) { code } }';
const JOIN = 'mutation($code: String!) { joinRoom(input: { code: $code, displayName: "Suna" }) { ticket participant { id } } }';
const WISH = 'mutation($code: String!, $wish: String!) { updateInput(code: $code, input: { wish: $wish }) { id } }';
const MY_WISH = 'subscription($code: String!) { myWish(code: $code) { text fate reason } }';
const FREE = {
  scale: null,
  guidance: null,
  temperature: null,
  topK: null,
  seed: null,
  muteBass: false,
  muteDrums: false,
  onlyBassAndDrums: false,
  mode: 'QUALITY',
};
const OF_BAND = ['SCALE', 'MUTE_BASS', 'MUTE_DRUMS', 'ONLY_BASS_AND_DRUMS'];

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A room with Mira as host and Suna as a player. */
async function room(config: Parameters<typeof buildApp>[0] = {}) {
  const app = await buildApp(config);
  closing.push(app.stop);
  const { ticket: host, room } = dataOf(
    await post(app.url, 'mutation { createRoom(input: { displayName: "Mira" }) { ticket room { code } } }'),
  ).createRoom;
  const code: string = room.code;
  const { joinRoom: guest } = dataOf(await post(app.url, JOIN, { code }));
  const ask = (query: string, variables: Json = {}, ticket: string = host) => post(app.url, query, { code, ...variables }, ticket);
  const set = async (input: Json): Promise<Answer> => dataOf(await ask(SET, { input })).setEngineControls;
  const open = (ticket?: string) => {
    const socket = connect(app.url, ticket);
    closing.push(socket.close);
    return socket;
  };
  const watch = (ticket?: string) => open(ticket).listen(`subscription($code: String!) { roomState(code: $code) { ${STATE} } }`, { code });
  return { app, code, host, guest, ask, set, open, watch };
}

const refusalOf = ({ errors }: Result) => errors?.map(({ extensions: { code, field, min, max } }) => ({ code, field, min, max }))[0];

test('a host sets and clears controls, everybody sees them, and only host and co-hosts may', { timeout: 60_000 }, async () => {
  const { code, guest, ask, set, watch } = await room();
  const stranger = watch();
  const first = (await stranger.until(() => true)).roomState;
  expect(first.engine.controls).toEqual({ ...FREE, effective: OF_BAND });
  expect(first.arbiter).toEqual({ kind: 'RULES', reason: null });

  const input = {
    scale: 'E_FLAT_MAJOR_C_MINOR',
    guidance: 3.5,
    temperature: 0,
    topK: 1_000,
    seed: 2_147_483_647,
    muteBass: true,
    mode: 'DIVERSITY',
  };
  const held = await set(input);
  expect(held.engine.controls).toEqual({ ...FREE, ...input, effective: OF_BAND });
  expect(held.target).toMatchObject({ scale: 'E_FLAT_MAJOR_C_MINOR', muteBass: true, muteDrums: false });
  await stranger.until(({ roomState }) => roomState.engine.controls.seed === 2_147_483_647);
  expect((await set({ scale: null, muteBass: null, seed: null, mode: null })).engine.controls).toEqual({
    ...FREE,
    guidance: 3.5,
    temperature: 0,
    topK: 1_000,
    effective: OF_BAND,
  });

  for (const [bad, range] of [
    [{ guidance: 6.5 }, { field: 'guidance', min: 0, max: 6 }],
    [{ temperature: -1 }, { field: 'temperature', min: 0, max: 3 }],
    [{ topK: 0 }, { field: 'topK', min: 1, max: 1_000 }],
    [{ seed: -1 }, { field: 'seed', min: 0, max: 2_147_483_647 }],
  ] as const) {
    expect(refusalOf(await ask(SET, { input: bad }))).toEqual({ code: 'BAD_INPUT', ...range });
  }
  for (const bad of [{ mode: 'LOUD' }, { scale: 'H_MAJOR' }, { seed: 2 ** 31 }]) {
    expect(refusalOf(await ask(SET, { input: bad }))?.code).toBe('BAD_INPUT');
  }

  for (const [query, variables] of [
    [SET, { input: { guidance: 1 } }],
    [RESET, {}],
  ] as const) {
    expect(refusalOf(await ask(query, variables, guest.ticket))?.code).toBe('FORBIDDEN');
    expect(refusalOf(await ask(query, variables, 'nobody'))?.code).toBe('UNAUTHENTICATED');
    expect(refusalOf(await ask(query, { ...variables, code: '222222' }))?.code).toBe('ROOM_NOT_FOUND');
  }
  expect(refusalOf(await ask(RESET))?.code).toBe('CONFLICT');
  await ask('mutation($code: String!, $id: ID!) { setCoHost(code: $code, participantId: $id, isCoHost: true) { code } }', {
    id: guest.participant.id,
  });
  expect(dataOf(await ask(SET, { input: { guidance: 1 } }, guest.ticket)).setEngineControls.engine.controls.guidance).toBe(1);
  expect(dataOf(await ask(`query($code: String!) { roomState(code: $code) { ${STATE} } }`, { code })).roomState.story[0].text).toBe(
    'Suna set guidance to 1',
  );
});

test('the band plays in the key and with the mutes that the host holds', { timeout: 60_000 }, async () => {
  const { code, ask, set, open, watch } = await room();
  const states = watch();
  open().listen('subscription($code: String!) { audioChunk(code: $code) { seq } }', { code });
  await ask(START);
  await states.until(({ roomState }) => roomState.engine.health === 'PLAYING');
  await set({ scale: 'B_MAJOR_A_FLAT_MINOR', muteBass: true });
  const { roomState } = await states.until(({ roomState: { heard } }) => heard.scale === 'B_MAJOR_A_FLAT_MINOR' && heard.muteBass);
  expect(roomState.heard.revision).toBe(roomState.target.revision);
  // A reset means nothing to the band, and breaks nothing.
  expect(dataOf(await ask(RESET)).resetContext).toEqual({ isPlaying: true });
});

async function withGoogle(settings: Partial<FakeGoogleSettings>) {
  const google = await startFakeGoogle({ clock: createSystemClock(), settings: { startLatencyMs: 300, rate: 4, ...settings } });
  closing.push(google.close);
  const gemini = { apiKey: 'not-a-key', baseUrl: google.baseUrl, model: 'gemini-3.5-flash-lite', callsPerMinute: 15, callsPerDay: 1_000 };
  const party = await room({ config: { gemini } });
  const states = party.watch();
  party.open().listen('subscription($code: String!) { audioChunk(code: $code) { seq } }', { code: party.code });
  return { ...party, google, states };
}
const playsLyria = ({ roomState: { engine } }: Answer) => engine.kind === 'LYRIA' && engine.health === 'PLAYING';

test('controls reach Lyria’s wire, and so does forgetting the music', { timeout: 90_000 }, async () => {
  const { ask, set, states, google } = await withGoogle({});
  const idle = (await states.until(() => true)).roomState;
  expect(idle.engine.controls.effective).toHaveLength(10);
  expect(idle.arbiter).toEqual({ kind: 'GEMINI', reason: null });
  await ask(START);
  await states.until(playsLyria);
  const input = { guidance: 5.5, temperature: 1.5, topK: 60, seed: 7, muteDrums: true, onlyBassAndDrums: true, mode: 'VOCALIZATION' };
  const { target, engine } = await set(input);
  expect(engine.controls.effective).toContain('RESET_CONTEXT');
  // Told as heard only when sound has come back that was made from it.
  await states.until(({ roomState: { heard } }) => heard.revision >= target.revision);
  const { mode, ...others } = input;
  const configs = (google.peers[0]?.frames ?? []).flatMap((frame) => JSON.parse(frame).musicGenerationConfig ?? []);
  expect(configs.at(-1)).toMatchObject({ ...others, musicGenerationMode: mode });
  expect(configs[0]).not.toHaveProperty('guidance');

  dataOf(await ask(RESET));
  // The key may open another session only some time after the first; the first one plays until then.
  await expect.poll(() => google.peers.length, { timeout: 40_000 }).toBe(2);
  await expect.poll(() => google.peers[1]?.frames.some((frame) => frame.includes('PLAY')), { timeout: 20_000 }).toBe(true);
  await expect.poll(() => google.peers[0]?.isOpen, { timeout: 20_000 }).toBe(false);
  expect(google.peers[1]?.frames.some((frame) => frame.includes('"seed":7'))).toBe(true);
  const kinds = states.results.map(({ data }) => data.roomState.engine.kind);
  expect(kinds.slice(kinds.lastIndexOf('HOUSE_BAND') + 1)).not.toContain('HOUSE_BAND');
  expect(kinds.at(-1)).toBe('LYRIA');
});

test('a prompt that Lyria filters is told to its author alone; Gemini’s silence is told to everybody', { timeout: 90_000 }, async () => {
  const filter = (text: string) => (text.includes('kalimba') ? 'The prompt was filtered.' : null);
  const { code, host, guest, ask, states, open } = await withGoogle({
    filter,
    answer: () => ({ kind: 'STATUS', status: 429, retryDelay: '27s' }),
  });
  const own = open(guest.ticket).listen(MY_WISH, { code });
  const foreign = open(host).listen(MY_WISH, { code });
  await ask(START);
  await states.until(playsLyria);
  await ask(WISH, { wish: 'harp' }, host);
  await ask(WISH, { wish: 'some kalimba' }, guest.ticket);

  const { myWish } = await own.until((data) => data.myWish.fate === 'DECLINED');
  expect(myWish).toMatchObject({
    text: 'some kalimba',
    reason: expect.stringMatching(/^Lyria would not play “.*kalimba.*”; the rest plays on/),
  });
  await states.until(({ roomState }) => {
    const texts: string[] = roomState.prompts.prompts.map(({ text }: Answer) => text);
    return texts.some((text) => text.includes('harp')) && !texts.some((text) => text.includes('kalimba'));
  });
  expect(JSON.stringify([states.results, foreign.results])).not.toContain('would not play');
  expect(foreign.results.map(({ data }) => data.myWish.fate)).not.toContain('DECLINED');
  const { roomState } = await states.until(({ roomState: { arbiter } }) => arbiter.reason !== null);
  expect(roomState.arbiter).toMatchObject({ kind: 'GEMINI', reason: expect.stringContaining('quota') });
  expect(roomState.prompts.source).toBe('RULES');
});
