// Where within beat and bar the sound is, from the last place that the engine has stamped on the audio's timeline. Pure.
import type { Beat } from '../visual/motion.ts';

const FRAMES_A_MINUTE = 48_000 * 60;
const BEATS_A_BAR = 4;

/** A beat and the frame of the room's timeline at which it begins. */
export interface BeatMark {
  readonly bar: number;
  readonly beat: number;
  readonly atFrame: number;
}

/** The beat that sounds at `frame`; the mark may lie before or after it. */
export function beatAt(frame: number, mark: BeatMark, bpm: number): Beat {
  const beats = mark.bar * BEATS_A_BAR + mark.beat + ((frame - mark.atFrame) * bpm) / FRAMES_A_MINUTE;
  const whole = Math.floor(beats);
  const bar = Math.floor(whole / BEATS_A_BAR);
  return { phase: beats - whole, beatInBar: whole - bar * BEATS_A_BAR, bar };
}
