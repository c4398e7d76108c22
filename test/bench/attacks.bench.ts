// What the innocent notice while a server is attacked, and what it keeps of it: for each attack the answers to `{ __typename }` over
// HTTP and WebSocket, and memory before and after. Prints figures and judges nothing. `tsx test/bench/attacks.bench.ts [--seconds N] [--json]`
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ATTACKS, type Innocent } from '../support/attacks.ts';
import { startMeasuredServer } from '../support/measured-server.ts';
import { dataOf, post } from '../support/third-party.ts';

const at = process.argv.indexOf('--seconds');
const SECONDS = at > 0 ? Number(process.argv[at + 1]) : 5;
/** Connections close, timers run out, garbage goes. */
const SETTLE_MS = 1_500;

const server = await startMeasuredServer();
const { url } = server;
const create = 'mutation { createRoom(input: { password: "sesame" }) { ticket room { code } } }';
const { createRoom } = dataOf(await post(url, create));
const target = { url, code: createRoom.room.code as string };
await post(url, 'mutation($c: String!) { startMusic(code: $c) { isPlaying } }', { c: target.code }, createRoom.ticket);

async function megabytes(): Promise<number> {
  await wait(SETTLE_MS);
  return Math.round((await server.holdings()).rssBytes / 1e5) / 10;
}
function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN);
}

interface Row {
  readonly name: string;
  readonly waves: number;
  readonly answers: number;
  readonly unanswered: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly worstMs: number;
  readonly rssMb: number;
}

/** In a process of its own, which the attacker does not keep busy. */
async function startInnocent(): Promise<() => Promise<Innocent['answers']>> {
  const child = fork(fileURLToPath(new URL('innocent.ts', import.meta.url)), [url], { execArgv: ['--import', 'tsx'] });
  await once(child, 'message');
  return async () => {
    child.send('stop');
    const [answers] = await once(child, 'message');
    return answers as Innocent['answers'];
  };
}

async function attack(name: string, wave: () => Promise<void>): Promise<Row> {
  const stop = await startInnocent();
  const endsAtMs = performance.now() + SECONDS * 1_000;
  let waves = 0;
  while (performance.now() < endsAtMs) {
    await wave();
    waves += 1;
  }
  const answers = await stop();
  const ms = answers.map((answer) => answer.ms);
  const unanswered = answers.filter(({ isFine }) => !isFine).length;
  const [p50Ms, p99Ms, worstMs] = [0.5, 0.99, 1].map((share) => percentile(ms, share)) as [number, number, number];
  return { name, waves, answers: ms.length, unanswered, p50Ms, p99Ms, worstMs, rssMb: await megabytes() };
}

// Everything once: code is compiled, buffers have their size, and what grows after that grows because of the attacks.
for (const { wave } of ATTACKS) await wave(target);
const beforeMb = await megabytes();
const rows = [await attack('nothing', () => wait(500))];
for (const { name, wave } of ATTACKS) rows.push(await attack(name, () => wave(target)));
const afterMb = await megabytes();
await server.stop();

const lines = rows.map(
  ({ name, waves, answers, unanswered, p50Ms, p99Ms, worstMs, rssMb }) =>
    `  ${name.padEnd(50)} ${String(waves).padStart(4)} waves   p50 ${p50Ms} ms, p99 ${p99Ms} ms, at worst ${worstMs} ms of ${answers}   unanswered ${unanswered}   then ${rssMb} MB`,
);
const growth = Math.round((afterMb / beforeMb - 1) * 1_000) / 10;
const table = [
  `What the innocent notice, ${SECONDS} s of each attack`,
  ...lines,
  `Memory: ${beforeMb} MB before all of it, ${afterMb} MB after (${growth} %)`,
];
process.stdout.write(`${process.argv.includes('--json') ? JSON.stringify({ rows, beforeMb, afterMb }) : table.join('\n')}\n`);
