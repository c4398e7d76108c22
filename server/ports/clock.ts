// Time from outside. Injected everywhere, so that no test ever sleeps for luck.

export interface Clock {
  /** Milliseconds since the Unix epoch, fractional; never runs backwards within a process. */
  nowMs(): number;
  /** Calls once after `delayMs`; the returned function cancels. */
  after(delayMs: number, call: () => void): () => void;
}
