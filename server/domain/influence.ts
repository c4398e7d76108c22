// How much each active person weighs in every blend. Knows nothing of who they are: silenced or inputless people are not passed in.

const HALF_LIFE_MS = 30_000;
const FLOOR = 0.05;
const CAP = 0.6;
const CAP_FROM_PEOPLE = 3;

/**
 * Shares of influence by recency: weight max(0.05, 2^(-age / 30 s)), normalised. With three or more active people nobody
 * exceeds 0.6; what is above goes to the others in proportion to their shares.
 * @param entries one per active person; `ageMs` is the age of their newest input (negative counts as 0).
 * @returns id to share, 0 to 1, summing to 1; empty for nobody.
 */
export function influenceShares(entries: readonly { readonly id: string; readonly ageMs: number }[]): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  for (const { id, ageMs } of entries) weights.set(id, Math.max(FLOOR, 2 ** (-Math.max(0, ageMs) / HALF_LIFE_MS)));
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  const shares = new Map([...weights].map(([id, weight]) => [id, weight / total]));
  if (shares.size < CAP_FROM_PEOPLE) return shares;

  // Two shares cannot both exceed 0.6, and what is given away (at most 0.4 in all to the others) cannot lift another above it.
  for (const [leader, share] of shares) {
    if (share <= CAP) continue;
    for (const [id, other] of shares) shares.set(id, id === leader ? CAP : (other / (1 - share)) * (1 - CAP));
    break;
  }
  return shares;
}
