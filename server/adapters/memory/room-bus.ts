// News between the services of one process: a call for every handler, at once and in order. Queues nothing.
import type { RoomBus, RoomMessage } from '../../ports/room-bus.ts';

type Handler = (message: RoomMessage) => void;

export function createMemoryRoomBus(): RoomBus {
  const byCode = new Map<string, Set<Handler>>();
  const everywhere = new Set<Handler>();

  /** News that a handler publishes while it handles are told after the present ones, so that all hear everything in one order. */
  const waiting: RoomMessage[] = [];
  let isTelling = false;

  function tellAll(message: RoomMessage): void {
    const code = message.kind === 'ROOM' ? message.state.code : message.code;
    for (const handler of [...(byCode.get(code) ?? [])]) if (byCode.get(code)?.has(handler)) handler(message);
    for (const handler of [...everywhere]) if (everywhere.has(handler)) handler(message);
  }

  return {
    publish(message) {
      waiting.push(message);
      if (isTelling) return;
      isTelling = true;
      try {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) tellAll(next);
      } finally {
        isTelling = false;
      }
    },

    subscribe(code, handler) {
      // A wrapper of its own, so that one function may subscribe twice and each unsubscriber ends only its own.
      const own: Handler = (message) => handler(message);
      const handlers = byCode.get(code) ?? new Set();
      byCode.set(code, handlers.add(own));
      return () => {
        handlers.delete(own);
        if (handlers.size === 0 && byCode.get(code) === handlers) byCode.delete(code);
      };
    },

    subscribeAll(handler) {
      const own: Handler = (message) => handler(message);
      everywhere.add(own);
      return () => void everywhere.delete(own);
    },
  };
}
