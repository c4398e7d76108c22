// Percussion voices: a falling tone (kicks, toms, skins), shaped noise (snares, claps, shakers) and metal (hats, cymbals, bells).
// Every blow differs a little in pitch, length and colour, as it does under a hand.
import { SAMPLE_RATE_HZ } from '../../../domain/audio.ts';
import type { BusName } from '../buses.ts';
import { panLeft, panRight, type Voice } from './voice.ts';
import { framesOf, sine, smoothing, softClip } from './wave.ts';

/** A sine that falls from `fromHz` to `toHz`. */
export interface ToneLayer {
  readonly kind: 'tone';
  readonly db: number;
  readonly toHz: number;
  readonly fromHz: number;
  readonly sweepMs: number;
  readonly decayMs: number;
  /** Level of the click that starts it. */
  readonly click: number;
  readonly drive: number;
  /** How far each blow may be out of tune, up or down, as a share of the pitch. */
  readonly spread: number;
}

/** Noise between two corners; `bursts` of 11 ms come before the tail, as of several hands. */
export interface NoiseLayer {
  readonly kind: 'noise';
  readonly db: number;
  readonly lowHz: number;
  readonly highHz: number;
  readonly attackMs: number;
  readonly decayMs: number;
  readonly bursts: number;
}

/** Six inharmonic squares and noise above `lowHz`. */
export interface MetalLayer {
  readonly kind: 'metal';
  readonly db: number;
  /** Factor on the partials. */
  readonly scale: number;
  readonly lowHz: number;
  readonly decayMs: number;
  /** 0 all partials, 1 all noise. */
  readonly noise: number;
}

export type DrumLayer = ToneLayer | NoiseLayer | MetalLayer;

export interface DrumVoice extends Voice {
  /** `pitch`: factor on the frequencies of tones. */
  start(layer: DrumLayer, velocity: number, offset: number, pan: number, brightness: number, pitch: number, gain: number): void;
  /** The letter of the drum that it plays, for hats that shut one another off. */
  lane: string;
}

const METAL_HZ = [205.3, 304.4, 369.6, 522.7, 540, 800] as const;
const SILENCE = 1e-4;
const BURST_FRAMES = framesOf(11);

