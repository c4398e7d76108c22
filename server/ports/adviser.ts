// A model that may better the rules' decisions. Whoever stands behind it, its answers are advice: the domain decides what is taken.
import type { Advice, Puzzle } from '../domain/advice.ts';
import type { Role } from '../domain/roles.ts';

/** What a model is told of a room: no names, no ids of ours, no text that the gate has turned away. People are "p1", "p2" ... */
export interface AdviceRequest {
  readonly people: readonly {
    readonly id: string;
    readonly role: Role | null;
    /** Share of influence, 0 to 1, rounded to hundredths. */
    readonly share: number;
    /** Tiles and what the rules understood of texts, in the arbiter's vocabulary. */
    readonly asks: readonly string[];
  }[];
  /** `participantId` is one of the ids above. */
  readonly puzzles: readonly Puzzle[];
  readonly previous: readonly string[];
  /** What the rules make of it. */
  readonly prompts: readonly { readonly text: string; readonly weight: number }[];
}

export type AdviceFailure =
  /** No answer in time, no connection, a server's trouble: worth another try. */
  | 'UNAVAILABLE'
  /** Asked too often, or more than the account allows. */
  | 'QUOTA'
  /** The key, the model or the request is not accepted: asking again is in vain. */
  | 'REJECTED'
  /** The model would not answer this one. */
  | 'BLOCKED'
  /** An answer that is none. */
  | 'INVALID';

export type AdviceAnswer =
  | { readonly kind: 'ADVICE'; readonly advice: Advice }
  /** `retryAfterMs`: how long the other side asked to be left alone; `null` when it did not say. */
  | { readonly kind: 'FAILED'; readonly failure: AdviceFailure; readonly retryAfterMs: number | null };

export interface Adviser {
  /** Never rejects. `signal` ends the asking; what comes of it then is of no interest. */
  advise(request: AdviceRequest, signal: AbortSignal): Promise<AdviceAnswer>;
}
