// What is true of a room's sound right now. It lives only as long as the engine runs and is never stored.
import type { Steering } from './steering.ts';

export type EngineKind = 'HOUSE_BAND' | 'LYRIA';
export type ArbiterKind = 'RULES' | 'GEMINI';
export type EngineHealth = 'IDLE' | 'STARTING' | 'PLAYING' | 'DEGRADED' | 'FAILED';

/** Where the music is, stamped on the audio's own timeline. */
export interface MusicPosition {
  /** Counts from 0 since the engine started. */
  readonly bar: number;
  /** 0-based beat within the bar. */
  readonly beat: number;
  /** A word for people: "intro", "verse", "chorus", "break"; empty when the engine knows none. */
  readonly section: string;
  /** Chord name, e.g. "Am7"; empty when the engine knows none. */
  readonly chord: string;
  /** Frame of this beat on the room's timeline. */
  readonly atFrame: number;
}

/** What a server is set up with, whoever plays and decides at the moment. */
export interface Setup {
  readonly engine: EngineKind;
  /** GEMINI: the rules decide, and a model may better what they decide. */
  readonly arbiter: ArbiterKind;
}

export interface LiveState {
  readonly setup: Setup;
  /** Who makes the sound, which is the house band while it stands in for Lyria. */
  readonly engine: EngineKind;
  readonly health: EngineHealth;
  readonly reason: string | null;
  readonly position: MusicPosition | null;
  /** What the sound now going out was made from; `null` before any sound: the target stands for it. */
  readonly heard: Steering | null;
  /** How loud the crowd is, 0 to 1 in hundredths. */
  readonly crowdEnergy: number;
  /** How loud the last second was, 0 to 1; `null`: silent. Read when it is looked at: no version grows by it. */
  readonly level: number | null;
  /** Open audio streams. */
  readonly ears: number;
  /** Grows with every change of this record; added to the room's version it orders snapshots. */
  readonly version: number;
}

/** What a server needs no key for. */
export const BUILT_IN: Setup = { engine: 'HOUSE_BAND', arbiter: 'RULES' };

export const SILENT: LiveState = {
  setup: BUILT_IN,
  engine: 'HOUSE_BAND',
  health: 'IDLE',
  reason: null,
  position: null,
  heard: null,
  crowdEnergy: 0,
  level: null,
  ears: 0,
  version: 0,
};
