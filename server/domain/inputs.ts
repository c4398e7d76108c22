// What players set: each role its own fields, a wish for everybody, all checked against their ranges. Never clamps in silence.
import { CoroError } from '../errors.ts';
import { INSTRUMENTS } from './lexicon-instruments.ts';
import { MOODS } from './lexicon-qualities.ts';
import { normaliseText } from './names.ts';
import { isExclusive, ROLE_FIELDS, ROLE_NAMES, type Role, type RoleField, roleOf } from './roles.ts';
import type { InputChange, Participant, ParticipantInput, RoomCommand, RoomEvent, RoomState, Wish } from './room-state.ts';
import { seated } from './seats.ts';
import { makeWay } from './simulated-guests.ts';
import { RANGES } from './steering.ts';
import { type Sentence, tell } from './story.ts';
import { type Outcome, withParticipant } from './transition.ts';
import { findGenre, findInstrument, findMood } from './vocabulary.ts';
import { newWish } from './wishes.ts';

type Command<K extends RoomCommand['kind']> = Extract<RoomCommand, { kind: K }>;

export const MAX_MOODS = 3;
export const MAX_INSTRUMENTS = 2;
/** In characters, after normalisation. */
export const WISH_LENGTH = 120;
export const GENRE_LENGTH = 60;

const NOTHING_SET: ParticipantInput = {
  bpm: null,
  moods: [],
  genre: null,
  genreWish: null,
  instruments: [],
  density: null,
  brightness: null,
  wish: null,
  updatedAtMs: 0,
};

const ROLE_OWNED = Object.values(ROLE_FIELDS).flat();

export function requirePlayer(person: Participant): Role {
  if (person.kind === 'CONTROLLER' && person.role !== null) return person.role;
  throw new CoroError('FORBIDDEN', 'Only players have controls. Join as CONTROLLER to play.');
}

function requireOwnFields(role: Role, change: InputChange): void {
  const foreign = ROLE_OWNED.find((field) => change[field] !== undefined && roleOf(field) !== role);
  if (foreign === undefined) return;
  const owner = roleOf(foreign);
  const own = ROLE_FIELDS[role].join(' and ');
  throw new CoroError('ROLE_FORBIDS', `${foreign} belongs to the ${ROLE_NAMES[owner]}; as ${ROLE_NAMES[role]} you set ${own}.`, {
    field: foreign,
    role: owner,
  });
}

function requireInRange(field: keyof typeof RANGES, value: number): void {
  const [min, max] = RANGES[field];
  const isRightKind = field === 'bpm' ? Number.isInteger(value) : Number.isFinite(value);
  if (isRightKind && value >= min && value <= max) return;
  throw new CoroError('BAD_INPUT', `${field} is a ${field === 'bpm' ? 'whole ' : ''}number from ${min} to ${max}.`, { field, min, max });
}

interface TileBoard {
  readonly field: 'moods' | 'instruments';
  readonly all: readonly string[];
  readonly max: number;
  readonly find: (text: string) => string | null;
}

const MOOD_TILES: TileBoard = { field: 'moods', all: MOODS, max: MAX_MOODS, find: findMood };
const INSTRUMENT_TILES: TileBoard = { field: 'instruments', all: INSTRUMENTS, max: MAX_INSTRUMENTS, find: findInstrument };

/** The tiles by their display names. */
function chosenTiles({ field, all, max, find }: TileBoard, texts: readonly string[]): readonly string[] {
  const refusal = (problem: string) => new CoroError('BAD_INPUT', `${field}: ${problem}`, { field, min: 0, max });
  if (texts.length > max) throw refusal(`choose at most ${max}.`);
  const tiles = texts.map((text) => find(text));
  if (tiles.includes(null)) throw refusal(`choose among ${all.join(', ')}.`);
  if (new Set(tiles).size < tiles.length) throw refusal('choose each only once.');
  return tiles.filter((tile) => tile !== null);
}

/** What the change makes of an input; fields that would stay as they are keep their very values. */
function changedInput(
  input: ParticipantInput,
  change: InputChange,
  wishAs: (field: Wish['field'], text: string) => Wish,
): ParticipantInput {
  const { bpm, moods, genre, instruments, density, brightness, wish } = change;
  for (const field of ['bpm', 'density', 'brightness'] as const) {
    const value = change[field];
    if (value !== undefined) requireInRange(field, value);
  }
  return {
    ...input,
    ...(bpm === undefined ? {} : { bpm }),
    ...(density === undefined ? {} : { density }),
    ...(brightness === undefined ? {} : { brightness }),
    ...(moods === undefined ? {} : { moods: keepIfSame(input.moods, chosenTiles(MOOD_TILES, moods)) }),
    ...(instruments === undefined ? {} : { instruments: keepIfSame(input.instruments, chosenTiles(INSTRUMENT_TILES, instruments)) }),
    ...(genre === undefined ? {} : chosenGenre(genre, wishAs)),
    ...(wish === undefined ? {} : { wish: chosenWish(wish, wishAs) }),
  };
}

