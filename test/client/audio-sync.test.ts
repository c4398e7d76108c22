// Clock, line, delay and playhead together, as page and Worker join them: minutes of listening in a second, on a simulated machine.
import { describe, expect, it } from 'vitest';
import { createServerClock } from '../../client/audio/clock.ts';
import { createJitter } from '../../client/audio/jitter.ts';
import { createPlayhead } from '../../client/audio/playhead.ts';
import { SLOT_FRAMES } from '../../client/audio/ring.ts';
import { createTimeline, frameAt } from '../../client/audio/timeline.ts';
import { seededRandom } from '../support/seeded-random.ts';

const CHUNK_MS = 100;
const CHUNK_FRAMES = 4_800;
/** So long before its undelayed time a chunk is sent. */
const AHEAD_MS = 400;
/** The playhead counts in the ring's frames whatever the loudspeaker's rate: at a tenth of it the same decisions cost a tenth. */
const SPEAKER_HZ = 4_800;
const BLOCK_MS = 10;
/** Not in step with the chunks, or it would always meet the store at the same height. */
const LOOK_MS = 70;
const LOOKS_PER_MINUTE = Math.round(60_000 / LOOK_MS);
const SERVER_START_MS = 1_790_000_000_000;

interface Machine {
  readonly minutes: number;
  readonly seed: number;
  /** The server's clock, and with it the band, runs so much faster than this device's; parts in a million. */
  readonly serverPpm: number;
  /** The sound card's clock against this device's. */
  readonly cardPpm: number;
  /** Each way, milliseconds at most. */
  readonly jitterMs: number;
  /** What the room waits at server time `ms` since the start. */
  readonly roomDelayMs?: (ms: number) => number;
}

/** Listens, and notes again and again by how much the ear is off (milliseconds, true time) and how much sound is in store. */
function listen({ minutes, seed, serverPpm, cardPpm, jitterMs, roomDelayMs = () => 300 }: Machine) {
  const random = seededRandom(seed);
  const serverMs = (localMs: number) => SERVER_START_MS + localMs * (1 + serverPpm * 1e-6);
  const cardSeconds = (localMs: number) => (localMs / 1_000) * (1 + cardPpm * 1e-6);
  const clock = createServerClock();
  const timeline = createTimeline();
  const jitter = createJitter();
  const playhead = createPlayhead({ sampleRateHz: SPEAKER_HZ });
  const samples = new Float32Array(SLOT_FRAMES).fill(0.1);
  const left = new Float32Array((SPEAKER_HZ * BLOCK_MS) / 1_000);
  const right = new Float32Array(left.length);
  const offMs: number[] = [];
  const storedMs: number[] = [];
  let chunk = 0;
  let arrivesAtMs = 0;
  let delayMs = 0;
  let rendered = 0;

  for (let localMs = 0; localMs < minutes * 60_000; localMs += BLOCK_MS) {
    const now = serverMs(localMs) - SERVER_START_MS;
    // What the band sends takes its time, in order.
    while (chunk * CHUNK_MS - AHEAD_MS <= now && arrivesAtMs <= localMs) {
      const dueMs = SERVER_START_MS + chunk * CHUNK_MS;
      clock.heard(SERVER_START_MS + chunk * CHUNK_MS - AHEAD_MS, localMs);
      const estimate = clock.estimate(localMs);
      timeline.add(chunk * CHUNK_FRAMES, dueMs);
      if (estimate && localMs > 1_000) jitter.arrived(localMs + estimate.offsetMs + 50 - dueMs, localMs);
      for (let slot = 0; slot < 5; slot += 1) playhead.write(chunk * 5 + slot, samples, samples);
      chunk += 1;
      arrivesAtMs = localMs + random() * Math.min(jitterMs, 90);
    }
    const isUnsure = (clock.estimate(localMs)?.errorMs ?? 100) > 4;
    if (localMs % 2_000 === 0 || (isUnsure && localMs % 750 === 0) || (localMs < 320 && localMs % 40 === 0)) {
      const [upMs, downMs] = [1 + random() * jitterMs, 1 + random() * jitterMs];
      clock.add({ sentMs: localMs - upMs - downMs, serverMs: serverMs(localMs - downMs), receivedMs: localMs });
    }
    const line = timeline.line();
    const estimate = clock.estimate(localMs);
    if (localMs % 250 === 0 && line && estimate) {
      delayMs = jitter.delayMs(roomDelayMs(now), localMs);
      playhead.aim({
        contextTime: cardSeconds(localMs),
        frame: frameAt(line, localMs + estimate.offsetMs - delayMs),
        framesPerSecond: line.framesPerMs * 1_000,
      });
    }
    // The card asks by its own clock, in whole blocks.
    while ((rendered * BLOCK_MS) / 1_000 <= cardSeconds(localMs)) {
      playhead.render(left, right, (rendered * BLOCK_MS) / 1_000);
      rendered += 1;
    }
    const position = playhead.position();
    if (localMs % LOOK_MS === 0 && position !== null) {
      const heard = position.frame + (cardSeconds(localMs) - position.contextTime) * 48_000;
      offMs.push(now - roomDelayMs(now) - heard / 48);
      storedMs.push(playhead.bufferedMs());
    }
  }
  return { offMs, storedMs, ...playhead.stats() };
}

