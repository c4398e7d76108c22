// Writes what the band played as a MIDI file: one track for each sound, General MIDI programs near to it, drums on channel 10.
// Slides and the band's own timbres are left out: MIDI has no words for them.
import tone from '@tonejs/midi';
import { barFramesOf } from '../../server/adapters/house-band/band.ts';
import type { ScoreEvent } from '../../server/adapters/house-band/score.ts';
import type { SoundName } from '../../server/adapters/house-band/sounds/sounds.ts';
import { SAMPLE_RATE_HZ } from '../../server/domain/audio.ts';

const DRUM_CHANNEL = 9;
/** Drums ring as long as they like; some players drop notes that are too short to be seen. */
const DRUM_BARS = 1 / 32;

/** General MIDI programs, counted from 0. */
const PROGRAMS: Readonly<Record<SoundName, number>> = {
  'sub-808': 38,
  'synth-bass': 38,
  'acid-bass': 38,
  'round-bass': 39,
  'finger-bass': 33,
  'upright-bass': 32,
  reese: 39,
  'dub-bass': 39,
  'organ-bass': 39,
  'low-strings': 43,
  drone: 89,
  rhodes: 4,
  piano: 0,
  'felt-piano': 0,
  organ: 16,
  'warm-pad': 89,
  'wide-pad': 95,
  choir: 52,
  strings: 48,
  spiccato: 45,
  'brass-stab': 61,
  'house-stab': 62,
  'dub-stab': 62,
  skank: 28,
  'clean-guitar': 27,
  'nylon-guitar': 24,
  'muted-guitar': 28,
  clav: 7,
  harp: 46,
  kalimba: 108,
  marimba: 12,
  vibraphone: 11,
  bell: 14,
  'synth-pluck': 84,
  'synth-lead': 81,
  flute: 73,
  trumpet: 56,
  trombone: 57,
  saxophone: 65,
  violin: 40,
  cello: 42,
  'lead-guitar': 29,
  melodica: 22,
};

/** Keys of the General MIDI drum map for the letters of a kit; toms and timpani go by how they are tuned. */
const DRUM_KEYS: Readonly<Record<string, number>> = {
  K: 36,
  S: 38,
  C: 39,
  R: 37,
  H: 42,
  O: 46,
  F: 44,
  D: 51,
  Y: 49,
  B: 56,
  Q: 70,
  G: 63,
  M: 41,
  N: 82,
  V: 40,
};
const UNKNOWN_DRUM = 76;
const TOMS = [
  { fromSemitones: 3, key: 50 },
  { fromSemitones: 0, key: 47 },
  { fromSemitones: Number.NEGATIVE_INFINITY, key: 45 },
] as const;

/** The MIDI key that an event sounds on. */
export function keyOfEvent({ drum, midi }: ScoreEvent): number {
  if (drum === null) return midi;
  if (drum === 'T') return TOMS.find(({ fromSemitones }) => midi >= fromSemitones)?.key ?? UNKNOWN_DRUM;
  return DRUM_KEYS[drum] ?? UNKNOWN_DRUM;
}

/** `played`: as the band tells, earliest first, all at one tempo. */
export function writeMidi(played: readonly ScoreEvent[], bpm: number): Uint8Array {
  const midi = new tone.Midi();
  const barFrames = barFramesOf(bpm);
  const ticksOf = (frames: number) => Math.round((frames / barFrames) * 4 * midi.header.ppq);
  // The band's bars are whole frames long; told so, a sequencer stays with the recording to the end.
  midi.header.setTempo((4 * 60 * SAMPLE_RATE_HZ) / barFrames);
  midi.header.timeSignatures.push({ ticks: 0, timeSignature: [4, 4] });

  let channels = 0;
  for (const [name, events] of groupBy(played, trackNameOf)) {
    const track = midi.addTrack();
    track.name = name;
    const sound = events[0]?.sound ?? null;
    if (sound === null) track.channel = DRUM_CHANNEL;
    else {
      track.channel = channels < DRUM_CHANNEL ? channels : channels + 1;
      // Fifteen melodic channels; whoever comes later shares one.
      channels = (channels + 1) % 15;
      track.instrument.number = PROGRAMS[sound];
    }
    for (const [key, notes] of groupBy(events, keyOfEvent)) {
      notes.forEach((event, index) => {
        const ticks = ticksOf(event.at);
        const next = notes[index + 1];
        const ends = ticksOf(event.at + (event.sound === null ? DRUM_BARS * barFrames : event.frames));
        // One key of a channel sounds once: a note ends where the next on its key begins.
        const end = next === undefined ? ends : Math.min(ends, ticksOf(next.at));
        // MIDI takes a velocity of 0 for the end of a note.
        const velocity = Math.max(event.velocity, 1 / 127);
        track.addNote({ midi: key, ticks, durationTicks: Math.max(1, end - ticks), velocity });
      });
    }
  }
  return midi.toArray();
}

function trackNameOf({ bus, sound }: ScoreEvent): string {
  return sound === null ? bus : `${bus}: ${sound}`;
}

/** In the order in which keys first occur. */
function groupBy<Key>(events: readonly ScoreEvent[], keyOf: (event: ScoreEvent) => Key): Map<Key, ScoreEvent[]> {
  const groups = new Map<Key, ScoreEvent[]>();
  for (const event of events) {
    const group = groups.get(keyOf(event));
    if (group) group.push(event);
    else groups.set(keyOf(event), [event]);
  }
  return groups;
}
