// Every sentence of Home, the stage and what they share, in English. Short, warm, exact; says what happens next.
import type { EngineKind } from '../graphql/generated/graphql.ts';
import { capital, count, scaleWords, tempoWord } from './words.ts';

export const common = {
  product: 'Coro',
  home: 'Back to the start',
  keep: 'Keep playing',
  close: 'Close',
  toLight: 'Switch to the light look',
  toDark: 'Switch to the dark look',
} as const;

export const home = {
  title: ['One song.', 'Every hand on it.'],
  intro: 'Put the room on a big screen. Everyone steers the same endless music from their phone.',
  start: 'Start a room',
  starting: 'Opening a room',
  code: 'Or type the code on the big screen',
  how: 'How it works',
  howTitle: 'One room, one song',
  howSteps: [
    'Start a room on the biggest screen you have.',
    'Everyone scans its code and gets a role: tempo, mood, genre, instruments or energy.',
    'All hands steer the same music. The flower shows whose touch you are hearing.',
  ],
  howClose: 'Good to know',
  back: (name: string) => `Back to ${name}`,
  live: 'Playing right now',
  empty: 'Nobody is playing in public right now.',
  emptyNext: 'Be the first sound tonight.',
  people: (players: number) => (players === 1 ? 'one person' : `${count(players)} people`),
  summary: (isPlaying: boolean, players: number, free: number) => {
    const state = isPlaying ? 'Playing' : 'About to begin';
    const people = players === 0 ? 'nobody yet' : players === 1 ? 'one person' : `${count(players)} people`;
    return `${state}, ${people}${free === 0 ? ', all seats taken' : ''}`;
  },
  locked: ', asks for a password',
  unknown: (code: string) => `No room answers to ${code}. Look again at the big screen.`,
  noLine: 'The server does not answer. Trying again.',
  noStart: 'No room could be opened. Try once more in a moment.',
  tooMany: 'Many rooms were opened from here. Try again in a minute.',
} as const;

export const stage = {
  title: (name: string) => `${name} on stage`,
  scan: 'Point a camera at the flower, or type',
  at: 'at',
  qr: (url: string) => `QR code that opens ${url}`,
  code: (code: string) => `Room code ${code}`,
  freeSeat: 'Free seat',
  start: 'Start',
  starting: 'The band is coming',
  stop: 'Stop the music',
  seatsLabel: 'Seats',
  more: (n: number) => `and ${count(n)} more`,
  live: 'Live',
  elapsed: (minutes: number) => {
    if (minutes === 0) return 'just begun';
    return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
  },
  hearing: 'You are hearing',
  nothingYet: 'The first sound is on its way.',
  coming: (credit: string) => (credit === '' ? 'on its way' : `${credit}, on its way`),
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
  key: (scale: string | null, engine: EngineKind) =>
    scale === null ? `${engine === 'LYRIA' ? 'Lyria' : 'The band'} picks the key` : scaleWords(scale),
  keyLands: (scale: string) => `Next: ${scaleWords(scale)}`,
  stillSounding: (prompts: string) => `Still sounding for a moment: ${prompts}.`,
  /** Lyria names no sections. */
  section: (section: string, bar: number) => (section === '' ? `Bar ${bar + 1}` : `${capital(section)}, bar ${bar + 1}`),
  noSection: 'The first bar is being counted',
  influence: 'Influence',
  person: 'Person',
  role: 'Role',
  share: 'Share of the music',
  quiet: 'quiet',
  away: 'away',
  greeting: (name: string, players: number) => `${name} came in, ${players === 1 ? 'the first of you' : `${count(players)} of you now`}.`,
  emptyTitle: 'Five petals are free',
  empty: 'Show the code, or play alone for a while.',
  gate: 'Tap once and the room can hear.',
  controls: 'Stage controls',
  volume: 'Volume',
  volumeWords: (percent: number) => `${percent} percent`,
  mute: 'Mute this screen',
  unmute: 'Sound on this screen',
  fullscreen: 'Fill the screen',
  leaveFullscreen: 'Leave full screen',
  copy: 'Copy the link',
  copied: 'The link is copied.',
  notCopied: (url: string) => `Copy it by hand: ${url}`,
  end: 'End the room',
  endTitle: 'End the room for everyone?',
  endText: 'The music stops and every seat is freed. Nobody can come back to this room.',
  hold: 'Hold to end',
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

const whole = (value: number) => Math.round(value).toLocaleString('en');
const times = (n: number) => (n === 0 ? 'never' : n === 1 ? 'once' : `${whole(n)} times`);

export const soundDetails = {
  title: 'Sound details',
  why: 'A wireless loudspeaker is late by an amount that only ears can find. Start the click on two devices and move the slider until they click as one.',
  click: 'Play the click',
  stopClick: 'Stop the click',
  nudge: 'This device plays',
  nudgeWords: (nudgeMs: number) => (nudgeMs === 0 ? 'as the room does' : `${Math.abs(nudgeMs)} ms ${nudgeMs < 0 ? 'earlier' : 'later'}`),
  earlier: 'Earlier',
  later: 'Later',
  ms: (ms: number) => `${whole(ms)} ms`,
  times,
  delay: 'The room waits',
  delayWords: (roomDelayMs: number | null, behindMs: number) => {
    if (roomDelayMs === null) return 'no sound yet';
    return behindMs < 1 ? `${whole(roomDelayMs)} ms` : `${whole(roomDelayMs)} ms, this device ${whole(behindMs)} more`;
  },
  store: 'In store',
  underruns: 'Sound broke off',
  underrunWords: (underruns: number, silentMs: number) =>
    underruns === 0 ? times(0) : `${times(underruns)}, ${whole(silentMs)} ms of silence`,
  packets: 'Packets',
  packetWords: (late: number, lost: number) => `${whole(late)} late, ${whole(lost)} lost`,
  seeks: 'Jumped',
  stream: 'Stream',
  streamWords: (kbitPerSecond: number, decoder: 'webcodecs' | 'wasm' | null) =>
    decoder === null
      ? `${whole(kbitPerSecond)} kbit/s`
      : `${whole(kbitPerSecond)} kbit/s, ${decoder === 'wasm' ? 'WebAssembly' : 'browser'} decoder`,
  clock: 'Clock',
  clockWords: (clock: { readonly offsetMs: number; readonly errorMs: number } | null) =>
    clock === null
      ? 'not known yet'
      : `${whole(Math.abs(clock.offsetMs))} ms ${clock.offsetMs < 0 ? 'ahead' : 'behind'}, within ${clock.errorMs.toFixed(1)} ms`,
  output: 'Output',
  worklet: 'audio worklet',
  simpleOutput: 'on the page',
  plays: 'Music',
  decides: 'Choices',
  anyPlayer: 'Listen in any player',
  anyPlayerHint: 'For VLC, a radio, a second loudspeaker: this address plays whenever the room does.',
  copyAddress: 'Copy the address',
  copiedAddress: 'Copied',
  byHand: 'This browser does not copy. The address is selected: copy it by hand.',
} as const;
