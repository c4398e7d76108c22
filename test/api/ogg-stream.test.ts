// A room's sound at a plain web address, as VLC or a relay would fetch it.
import { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { OpusDecoder } from 'opus-decoder';
import { afterEach, expect, test } from 'vitest';
import { oggOpus } from '../../server/adapters/opus/ogg.ts';
import type { AudioChunk } from '../../server/domain/audio.ts';
import { createOggStream } from '../../server/http/ogg-stream.ts';
import type { Flow } from '../../server/services/bounded-stream.ts';
import type { RoomView } from '../../server/services/room.ts';
import { buildApp, type TestApp } from '../support/build-app.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { CODE, roomState } from '../support/live-room.ts';
import { commentsOf, type OggPage, readOgg } from '../support/ogg-reader.ts';
import { dataOf, post } from '../support/third-party.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

interface Room {
  readonly app: TestApp;
  readonly code: string;
  readonly ticket: string;
  readonly address: string;
  mutate(field: string): Promise<void>;
}

async function room({ isPlaying = true, password = null as string | null, maxStreamListeners = 100 } = {}): Promise<Room> {
  const app = await buildApp({ config: { maxStreamListeners } });
  cleanUps.push(() => app.stop());
  const create = 'mutation($input: CreateRoomInput!) { createRoom(input: $input) { ticket room { code } } }';
  const { createRoom } = dataOf(await post(app.url, create, { input: { name: 'Küche nach zehn', password } }));
  const { ticket } = createRoom;
  const { code } = createRoom.room;
  const mutate = async (field: string) => {
    dataOf(await post(app.url, `mutation($code: String!) { ${field} }`, { code }, ticket));
  };
  if (isPlaying) await mutate('startMusic(code: $code) { isPlaying }');
  return { app, code, ticket, address: `${app.origin}/rooms/${code}/stream.ogg`, mutate };
}

/** A player that reads until it has so many pages, or the end. */
async function listen(address: string, wanted: number, ticket?: string) {
  const abort = new AbortController();
  cleanUps.push(() => abort.abort());
  const response = await fetch(address, { signal: abort.signal, ...(ticket ? { headers: { authorization: `Bearer ${ticket}` } } : {}) });
  const body = response.body as unknown as AsyncIterable<Uint8Array>;
  let bytes = Buffer.alloc(0);
  const pages = async (): Promise<readonly OggPage[]> => {
    for await (const piece of body) {
      bytes = Buffer.concat([bytes, piece]);
      if (readOgg(bytes).length >= wanted) break;
    }
    return readOgg(bytes);
  };
  return { response, pages, leave: () => abort.abort() };
}

test('a player gets the room by name and music that an independent decoder plays without an error', async () => {
  const { address } = await room();
  const { response, pages } = await listen(address, 25);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('audio/ogg; codecs=opus');
  const all = await pages();
  const comments = commentsOf(all[1]?.packets[0] ?? new Uint8Array());
  expect(comments).toContain('TITLE=Küche nach zehn');
  expect(comments.find((line) => line.startsWith('DESCRIPTION='))?.length).toBeGreaterThan('DESCRIPTION='.length);
  expect(all.map(({ number }) => number)).toEqual(all.map((_, index) => index));
  const decoder = new OpusDecoder({ channels: 2, preSkip: 3_840 });
  await decoder.ready;
  const packets = all.slice(2).flatMap((page) => page.packets);
  const { channelData, samplesDecoded, errors } = decoder.decodeFrames([...packets]);
  decoder.free();
  expect(errors).toEqual([]);
  expect(samplesDecoded).toBe(packets.length * 960 - 3_840);
  expect(Number(all.at(-1)?.position)).toBe(packets.length * 960);
  const loudest = channelData[0]?.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  expect(loudest).toBeGreaterThan(0.01);
});

test('whoever comes later begins at zero and at once, with what the ring still holds', async () => {
  const { address } = await room();
  const first = await listen(address, 15);
  await first.pages();
  const askedMs = performance.now();
  const late = await listen(address, 8);
  const pages = await late.pages();
  expect(pages[2]?.position).toBe(4_800n);
  // Six chunks of live sound alone would take 600 ms.
  expect(performance.now() - askedMs).toBeLessThan(500);
});

test('the end of the room is the end of the stream', async () => {
  const { address, mutate } = await room();
  const { pages } = await listen(address, Number.POSITIVE_INFINITY);
  await mutate('closeRoom(code: $code)');
  expect((await pages()).at(-1)?.flags).toBe(4);
});

const codeIn = async (response: Response) =>
  ((await response.json()) as { errors: { extensions: { code: string } }[] }).errors[0]?.extensions.code;

test('what cannot be played is said with a status, a code and when to come back', async () => {
  const silent = await room({ isPlaying: false });
  const refused = await fetch(silent.address);
  expect([refused.status, refused.headers.get('retry-after'), await codeIn(refused)]).toEqual([503, '5', 'UNAVAILABLE']);
  const nowhere = await fetch(silent.address.replace(silent.code, 'AAAAAA'));
  expect([nowhere.status, await codeIn(nowhere)]).toEqual([404, 'ROOM_NOT_FOUND']);
  const posted = await fetch(silent.address, { method: 'POST' });
  expect(posted.status).toBe(405);
});

test('a password keeps strangers out; a ticket lets in', async () => {
  const { address, ticket } = await room({ password: 'tulip-bulb' });
  const stranger = await fetch(address);
  expect([stranger.status, await codeIn(stranger)]).toEqual([403, 'FORBIDDEN']);
  const { response } = await listen(address, 3, ticket);
  expect(response.status).toBe(200);
});

test('one listener too many is sent away until a place is free', async () => {
  const { address } = await room({ maxStreamListeners: 1 });
  const only = await listen(address, 3);
  await only.pages();
  expect((await fetch(address)).status).toBe(503);
  only.leave();
  await expect.poll(async () => (await fetch(address, { method: 'HEAD' })).status).toBe(200);
});

/** A connection whose reader has gone to sleep, and sound without an end. */
function asleep() {
  const response = Object.assign(new EventEmitter(), {
    headersSent: false,
    destroyed: false,
    writes: 0,
    setHeader() {},
    removeHeader() {},
    writeHead() {},
    write() {
      response.writes += 1;
      return response.writes <= 2;
    },
    end() {},
    destroy() {
      response.destroyed = true;
      response.emit('close');
    },
  });
  const chunk = { packets: [Buffer.alloc(100).toString('base64')] } as unknown as AudioChunk;
  let isLeft = false;
  const chunks: Flow<AudioChunk> = {
    pour: () => () => {},
    next: async () => ({ done: isLeft, value: chunk }),
    return: async () => {
      isLeft = true;
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => chunks,
  };
  const clock = createFakeClock();
  const stream = createOggStream({
    rooms: { view: async () => ({ state: roomState({ isPlaying: true }) }) as RoomView },
    audience: { hear: async () => chunks },
    tickets: { holderOf: async () => null },
    randomness: { integer: () => 1 },
    containers: oggOpus,
    maxListeners: 1,
    clock,
  });
  const served = stream.serve({ headers: {}, method: 'GET' } as IncomingMessage, response as unknown as ServerResponse, CODE);
  return { response, clock, served, isLeft: () => isLeft };
}

test('a reader that takes nothing for ten seconds is given up, and nothing is piled up for it meanwhile', async () => {
  const { response, clock, served, isLeft } = asleep();
  await clock.advance(9_900);
  // The head, a chunk that was taken, and one that was not.
  expect([response.writes, response.destroyed]).toEqual([3, false]);
  await clock.advance(200);
  expect([response.destroyed, isLeft()]).toEqual([true, true]);
  await served;
  expect(clock.pending()).toBe(0);
});

test('a reader that wakes up in time goes on', async () => {
  const { response, clock, served } = asleep();
  await clock.advance(5_000);
  response.emit('drain');
  await clock.advance(9_000);
  expect([response.writes, response.destroyed]).toEqual([4, false]);
  response.destroy();
  await served;
  expect(clock.pending()).toBe(0);
});
