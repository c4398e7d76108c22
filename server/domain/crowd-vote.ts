// A vote from its opening to its end: who may vote when, when it lands, when it is over. Counting is the quorum's.
import { CoroError } from '../errors.ts';
import { CROWD_FORMS, CROWD_LIMITS, type Crowd, type CrowdForm, type CrowdVote } from './crowd.ts';
import { quorumOf, restAfter } from './crowd-quorum.ts';
import type { Participant, RoomCommand, RoomState } from './room-state.ts';
import { seated } from './seats.ts';
import { FORM_NAMES, tell } from './story.ts';
import type { Outcome } from './transition.ts';

type Command<K extends RoomCommand['kind']> = Extract<RoomCommand, { kind: K }>;

/** A form as a host and a phone see it. */
export interface CrowdFormState {
  readonly form: CrowdForm;
  /** The host allows it. */
  readonly isAllowed: boolean;
  /** From when on a vote for it may open, milliseconds on the server's clock; `null` when nothing was in the way yet. */
  readonly readyAtMs: number | null;
}

/** All forms, in the order of `CROWD_FORMS`. */
export function formStates({ forms, restsUntilMs, formRestsUntilMs }: Crowd): readonly CrowdFormState[] {
  return CROWD_FORMS.map((form) => {
    const readyAtMs = Math.max(restsUntilMs, formRestsUntilMs[form] ?? 0);
    return { form, isAllowed: forms.includes(form), readyAtMs: readyAtMs === 0 ? null : readyAtMs };
  });
}

/** When a vote is over: an open one at the end of its window, a carried one some seconds after its landing. */
export function voteEndsAtMs({ expiresAtMs, carried }: CrowdVote): number {
  return carried === null ? expiresAtMs : carried.landsAtMs + CROWD_LIMITS.vote.afterglowMs;
}

/** The vote that still runs: one whose time is over counts as ended, however late the timer is. */
function runningVote({ vote }: Crowd, nowMs: number): CrowdVote | null {
  return vote !== null && nowMs < voteEndsAtMs(vote) ? vote : null;
}

/** Players vote. The host and co-hosts may also ask from a screen, which opens a vote without a voice of its own. */
function requireCaller(state: RoomState, participantId: string) {
  const person = seated(state, participantId);
  const isHosting = state.hostId === person.id || person.isCoHost;
  if (person.kind !== 'CONTROLLER' && !isHosting) throw new CoroError('FORBIDDEN', 'Only players vote. Join as CONTROLLER to play.');
  if (person.isSilenced) throw new CoroError('FORBIDDEN', 'You take a pause: the host has to give you your say back first.');
  return person;
}

function requireRested({ restsUntilMs, formRestsUntilMs }: Crowd, form: CrowdForm, nowMs: number): void {
  const formRestsMs = formRestsUntilMs[form] ?? 0;
  const retryAfterMs = Math.ceil(Math.max(restsUntilMs, formRestsMs) - nowMs);
  if (retryAfterMs <= 0) return;
  const what = formRestsMs > restsUntilMs ? `The ${FORM_NAMES[form]} has only just been` : 'The last vote has only just been';
  throw new CoroError('RATE_LIMITED', `${what}; vote again in ${Math.ceil(retryAfterMs / 1_000)} s.`, { form, retryAfterMs });
}

/**
 * A voice for a form; opens the vote when none is open. A second voice of one person, and one that comes after the vote has carried,
 * change nothing: that is what a thumb that taps twice means. A host's screen has no voice: it asks the players, and asking twice changes
 * nothing either. CONFLICT while the music does not play, and naming the other form while one is called; FORBIDDEN for all but players and
 * hosts, for silenced ones, and for a form that the host does not allow; RATE_LIMITED with `retryAfterMs` while the crowd or the form rests.
 */
export function castVote(state: RoomState, { participantId, form, voteId }: Command<'VOTE'>, nowMs: number): Outcome {
  const person = requireCaller(state, participantId);
  const hasVoice = person.kind === 'CONTROLLER';
  const { crowd } = state;
  if (!state.isPlaying) throw new CoroError('CONFLICT', 'No music plays that could turn. Start it first.');
  if (!crowd.forms.includes(form)) {
    throw new CoroError('FORBIDDEN', `The host has switched the ${FORM_NAMES[form]} off.`, { form });
  }
  const running = runningVote(crowd, nowMs);
  // A hand that follows others came after they were down again.
  if (running === null && person.isSimulated) return null;
  if (running === null) return open(state, { id: voteId, form, voterIds: hasVoice ? [person.id] : [] }, person, nowMs);
  if (running.form !== form) {
    throw new CoroError('CONFLICT', `A ${FORM_NAMES[running.form]} is being called; join that, or wait until it is over.`, {
      form: running.form,
      voteId: running.id,
    });
  }
  if (!hasVoice || running.carried !== null || running.voterIds.includes(person.id)) return null;
  return { change: { crowd: { ...crowd, vote: { ...running, voterIds: [...running.voterIds, person.id] } } } };
}

function open(state: RoomState, vote: Pick<CrowdVote, 'id' | 'form' | 'voterIds'>, caller: Participant, nowMs: number): Outcome {
  requireRested(state.crowd, vote.form, nowMs);
  const expiresAtMs = nowMs + CROWD_LIMITS.vote.windowMs;
  const crowd = { ...state.crowd, vote: { ...vote, expiresAtMs, carried: null }, restsUntilMs: expiresAtMs + CROWD_LIMITS.vote.restMs };
  // One voice that is enough is told once, as the vote that has carried.
  const isEnough = vote.voterIds.length >= quorumOf(state);
  return { change: { crowd }, sentences: isEnough ? [] : [tell.calling(caller, vote.form)] };
}

/** The engine has said at which moment the vote lands. Nothing for another vote, an open one, or a moment that has passed. */
export function landVote(state: RoomState, { voteId, landsAtMs }: Command<'LAND_VOTE'>, nowMs: number): Outcome {
  const { crowd } = state;
  const { vote } = crowd;
  if (vote === null || vote.id !== voteId || vote.carried === null) return null;
  const isPast = vote.carried.landsAtMs <= nowMs || landsAtMs <= nowMs;
  if (isPast || vote.carried.landsAtMs === landsAtMs) return null;
  return {
    change: { crowd: { ...crowd, ...restAfter(crowd, vote.form, landsAtMs), vote: { ...vote, carried: { ...vote.carried, landsAtMs } } } },
  };
}

/** Takes a vote away whose time is over; nothing for another vote or before its time. */
export function endVote(state: RoomState, { voteId }: Command<'END_VOTE'>, nowMs: number): Outcome {
  const { vote } = state.crowd;
  if (vote === null || vote.id !== voteId || nowMs < voteEndsAtMs(vote)) return null;
  return { change: { crowd: { ...state.crowd, vote: null } } };
}
