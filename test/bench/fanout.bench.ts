// What a listener costs: the fan-out against execution for each alone, and against the bare socket write. Ways take turns round by
// round, and rows are medians of ratios within a round, for absolute times mean nothing on another machine.
// `tsx test/bench/fanout.bench.ts [--quick] [--json]`
import { cpus } from 'node:os';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { dataOf, post } from '../support/third-party.ts';
import { type Cost, type Crowd, type CrowdWish, inTurns, startBench } from './crowd.ts';
import { createListener } from './listener.ts';
import { measureScreens } from './screens.ts';

const { values: options } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
});
// Many short rounds: what else the machine does then spoils single ones, and the median leaves those out.
const ROUNDS = options.quick ? 9 : 31;
const WINDOW_MS = options.quick ? 80 : 150;
const REAL_TIME_MS = options.quick ? 3_000 : 20_000;
const CHUNK_MS = 100;

interface Row {
  readonly title: string;
  readonly value: number;
  readonly goal: { readonly atLeast?: number; readonly atMost?: number };
}
interface Way {
  readonly title: string;
  readonly microseconds: number;
  readonly kilobitsPerSecond: number;
  readonly listenersPerCore: number;
}
const rows: Row[] = [];
const ways: Way[] = [];
const bench = await startBench();

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? (sorted[half] as number) : ((sorted[half - 1] as number) + (sorted[half] as number)) / 2;
}

