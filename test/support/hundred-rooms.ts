// Many playing rooms in which somebody changes something before every tick: the real services on any clock, with or without an adviser,
// and a record of when each decision that was due was made.
import { createMemoryRoomBus } from '../../server/adapters/memory/room-bus.ts';
import { createMemoryRoomStore } from '../../server/adapters/memory/room-store.ts';
import { INSTRUMENTS } from '../../server/domain/lexicon-instruments.ts';
import { openRoom } from '../../server/domain/room.ts';
import type { DecisionSource } from '../../server/domain/room-state.ts';
import type { Log } from '../../server/log.ts';
import type { Adviser } from '../../server/ports/adviser.ts';
import type { Clock } from '../../server/ports/clock.ts';
import { createAdviceDesk } from '../../server/services/advice-desk.ts';
import { createArbitration } from '../../server/services/arbitration.ts';
import { createRoomCommands } from '../../server/services/room-commands.ts';
import { BIRTH_MIX } from './seeded-room.ts';

export const TICK_MS = 4_000;
/** The defaults of the configuration. */
export const CALLS_PER_MINUTE = 15;
const CALLS_PER_DAY = 1_000;
/** A timer of the system may fire a little before its time. */
const EARLY_MS = 5;

export interface MadeDecision {
  readonly code: string;
  /** 0 is the one at the start. */
  readonly tick: number;
  /** Since that tick was due. */
  readonly lateMs: number;
  readonly source: DecisionSource;
}

export interface HundredRooms {
  readonly decisions: readonly MadeDecision[];
  /** When each question went out. */
  readonly callsAtMs: readonly number[];
  /** Opens a room of three and starts its music. */
  open(code: string): Promise<void>;
  /** Somebody in the room wishes for something that nobody has wished for yet. */
  stir(code: string): Promise<void>;
  stop(): void;
}

export interface HundredRoomsOptions {
  readonly clock: Clock;
  readonly log: Pick<Log, 'warn' | 'error'>;
  /** `null`: the rules alone. */
  readonly adviser: Adviser | null;
}

const PEOPLE = ['mira', 'ben', 'cleo'] as const;

export function createHundredRooms({ clock, log, adviser }: HundredRoomsOptions): HundredRooms {
  const store = createMemoryRoomStore();
  const bus = createMemoryRoomBus();
  const { apply } = createRoomCommands({ store, bus, clock });
  const decisions: MadeDecision[] = [];
  const callsAtMs: number[] = [];
  const startedAtMs = new Map<string, number>();
  let stirs = 0;
  const counted: Adviser | null = adviser && {
    advise(request, signal) {
      callsAtMs.push(clock.nowMs());
      return adviser.advise(request, signal);
    },
  };
  const adviceDesk =
    counted && createAdviceDesk({ adviser: counted, clock, log, callsPerMinute: CALLS_PER_MINUTE, callsPerDay: CALLS_PER_DAY });
  const arbitration = createArbitration({
    store,
    bus,
    clock,
    log,
    ...(adviceDesk && { adviceDesk }),
    async apply(code, command) {
      const applied = await apply(code, command);
      if (command.kind === 'APPLY_DECISION' && applied !== null) {
        const sinceMs = clock.nowMs() - (startedAtMs.get(code) ?? 0);
        const tick = Math.floor((sinceMs + EARLY_MS) / TICK_MS);
        decisions.push({ code, tick, lateMs: Math.max(0, sinceMs - tick * TICK_MS), source: command.source });
      }
      return applied;
    },
  });

  async function stir(code: string): Promise<void> {
    stirs += 1;
    const participantId = PEOPLE[stirs % PEOPLE.length] as string;
    const change = { wish: `${INSTRUMENTS[stirs % INSTRUMENTS.length]} like zorblax ${stirs}` };
    await apply(code, { kind: 'SET_INPUT', participantId, change, wishId: `w${stirs}` });
  }

  return {
    decisions,
    callsAtMs,
    stir,
    async open(code) {
      const founder = { participantId: PEOPLE[0], displayName: 'Mira', takesRole: true };
      const facts = { code, epoch: 'epoch', name: 'Room', isPublic: true, passwordHash: null, mix: BIRTH_MIX, founder };
      const { state } = openRoom({ ...facts, nowMs: clock.nowMs() });
      await store.create(state, []);
      for (const participantId of PEOPLE.slice(1)) {
        await apply(code, { kind: 'JOIN', participantId, displayName: participantId, clientKind: 'CONTROLLER', provenPasswordHash: null });
      }
      await stir(code);
      startedAtMs.set(code, clock.nowMs());
      await apply(code, { kind: 'START', actorId: PEOPLE[0] });
    },
    stop: arbitration.stop,
  };
}
