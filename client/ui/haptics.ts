// Whether this device may tremble: a person's own choice, and still by default for people who want less motion. Moves nothing itself.

const KEY = 'coro.tremble';
const listeners = new Set<() => void>();

function chosen(): boolean | null {
  try {
    const value = localStorage.getItem(KEY);
    return value === null ? null : value === 'yes';
  } catch {
    // Private windows may refuse storage; the device's wish decides then.
    return null;
  }
}

export const canTremble = (): boolean => 'vibrate' in navigator;

export const mayTremble = (): boolean => chosen() ?? !window.matchMedia('(prefers-reduced-motion: reduce)').matches;

export function chooseTremble(isAllowed: boolean): void {
  try {
    localStorage.setItem(KEY, isAllowed ? 'yes' : 'no');
  } catch {
    // Then it stays as the device wants it.
  }
  for (const listener of listeners) listener();
}

export function onTremble(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
