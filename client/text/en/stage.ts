// Every sentence of the stage, in English. Short, warm, exact; says what happens next.
import type { EngineKind } from '../../graphql/generated/graphql.ts';
import { capital, count, scaleWords, spoken, tempoWord } from './base.ts';

/** What a chord's ending is called. */
const CHORDS: Readonly<Record<string, string>> = {
  '': 'major',
  m: 'minor',
  6: 'sixth',
  m6: 'minor sixth',
  7: 'seventh',
  9: 'ninth',
  11: 'eleventh',
  13: 'thirteenth',
  m7: 'minor seventh',
  m9: 'minor ninth',
  m11: 'minor eleventh',
  maj7: 'major seventh',
  maj9: 'major ninth',
  maj11: 'major eleventh',
  mmaj7: 'minor, major seventh',
  m7b5: 'half-diminished',
  dim: 'diminished',
  add9: 'major, added ninth',
  madd9: 'minor, added ninth',
};

/** "F#m7" is "F♯ minor seventh"; a chord nobody has a name for stays as it is written. */
function chordWords(chord: string): string {
  const [, root = '', accidental = '', ending = ''] = /^([A-G])([#b♯♭]?)(.*)$/.exec(chord) ?? [];
  const name = CHORDS[ending];
  if (root === '' || name === undefined) return chord;
  return `${root}${accidental.replace('#', '♯').replace('b', '♭')} ${name}`;
}

/** At most three names, for nobody listens to ten. */
function people(names: readonly string[]): string {
  return names.length <= 3 ? spoken(names) : `${names.slice(0, 2).join(', ')} and ${count(names.length - 2)} more`;
}

export const stage = {
  title: (name: string) => `${name} on stage`,
  scan: 'Point a camera at the flower, or type',
  at: 'at',
  qr: (url: string) => `QR code that opens ${url}`,
  code: (code: string) => `Room code ${code}`,
  freeSeat: 'Free seat',
  start: 'Start',
  starting: 'The band is coming',
  seatsLabel: 'Seats',
  more: (n: number) => `and ${count(n)} more`,
  live: 'Live',
  elapsed: (minutes: number) => {
    if (minutes === 0) return 'just begun';
    return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
  },
  hearing: 'You are hearing',
  nothingYet: 'The first sound is on its way.',
  coming: (credit: string) => (credit === '' ? 'on its way' : `On its way: ${credit}`),
  credit: (names: readonly string[]) => {
    const [first = '', second, ...rest] = names;
    if (second === undefined) return first;
    return rest.length === 0 ? `${first} with ${second}` : `${first} with ${second} and ${count(rest.length)} more`;
  },
  room: 'The room',
  weight: (percent: number) => `${percent} percent of the music`,
  justNow: 'Just now',
  nothingHappened: 'The story begins with the first touch.',
  tempo: (heard: number) => `${tempoWord(heard)}, ${heard} a minute`,
  tempoOnItsWay: (heard: number, target: number) => `${heard} → ${target} bpm`,
  /** The arrow says nothing to the ear. */
  tempoSpoken: (heard: number, target: number) => `From ${heard} to ${target} beats a minute`,
  lands: 'lands in a moment',
  chord: chordWords,
  key: (scale: string | null, engine: EngineKind) =>
    scale === null ? `${engine === 'LYRIA' ? 'Lyria' : 'The band'} picks the key` : scaleWords(scale),
  keyLands: (scale: string) => `Next: ${scaleWords(scale)}`,
  stillSounding: (prompts: string) => `Still sounding for a moment: ${prompts}.`,
  /** Lyria names no sections. */
  section: (section: string, bar: number) => (section === '' ? `Bar ${bar + 1}` : `${capital(section)}, bar ${bar + 1}`),
  noSection: 'Counting in',
  influence: 'Influence',
  person: 'Person',
  role: 'Role',
  share: 'Share of the music',
  quiet: 'quiet',
  away: 'away',
  greeting: (names: readonly string[], players: number) =>
    `${people(names)} came in, ${players === 1 ? 'the first of you' : `${count(players)} of you now`}.`,
  /** Nobody is here, and the music plays on. */
  inviteFirst: 'The music is already playing. Be the first hand on it.',
  /** People are here, and nobody has touched anything for a while. */
  inviteAll: 'The music goes where you push it. Your turn.',
  emptyTitle: 'Five petals are free',
  empty: 'Show the code, or play alone for a while.',
  gate: 'Tap once and the room can hear.',
  joining: 'Finding the room',
  password: 'This room has a password. Whoever invited you knows it.',
  passwordLabel: 'Password',
  open: 'Open the stage',
  wrongPassword: 'That is not the password of this room.',
  locked: 'The host has locked this room. Ask them to open it again.',
  unknown: (code: string) => `No room answers to ${code}.`,
  failed: 'The stage could not be opened. Trying again.',
  removed: 'This screen was asked to leave the room.',
  ended: 'The room has ended',
  endedText: 'Thank you for the music.',
  again: 'Start a new room',
  onlyHost: 'Only the host can start and stop the music.',
  engineFailed: 'The band has lost its way and is being called back.',
} as const;

/** The host's strip. */
export const strip = {
  play: 'Start the music',
  stop: 'Stop the music',
  controls: 'Stage controls',
  volume: 'Volume',
  volumeWords: (percent: number) => `${percent} percent`,
  mute: 'Mute this screen',
  unmute: 'Sound on this screen',
  fullscreen: 'Fill the screen',
  leaveFullscreen: 'Leave full screen',
} as const;
