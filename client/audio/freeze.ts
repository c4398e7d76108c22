// Notices an audio context that claims to run and stands still, as on an iPhone after a call or a locked screen. Pure.

/** So long is no hiccup. */
const FROZEN_MS = 1_000;

export interface FreezeWatch {
  /** Once a tick. `contextTime`: seconds, of a context that says it runs; `null` when there is none, or it says that it does not. */
  look(atMs: number, contextTime: number | null): void;
  isFrozen(): boolean;
  /** Another context is looked at from now on. */
  reset(): void;
}

/** `tickMs`: how often it is meant to look. */
export function createFreezeWatch(tickMs: number): FreezeWatch {
  let stoodMs = 0;
  let last: { readonly atMs: number; readonly contextTime: number | null } = { atMs: 0, contextTime: null };

  return {
    look(atMs, contextTime) {
      const elapsedMs = atMs - last.atMs;
      if (contextTime === null || contextTime !== last.contextTime) stoodMs = 0;
      // A page that was asleep itself has seen nothing.
      else if (elapsedMs < 2 * tickMs) stoodMs += elapsedMs;
      last = { atMs, contextTime };
    },
    isFrozen: () => stoodMs >= FROZEN_MS,
    reset() {
      stoodMs = 0;
    },
  };
}
