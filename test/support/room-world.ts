// The services around rooms with everything in memory, a clock that tests move, passwords that cost nothing, and all news on record.
import { createMemoryBudget } from '../../server/adapters/memory/budgets.ts';
import { createMemoryRoomBus } from '../../server/adapters/memory/room-bus.ts';
import { createMemoryRoomStore } from '../../server/adapters/memory/room-store.ts';
import { createRequestSeals } from '../../server/adapters/system/request-seals.ts';
import { createTickets } from '../../server/adapters/system/tickets.ts';
import { type LiveState, SILENT } from '../../server/domain/live.ts';
import type { RoomMessage } from '../../server/ports/room-bus.ts';
import type { Passwords, TicketHolder } from '../../server/ports/tickets.ts';
import { createAdmission } from '../../server/services/admission.ts';
import { createPresence } from '../../server/services/presence.ts';
import { type CreateRoom, createRoomService, type JoinRoom, type Welcome } from '../../server/services/room.ts';
import { createRoomCommands } from '../../server/services/room-commands.ts';
import { createSimulatedGuests } from '../../server/services/simulated-guests.ts';
import { createFakeClock } from './fake-clock.ts';
import { noLimits } from './no-gate.ts';
import { seededInteger } from './seeded-room.ts';

export function createRoomWorld({ seed = 1 }: { readonly seed?: number } = {}) {
  const clock = createFakeClock();
  const store = createMemoryRoomStore();
  const bus = createMemoryRoomBus();
  const tickets = createTickets(store);
  const integer = seededInteger(seed);
  let ids = 0;
  const randomness = { integer, id: () => `id${ids++}` };
  const verified: string[] = [];
  /** What happens while a password is being verified. */
  const meanwhile = { verifying: async () => {} };
  const passwords: Passwords = {
    hash: async (password) => `hash of ${password} ${ids++}`,
    verify: async (hash, password) => {
      verified.push(password);
      await meanwhile.verifying();
      return hash.startsWith(`hash of ${password} `);
    },
  };
  const news: RoomMessage[] = [];
  bus.subscribeAll((message) => news.push(message));
  /** Open audio streams by room. */
  const ears = new Map<string, number>();
  const live = (code: string): LiveState => ({ ...SILENT, ears: ears.get(code) ?? 0 });
  const { apply } = createRoomCommands({ store, bus, clock });
  const service = createRoomService({
    store,
    bus,
    clock,
    apply,
    tickets,
    seals: createRequestSeals(),
    passwords,
    admission: createAdmission(createMemoryBudget, { ...noLimits, wrongPasswords: 3 }),
    randomness,
    live,
    joinUrlOf: (code) => `https://coro.test/r/${code}`,
  });
  const party = { address: '192.0.2.1' };
  const rooms = {
    ...service,
    create: (input: CreateRoom, caller = party) => service.create(input, caller),
    join: (input: JoinRoom, caller = party) => service.join(input, caller),
  };
  const warnings: unknown[] = [];
  const log = { warn: (...line: unknown[]) => void warnings.push(line) };

  const simulatedGuestsDeps = { bus, clock, store, apply, randomness, log };

  return {
    clock,
    store,
    tickets,
    rooms,
    news,
    ears,
    verified,
    meanwhile,
    warnings,
    apply,
    simulatedGuestsDeps,
    startSimulatedGuests: () => createSimulatedGuests(simulatedGuestsDeps),
    startPresence: () => createPresence({ store, clock, apply, live, log }),
    /** Opens a room with the host as first player. */
    open: () => rooms.create({ isPublic: true, takeRole: true, displayName: 'Mira' }),
    join: (code: string, displayName: string, kind: 'CONTROLLER' | 'DISPLAY' | 'LISTENER' = 'CONTROLLER') =>
      rooms.join({ code, displayName, kind }),
  };
}

export type RoomWorld = ReturnType<typeof createRoomWorld>;

export function holderOf({ view, participant }: Pick<Welcome, 'view' | 'participant'>): TicketHolder {
  return { code: view.state.code, participantId: participant.id };
}
