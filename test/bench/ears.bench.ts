// Three browsers that hear one room: on a calm network, at 120 ms of jitter, and there with a page that stands still half of the time;
// then a cut of 1.5 s for each. Prints figures and judges nothing. `tsx test/bench/ears.bench.ts [--quick] [--json]`
import { setTimeout as wait } from 'node:timers/promises';
import type { AudioStats } from '../../client/audio/stats.ts';
import { launchBrowser, type Visit } from '../support/browser.ts';
import {
  blockPage,
  buildAudioPage,
  evaluate,
  jitteryProxy,
  openEar,
  percentile,
  rounds,
  SETTLED_MS,
  spreadMs,
  statsOf,
} from '../support/ears.ts';
import { startToneServer } from '../support/tone-server.ts';

const SECONDS = process.argv.includes('--quick') ? 15 : 60;
const JITTER_MS = 120;
const CUT_MS = 1_500;
/** What a room waits at most: enough for such a cut. */
const LONGEST_DELAY_MS = 2_000;
const BROKEN_SOCKET = /WebSocket connection to .* failed/;
const NAMES = ['calm network', '120 ms of jitter', 'the same, page blocked 350 ms in every 700'] as const;

interface EarFigures {
  readonly ear: string;
  readonly underruns: number;
  readonly silentMs: number;
  readonly lost: number;
  readonly late: number;
  readonly seeks: number;
  readonly kbitPerSecond: number;
}

interface Figures {
  readonly seconds: number;
  readonly spreadMs: { readonly roundP95: number; readonly p50: number; readonly p95: number; readonly worst: number };
  readonly ears: readonly EarFigures[];
  readonly afterCut: readonly EarFigures[];
}

const rounded = (value: number) => Math.round(value * 100) / 100;

function figuresOf(ear: string, { underruns, silentMs, lost, late, seeks, kbitPerSecond }: AudioStats): EarFigures {
  return { ear, underruns, silentMs: rounded(silentMs), lost, late, seeks, kbitPerSecond: rounded(kbitPerSecond) };
}

const allFigures = (ears: readonly Visit[]) =>
  Promise.all(ears.map(async (ear, index) => figuresOf(NAMES[index] ?? '', await statsOf(ear))));

async function measure(): Promise<Figures> {
  const pages = await buildAudioPage();
  const server = await startToneServer({ pages: pages.folder });
  server.waitFor(LONGEST_DELAY_MS);
  const proxies = await Promise.all([0, JITTER_MS, JITTER_MS].map((jitterMs, index) => jitteryProxy(server, jitterMs, 7 + index)));
  const { browser, close } = await launchBrowser();
  try {
    const ears = await Promise.all(proxies.map((proxy) => openEar(browser, server, { proxy, expectedErrors: [BROKEN_SOCKET] })));
    await blockPage(ears[2] as Visit, 350, 700);
    await wait(SETTLED_MS);
    const sinceMs = Date.now();
    await wait(SECONDS * 1_000);
    const polls = await Promise.all(ears.map((ear) => evaluate(ear, (page) => page.polls)));
    const spread = spreadMs(polls.map((heard) => heard.filter(({ wallMs }) => wallMs > sinceMs)));
    const before = await allFigures(ears);
    for (const proxy of proxies) {
      proxy.refuse(true);
      proxy.cut();
    }
    await wait(CUT_MS);
    for (const proxy of proxies) proxy.refuse(false);
    await Promise.all(ears.map(({ page }) => page.evaluate(() => dispatchEvent(new Event('online')))));
    await wait(4_000);
    const afterCut = await allFigures(ears);
    const at = (share: number) => rounded(percentile(spread, share));
    return {
      seconds: SECONDS,
      spreadMs: { roundP95: rounded(percentile(rounds(spread), 0.5)), p50: at(0.5), p95: at(0.95), worst: at(1) },
      ears: before,
      afterCut,
    };
  } finally {
    await close();
    await Promise.all(proxies.map((proxy) => proxy.close()));
    await server.close();
    await pages.remove();
  }
}

const row = ({ ear, underruns, silentMs, lost, late, seeks, kbitPerSecond }: EarFigures) =>
  `  ${ear.padEnd(44)} underruns ${underruns}   silence ${silentMs} ms   lost ${lost}   late ${late}   jumps ${seeks}   ${kbitPerSecond} kbit/s`;

function print({ seconds, spreadMs: { roundP95, p50, p95, worst }, ears, afterCut }: Figures): string {
  return [
    `Three browsers, one room, ${seconds} s`,
    `  apart: p95 of every second, median: ${roundP95} ms (goal: at most 5)   over all: p50 ${p50} ms, p95 ${p95} ms, at worst ${worst} ms`,
    ...ears.map(row),
    `After a cut of ${CUT_MS / 1_000} s in a room that waits for ${LONGEST_DELAY_MS / 1_000} s`,
    ...afterCut.map(row),
  ].join('\n');
}

const figures = await measure();
process.stdout.write(`${process.argv.includes('--json') ? JSON.stringify(figures) : print(figures)}\n`);
