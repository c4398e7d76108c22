// The state of the line to the server in four words, and how long to wait before trying again. Knows no socket and no React.

export type ConnectionWord = 'connecting' | 'online' | 'reconnecting' | 'offline';

/** What a socket and a browser can tell about the line. */
export type LineEvent = 'connecting' | 'connected' | 'closed' | 'gave-up' | 'network-lost' | 'network-back';

export interface LineState {
  readonly word: ConnectionWord;
  readonly isOpen: boolean;
  readonly wasOpen: boolean;
  readonly hasNetwork: boolean;
}

export const FRESH_LINE: LineState = { word: 'connecting', isOpen: false, wasOpen: false, hasNetwork: true };

/** The line after an event. An open socket is believed more than the browser's idea of the network: a room on a LAN needs no internet. */
export function lineAfter(line: LineState, event: LineEvent): LineState {
  const isOpen = event === 'connected' ? true : event === 'closed' || event === 'gave-up' || event === 'connecting' ? false : line.isOpen;
  const wasOpen = line.wasOpen || isOpen;
  const hasNetwork = event === 'network-lost' ? false : event === 'network-back' || isOpen ? true : line.hasNetwork;
  const word = isOpen ? 'online' : !hasNetwork ? 'offline' : wasOpen ? 'reconnecting' : 'connecting';
  return { word, isOpen, wasOpen, hasNetwork };
}

const SHORTEST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 8_000;
const SPREAD = 0.3;

/** Wait before attempt `attempt` (from 0): 0.25 s doubling to 8 s, spread by 30 % so that a room full of phones does not return in one wave. `chance` is 0 to 1. */
export function retryWaitMs(attempt: number, chance: number): number {
  const wait = Math.min(LONGEST_WAIT_MS, SHORTEST_WAIT_MS * 2 ** Math.min(attempt, 10));
  return Math.round(wait * (1 + SPREAD * (2 * chance - 1)));
}

export interface ConnectionStore {
  readonly get: () => ConnectionWord;
  readonly subscribe: (listener: () => void) => () => void;
  readonly tell: (event: LineEvent) => void;
}

/** An external store for `useSyncExternalStore`; listeners hear only of a changed word. */
export function createConnectionStore(): ConnectionStore {
  let line = FRESH_LINE;
  const listeners = new Set<() => void>();
  return {
    get: () => line.word,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell: (event) => {
      const before = line.word;
      line = lineAfter(line, event);
      if (line.word !== before) for (const listener of listeners) listener();
    },
  };
}
