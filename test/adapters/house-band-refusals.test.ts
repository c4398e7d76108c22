import { Worker } from 'node:worker_threads';
import { afterEach, expect, test } from 'vitest';
import { createHouseBand, type HouseBand } from '../../server/adapters/house-band/engine.ts';
import type { ToWorker } from '../../server/adapters/house-band/messages.ts';
import type { Scale, Steering } from '../../server/domain/steering.ts';
import type { MusicIntent } from '../../server/ports/music-engine.ts';
import { BAND_THREAD } from '../support/band-thread.ts';

const STEERING: Steering = { bpm: 120, density: 0.5, brightness: 0.5, scale: null, muteBass: false, muteDrums: false, revision: 1 };
const saying = (...prompts: (readonly [text: string, weight: number])[]): MusicIntent => ({
  prompts: prompts.map(([text, weight]) => ({ text, weight })),
  steering: STEERING,
});
const steered = (steering: Partial<Steering>): MusicIntent => ({ ...saying(['house', 1]), steering: { ...STEERING, ...steering } });

let band: HouseBand | null = null;
afterEach(async () => {
  await band?.stop();
});

/** A band whose messages to its worker are kept; the worker is a real one and plays. */
function watched() {
  const told: ToWorker[] = [];
  let blocks = 0;
  let wake = () => {};
  band = createHouseBand({
    workerUrl: BAND_THREAD,
    createWorker(url) {
      const worker = new Worker(url);
      const post = worker.postMessage.bind(worker);
      worker.postMessage = (message: ToWorker) => {
        told.push(message);
        post(message);
      };
      return worker;
    },
  });
  const listener = {
    block() {
      blocks += 1;
      wake();
    },
    beat() {},
    health() {},
  };
  const hear = (count: number) =>
    new Promise<void>((resolve) => {
      const until = blocks + count;
      wake = () => {
        if (blocks >= until) resolve();
      };
    });
  return { told, listener, hear, start: band.startEngine };
}

const REFUSED: readonly (readonly [why: string, code: string, intent: MusicIntent])[] = [
  ['no prompts', 'BAD_INPUT', saying()],
  ['a prompt without words', 'BAD_INPUT', saying(['  ', 1])],
  ['a weight that is no number', 'BAD_INPUT', saying(['house', Number.NaN])],
  ['a weight below 0', 'BAD_INPUT', saying(['house', 1], ['jazz', -1])],
  ['no weight at all', 'BAD_INPUT', saying(['house', 0])],
  ['10,000 characters', 'TOO_LARGE', saying(['x'.repeat(10_000), 1])],
  ['a hundred prompts', 'TOO_LARGE', saying(...Array.from({ length: 100 }, () => ['house', 0.01] as const))],
  ['a bpm that is no number', 'BAD_INPUT', steered({ bpm: Number.NaN })],
  ['an absurd bpm', 'BAD_INPUT', steered({ bpm: 100_000 })],
  ['a bpm of 0', 'BAD_INPUT', steered({ bpm: 0 })],
  ['a density above 1', 'BAD_INPUT', steered({ density: 1.5 })],
  ['an infinite brightness', 'BAD_INPUT', steered({ brightness: Number.POSITIVE_INFINITY })],
  ['an unknown scale', 'BAD_INPUT', steered({ scale: 'H_MINOR' as Scale })],
];

test('what cannot be played is refused before a worker hears of it, and the band plays on', async () => {
  const { told, listener, hear, start } = watched();
  const engine = start({ seed: 1, intent: saying(['house', 1]), listener });
  await hear(2);
  const steers = () => told.filter(({ kind }) => kind === 'STEER').length;
  for (const [why, code, intent] of REFUSED) {
    expect(() => engine.steer(intent), why).toThrow(expect.objectContaining({ code }));
    expect(() => start({ seed: 1, intent, listener }), why).toThrow(expect.objectContaining({ code }));
  }
  expect(steers()).toBe(0);
  expect(told.filter(({ kind }) => kind === 'START')).toHaveLength(1);
  await hear(3);
  engine.steer(saying(['jazz', 1]));
  expect(steers()).toBe(1);
});
