// Decides which of two room snapshots is newer and keeps the parts that did not change, so that only moved panels render. Pure.

export interface Snapshot {
  readonly epoch: string;
  readonly version: number;
  readonly sentAt: number;
}

/** True when `next` replaces `current`: a higher version within one epoch; across epochs, or at the same version, the later `sentAt`. */
export function isNewer(current: Snapshot | null, next: Snapshot): boolean {
  if (current === null) return true;
  if (current.epoch === next.epoch && current.version !== next.version) return next.version > current.version;
  return next.sentAt > current.sentAt;
}

interface Mix<P> {
  readonly prompts: { readonly prompts: readonly P[]; readonly revision: number };
  readonly heard: { readonly revision: number };
}

/** A mix counts as heard once the sound carries its revision; until then the one before it sounds on. */
export const heardPromptsOf = <P>(before: readonly P[], { prompts, heard }: Mix<P>): readonly P[] =>
  prompts.revision <= heard.revision ? prompts.prompts : before;

const isPlain = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** `next`, with every part that equals `previous` replaced by the previous object: then `===` tells what changed. For JSON values. */
export function keepUnchanged<T>(previous: unknown, next: T): T;
export function keepUnchanged(previous: unknown, next: unknown): unknown {
  if (Object.is(previous, next)) return previous;
  if (Array.isArray(previous) && Array.isArray(next)) {
    const kept = next.map((item, index) => keepUnchanged<unknown>(previous[index], item));
    return kept.length === previous.length && kept.every((item, index) => item === previous[index]) ? previous : kept;
  }
  if (isPlain(previous) && isPlain(next)) {
    const keys = Object.keys(next);
    const kept = Object.fromEntries(keys.map((key) => [key, keepUnchanged<unknown>(previous[key], next[key])]));
    return keys.length === Object.keys(previous).length && keys.every((key) => kept[key] === previous[key]) ? previous : kept;
  }
  return next;
}
