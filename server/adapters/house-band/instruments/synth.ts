// Subtractive voice: up to three oscillators and noise through a low-pass with its own envelope. Plays pads, basses, strings,
// brass, winds and leads, all told apart by their recipes.
import { SAMPLE_RATE_HZ } from '../../../domain/audio.ts';
import type { BusName } from '../buses.ts';
import { type NoteStart, panLeft, panRight, type Voice } from './voice.ts';
import { addWave, framesOf, hertz, QUANTUM_FRAMES, type Shape, sine, smoothing, softClip } from './wave.ts';

export interface SynthRecipe {
  readonly engine: 'synth';
  readonly levelDb: number;
  /** At most three. `ratio` to the note's frequency, detuning in cents. */
  readonly oscillators: readonly { readonly shape: Shape; readonly ratio: number; readonly cents: number; readonly level: number }[];
  readonly noise?: number;
  /** The cutoff rests at `cutoffHz` (following the keys by `keys`, 0 to 1) and starts `octaves` above, falling within `decayMs`. */
  readonly filter: {
    readonly cutoffHz: number;
    readonly octaves: number;
    readonly decayMs: number;
    readonly q: number;
    readonly keys: number;
  };
  readonly amp: { readonly attackMs: number; readonly decayMs: number; readonly sustain: number; readonly releaseMs: number };
  readonly vibrato?: { readonly cents: number; readonly hz: number; readonly delayMs: number };
  /** Pitch starts so many semitones off and settles with this time constant. */
  readonly bend?: { readonly semitones: number; readonly ms: number };
  readonly glideMs?: number;
  /** Factor into a soft ceiling; 0 = clean. */
  readonly drive?: number;
}

export interface SynthVoice extends Voice {
  start(recipe: SynthRecipe, note: NoteStart): void;
}

const SILENCE = 2e-4;

