// The whole way of the sound in a real browser: socket, Worker, decoder, AudioWorklet, over good and bad networks.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { AudioPageWindow, HeardPoll } from '../support/audio-page/polls.ts';
import { describeWithBrowser, openPage, type Visit, type VisitOptions } from '../support/browser.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import { HZ_PER_SECOND, pitchAt, startToneServer, type ToneServer } from '../support/tone-server.ts';

let pages: string;
const cleanUps: (() => Promise<void>)[] = [];

beforeAll(async () => {
  pages = await mkdtemp(join(tmpdir(), 'coro-audio-page-'));
  await build({
    root: fileURLToPath(new URL('../support/audio-page', import.meta.url)),
    configFile: false,
    logLevel: 'error',
    worker: { format: 'es' },
    build: { outDir: pages, emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0, reportCompressedSize: false },
  });
});

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

afterAll(() => rm(pages, { recursive: true, force: true }));

/** A room of the test's own. */
async function toneServer(options: { leadMs?: number } = {}): Promise<ToneServer> {
  const server = await startToneServer({ ...options, pages });
  cleanUps.push(server.close);
  return server;
}

async function proxyTo(server: ToneServer): Promise<TcpProxy> {
  const proxy = await startTcpProxy(server.port);
  cleanUps.push(proxy.close);
  return proxy;
}

const evaluate = <T>(visit: Visit, read: (page: AudioPageWindow) => T) => visit.page.evaluate(`(${read.toString()})(window)`) as Promise<T>;
const statsOf = (visit: Visit) => evaluate(visit, ({ audio }) => audio.stats());
const heardUntil = (visit: Visit, ms: number) => visit.page.waitForTimeout(ms).then(() => evaluate(visit, ({ polls }) => polls));
const sounds = ({ rms }: HeardPoll) => rms > 0.001;

/** All that was noted from 100 ms after the first sound on: by then the analyser's window is full. */
function sinceFirstSound(polls: readonly HeardPoll[]): readonly HeardPoll[] {
  const first = polls.find(sounds);
  expect(first, 'there was sound').toBeDefined();
  return polls.filter(({ atMs }) => atMs > (first?.atMs ?? 0) + 100);
}

/** 0.1 s of silence in a row cannot hide between two looks, and none is allowed. */
function expectNoSilence(polls: readonly HeardPoll[]): void {
  expect(sinceFirstSound(polls).filter((poll) => !sounds(poll))).toEqual([]);
}

/** Where the pitch stands against the frame that ought to be heard, milliseconds of music. */
function pitchErrorsMs(polls: readonly HeardPoll[]): number[] {
  return polls.flatMap(({ frame, pitchHz }) => (frame === null ? [] : [((pitchHz - pitchAt(frame)) / HZ_PER_SECOND) * 1_000]));
}

/**
 * The analyser looks at what is rendered: up to an output latency ahead of the ear, half a window behind. So the error is not
 * nought, but it must be small, and it must not move: a lost, doubled or swapped packet would shift all that follows by 20 ms
 * or show as a spike.
 */
function expectRisingTone(polls: readonly HeardPoll[]): void {
  const errors = pitchErrorsMs(sinceFirstSound(polls)).sort((a, b) => a - b);
  expect(errors.length).toBeGreaterThan(50);
  expect(errors.at(0)).toBeGreaterThan(-150);
  expect(errors.at(-1)).toBeLessThan(200);
  expect(Math.abs((errors[Math.floor(errors.length / 2)] ?? 0) - 40)).toBeLessThan(80);
}

/** A browser says on the console that a socket broke; here it was broken on purpose. */
const brokenSocket = /WebSocket connection to .* failed/;

