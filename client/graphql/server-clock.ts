// The server's clock on this page, for everything that has to happen on all screens at once. Asks over the room's own socket, so that it
// needs no sound: a silent phone hits the same moment as a playing one. The arithmetic is the sound's, see audio/clock.ts.
import { createServerClock } from '../audio/clock.ts';

export interface RoomClock {
  /** The server's time, milliseconds; this device's own until the first answer. */
  readonly nowMs: () => number;
  /** The moment `serverMs` on this page's axis (`performance.timeOrigin + performance.now()`). */
  readonly pageMs: (serverMs: number) => number;
  /** Asks anew, quickly: the line is back, or the device slept. */
  readonly refresh: () => void;
  readonly dispose: () => void;
}

export interface RoomClockDeps {
  /** Asks for `serverTime` once; `answered` at most once. The result gives the question up. */
  readonly ask: (answered: (serverMs: number) => void) => () => void;
  /** Milliseconds; counts evenly and never steps. */
  readonly pageNowMs: () => number;
  readonly isOnline: () => boolean;
}

const QUICK_QUESTIONS = 6;
const QUICK_PAUSE_MS = 120;
const STEADY_PAUSE_MS = 15_000;
/** An answer that is not back by then says nothing about the clock. */
const ANSWER_WITHIN_MS = 3_000;

export function createRoomClock({ ask, pageNowMs, isOnline }: RoomClockDeps): RoomClock {
  const clock = createServerClock();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let giveUp: (() => void) | null = null;
  /** As long as the clock cannot say better, the last thing that it said. */
  let offsetMs = 0;

  function stop(): void {
    clearTimeout(timer);
    giveUp?.();
    giveUp = null;
  }

  function question(quick: number): void {
    stop();
    if (!isOnline()) return;
    const sentMs = pageNowMs();
    const next = () => question(Math.max(0, quick - 1));
    timer = setTimeout(next, ANSWER_WITHIN_MS);
    giveUp = ask((serverMs) => {
      clock.add({ sentMs, serverMs, receivedMs: pageNowMs() });
      stop();
      timer = setTimeout(next, quick > 1 ? QUICK_PAUSE_MS : STEADY_PAUSE_MS);
    });
  }

  function offset(): number {
    offsetMs = clock.estimate(pageNowMs())?.offsetMs ?? offsetMs;
    return offsetMs;
  }

  return {
    nowMs: () => pageNowMs() + offset(),
    pageMs: (serverMs) => serverMs - offset(),
    refresh: () => question(QUICK_QUESTIONS),
    dispose: stop,
  };
}
