// The room's story: one short, warm, exact sentence per thing that happened. Names and tiles may stand in it, raw wishes never.
import type { CrowdForm } from './crowd.ts';
import type { HostControls } from './engine-controls.ts';
import { ROLE_NAMES, type Role } from './roles.ts';
import type { Gesture, StoryEvent } from './room-state.ts';
import type { Scale } from './steering.ts';

/** How many events stay in the state; the whole story lives in the store. */
export const STORY_LENGTH = 20;
/** Moves of one fader or tile board this close together are one event. */
const GESTURE_MS = 3_000;

export type StoryKind =
  | 'JOINED'
  | 'LEFT'
  | 'AWAY'
  | 'RETURNED'
  | 'ROLE'
  | 'INPUT'
  | 'DECISION'
  | 'STARTED'
  | 'STOPPED'
  | 'SETTINGS'
  | 'HOST'
  | 'REMOVED'
  | 'RENAMED'
  | 'CROWD';

/** A sentence before it has a time and an id. */
export interface Sentence {
  readonly kind: StoryKind;
  readonly text: string;
  /** Whom it is about; `null`: nobody in particular. */
  readonly participantId: string | null;
  readonly gesture?: Gesture;
}

interface Person {
  readonly id: string;
  readonly displayName: string;
}

function about({ id, displayName }: Person, kind: StoryKind, predicate: string): Sentence {
  return { kind, text: `${displayName} ${predicate}`, participantId: id };
}

/** "A", "A and B", "A, B and C". */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** Tiles within a sentence: "Afrobeat" is "afrobeat", "R&B" and "808" stay. */
function spoken(tile: string): string {
  return /[a-z]/.test(tile) ? tile.toLowerCase() : tile;
}

/** Forms within a sentence. */
export const FORM_NAMES: Readonly<Record<CrowdForm, string>> = {
  DROP: 'drop',
  BREAKDOWN: 'breakdown',
  KEY_LIFT: 'key lift',
  HALF_TIME: 'half-time',
};
/** More callers than this are counted, not named. */
const NAMED_CALLERS = 4;

/** "A and B", or "A, B, C and 9 more" of a crowd. */
function callersNamed(callers: readonly Person[]): string {
  const names = callers.map(({ displayName }) => displayName);
  if (names.length <= NAMED_CALLERS) return listed(names);
  const named = names.slice(0, NAMED_CALLERS - 1);
  return listed([...named, `${names.length - named.length} more`]);
}

/** "drummer" with its article. */
function asRole(role: Role): string {
  return role === 'ENERGY' ? 'an energy player' : `the ${ROLE_NAMES[role]}`;
}

/** How tempos feel, slowest first, each up to and with its bpm. */
const TEMPO_WORDS: readonly (readonly [upTo: number, word: string])[] = [
  [75, 'slow'],
  [95, 'relaxed'],
  [110, 'walking'],
  [130, 'brisk'],
  [150, 'fast'],
  [Number.POSITIVE_INFINITY, 'racing'],
];

function tempoPhrase(bpm: number): string {
  const word = TEMPO_WORDS.find(([upTo]) => bpm <= upTo)?.[1];
  return `a ${word} ${bpm}`;
}

/** `D_FLAT_MAJOR_B_FLAT_MINOR` -> "D flat major or B flat minor". */
function keyPhrase(scale: Scale): string {
  const keyOf = (part: string) => part.charAt(0) + part.slice(1).toLowerCase().replaceAll('_', ' ');
  const [major = '', minor = ''] = scale.split('_MAJOR_');
  return `${keyOf(major)} major or ${keyOf(minor)}`;
}

const KNOBS = { guidance: 'guidance', temperature: 'temperature', topK: 'top-k', seed: 'the seed' } as const;
const SWITCHES = {
  muteBass: ['muted the bass', 'let the bass back in'],
  muteDrums: ['muted the drums', 'let the drums back in'],
  onlyBassAndDrums: ['left only bass and drums', 'let all instruments back in'],
} as const;

const percent = (level: number): string => `${Math.round(level * 100)} %`;