await describeWithBrowser('sound in a browser', { flags: ['--host-resolver-rules=MAP coro.test 127.0.0.1'] }, (browser) => {
  /** Opens the page and taps. `host`: localhost counts as secure, coro.test is plain HTTP as on a phone in the same Wi-Fi. */
  async function listen(
    server: ToneServer,
    { host = 'localhost', proxy, ...options }: Omit<VisitOptions, 'proxy'> & { host?: string; proxy?: TcpProxy } = {},
  ): Promise<Visit> {
    const socket = `ws://${host}:${(proxy ?? server).port}/graphql`;
    const visit = await openPage(browser(), `http://${host}:${server.port}/?socket=${socket}`, { alsoAllowed: [socket], ...options });
    await visit.page.click('#tap');
    return visit;
  }

  it('is the right sound at the right time, without a gap', async () => {
    const server = await toneServer();
    const visit = await listen(server);
    const polls = await heardUntil(visit, 4_000);
    expectNoSilence(polls);
    expectRisingTone(polls);
    const apart = sinceFirstSound(polls).flatMap(({ frame, serverNowMs }) =>
      frame === null ? [] : [Math.abs(serverNowMs - server.startedAtMs() - frame / 48)],
    );
    // The nearest, not the farthest: on a busy machine the audio device itself stumbles now and then, and falls back for a while.
    expect(Math.min(...apart)).toBeLessThan(30);
    expect(await statsOf(visit)).toMatchObject({ underruns: 0, silentMs: 0, missing: 0, late: 0, seeks: 0, lost: 0, decoder: 'webcodecs' });
    await visit.close();
  });

  it('has no gap on a network that delays each piece by up to 120 ms', async () => {
    const server = await toneServer();
    const proxy = await proxyTo(server);
    const random = seededRandom(7);
    proxy.delayEach(() => random() * 120);
    const visit = await listen(server, { proxy });
    const polls = await heardUntil(visit, 5_000);
    expectNoSilence(polls);
    expectRisingTone(polls);
    expect(await statsOf(visit)).toMatchObject({ underruns: 0, silentMs: 0, missing: 0, lost: 0 });
    await visit.close();
  });

  it('does not care that the page stands still for 350 ms at a time', async () => {
    const server = await toneServer();
    const visit = await listen(server);
    await heardUntil(visit, 800);
    await visit.page.evaluate(() => {
      setInterval(() => {
        const until = performance.now() + 350;
        while (performance.now() < until);
      }, 700);
    });
    const polls = await heardUntil(visit, 4_000);
    expectNoSilence(polls);
    expectRisingTone(polls);
    expect(await statsOf(visit)).toMatchObject({ underruns: 0, silentMs: 0, missing: 0, lost: 0 });
    await visit.close();
  });

  it('loses nothing when the socket is cut for 1.5 s and the server sends 3 s ahead', async () => {
    const server = await toneServer({ leadMs: 3_000 });
    const proxy = await proxyTo(server);
    const visit = await listen(server, { proxy, expectedErrors: [brokenSocket] });
    await heardUntil(visit, 1_500);
    const before = server.subscriptions.length;
    await breakFor(proxy, 1_500);
    // The device notices before the next attempt is due, and says so.
    await visit.page.evaluate(() => dispatchEvent(new Event('online')));
    const polls = await heardUntil(visit, 2_500);
    expectNoSilence(polls);
    expectRisingTone(polls);
    expect(await statsOf(visit)).toMatchObject({ underruns: 0, silentMs: 0, lost: 0, duplicate: 0 });
    expect(server.subscriptions[before]?.after, 'the new subscription says what is here').toMatchObject({ epoch: 'run-1' });
    expect(await evaluate(visit, ({ states }) => states)).toContain('reconnecting');
    expect(polls.at(-1)?.state).toBe('playing');
    await visit.close();
  });

  it('comes back by itself, in time with the room, when a cut outlasts the buffer', async () => {
    const server = await toneServer();
    const proxy = await proxyTo(server);
    const visit = await listen(server, { proxy, expectedErrors: [brokenSocket] });
    await heardUntil(visit, 1_000);
    await breakFor(proxy, 1_500);
    await stateBecomes(visit, 'playing');
    const polls = await heardUntil(visit, 1_000);
    expect(polls.slice(-25).every(sounds)).toBe(true);
    expect(pitchErrorsMs(polls.slice(-25)).every((error) => Math.abs(error) < 200)).toBe(true);
    expect(await statsOf(visit)).toMatchObject({ underruns: 1, lost: 0 });
    await visit.close();
  });

  it('decodes by WebAssembly where the browser has no decoder', async () => {
    const server = await toneServer();
    const visit = await listen(server, { beforeScripts: hideDecoderFromWorkers });
    const polls = await heardUntil(visit, 3_500);
    expectNoSilence(polls);
    expectRisingTone(polls);
    expect(await statsOf(visit)).toMatchObject({ underruns: 0, silentMs: 0, lost: 0, decoder: 'wasm' });
    await visit.close();
  });

  it('is heard on plain HTTP, where the browser hides AudioWorklet and decoder', async () => {
    const server = await toneServer();
    const visit = await listen(server, { host: 'coro.test' });
    const polls = await heardUntil(visit, 4_000);
    expect(await visit.page.evaluate(() => [isSecureContext, 'audioWorklet' in AudioContext.prototype, 'AudioDecoder' in window])).toEqual([
      false,
      false,
      false,
    ]);
    expect(await evaluate(visit, ({ audio }) => audio.getStatus())).toMatchObject({ state: 'playing', simpleOutput: true });
    expectNoSilence(polls);
    expectRisingTone(polls);
    expect(await statsOf(visit)).toMatchObject({ underruns: 0, silentMs: 0, lost: 0, decoder: 'wasm' });
    await visit.close();
  });

  it('goes over to a new run of the engine by itself', async () => {
    const server = await toneServer();
    const visit = await listen(server);
    await heardUntil(visit, 1_200);
    server.newEpoch();
    const polls = await heardUntil(visit, 3_000);
    expect(polls.at(-1)).toMatchObject({ epoch: 'run-2', state: 'playing' });
    const second = polls.filter(({ epoch }) => epoch === 'run-2').slice(10);
    expect(second.every(sounds)).toBe(true);
    expect(pitchErrorsMs(second).every((error) => Math.abs(error) < 200)).toBe(true);
    expect(await statsOf(visit)).toMatchObject({ underruns: 0, lost: 0 });
    await visit.close();
  });

  it('says so and stops asking when there is no such room', async () => {
    const server = await toneServer();
    const visit = await openPage(browser(), `http://localhost:${server.port}/?code=NOSUCH`);
    await visit.page.click('#tap');
    await visit.page.waitForFunction(() => (window as unknown as AudioPageWindow).audio.getStatus().refusal !== null);
    expect(await evaluate(visit, ({ audio }) => audio.getStatus())).toMatchObject({ state: 'silent', refusal: 'ROOM_NOT_FOUND' });
    await visit.close();
  });

  it('asks for a tap when the context stands still, and plays in a new one', async () => {
    const server = await toneServer();
    const visit = await listen(server);
    await heardUntil(visit, 800);
    await visit.page.evaluate(() => {
      const stopped = (window as unknown as AudioPageWindow).audio.analyser?.context;
      Object.defineProperty(stopped, 'currentTime', { value: stopped?.currentTime });
    });
    await stateBecomes(visit, 'blocked');
    await visit.page.click('#tap');
    await stateBecomes(visit, 'playing');
    const polls = await heardUntil(visit, 500);
    expect(polls.slice(-10).every(sounds)).toBe(true);
    await visit.close();
  });

  it('remembers volume and mute over a reload', async () => {
    const server = await toneServer();
    const visit = await listen(server);
    await evaluate(visit, ({ audio }) => {
      audio.setVolume(0.35);
      audio.setMuted(true);
    });
    await visit.page.reload();
    expect(await evaluate(visit, ({ audio }) => audio.getStatus())).toMatchObject({ volume: 0.35, muted: true, state: 'silent' });
    await visit.close();
  });
});

