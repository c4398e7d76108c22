// Synthwave: a gated snare on a straight grid, an eighth-note saw bass, wide pads and a shining arpeggio.
import { mix } from './mix.ts';
import { readStyle } from './style.ts';

export const synthwave = readStyle({
  id: 'synthwave',
  bpm: [76, 134],
  swing: 50,
  late: { drums: 0, snare: 0, hats: 0, bass: 0, music: 0, lead: 3 },
  looseMs: 0.5,
  kit: 'eighties',
  drums: [
    [
      'K X... .... X... .... | 0... .... 0... ....',
      'S .... X... .... X... | .... 0... .... 0...',
      'H x.x. x.x. x.x. x.x. | 1.1. 1.1. 1.1. 1.1.',
      'T .... .... .... ..xx | .... .... .... ..67',
    ],
    [
      'K X... X... X... X... | 0... 1... 0... 1...',
      'S .... X... .... X... | .... 0... .... 0...',
      'H xoxo xoxo xoxo xoxo | 1515 1515 1515 1515',
      'Q ..o. ..o. ..o. ..o. | ..4. ..4. ..4. ..4.',
    ],
  ],
  filler: 'H',
  fill: 'toms',
  bass: {
    sound: 'synth-bass',
    low: 33,
    riffs: [
      '0:R/2 2:R/2 4:R/2 6:R/2 8:R/2 10:R/2 12:R/2 14:R/2',
      '0:R/2 2:R/2 4:8/2 6:R/2 8:R/2 10:b7/2 12:8/2 14:5/2',
      '0:R/1 1:R/1 2:8/1 3:R/1 4:R/1 5:R/1 6:8/1 7:R/1 8:R/1 9:R/1 10:8/1 11:R/1 12:R/1 13:R/1 14:8/1 15:R/1',
    ],
  },
  modes: { dark: 'aeolian', bright: 'ionian', isBright: false },
  dark: ['1:add9 6:5 3:5 7:5', '6:5 7:5 1:5 1:add9', '1:5 7:5 6:add9 7:5', '1:5 4:5 6:5 5:5'],
  bright: ['6:5 4:add9 1:5 5:5', '4:5 5:5 6:5 3:5', '1:7 3:5 4:5 4m:5'],
  barsPerChord: 1,
  chords: { sound: 'wide-pad', low: 55, high: 76, rhythms: ['0:c/16', '0:c/8 8:c/8'], strumMs: 0, velocity: 0.7 },
  figure: {
    sound: 'synth-pluck',
    low: 62,
    high: 86,
    riffs: [
      '0:0/1 1:1/1 2:2/1 3:3/1 4:4/1 5:3/1 6:2/1 7:1/1 8:0/1 9:1/1 10:2/1 11:3/1 12:4/1 13:3/1 14:2/1 15:1/1',
      '0:0/1 2:1/1 3:2/1 4:3/1 6:2/1 7:1/1 8:0/1 10:2/1 11:3/1 12:4/1 14:3/1 15:2/1',
    ],
    velocity: 0.55,
    from: 0,
  },
  lead: {
    sound: 'synth-lead',
    low: 67,
    high: 86,
    cells: ['0:n/6 6:n/2 8:n/8', '0:n/4 4:n/4 8:n/6 14:n/2', '0:n/12 12:n/2 14:n/2', '2:n/2 4:n/4 8:n/8'],
    pentatonic: false,
    rest: 0.55,
    velocity: 0.65,
  },
  mix: mix({
    trim: -5,
    bass: -5,
    music: -4,
    lead: -2,
    drive: 2,
    reverbSeconds: 2.4,
    reverbDrums: -16,
    reverbMusic: -12,
    reverbLead: -9,
    delayFeedback: 0.4,
    delaySend: -13,
    duckMusic: 3,
    duckMs: 150,
    chorus: 0.9,
  }),
});
