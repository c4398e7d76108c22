// The public lobby as one shared projection: asked for once per burst of news, told only when a line of it would read differently.

import type { Log } from '../log.ts';
import type { Clock } from '../ports/clock.ts';
import type { RoomBus } from '../ports/room-bus.ts';
import { createCoalescer } from './coalesce.ts';
import type { RoomView } from './room.ts';

/** A list of rooms is read by people, not followed by eye: twice a second is plenty. */
const LOBBY_GAP_MS = 500;
/** How often the levels of playing rooms are looked at. */
const LEVEL_MS = 1_000;
/** A level that moved by less is no news. */
const LEVEL_STEPS = 50;

export interface LobbyFeedDeps {
  readonly bus: RoomBus;
  readonly clock: Clock;
  readonly lobby: (limit: number) => Promise<readonly RoomView[]>;
  readonly log: Pick<Log, 'warn'>;
}

export interface LobbyWatcher {
  readonly limit: number;
  onRooms(rooms: readonly RoomView[]): void;
  end(): void;
}

export interface LobbyFeed {
  /** Tells the watcher every newer list until it is removed; the first one is the caller's to fetch. */
  add(watcher: LobbyWatcher): void;
  remove(watcher: LobbyWatcher): void;
  endAll(): void;
}

export function createLobbyFeed({ bus, clock, lobby, log }: LobbyFeedDeps): LobbyFeed {
  const watchers = new Set<LobbyWatcher>();
  let unsubscribe: (() => void) | null = null;
  let isAsking = false;
  let isStale = false;
  let told = '';
  let cancelLook = () => {};

  /** `isNews` false: only levels may have moved, and who watches has the rest already. */
  async function ask(isNews: boolean): Promise<void> {
    // One question at a time, so that an older answer never overtakes a newer one.
    isStale = isStale || (isAsking && isNews);
    if (isAsking) return;
    isAsking = true;
    try {
      const rooms = await lobby(Math.max(0, ...[...watchers].map(({ limit }) => limit)));
      const lines = JSON.stringify(rooms.map(lineOf));
      if (lines !== told && (isNews || told !== ''))
        for (const watcher of watchers) watcher.onRooms(rooms.length > watcher.limit ? rooms.slice(0, watcher.limit) : rooms);
      told = lines;
      if (rooms.some(({ state }) => state.isPlaying)) lookAgain();
    } catch (error) {
      log.warn({ err: error }, 'the lobby could not be read');
    }
    isAsking = false;
    if (!isStale) return;
    isStale = false;
    if (watchers.size > 0) void ask(true);
  }

  /** Levels move without any news of the room. */
  function lookAgain(): void {
    cancelLook();
    if (watchers.size > 0) cancelLook = clock.after(LEVEL_MS, () => void ask(false));
  }

  const news = createCoalescer({ clock, gapMs: LOBBY_GAP_MS, call: () => void ask(true) });

  return {
    add(watcher) {
      watchers.add(watcher);
      if (watchers.size === 1) lookAgain();
      unsubscribe ??= bus.subscribeAll((message) => {
        if (message.kind === 'ROOM') news.changed();
      });
    },
    remove(watcher) {
      watchers.delete(watcher);
      if (watchers.size > 0) return;
      unsubscribe?.();
      unsubscribe = null;
      news.cancel();
      cancelLook();
      told = '';
    },
    endAll() {
      for (const watcher of [...watchers]) watcher.end();
    },
  };
}

/** What a summary shows. Fader movements change a room, but not its line in the lobby. */
function lineOf({ state, live: { level } }: RoomView): unknown[] {
  const people = state.participants.map(({ kind, role, presence, isSimulated }) => [kind, role, presence, isSimulated]);
  const loudness = level === null ? null : Math.round(level * LEVEL_STEPS);
  return [state.code, state.name, state.isPlaying, state.playerLimit, state.passwordHash !== null, loudness, people];
}