export function createSynthVoice(random: () => number): SynthVoice {
  const scratch = new Float64Array(QUANTUM_FRAMES);
  const phases = new Float64Array(3);
  let recipe: SynthRecipe | null = null;
  let noiseState = 1;
  const s = {
    midi: 0,
    glideFrom: 0,
    glide: 0,
    bend: 0,
    elapsed: 0,
    gate: 0,
    offset: 0,
    drift: 0,
    env: 0,
    target: 0,
    coef: 0,
    isReleased: false,
    isAttacking: false,
    filterEnv: 0,
    low: 0,
    band: 0,
    brightness: 1,
    left: 0,
    right: 0,
    level: 0,
  };

  const voice: SynthVoice = {
    bus: 'music' as BusName,
    isBusy: false,
    age: 0,

    start(next, note) {
      recipe = next;
      s.midi = note.midi;
      s.glideFrom = note.fromMidi > 0 && next.glideMs ? note.fromMidi - note.midi : 0;
      s.glide = 1;
      s.bend = next.bend?.semitones ?? 0;
      s.elapsed = 0;
      s.gate = Math.max(note.gateFrames, 64);
      s.offset = note.offset;
      s.drift = (random() - 0.5) * 0.06;
      s.env = 0;
      s.target = 1.3;
      s.coef = smoothing(next.amp.attackMs / 1.47);
      s.isReleased = false;
      s.isAttacking = true;
      s.filterEnv = 1;
      s.low = 0;
      s.band = 0;
      s.brightness = note.brightness * 2 ** ((note.velocity - 0.7) * 1.2);
      s.level = 10 ** (next.levelDb / 20) * note.velocity ** 1.5 * note.gain;
      s.left = panLeft(note.pan) * s.level;
      s.right = panRight(note.pan) * s.level;
      // Basses start every note alike, or the first half wave of one in three is missing; all others start anywhere.
      for (let i = 0; i < 3; i += 1)
        phases[i] = next.bend || voice.bus === 'bass' ? (next.oscillators[i]?.shape === 'triangle' ? 0.25 : 0) : random();
      noiseState = (random() * 2 ** 31) | 1;
    },

    release(ms) {
      if (s.isReleased && ms > 20) return;
      s.isReleased = true;
      s.isAttacking = false;
      s.target = 0;
      s.coef = smoothing(ms / 3);
    },

    render(buses, frames) {
      if (recipe === null) return;
      const from = s.offset;
      s.offset = 0;
      const length = frames - from;
      const { filter, vibrato, oscillators } = recipe;
      if (recipe.glideMs !== undefined && s.glide > 1e-3) s.glide *= Math.exp(-length / framesOf(recipe.glideMs / 3));
      if (recipe.bend !== undefined) s.bend *= Math.exp(-length / framesOf(recipe.bend.ms));
      let midi = s.midi + s.drift + s.glideFrom * s.glide + s.bend;
      if (vibrato !== undefined) {
        const depth = Math.min(1, Math.max(0, (s.elapsed - framesOf(vibrato.delayMs)) / 12_000));
        midi += (vibrato.cents / 100) * depth * sine((s.elapsed * vibrato.hz) / SAMPLE_RATE_HZ);
      }
      const base = hertz(midi);
      scratch.fill(0, from, frames);
      for (let i = 0; i < oscillators.length; i += 1) {
        const { shape, ratio, cents, level } = oscillators[i] as SynthRecipe['oscillators'][number];
        const step = Math.min((base * ratio * 2 ** (cents / 1_200)) / SAMPLE_RATE_HZ, 0.45);
        phases[i] = addWave(scratch, from, frames, shape, phases[i] as number, step, level);
      }
      const noise = recipe.noise ?? 0;
      if (noise > 0) {
        for (let i = from; i < frames; i += 1) {
          noiseState ^= noiseState << 13;
          noiseState ^= noiseState >>> 17;
          noiseState ^= noiseState << 5;
          scratch[i] = (scratch[i] as number) + noise * (noiseState / 2 ** 31);
        }
      }

      s.filterEnv *= Math.exp(-length / framesOf(filter.decayMs / 2));
      const keyed = filter.cutoffHz * (base / 261.6) ** filter.keys;
      const cutoff = Math.min(Math.max(keyed * s.brightness * 2 ** (filter.octaves * s.filterEnv), 40), 18_000);
      const g = Math.tan((Math.PI * cutoff) / SAMPLE_RATE_HZ);
      const k = 1 / filter.q;
      const a1 = 1 / (1 + g * (g + k));
      const a2 = g * a1;
      const a3 = g * a2;
      const decayCoef = smoothing(recipe.amp.decayMs / 3);
      const { sustain, releaseMs } = recipe.amp;
      const drive = recipe.drive ?? 0;
      const makeup = drive > 0 ? 1 / softClip(drive) : 1;
      const { left, right } = buses[voice.bus];
      let { env, target, coef, low, band, gate } = s;
      for (let i = from; i < frames; i += 1) {
        env += (target - env) * coef;
        if (s.isAttacking && env >= 1) {
          env = 1;
          s.isAttacking = false;
          target = sustain;
          coef = decayCoef;
        }
        gate -= 1;
        if (gate === 0 && !s.isReleased) {
          s.isReleased = true;
          s.isAttacking = false;
          target = 0;
          coef = smoothing(releaseMs / 3);
        }
        const v3 = (scratch[i] as number) - low;
        const v1 = a1 * band + a2 * v3;
        const v2 = low + a2 * band + a3 * v3;
        band = v1 + v1 - band;
        low = v2 + v2 - low;
        let y = v2;
        if (drive > 0) y = softClip(y * drive) * makeup;
        y *= env;
        left[i] = (left[i] as number) + y * s.left;
        right[i] = (right[i] as number) + y * s.right;
      }
      s.env = env;
      s.target = target;
      s.coef = coef;
      s.low = low;
      s.band = band;
      s.gate = gate;
      s.elapsed += length;
      if (!s.isAttacking && env < SILENCE && (s.isReleased || sustain < SILENCE)) voice.isBusy = false;
    },
  };
  return voice;
}
