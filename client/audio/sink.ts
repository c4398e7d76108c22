// What the engine needs of an output, whichever way it makes sound.
import type { SinkReport } from './messages.ts';
import type { Aim } from './playhead.ts';

export interface Sink {
  /** Connect this to hear it. */
  readonly node: AudioNode;
  /** `true`: made on the page, so a page that stands still for long can be heard. */
  readonly simple: boolean;
  /** How long before its time sound must be here, milliseconds, on top of the context's output latency. */
  readonly headStartMs: number;
  /** Takes `SoundMessage`s from this port; sound from an earlier port is forgotten. */
  take(port: MessagePort): void;
  aim(aim: Aim): void;
  /** Lets a metronome sound over the music, on the timeline that begins at this frame of the ring; `null`: none. */
  click(zeroFrame: number | null): void;
  /** The newest knowledge; `null` before the first. */
  report(): SinkReport | null;
  close(): void;
}
