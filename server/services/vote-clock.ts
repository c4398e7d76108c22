// Ends votes when their time is over: one timer per room, which carries the vote's id and so can never touch another one.
import { voteEndsAtMs } from '../domain/crowd-vote.ts';
import type { Applied, RoomCommand, RoomState } from '../domain/room-state.ts';
import type { Log } from '../log.ts';
import type { Clock } from '../ports/clock.ts';
import type { RoomBus } from '../ports/room-bus.ts';
import type { RoomStore } from '../ports/room-store.ts';

/** A vote whose end could not be written is ended a little later. */
const RETRY_MS = 1_000;

export interface VoteClock {
  stop(): void;
}

export interface VoteClockDeps {
  readonly bus: RoomBus;
  readonly clock: Clock;
  readonly store: Pick<RoomStore, 'list'>;
  readonly apply: (code: string, command: RoomCommand) => Promise<Applied | null>;
  readonly log: Pick<Log, 'warn'>;
}

interface Alarm {
  readonly voteId: string;
  readonly endsAtMs: number;
  cancel(): void;
}

export function createVoteClock({ bus, clock, store, apply, log }: VoteClockDeps): VoteClock {
  const alarms = new Map<string, Alarm>();
  let isStopped = false;

  /** Called with every state, of which nearly none has a vote. */
  function follow({ code, crowd: { vote } }: RoomState): void {
    if (isStopped) return;
    const alarm = alarms.get(code);
    const endsAtMs = vote && voteEndsAtMs(vote);
    if (alarm?.voteId === vote?.id && alarm?.endsAtMs === (endsAtMs ?? undefined)) return;
    alarm?.cancel();
    alarms.delete(code);
    if (vote !== null && endsAtMs !== null) set(code, vote.id, endsAtMs, endsAtMs - clock.nowMs());
  }

  function set(code: string, voteId: string, endsAtMs: number, delayMs: number): void {
    alarms.set(code, { voteId, endsAtMs, cancel: clock.after(Math.max(0, delayMs), () => ring(code, voteId, endsAtMs)) });
  }

  function ring(code: string, voteId: string, endsAtMs: number): void {
    const leftMs = endsAtMs - clock.nowMs();
    // Timers may fire a little before their time, and then the rules would change nothing.
    if (leftMs > 0) {
      set(code, voteId, endsAtMs, leftMs);
      return;
    }
    apply(code, { kind: 'END_VOTE', voteId }).catch((error) => {
      log.warn({ code, err: error }, 'a vote could not be ended; it is tried again');
      if (!isStopped && alarms.get(code)?.voteId === voteId) set(code, voteId, endsAtMs, RETRY_MS);
    });
  }

  const unsubscribe = bus.subscribeAll((message) => {
    if (message.kind === 'ROOM') follow(message.state);
  });
  store
    .list()
    .then((states) => states.forEach(follow))
    .catch((error) => log.warn({ err: error }, 'running votes could not be taken up'));

  return {
    stop() {
      isStopped = true;
      unsubscribe();
      for (const { cancel } of alarms.values()) cancel();
      alarms.clear();
    },
  };
}
