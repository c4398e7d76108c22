// One line at a time about what has just been done, with at most one way back. What cannot be undone waits until its line is gone,
// and only then is carried out. Knows no screen.
import type { Timers } from '../player/input-sender.ts';

export interface Notice {
  readonly text: string;
  readonly isTrouble?: boolean;
  /** The way back. */
  readonly undo?: () => void;
  /** What is still to be done when nobody took the way back. */
  readonly onGone?: () => void;
}

export interface ToldLine {
  readonly get: () => Notice | null;
  readonly subscribe: (listener: () => void) => () => void;
  /** A new line takes the old one's place. Where something waits for the old one's end, it is done at once for a line that has something
   * waiting as well; a word about what is done already comes afterwards, for it may be the late answer to an earlier touch. */
  readonly say: (notice: Notice) => void;
  readonly undo: () => void;
  /** While somebody points at the line it stays; afterwards its time begins anew. */
  readonly hold: (isHeld: boolean) => void;
  /** The sheet closes: what waited is done. */
  readonly end: () => void;
}

export const TOLD_MS = 8_000;

export function createToldLine(timers: Timers): ToldLine {
  let notice: Notice | null = null;
  let cancel: (() => void) | null = null;
  let isHeld = false;
  let later: Notice | null = null;
  const listeners = new Set<() => void>();

  const countDown = () => {
    cancel?.();
    cancel = notice && !isHeld ? timers.after(TOLD_MS, () => end()) : null;
  };
  const show = (next: Notice | null) => {
    notice = next;
    countDown();
    for (const listener of listeners) listener();
  };
  /** The line goes, and the word that came meanwhile takes its place. */
  const leave = (): Notice | null => {
    const gone = notice;
    const next = later;
    later = null;
    if (gone !== null) show(next);
    return gone;
  };
  const end = () => leave()?.onGone?.();
  return {
    get: () => notice,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    say: (next) => {
      if (notice?.onGone && !next.onGone) {
        later = next;
        return;
      }
      const ended = notice;
      show(next);
      ended?.onGone?.();
    },
    undo: () => leave()?.undo?.(),
    hold: (isPointedAt) => {
      // Remembered, for a line may be told under a pointer that rests there already.
      isHeld = isPointedAt;
      countDown();
    },
    end,
  };
}
