// Two players who exchange their roles: one offers, the other answers within half a minute, and both change at once. Needs no timer:
// an offer that has run out is no offer.
import { CoroError } from '../errors.ts';
import { requirePlayer, withoutFieldsOf } from './inputs.ts';
import type { Participant, RoleSwap, RoomCommand, RoomState } from './room-state.ts';
import { seated } from './seats.ts';
import { tell } from './story.ts';
import { type Outcome, withParticipant } from './transition.ts';

type Command<K extends RoomCommand['kind']> = Extract<RoomCommand, { kind: K }>;

/** How long an offer stands, milliseconds. */
export const SWAP_OFFER_MS = 30_000;

/** The offers that can still be answered: both people have a seat and different roles, and the time is not over. */
export function openSwaps({ swaps, participants }: Pick<RoomState, 'swaps' | 'participants'>, nowMs: number): readonly RoleSwap[] {
  const roleOf = (id: string) => participants.find((person) => person.id === id)?.role ?? null;
  return swaps.filter(({ fromId, toId, expiresAtMs }) => {
    const from = roleOf(fromId);
    const to = roleOf(toId);
    return nowMs < expiresAtMs && from !== null && to !== null && from !== to;
  });
}

/** Offers one's role for somebody's; a second offer replaces the first. Who offers what was just offered to them accepts it. BAD_INPUT, CONFLICT, FORBIDDEN. */
export function proposeSwap(state: RoomState, { participantId, withId, swapId }: Command<'PROPOSE_SWAP'>, nowMs: number): Outcome {
  const from = seated(state, participantId);
  const role = requirePlayer(from);
  const to = state.participants.find(({ id }) => id === withId);
  if (to?.role == null || to.id === from.id) {
    throw new CoroError('BAD_INPUT', 'participantId names another player of this room.', { field: 'participantId' });
  }
  if (to.role === role) throw new CoroError('CONFLICT', `${to.displayName} has the same role as you: there is nothing to swap.`);
  if (to.presence !== 'CONNECTED') throw new CoroError('CONFLICT', `${to.displayName} has dropped out just now and cannot answer.`);
  const open = openSwaps(state, nowMs);
  if (open.some(({ fromId, toId }) => fromId === to.id && toId === from.id)) return exchanged(state, from, to, open);
  const swap: RoleSwap = { id: swapId, fromId: from.id, toId: to.id, expiresAtMs: nowMs + SWAP_OFFER_MS };
  return { change: { swaps: [...open.filter(({ fromId }) => fromId !== from.id), swap] } };
}

/** The one who was asked accepts or declines; the one who asked may take the offer back. CONFLICT when it is no longer open, FORBIDDEN. */
export function answerSwap(state: RoomState, { participantId, swapId, isAccepted }: Command<'ANSWER_SWAP'>, nowMs: number): Outcome {
  const person = seated(state, participantId);
  const open = openSwaps(state, nowMs);
  const swap = open.find(({ id }) => id === swapId);
  if (swap === undefined) throw new CoroError('CONFLICT', 'This offer is no longer open.');
  if (person.id !== swap.toId && (isAccepted || person.id !== swap.fromId)) {
    throw new CoroError('FORBIDDEN', 'Only the person who was asked can answer this offer.');
  }
  if (!isAccepted) return { change: { swaps: open.filter(({ id }) => id !== swapId) } };
  return exchanged(state, seated(state, swap.fromId), person, open);
}

/** Both at once, so that nobody can slip into a role in between. Each keeps the wish and loses what belonged to the old role. */
function exchanged(state: RoomState, from: Participant, to: Participant, open: readonly RoleSwap[]): Outcome {
  const [given, taken] = [requirePlayer(from), requirePlayer(to)];
  const half = withParticipant(state.participants, from.id, { role: taken, input: withoutFieldsOf(given, from.input) });
  const participants = withParticipant(half, to.id, { role: given, input: withoutFieldsOf(taken, to.input) });
  const isTouched = ({ fromId, toId }: RoleSwap) => [fromId, toId].some((id) => id === from.id || id === to.id);
  const sentence = tell.swapped(from, to, taken, given);
  return { change: { participants, swaps: open.filter((swap) => !isTouched(swap)) }, sentences: [sentence] };
}
