// The delay of one room as it is now: keeps what its listeners reported, and asks the rule. Tells nobody; the next chunk does.
import { type ArrivalReport, isFresh, isWaitedFor, MIN_DELAY_MS, type RoomDelay, roomDelayAt } from '../domain/room-delay.ts';
import type { Clock } from '../ports/clock.ts';

export interface RoomDelayKeeper {
  /** One listener's newest report replaces the one before; `false`: so late that the room does not wait. Milliseconds. */
  report(participantId: string, lateMs: number): boolean;
  /** Milliseconds. */
  delayMs(): number;
}

/** `leastMs`: as long as nobody needs more. */
export function createRoomDelay(clock: Pick<Clock, 'nowMs'>, leastMs = MIN_DELAY_MS): RoomDelayKeeper {
  const reports = new Map<string, ArrivalReport>();
  let delay: RoomDelay = { delayMs: leastMs, atMs: clock.nowMs() };

  return {
    report(participantId, lateMs) {
      reports.set(participantId, { lateMs, atMs: clock.nowMs() });
      return isWaitedFor(lateMs);
    },
    delayMs() {
      const nowMs = clock.nowMs();
      for (const [participantId, report] of reports) if (!isFresh(report, nowMs)) reports.delete(participantId);
      delay = roomDelayAt(delay, reports.values(), nowMs, leastMs);
      return delay.delayMs;
    },
  };
}
