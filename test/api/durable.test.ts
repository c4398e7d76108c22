// The real app, stopped and started again on the same database and port: people, rights, settings, story and music are as they were, phones
// come back by themselves, and a repeated request still has one effect.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClient } from 'graphql-ws';
import { describe, expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { createSystemClock } from '../../server/adapters/system/clock.ts';
import type { Config } from '../../server/config.ts';
import { buildApp, type TestApp } from '../support/build-app.ts';
import { DATABASES, type TestDatabase } from '../support/databases.ts';
import { createFakeEngines } from '../support/fake-engine.ts';
import { type Answer, dataOf, type Json, post } from '../support/third-party.ts';

const SEAT = 'ticket room { code } participant { id role displayName isHost }';
const CREATE = `mutation($input: CreateRoomInput!) { createRoom(input: $input) { ${SEAT} } }`;
const JOIN = `mutation($input: JoinRoomInput!) { joinRoom(input: $input) { ${SEAT} } }`;
const ROOM =
  'code name version isPlaying hostId playerLimit locked needsPassword simulatedGuests participants { id displayName role isHost isCoHost presence input { bpm wish } }';
const WATCH = `subscription($code: String!) { roomState(code: $code) { ${ROOM} } }`;
const HEAR = 'subscription($code: String!) { audioChunk(code: $code) { epoch seq } }';

describe.each(DATABASES)('with $kind', ({ isHere, create }) => {
  describe.skipIf(!isHere)('', () => {
    interface House {
      app: TestApp;
      ask(query: string, variables?: Json, ticket?: string): Promise<Answer>;
      /** As `ask`, but for the code of the refusal. */
      refusal(query: string, variables?: Json, ticket?: string): Promise<unknown>;
      restart(aheadMs?: number): Promise<void>;
      readonly at: TestDatabase;
    }

    async function build(config: Partial<Config>, aheadMs: number): Promise<TestApp> {
      const system = createSystemClock();
      const clock = { ...system, nowMs: () => system.nowMs() + aheadMs };
      return buildApp({ config, clock, startEngine: createFakeEngines(clock).start });
    }

    async function openHouse(): Promise<House> {
      const at = await create();
      const { dataDir, databaseUrl } = at;
      // A connection that was kept open ends with the server that it led to.
      const send = (...args: [query: string, variables?: Json, ticket?: string]) =>
        post(house.app.url, ...args).catch(() => post(house.app.url, ...args));
      const house: House = {
        at,
        app: await build({ dataDir, databaseUrl }, 0),
        ask: async (...args) => dataOf(await send(...args)),
        refusal: async (...args) => (await send(...args)).errors?.[0]?.extensions.code,
        async restart(aheadMs = 0) {
          const port = Number(new URL(house.app.origin).port);
          await house.app.stop();
          house.app = await build({ dataDir, databaseUrl, port }, aheadMs);
        },
      };
      onTestFinished(async () => {
        await house.app.stop();
        await at.remove();
      });
      return house;
    }

    test('a restart leaves everybody where they were, and the music plays again', { timeout: 60_000 }, async () => {
      const house = await openHouse();
      const { ask, refusal } = house;
      const { createRoom: mira } = await ask(CREATE, { input: { name: 'Kitchen', displayName: 'Mira', password: 'sesame' } });
      const { code } = mira.room;
      const seat = async (displayName: string) => (await ask(JOIN, { input: { code, displayName, password: 'sesame' } })).joinRoom;
      const [suna, dio, gone] = [await seat('Suna'), await seat('Dio'), await seat('Gone')];
      await ask('mutation($code: String!) { leaveRoom(code: $code) }', { code }, gone.ticket);
      await ask('mutation($code: String!) { changeRole(code: $code, role: INSTRUMENTALIST) { id } }', { code }, suna.ticket);
      await ask(
        'mutation($code: String!, $id: ID!) { setCoHost(code: $code, participantId: $id, isCoHost: true) { code } }',
        { code, id: dio.participant.id },
        mira.ticket,
      );
      await ask(
        'mutation($code: String!) { updateRoom(code: $code, input: { name: "Kitchen After Ten", playerLimit: 7 }) { code } }',
        { code },
        mira.ticket,
      );
      await ask('mutation($code: String!) { startMusic(code: $code) { code } }', { code }, mira.ticket);
      await ask('mutation($code: String!) { updateInput(code: $code, input: { wish: "warm strings" }) { id } }', { code }, suna.ticket);
      // Written behind, and carried over by the stop.
      await ask('mutation($code: String!) { updateInput(code: $code, input: { bpm: 87 }) { id } }', { code }, mira.ticket);

      // Suna's phone, which does nothing but what graphql-ws does by itself.
      const phone = createClient({
        url: house.app.url.replace('http', 'ws'),
        webSocketImpl: WebSocket,
        connectionParams: { ticket: suna.ticket },
        retryAttempts: 50,
        shouldRetry: () => true,
        retryWait: () => new Promise((resolve) => setTimeout(resolve, 100)),
      });
      onTestFinished(() => void phone.dispose());
      const states: Answer[] = [];
      const chunks: Answer[] = [];
      phone.subscribe<Answer>(
        { query: WATCH, variables: { code } },
        { next: ({ data }) => states.push(data.roomState), error() {}, complete() {} },
      );
      phone.subscribe<Answer>(
        { query: HEAR, variables: { code } },
        { next: ({ data }) => chunks.push(data.audioChunk), error() {}, complete() {} },
      );
      await expect.poll(() => chunks.length).toBeGreaterThan(3);
      await expect.poll(() => states.at(-1)?.participants[1].input?.wish, { timeout: 10_000 }).toBe('warm, strings');
      const { roomState: before } = await ask(`query($code: String!) { roomState(code: $code) { ${ROOM} } }`, { code }, mira.ticket);
      const { story } = await ask('query($code: String!) { story(code: $code, limit: 100) { id text } }', { code }, mira.ticket);
      const [epoch] = [...new Set(chunks.map((chunk) => chunk.epoch))];

      await house.restart();
      await expect.poll(() => chunks.at(-1)?.epoch, { timeout: 20_000 }).not.toBe(epoch);
      await expect.poll(() => states.at(-1)?.version).toBeGreaterThan(before.version + 9_000);
      const versions = states.map(({ version }) => version);
      expect(versions).toEqual([...versions].sort((a, b) => a - b));
      expect(new Set(versions).size).toBe(versions.length);

      // Mira gives her first sign; Dio has given none yet.
      const me = await ask('{ me { id role isHost presence } }', {}, mira.ticket);
      expect(me.me).toEqual({ id: mira.participant.id, role: 'DRUMMER', isHost: true, presence: 'CONNECTED' });
      const { roomState: after } = await ask(`query($code: String!) { roomState(code: $code) { ${ROOM} } }`, { code }, mira.ticket);
      const presences = { [mira.participant.id]: 'CONNECTED', [suna.participant.id]: 'CONNECTED', [dio.participant.id]: 'AWAY' };
      expect({ ...after, version: 0 }).toEqual({
        ...before,
        version: 0,
        participants: before.participants.map((person: Answer) => ({ ...person, presence: presences[person.id] })),
      });
      expect(after).toMatchObject({ name: 'Kitchen After Ten', playerLimit: 7, isPlaying: true, hostId: mira.participant.id });
      expect(
        after.participants.map(({ displayName, role, input, isCoHost }: Answer) => [displayName, role, input?.bpm ?? null, isCoHost]),
      ).toEqual([
        ['Mira', 'DRUMMER', 87, false],
        ['Suna', 'INSTRUMENTALIST', null, false],
        ['Dio', after.participants[2].role, null, true],
      ]);
      const { story: later } = await ask('query($code: String!) { story(code: $code, limit: 100) { id text } }', { code }, mira.ticket);
      const ids = later.map(({ id }: Answer) => id);
      expect(story.filter(({ id }: Answer) => !ids.includes(id))).toEqual([]);

      // Rights are what they were, too.
      expect(await refusal('mutation($code: String!) { stopMusic(code: $code) { code } }', { code }, gone.ticket)).toBe('UNAUTHENTICATED');
      expect(await refusal(JOIN, { input: { code, password: 'another' } })).toBe('WRONG_PASSWORD');
      expect(await refusal('mutation($code: String!) { stopMusic(code: $code) { code } }', { code }, suna.ticket)).toBe('FORBIDDEN');
      await ask('mutation($code: String!) { stopMusic(code: $code) { code } }', { code }, dio.ticket);
      await ask('mutation($code: String!) { closeRoom(code: $code) }', { code }, mira.ticket);
      await house.restart();
      expect(await refusal('query($code: String!) { roomState(code: $code) { code } }', { code }, mira.ticket)).toBe('ROOM_NOT_FOUND');
      expect((await ask('{ me { id } }', {}, mira.ticket)).me).toBeNull();
    });

    test('a repeated request has one effect: fifty at once, and after a restart', { timeout: 60_000 }, async () => {
      const house = await openHouse();
      const { ask, refusal } = house;
      const wish = { displayName: 'Mira', password: 'open-sesame', clientMutationId: 'mira-opens-her-kitchen' };
      const created = await Promise.all(Array.from({ length: 50 }, () => ask(CREATE, { input: wish })));
      expect(new Set(created.map((answer) => JSON.stringify(answer))).size).toBe(1);
      const { createRoom } = created[0];
      const { code } = createRoom.room;
      const seat = { code, displayName: 'Suna', password: 'open-sesame', clientMutationId: 'suna-joins-the-kitchen' };
      const joined = await Promise.all(Array.from({ length: 50 }, () => ask(JOIN, { input: seat })));
      expect(new Set(joined.map((answer) => JSON.stringify(answer))).size).toBe(1);
      expect((await ask('{ rooms { playerCount } }')).rooms).toEqual([{ playerCount: 2 }]);

      await house.restart(23 * 60 * 60_000);
      expect((await ask(CREATE, { input: wish })).createRoom).toEqual(createRoom);
      expect((await ask(JOIN, { input: seat })).joinRoom).toEqual(joined[0].joinRoom);
      expect(await refusal(JOIN, { input: { ...seat, displayName: 'Sun' } })).toBe('CONFLICT');
      expect(await refusal(CREATE, { input: { ...wish, password: null } })).toBe('CONFLICT');
      expect(await refusal(CREATE, { input: { clientMutationId: seat.clientMutationId } })).toBe('CONFLICT');
      expect((await ask('{ rooms { playerCount } }')).rooms).toEqual([{ playerCount: 2 }]);

      await house.restart(25 * 60 * 60_000);
      expect((await ask(CREATE, { input: wish })).createRoom.room.code).not.toBe(code);
    });

    test('a clock that is an hour behind after the restart changes nothing for people or music', { timeout: 60_000 }, async () => {
      const house = await openHouse();
      const { ask } = house;
      const { createRoom } = await ask(CREATE, { input: {} });
      const { code } = createRoom.room;
      await ask('mutation($code: String!) { startMusic(code: $code) { code } }', { code }, createRoom.ticket);
      await ask('mutation($code: String!) { vote(code: $code, form: DROP) { id } }', { code }, createRoom.ticket);
      await house.restart(-60 * 60_000);
      expect((await ask('{ me { id presence } }', {}, createRoom.ticket)).me).toEqual({
        id: createRoom.participant.id,
        presence: 'CONNECTED',
      });
      await ask('mutation($code: String!) { updateInput(code: $code, input: { bpm: 150 }) { id } }', { code }, createRoom.ticket);
      // The arbiter's ticks go on at once, not in an hour.
      const decided = async () =>
        (await ask('query($code: String!) { roomState(code: $code) { story { kind } } }', { code }, createRoom.ticket)).roomState.story;
      await expect.poll(decided, { timeout: 10_000 }).toContainEqual({ kind: 'DECISION' });
    });
  });
});

test('no file holds a ticket, a password or the id of a request', async () => {
  const at = await DATABASES[0].create();
  onTestFinished(() => at.remove());
  const app = await buildApp({ config: { dataDir: at.dataDir } });
  const id = 'a-request-id-of-my-own';
  const input = { password: 'open-sesame', clientMutationId: id };
  const { createRoom } = dataOf(await post(app.url, CREATE, { input }));
  await app.stop();
  const bytes = readdirSync(at.dataDir).map((file) => readFileSync(join(at.dataDir, file), 'latin1'));
  expect(bytes.join()).toContain(createRoom.room.code);
  for (const secret of [createRoom.ticket, 'open-sesame', id]) expect(bytes.join()).not.toContain(secret);
});