/** Every sentence that a room can tell. */
export const tell = {
  opened: (person: Person) => about(person, 'JOINED', 'opened the room'),
  joined: (person: Person, role: Role | null) => about(person, 'JOINED', role ? `joined as ${asRole(role)}` : 'joined as a big screen'),
  joinedSimulated: (person: Person, role: Role | null) =>
    about(person, 'JOINED', `joined as ${role ? asRole(role) : 'a guest'} (simulated)`),
  simulated: (person: Person, count: number) =>
    about(
      person,
      'SETTINGS',
      count === 0 ? 'sent the simulated guests away' : `called in ${count} simulated ${count === 1 ? 'guest' : 'guests'}`,
    ),
  returned: (person: Person) => about(person, 'RETURNED', 'is back'),
  returnedAs: (person: Person, role: Role | null) => about(person, 'RETURNED', role ? `is back as ${asRole(role)}` : 'is back'),
  away: (person: Person) => about(person, 'AWAY', 'dropped out for a moment'),
  seatFreed: (person: Person) => about(person, 'LEFT', 'has been away for long; the seat is free'),
  left: (person: Person) => about(person, 'LEFT', 'left'),
  removed: (person: Person) => about(person, 'REMOVED', 'was asked to leave'),
  renamed: (person: Person, newName: string) => about(person, 'RENAMED', `is now called ${newName}`),
  /** "Mira and Suna swapped: Mira is the genre DJ now, Suna the drummer". */
  swapped: (from: Person, to: Person, fromRole: Role, toRole: Role): Sentence => ({
    kind: 'ROLE',
    text: `${from.displayName} and ${to.displayName} swapped: ${from.displayName} is ${asRole(fromRole)} now, ${to.displayName} ${asRole(toRole)}`,
    participantId: from.id,
  }),
  role: (person: Person, role: Role) => about(person, 'ROLE', `is ${asRole(role)} now`),

  tempo: (person: Person, bpm: number): Sentence => ({ ...about(person, 'INPUT', `moved to ${tempoPhrase(bpm)}`), gesture: 'TEMPO' }),
  energy: (person: Person, density: number | null, brightness: number | null): Sentence => {
    const parts = [
      ...(density === null ? [] : [`density to ${percent(density)}`]),
      ...(brightness === null ? [] : [`brightness to ${percent(brightness)}`]),
    ];
    return { ...about(person, 'INPUT', `set ${listed(parts)}`), gesture: 'ENERGY' };
  },
  moods: (person: Person, moods: readonly string[]): Sentence => ({
    ...about(person, 'INPUT', moods.length > 0 ? `chose ${listed(moods.map(spoken))}` : 'let go of the mood'),
    gesture: 'MOODS',
  }),
  instruments: (person: Person, instruments: readonly string[]): Sentence => ({
    ...about(person, 'INPUT', instruments.length > 0 ? `brought in ${listed(instruments.map(spoken))}` : 'put the instruments down'),
    gesture: 'INSTRUMENTS',
  }),
  genre: (person: Person, genre: string) => about(person, 'INPUT', `chose ${spoken(genre)}`),
  genreWish: (person: Person) => about(person, 'INPUT', 'described a genre in own words'),
  genreCleared: (person: Person) => about(person, 'INPUT', 'let go of the genre'),
  wish: (person: Person) => about(person, 'INPUT', 'made a wish'),
  wishCleared: (person: Person) => about(person, 'INPUT', 'took a wish back'),

  decided: (reason: string): Sentence => ({ kind: 'DECISION', text: reason, participantId: null }),
  started: (person: Person) => about(person, 'STARTED', 'started the music'),
  stopped: (person: Person) => about(person, 'STOPPED', 'stopped the music'),
  settings: (person: Person, deeds: readonly string[]) => about(person, 'SETTINGS', listed(deeds)),
  /** Switches and the key, told for good; and knobs, which a hand may still be turning. */
  controls: (person: Person, before: HostControls, after: HostControls): Sentence[] => {
    const differs = (field: keyof HostControls) => before[field] !== after[field];
    const { scale, mode } = after;
    const deeds = [
      ...(differs('scale') ? [scale ? `holds the key at ${keyPhrase(scale)}` : 'let go of the key'] : []),
      ...(Object.keys(SWITCHES) as (keyof typeof SWITCHES)[])
        .filter(differs)
        .map((field) => (after[field] ? SWITCHES[field][0] : SWITCHES[field][1])),
      ...(differs('mode') ? [`put the engine into ${mode.toLowerCase()} mode`] : []),
    ];
    const turned = (Object.keys(KNOBS) as (keyof typeof KNOBS)[])
      .filter(differs)
      .map((field) => (after[field] === null ? `gave ${KNOBS[field]} back to the engine` : `set ${KNOBS[field]} to ${after[field]}`));
    return [
      ...(deeds.length > 0 ? [about(person, 'SETTINGS', listed(deeds))] : []),
      ...(turned.length > 0 ? [{ ...about(person, 'SETTINGS', listed(turned)), gesture: 'KNOBS' as const }] : []),
    ];
  },
  contextReset: (person: Person) => about(person, 'SETTINGS', 'asked the music to forget and begin afresh'),
  silenced: (person: Person, isSilenced: boolean) =>
    about(person, 'SETTINGS', isSilenced ? 'takes a pause: their controls weigh nothing for now' : 'has a say again'),
  host: (person: Person) => about(person, 'HOST', 'is the host now'),
  calling: (person: Person, form: CrowdForm) => about(person, 'CROWD', `calls for a ${FORM_NAMES[form]}`),
  /** The first caller is the one who opened the vote. */
  called: (callers: readonly Person[], form: CrowdForm): Sentence => ({
    kind: 'CROWD',
    text: `${callersNamed(callers)} called the ${FORM_NAMES[form]}`,
    participantId: callers[0]?.id ?? null,
  }),
  coHost: (person: Person, isCoHost: boolean) => about(person, 'HOST', isCoHost ? 'is a co-host now' : 'is no longer a co-host'),
} as const;

/** Which telling of an earlier moment this one replaces, because the person's hand is still on the same control. */
function replacedBy(sentence: Sentence, story: readonly StoryEvent[], nowMs: number): StoryEvent | undefined {
  if (sentence.gesture === undefined) return undefined;
  return story.findLast(
    ({ participantId, gesture, atMs }) =>
      participantId === sentence.participantId && gesture === sentence.gesture && nowMs - atMs <= GESTURE_MS,
  );
}

/** The events of some sentences, and the story after them, newest last. A replaced event keeps its id and moves to the end. */
export function tellStory(
  story: readonly StoryEvent[],
  sentences: readonly Sentence[],
  nowMs: number,
  idOf: (index: number) => string,
): { readonly story: readonly StoryEvent[]; readonly told: readonly StoryEvent[] } {
  let whole = story;
  const told = sentences.map((sentence, index): StoryEvent => {
    const { kind, text, participantId, gesture = null } = sentence;
    const earlier = replacedBy(sentence, whole, nowMs);
    const event = { id: earlier?.id ?? idOf(index), atMs: nowMs, kind, text, participantId, gesture };
    whole = [...whole.filter(({ id }) => id !== event.id), event].slice(-STORY_LENGTH);
    return event;
  });
  return { story: whole, told };
}
