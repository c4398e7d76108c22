// Who counts in a vote, how many are needed, and the moment at which a vote carries: looked at after every change of a room, because
// people who leave change the count as well. Opens and ends no vote.
import { CROWD_LIMITS, type Crowd, type CrowdForm, type CrowdVote } from './crowd.ts';
import type { Participant, RoomState } from './room-state.ts';
import { type Sentence, tell } from './story.ts';

type Room = Pick<RoomState, 'participants' | 'isPlaying' | 'crowd'>;

/** A vote as everybody may see it. */
export interface VoteView extends Pick<CrowdVote, 'id' | 'form' | 'voterIds' | 'expiresAtMs'> {
  /** Voices that count now; those of people who have left do not, until it has carried. */
  readonly votes: number;
  readonly needed: number;
  /** `null` while it is open. */
  readonly landsAtMs: number | null;
}

/** Whether somebody votes and is counted: players who are there and whom nobody has silenced. */
function hasVoice({ kind, presence, isSilenced }: Participant): boolean {
  return kind === 'CONTROLLER' && presence === 'CONNECTED' && !isSilenced;
}

/** Half of those who have a voice, rounded up, at least 1. */
export function quorumOf({ participants }: Pick<RoomState, 'participants'>): number {
  return Math.max(1, Math.ceil(participants.filter(hasVoice).length / 2));
}

/** The room's vote; `null` when there is none. */
export function viewVote({ participants, crowd: { vote } }: Pick<RoomState, 'participants' | 'crowd'>): VoteView | null {
  if (vote === null) return null;
  const { id, form, voterIds, expiresAtMs, carried } = vote;
  const votes = carried?.votes ?? votersHere(participants, voterIds).length;
  return {
    id,
    form,
    voterIds,
    expiresAtMs,
    votes,
    needed: carried?.needed ?? quorumOf({ participants }),
    landsAtMs: carried?.landsAtMs ?? null,
  };
}

function votersHere(participants: readonly Participant[], voterIds: readonly string[]): readonly Participant[] {
  return voterIds.flatMap((voterId) => participants.filter((person) => person.id === voterId && hasVoice(person)));
}

/** The times of rest that follow from a landing. */
export function restAfter(crowd: Crowd, form: CrowdForm, landsAtMs: number): Pick<Crowd, 'restsUntilMs' | 'formRestsUntilMs'> {
  const { restMs, formRestMs } = CROWD_LIMITS.vote;
  return { restsUntilMs: landsAtMs + restMs, formRestsUntilMs: { ...crowd.formRestsUntilMs, [form]: landsAtMs + formRestMs } };
}

/**
 * The crowd after a change of its room, with the story of it: a vote carries as soon as enough of those who are there have voted,
 * and is gone without a word when the music stops or the host does not allow its form any more.
 */
export function recount(
  { participants, isPlaying, crowd }: Room,
  nowMs: number,
): { readonly crowd: Crowd; readonly sentences: readonly Sentence[] } {
  const { vote } = crowd;
  const same = { crowd, sentences: [] };
  if (vote === null) return same;
  if (!isPlaying || !crowd.forms.includes(vote.form)) {
    // What never came to pass is nothing to rest from.
    return { crowd: { ...crowd, vote: null, restsUntilMs: vote.carried === null ? nowMs : crowd.restsUntilMs }, sentences: [] };
  }
  const voters = votersHere(participants, vote.voterIds);
  const needed = quorumOf({ participants });
  if (vote.carried !== null || nowMs >= vote.expiresAtMs || voters.length < needed) return same;
  const landsAtMs = nowMs + CROWD_LIMITS.vote.countdownMs;
  const carried = { atMs: nowMs, landsAtMs, votes: voters.length, needed };
  return {
    crowd: { ...crowd, ...restAfter(crowd, vote.form, landsAtMs), vote: { ...vote, carried } },
    sentences: [tell.called(voters, vote.form)],
  };
}
