// The nudge of whichever output this device plays on now. Follows the person from headphones to loudspeaker; makes no sound itself.
import { clampNudge, outputName, recallNudge, rememberNudge } from './nudge.ts';

export interface OutputNudge {
  /** Milliseconds, positive: later. */
  ms(): number;
  /** Remembered for the present output. */
  set(nudgeMs: number): void;
}

/** `onChange`: another output is in use, and its nudge differs. */
export function createOutputNudge(onChange: () => void): OutputNudge {
  const storage = () => localStorage;
  // Absent outside of secure contexts, whatever the types say.
  const devices: MediaDevices | undefined = navigator.mediaDevices;
  let output = outputName([]);
  let nudgeMs = recallNudge(storage, output);

  async function look(): Promise<void> {
    const found = await devices?.enumerateDevices().catch(() => []);
    output = outputName(found ?? []);
    const recalled = recallNudge(storage, output);
    if (recalled === nudgeMs) return;
    nudgeMs = recalled;
    onChange();
  }

  void look();
  devices?.addEventListener('devicechange', () => void look());

  return {
    ms: () => nudgeMs,
    set(next) {
      nudgeMs = clampNudge(next);
      rememberNudge(storage, output, nudgeMs);
    },
  };
}
