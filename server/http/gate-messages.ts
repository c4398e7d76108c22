// How many messages one socket may send in a second, and what a message weighs: reading 64 kB costs as much as answering a dozen
// ordinary questions. The count begins anew with each second in which something comes.

/** What weighs as much as one. Nothing that a client of ours sends is longer. */
const ORDINARY_BYTES = 4_096;

export function weightOf(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / ORDINARY_BYTES));
}

/** `false`: one too many. */
export type PassMessage = (bytes: number) => boolean;

export function createMessageGate(perSecond: number, nowMs: () => number): PassMessage {
  let endsAtMs = Number.NEGATIVE_INFINITY;
  let count = 0;
  return (bytes) => {
    const now = nowMs();
    if (now >= endsAtMs) {
      endsAtMs = now + 1_000;
      count = 0;
    }
    count += weightOf(bytes);
    return count <= perSecond;
  };
}