export function createDrumVoice(random: () => number): DrumVoice {
  let layer: DrumLayer | null = null;
  let noiseState = 1;
  const steps = new Float64Array(6);
  const phases = new Float64Array(6);
  const s = {
    phase: 0,
    toHz: 0,
    sweepHz: 0,
    sweepCoef: 0,
    env: 0,
    decay: 0,
    attack: 0,
    rise: 0,
    click: 0,
    clickDecay: 0,
    lowCoef: 0,
    highCoef: 0,
    high: 0,
    low: 0,
    low2: 0,
    burst: 0,
    age: 0,
    release: 1,
    offset: 0,
    left: 0,
    right: 0,
  };

  const voice: DrumVoice = {
    bus: 'drums' as BusName,
    isBusy: false,
    age: 0,
    lane: '',

    start(next, velocity, offset, pan, brightness, tuning, gain) {
      layer = next;
      const level = 10 ** ((next.db + (random() - 0.5) * 1.2) / 20) * velocity ** 1.5 * gain;
      s.left = panLeft(pan) * level;
      s.right = panRight(pan) * level;
      s.offset = offset;
      s.release = 1;
      s.env = 1;
      s.age = 0;
      s.high = 0;
      s.low = 0;
      s.low2 = 0;
      s.rise = 0;
      noiseState = (random() * 2 ** 31) | 1;
      s.decay = 10 ** (-3 / (framesOf(next.decayMs * (0.95 + 0.1 * random())) * 1.5));
      if (next.kind === 'tone') {
        const pitch = (1 + (random() - 0.5) * 2 * next.spread) * tuning;
        s.phase = 0;
        s.toHz = next.toHz * pitch;
        s.sweepHz = (next.fromHz - next.toHz) * pitch * (0.75 + 0.35 * velocity);
        s.sweepCoef = 1 - smoothing(next.sweepMs);
        s.click = next.click * velocity;
        s.clickDecay = 1 - smoothing(1.6);
      } else if (next.kind === 'noise') {
        s.attack = smoothing(next.attackMs);
        s.burst = next.bursts;
        s.lowCoef = 1 - Math.exp((-2 * Math.PI * next.lowHz) / SAMPLE_RATE_HZ);
        s.highCoef = 1 - Math.exp((-2 * Math.PI * Math.min(next.highHz * Math.sqrt(brightness), 20_000)) / SAMPLE_RATE_HZ);
      } else {
        s.lowCoef = 1 - Math.exp((-2 * Math.PI * next.lowHz) / SAMPLE_RATE_HZ);
        for (let i = 0; i < 6; i += 1) {
          steps[i] = ((METAL_HZ[i] as number) * next.scale * (0.96 + 0.08 * random())) / SAMPLE_RATE_HZ;
          phases[i] = random();
        }
      }
    },

    release(ms) {
      s.release = Math.min(s.release, 10 ** (-3 / framesOf(ms * 1.2)));
    },

    render(buses, frames) {
      if (layer === null) return;
      const from = s.offset;
      s.offset = 0;
      const { left, right } = buses[voice.bus];
      if (layer.kind === 'tone') renderTone(layer, left, right, from, frames);
      else if (layer.kind === 'noise') renderNoise(left, right, from, frames);
      else renderMetal(layer, left, right, from, frames);
      if (s.env < SILENCE) voice.isBusy = false;
    },
  };

  function noise(): number {
    noiseState ^= noiseState << 13;
    noiseState ^= noiseState >>> 17;
    noiseState ^= noiseState << 5;
    return noiseState / 2 ** 31;
  }

  function renderTone({ drive }: ToneLayer, left: Float64Array, right: Float64Array, from: number, to: number): void {
    const makeup = drive > 0 ? 1 / softClip(drive) : 1;
    const decay = s.decay * s.release;
    for (let i = from; i < to; i += 1) {
      s.phase += (s.toHz + s.sweepHz) / SAMPLE_RATE_HZ;
      s.sweepHz *= s.sweepCoef;
      s.env *= decay;
      let y = sine(s.phase) * s.env;
      if (drive > 0) y = softClip(y * drive) * makeup;
      if (s.click > 1e-3) {
        y += noise() * s.click;
        s.click *= s.clickDecay;
      }
      left[i] = (left[i] as number) + y * s.left;
      right[i] = (right[i] as number) + y * s.right;
    }
    s.phase -= Math.floor(s.phase);
  }

  function renderNoise(left: Float64Array, right: Float64Array, from: number, to: number): void {
    const decay = s.decay * s.release;
    for (let i = from; i < to; i += 1) {
      s.rise += (1 - s.rise) * s.attack;
      if (s.burst > 0) {
        // A burst falls steeply and is struck anew; the last one goes over into the tail.
        s.env *= 0.9962;
        s.age += 1;
        if (s.age >= BURST_FRAMES) {
          s.age = 0;
          s.burst -= 1;
          s.env = s.release;
        }
      } else s.env *= decay;
      const x = noise();
      s.high += (x - s.high) * s.lowCoef;
      s.low += (x - s.high - s.low) * s.highCoef;
      s.low2 += (s.low - s.low2) * s.highCoef;
      const y = s.low2 * s.env * s.rise;
      left[i] = (left[i] as number) + y * s.left;
      right[i] = (right[i] as number) + y * s.right;
    }
  }

  function renderMetal(metal: MetalLayer, left: Float64Array, right: Float64Array, from: number, to: number): void {
    const decay = s.decay * s.release;
    const tonal = (1 - metal.noise) * 0.3;
    for (let i = from; i < to; i += 1) {
      let x = 0;
      for (let p = 0; p < 6; p += 1) {
        let turn = (phases[p] as number) + (steps[p] as number);
        if (turn >= 1) turn -= 1;
        phases[p] = turn;
        x += turn < 0.5 ? 1 : -1;
      }
      x = x * tonal + noise() * metal.noise;
      s.env *= decay;
      s.high += (x - s.high) * s.lowCoef;
      s.low += (x - s.high - s.low) * s.lowCoef;
      const y = (x - s.high - s.low) * s.env;
      left[i] = (left[i] as number) + y * s.left;
      right[i] = (right[i] as number) + y * s.right;
    }
  }
  return voice;
}
