// One AudioContext with everything behind it: sink, analyser, volume. Says where the listener's ear is on the context's time
// line, and whether the context really runs. Knows nothing of rooms.
import type { Sink } from './sink.ts';
import { createScheduledSink } from './sink-scheduled.ts';
import { createWorkletSink } from './sink-worklet.ts';

export interface Output {
  readonly context: AudioContext;
  /** Before the volume, so that the picture goes on moving when the sound is turned down. */
  readonly analyser: AnalyserNode;
  /** `null` until the browser has loaded it. */
  sink(): Sink | null;
  /** Which context time (seconds) is heard at local time `atMs` (`performance.now()`). */
  heardTime(atMs: number): number;
  /** From sink to air, milliseconds, as far as the browser knows. */
  latencyMs(): number;
  /** `gain`: 0..1, linear. */
  setGain(gain: number): void;
  close(): void;
}

/** Without clicks, and quicker than anybody notices. */
const GAIN_SECONDS = 0.015;
/** What `getOutputTimestamp` says must be near what the context says, else it is one of the browsers that make it up. */
const PLAUSIBLE_SECONDS = 1;

/** `onSink`: the sink is there; `onReport`: it has news. Must be called within a tap to be allowed to sound everywhere. */
export function createOutput(onSink: () => void, onReport: () => void): Output {
  const context = createContext();
  const gain = context.createGain();
  const analyser = context.createAnalyser();
  analyser.fftSize = 2_048;
  analyser.connect(gain).connect(context.destination);
  let sink: Sink | null = null;
  let closed = false;

  void createWorkletSink(context, onReport)
    .catch(() => createScheduledSink(context, onReport))
    .then((ready) => {
      if (closed) return ready.close();
      sink = ready;
      sink.node.connect(analyser);
      onSink();
    });

  return {
    context,
    analyser,
    sink: () => sink,
    heardTime(atMs) {
      const { contextTime = 0, performanceTime = 0 } = context.getOutputTimestamp?.() ?? {};
      const stamped = contextTime + (atMs - performanceTime) / 1_000;
      const plain = context.currentTime - latencySeconds(context);
      return contextTime > 0 && Math.abs(stamped - plain) < PLAUSIBLE_SECONDS ? stamped : plain;
    },
    latencyMs: () => latencySeconds(context) * 1_000,
    setGain(value) {
      gain.gain.setTargetAtTime(value, context.currentTime, GAIN_SECONDS);
    },
    close() {
      closed = true;
      sink?.close();
      void context.close().catch(() => undefined);
    },
  };
}

function createContext(): AudioContext {
  try {
    // The stream's own rate: the browser resamples better than a playhead does.
    return new AudioContext({ latencyHint: 'playback', sampleRate: 48_000 });
  } catch {
    return new AudioContext({ latencyHint: 'playback' });
  }
}

function latencySeconds(context: AudioContext): number {
  return context.outputLatency || context.baseLatency || 0;
}
