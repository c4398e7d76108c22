// The value under a finger: shown at once, and given back to the server's truth only when the finger is up and the echo is in. Pure.

export interface Draft<T> {
  /** What the person set and the server has not confirmed; `null`: the server's value stands. */
  readonly value: T | null;
  readonly isHeld: boolean;
  /** Sent and answered. */
  readonly isTaken: boolean;
}

export type DraftEvent<T> =
  | { readonly kind: 'changed'; readonly value: T }
  | { readonly kind: 'held' }
  | { readonly kind: 'released' }
  /** Everything that was sent is answered. */
  | { readonly kind: 'taken' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'echoed'; readonly matches: boolean }
  /** The answer is old; whatever the server says now is the truth. */
  | { readonly kind: 'expired' };

export const noDraft = <T>(): Draft<T> => ({ value: null, isHeld: false, isTaken: false });

export function draftAfter<T>(draft: Draft<T>, event: DraftEvent<T>): Draft<T> {
  switch (event.kind) {
    case 'changed':
      return { ...draft, value: event.value, isTaken: false };
    case 'held':
      return { ...draft, isHeld: true };
    case 'released':
      return { ...draft, isHeld: false };
    case 'taken':
      return draft.value === null ? draft : { ...draft, isTaken: true };
    case 'refused':
      return { ...draft, value: null, isTaken: false };
    case 'echoed':
      return draft.isTaken && !draft.isHeld && event.matches ? { ...draft, value: null, isTaken: false } : draft;
    case 'expired':
      return draft.isTaken && !draft.isHeld ? { ...draft, value: null, isTaken: false } : draft;
  }
}
