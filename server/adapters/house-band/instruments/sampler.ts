// Sampled voice: plays one recording at the pitch of a note, round its loop, under the font's envelope and a gentle low-pass.
// Plays whatever acoustic instrument the font has a recording of.
import { SAMPLE_RATE_HZ } from '../../../domain/audio.ts';
import type { BusName } from '../buses.ts';
import type { Recording } from '../sample-font.ts';
import { type NoteStart, panLeft, panRight, type Voice } from './voice.ts';
import { framesOf, gainOf, sine } from './wave.ts';

export interface SampleRecipe {
  /** Preset of the font's first bank. */
  readonly program: number;
  readonly levelDb: number;
  /** Lowest and highest note with recordings in the font; beyond them the outermost are stretched. */
  readonly keys: readonly [low: number, high: number];
  readonly releaseMs: number;
  /** Instead of the font's own. */
  readonly attackMs?: number;
  readonly cutoffHz?: number;
  readonly glideMs?: number;
  readonly vibrato?: { readonly cents: number; readonly hz: number; readonly delayMs: number };
}

export interface SamplerVoice extends Voice {
  start(recipe: SampleRecipe, recording: Recording, note: NoteStart): void;
}

const SILENCE = 2e-4;
/** A vibrato swells to its depth in this time. */
const SWELL_FRAMES = 12_000;

export function createSamplerVoice(random: () => number): SamplerVoice {
  let recipe: SampleRecipe | null = null;
  let recording: Recording | null = null;
  const s = {
    midi: 60,
    glideFrom: 0,
    glide: 0,
    position: 0,
    elapsed: 0,
    attack: 0,
    hold: 0,
    level: 0,
    fade: 1,
    release: 1,
    isReleased: false,
    gate: 0,
    offset: 0,
    low: 0,
    lowCoef: 1,
    left: 0,
    right: 0,
  };

  /** The font's envelope, `elapsed` frames after the start of the note. */
  function envelope(elapsed: number, { decayDbPerFrame, sustainDb }: Recording): number {
    if (elapsed < s.attack) return elapsed / s.attack;
    if (elapsed < s.hold) return 1;
    return gainOf(-Math.min(sustainDb, (elapsed - s.hold) * decayDbPerFrame));
  }

  function stepOf({ glideMs, vibrato }: SampleRecipe, rootMidi: number, frames: number): number {
    let midi = s.midi;
    if (glideMs !== undefined && s.glide > 1e-3) {
      s.glide *= Math.exp(-frames / framesOf(glideMs / 3));
      midi += s.glideFrom * s.glide;
    }
    if (vibrato !== undefined) {
      const swell = Math.min(1, Math.max(0, (s.elapsed - framesOf(vibrato.delayMs)) / SWELL_FRAMES));
      midi += (vibrato.cents / 100) * swell * sine((s.elapsed * vibrato.hz) / SAMPLE_RATE_HZ);
    }
    return 2 ** ((midi - rootMidi) / 12);
  }

  const voice: SamplerVoice = {
    bus: 'music' as BusName,
    isBusy: false,
    age: 0,

    start(next, from, note) {
      recipe = next;
      recording = from;
      s.midi = note.midi + (random() - 0.5) * 0.05;
      s.glideFrom = note.fromMidi > 0 && next.glideMs !== undefined ? note.fromMidi - note.midi : 0;
      s.glide = 1;
      s.position = 0;
      s.elapsed = 0;
      s.attack = next.attackMs === undefined ? from.attackFrames : framesOf(next.attackMs);
      s.hold = s.attack + from.holdFrames - from.attackFrames;
      s.level = envelope(0, from);
      s.fade = 1;
      s.release = 1;
      s.isReleased = false;
      s.gate = Math.max(note.gateFrames, 64);
      s.offset = note.offset;
      s.low = 0;
      // Harder or brighter notes let more treble through.
      const cutoffHz = (next.cutoffHz ?? from.cutoffHz) * note.brightness * 4 ** (note.velocity - 0.65);
      s.lowCoef = 1 - Math.exp((-2 * Math.PI * Math.min(cutoffHz, 20_000)) / SAMPLE_RATE_HZ);
      const level = gainOf(next.levelDb) * from.gain * note.velocity ** 1.5 * note.gain;
      s.left = panLeft(note.pan) * level;
      s.right = panRight(note.pan) * level;
    },

    release(ms) {
      s.isReleased = true;
      s.release = Math.min(s.release, 10 ** (-3 / framesOf(ms * 1.2)));
    },

    render(buses, frames) {
      if (recipe === null || recording === null) return;
      const { data, loopStart, loopEnd, isLooped } = recording;
      const from = s.offset;
      s.offset = 0;
      const length = frames - from;
      s.gate -= length;
      if (s.gate <= 0 && !s.isReleased) voice.release(recipe.releaseMs);
      const step = stepOf(recipe, recording.rootMidi, length);
      s.elapsed += length;
      s.fade *= s.release ** length;
      const levelAtEnd = envelope(s.elapsed, recording) * s.fade;
      const slope = (levelAtEnd - s.level) / length;
      const last = data.length - 1;
      const loop = loopEnd - loopStart;
      const { left, right } = buses[voice.bus];
      const { lowCoef, left: gainLeft, right: gainRight } = s;
      let { position, level, low } = s;
      for (let i = from; i < frames; i += 1) {
        const index = position | 0;
        const part = position - index;
        let b = index + 1;
        let c = index + 2;
        // Near the end of the loop the curve leads back to its start.
        if (isLooped) {
          if (b >= loopEnd) b -= loop;
          if (c >= loopEnd) c -= loop;
        } else {
          if (b > last) b = last;
          if (c > last) c = last;
        }
        // Hermite's cubic through the two frames around, with the slopes of their neighbours.
        const y0 = data[index > 0 ? index - 1 : 0] as number;
        const y1 = data[index] as number;
        const y2 = data[b] as number;
        const y3 = data[c] as number;
        const c1 = 0.5 * (y2 - y0);
        const c2 = y0 - 2.5 * y1 + 2 * y2 - 0.5 * y3;
        const c3 = 0.5 * (y3 - y0) + 1.5 * (y1 - y2);
        low += (((c3 * part + c2) * part + c1) * part + y1 - low) * lowCoef;
        const y = low * level;
        left[i] = (left[i] as number) + y * gainLeft;
        right[i] = (right[i] as number) + y * gainRight;
        level += slope;
        position += step;
        if (position >= loopEnd) {
          if (!isLooped) {
            voice.isBusy = false;
            return;
          }
          position -= loop;
        }
      }
      s.position = position;
      s.low = low;
      s.level = levelAtEnd;
      if (levelAtEnd < SILENCE && (s.isReleased || s.elapsed > s.hold)) voice.isBusy = false;
    },
  };
  return voice;
}
