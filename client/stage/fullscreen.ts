// The stage over the whole screen: whether it can, whether it does, and the F key. Refusals by the browser change nothing.
import { useEffect, useSyncExternalStore } from 'react';

export const canFillScreen = (): boolean => document.fullscreenEnabled;

const isFilled = (): boolean => document.fullscreenElement !== null;

export function toggleFullscreen(): void {
  const change = isFilled() ? document.exitFullscreen() : document.documentElement.requestFullscreen();
  change.catch(() => undefined);
}

function onChange(listener: () => void): () => void {
  document.addEventListener('fullscreenchange', listener);
  return () => document.removeEventListener('fullscreenchange', listener);
}

export const useFullscreen = (): boolean => useSyncExternalStore(onChange, isFilled);

/** F fills the screen and gives it back, while nothing on the page has the focus: a letter that is typed or spoken into a part is that part's. */
export function useFullscreenKey(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'f' || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
      if (document.activeElement === document.body && canFillScreen()) toggleFullscreen();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}
