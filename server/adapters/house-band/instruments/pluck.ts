// Plucked string after Karplus and Strong: a short burst of noise runs round a delay line. Plays guitars, harp and upright bass.
import { SAMPLE_RATE_HZ } from '../../../domain/audio.ts';
import type { BusName } from '../buses.ts';
import { type NoteStart, panLeft, panRight, type Voice } from './voice.ts';
import { framesOf, hertz, smoothing, softClip } from './wave.ts';

export interface PluckRecipe {
  readonly engine: 'pluck';
  readonly levelDb: number;
  /** Time to -60 dB at middle C; higher strings die sooner. */
  readonly t60Ms: number;
  /** How fast the string loses its treble: 0 never, 0.5 soon. */
  readonly damping: number;
  /** Where the string is plucked, as a share of its length; takes out the partials that have a node there. */
  readonly position: number;
  /** Brightness of the pluck itself. */
  readonly pluckHz: number;
  /** A low-pass behind the string: its body, or the loudspeaker of an amplifier. */
  readonly bodyHz: number;
  readonly releaseMs: number;
  readonly drive?: number;
}

export interface PluckVoice extends Voice {
  start(recipe: PluckRecipe, note: NoteStart): void;
}

const LINE = 2_048;
const MASK = LINE - 1;
const SILENCE = 2e-4;

export function createPluckVoice(random: () => number): PluckVoice {
  const line = new Float64Array(LINE);
  let recipe: PluckRecipe | null = null;
  const s = {
    write: 0,
    period: 0,
    allpass: 0,
    allpassIn: 0,
    allpassOut: 0,
    loss: 0,
    damp: 0,
    previous: 0,
    body: 0,
    bodyCoef: 0,
    fade: 1,
    release: 1,
    ring: 1,
    ringStep: 1,
    gate: 0,
    offset: 0,
    left: 0,
    right: 0,
  };

  const voice: PluckVoice = {
    bus: 'music' as BusName,
    isBusy: false,
    age: 0,

    start(next, note) {
      recipe = next;
      const frequency = hertz(note.midi + (random() - 0.5) * 0.04);
      s.damp = Math.min(0.5, Math.max(0.02, next.damping / Math.sqrt(note.brightness)));
      // The averaging filter delays by `damp` frames; the all-pass makes up the fraction, kept away from 0.
      const exact = SAMPLE_RATE_HZ / frequency - s.damp;
      s.period = Math.min(Math.floor(exact - 0.3), LINE - 4);
      const fraction = exact - s.period;
      s.allpass = (1 - fraction) / (1 + fraction);
      s.allpassIn = 0;
      s.allpassOut = 0;
      const t60 = framesOf(next.t60Ms) * 2 ** ((60 - note.midi) / 24);
      s.loss = 10 ** ((-3 * exact) / t60);
      s.ringStep = 10 ** (-3 / t60);
      s.ring = 1;
      s.previous = 0;
      s.body = 0;
      s.bodyCoef = 1 - Math.exp((-2 * Math.PI * Math.min(next.bodyHz * note.brightness, 16_000)) / SAMPLE_RATE_HZ);
      s.fade = 1;
      s.release = 1;
      s.gate = Math.max(note.gateFrames, 64);
      s.offset = note.offset;
      const level = 10 ** (next.levelDb / 20) * note.velocity ** 1.4 * note.gain;
      s.left = panLeft(note.pan) * level;
      s.right = panRight(note.pan) * level;
      fill(next, note);
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
      const drive = recipe.drive ?? 0;
      const { left, right } = buses[voice.bus];
      let { write, allpassIn, allpassOut, previous, body, fade } = s;
      for (let i = from; i < frames; i += 1) {
        const out = line[(write - s.period) & MASK] as number;
        const soft = s.loss * (out + s.damp * (previous - out));
        previous = out;
        const tuned = s.allpass * (soft - allpassOut) + allpassIn;
        allpassIn = soft;
        allpassOut = tuned;
        line[write] = tuned + 1e-20;
        write = (write + 1) & MASK;
        body += (out - body) * s.bodyCoef;
        fade *= s.release;
        const y = (drive > 0 ? softClip(body * drive) : body) * fade;
        left[i] = (left[i] as number) + y * s.left;
        right[i] = (right[i] as number) + y * s.right;
      }
      s.write = write;
      s.allpassIn = allpassIn;
      s.allpassOut = allpassOut;
      s.previous = previous;
      s.body = body;
      s.fade = fade;
      s.ring *= s.ringStep ** (frames - from);
      if (s.fade * s.ring < SILENCE) voice.isBusy = false;
    },
  };

  /** Writes the pluck: one period of softened noise with the comb of the plucking point, free of DC and of equal strength. */
  function fill(next: PluckRecipe, note: NoteStart): void {
    const coef = smoothing(1_000 / (2 * Math.PI * next.pluckHz * note.brightness * (0.5 + note.velocity)));
    const comb = Math.max(1, Math.round(s.period * next.position));
    let low = 0;
    for (let i = 0; i < s.period; i += 1) {
      low += (random() * 2 - 1 - low) * coef;
      line[(s.write - s.period + i) & MASK] = low;
    }
    let sum = 0;
    for (let i = s.period - 1; i >= 0; i -= 1) {
      const at = (s.write - s.period + i) & MASK;
      line[at] = (line[at] as number) - (line[(s.write - s.period + ((i + s.period - comb) % s.period)) & MASK] as number);
      sum += line[at] as number;
    }
    let power = 0;
    for (let i = 0; i < s.period; i += 1) {
      const at = (s.write - s.period + i) & MASK;
      line[at] = (line[at] as number) - sum / s.period;
      power += (line[at] as number) ** 2;
    }
    const gain = 0.4 / Math.sqrt(power / s.period + 1e-12);
    for (let i = 0; i < s.period; i += 1) line[(s.write - s.period + i) & MASK] = (line[(s.write - s.period + i) & MASK] as number) * gain;
  }
  return voice;
}
