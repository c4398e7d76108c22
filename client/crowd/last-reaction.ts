// The reactions in their order, and the one that this person used last, which lies nearest to the thumb next time.
import type { Reaction } from '../graphql/generated/graphql.ts';

export const REACTIONS: readonly Reaction[] = ['CLAP', 'FIRE', 'HEART', 'LAUGH', 'STAR', 'WOW'];

const KEY = 'coro.reaction';

export function lastReaction(): Reaction {
  try {
    const kept = localStorage.getItem(KEY);
    return REACTIONS.find((reaction) => reaction === kept) ?? 'HEART';
  } catch {
    // Private windows may refuse storage.
    return 'HEART';
  }
}

export function rememberReaction(reaction: Reaction): void {
  try {
    localStorage.setItem(KEY, reaction);
  } catch {
    // Then the fan starts with the heart again.
  }
}
