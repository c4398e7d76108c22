// A thousand sockets cut together: how fast all are back, and what those wait meanwhile who were not cut. Prints figures and judges nothing.
// `tsx test/bench/storm-soak.ts [--sockets N] [--rounds N] [--seed N] [--json]`
import { storm } from '../support/storm.ts';

function option(name: string, fallback: number): number {
  const at = process.argv.indexOf(`--${name}`);
  return at > 0 ? Number(process.argv[at + 1]) : fallback;
}
const SOCKETS = option('sockets', 1_000);
const ROUNDS = option('rounds', 3);
const SEED = option('seed', 20);

const percentile = (values: readonly number[], share: number) =>
  Math.round([...values].sort((a, b) => a - b)[Math.max(0, Math.ceil(share * values.length) - 1)] ?? Number.NaN);

const rows = [];
for (let round = 0; round < ROUNDS; round += 1) {
  const { back, backMs, ears, missed, faults, innocent } = await storm(SOCKETS, SEED + round);
  const waits = innocent.map(({ ms }) => ms);
  const unanswered = innocent.filter(({ isFine }) => !isFine).length;
  const [backP50, backWorst] = [percentile(backMs, 0.5), percentile(backMs, 1)];
  const [replyP50, replyP99, replyWorst] = [percentile(waits, 0.5), percentile(waits, 0.99), percentile(waits, 1)];
  const answers = innocent.length;
  rows.push({ back, backP50, backWorst, ears, missed, faults, answers, unanswered, replyP50, replyP99, replyWorst });
}

const text = rows.flatMap((row, round) => [
  `Storm ${round + 1}, seed ${SEED + round}: ${row.back} of ${SOCKETS} back, half within ${row.backP50} ms, all within ${row.backWorst} ms`,
  `  ${row.ears} ears missed ${row.missed} chunks; the books have ${row.faults.length} things against the server ${row.faults.slice(0, 3).join(' ')}`,
  `  others meanwhile: p50 ${row.replyP50} ms, p99 ${row.replyP99} ms, at worst ${row.replyWorst} ms of ${row.answers}, unanswered ${row.unanswered}`,
]);
process.stdout.write(`${process.argv.includes('--json') ? JSON.stringify(rows) : text.join('\n')}\n`);
