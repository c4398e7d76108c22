// The instruments that are played from recordings when the font is there: which preset, and how it is handled. Their namesakes in
// `sounds.ts` stand in when it is not. Levels are set so that both sound equally loud.
import type { SampleRecipe } from '../instruments/sampler.ts';
import type { SoundName } from './sounds.ts';

/** Programs of General MIDI, counted from 0, as the font numbers its presets. */
const GRAND = 0;
const VIBRAPHONE = 11;
const MARIMBA = 12;
const NYLON_GUITAR = 24;
const CLEAN_GUITAR = 27;
const ACOUSTIC_BASS = 32;
const VIOLIN = 40;
const CELLO = 42;
const HARP = 46;
const STRINGS = 48;
const CHOIR = 52;
const TRUMPET = 56;
const TROMBONE = 57;
const ALTO_SAX = 65;
const FLUTE = 73;
const KALIMBA = 108;

const vibrato = (cents: number, hz: number, delayMs: number) => ({ cents, hz, delayMs });

export const SAMPLED: Readonly<Partial<Record<SoundName, SampleRecipe>>> = {
  piano: { program: GRAND, levelDb: 6.5, keys: [36, 93], releaseMs: 220 },
  // Felt between hammer and string takes the edge away.
  'felt-piano': { program: GRAND, levelDb: 9.5, keys: [36, 93], releaseMs: 300, cutoffHz: 1_700 },
  vibraphone: { program: VIBRAPHONE, levelDb: 10, keys: [53, 96], releaseMs: 500 },
  marimba: { program: MARIMBA, levelDb: 3, keys: [41, 96], releaseMs: 500 },
  kalimba: { program: KALIMBA, levelDb: 9, keys: [48, 96], releaseMs: 600 },
  'nylon-guitar': { program: NYLON_GUITAR, levelDb: 0.5, keys: [40, 88], releaseMs: 130 },
  'clean-guitar': { program: CLEAN_GUITAR, levelDb: -5, keys: [40, 88], releaseMs: 110 },
  harp: { program: HARP, levelDb: 2.5, keys: [36, 100], releaseMs: 1_100 },
  'upright-bass': { program: ACOUSTIC_BASS, levelDb: -5.5, keys: [24, 60], releaseMs: 100 },
  strings: { program: STRINGS, levelDb: -2.5, keys: [28, 96], releaseMs: 420, attackMs: 90 },
  'low-strings': { program: STRINGS, levelDb: -2.5, keys: [28, 96], releaseMs: 300, attackMs: 50 },
  choir: { program: CHOIR, levelDb: 0.5, keys: [48, 84], releaseMs: 800, attackMs: 160 },
  violin: { program: VIOLIN, levelDb: 0, keys: [55, 100], releaseMs: 190, attackMs: 25, glideMs: 35, vibrato: vibrato(7, 5.6, 300) },
  cello: { program: CELLO, levelDb: 1.5, keys: [36, 84], releaseMs: 230, attackMs: 30, glideMs: 45, vibrato: vibrato(6, 5.1, 320) },
  trumpet: { program: TRUMPET, levelDb: -3.5, keys: [52, 91], releaseMs: 90, vibrato: vibrato(9, 5.2, 380) },
  trombone: { program: TROMBONE, levelDb: -6.5, keys: [40, 84], releaseMs: 110, glideMs: 110, vibrato: vibrato(8, 4.9, 400) },
  saxophone: { program: ALTO_SAX, levelDb: -6.5, keys: [44, 87], releaseMs: 100, vibrato: vibrato(11, 5.1, 300) },
  flute: { program: FLUTE, levelDb: 3.5, keys: [59, 96], releaseMs: 130, vibrato: vibrato(10, 5, 300) },
};