function keepIfSame(now: readonly string[], next: readonly string[]): readonly string[] {
  return now.length === next.length && now.every((tile, index) => tile === next[index]) ? now : next;
}

function chosenGenre(text: string, wishAs: (field: Wish['field'], text: string) => Wish): Pick<ParticipantInput, 'genre' | 'genreWish'> {
  const words = normaliseText(text, { field: 'genre', max: GENRE_LENGTH, tooLong: 'TOO_LARGE' });
  const genre = words === '' ? null : findGenre(words);
  return { genre, genreWish: words === '' || genre !== null ? null : wishAs('genre', words) };
}

function chosenWish(text: string, wishAs: (field: Wish['field'], text: string) => Wish): Wish | null {
  const words = normaliseText(text, { field: 'wish', max: WISH_LENGTH, tooLong: 'TOO_LARGE' });
  return words === '' ? null : wishAs('wish', words);
}

function isEmpty({ bpm, moods, genre, genreWish, instruments, density, brightness, wish }: ParticipantInput): boolean {
  const single = [bpm, genre, genreWish, density, brightness, wish];
  return single.every((value) => value === null) && moods.length === 0 && instruments.length === 0;
}

function isSame(a: ParticipantInput, b: ParticipantInput): boolean {
  return (Object.keys(NOTHING_SET) as (keyof ParticipantInput)[]).every((field) => a[field] === b[field]);
}

/** One sentence for each thing that the person's hand did. Raw words never stand in one. */
function sentencesOf(person: Participant, before: ParticipantInput, after: ParticipantInput): Sentence[] {
  const differs = (field: keyof ParticipantInput) => before[field] !== after[field];
  const { bpm, moods, genre, genreWish, instruments, density, brightness, wish } = after;
  const said: Sentence[] = [];
  if (bpm !== null && differs('bpm')) said.push(tell.tempo(person, bpm));
  if (differs('moods')) said.push(tell.moods(person, moods));
  if (differs('genre') || differs('genreWish')) {
    said.push(genre ? tell.genre(person, genre) : genreWish ? tell.genreWish(person) : tell.genreCleared(person));
  }
  if (differs('instruments')) said.push(tell.instruments(person, instruments));
  if (differs('density') || differs('brightness')) said.push(tell.energy(person, density, brightness));
  if (differs('wish')) said.push(wish ? tell.wish(person) : tell.wishCleared(person));
  return said;
}

/** Only given fields change. FORBIDDEN for displays and listeners, ROLE_FORBIDS for another role's field, BAD_INPUT naming field and range, TOO_LARGE for a long text. */
export function setInput(state: RoomState, { participantId, change, wishId }: Command<'SET_INPUT'>, nowMs: number): Outcome {
  const person = seated(state, participantId);
  requireOwnFields(requirePlayer(person), change);
  const before = person.input ?? NOTHING_SET;
  const inputsRevision = state.inputsRevision + 1;
  const after = changedInput(before, change, (field, text) =>
    newWish({ id: field === 'wish' ? wishId : `${wishId}.${field}`, field, text, atMs: nowMs, inputsRevision }),
  );
  if (isSame(before, after)) return null;
  const input = isEmpty(after) ? null : { ...after, updatedAtMs: nowMs };
  const events = (
    [
      ['wish', after.wish],
      ['genreWish', after.genreWish],
    ] as const
  ).flatMap(([field, wish]): RoomEvent[] =>
    wish !== null && wish !== before[field] ? [{ kind: 'WISH_CHANGED', participantId, wish }] : [],
  );
  return {
    change: { participants: withParticipant(state.participants, person.id, { input }) },
    sentences: sentencesOf(person, before, after),
    events,
  };
}

/** The input without the fields that belong to `role`; `null` when nothing is left. */
export function withoutFieldsOf(role: Role, input: ParticipantInput | null): ParticipantInput | null {
  if (input === null) return null;
  const fields = ROLE_FIELDS[role] as readonly RoleField[];
  const cleared = Object.fromEntries(fields.map((field) => [field, NOTHING_SET[field]]));
  const left = { ...input, ...cleared, ...(role === 'GENRE_DJ' ? { genreWish: null } : {}) };
  return isEmpty(left) ? null : left;
}

/** Both roles change at once: the old one's fields are gone, the wish stays. A simulated guest makes way. ROLE_TAKEN, FORBIDDEN. */
export function changeRole(state: RoomState, { participantId, role }: Command<'CHANGE_ROLE'>): Outcome {
  const person = seated(state, participantId);
  const old = requirePlayer(person);
  if (old === role) return null;
  const holder = isExclusive(role) ? state.participants.find((other) => other.role === role) : undefined;
  if (holder !== undefined && (person.isSimulated || !holder.isSimulated)) {
    throw new CoroError('ROLE_TAKEN', `${holder.displayName} is the ${ROLE_NAMES[role]}. Choose a free role, or ask them to swap.`, {
      role,
    });
  }
  const participants = withParticipant(state.participants, person.id, { role, input: withoutFieldsOf(old, person.input) });
  return { change: { participants: makeWay(participants, role, person.id) }, sentences: [tell.role(person, role)] };
}