const magnitude = (values: readonly number[], share: number) => {
  const sorted = values.map(Math.abs).sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
};

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('ten minutes of listening', () => {
  it.each([
    ['a server clock 300 ppm fast', 300, 0],
    ['a sound card 300 ppm fast', 0, 300],
    ['both against each other', 300, -100],
  ])('%s: no jump, no hole, and the store neither grows nor shrinks', (_situation, serverPpm, cardPpm) => {
    const heard = listen({ minutes: 10, seed: 31, serverPpm, cardPpm, jitterMs: 20 });
    expect(heard).toMatchObject({ seeks: 0, underruns: 0, silentMs: 0, missing: 0 });
    expect(magnitude(heard.offMs, 0.95)).toBeLessThan(5);
    const before = mean(heard.storedMs.slice(LOOKS_PER_MINUTE, 2 * LOOKS_PER_MINUTE));
    expect(Math.abs(mean(heard.storedMs.slice(-LOOKS_PER_MINUTE)) - before)).toBeLessThan(20);
  });

  it('at 120 ms of jitter: in time within 10 ms, no jump and no hole', () => {
    const heard = listen({ minutes: 10, seed: 37, serverPpm: 40, cardPpm: -30, jitterMs: 120 });
    expect(heard).toMatchObject({ seeks: 0, underruns: 0, silentMs: 0, missing: 0 });
    expect(magnitude(heard.offMs.slice(LOOKS_PER_MINUTE), 0.95)).toBeLessThan(10);
  });
});

describe('a room that learns to wait longer', () => {
  const rises = (ms: number) => (ms < 20_000 ? 300 : Math.max(300, 700 - 0.003 * (ms - 30_000)));

  it('takes everybody along in one jump, and brings everybody back without any', () => {
    const heard = listen({ minutes: 3.5, seed: 41, serverPpm: 0, cardPpm: 0, jitterMs: 20, roomDelayMs: rises });
    expect(heard).toMatchObject({ seeks: 1, underruns: 0, silentMs: 0 });
    expect(magnitude(heard.offMs.slice(-100), 0.95)).toBeLessThan(5);
  });

  it('two devices stay within 5 ms of each other all along, one of them a newcomer on its way back', () => {
    const [early, late] = [43, 47].map((seed, index) =>
      listen({ minutes: 2, seed, serverPpm: 0, cardPpm: index * 20, jitterMs: 20, roomDelayMs: (ms) => rises(ms + 25_000) }),
    );
    const apart = (early?.offMs ?? []).map((offMs, index) => offMs - (late?.offMs[index] ?? 0));
    expect(magnitude(apart.slice(50), 0.95)).toBeLessThan(5);
  });
});
