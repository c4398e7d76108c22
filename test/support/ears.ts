// Listeners of one room in browsers of their own, each behind its own network, and what can be said of all of them together.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import type { AudioStats } from '../../client/audio/stats.ts';
import type { AudioPageWindow, HeardPoll } from './audio-page/polls.ts';
import { openPage, type Visit, type VisitOptions } from './browser.ts';
import { seededRandom } from './seeded-random.ts';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';
import type { ToneServer } from './tone-server.ts';

/** The pages with the real audio engine, built into a folder of the temp folder. */
export async function buildAudioPage(): Promise<{ readonly folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'coro-audio-page-'));
  await build({
    root: fileURLToPath(new URL('./audio-page', import.meta.url)),
    configFile: false,
    logLevel: 'error',
    worker: { format: 'es' },
    build: { outDir: folder, emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0, reportCompressedSize: false },
  });
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

export const evaluate = <T>(visit: Visit, read: (page: AudioPageWindow) => T) =>
  visit.page.evaluate(`(${read.toString()})(window)`) as Promise<T>;
export const statsOf = (visit: Visit): Promise<AudioStats> => evaluate(visit, ({ audio }) => audio.stats());
export const heardUntil = (visit: Visit, ms: number) => visit.page.waitForTimeout(ms).then(() => evaluate(visit, ({ polls }) => polls));

export interface EarOptions extends Omit<VisitOptions, 'proxy'> {
  /** localhost counts as secure; another name of this machine is plain HTTP, as on a phone in the same Wi-Fi. */
  readonly host?: string;
  readonly proxy?: TcpProxy;
}

/** Opens the page in a context of its own and taps. */
export async function openEar(browser: Browser, server: ToneServer, options: EarOptions = {}): Promise<Visit> {
  const { host = 'localhost', proxy, ...visitOptions } = options;
  const socket = `ws://${host}:${(proxy ?? server).port}/graphql`;
  const visit = await openPage(browser, `http://${host}:${server.port}/?socket=${socket}`, {
    alsoAllowed: [socket],
    outlivesFailure: true,
    ...visitOptions,
  });
  await visit.page.click('#tap');
  return visit;
}

/** A network that delays each piece by up to `jitterMs`. */
export async function jitteryProxy(server: ToneServer, jitterMs: number, seed: number): Promise<TcpProxy> {
  const proxy = await startTcpProxy(server.port);
  const random = seededRandom(seed);
  proxy.delayEach(() => random() * jitterMs);
  return proxy;
}

/** From now on nothing of the page runs for `forMs` in every `everyMs`. */
export function blockPage({ page }: Visit, forMs: number, everyMs: number): Promise<void> {
  return page.evaluate(
    ([busyMs, pauseMs]) => {
      setInterval(() => {
        const until = performance.now() + (busyMs ?? 0);
        while (performance.now() < until);
      }, pauseMs);
    },
    [forMs, everyMs],
  );
}

const BIN_MS = 100;

/**
 * How far apart the ears are: the distance between the first and the last in each tenth of a second in which all were heard,
 * milliseconds. An ear's place is the frame at its loudspeaker less the time that has passed on the machine's clock.
 */
export function spreadMs(ears: readonly (readonly HeardPoll[])[]): number[] {
  const places = ears.map((polls) => {
    const bins = new Map<number, number[]>();
    for (const { frame, wallMs } of polls) {
      if (frame === null) continue;
      const bin = Math.floor(wallMs / BIN_MS);
      bins.set(bin, [...(bins.get(bin) ?? []), frame / 48 - wallMs]);
    }
    return bins;
  });
  return [...(places[0]?.keys() ?? [])].flatMap((bin) => {
    const there = places.flatMap((bins) => medianOf(bins.get(bin) ?? []) ?? []);
    return there.length === ears.length ? [Math.max(...there) - Math.min(...there)] : [];
  });
}

/** By then an ear that began 20 ms beside the room has been bent into place. */
export const SETTLED_MS = 6_000;

/** Of `spreadMs`: 1 to 2 s. */
const ROUND_LOOKS = 10;

/** The p95 of every ten of `spreadMs`, milliseconds. */
export function rounds(spread: readonly number[]): number[] {
  return Array.from({ length: Math.floor(spread.length / ROUND_LOOKS) }, (_unused, round) =>
    percentile(spread.slice(round * ROUND_LOOKS, (round + 1) * ROUND_LOOKS), 0.95),
  );
}

/**
 * Waits until all ears have been together for a round, and tells how far apart they were in it. Not the median of all rounds: on a
 * busy machine the audio device itself stumbles now and then, which no player can help, and it takes seconds to bend that away.
 * A player that is off by more than a little never gets there.
 */
export async function closestRound(ears: readonly Visit[], sinceMs: number, closeMs: number): Promise<number> {
  const untilMs = Date.now() + 40_000;
  for (;;) {
    const heard = await Promise.all(ears.map((ear) => heardUntil(ear, 1_000)));
    const closest = Math.min(...rounds(spreadMs(heard.map((polls) => polls.filter(({ wallMs }) => wallMs > sinceMs)))));
    if (closest <= closeMs || Date.now() > untilMs) return closest;
  }
}

/** The value below which `share` (0..1) of them lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

function medianOf(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : percentile(values, 0.5);
}