function atShare(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** Costs by name, one entry a round. */
type Costs<Name extends string> = Readonly<Record<Name, readonly Cost[]>>;

async function compare<Name extends string>(wishes: Readonly<Record<Name, CrowdWish>>): Promise<Costs<Name>> {
  const names = Object.keys(wishes) as Name[];
  const crowds = {} as Record<Name, Crowd>;
  for (const name of names) crowds[name] = await bench.gather(wishes[name]);
  const costs = Object.fromEntries(names.map((name) => [name, [] as Cost[]])) as Record<Name, Cost[]>;
  for (const name of names) await bench.measure(crowds[name], { forMs: WINDOW_MS });
  for (let round = 0; round < ROUNDS; round += 1) {
    // Nobody is always first: the order turns from round to round.
    for (let turn = 0; turn < names.length; turn += 1) {
      const name = names[(round + turn) % names.length] as Name;
      costs[name].push(await bench.measure(crowds[name], { forMs: WINDOW_MS }));
    }
  }
  for (const name of names) for (const listener of crowds[name].listeners) listener.close();
  await sleep(200);
  for (const name of names) {
    const { load, size, way } = wishes[name];
    const microseconds = median(costs[name].map((cost) => cost.microseconds));
    const periodMs = load === 'PCM 200 ms' ? 2 * CHUNK_MS : CHUNK_MS;
    ways.push({
      title: `${load === 'STATE' ? 'STATE 10 a second' : load}, N=${size}, ${name === way ? way : name}`,
      microseconds,
      kilobitsPerSecond: (median(costs[name].map(({ bytes }) => bytes)) * 8) / periodMs,
      listenersPerCore: (periodMs * 1_000) / microseconds,
    });
  }
  return costs;
}

function ratio(title: string, over: readonly Cost[], under: readonly Cost[], goal: Row['goal']): void {
  const value = median(over.map(({ microseconds }, round) => microseconds / (under[round] as Cost).microseconds));
  rows.push({ title, value, goal });
}

async function compareSound(load: 'PCM 100 ms' | 'OPUS 100 ms', size: number): Promise<void> {
  const costs = await compare({
    naive: { way: 'naive', load, size },
    shared: { way: 'shared', load, size },
    'shared, own ids': { way: 'shared', load, size, hasOwnIds: true },
    'ws.send': { way: 'ws.send', load, size },
    raw: { way: 'raw', load, size },
  });
  if (load === 'PCM 100 ms') ratio(`naive / shared, ${load}, N=${size}`, costs.naive, costs.shared, { atLeast: 12 });
  else ratio(`naive / shared, ${load}, N=${size}`, costs.naive, costs.shared, {});
  ratio(`shared / ws.send of the same bytes, ${load}, N=${size}`, costs.shared, costs['ws.send'], { atMost: 1.05 });
  ratio(`shared / raw frame, ${load}, N=${size}`, costs.shared, costs.raw, { atMost: 1.15 });
  ratio(`shared, every client its own ids / raw frame, ${load}, N=${size}`, costs['shared, own ids'], costs.raw, {});
}

async function compareLong(): Promise<void> {
  const load = 'PCM 200 ms';
  const costs = await compare({ naive: { way: 'naive', load, size: 1_000 }, shared: { way: 'shared', load, size: 1_000 } });
  ratio(`naive / shared, ${load}, N=1000`, costs.naive, costs.shared, { atLeast: 20 });
}

async function compareState(): Promise<void> {
  const load = 'STATE';
  const costs = await compare({ naive: { way: 'naive', load, size: 1_000 }, shared: { way: 'shared', load, size: 1_000 } });
  ratio('naive / shared, roomState, N=1000', costs.naive, costs.shared, { atLeast: 10 });
}

async function compareSizes(): Promise<void> {
  const load = 'OPUS 100 ms';
  const costs = await compare({ '100': { way: 'shared', load, size: 100 }, '1000': { way: 'shared', load, size: 1_000 } });
  ratio('shared, one delivery at N=1000 / at N=100, Opus', costs[1000], costs[100], { atMost: 1.1 });
}

async function compareRooms(): Promise<void> {
  const load = 'OPUS 100 ms';
  const costs = await compare({
    'one room': { way: 'shared', load, size: 1_000 },
    '100 rooms': { way: 'shared', load, size: 1_000, rooms: 100 },
  });
  ratio('shared, 100 rooms of 10 / one of 1000, Opus', costs['100 rooms'], costs['one room'], { atMost: 1.3 });
}

/** Twenty listeners of PCM, one of which stops reading. */
async function stall(): Promise<void> {
  const rounds = options.quick ? 600 : 2_000;
  const crowd = await bench.gather({ way: 'shared', load: 'PCM 100 ms', size: 20 });
  await bench.measure(crowd, { forMs: 60_000, rounds: 100 });
  const [first, ...others] = crowd.listeners;
  const before = others.map((listener) => listener.messages());
  first?.socket.pause();
  const cost = await bench.measure(crowd, { forMs: 60_000, rounds, watchMemory: true }, 1);
  const lost = others.map((listener, at) => cost.rounds + cost.warmUpRounds - (listener.messages() - (before[at] as number)));
  for (const listener of crowd.listeners) listener.close();
  rows.push({ title: `a stalled reader: chunks that the others lost, of ${cost.rounds}`, value: Math.max(...lost), goal: { atMost: 0 } });
  rows.push({ title: 'a stalled reader: megabytes more, limit of 0.5 included', value: cost.memoryMb, goal: { atMost: 1.5 } });
}

/** The real app, with its band, in real time: how regularly chunks come to a thousand listeners of one room. */
async function realTime(): Promise<void> {
  const { appUrl } = bench.ports;
  const { createRoom } = dataOf(await post(appUrl, 'mutation { createRoom { ticket room { code } } }'));
  const { code } = createRoom.room;
  dataOf(await post(appUrl, 'mutation($code: String!) { startMusic(code: $code) { isPlaying } }', { code }, createRoom.ticket));
  const query = 'subscription Audio($code: String!) { audioChunk(code: $code) { epoch seq startFrame packets playAt } }';
  const port = Number(new URL(appUrl).port);
  const gaps: number[] = [];
  let isCounted = false;
  const listeners = await inTurns(1_000, () => {
    let lastMs = 0;
    const onMessage = () => {
      const nowMs = performance.now();
      if (isCounted && lastMs > 0) gaps.push(nowMs - lastMs);
      lastMs = nowMs;
    };
    return createListener({ port, id: 'audio', query, variables: { code }, onMessage });
  });
  await sleep(2_000);
  isCounted = true;
  const before = await bench.ask<NodeJS.CpuUsage>('cpu');
  await sleep(REAL_TIME_MS);
  const after = await bench.ask<NodeJS.CpuUsage>('cpu');
  isCounted = false;
  for (const listener of listeners) listener.close();
  const core = (after.user + after.system - before.user - before.system) / 1_000 / REAL_TIME_MS;
  rows.push({
    title: '1000 listeners of one room, real time: p99 gap in chunks',
    value: atShare(gaps, 0.99) / CHUNK_MS,
    goal: { atMost: 1.5 },
  });
  rows.push({
    title: '1000 listeners of one room, real time: chunks that came, of those due',
    value: (gaps.length * CHUNK_MS) / REAL_TIME_MS / 1_000,
    goal: { atLeast: 0.99 },
  });
  rows.push({ title: '1000 listeners of one room, real time: cores in use, band included', value: core, goal: {} });
}

async function screens(): Promise<void> {
  const { p50Ms, p99Ms } = await measureScreens(bench.ports.appUrl, options.quick ? 20 : 60);
  rows.push({ title: "a change to 100 screens' roomState, p50 ms", value: p50Ms, goal: {} });
  rows.push({ title: "a change to 100 screens' roomState, p99 ms", value: p99Ms, goal: { atMost: 100 } });
}

const isReached = ({ value, goal: { atLeast, atMost } }: Row) =>
  (atLeast === undefined || value >= atLeast) && (atMost === undefined || value <= atMost);

function verdictOf(row: Row): string {
  const { atLeast, atMost } = row.goal;
  if (atLeast === undefined && atMost === undefined) return 'report only';
  const goal = atLeast === undefined ? `at most ${atMost}` : `at least ${atLeast}`;
  return `${goal.padEnd(13)} ${isReached(row) ? 'reached' : 'MISSED'}`;
}

await compareSound('PCM 100 ms', 500);
await compareSound('OPUS 100 ms', 500);
await compareState();
await compareSizes();
if (!options.quick) {
  await compareLong();
  await compareRooms();
}
await stall();
rows.push({ title: 'Opus, 128 kbit/s: times real time on one core', value: await bench.ask<number>('opus'), goal: { atLeast: 100 } });
await realTime();
await screens();
bench.stop();

const machine = { node: process.version, cores: cpus().length, processor: cpus()[0]?.model ?? 'unknown' };
if (options.json) process.stdout.write(`${JSON.stringify({ machine, rounds: ROUNDS, rows, ways })}\n`);
else {
  const table = [
    `Node ${machine.node}, ${machine.cores} x ${machine.processor}; medians of ${ROUNDS} rounds`,
    '',
    ...rows.map((row) => `${row.title.padEnd(74)} ${row.value.toFixed(2).padStart(8)}   ${verdictOf(row)}`),
    '',
    `${'way'.padEnd(48)} us a delivery   kbit/s a listener   listeners a core`,
    ...ways.map(
      ({ title, microseconds, kilobitsPerSecond, listenersPerCore }) =>
        `${title.padEnd(48)} ${microseconds.toFixed(1).padStart(13)} ${kilobitsPerSecond.toFixed(0).padStart(19)} ${listenersPerCore.toFixed(0).padStart(18)}`,
    ),
  ];
  process.stdout.write(`${table.join('\n')}\n`);
}
