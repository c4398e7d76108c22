// The whole way of the sound in a real browser: socket, Worker, decoder, AudioWorklet, over good and bad networks.
import { afterAll, beforeAll, expect, it, type TestContext } from 'vitest';
import type { AudioPageWindow, HeardPoll } from '../support/audio-page/polls.ts';
import { describeWithBrowser, openPage, type Visit } from '../support/browser.ts';
import {
  blockPage,
  buildAudioPage,
  closestRound,
  type EarOptions,
  evaluate,
  heardUntil,
  jitteryProxy,
  openEar,
  percentile,
  SETTLED_MS,
  statsOf,
} from '../support/ears.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import { HZ_PER_SECOND, pitchAt, startToneServer, type ToneServer } from '../support/tone-server.ts';

let pages: Awaited<ReturnType<typeof buildAudioPage>>;

beforeAll(async () => {
  pages = await buildAudioPage();
});

afterAll(() => pages.remove());

type WhenFinished = TestContext['onTestFinished'];

/** A room of the test's own: others run beside it. */
async function toneServer(onTestFinished: WhenFinished, options: { obliging?: boolean } = {}): Promise<ToneServer> {
  const server = await startToneServer({ ...options, pages: pages.folder });
  onTestFinished(server.close);
  return server;
}

async function proxyTo(server: ToneServer, onTestFinished: WhenFinished): Promise<TcpProxy> {
  const proxy = await startTcpProxy(server.port);
  onTestFinished(proxy.close);
  return proxy;
}

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
  const listen = (server: ToneServer, options?: EarOptions) => openEar(browser(), server, options);

  it.concurrent('is the right sound at the right time, without a gap', async ({ onTestFinished }) => {
    const server = await toneServer(onTestFinished);
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

  it.concurrent('three browsers play as one for 20 s: on a calm network, at 120 ms of jitter, and there with a page that stands still half of the time', async ({
    onTestFinished,
  }) => {
    const server = await toneServer(onTestFinished);
    const proxies = [await jitteryProxy(server, 120, 7), await jitteryProxy(server, 120, 11)];
    for (const { close } of proxies) onTestFinished(close);
    const ears = [await listen(server), ...(await Promise.all(proxies.map((proxy) => listen(server, { proxy }))))];
    const tappedMs = Date.now();
    await blockPage(ears[2] as Visit, 350, 700);
    const heard = await Promise.all(ears.map((ear) => heardUntil(ear, 20_000)));
    for (const [index, ear] of ears.entries()) {
      expectNoSilence(heard[index] ?? []);
      expectRisingTone(heard[index] ?? []);
      expect(await statsOf(ear)).toMatchObject({ underruns: 0, silentMs: 0, missing: 0, lost: 0 });
    }
    // A newcomer on such a network needs a moment until it knows the time: its pace is bent by 0.4 % at most.
    expect(await closestRound(ears, tappedMs + SETTLED_MS, 5)).toBeLessThanOrEqual(5);
    for (const ear of ears) await ear.close();
  });

  it.concurrent('a room that waits for its latest listener keeps everybody together', async ({ onTestFinished }) => {
    const server = await toneServer(onTestFinished, { obliging: true });
    const proxy = await proxyTo(server, onTestFinished);
    const ears = [await listen(server), await listen(server, { proxy })] as const;
    const stalls = setInterval(() => proxy.stall(900), 2_500);
    onTestFinished(() => clearInterval(stalls));
    // Time for the stalls to show what they are like, and for both to follow.
    await ears[0].page.waitForTimeout(12_000);
    expect(server.arrivals.length).toBeGreaterThan(0);
    const sinceMs = (await heardUntil(ears[0], 0)).at(-1)?.wallMs ?? 0;
    await ears[0].page.waitForTimeout(12_000);
    expect(await statsOf(ears[0])).toMatchObject({ underruns: 0, silentMs: 0, lost: 0, behindMs: 0 });
    const { lost, behindMs } = await statsOf(ears[1]);
    expect(lost).toBe(0);
    // A stall that is longer than all before is waited for a second later.
    expect(behindMs).toBeLessThan(100);
    expect(await closestRound(ears, sinceMs, 5)).toBeLessThanOrEqual(5);
    for (const ear of ears) await ear.close();
  });

  it.concurrent('plays behind the room where the room does not wait, and says so', async ({ onTestFinished }) => {
    const server = await toneServer(onTestFinished);
    const proxy = await proxyTo(server, onTestFinished);
    const visit = await listen(server, { proxy });
    const stalls = setInterval(() => proxy.stall(1_000), 2_500);
    onTestFinished(() => clearInterval(stalls));
    await visit.page.waitForFunction(() => {
      const { audio } = window as unknown as AudioPageWindow;
      return audio.getStatus().state === 'catching-up' && audio.stats().behindMs > 40;
    });
    await visit.close();
  });

  it.concurrent('plays earlier by its nudge, and clicks when asked to', async ({ onTestFinished }) => {
    const server = await toneServer(onTestFinished);
    const visit = await listen(server);
    const before = (await heardUntil(visit, 2_000)).slice(-25);
    await evaluate(visit, ({ audio }) => audio.setNudge(-200));
    const after = (await heardUntil(visit, 2_000)).slice(-25);
    // The frame that is said to be heard stays with the room; what is sent to the loudspeaker is 200 ms further on.
    expect(percentile(pitchErrorsMs(after), 0.5) - percentile(pitchErrorsMs(before), 0.5)).toBeGreaterThan(140);
    expect(percentile(pitchErrorsMs(after), 0.5) - percentile(pitchErrorsMs(before), 0.5)).toBeLessThan(260);
    expect(Math.max(...after.map(({ peak }) => peak))).toBeLessThan(0.4);
    await evaluate(visit, ({ audio }) => audio.setClicking(true));
    const clicking = (await heardUntil(visit, 2_000)).slice(-75);
    expect(Math.max(...clicking.map(({ peak }) => peak))).toBeGreaterThan(0.45);
    expect(
      percentile(
        clicking.map(({ peak }) => peak),
        0.4,
      ),
    ).toBeLessThan(0.15);
    await visit.close();
  });

  it.concurrent('loses nothing and is not silent when the socket is cut for 1.5 s in a room that waits for 2 s', async ({
    onTestFinished,
  }) => {
    const server = await toneServer(onTestFinished);
    server.waitFor(2_000);
    const proxy = await proxyTo(server, onTestFinished);
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

  it.concurrent('comes back by itself, in time with the room, when a cut outlasts the buffer', async ({ onTestFinished }) => {
    const server = await toneServer(onTestFinished);
    const proxy = await proxyTo(server, onTestFinished);
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

  it.concurrent('decodes by WebAssembly where the browser has no decoder', async ({ onTestFinished }) => {
    const server = await toneServer(onTestFinished);
    const visit = await listen(server, { beforeScripts: hideDecoderFromWorkers });
    const polls = await heardUntil(visit, 3_500);
    expectNoSilence(polls);
    expectRisingTone(polls);
    expect(await statsOf(visit)).toMatchObject({ underruns: 0, silentMs: 0, lost: 0, decoder: 'wasm' });
    await visit.close();
  });

  it.concurrent('is heard on plain HTTP, where the browser hides AudioWorklet and decoder', async ({ onTestFinished }) => {
    const server = await toneServer(onTestFinished);
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

  it.concurrent('goes over to a new run of the engine by itself', async ({ onTestFinished }) => {
    const server = await toneServer(onTestFinished);
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

  it.concurrent('says so and stops asking when there is no such room', async ({ onTestFinished }) => {
    const server = await toneServer(onTestFinished);
    const visit = await openPage(browser(), `http://localhost:${server.port}/?code=NOSUCH`, { outlivesFailure: true });
    await visit.page.click('#tap');
    await visit.page.waitForFunction(() => (window as unknown as AudioPageWindow).audio.getStatus().refusal !== null);
    expect(await evaluate(visit, ({ audio }) => audio.getStatus())).toMatchObject({ state: 'silent', refusal: 'ROOM_NOT_FOUND' });
    await visit.close();
  });

  it.concurrent('asks for a tap when the context stands still, and plays in a new one', async ({ onTestFinished }) => {
    const server = await toneServer(onTestFinished);
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

  it.concurrent('remembers volume and mute over a reload', async ({ onTestFinished }) => {
    const server = await toneServer(onTestFinished);
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
  it('is blocked until somebody taps', async ({ onTestFinished }) => {
    const server = await toneServer(onTestFinished);
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
