// What the test page notes 50 times a second, and how tests read it. Shapes and names only.
import type { AudioEngine } from '../../../client/audio/engine.ts';

export interface HeardPoll {
  /** Since the tap. */
  readonly atMs: number;
  /** On the machine's own clock, which all pages share. */
  readonly wallMs: number;
  readonly rms: number;
  readonly peak: number;
  readonly pitchHz: number;
  readonly serverNowMs: number;
  readonly frame: number | null;
  readonly epoch: string | null;
  readonly state: string;
}

/** The test page's window. */
export interface AudioPageWindow {
  readonly audio: AudioEngine;
  readonly polls: HeardPoll[];
  readonly states: string[];
}
