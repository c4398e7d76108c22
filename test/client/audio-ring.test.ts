// The ring of decoded slots and the playhead that reads it: what is heard, sample by sample, on a network that misbehaves.
import { describe, expect, it } from 'vitest';
import { createPlayhead, type Playhead } from '../../client/audio/playhead.ts';
import { createRing, SLOT_FRAMES } from '../../client/audio/ring.ts';
import { seededRandom } from '../support/seeded-random.ts';

const RATE_HZ = 48_000;

function constant(value: number): Float32Array {
  return new Float32Array(SLOT_FRAMES).fill(value);
}

/** A soft 200 Hz tone whose phase follows the frame number, so that any wrong frame shows. */
const toneAt = (frame: number) => 0.5 * Math.sin((2 * Math.PI * 200 * frame) / RATE_HZ);
function tone(slot: number): Float32Array {
  return Float32Array.from({ length: SLOT_FRAMES }, (_, index) => toneAt(slot * SLOT_FRAMES + index));
}

/** A loudspeaker: asks for blocks of 128 frames, one after the other. */
function loudspeaker(playhead: Playhead) {
  let blocks = 0;
  return {
    seconds: () => (blocks * 128) / RATE_HZ,
    /** What was played in the next `ms`; `before` runs ahead of each block. */
    play(ms: number, before: (seconds: number) => void = () => undefined): Float32Array {
      const count = Math.round((ms * RATE_HZ) / 1_000 / 128);
      const heard = new Float32Array(count * 128);
      for (let block = 0; block < count; block += 1, blocks += 1) {
        before((blocks * 128) / RATE_HZ);
        const left = heard.subarray(block * 128, (block + 1) * 128);
        playhead.render(left, new Float32Array(128), (blocks * 128) / RATE_HZ);
      }
      return heard;
    },
  };
}

function fill(playhead: Playhead, fromSlot: number, toSlot: number, make: (slot: number) => Float32Array = tone): void {
  for (let slot = fromSlot; slot < toSlot; slot += 1) playhead.write(slot, make(slot), make(slot));
}

/** The largest step between neighbouring samples: a click is a step that the tone itself does not make. */
function largestStep(heard: Float32Array): number {
  let largest = 0;
  for (let index = 1; index < heard.length; index += 1)
    largest = Math.max(largest, Math.abs((heard[index] ?? 0) - (heard[index - 1] ?? 0)));
  return largest;
}
const TONE_STEP = 0.5 * 2 * Math.PI * (200 / RATE_HZ);
const aimedAt = (frame: number, contextTime = 0) => ({ contextTime, frame, framesPerSecond: RATE_HZ });
const silence = (heard: Float32Array) => heard.filter((sample) => sample === 0).length;

describe('ring', () => {
  it('knows which slots are filled, in whatever order they came', () => {
    const ring = createRing(10);
    for (const slot of [7, 5, 8]) expect(ring.write(slot, constant(1), constant(1))).toBe('stored');
    expect([4, 5, 6, 7, 8, 9].map(ring.has)).toEqual([false, true, false, true, true, false]);
    expect(ring.filledFrom(7)).toBe(2);
    expect(ring.filledFrom(6)).toBe(0);
  });

  it('does not take the sound of a round ago for the sound of now', () => {
    const ring = createRing(10);
    ring.write(3, constant(1), constant(1));
    expect(ring.has(13)).toBe(false);
    ring.write(13, constant(2), constant(2));
    expect(ring.has(3)).toBe(false);
    expect(ring.write(3, constant(1), constant(1))).toBe('stale');
    expect(ring.has(13)).toBe(true);
  });

  it('says when a slot came twice', () => {
    const ring = createRing(10);
    ring.write(-4, constant(1), constant(1));
    expect(ring.write(-4, constant(2), constant(2))).toBe('duplicate');
    expect(ring.left[ring.offset(-4)]).toBe(2);
  });

  it('forgets from a slot on', () => {
    const ring = createRing(10);
    for (let slot = 0; slot < 6; slot += 1) ring.write(slot, constant(1), constant(1));
    ring.dropFrom(4);
    expect(ring.filledFrom(0)).toBe(4);
  });
});

