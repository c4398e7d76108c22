// The life of a free text: WAITING, then ACCEPTED or DECLINED by the first decision that knew it, then SOUNDING. Judges nothing itself.
import type { WishVerdict } from './heard-voices.ts';
import type { Participant, ParticipantInput, RoomEvent, Wish } from './room-state.ts';

const FIELDS = { wish: 'wish', genre: 'genreWish' } as const satisfies Record<Wish['field'], keyof ParticipantInput>;

export function newWish(facts: Pick<Wish, 'id' | 'field' | 'text' | 'atMs' | 'inputsRevision'>): Wish {
  return { ...facts, fate: 'WAITING', understood: [], unknown: [], reason: null, revision: null, isRefused: false };
}

interface Retold {
  /** The very list that was given when no wish changed. */
  readonly participants: readonly Participant[];
  readonly events: readonly RoomEvent[];
}

/** Every wish for which `retell` gives another one. */
export function retellWishes(participants: readonly Participant[], retell: (wish: Wish, participantId: string) => Wish): Retold {
  const events: RoomEvent[] = [];
  const retold = participants.map((person) => {
    if (person.input === null) return person;
    let input = person.input;
    for (const field of Object.values(FIELDS)) {
      const wish = input[field];
      const next = wish && retell(wish, person.id);
      if (next === null || next === wish) continue;
      input = { ...input, [field]: next };
      events.push({ kind: 'WISH_CHANGED', participantId: person.id, wish: next });
    }
    return input === person.input ? person : { ...person, input };
  });
  return { participants: events.length > 0 ? retold : participants, events };
}

/**
 * Verdicts on the wishes that wait. A wish is judged once: the same verdict comes back with every tick as long as the wish stands,
 * and must not take back what is already sounding. A decision made before the wish came (`inputsRevision`) says nothing of it.
 * @param revision the steering revision that the decision led to.
 */
export function judgeWishes(
  participants: readonly Participant[],
  verdicts: readonly WishVerdict[],
  { inputsRevision, revision }: { readonly inputsRevision: number; readonly revision: number },
): Retold {
  return retellWishes(participants, (wish, participantId) => {
    if (wish.fate !== 'WAITING' || wish.inputsRevision > inputsRevision) return wish;
    const verdict = verdicts.find((candidate) => candidate.participantId === participantId && candidate.field === wish.field);
    if (verdict === undefined) return wish;
    const { fate, understood, unknown, reason, isRefused = false } = verdict;
    return { ...wish, fate, understood, unknown, reason, isRefused, revision: fate === 'ACCEPTED' ? revision : null };
  });
}

/** Accepted wishes whose revision has reached the loudspeakers. */
export function hearWishes(participants: readonly Participant[], revision: number): Retold {
  return retellWishes(participants, (wish) =>
    wish.fate === 'ACCEPTED' && wish.revision !== null && wish.revision <= revision ? { ...wish, fate: 'SOUNDING' } : wish,
  );
}
