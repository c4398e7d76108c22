// How late the decisions of a hundred rooms are: with the rules alone, with a Google that refuses, and with one that never answers, in
// turn, so that the machine's mood falls on all three. Prints figures and judges nothing. `tsx test/bench/arbiter.bench.ts [--quick] [--json]`
import { setTimeout as wait } from 'node:timers/promises';
import { createGeminiAdviser } from '../../server/adapters/gemini/adviser.ts';
import { createSystemClock } from '../../server/adapters/system/clock.ts';
import { type DeadGoogle, refusingGoogle, silentGoogle } from '../support/dead-google.ts';
import { createHundredRooms, type MadeDecision, TICK_MS } from '../support/hundred-rooms.ts';

const IS_QUICK = process.argv.includes('--quick');
const ROUNDS = IS_QUICK ? 1 : 3;
/** In one round of one way; the longest rest of the first failures is longer, so every round meets the dead one afresh. */
const TICKS = IS_QUICK ? 3 : 6;
const ROOMS = Array.from({ length: 100 }, (_, room) => `R${String(room).padStart(5, '0')}`);
const APART_MS = TICK_MS / ROOMS.length;

const WAYS: readonly (readonly [name: string, start: () => Promise<DeadGoogle | null>])[] = [
  ['rules alone', async () => null],
  ['Google refuses', refusingGoogle],
  ['Google never answers', silentGoogle],
];

interface Round {
  readonly decisions: readonly MadeDecision[];
  readonly calls: number;
}

async function play(start: () => Promise<DeadGoogle | null>): Promise<Round> {
  const google = await start();
  const adviser = google && createGeminiAdviser({ apiKey: 'not-a-key', model: 'gemini-3.5-flash-lite', baseUrl: google.baseUrl });
  const rooms = createHundredRooms({ clock: createSystemClock(), log: { warn: () => {}, error: () => {} }, adviser });
  const beginsAtMs = performance.now();
  const until = (ms: number) => wait(Math.max(0, beginsAtMs + ms - performance.now()));
  try {
    for (const [at, code] of ROOMS.entries()) {
      await until(at * APART_MS);
      await rooms.open(code);
    }
    // Everybody's wish comes half a tick before the tick of its room.
    for (let tick = 1; tick <= TICKS; tick += 1) {
      for (const [at, code] of ROOMS.entries()) {
        await until((tick - 0.5) * TICK_MS + at * APART_MS);
        await rooms.stir(code);
      }
    }
    await until((TICKS + 1) * TICK_MS + 3_500);
    return { decisions: rooms.decisions.filter(({ tick }) => tick > 0 && tick <= TICKS), calls: rooms.callsAtMs.length };
  } finally {
    rooms.stop();
    await google?.close();
  }
}

const rounded = (value: number) => Math.round(value * 100) / 100;

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

function figuresOf(way: string, rounds: readonly Round[]) {
  const lateMs = rounds.flatMap(({ decisions }) => decisions.map((decision) => decision.lateMs));
  return {
    way,
    due: ROUNDS * TICKS * ROOMS.length,
    made: lateMs.length,
    p50Ms: rounded(percentile(lateMs, 0.5)),
    p99Ms: rounded(percentile(lateMs, 0.99)),
    worstMs: rounded(percentile(lateMs, 1)),
    calls: rounds.map(({ calls }) => calls),
  };
}

const rounds = new Map<string, Round[]>(WAYS.map(([name]) => [name, []]));
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [name, start] of WAYS) rounds.get(name)?.push(await play(start));
}
const figures = [...rounds].map(([way, played]) => figuresOf(way, played));
const [alone] = figures;
const rows = figures.map(({ way, due, made, p50Ms, p99Ms, worstMs, calls }) => {
  const ratio = rounded(p99Ms / (alone?.p99Ms ?? Number.NaN));
  return `  ${way.padEnd(22)} made ${made} of ${due}   late: p50 ${p50Ms} ms, p99 ${p99Ms} ms (${ratio} x the rules alone), at worst ${worstMs} ms   calls a round ${calls.join(', ')}`;
});
const table = [`Decisions of ${ROOMS.length} rooms, ${TICKS} ticks in each of ${ROUNDS} rounds`, ...rows].join('\n');
process.stdout.write(`${process.argv.includes('--json') ? JSON.stringify(figures) : table}\n`);
