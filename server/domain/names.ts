// Names of people and rooms, and what is allowed in any text that people type. Suggests friendly names; never changes a chosen one
// beyond its normal form.
import { CoroError } from '../errors.ts';

export const DISPLAY_NAME_LENGTH = 24;
export const ROOM_NAME_LENGTH = 40;

/** Control, bidi and other invisible format characters, lone surrogates, private use, line separators. The two joiners stay: emoji
 * and several scripts need them. */
const FORBIDDEN_CHARACTERS = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u;
/** Signs without any width that slip in by copying; dropping them changes nothing that a person can see. */
const WIDTHLESS = /[\u00ad\u200b\u2060-\u2064\ufeff]/g;
const SOMETHING_TO_SEE = /[\p{L}\p{N}\p{P}\p{S}]/u;

export interface TextRule {
  /** As it stands in the schema; goes into `details.field`. */
  readonly field: string;
  /** Longest text in characters (code points) after normalisation. */
  readonly max: number;
  /** What a longer text is refused with. */
  readonly tooLong: 'BAD_INPUT' | 'TOO_LARGE';
}

/** NFKC, single blanks, trimmed, without widthless signs; may be empty. BAD_INPUT for control or bidi characters, the rule's code for a longer text than `max`. */
export function normaliseText(text: string, { field, max, tooLong }: TextRule): string {
  const refuseLength = () => new CoroError(tooLong, `${field} may have at most ${max} characters; make it shorter.`, { field, max });
  // Looked at before it is normalised, because a huge text costs time.
  if (text.length > max * 16) throw refuseLength();
  const visible = text.replace(WIDTHLESS, '');
  if (FORBIDDEN_CHARACTERS.test(visible)) {
    throw new CoroError('BAD_INPUT', `${field} contains control or invisible characters; use plain text.`, { field });
  }
  const normal = visible.normalize('NFKC').replace(/\s+/gu, ' ').trim();
  if ([...normal].length > max) throw refuseLength();
  return normal;
}

function normaliseName(text: string, field: string, max: number): string {
  const name = normaliseText(text, { field, max, tooLong: 'BAD_INPUT' });
  if (SOMETHING_TO_SEE.test(name)) return name;
  throw new CoroError('BAD_INPUT', `${field} needs 1 to ${max} characters that can be seen.`, { field, min: 1, max });
}

/** 1 to 24 characters; BAD_INPUT with `field: "displayName"`. */
export function normaliseDisplayName(text: string): string {
  return normaliseName(text, 'displayName', DISPLAY_NAME_LENGTH);
}

/** 1 to 40 characters; BAD_INPUT with `field: "name"`. */
export function normaliseRoomName(text: string): string {
  return normaliseName(text, 'name', ROOM_NAME_LENGTH);
}

const COLOURS = [
  'Amber',
  'Coral',
  'Golden',
  'Indigo',
  'Jade',
  'Lilac',
  'Mint',
  'Neon',
  'Pearl',
  'Ruby',
  'Silver',
  'Teal',
  'Velvet',
  'Violet',
];
const ANIMALS = [
  'Badger',
  'Crane',
  'Dolphin',
  'Finch',
  'Fox',
  'Gecko',
  'Heron',
  'Koala',
  'Lynx',
  'Otter',
  'Owl',
  'Panda',
  'Raven',
  'Robin',
];
const PLACES = [
  'Arcade',
  'Balcony',
  'Cellar',
  'Garden',
  'Harbour',
  'Lantern',
  'Lighthouse',
  'Orchard',
  'Parlour',
  'Rooftop',
  'Terrace',
  'Tram',
];

function pick(words: readonly string[], randomInteger: (below: number) => number): string {
  return words[randomInteger(words.length)] ?? '';
}

/** "Amber Otter". `taken`: names in the room; a few tries avoid them, a repetition is no harm. */
export function suggestDisplayName(randomInteger: (below: number) => number, taken: readonly string[]): string {
  const suggest = () => `${pick(COLOURS, randomInteger)} ${pick(ANIMALS, randomInteger)}`;
  const free = Array.from({ length: 8 }, suggest).find((name) => !taken.includes(name));
  return free ?? suggest();
}

/** "Velvet Lighthouse". */
export function suggestRoomName(randomInteger: (below: number) => number): string {
  return `${pick(COLOURS, randomInteger)} ${pick(PLACES, randomInteger)}`;
}
