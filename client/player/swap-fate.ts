// What became of one's own offer to swap, told from two moments of it. Pure.

export interface OwnOffer {
  readonly id: string;
  readonly toId: string;
  readonly expiresAt: number;
}

/** `null`: it still stands, was replaced, taken back or accepted, which all show themselves. */
export type OfferFate = 'DECLINED' | 'UNANSWERED' | null;

interface Moment {
  readonly offer: OwnOffer | null;
  readonly role: string | null;
}

/** `serverNowMs`: when the second moment was; `isTakenBack`: the person has done it. */
export function fateOfOffer(before: Moment, now: Moment, serverNowMs: number, isTakenBack: boolean): OfferFate {
  if (before.offer === null || now.offer !== null || before.role !== now.role || isTakenBack) return null;
  return serverNowMs >= before.offer.expiresAt ? 'UNANSWERED' : 'DECLINED';
}
