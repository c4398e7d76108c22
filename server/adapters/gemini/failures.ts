// Why Lyria does not play, in few kinds: which of them are worth another try, how long to leave it alone, and what people are told.
// The words of the other side never get this far.
import type { SocketEnd } from './socket-factory.ts';

export type Failure =
  | 'KEY_REJECTED'
  | 'REFUSED'
  | 'QUOTA'
  | 'BUSY'
  | 'SESSION_LIMIT'
  | 'THROTTLED'
  | 'TIMEOUT'
  | 'STALLED'
  | 'GARBLED'
  | 'UNAVAILABLE';

/** What a failure asks of everybody who uses the same key. */
export interface Verdict {
  readonly failure: Failure;
  /** Trying again is in vain until somebody changes the configuration. */
  readonly isFinal: boolean;
  /** Nobody starts a session for so long; 0 when the room's own patience is enough. */
  readonly restMs: number;
}

/** Sessions end at 600 s; an end so near to it is that and no fault. */
const LIMIT_NEAR_MS = 590_000;
const QUOTA_REST_MS = 60_000;
const THROTTLE_REST_MS = 30_000;

/** `ageMs`: since the session was opened. `hasSounded`: the key and the model have been good enough once. */
export function verdictOf(end: SocketEnd, ageMs: number, hasSounded: boolean): Verdict {
  if (end.kind === 'GARBLED') return passing('GARBLED');
  if (end.kind === 'SILENT') return passing('STALLED');
  if (end.kind === 'BROKEN') return passing('UNAVAILABLE');
  if (end.kind === 'TURNED_AWAY') return turnedAway(end.status);
  if (end.hint === 'QUOTA') return { failure: 'QUOTA', isFinal: false, restMs: QUOTA_REST_MS };
  // After sound, the request was at fault and not who asks.
  if (end.code === 1_007 && !hasSounded) return final('KEY_REJECTED');
  if (end.code === 1_008) return final(end.hint === 'KEY' ? 'KEY_REJECTED' : 'REFUSED');
  return passing(end.code === 1_011 && ageMs >= LIMIT_NEAR_MS ? 'SESSION_LIMIT' : 'UNAVAILABLE');
}

export function verdictOn(failure: 'TIMEOUT' | 'STALLED' | 'GARBLED' | 'THROTTLED'): Verdict {
  return { failure, isFinal: false, restMs: failure === 'THROTTLED' ? THROTTLE_REST_MS : 0 };
}

function turnedAway(status: number): Verdict {
  if (status === 401 || status === 403) return final('KEY_REJECTED');
  if (status === 429) return { failure: 'QUOTA', isFinal: false, restMs: QUOTA_REST_MS };
  return status >= 400 && status < 500 && status !== 408 ? final('REFUSED') : passing('UNAVAILABLE');
}

function final(failure: Failure): Verdict {
  return { failure, isFinal: true, restMs: 0 };
}

function passing(failure: Failure): Verdict {
  return { failure, isFinal: false, restMs: 0 };
}

/** What people read while the house band plays for Lyria. */
export const SENTENCES: { readonly [failure in Failure]: string } = {
  KEY_REJECTED: 'Lyria does not accept this server’s key, so the house band plays.',
  REFUSED: 'Lyria is not open to this server, so the house band plays.',
  QUOTA: 'Lyria has played all that this server may ask of it for now; the house band plays until it may again.',
  BUSY: 'Lyria plays in as many rooms as it can at a time; here the house band plays until a place is free.',
  SESSION_LIMIT: 'Lyria takes a breath; the house band plays meanwhile.',
  THROTTLED: 'Lyria is in demand; the house band plays until it finds time.',
  TIMEOUT: 'Lyria did not begin in time; the house band plays until it does.',
  STALLED: 'Lyria has fallen silent; the house band plays until it is back.',
  GARBLED: 'Lyria could not be understood; the house band plays until it can.',
  UNAVAILABLE: 'Lyria cannot be reached; the house band plays until it can.',
};

export const GETTING_READY = 'Lyria is getting ready; the house band plays until then.';
