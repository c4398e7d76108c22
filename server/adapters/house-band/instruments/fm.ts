// Frequency-modulation voice: two pairs of sines whose brightness falls with time. Plays the electric piano, bells and organ basses.
import { SAMPLE_RATE_HZ } from '../../../domain/audio.ts';
import type { BusName } from '../buses.ts';
import { type NoteStart, panLeft, panRight, type Voice } from './voice.ts';
import { framesOf, hertz, sine, smoothing } from './wave.ts';

interface FmPair {
  /** Carrier and modulator relative to the note. */
  readonly carrier: number;
  readonly modulator: number;
  /** Modulation in radians at full velocity, falling to `rest` within `decayMs`. */
  readonly index: number;
  readonly rest: number;
  readonly decayMs: number;
  readonly level: number;
}

export interface FmRecipe {
  readonly engine: 'fm';
  readonly levelDb: number;
  readonly pairs: readonly [FmPair, FmPair];
  /** Time to -60 dB at middle C; higher notes die sooner. */
  readonly t60Ms: number;
  readonly releaseMs: number;
  /** Movement between the loudspeakers. */
  readonly tremolo?: { readonly hz: number; readonly depth: number };
}

export interface FmVoice extends Voice {
  start(recipe: FmRecipe, note: NoteStart): void;
}

const SILENCE = 2e-4;
const ATTACK_COEF = smoothing(0.7);

export function createFmVoice(random: () => number): FmVoice {
  let recipe: FmRecipe | null = null;
  const s = {
    stepA: 0,
    stepB: 0,
    modStepA: 0,
    modStepB: 0,
    phaseA: 0,
    phaseB: 0,
    modA: 0,
    modB: 0,
    indexA: 0,
    indexB: 0,
    indexScale: 1,
    env: 0,
    fade: 0,
    decay: 0,
    release: 1,
    gate: 0,
    offset: 0,
    elapsed: 0,
    left: 0,
    right: 0,
  };

  const voice: FmVoice = {
    bus: 'music' as BusName,
    isBusy: false,
    age: 0,

    start(next, note) {
      recipe = next;
      const [a, b] = next.pairs;
      const step = hertz(note.midi + (random() - 0.5) * 0.05) / SAMPLE_RATE_HZ;
      s.stepA = step * a.carrier;
      s.stepB = step * b.carrier;
      // Side bands above the range of hearing would fold back, so high notes get a lower modulator.
      s.modStepA = step * (step * a.modulator > 0.12 ? a.modulator / 2 : a.modulator);
      s.modStepB = step * (step * b.modulator > 0.12 ? b.modulator / 2 : b.modulator);
      s.phaseA = 0;
      s.phaseB = 0;
      s.modA = 0;
      s.modB = 0;
      s.indexScale = Math.min(note.velocity ** 1.3 * Math.sqrt(note.brightness), 1.6) * Math.min(1, 0.02 / step + 0.35);
      s.indexA = a.index - a.rest;
      s.indexB = b.index - b.rest;
      s.env = 0;
      s.fade = 1;
      const t60Frames = framesOf(next.t60Ms) * 2 ** ((60 - note.midi) / 24);
      s.decay = 10 ** (-3 / t60Frames);
      s.release = 1;
      s.gate = Math.max(note.gateFrames, 64);
      s.offset = note.offset;
      s.elapsed = (random() * SAMPLE_RATE_HZ) | 0;
      const level = 10 ** (next.levelDb / 20) * note.velocity ** 1.4 * note.gain;
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
      const [a, b] = recipe.pairs;
      const length = frames - from;
      s.indexA *= Math.exp((-length * 3) / framesOf(a.decayMs));
      s.indexB *= Math.exp((-length * 3) / framesOf(b.decayMs));
      const scale = s.indexScale / (2 * Math.PI);
      const indexA = (a.rest + s.indexA) * scale;
      const indexB = (b.rest + s.indexB) * scale;
      s.gate -= length;
      if (s.gate <= 0) voice.release(recipe.releaseMs);
      s.elapsed += length;
      const sway = recipe.tremolo ? recipe.tremolo.depth * sine((s.elapsed * recipe.tremolo.hz) / SAMPLE_RATE_HZ) : 0;
      const gainLeft = s.left * (1 + sway);
      const gainRight = s.right * (1 - sway);
      const { left, right } = buses[voice.bus];
      let { env, fade, phaseA, phaseB, modA, modB } = s;
      const step = s.decay * s.release;
      for (let i = from; i < frames; i += 1) {
        env += (1 - env) * ATTACK_COEF;
        fade *= step;
        const y = fade * env * (a.level * sine(phaseA + indexA * sine(modA)) + b.level * sine(phaseB + indexB * sine(modB)));
        phaseA += s.stepA;
        phaseB += s.stepB;
        modA += s.modStepA;
        modB += s.modStepB;
        left[i] = (left[i] as number) + y * gainLeft;
        right[i] = (right[i] as number) + y * gainRight;
      }
      s.env = env;
      s.fade = fade;
      s.phaseA = phaseA - Math.floor(phaseA);
      s.phaseB = phaseB - Math.floor(phaseB);
      s.modA = modA - Math.floor(modA);
      s.modB = modB - Math.floor(modB);
      if (fade < SILENCE) voice.isBusy = false;
    },
  };
  return voice;
}
