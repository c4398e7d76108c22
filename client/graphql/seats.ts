// Remembers this browser's seats and its person's name, so that a reload or a nap gives everything back. Stores nothing else.
import type { ClientKind } from './generated/graphql.ts';

export interface Seat {
  readonly ticket: string;
  readonly participantId: string;
  readonly kind: ClientKind;
  readonly displayName: string;
  readonly joinUrl: string;
}

/** A room this browser has been in, newest first. */
export interface LastRoom {
  readonly code: string;
  readonly name: string;
  readonly at: number;
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const LAST_ROOMS = 'coro.rooms';
const NAME = 'coro.name';
const KEPT_ROOMS = 5;

/** One browser may show the stage and hold a player's seat in the same room, so a DISPLAY has its own place. */
const seatKey = (code: string, kind: ClientKind) => `coro.seat.${code}${kind === 'DISPLAY' ? '.stage' : ''}`;

/** Private windows may refuse storage altogether; the room then simply forgets with the tab. */
function attempt<T>(action: () => T, otherwise: T): T {
  try {
    return action();
  } catch {
    return otherwise;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function readJson(store: Store, key: string): unknown {
  return attempt(() => JSON.parse(store.getItem(key) ?? 'null') as unknown, null);
}

function isSeat(value: unknown): value is Seat {
  return (
    isRecord(value) &&
    typeof value.ticket === 'string' &&
    typeof value.participantId === 'string' &&
    (value.kind === 'CONTROLLER' || value.kind === 'DISPLAY' || value.kind === 'LISTENER') &&
    typeof value.displayName === 'string' &&
    typeof value.joinUrl === 'string'
  );
}

const isLastRoom = (value: unknown): value is LastRoom =>
  isRecord(value) && typeof value.code === 'string' && typeof value.name === 'string' && typeof value.at === 'number';

export interface Seats {
  /** `kind` DISPLAY reads the stage's seat, every other kind the person's own. */
  readonly read: (code: string, kind?: ClientKind) => Seat | null;
  readonly save: (code: string, seat: Seat) => void;
  readonly forget: (code: string, kind?: ClientKind) => void;
  readonly lastRooms: () => readonly LastRoom[];
  readonly visit: (room: LastRoom) => void;
  readonly name: () => string | null;
  readonly rememberName: (name: string) => void;
}

export function createSeats(store: Store): Seats {
  const lastRooms = () => {
    const value = readJson(store, LAST_ROOMS);
    return Array.isArray(value) ? value.filter(isLastRoom) : [];
  };
  return {
    read: (code, kind = 'CONTROLLER') => {
      const value = readJson(store, seatKey(code, kind));
      return isSeat(value) ? value : null;
    },
    save: (code, seat) => attempt(() => store.setItem(seatKey(code, seat.kind), JSON.stringify(seat)), undefined),
    forget: (code, kind = 'CONTROLLER') => attempt(() => store.removeItem(seatKey(code, kind)), undefined),
    lastRooms,
    visit: (room) =>
      attempt(() => {
        const rooms = [room, ...lastRooms().filter((other) => other.code !== room.code)].slice(0, KEPT_ROOMS);
        store.setItem(LAST_ROOMS, JSON.stringify(rooms));
      }, undefined),
    name: () => attempt(() => store.getItem(NAME), null),
    rememberName: (name) => attempt(() => store.setItem(NAME, name), undefined),
  };
}

/** Looked up at each use: some browsers throw already when `localStorage` is touched. */
const browserStore: Store = {
  getItem: (key) => localStorage.getItem(key),
  setItem: (key, value) => localStorage.setItem(key, value),
  removeItem: (key) => localStorage.removeItem(key),
};

export const seats = createSeats(browserStore);
export const lastRooms = seats.lastRooms;
