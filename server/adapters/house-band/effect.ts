// The character that words give the band, in the units of this band. Types and the zero; the words are in words-*.ts.
import type { SoundName } from './sounds/sounds.ts';
import type { StyleId } from './styles/style.ts';

/** Shifts of character, each -1 to 1; they add up over all words and moods. */
export interface Mood {
  /** Dark modes below, bright modes above 0. */
  readonly valence: number;
  readonly brightness: number;
  /** Force: louder drums, more drive. */
  readonly energy: number;
  /** More or less room around the sound. */
  readonly space: number;
  /** Longer or shorter notes. */
  readonly legato: number;
  /** Octaves of lead and figures; from half up it is one. */
  readonly register: number;
  /** More or fewer notes than the fader says. */
  readonly density: number;
  /** Saturation. */
  readonly drive: number;
  /** A lower or higher ceiling on treble. */
  readonly warmth: number;
  /** Sends to the tempo delay. */
  readonly echo: number;
  /** Crackle of an old record. */
  readonly dust: number;
  /** Chorus, and with it the width of the image. */
  readonly width: number;
  /** Later or earlier off-steps. */
  readonly swing: number;
  /** Tighter or freer hands. */
  readonly looseness: number;
}

export const NO_MOOD: Mood = {
  valence: 0,
  brightness: 0,
  energy: 0,
  space: 0,
  legato: 0,
  register: 0,
  density: 0,
  drive: 0,
  warmth: 0,
  echo: 0,
  dust: 0,
  width: 0,
  swing: 0,
  looseness: 0,
};

export interface Effect {
  /** A genre: shares of the band's styles. */
  readonly styles?: Partial<Readonly<Record<StyleId, number>>>;
  /** A place, an era, an occasion: a genre where none is named, else only a colour of it. */
  readonly lean?: Partial<Readonly<Record<StyleId, number>>>;
  readonly mood?: Partial<Mood>;
  /** Instruments that belong to it; those that are named outright go before. */
  readonly plays?: readonly (SoundName | 'drums')[];
  /** The tempo that it is thought in; only for rooms that have set none. */
  readonly bpm?: number;
  /** Per cent faster or slower, likewise. */
  readonly percent?: number;
}
