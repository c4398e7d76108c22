// A server with a key, driven as a third party would: who plays stands in the state, there is sound either way, and the key goes nowhere.
import { PassThrough } from 'node:stream';
import { afterEach, expect, test } from 'vitest';
import { createSystemClock } from '../../server/adapters/system/clock.ts';
import { createLog } from '../../server/log.ts';
import { buildApp } from '../support/build-app.ts';
import { startFakeGoogle } from '../support/fake-google/server.ts';
import type { FakeGoogleSettings } from '../support/fake-google/settings.ts';
import { type Answer, connect, dataOf, post } from '../support/third-party.ts';

const KEY = 'a-marker-and-not-a-key';
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function playing(settings: Partial<FakeGoogleSettings>) {
  const google = await startFakeGoogle({ clock: createSystemClock(), settings: { startLatencyMs: 300, rate: 4, ...settings } });
  closing.push(google.close);
  const lines: string[] = [];
  const log = createLog(
    'trace',
    new PassThrough().on('data', (line) => lines.push(String(line))),
  );
  const gemini = { apiKey: KEY, baseUrl: google.baseUrl, model: 'gemini-3.5-flash-lite', callsPerMinute: 15, callsPerDay: 1_000 };
  const app = await buildApp({ log, config: { gemini } });
  closing.push(app.stop);
  const { ticket, room } = dataOf(await post(app.url, 'mutation { createRoom { ticket room { code } } }')).createRoom;
  const socket = connect(app.url, ticket);
  closing.push(socket.close);
  const sound = socket.listen(`subscription { audioChunk(code: "${room.code}") { seq } }`);
  const states = socket.listen(`subscription { roomState(code: "${room.code}") { engine { kind health reason } } }`);
  dataOf(await post(app.url, `mutation { startMusic(code: "${room.code}") { code } }`, {}, ticket));
  return { google, sound, states, lines };
}

const engineOf = ({ roomState }: Answer) => roomState.engine;

test('Lyria plays, and the state says so', { timeout: 60_000 }, async () => {
  const { sound, states, lines } = await playing({});
  const { roomState } = await states.until((data) => engineOf(data).kind === 'LYRIA' && engineOf(data).health === 'PLAYING');
  expect(roomState.engine.reason).toBeNull();
  const seqs = sound.results.map(({ data }) => data.audioChunk.seq);
  expect(seqs).toEqual(seqs.map((_, index) => seqs[0] + index));
  expect(lines.join('')).not.toContain(KEY);
});

test('a key that is refused, in words that quote it, is told without it; the band plays', { timeout: 60_000 }, async () => {
  const { google, sound, states, lines } = await playing({ acceptsKey: () => false });
  const { roomState } = await states.until((data) => engineOf(data).health === 'DEGRADED');
  expect(roomState.engine).toMatchObject({ kind: 'HOUSE_BAND', reason: expect.stringContaining('does not accept') });
  await sound.until(({ audioChunk }) => audioChunk.seq >= 10);
  expect(google.peers[0]?.key).toBe(KEY);
  expect(lines.join('') + JSON.stringify([states.results, sound.results])).not.toContain(KEY);
});
