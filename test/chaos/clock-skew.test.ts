// A machine whose wall clock is set an hour forth, an hour back, ten seconds back, while people play: nothing that takes time notices.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createMemoryBudget } from '../../server/adapters/memory/budgets.ts';
import { createSystemClock } from '../../server/adapters/system/clock.ts';
import { buildApp, type TestApp } from '../support/build-app.ts';
import { seedOfTest } from '../support/chaos-seed.ts';
import { createFakeEngines } from '../support/fake-engine.ts';
import { createLedgerClient, stateNow } from '../support/ledger.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { type Answer, connect, dataOf, post } from '../support/third-party.ts';

const HOUR_MS = 3_600_000;
const JUMPS_MS = [HOUR_MS, -HOUR_MS, -10_000];
const JUMP_EVERY_MS = 1_000;
const TICK_MS = 4_000;
/** A busy machine's timers come late; a tick that is made twice comes at once. */
const TOLERANCE_MS = 1_500;
const CODE = 'mutation($code: String!';

let app: TestApp;
/** What the wall says beside the truth. */
let skewMs = 0;
let jumping: NodeJS.Timeout | undefined;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  skewMs = 0;
  app = await buildApp({ startEngine: createFakeEngines(createSystemClock()).start });
});
afterEach(async () => {
  clearInterval(jumping);
  await app.stop();
  vi.useRealTimers();
});

const trueMs = () => performance.timeOrigin + performance.now();
function jump(byMs: number): void {
  skewMs += byMs;
  vi.setSystemTime(trueMs() + skewMs);
}

test('ticks come every four seconds, a vote lives its ten, new tickets work, and time as told never goes back', {
  timeout: 60_000,
}, async () => {
  const random = seededRandom(seedOfTest(11));
  const ask = async (query: string, variables: object, ticket?: string) => dataOf(await post(app.url, query, variables, ticket));
  const { createRoom } = await ask('mutation { createRoom { ticket room { code } } }', {});
  const { code } = createRoom.room;
  const join = async () =>
    (await ask(`${CODE}) { joinRoom(input: { code: $code }) { ticket participant { id role } } }`, { code })).joinRoom;
  const [mood] = [await join(), await join()];
  const books = createLedgerClient(app.url, { code, ticket: createRoom.ticket });
  books.watch();
  books.hear();
  const socket = connect(app.url, mood.ticket);
  const mixes = socket.listen('subscription($code: String!) { prompts(code: $code) { revision decidedAt } }', { code });
  const votes = socket.listen('subscription($code: String!) { roomState(code: $code) { vote { id expiresAt } } }', { code });
  await ask(`${CODE}) { startMusic(code: $code) { isPlaying } }`, { code }, createRoom.ticket);

  const beganAtMs = performance.now();
  const told: number[] = [];
  jumping = setInterval(() => jump(JUMPS_MS[Math.floor(random() * JUMPS_MS.length)] as number), JUMP_EVERY_MS);
  jump(HOUR_MS);
  // One voice of three: it is open until its time is over.
  const { vote } = await ask(`${CODE}) { vote(code: $code) { id expiresAt } }`, { code }, createRoom.ticket);
  expect(vote.expiresAt - trueMs()).toBeGreaterThan(8_000);
  const tiles = ['Dreamy', 'Dark', 'Euphoric', 'Chill'];
  let wishes = 0;
  while (mixes.results.length < 4 && performance.now() - beganAtMs < 4 * TICK_MS + 10_000) {
    // Something new for every tick.
    const moods = [tiles[wishes++ % tiles.length]];
    await ask(`${CODE}, $moods: [String!]) { updateInput(code: $code, input: { moods: $moods }) { id } }`, { code, moods }, mood.ticket);
    told.push((await ask('{ serverTime }', {})).serverTime);
    const late = await join();
    expect((await ask('{ me { id } }', {}, late.ticket)).me.id).toBe(late.participant.id);
    await ask(`${CODE}) { leaveRoom(code: $code) }`, { code }, late.ticket);
    await new Promise((resolve) => setTimeout(resolve, 400));
  }

  const decided = mixes.results.map(({ data }) => data.prompts.decidedAt).slice(1);
  expect(decided.length).toBeGreaterThanOrEqual(3);
  for (const [place, at] of decided.slice(1).entries()) {
    expect(Math.abs(at - decided[place] - TICK_MS)).toBeLessThan(TOLERANCE_MS);
  }
  expect(told).toEqual([...told].sort((a, b) => a - b));
  expect(Math.abs((told.at(-1) as number) - trueMs())).toBeLessThan(5_000);
  // The vote was seen until it was over, and then no more.
  const seen = votes.results.map(({ data }) => data.roomState.vote?.id ?? null);
  expect(seen.slice(seen.indexOf(vote.id), seen.lastIndexOf(vote.id) + 1).every((id: Answer) => id === vote.id)).toBe(true);
  expect(seen.at(-1)).toBeNull();
  const state = await stateNow(app.url, code);
  expect(state.participants.map(({ presence }: Answer) => presence)).toEqual(['CONNECTED', 'CONNECTED', 'CONNECTED']);
  expect(books.verdict(state)).toEqual([]);
  expect(books.sounds.length).toBeGreaterThan(50);
  await Promise.all([books.close(), socket.close()]);
});

test.each(JUMPS_MS)('a limit of once a minute is told as a minute at most when the wall jumps by %i ms', async (byMs) => {
  const budget = createMemoryBudget('clock-skew', 1, 60);
  expect(await budget.take(String(byMs))).toBe(0);
  jump(byMs);
  expect(await budget.waitMs(String(byMs))).toBeLessThanOrEqual(60_000);
  expect(await budget.take(String(byMs))).toBeLessThanOrEqual(60_000);
});
