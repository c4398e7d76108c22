// Words that every screen needs, in English: numbers, roles, tempos, who plays, where a screen stands with its room, and what opens what.
import type { Role } from '../../graphql/generated/graphql.ts';
import { createGrammar } from '../grammar.ts';

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

// British lists have no comma before their last "and".
export const { list: spoken, number, percent, plural } = createGrammar('en-GB');

/** For whoever puts words of others into a sentence. */
export const words = {
  list: spoken,
  number,
  percent,
};

/** Who makes the sound and who decides, as sentences without a full stop. A cause is a half sentence. */
export const who = {
  lyria: 'Lyria plays',
  gemini: 'Gemini decides',
  band: 'The house band plays',
  bandShort: 'House band',
  rules: 'House rules decide',
  ownHouse: 'House band, house rules',
  both: (plays: string, decides: string) => `${plays}, ${decides.replace(/^House/, 'house')}`,
  /** Two sentences beside each other. */
  sentences: (plays: string, decides: string) => `${plays}. ${decides}.`,
  standsIn: (cause: string) => `The house band stands in for Lyria: ${cause}`,
  ruled: (cause: string) => `House rules decide: ${cause}`,
  cannotPlay: 'it cannot play just now',
  cannotAsk: 'Gemini cannot be asked just now',
  /** The server's own words for a cause, which are English; `null` where they would be a stranger in the sentence. */
  cause: (english: string): string | null => english,
} as const;

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

export const common = {
  product: 'Coro',
  home: 'Back to the start',
  close: 'Close',
  language: 'Language',
  toLight: 'Switch to the light look',
  toDark: 'Switch to the dark look',
} as const;

/** What the buttons say that open a sheet, which is loaded with its own sentences. */
export const doors = {
  engineRoom: 'Engine room',
  room: 'Room and people',
  invite: 'Show the code',
  inviteTitle: 'Come in',
  soundDetails: 'Sound details',
} as const;

/** The room's sound as an address for other players. */
export const address = {
  anyPlayer: 'Listen in any player',
  anyPlayerHint: 'For VLC, a radio, a second loudspeaker: this address plays whenever the room does.',
  copy: 'Copy the address',
  copied: 'Copied',
  byHand: 'This browser does not copy. The address is selected: copy it by hand.',
} as const;

export const hold = {
  longer: 'Keep holding until it is full.',
  /** For people whose screen reader presses the button for them, and cannot hold it. */
  again: 'Press once more to do it.',
} as const;

export const demo = {
  simulated: 'simulated',
  /** In a list or a credit: whose name it is, and that nobody is behind it. */
  named: (name: string) => `${name} (simulated)`,
  /** At a petal, where words are cut; the row below says it in full. */
  petal: (name: string) => `${name} (sim.)`,
  handsOver: (name: string) => `${name} (simulated) hands it to you`,
  playing: (guests: number) => `${capital(count(guests))} simulated ${guests === 1 ? 'guest plays' : 'guests play'} along.`,
  sendAway: 'Send them away',
  gone: 'The simulated guests have left.',
  callBack: 'Call them back',
  notDone: 'That did not reach the room. Try once more.',
} as const;

export const pwa = {
  offlineTitle: 'No line to Coro',
  offline: 'The rooms and their music live on the network. This page comes back by itself as soon as there is one.',
  retry: 'Try again',
  retrying: 'Trying',
  update: 'A new Coro is ready.',
  reload: 'Reload',
  later: 'Later',
} as const;
