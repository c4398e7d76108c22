// Remembers by how much each output of this device plays earlier or later than the browser believes it should: a loudspeaker
// behind a radio link is late by hundreds of milliseconds, and only ears can tell. Knows nothing of sound.

/** A nudge goes from minus to plus this, milliseconds. */
export const LARGEST_NUDGE_MS = 300;
/** Whoever has more outputs than this sets the oldest anew. */
const OUTPUTS_KEPT = 12;
const KEY = 'coro.nudges';

/** Milliseconds for each output's name, the newest last. */
type Nudges = readonly (readonly [output: string, nudgeMs: number])[];

/**
 * What to file an output under: its label, for ids are drawn anew with every visit. Browsers tell labels only to pages that may use the
 * microphone; for all others every output is one.
 */
export function outputName(devices: readonly Pick<MediaDeviceInfo, 'kind' | 'deviceId' | 'label'>[]): string {
  const outputs = devices.filter(({ kind }) => kind === 'audiooutput');
  const used = outputs.find(({ deviceId }) => deviceId === 'default') ?? outputs[0];
  return used?.label || 'default';
}

/** Milliseconds, positive: later; 0 for an output that was never nudged, and where storage is forbidden or holds nonsense. */
export function recallNudge(storage: () => Pick<Storage, 'getItem'>, output: string): number {
  return recall(storage).find(([name]) => name === output)?.[1] ?? 0;
}

export function rememberNudge(storage: () => Pick<Storage, 'getItem' | 'setItem'>, output: string, nudgeMs: number): void {
  const others = recall(storage).filter(([name]) => name !== output);
  try {
    storage().setItem(KEY, JSON.stringify([...others, [output, clampNudge(nudgeMs)]].slice(-OUTPUTS_KEPT)));
  } catch {
    // Then it has to be set again next time.
  }
}

export function clampNudge(nudgeMs: number): number {
  return Math.max(-LARGEST_NUDGE_MS, Math.min(LARGEST_NUDGE_MS, nudgeMs));
}

function recall(storage: () => Pick<Storage, 'getItem'>): Nudges {
  try {
    const found: unknown = JSON.parse(storage().getItem(KEY) ?? '[]');
    return Array.isArray(found) ? found.filter(isNudge) : [];
  } catch {
    return [];
  }
}

function isNudge(entry: unknown): entry is [string, number] {
  return Array.isArray(entry) && typeof entry[0] === 'string' && typeof entry[1] === 'number' && Math.abs(entry[1]) <= LARGEST_NUDGE_MS;
}
