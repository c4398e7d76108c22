// Whether this phone keeps silent because a big screen plays the room, and what its person has said about it. Touches no sound.

/** `null`: the person has not said anything about this room yet. */
export type ListenChoice = 'HERE' | 'NOT_HERE' | null;

interface Present {
  readonly kind: string;
  readonly presence: string;
}

/** A big screen that is there and has music to play. */
export const displayPlays = (room: { readonly isPlaying: boolean; readonly participants: readonly Present[] }): boolean =>
  room.isPlaying && room.participants.some(({ kind, presence }) => kind === 'DISPLAY' && presence === 'CONNECTED');

/** A person's word goes first; without one, a phone beside a playing screen keeps silent: two sources in one room sound like one bad one. */
export function isHushed(choice: ListenChoice, hasPlayingDisplay: boolean): boolean {
  return choice === null ? hasPlayingDisplay : choice === 'NOT_HERE';
}

const key = (code: string) => `coro.listens.${code}`;

export function recallChoice(storage: () => Pick<Storage, 'getItem'>, code: string): ListenChoice {
  try {
    const found = storage().getItem(key(code));
    return found === 'HERE' || found === 'NOT_HERE' ? found : null;
  } catch {
    return null;
  }
}

export function rememberChoice(storage: () => Pick<Storage, 'setItem'>, code: string, choice: 'HERE' | 'NOT_HERE'): void {
  try {
    storage().setItem(key(code), choice);
  } catch {
    // Then a reload asks the room again.
  }
}
