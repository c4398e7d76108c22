// Who is really there: sockets and requests in, CONNECTED, AWAY, free seats and hand-overs out. Looks once a second; the rules and
// their grace periods are the domain's.
import type { LiveState } from '../domain/live.ts';
import { dueTransitions } from '../domain/presence.ts';
import type { Applied, RoomCommand, RoomState } from '../domain/room-state.ts';
import { CoroError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Clock } from '../ports/clock.ts';
import type { RoomStore } from '../ports/room-store.ts';
import type { TicketHolder } from '../ports/tickets.ts';

export interface PresenceService {
  /** A socket (or SSE stream) with this ticket has opened: the participant is back. Call the result when it closes. */
  connected(holder: TicketHolder): () => void;
  /** An authenticated HTTP request came in. */
  seen(holder: TicketHolder): void;
  stop(): void;
}

export interface PresenceDeps {
  readonly store: Pick<RoomStore, 'list'>;
  readonly clock: Clock;
  readonly apply: (code: string, command: RoomCommand) => Promise<Applied | null>;
  readonly live: (code: string) => Pick<LiveState, 'ears'>;
  readonly log: Pick<Log, 'warn'>;
}

const SWEEP_MS = 1_000;
/** A reload closes a socket and opens another one; nobody is told of that. */
const RECONNECT_MS = 3_000;
/** A client that only sends requests counts as there for so long after each. */
const REQUEST_MS = 60_000;

interface Sign {
  readonly holder: TicketHolder;
  sockets: number;
  /** Without sockets: counts as there until then. */
  untilMs: number;
  /** The room takes this person for away, as far as we know. */
  isAway: boolean;
}

export function createPresence({ store, clock, apply, live, log }: PresenceDeps): PresenceService {
  const signs = new Map<string, Sign>();
  let isStopped = false;
  let cancelSweep = clock.after(SWEEP_MS, () => void sweep());

  function signOf(holder: TicketHolder, isAway: boolean): Sign {
    const key = `${holder.code}/${holder.participantId}`;
    const sign = signs.get(key) ?? { holder, sockets: 0, untilMs: clock.nowMs() + REQUEST_MS, isAway };
    signs.set(key, sign);
    return sign;
  }

  /** True when it was applied. Refusals are news that came too late: somebody else was faster, or the seat is gone. */
  async function change(code: string, command: RoomCommand): Promise<boolean> {
    try {
      return (await apply(code, command)) !== null;
    } catch (error) {
      if (!(error instanceof CoroError)) log.warn({ code, command: command.kind, err: error }, 'presence could not be written');
      return false;
    }
  }

  function isThere({ sockets, untilMs }: Sign): boolean {
    return sockets > 0 || clock.nowMs() < untilMs;
  }

  async function welcomeBack(sign: Sign): Promise<void> {
    if (!sign.isAway) return;
    sign.isAway = false;
    const isBack = await change(sign.holder.code, { kind: 'RETURN', participantId: sign.holder.participantId });
    // Their seat may be free again when they give the next sign.
    if (!isBack) sign.isAway = true;
  }

  async function sweep(): Promise<void> {
    try {
      const states = await store.list();
      for (const state of states) await sweepRoom(state);
      forgetGone(states);
    } catch (error) {
      log.warn({ err: error }, 'presence could not be looked at');
    }
    if (!isStopped) cancelSweep = clock.after(SWEEP_MS, () => void sweep());
  }

  async function sweepRoom(state: RoomState): Promise<void> {
    for (const { id, presence, isSimulated } of state.participants) {
      if (isSimulated) continue;
      // Whoever is met for the first time (just joined, or this process is new) has a minute to give a sign.
      const sign = signOf({ code: state.code, participantId: id }, presence === 'AWAY');
      sign.isAway = presence === 'AWAY' || !isThere(sign);
      if (presence === 'AWAY' && sign.sockets > 0) await welcomeBack(sign);
      if (presence === 'CONNECTED' && sign.isAway) await change(state.code, { kind: 'STEP_AWAY', participantId: id });
    }
    for (const command of dueTransitions(state, clock.nowMs())) {
      // Somebody may listen without having joined: that is people, too.
      if (command.kind !== 'CLOSE' || live(state.code).ears === 0) await change(state.code, command);
    }
  }

  /** Signs of people who are in no room any more. */
  function forgetGone(states: readonly RoomState[]): void {
    const here = new Set(states.flatMap(({ code, participants }) => participants.map(({ id }) => `${code}/${id}`)));
    for (const [key, sign] of signs) if (!here.has(key) && !isThere(sign)) signs.delete(key);
  }

  return {
    connected(holder) {
      const sign = signOf(holder, true);
      sign.sockets += 1;
      void welcomeBack(sign);
      let isOpen = true;
      return () => {
        if (!isOpen) return;
        isOpen = false;
        sign.sockets -= 1;
        if (sign.sockets === 0) sign.untilMs = clock.nowMs() + RECONNECT_MS;
      };
    },

    seen(holder) {
      const sign = signOf(holder, true);
      sign.untilMs = Math.max(sign.untilMs, clock.nowMs() + REQUEST_MS);
      void welcomeBack(sign);
    },

    stop() {
      isStopped = true;
      cancelSweep();
    },
  };
}
