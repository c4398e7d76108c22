// The one way to change a room: apply a command under the store's compare-and-set, publish what came of it, revoke what it ended.
// Knows neither people's rights nor protocols: rights are the domain's, holders the callers'.
import { applyCommand } from '../domain/room.ts';
import type { Applied, RoomCommand, RoomEvent, RoomState } from '../domain/room-state.ts';
import type { Clock } from '../ports/clock.ts';
import type { RoomBus } from '../ports/room-bus.ts';
import type { RoomStore } from '../ports/room-store.ts';
import type { Tickets } from '../ports/tickets.ts';

export interface RoomCommandsDeps {
  readonly store: Pick<RoomStore, 'update'>;
  readonly bus: Pick<RoomBus, 'publish'>;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly tickets: Pick<Tickets, 'revoke' | 'revokeRoom'>;
}

export interface RoomCommands {
  /** What the command made of the room; `null`: no open room has this code. A refusal of the domain (CoroError) passes through. When nothing changed, nothing is published. */
  apply(code: string, command: RoomCommand): Promise<Applied | null>;
}

export function createRoomCommands({ store, bus, clock, tickets }: RoomCommandsDeps): RoomCommands {
  async function revokeFor(code: string, event: RoomEvent): Promise<void> {
    if (event.kind === 'ROOM_CLOSED') await tickets.revokeRoom(code);
    if (event.kind === 'PARTICIPANT_LEFT' && event.forGood) await tickets.revoke({ code, participantId: event.participantId });
  }

  return {
    async apply(code, command) {
      let before: RoomState | null = null;
      const applied = await store.update(code, (state) => {
        before = state;
        return applyCommand(state, command, clock.nowMs());
      });
      if (applied === null || applied.state === before) return applied;
      // Published before anything is awaited, so that news leaves in the order of the writes. A ticket that still works for
      // a moment opens nothing: its participant is no longer in the room.
      bus.publish({ kind: 'ROOM', state: applied.state, events: applied.events });
      for (const event of applied.events) await revokeFor(code, event);
      return applied;
    },
  };
}
