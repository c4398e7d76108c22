// What the room's call for a drop (or another turn of the music) looks like to one person at one moment. Pure.
import type { Room } from '../graphql/room-store.ts';

type Form = Room['crowdForms'][number]['form'];

export type Call =
  /** Nothing to call: no music plays, or the host has switched the form off. */
  | { readonly kind: 'closed' }
  /** The crowd rests. */
  | { readonly kind: 'resting'; readonly seconds: number }
  | { readonly kind: 'ready' }
  /** Hands go up. */
  | {
      readonly kind: 'open';
      readonly form: Form;
      readonly votes: number;
      readonly needed: number;
      readonly seconds: number;
      readonly hasVoted: boolean;
    }
  /** Carried; all screens count down to the same moment. */
  | { readonly kind: 'countdown'; readonly form: Form; readonly seconds: number }
  | { readonly kind: 'landed'; readonly form: Form };

const secondsTo = (atMs: number, nowMs: number): number => Math.max(1, Math.ceil((atMs - nowMs) / 1_000));

/** `nowMs`: the server's clock. `form`: what this person's button would call while nothing is called. `me`: null for a screen. */
export function callOf(
  { isPlaying, vote, crowdForms }: Pick<Room, 'isPlaying' | 'vote' | 'crowdForms'>,
  { form, me, nowMs }: { readonly form: Form; readonly me: string | null; readonly nowMs: number },
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
  if (!state?.isAllowed) return { kind: 'closed' };
  return state.readyAt != null && nowMs < state.readyAt ? { kind: 'resting', seconds: secondsTo(state.readyAt, nowMs) } : { kind: 'ready' };
}
