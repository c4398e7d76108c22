// A phone's ear on synthetic rooms: claps are counted, music and drums are not, cheers are loud, and silence is nothing.
import { describe, expect, it } from 'vitest';
import { createEarDetector, type Heard } from '../../client/crowd/ear-detector.ts';
import { createEnergyPace } from '../../client/crowd/energy-pace.ts';
import { seededInteger } from '../support/seeded-room.ts';

type Room = (seconds: number) => number;

const noiseOf = (seed: number): (() => number) => {
  const draw = seededInteger(seed);
  return () => draw(2 ** 24) / 2 ** 23 - 1;
};

/** White noise through one resonance: `hz` and how wide. */
function resonance(hz: number, radius: number, rateHz: number, seed: number): () => number {
  const noise = noiseOf(seed);
  const turn = 2 * Math.cos((2 * Math.PI * hz) / rateHz) * radius;
  let [y1, y2] = [0, 0];
  return () => {
    const y = noise() * (1 - radius) * 2 + turn * y1 - radius * radius * y2;
    [y2, y1] = [y1, y];
    return y;
  };
}

/** Hits at a rate, each dying away by e in `tail` seconds. */
function hits(body: () => number, perSecond: number, tail: number, gain: number): Room {
  return (seconds) => gain * body() * Math.exp(-((seconds * perSecond) % 1) / perSecond / tail);
}

function rooms(rateHz: number) {
  const clap = resonance(1_700, 0.86, rateHz, 11);
  const hat = noiseOf(12);
  let lastHat = 0;
  const bright = () => {
    const next = hat();
    const high = next - lastHat;
    lastHat = next;
    return high;
  };
  const hiss = noiseOf(13);
  const chord: Room = (t) => 0.08 * [220, 277, 330, 440].reduce((sum, hz) => sum + Math.sin(2 * Math.PI * hz * t), 0);
  const bass: Room = (t) => 0.25 * Math.sin(2 * Math.PI * 55 * t);
  const kick: Room = (t) => 0.7 * Math.sin(2 * Math.PI * 60 * t) * Math.exp(-((t * 2) % 1) / 0.2);
  const hats = hits(bright, 4, 0.02, 0.12);
  const claps = (perSecond: number): Room => hits(clap, perSecond, 0.012, 1.6);
  return {
    silence: () => 0,
    'a quiet room': () => 0.0008 * hiss(),
    noise: () => 0.2 * hiss(),
    chords: chord,
    'kicks and hats': (t: number) => kick(t) + hats(t),
    'a band': (t: number) => chord(t) + bass(t) + kick(t) + hats(t),
    'one clap a second': claps(1),
    'two claps a second': claps(2),
    'three claps a second over a band': (t: number) => 2 * claps(3)(t) + 0.3 * (chord(t) + bass(t) + kick(t)),
    'a clap far away': (t: number) => 0.01 * claps(2)(t),
  } satisfies Record<string, Room>;
}

function heardAfter(room: Room, seconds: number, rateHz: number, detector = createEarDetector(rateHz), from = 0): Heard {
  const block = new Float32Array(128);
  for (let start = from * rateHz; start < (from + seconds) * rateHz; start += block.length) {
    for (let index = 0; index < block.length; index += 1) block[index] = room((start + index) / rateHz);
    detector.push(block);
  }
  return detector.heard();
}

describe.each([44_100, 48_000])('at %i Hz', (rateHz) => {
  it.each([
    ['silence', 0, 0],
    ['a quiet room', 0, 0],
    ['noise', 0, 0],
    ['chords', 0, 0],
    ['kicks and hats', 0, 0],
    ['a band', 0, 0],
    ['one clap a second', 0.5, 0.5],
    ['two claps a second', 1, 1],
    ['three claps a second over a band', 1, 1],
    ['a clap far away', 0, 0],
  ] as const)('%s claps at %f to %f', (name, least, most) => {
    const { clapRate } = heardAfter(rooms(rateHz)[name], 5, rateHz);
    expect(clapRate).toBeGreaterThanOrEqual(least);
    expect(clapRate).toBeLessThanOrEqual(most);
  });

  it.each(['silence', 'a quiet room', 'noise', 'chords', 'a band'] as const)(
    '%s that goes on is not loud: it is how this room is',
    (name) => {
      expect(heardAfter(rooms(rateHz)[name], 5, rateHz).level).toBe(0);
    },
  );

  it('a cheer over a band is loud, and over when it is over', () => {
    const detector = createEarDetector(rateHz);
    const { 'a band': loudBand, noise } = rooms(rateHz);
    const band: Room = (t) => 0.2 * loudBand(t);
    heardAfter(band, 5, rateHz, detector);
    const cheer = heardAfter((t) => band(t) + 3 * noise(), 1, rateHz, detector, 5);
    expect(cheer.level).toBeGreaterThan(0.2);
    expect(heardAfter(band, 1, rateHz, detector, 6).level).toBe(0);
  });

  it('applause stops counting two seconds after the last clap', () => {
    const detector = createEarDetector(rateHz);
    const { 'two claps a second': claps, silence } = rooms(rateHz);
    expect(heardAfter(claps, 4, rateHz, detector).clapRate).toBe(1);
    expect(heardAfter(silence, 2.2, rateHz, detector, 4)).toEqual({ level: 0, clapRate: 0 });
  });
});

describe('reports', () => {
  const said = (heard: readonly (readonly [atMs: number, level: number, clapRate: number])[]) => {
    const pace = createEnergyPace();
    return heard.flatMap(([atMs, level, clapRate]) => (pace.next({ level, clapRate }, atMs) === null ? [] : [atMs]));
  };
  it.each([
    [
      'nothing is not news',
      [
        [0, 0, 0],
        [300, 0.02, 0],
        [9_000, 0, 0],
      ],
      [],
    ],
    [
      'news at once, the next no sooner than four a second',
      [
        [0, 0.5, 0],
        [100, 0.9, 0],
        [259, 0.9, 0],
        [260, 0.9, 0],
      ],
      [0, 260],
    ],
    [
      'steps too fine to matter are none',
      [
        [0, 0.5, 0],
        [400, 0.51, 0],
        [800, 0.6, 0],
      ],
      [0, 800],
    ],
    [
      'what goes on is told again before the server forgets it',
      [
        [0, 0.5, 1],
        [1_400, 0.5, 1],
        [1_500, 0.5, 1],
        [3_000, 0.5, 1],
      ],
      [0, 1_500, 3_000],
    ],
    [
      'the end is told once',
      [
        [0, 0.5, 0],
        [300, 0, 0],
        [2_000, 0, 0],
      ],
      [0, 300],
    ],
  ] as const)('%s', (_name, heard, expected) => {
    expect(said(heard)).toEqual(expected);
  });
});
