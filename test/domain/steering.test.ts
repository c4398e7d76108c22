// Faders are followed at once; what the arbiter moves is slewed and stays in range.
import { describe, expect, it } from 'vitest';
import { clampToRanges, type FaderVoice, followFaders, slew } from '../../server/domain/steering.ts';

const NOW = { bpm: 100, density: 0.5, brightness: 0.5 };
const voice = (role: FaderVoice['role'], share: number, input: Partial<FaderVoice['input']>): FaderVoice => ({
  role,
  share,
  input: { bpm: null, density: null, brightness: null, ...input },
});

describe('faders', () => {
  it('stay where they are when nobody holds one', () => {
    expect(followFaders([], NOW)).toEqual(NOW);
    expect(followFaders([voice('GENRE_DJ', 1, {})], NOW)).toEqual(NOW);
  });
  it('reach the whole range in one step', () => {
    expect(followFaders([voice('DRUMMER', 0.1, { bpm: 200 })], NOW).bpm).toBe(200);
    expect(followFaders([voice('ENERGY', 1, { density: 0, brightness: 1 })], NOW)).toEqual({ bpm: 100, density: 0, brightness: 1 });
  });
  it('count only in the hands of their role', () => {
    expect(followFaders([voice('ENERGY', 1, { bpm: 180 }), voice('DRUMMER', 1, { density: 0 })], NOW)).toEqual(NOW);
  });
  it('blend by share, for each dimension over those who have set it', () => {
    const voices = [
      voice('ENERGY', 0.6, { density: 0.8 }),
      voice('ENERGY', 0.2, { density: 0.2, brightness: 0.1 }),
      voice('ENERGY', 0.2, { brightness: 0.3 }),
    ];
    const { density, brightness } = followFaders(voices, NOW);
    expect(density).toBeCloseTo(0.65, 6);
    expect(brightness).toBeCloseTo(0.2, 6);
  });
});

describe("the arbiter's own moves", () => {
  it('go at most 10 bpm and 0.15 a tick', () => {
    expect(slew(NOW, { bpm: 190, density: 1, brightness: 0 })).toEqual({ bpm: 110, density: 0.65, brightness: 0.35 });
    expect(slew(NOW, { bpm: 95, density: 0.5, brightness: 0.6 })).toEqual({ bpm: 95, density: 0.5, brightness: 0.6 });
  });
  it('stay in range', () => {
    expect(clampToRanges({ bpm: 900, density: -1, brightness: 2 })).toEqual({ bpm: 200, density: 0, brightness: 1 });
  });
});
