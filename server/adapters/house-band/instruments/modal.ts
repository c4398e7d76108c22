// Struck voice: up to eight decaying partials, as bars, tines and strings under a hammer have them. Plays piano, marimba, kalimba, bells.
import { SAMPLE_RATE_HZ } from '../../../domain/audio.ts';
import type { BusName } from '../buses.ts';
import { type NoteStart, panLeft, panRight, type Voice } from './voice.ts';
import { framesOf, hertz, smoothing } from './wave.ts';

export interface ModalRecipe {
  readonly engine: 'modal';
  readonly levelDb: number;
  /** At most eight: ratio to the note, level at middle velocity, share of the note's decay time. */
  readonly partials: readonly { readonly ratio: number; readonly db: number; readonly decay: number }[];
  /** Time to -60 dB at middle C; it halves every `octavesToHalf` octaves upwards. */
  readonly t60Ms: number;
  readonly octavesToHalf: number;
  readonly releaseMs: number;
  /** The blow itself: noise of this level, dying with this time constant. */
  readonly hammer: { readonly level: number; readonly ms: number };
}

export interface ModalVoice extends Voice {
  start(recipe: ModalRecipe, note: NoteStart): void;
}

const PARTIALS = 8;
const SILENCE = 2e-4;

export function createModalVoice(random: () => number): ModalVoice {
  const turn = new Float64Array(PARTIALS);
  const squeeze = new Float64Array(PARTIALS);
  const last = new Float64Array(PARTIALS);
  const before = new Float64Array(PARTIALS);
  let recipe: ModalRecipe | null = null;
  let noiseState = 1;
  const s = {
    count: 0,
    fade: 1,
    release: 1,
    gate: 0,
    offset: 0,
    noise: 0,
    noiseDecay: 0,
    noiseLow: 0,
    left: 0,
    right: 0,
    slowest: 0,
    ring: 1,
  };

  const voice: ModalVoice = {
    bus: 'music' as BusName,
    isBusy: false,
    age: 0,

    start(next, note) {
      recipe = next;
      const base = hertz(note.midi + (random() - 0.5) * 0.05);
      const t60 = framesOf(next.t60Ms) * 2 ** ((60 - note.midi) / 12 / next.octavesToHalf);
      s.count = 0;
      s.slowest = 0;
      for (const partial of next.partials) {
        const frequency = base * partial.ratio;
        if (frequency > 15_000 || s.count >= PARTIALS) continue;
        const angle = (2 * Math.PI * frequency) / SAMPLE_RATE_HZ;
        const r = 10 ** (-3 / Math.max(t60 * partial.decay, 200));
        // Harder or brighter blows lift the upper partials.
        const tilt = partial.ratio > 1.01 ? (note.velocity - 0.65) * 10 + 4 * Math.log2(note.brightness) : 0;
        const level = 10 ** ((partial.db + tilt) / 20);
        const i = s.count;
        turn[i] = 2 * r * Math.cos(angle);
        squeeze[i] = r * r;
        last[i] = 0;
        before[i] = (-level * Math.sin(angle)) / r;
        s.slowest = Math.max(s.slowest, r);
        s.count += 1;
      }
      s.ring = 1;
      s.fade = 1;
      s.release = 1;
      s.gate = Math.max(note.gateFrames, 64);
      s.offset = note.offset;
      s.noise = next.hammer.level * note.velocity;
      s.noiseDecay = 1 - smoothing(next.hammer.ms);
      s.noiseLow = 0;
      noiseState = (random() * 2 ** 31) | 1;
      const level = 10 ** (next.levelDb / 20) * note.velocity ** 1.5 * note.gain;
      s.left = panLeft(note.pan) * level;
      s.right = panRight(note.pan) * level;
    },

    release(ms) {
      s.release = Math.min(s.release, 10 ** (-3 / framesOf(ms * 1.2)));
    },

    render(buses, frames) {
      if (recipe === null) return;
      const from = s.offset;
      s.offset = 0;
      s.gate -= frames - from;
      if (s.gate <= 0) voice.release(recipe.releaseMs);
      const { left, right } = buses[voice.bus];
      const gainLeft = s.left * s.fade;
      const gainRight = s.right * s.fade;
      // Each partial runs alone through the quantum: its four numbers stay in registers.
      for (let p = 0; p < s.count; p += 1) {
        const t = turn[p] as number;
        const q = squeeze[p] as number;
        let y1 = last[p] as number;
        let y2 = before[p] as number;
        let fade = 1;
        for (let i = from; i < frames; i += 1) {
          const y = t * y1 - q * y2;
          y2 = y1;
          y1 = y;
          left[i] = (left[i] as number) + y * fade * gainLeft;
          right[i] = (right[i] as number) + y * fade * gainRight;
          fade *= s.release;
        }
        last[p] = y1;
        before[p] = y2;
      }
      if (s.noise > 1e-4) {
        for (let i = from; i < frames; i += 1) {
          noiseState ^= noiseState << 13;
          noiseState ^= noiseState >>> 17;
          noiseState ^= noiseState << 5;
          s.noiseLow += (noiseState / 2 ** 31 - s.noiseLow) * 0.35;
          const y = s.noiseLow * s.noise;
          s.noise *= s.noiseDecay;
          left[i] = (left[i] as number) + y * gainLeft;
          right[i] = (right[i] as number) + y * gainRight;
        }
      }
      s.fade *= s.release ** (frames - from);
      s.ring *= s.slowest ** (frames - from);
      if (s.fade * s.ring < SILENCE) voice.isBusy = false;
    },
  };
  return voice;
}
