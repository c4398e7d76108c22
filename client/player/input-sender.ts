// Sends a control's changes without flooding: at most one on the way, one every 100 ms, and the last one always arrives. No React.

export interface Timers {
  readonly now: () => number;
  readonly after: (delayMs: number, action: () => void) => () => void;
}

export const browserTimers: Timers = {
  now: () => performance.now(),
  after: (delayMs, action) => {
    const timer = setTimeout(action, delayMs);
    return () => clearTimeout(timer);
  },
};

export interface InputSender<C extends object> {
  /** Adds to what waits: the newest value of each field wins. */
  readonly push: (change: C) => void;
  /** What was pushed and is not answered yet. */
  readonly isBusy: () => boolean;
  readonly dispose: () => void;
}

interface SenderOptions<C extends object> {
  /** Sends one change; `true` when it was taken. A refused change is not sent again. */
  readonly send: (change: C) => Promise<boolean>;
  /** Nothing waits and nothing is on the way any more. `isTaken` is what became of the last change. */
  readonly onRest: (isTaken: boolean) => void;
  readonly timers: Timers;
}

const GAP_MS = 100;

export function createInputSender<C extends object>({ send, onRest, timers }: SenderOptions<C>): InputSender<C> {
  let waiting: C | null = null;
  let isOnTheWay = false;
  let lastSentMs = Number.NEGATIVE_INFINITY;
  let cancelTimer: (() => void) | null = null;
  let isDisposed = false;

  const flush = () => {
    cancelTimer = null;
    if (waiting === null || isOnTheWay) return;
    const change = waiting;
    waiting = null;
    isOnTheWay = true;
    lastSentMs = timers.now();
    // One at a time: two requests could overtake each other, and the older value would stay.
    void send(change)
      .catch(() => false)
      .then((isTaken) => {
        isOnTheWay = false;
        if (isDisposed) return;
        if (waiting === null) onRest(isTaken);
        else schedule();
      });
  };
  function schedule() {
    if (cancelTimer || isOnTheWay || isDisposed) return;
    const waitMs = lastSentMs + GAP_MS - timers.now();
    if (waitMs <= 0) flush();
    else cancelTimer = timers.after(waitMs, flush);
  }

  return {
    push: (change) => {
      waiting = { ...waiting, ...change };
      schedule();
    },
    isBusy: () => waiting !== null || isOnTheWay,
    dispose: () => {
      // A page that goes away still says its last word.
      cancelTimer?.();
      flush();
      isDisposed = true;
    },
  };
}
