// What every change of a room has in common: one version more, its story, the faders it moves, the votes it counts. Knows no rule of
// its own.
import { recount } from './crowd-quorum.ts';
import type { Applied, Participant, RoomEvent, RoomState } from './room-state.ts';
import { type Sentence, tellStory } from './story.ts';
import { haveSameVoices, steerByFaders } from './voices.ts';

/** What a rule makes of a room; `null`: nothing, the room stays the very object it was. */
export type Outcome = {
  readonly change: Partial<Omit<RoomState, 'code' | 'epoch' | 'version' | 'story' | 'inputsRevision' | 'desertedSinceMs'>>;
  readonly sentences?: readonly Sentence[];
  readonly events?: readonly RoomEvent[];
} | null;

/** Applies an outcome: `version` grows by one, `inputsRevision` when the arbiter would read something else, and then own faders act at once. */
export function settle(state: RoomState, outcome: Outcome, nowMs: number): Applied {
  if (outcome === null) return { state, events: [] };
  const { change, sentences = [], events = [] } = outcome;
  const version = state.version + 1;
  const counted = recount({ ...state, ...change }, nowMs);
  const said = [...sentences, ...counted.sentences];
  const { story, told } = tellStory(state.story, said, nowMs, (index) => `${state.epoch}.${version}.${index}`);
  const changed = { ...state, ...change, crowd: counted.crowd, version, story };
  const isHeardAlike = haveSameVoices(state, changed);
  return {
    state: {
      ...changed,
      inputsRevision: state.inputsRevision + (isHeardAlike ? 0 : 1),
      target: isHeardAlike ? changed.target : steerByFaders(changed.target, changed, nowMs),
      desertedSinceMs: isDeserted(changed) ? (state.desertedSinceMs ?? nowMs) : null,
    },
    events: [...events, ...told.map((event): RoomEvent => ({ kind: 'STORY_TOLD', event }))],
  };
}

/** Simulated guests keep nobody company. */
function isDeserted({ participants }: Pick<RoomState, 'participants'>): boolean {
  return participants.every(({ presence, isSimulated }) => presence === 'AWAY' || isSimulated);
}

/** The participants with one of them changed. */
export function withParticipant(
  participants: readonly Participant[],
  id: string,
  change: Partial<Omit<Participant, 'id' | 'kind'>>,
): readonly Participant[] {
  return participants.map((person) => (person.id === id ? { ...person, ...change } : person));
}
