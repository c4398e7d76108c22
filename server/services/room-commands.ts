// The one way to change a room: apply a command under the store's compare-and-set, publish what came of it.
// Knows neither people's rights nor protocols: rights are the domain's, holders the callers'.
import { mayBeWrittenBehind } from '../domain/durability.ts';
import { applyCommand } from '../domain/room.ts';
import type { Applied, RoomCommand, RoomState } from '../domain/room-state.ts';
import type { Clock } from '../ports/clock.ts';
import type { RoomBus } from '../ports/room-bus.ts';
import type { Enclosure, RoomStore } from '../ports/room-store.ts';

export interface RoomCommandsDeps {
  readonly store: Pick<RoomStore, 'update'>;
  readonly bus: Pick<RoomBus, 'publish'>;
  readonly clock: Pick<Clock, 'nowMs'>;
}

export interface RoomCommands {
  /** What the command made of the room; `null`: no open room has this code. A refusal of the domain (CoroError) passes through. When nothing changed, nothing is published. What is enclosed is kept with the change. */
  apply(code: string, command: RoomCommand, enclosure?: Enclosure): Promise<Applied | null>;
}

export function createRoomCommands({ store, bus, clock }: RoomCommandsDeps): RoomCommands {
  return {
    async apply(code, command, enclosure = {}) {
      let before: RoomState | null = null;
      const durability = mayBeWrittenBehind(command) ? 'WRITE_BEHIND' : 'KEPT';
      const applied = await store.update(
        code,
        (state) => {
          before = state;
          return applyCommand(state, command, clock.nowMs());
        },
        { ...enclosure, durability },
      );
      if (applied === null || applied.state === before) return applied;
      // Published before anything is awaited, so that news leaves in the order of the writes.
      bus.publish({ kind: 'ROOM', state: applied.state, events: applied.events });
      return applied;
    },
  };
}
