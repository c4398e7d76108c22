// People as the arbiter hears them: who speaks, with what share, and what their own faders make of the target at once.
import type { Voice, VoiceInput } from './heard-voices.ts';
import { influenceShares } from './influence.ts';
import type { Participant, ParticipantInput, RoomState, Wish } from './room-state.ts';
import { followFaders, type Steering } from './steering.ts';

type Room = Pick<RoomState, 'participants'>;
type Speaker = Participant & { readonly input: ParticipantInput };

/** Players with an input whom nobody has silenced. */
function speakers({ participants }: Room): readonly Speaker[] {
  const isSpeaker = (person: Participant): person is Speaker => person.kind === 'CONTROLLER' && !person.isSilenced && person.input !== null;
  return participants.filter(isSpeaker);
}

/** Influence by participant id, 0 to 1, summing to 1 over everybody who speaks; empty when nobody does. */
export function sharesOf(room: Room, nowMs: number): ReadonlyMap<string, number> {
  return influenceShares(speakers(room).map(({ id, input }) => ({ id, ageMs: nowMs - input.updatedAtMs })));
}

/** Everybody who speaks, in order of joining, as the arbiter is asked about them. */
export function voicesOf(room: Room, nowMs: number): Voice[] {
  const shares = sharesOf(room, nowMs);
  return speakers(room).map(({ id, displayName, role, input }) => ({
    participantId: id,
    displayName,
    role,
    share: shares.get(id) ?? 0,
    input: voiceInputOf(input),
  }));
}

/** A wish as the arbiter hears it: not at all once the engine has refused it. */
function heard(wish: Wish | null): Wish | null {
  return wish?.isRefused === true ? null : wish;
}

function voiceInputOf({ bpm, moods, genre, genreWish, instruments, density, brightness, wish }: ParticipantInput): VoiceInput {
  const spoken = heard(wish);
  const words = { genre: genre ?? heard(genreWish)?.text ?? null, wish: spoken?.text ?? null, wishId: spoken?.id ?? null };
  return { bpm, moods, instruments, density, brightness, ...words };
}

/** Whether the arbiter would be asked the same about both rooms, ages of inputs included. */
export function haveSameVoices(a: Room, b: Room): boolean {
  const before = speakers(a).map(wordsOf);
  const after = speakers(b).map(wordsOf);
  return before.length === after.length && before.every((words, index) => words.every((word, field) => word === after[index]?.[field]));
}

/** Everything of a person that the arbiter reads; compared by identity, since inputs are immutable. */
function wordsOf({ id, role, input }: Speaker): readonly unknown[] {
  const { bpm, moods, genre, genreWish, instruments, density, brightness, wish, updatedAtMs } = input;
  return [id, role, bpm, moods, genre, heard(genreWish)?.id, instruments, density, brightness, heard(wish)?.id, updatedAtMs];
}

/** The target after everybody's own faders, which do not wait for a decision. */
export function steerByFaders(target: Steering, room: Room, nowMs: number): Steering {
  return withRevision(target, { ...target, ...followFaders(voicesOf(room, nowMs), target) }, false);
}

/** `next` under a new revision, or `previous` itself when the engine is asked for nothing else. */
export function withRevision(previous: Steering, next: Steering, promptsDiffer: boolean): Steering {
  const { bpm, density, brightness, scale, muteBass, muteDrums, revision } = previous;
  const isSame =
    bpm === next.bpm &&
    density === next.density &&
    brightness === next.brightness &&
    scale === next.scale &&
    muteBass === next.muteBass &&
    muteDrums === next.muteDrums;
  return isSame && !promptsDiffer ? previous : { ...next, revision: revision + 1 };
}
