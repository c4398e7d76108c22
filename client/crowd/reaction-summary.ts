// Counts what the room throws within some seconds, for people who read or hear instead of watching it fly. Pure.
import type { Reaction } from '../graphql/generated/graphql.ts';

export type Counts = readonly (readonly [Reaction, number])[];

/** `counts` and what was thrown since, most first; equal ones in the order of their first throw. */
export function counted(counts: Counts, tallies: readonly { readonly reaction: Reaction; readonly count: number }[]): Counts {
  const sums = new Map(counts);
  for (const { reaction, count } of tallies) sums.set(reaction, (sums.get(reaction) ?? 0) + count);
  return [...sums].sort(([, a], [, b]) => b - a);
}
