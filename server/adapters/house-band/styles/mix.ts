// The mix that every style starts from; each style names only what it wants otherwise.
import type { MixSettings } from './style.ts';

const PLAIN: MixSettings = {
  trim: 0,
  form: 1,
  drums: 0,
  bass: -2,
  music: -3,
  lead: -3,
  lowpassHz: 18_000,
  drive: 0,
  musicHighpassHz: 140,
  dip: -2,
  air: 0,
  width: 1.5,
  reverbSeconds: 1.4,
  reverbDrums: -24,
  reverbMusic: -14,
  reverbLead: -12,
  delaySixteenths: 3,
  delayFeedback: 0.35,
  delaySend: -20,
  duckMusic: 2,
  duckBass: 2,
  duckMs: 140,
  chorus: 0.3,
  vinyl: 0,
};

export function mix(own: Partial<MixSettings>): MixSettings {
  return { ...PLAIN, ...own };
}
