// What the flower costs: the time between two pictures of a playing stage with ten people, drawn without a graphics card. Prints
// figures and judges nothing. `tsx test/bench/bloom.bench.ts [--json] [--seconds N] [--people N] [--size 1280x720]`
// With `--minutes N` it keeps the stage open instead and prints, a line a minute, what is left in memory after a forced collection.
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { CDPSession, Page } from 'playwright-core';
import { buildIfStale } from '../../scripts/build-if-stale.mjs';
import { launchBrowser } from '../support/browser.ts';
import { percentile } from '../support/ears.ts';
import { runServer } from '../support/run-server.ts';
import { createStageParty, type StageParty } from '../support/stage-party.ts';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '20' },
    people: { type: 'string', default: '10' },
    size: { type: 'string', default: '1280x720' },
    minutes: { type: 'string', default: '0' },
  },
});
const [width = 1280, height = 720] = options.size.split('x').map(Number);
const people = Number(options.people);
const minutes = Number(options.minutes);
/** Petals open, names are painted, the quality ladder has found its step. */
const SETTLE_MS = 12_000;
const STEER_EVERY_MS = 3_000;
const MB = 1_048_576;
const GENRES = ['Jazz', 'Afrobeat', 'House', 'Lo-fi', 'Funk'] as const;

interface Frames {
  readonly frames: number;
  readonly medianMs: number;
  readonly p95Ms: number;
}

/** Milliseconds between pictures, as the page sees them. */
async function frameTimes(page: Page, seconds: number): Promise<Frames> {
  const intervals = await page.evaluate(
    (lengthMs) =>
      new Promise<number[]>((resolve) => {
        const watch = {
          found: [] as number[],
          beginMs: performance.now(),
          lastMs: 0,
          // A method, because the runner marks named functions with a helper that the page does not have.
          look(nowMs: number) {
            if (watch.lastMs > 0) watch.found.push(nowMs - watch.lastMs);
            watch.lastMs = nowMs;
            if (nowMs - watch.beginMs < lengthMs) requestAnimationFrame(watch.look);
            else resolve(watch.found);
          },
        };
        requestAnimationFrame(watch.look);
      }),
    seconds * 1_000,
  );
  return { frames: intervals.length, medianMs: percentile(intervals, 0.5), p95Ms: percentile(intervals, 0.95) };
}

/** Hands stay on the music, so that petals move and prompts fly. */
function keepSteering(party: StageParty): () => void {
  let round = 0;
  const timer = setInterval(() => {
    round += 1;
    void party.steer(0, { bpm: 100 + (round % 20) });
    if (round % 3 === 0) void party.steer(2, { genre: GENRES[(round / 3) % GENRES.length] ?? 'Jazz' });
  }, STEER_EVERY_MS);
  return () => clearInterval(timer);
}

async function memory(session: CDPSession) {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  return { heapMb: usedSize / MB, nodes, listeners: jsEventListeners };
}

async function watchMemory(page: Page, session: CDPSession) {
  const marks: Awaited<ReturnType<typeof memory>>[] = [];
  for (let minute = 0; minute <= minutes; minute += 1) {
    if (minute > 0) await wait(60_000);
    const mark = await memory(session);
    marks.push(mark);
    if (!options.json) print(`minute ${minute}: ${mark.heapMb.toFixed(2)} MB, ${mark.nodes} nodes, ${mark.listeners} listeners`);
  }
  const grown = (marks.at(-1)?.heapMb ?? 0) - (marks[1]?.heapMb ?? 0);
  if (!options.json) print(`grown since the first minute: ${grown.toFixed(2)} MB; now ${JSON.stringify(await frameTimes(page, 5))}`);
  return { marks, grownMb: grown };
}

const print = (line: string) => process.stdout.write(`${line}\n`);

buildIfStale();
const server = await runServer();
const { browser, close } = await launchBrowser();
try {
  const party = await createStageParty(server.origin);
  for (let index = 0; index < people; index += 1) await party.join();
  await party.start();
  const visit = await party.openStage(browser, { viewport: { width, height }, colorScheme: 'dark' });
  await wait(SETTLE_MS);
  const stopSteering = keepSteering(party);
  if (minutes > 0) {
    const found = await watchMemory(visit.page, await visit.context.newCDPSession(visit.page));
    if (options.json) print(JSON.stringify(found));
  } else {
    const found = await frameTimes(visit.page, Number(options.seconds));
    if (options.json) print(JSON.stringify({ width, height, people, ...found }));
    else
      print(
        `${people} people at ${width}x${height}: a picture every ${found.medianMs.toFixed(1)} ms (median), ${found.p95Ms.toFixed(1)} ms (p95), ${found.frames} pictures`,
      );
  }
  stopSteering();
  await party.close();
  await visit.close();
} finally {
  await close();
  await server.stop();
}
