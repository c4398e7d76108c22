// What the room's call for a drop (or another turn of the music) looks like to one person at one moment. Pure.
import type { CrowdForm } from '../graphql/generated/graphql.ts';
import type { Room } from '../graphql/room-store.ts';

export type CrowdFacts = Pick<Room, 'isPlaying' | 'crowdForms'> & { readonly vote: Room['vote'] | null };

export type Call =
  /** Nothing to call: no music plays. */
  | { readonly kind: 'closed' }
  /** The host keeps this form for later. */
  | { readonly kind: 'off' }
  /** The crowd rests. `part`: how much of the longest rest is left, 0 to 1. */
  | { readonly kind: 'resting'; readonly seconds: number; readonly part: number }
  | { readonly kind: 'ready' }
  /** Hands go up. */
  | {
      readonly kind: 'open';
      readonly form: CrowdForm;
      readonly votes: number;
      readonly needed: number;
      readonly seconds: number;
      readonly hasVoted: boolean;
    }
  /** Carried; all screens count down to the same moment. */
  | { readonly kind: 'countdown'; readonly form: CrowdForm; readonly seconds: number }
  | { readonly kind: 'landed'; readonly form: CrowdForm };

/** From one landing of a form to the next call of it: what a full ring of rest stands for. */
const LONGEST_REST_MS = 30_000;
/** Clocks get better while they are asked, so no look is further away than this. */
const LONGEST_LOOK_MS = 250;

const secondsTo = (atMs: number, nowMs: number): number => Math.max(1, Math.ceil((atMs - nowMs) / 1_000));

/** `nowMs`: the server's clock. `form`: what this person's button would call while nothing is called. `me`: null for a screen. */
export function callOf(
  { isPlaying, vote, crowdForms }: CrowdFacts,
  { form, me, nowMs }: { readonly form: CrowdForm; readonly me: string | null; readonly nowMs: number },
): Call {
  if (!isPlaying) return { kind: 'closed' };
  if (vote != null) {
    if (vote.landsAt != null) {
      return nowMs < vote.landsAt
        ? { kind: 'countdown', form: vote.form, seconds: secondsTo(vote.landsAt, nowMs) }
        : { kind: 'landed', form: vote.form };
    }
    const { votes, needed, expiresAt, voterIds } = vote;
    const hasVoted = me !== null && voterIds.includes(me);
    if (nowMs < expiresAt) return { kind: 'open', form: vote.form, votes, needed, seconds: secondsTo(expiresAt, nowMs), hasVoted };
  }
  const state = crowdForms.find((candidate) => candidate.form === form);
  if (state === undefined) return { kind: 'closed' };
  if (!state.isAllowed) return { kind: 'off' };
  if (state.readyAt == null || nowMs >= state.readyAt) return { kind: 'ready' };
  return { kind: 'resting', seconds: secondsTo(state.readyAt, nowMs), part: Math.min(1, (state.readyAt - nowMs) / LONGEST_REST_MS) };
}

/** Whether a thumb on this form's button would count now. */
export const isCallable = (call: Call, form: CrowdForm): boolean =>
  call.kind === 'ready' || (call.kind === 'open' && call.form === form && !call.hasVoted);

/** Milliseconds until something looks different by itself; `null` when nothing will. */
export function nextLookMs({ vote, crowdForms }: Pick<CrowdFacts, 'vote' | 'crowdForms'>, nowMs: number): number | null {
  const moments = [vote == null ? null : (vote.landsAt ?? vote.expiresAt), ...crowdForms.map(({ readyAt }) => readyAt ?? null)];
  const waits = moments.flatMap((momentMs) => (momentMs !== null && momentMs > nowMs ? [(momentMs - nowMs) % 1_000 || 1_000] : []));
  return waits.length === 0 ? null : Math.max(1, Math.ceil(Math.min(LONGEST_LOOK_MS, ...waits)));
}
