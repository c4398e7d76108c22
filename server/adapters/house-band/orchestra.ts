// All voices of one room: takes events to the instruments that can play them, and renders what sounds. Allocates only when made.

import type { Buses, BusName } from './buses.ts';
import { createDrumVoice } from './instruments/drums.ts';
import { createFmVoice } from './instruments/fm.ts';
import { createModalVoice } from './instruments/modal.ts';
import { createPluckVoice } from './instruments/pluck.ts';
import { createSamplerVoice } from './instruments/sampler.ts';
import { createSynthVoice } from './instruments/synth.ts';
import { createPool, type NoteStart } from './instruments/voice.ts';
import { gainOf } from './instruments/wave.ts';
import { createRandom } from './random.ts';
import type { SampleFont } from './sample-font.ts';
import type { ScoreEvent } from './score.ts';
import { KITS, type KitName } from './sounds/kits.ts';
import { LOUDNESS } from './sounds/loudness.ts';
import { SAMPLED } from './sounds/sampled.ts';
import { SOUNDS, type SoundName } from './sounds/sounds.ts';

export interface Orchestra {
  /** `offset`: first frame within the running quantum; `brightness`: 0 to 1. */
  play(event: ScoreEvent, offset: number, kit: KitName, brightness: number): void;
  render(buses: Buses, frames: number): void;
  /** Notes of a bus die away within `ms`. */
  hush(bus: BusName, ms: number): void;
}

const MOST_LIKENESS_DB = 12;
const POOL = { drums: 30, synth: 26, fm: 14, modal: 16, pluck: 16, sampler: 32 } as const;

/** Without a font, synthetic voices play the acoustic instruments too. */
export function createOrchestra(seed: number, font: SampleFont | null): Orchestra {
  const random = createRandom(seed);
  const drums = createPool(POOL.drums, () => createDrumVoice(random));
  const synths = createPool(POOL.synth, () => createSynthVoice(random));
  const fms = createPool(POOL.fm, () => createFmVoice(random));
  const modals = createPool(POOL.modal, () => createModalVoice(random));
  const plucks = createPool(POOL.pluck, () => createPluckVoice(random));
  const samplers = createPool(font === null ? 0 : POOL.sampler, () => createSamplerVoice(random));
  const pools = [drums, synths, fms, modals, plucks, samplers] as const;
  const start: NoteStart = { midi: 60, velocity: 0, gateFrames: 0, offset: 0, pan: 0, brightness: 1, fromMidi: 0, gain: 1 };

  function hit(event: ScoreEvent, offset: number, kit: KitName, colour: number): void {
    const drum = KITS[kit][event.drum ?? 'K'];
    if (drum === undefined) return;
    for (const layer of drum.layers) {
      const voice = drums.take('drums');
      voice?.start(layer, event.velocity, offset, drum.pan, colour, 2 ** (event.midi / 12), event.gain);
    }
  }

  /** False when there is no recording of this instrument. */
  function playRecorded(sound: SoundName, bus: BusName): boolean {
    const recipe = SAMPLED[sound];
    if (font === null || recipe === undefined) return false;
    const [low, high] = recipe.keys;
    const recording = font.recording(recipe.program, Math.round(Math.min(high, Math.max(low, start.midi))));
    if (recording === null) return false;
    samplers.take(bus)?.start(recipe, recording, start);
    return true;
  }

  function loudnessOf(sound: SoundName): number {
    const [synthetic, recorded = synthetic] = LOUDNESS[sound];
    return font === null ? synthetic : recorded;
  }

  /** What makes a sound as loud as the one in whose place it plays. */
  function likeness({ sound, like }: ScoreEvent): number {
    if (sound === null || like === null || sound === like) return 1;
    return gainOf(Math.max(-MOST_LIKENESS_DB, Math.min(MOST_LIKENESS_DB, loudnessOf(like) - loudnessOf(sound))));
  }

  return {
    play(event, offset, kit, brightness) {
      const colour = 2 ** ((brightness - 0.5) * 2.4);
      if (event.drum !== null) return hit(event, offset, kit, colour);
      if (event.sound === null) return;
      start.midi = event.midi;
      start.velocity = event.velocity;
      start.gateFrames = event.frames;
      start.offset = offset;
      start.pan = event.pan;
      start.brightness = colour;
      start.fromMidi = event.fromMidi;
      start.gain = event.gain * likeness(event);
      const recipe = SOUNDS[event.sound];
      // A bass is one string: its last note makes way for the next.
      if (event.bus === 'bass') for (const pool of pools) pool.release('bass', 12);
      if (playRecorded(event.sound, event.bus)) return;
      if (recipe.engine === 'synth') synths.take(event.bus)?.start(recipe, start);
      else if (recipe.engine === 'fm') fms.take(event.bus)?.start(recipe, start);
      else if (recipe.engine === 'modal') modals.take(event.bus)?.start(recipe, start);
      else plucks.take(event.bus)?.start(recipe, start);
    },
    render(buses, frames) {
      for (const pool of pools) pool.render(buses, frames);
    },
    hush(bus, ms) {
      for (const pool of pools) pool.release(bus, ms);
    },
  };
}
