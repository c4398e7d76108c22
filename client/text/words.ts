// Words that more than one screen says the same way: numbers, names of roles, tempos, and where a screen stands with its room.
import type { Role } from '../graphql/generated/graphql.ts';

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** Small numbers in words. */
export const count = (n: number): string => NUMBERS[n] ?? String(n);

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** How tempos feel, slowest first, each up to and with its bpm. */
const TEMPOS: readonly (readonly [upTo: number, word: string])[] = [
  [75, 'Slow'],
  [95, 'Relaxed'],
  [110, 'Walking'],
  [130, 'Brisk'],
  [150, 'Fast'],
  [Number.POSITIVE_INFINITY, 'Racing'],
];

export const tempoWord = (bpm: number): string => TEMPOS.find(([upTo]) => bpm <= upTo)?.[1] ?? '';

/** "C_MAJOR_A_MINOR" is "C major, A minor"; flats are written as people write them. */
export const scaleWords = (scale: string) =>
  scale
    .replaceAll('_FLAT', '♭')
    .replace(/_MAJOR_/, ' major, ')
    .replace('_MINOR', ' minor');

/** A list as people say it: "a", "a and b", "a, b and c". */
export function spoken(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

export const roleNames = {
  DRUMMER: 'Drummer',
  VIBE_SETTER: 'Vibe setter',
  GENRE_DJ: 'Genre DJ',
  INSTRUMENTALIST: 'Instrumentalist',
  ENERGY: 'Energy',
} as const satisfies Record<Role, string>;

export const standing = {
  inTime: 'In time',
  catchingUp: 'Catching up',
  finding: 'Finding the room',
  offline: 'No network',
  houseBand: 'House band steps in',
  pickingUp: 'The band picks itself up',
  silent: 'Silent here',
} as const;
