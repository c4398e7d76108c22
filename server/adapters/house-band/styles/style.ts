// What makes a style: patterns, harmony, feel and mix, as data. Holds the shape and its reading, no style of its own.
import { type Grid, type RiffNote, readGrid, readRiff } from '../grid.ts';
import { MODES, type Mode } from '../harmony.ts';
import type { KitName } from '../sounds/kits.ts';
import type { SoundName } from '../sounds/sounds.ts';

export const STYLE_IDS = [
  'trap',
  'lo-fi',
  'afrobeat',
  'jazz',
  'orchestral',
  'techno',
  'ambient',
  'hip-hop',
  'funk',
  'drum-and-bass',
  'synthwave',
  'reggae',
  'house',
  'classical',
  'r-and-b',
] as const;
export type StyleId = (typeof STYLE_IDS)[number];

/** Numbers that may be blended between styles and glide when they change. Levels in dB. */
export interface MixSettings {
  /** Of everything, set so that each style is equally loud. */
  readonly trim: number;
  /** Factor on the levels of the form's sections: less where they differ enough by what plays in them. */
  readonly form: number;
  readonly drums: number;
  readonly bass: number;
  readonly music: number;
  readonly lead: number;
  /** Colour of the whole: a ceiling on treble (Hz) and warmth (dB into a soft clip). */
  readonly lowpassHz: number;
  readonly drive: number;
  /** Takes the mud from under chords and lead. */
  readonly musicHighpassHz: number;
  /** Around 270 Hz, where drums and chords pile up, in dB; the bass keeps its own. */
  readonly dip: number;
  /** Breath and bow noise over instruments without treble of their own, 0 to 1. */
  readonly air: number;
  /** Factor on what differs between left and right of the chords. */
  readonly width: number;
  readonly reverbSeconds: number;
  readonly reverbDrums: number;
  readonly reverbMusic: number;
  readonly reverbLead: number;
  readonly delaySixteenths: number;
  readonly delayFeedback: number;
  readonly delaySend: number;
  /** How far the kick pushes the others down, and how long they take to come back. */
  readonly duckMusic: number;
  readonly duckBass: number;
  readonly duckMs: number;
  /** 0 to 1. */
  readonly chorus: number;
  readonly vinyl: number;
}

export interface StyleText {
  readonly id: StyleId;
  /** Beats per minute at which its patterns feel right; beyond them the band counts half or double. */
  readonly bpm: readonly [number, number];
  /** Place of the off-step within its pair, 50 = straight. On 12-step grids the pair is an eighth. */
  readonly swing: number;
  /** Milliseconds behind (+) or before (-) the grid. */
  readonly late: {
    readonly drums: number;
    readonly snare: number;
    readonly hats: number;
    readonly bass: number;
    readonly music: number;
    readonly lead: number;
  };
  readonly looseMs: number;
  readonly kit: KitName | null;
  readonly drums: readonly (readonly string[])[];
  /** Soft lane that fills up at high density. */
  readonly filler: string | null;
  /** Hats roll in 2, 3, 4 or 6 to the step. */
  readonly rolls?: true;
  readonly fill: 'toms' | 'snare' | 'cut' | 'timpani' | 'none';
  readonly bass: { readonly sound: SoundName; readonly low: number; readonly riffs: readonly string[]; readonly walks?: true };
  readonly modes: { readonly dark: Mode; readonly bright: Mode; readonly isBright: boolean };
  /** Chords in the words of `readChord`, before them a mode when it is not the usual one. */
  readonly dark: readonly string[];
  readonly bright: readonly string[];
  readonly barsPerChord: number;
  readonly chords: {
    readonly sound: SoundName;
    readonly low: number;
    readonly high: number;
    /** Steps and lengths, `0:c/14`; one is chosen for each section. */
    readonly rhythms: readonly string[];
    readonly strumMs: number;
    readonly velocity: number;
  };
  /** A sustained layer under the chords. */
  readonly pad?: { readonly sound: SoundName; readonly velocity: number };
  /** A figure through the notes of the chord: `0:1/2` plays its second note; numbers beyond the chord go up an octave. */
  readonly figure?: {
    readonly sound: SoundName;
    readonly low: number;
    readonly high: number;
    readonly riffs: readonly string[];
    readonly velocity: number;
    readonly from: number;
    /** Who else plays it in later rounds. */
    readonly others?: readonly SoundName[];
  };
  readonly lead: {
    readonly sound: SoundName;
    readonly others?: readonly SoundName[];
    readonly low: number;
    readonly high: number;
    /** Rhythms of one bar: `2:n/2 4:n/4`. */
    readonly cells: readonly string[];
    readonly pentatonic: boolean;
    /** Share of bars in the verse where it is silent. */
    readonly rest: number;
    readonly velocity: number;
  };
  /** The second voice: answers the lead and moves where it holds. */
  readonly answer?: { readonly sound: SoundName; readonly low: number; readonly high: number };
  readonly mix: MixSettings;
}

/** Chords in the words of `readChord`; `mode` is the one that they are thought in. */
export interface Progression {
  readonly mode: Mode;
  readonly chords: readonly string[];
}

/** A style whose patterns have been read. */
export interface Style extends Omit<StyleText, 'drums' | 'bass' | 'dark' | 'bright' | 'chords' | 'figure' | 'lead'> {
  readonly stepsPerBar: number;
  readonly drums: readonly Grid[];
  readonly bass: Omit<StyleText['bass'], 'riffs'> & { readonly riffs: readonly (readonly (readonly RiffNote[])[])[] };
  readonly dark: readonly Progression[];
  readonly bright: readonly Progression[];
  readonly chords: Omit<StyleText['chords'], 'rhythms'> & { readonly rhythms: readonly (readonly (readonly RiffNote[])[])[] };
  readonly figure:
    | (Omit<NonNullable<StyleText['figure']>, 'riffs'> & { readonly riffs: readonly (readonly (readonly RiffNote[])[])[] })
    | null;
  readonly lead: Omit<StyleText['lead'], 'cells'> & { readonly cells: readonly (readonly RiffNote[])[] };
}

export function readStyle(text: StyleText): Style {
  const drums = text.drums.map(readGrid);
  const stepsPerBar = drums[0]?.stepsPerBar ?? 16;
  const riffs = (lines: readonly string[]) => lines.map((line) => readRiff(line, stepsPerBar));
  const progressions = (lines: readonly string[], usual: Mode) =>
    lines.map((line): Progression => {
      const [first = '', ...rest] = line.split(' ');
      const own = MODES.find((mode) => mode === first);
      return own ? { mode: own, chords: rest } : { mode: usual, chords: [first, ...rest] };
    });
  return {
    ...text,
    stepsPerBar,
    drums,
    bass: { ...text.bass, riffs: riffs(text.bass.riffs) },
    dark: progressions(text.dark, text.modes.dark),
    bright: progressions(text.bright, text.modes.bright),
    chords: { ...text.chords, rhythms: riffs(text.chords.rhythms) },
    figure: text.figure ? { ...text.figure, riffs: riffs(text.figure.riffs) } : null,
    lead: { ...text.lead, cells: riffs(text.lead.cells).map((bars) => bars[0] ?? []) },
  };
}
