// Thirty kills under load, over the built server: how many acknowledged writes are lost, and how soon the next process serves. Ends with 1
// when anything was lost. `tsx test/bench/kill-soak.ts [--rounds N] [--seed N] [--postgres] [--json]`
import { parseArgs } from 'node:util';
import { buildIfStale } from '../../scripts/build-if-stale.mjs';
import { postgresDatabase, sqliteDatabase } from '../support/databases.ts';
import { createKilledServer, type Round } from '../support/killed-server.ts';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
    postgres: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const print = (line: string) => process.stdout.write(`${line}\n`);

buildIfStale();
const at = options.postgres ? await postgresDatabase() : sqliteDatabase();
const server = await createKilledServer({ ...at, seed: Number(options.seed), main: ['dist/server/main.js'] });
const rounds: Round[] = [];
try {
  for (let index = 1; index <= Number(options.rounds); index++) {
    const round = await server.round();
    rounds.push(round);
    const line = `round ${index}: ${round.acknowledged} acknowledged, ${round.lost.length} lost, serving after ${round.servingAfterS.toFixed(2)} s`;
    if (!options.json) print([line, ...round.lost.map((sentence) => `  ${sentence}`)].join('\n'));
  }
} finally {
  await server.stop();
  await at.remove();
}
const figures = {
  seed: Number(options.seed),
  rounds: rounds.length,
  acknowledged: rounds.reduce((sum, { acknowledged }) => sum + acknowledged, 0),
  lost: rounds.reduce((sum, { lost }) => sum + lost.length, 0),
  slowestS: Math.max(...rounds.map(({ servingAfterS }) => servingAfterS)),
};
print(
  options.json
    ? JSON.stringify(figures)
    : `${figures.acknowledged} acknowledged in ${figures.rounds} rounds, ${figures.lost} lost; serving after ${figures.slowestS.toFixed(2)} s at most (seed ${figures.seed})`,
);
if (figures.lost > 0) process.exitCode = 1;