await describeWithBrowser('sound in a browser that wants a touch first', { autoplay: false }, (browser) => {
  it('is blocked until somebody taps', async () => {
    const server = await toneServer();
    const visit = await openPage(browser(), `http://localhost:${server.port}/?auto`);
    await stateBecomes(visit, 'blocked');
    await visit.page.click('#tap');
    await stateBecomes(visit, 'playing');
    const polls = await heardUntil(visit, 1_000);
    expect(polls.slice(-20).every(sounds)).toBe(true);
    await visit.close();
  });
});

async function breakFor(proxy: TcpProxy, ms: number): Promise<void> {
  proxy.refuse(true);
  proxy.cut();
  await new Promise((resolve) => setTimeout(resolve, ms));
  proxy.refuse(false);
}

async function stateBecomes(visit: Visit, state: string): Promise<void> {
  await visit.page.waitForFunction((wanted) => (window as unknown as AudioPageWindow).audio.getStatus().state === wanted, state);
}

/** Runs in the page. Scripts of the test do not reach into Workers, so each Worker first loads a line that takes the decoder away. */
function hideDecoderFromWorkers(): void {
  const RealWorker = Worker;
  window.Worker = class extends RealWorker {
    constructor(url: string | URL) {
      const script = `import 'data:text/javascript,delete self.AudioDecoder'; import '${new URL(url, location.href)}';`;
      super(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })), { type: 'module' });
    }
  };
}