describe('playhead', () => {
  it('plays each frame exactly once, unchanged', () => {
    const playhead = createPlayhead({ sampleRateHz: RATE_HZ });
    fill(playhead, 0, 50);
    playhead.aim(aimedAt(0));
    const heard = loudspeaker(playhead).play(900);
    const wrong = [...heard].filter((sample, frame) => frame > 240 && Math.abs(sample - toneAt(frame)) > 1e-6);
    expect(wrong).toEqual([]);
    expect(largestStep(heard)).toBeLessThan(TONE_STEP * 1.5);
  });

  it('is silent until the room says where it is, and until 160 ms are there', () => {
    const playhead = createPlayhead({ sampleRateHz: RATE_HZ });
    const speaker = loudspeaker(playhead);
    fill(playhead, 0, 7);
    expect(silence(speaker.play(40))).toBe(15 * 128);
    playhead.aim(aimedAt(0, speaker.seconds()));
    speaker.play(2);
    expect(playhead.audible()).toBe(false);
    fill(playhead, 7, 50);
    speaker.play(10);
    expect(playhead.audible()).toBe(true);
    expect(playhead.stats()).toEqual({ underruns: 0, silentMs: 0, missing: 0, late: 0, duplicate: 0, seeks: 0 });
  });

  it('hides one lost slot behind the one before it, without a click', () => {
    const playhead = createPlayhead({ sampleRateHz: RATE_HZ });
    fill(playhead, 0, 10);
    fill(playhead, 11, 50);
    playhead.aim(aimedAt(0));
    const heard = loudspeaker(playhead).play(500);
    const lost = heard.subarray(10 * SLOT_FRAMES, 11 * SLOT_FRAMES);
    expect(silence(lost)).toBeLessThan(20);
    expect(Math.abs(lost[900] ?? 1)).toBeLessThan(0.5 * 0.6);
    expect(playhead.stats()).toMatchObject({ missing: 1, underruns: 0, silentMs: 0 });
  });

  it('fades out before a hole and in behind it, and counts both the hole and its silence', () => {
    const playhead = createPlayhead({ sampleRateHz: RATE_HZ });
    fill(playhead, 0, 10);
    fill(playhead, 15, 50);
    playhead.aim(aimedAt(0));
    const heard = loudspeaker(playhead).play(600);
    expect(largestStep(heard)).toBeLessThan(TONE_STEP * 1.5);
    // One slot has a stand-in, four are silent.
    expect(playhead.stats()).toMatchObject({ underruns: 1, missing: 5 });
    expect(playhead.stats().silentMs).toBeCloseTo(80, 0);
  });

  it('does not count the end of the music as a hole', () => {
    const playhead = createPlayhead({ sampleRateHz: RATE_HZ });
    fill(playhead, 0, 20);
    playhead.aim(aimedAt(0));
    loudspeaker(playhead).play(2_000);
    expect(playhead.audible()).toBe(false);
    expect(playhead.stats()).toMatchObject({ underruns: 0, silentMs: 0, missing: 0 });
  });

  it('counts what came too late and what came twice', () => {
    const playhead = createPlayhead({ sampleRateHz: RATE_HZ });
    fill(playhead, 0, 10);
    playhead.aim(aimedAt(0));
    const speaker = loudspeaker(playhead);
    speaker.play(300);
    fill(playhead, 10, 12);
    fill(playhead, 16, 18);
    fill(playhead, 16, 18);
    expect(playhead.stats()).toMatchObject({ late: 2, duplicate: 2 });
  });

  it('goes over to other music at a cut, without a click', () => {
    const playhead = createPlayhead({ sampleRateHz: RATE_HZ });
    fill(playhead, 0, 30, () => constant(0.5));
    playhead.aim(aimedAt(0));
    const speaker = loudspeaker(playhead);
    speaker.play(100);
    playhead.cut(10);
    fill(playhead, 10, 40, () => constant(-0.5));
    const heard = speaker.play(300);
    expect(largestStep(heard)).toBeLessThan(0.5 / 200);
    expect(heard.at(-1)).toBeCloseTo(-0.5);
    expect(playhead.stats()).toMatchObject({ underruns: 0, silentMs: 0 });
  });

  it('does not count the pause between two pieces as a hole', () => {
    const playhead = createPlayhead({ sampleRateHz: RATE_HZ });
    fill(playhead, 0, 10);
    playhead.aim(aimedAt(0));
    const speaker = loudspeaker(playhead);
    speaker.play(100);
    playhead.cut(40);
    fill(playhead, 40, 80);
    speaker.play(1_000);
    expect(playhead.audible()).toBe(true);
    expect(playhead.stats()).toMatchObject({ underruns: 0, silentMs: 0, missing: 0 });
  });

  it.each([0, 24 * 3_600 * 50])('bends a small distance away by at most 0.4 %%, without a jump, also from slot %i on', (first) => {
    const playhead = createPlayhead({ sampleRateHz: RATE_HZ });
    const speaker = loudspeaker(playhead);
    fill(playhead, first, first + 550);
    playhead.aim(aimedAt(first * SLOT_FRAMES));
    speaker.play(100);
    playhead.aim(aimedAt(first * SLOT_FRAMES + 40 * 48));
    let before = playhead.position()?.frame ?? 0;
    let fastest = 0;
    const heard = speaker.play(8_000, () => {
      const frame = playhead.position()?.frame ?? 0;
      fastest = Math.max(fastest, (frame - before) / 128);
      before = frame;
    });
    expect(fastest).toBeLessThanOrEqual(1.0041);
    expect(Math.abs(playhead.errorMs())).toBeLessThan(15);
    expect(largestStep(heard)).toBeLessThan(TONE_STEP * 1.1);
    expect(playhead.stats()).toMatchObject({ seeks: 0, underruns: 0 });
  });

  it('follows a room whose clock is 300 parts in a million fast, without a jump', () => {
    const playhead = createPlayhead({ sampleRateHz: RATE_HZ });
    const speaker = loudspeaker(playhead);
    const room = { contextTime: 0, frame: 0, framesPerSecond: RATE_HZ * 1.0003 };
    const empty = constant(0.1);
    let written = 0;
    playhead.aim(room);
    for (let second = 0; second < 60; second += 1) {
      while (written < (second + 2) * 50) playhead.write(written++, empty, empty);
      speaker.play(1_000);
    }
    expect(playhead.stats()).toMatchObject({ seeks: 0, underruns: 0, missing: 0 });
    expect(Math.abs(playhead.errorMs())).toBeLessThan(4);
  });

  it('jumps behind a fade when the distance is more than 120 ms', () => {
    const playhead = createPlayhead({ sampleRateHz: RATE_HZ });
    const speaker = loudspeaker(playhead);
    fill(playhead, 0, 200);
    playhead.aim(aimedAt(0));
    speaker.play(200);
    playhead.aim(aimedAt(500 * 48));
    const heard = speaker.play(50);
    expect(playhead.stats().seeks).toBe(1);
    expect(Math.abs(playhead.errorMs())).toBeLessThan(1);
    expect(largestStep(heard)).toBeLessThan(TONE_STEP * 1.5);
  });

  it('jumps a small distance, too, when it is wanted at once, and only then', () => {
    const playhead = createPlayhead({ sampleRateHz: RATE_HZ });
    const speaker = loudspeaker(playhead);
    fill(playhead, 0, 200);
    playhead.aim(aimedAt(0));
    speaker.play(200);
    playhead.aim({ ...aimedAt(-60 * 48), isAtOnce: true });
    const heard = speaker.play(50);
    expect(playhead.stats().seeks).toBe(1);
    expect(Math.abs(playhead.errorMs())).toBeLessThan(1);
    expect(largestStep(heard)).toBeLessThan(TONE_STEP * 1.5);
    playhead.aim(aimedAt(0));
    speaker.play(100);
    expect(playhead.stats().seeks).toBe(1);
  });

  it('clicks twice a second at the same frames on every device, high and low in turn, over softened music', () => {
    // Two rings that began with different chunks: frame 0 of the room lies at different places.
    const heard = [0, 137 * SLOT_FRAMES].map((zero) => {
      const playhead = createPlayhead({ sampleRateHz: RATE_HZ });
      fill(playhead, zero / SLOT_FRAMES, zero / SLOT_FRAMES + 120, () => constant(0.1));
      playhead.aim(aimedAt(zero));
      playhead.click(zero);
      return loudspeaker(playhead).play(2_000);
    });
    expect(heard[0]).toEqual(heard[1]);
    const [first] = heard as [Float32Array, Float32Array];
    for (const [click, turns] of [
      [0.5, 30],
      [1, 60],
      [1.5, 30],
    ] as const) {
      const part = first.subarray(click * RATE_HZ, (click + 0.03) * RATE_HZ);
      const crossings = part.filter((sample, index) => index > 0 && sample >= 0.025 && (part[index - 1] ?? 0) < 0.025).length;
      expect(Math.max(...part)).toBeGreaterThan(0.4);
      expect(crossings).toBeGreaterThan(turns * 0.6);
      expect(crossings).toBeLessThanOrEqual(turns);
    }
    expect(first[0.75 * RATE_HZ]).toBeCloseTo(0.025);
    expect(largestStep(first.subarray(RATE_HZ / 4, RATE_HZ / 2 - 100))).toBe(0);
  });

  it('gives the music back when the clicks end, without one more', () => {
    const playhead = createPlayhead({ sampleRateHz: RATE_HZ });
    fill(playhead, 0, 120, () => constant(0.1));
    playhead.aim(aimedAt(0));
    const speaker = loudspeaker(playhead);
    playhead.click(0);
    speaker.play(700);
    playhead.click(null);
    const heard = speaker.play(1_000);
    expect(largestStep(heard)).toBeLessThan(0.001);
    expect(heard.at(-1)).toBeCloseTo(0.1);
  });

  it('plays the same pitch on a device that insists on 44.1 kHz', () => {
    const playhead = createPlayhead({ sampleRateHz: 44_100 });
    fill(playhead, 0, 100);
    playhead.aim(aimedAt(0));
    const heard = new Float32Array(44_100);
    playhead.render(heard, new Float32Array(44_100), 0);
    const crossings = heard.filter((sample, index) => index > 0 && sample >= 0 && (heard[index - 1] ?? 0) < 0).length;
    expect(crossings).toBeGreaterThanOrEqual(198);
    expect(crossings).toBeLessThanOrEqual(201);
  });

  it('has no hole on a network with 120 ms of jitter when it plays 400 ms behind', () => {
    const random = seededRandom(5);
    const playhead = createPlayhead({ sampleRateHz: RATE_HZ });
    const speaker = loudspeaker(playhead);
    const arrivals = Array.from({ length: 1_000 }, (_, slot) => ({ slot, atSeconds: (slot * 20 + 20 + random() * 120) / 1_000 }));
    playhead.aim(aimedAt(-400 * 48));
    let next = 0;
    // TCP keeps the order: a piece waits for the one before it.
    speaker.play(19_000, (seconds) => {
      while ((arrivals[next]?.atSeconds ?? Number.POSITIVE_INFINITY) <= seconds) {
        playhead.write(next, tone(next), tone(next));
        next += 1;
      }
    });
    expect(playhead.stats()).toMatchObject({ underruns: 0, silentMs: 0, missing: 0, late: 0, seeks: 0 });
  });
});
