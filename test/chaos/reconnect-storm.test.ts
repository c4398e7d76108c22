// The network of three hundred people breaks at the same moment: all come back to what they had, nothing comes twice, and whoever was not
// cut is answered all the while. How fast, `npm run soak:storm` measures with a thousand.
import { expect, test } from 'vitest';
import { seedOfTest } from '../support/chaos-seed.ts';
import { storm } from '../support/storm.ts';

const SOCKETS = 300;

test('all are back with the newest state and with sound, players on their own seats, and the others are answered', {
  timeout: 120_000,
}, async () => {
  const report = await storm(SOCKETS, seedOfTest(20));
  expect(report.back).toBe(SOCKETS);
  expect(report.faults).toEqual([]);
  expect(report.players).toEqual(report.playersBefore);
  expect(report.players.map(({ presence }: { presence: string }) => presence)).toEqual(Array(5).fill('CONNECTED'));
  expect(report.innocent.length).toBeGreaterThan(10);
  expect(report.innocent.filter(({ isFine }) => !isFine)).toEqual([]);
});
