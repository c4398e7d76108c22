// How loud each sound is by itself, so that one can step in for another. Measured, not chosen: test/adapters/house-band-instruments.test.ts
// plays every sound the same phrase of its part and holds these figures against it.
import type { SoundName } from './sounds.ts';

/** Sounds that die away by themselves, however long a note is held. */
export const FADING: ReadonlySet<SoundName> = new Set<SoundName>([
  'sub-808',
  'synth-bass',
  'acid-bass',
  'round-bass',
  'finger-bass',
  'upright-bass',
  'rhodes',
  'piano',
  'felt-piano',
  'clean-guitar',
  'nylon-guitar',
  'muted-guitar',
  'clav',
  'harp',
  'marimba',
  'kalimba',
  'vibraphone',
  'bell',
  'synth-pluck',
]);

/** LUFS of the synthetic sound and of its recording, for a single note of its chords; only differences mean something. */
export const LOUDNESS: Readonly<Record<SoundName, readonly [synthetic: number, recorded?: number]>> = {
  'sub-808': [-27.9],
  'synth-bass': [-31.3],
  'acid-bass': [-33.9],
  'round-bass': [-31.9],
  'finger-bass': [-34.4],
  'upright-bass': [-33.1, -34.5],
  reese: [-32.6],
  'dub-bass': [-29.3],
  'organ-bass': [-31.6],
  'low-strings': [-36.4, -36.4],
  drone: [-39.5],
  rhodes: [-26.1],
  piano: [-24.4, -24.5],
  'felt-piano': [-23.4, -22.5],
  organ: [-25.9],
  'warm-pad': [-33.9],
  'wide-pad': [-33.1],
  choir: [-30, -30.6],
  strings: [-32.9, -33.1],
  spiccato: [-31.5],
  'house-stab': [-35.9],
  'dub-stab': [-36.4],
  skank: [-33],
  'clean-guitar': [-31, -32.7],
  'nylon-guitar': [-31.3, -30.9],
  'muted-guitar': [-31.8],
  clav: [-31.6],
  harp: [-30.3, -27.7],
  marimba: [-26.6, -27.3],
  'brass-stab': [-31.6],
  kalimba: [-23.9, -22.5],
  vibraphone: [-23.1, -20.3],
  bell: [-29.7],
  'synth-pluck': [-33.7],
  'synth-lead': [-28.6],
  flute: [-21.4, -23.1],
  trumpet: [-31.5, -31.4],
  trombone: [-27.3, -30.7],
  saxophone: [-33.5, -33.8],
  violin: [-27.4, -31.2],
  cello: [-26.4, -31.1],
  'lead-guitar': [-18.5],
  melodica: [-26.2],
};

/** Whether the first is the louder one, as recordings have it where there are any. */
export function isLouder(first: SoundName, second: SoundName): boolean {
  const heard = ([synthetic, recorded = synthetic]: (typeof LOUDNESS)[SoundName]) => recorded;
  return heard(LOUDNESS[first]) > heard(LOUDNESS[second]);
}
