// A hundred rooms and a Google that is dead: every decision is made, by the rules, and the dead one is hardly asked. Also how often a model
// that lives is asked. Real services, the real package and real sockets into nowhere; time is the test's.
import { expect, it, onTestFinished, vi } from 'vitest';
import { createGeminiAdviser } from '../../server/adapters/gemini/adviser.ts';
import { loadGooglePackage } from '../../server/adapters/gemini/google-package.ts';
import type { Adviser } from '../../server/ports/adviser.ts';
import { DEADLINE_MS } from '../../server/services/advice-desk.ts';
import { refusingGoogle, silentGoogle } from '../support/dead-google.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { CALLS_PER_MINUTE, createHundredRooms, TICK_MS } from '../support/hundred-rooms.ts';

const ROOMS = Array.from({ length: 100 }, (_, room) => `R${String(room).padStart(5, '0')}`);
const TICKS = 12;
/** Rooms begin so far apart, all within one tick. */
const APART_MS = TICK_MS / ROOMS.length;

function setUp(adviser: Adviser | null) {
  const clock = createFakeClock();
  const startMs = clock.nowMs();
  const log = { warn: vi.fn(), error: vi.fn() };
  const rooms = createHundredRooms({ clock, log, adviser });
  onTestFinished(() => rooms.stop());
  return { clock, log, rooms, callsAtMs: () => rooms.callsAtMs.map((atMs) => atMs - startMs) };
}

/** The most that fall into any one minute. */
const fullestMinute = (atMs: readonly number[]) =>
  Math.max(0, ...atMs.map((from) => atMs.filter((other) => other >= from && other < from + 60_000).length));

it.each([
  ['refuses every connection', refusingGoogle, 0],
  ['takes every connection and never answers', silentGoogle, 4],
] as const)('with a Google that %s, a hundred rooms decide on every tick', async (_how, start, questions) => {
  // A clock that stands still would not wait for it.
  await loadGooglePackage();
  const google = await start();
  onTestFinished(google.close);
  const adviser = createGeminiAdviser({ apiKey: 'not-a-key', model: 'gemini-3.5-flash-lite', baseUrl: google.baseUrl });
  const { clock, log, rooms, callsAtMs } = setUp(adviser);
  for (const code of ROOMS) {
    await clock.advance(APART_MS);
    await rooms.open(code);
  }
  // Everybody's wish comes half a step before the tick of its room.
  await clock.advance(APART_MS / 2);
  for (let tick = 1; tick <= TICKS; tick += 1) {
    for (const code of ROOMS) {
      await rooms.stir(code);
      await clock.advance(APART_MS);
    }
  }
  // Whoever was asked about last is still owed its decision.
  await clock.advance(DEADLINE_MS);

  for (const code of ROOMS) {
    const ticks = rooms.decisions.filter((decision) => decision.code === code).map(({ tick }) => tick);
    expect(ticks.slice(0, TICKS + 1), code).toEqual(Array.from({ length: TICKS + 1 }, (_, tick) => tick));
  }
  expect(new Set(rooms.decisions.map(({ source }) => source))).toEqual(new Set(['RULES']));
  const waited = rooms.decisions.filter(({ lateMs }) => lateMs > 0);
  expect(waited.length).toBeLessThanOrEqual(callsAtMs().length);
  expect(Math.max(0, ...waited.map(({ lateMs }) => lateMs))).toBeLessThanOrEqual(DEADLINE_MS);
  // Three at the first tick; one after a rest of 30 s; the next rest is longer than what is left.
  const calls = callsAtMs();
  expect(calls.slice(0, 3).every((atMs) => atMs <= 2 * TICK_MS)).toBe(true);
  expect(calls.filter((atMs) => atMs > 2 * TICK_MS && atMs < 30_000)).toEqual([]);
  expect(calls).toHaveLength(4);
  await vi.waitFor(() => expect(google.questions()).toBe(questions));
  expect(log.warn).toHaveBeenCalledTimes(4);
  expect(log.error).not.toHaveBeenCalled();
});

const ADVISES: Adviser = { advise: async () => ({ kind: 'ADVICE', advice: { meanings: [], prompts: [], reason: '' } }) };

it('a frantic room asks a model that lives at most eight times in any minute', async () => {
  const { clock, rooms, callsAtMs } = setUp(ADVISES);
  await rooms.open('FRANTI');
  for (let atMs = 0; atMs < 300_000; atMs += 500) {
    await rooms.stir('FRANTI');
    await clock.advance(500);
  }
  expect(rooms.decisions.length).toBeGreaterThanOrEqual(75);
  expect(fullestMinute(callsAtMs())).toBeGreaterThan(5);
  expect(fullestMinute(callsAtMs())).toBeLessThanOrEqual(8);
});

it('a quiet room asks it nothing, for an hour', async () => {
  const { clock, rooms, callsAtMs } = setUp(ADVISES);
  await rooms.open('QUIETR');
  await clock.advance(3_600_000);
  expect(callsAtMs()).toEqual([]);
  // It was there to be asked.
  await rooms.stir('QUIETR');
  await clock.advance(TICK_MS);
  expect(callsAtMs()).toHaveLength(1);
});

it('a hundred frantic rooms ask it no more than the calls of a minute, in any minute', async () => {
  const { clock, rooms, callsAtMs } = setUp(ADVISES);
  for (const code of ROOMS) await rooms.open(code);
  for (let tick = 0; tick < 20; tick += 1) {
    await clock.advance(TICK_MS / 2);
    for (const code of ROOMS) await rooms.stir(code);
    await clock.advance(TICK_MS / 2);
  }
  expect(fullestMinute(callsAtMs())).toBe(CALLS_PER_MINUTE);
  expect(rooms.decisions).toHaveLength(21 * ROOMS.length);
});
