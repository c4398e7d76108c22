// Every sentence of the sheets that open over a room, in English: room and people, engine room, sound details. What is set, who will
// notice, and what a refused change can be told.
import type { EngineKind, EngineMode } from '../../graphql/generated/graphql.ts';
import type { PersonAct } from '../../room-sheet/rights.ts';
import { count, scaleWords } from './base.ts';

export const roomSheet = {
  undo: 'Undo',
  save: 'Save',

  invite: 'Invite',
  codeLabel: (code: string) => `Room code ${[...code].join(' ')}`,
  qr: (url: string) => `QR code that opens ${url}`,
  link: 'The link into this room',
  linkHint: 'Whoever opens it can join and play at once.',
  linkLocked: 'The room is locked: for now it lets nobody new in.',
  linkPassword: 'It asks for the password, so pass that on as well.',
  copyLink: 'Copy the link',
  share: 'Share the link',
  shareText: (name: string) => `Play with us in ${name}`,

  people: 'People',
  you: 'you',
  simulated: 'simulated',
  host: 'host',
  coHost: 'co-host',
  away: 'away',
  silenced: 'not heard',
  screen: 'Big screen',
  shareSpoken: (percent: number) => `${percent} percent of the music`,
  sharePercent: (percent: number) => `${percent} %`,
  listeners: (n: number) => (n === 1 ? 'One more listens in.' : `${count(n)} more listen in.`),
  more: (name: string) => `What you can do for ${name}`,
  leaving: 'Leaves in a moment',
  keep: (name: string) => `Keep ${name}`,
  keepShort: 'Keep',
  acts: {
    silence: 'Do not hear them for now',
    hear: 'Hear them again',
    'name-co-host': 'Make co-host',
    'take-co-host': 'Take co-host back',
    'make-host': 'Hold to make host',
    remove: 'Remove from the room',
  } satisfies Record<PersonAct, string>,
  /** Who will notice. */
  actNotes: {
    silence: 'They keep their controls, but move nothing. Their phone tells them.',
    hear: 'Their hands move the music again.',
    'name-co-host': 'They can open this sheet too. Everyone sees it in the story.',
    'take-co-host': 'This sheet closes on their phone.',
    'make-host': 'The room is theirs then. Everyone sees it in the story.',
    remove: 'Their seat is free at once, and their phone goes back to the door.',
  } satisfies Record<PersonAct, string>,
  done: {
    silence: (name: string) => `${name} is not heard for now.`,
    hear: (name: string) => `${name} is heard again.`,
    'name-co-host': (name: string) => `${name} helps you now.`,
    'take-co-host': (name: string) => `${name} is no co-host any more.`,
    'make-host': (name: string) => `${name} is the host now.`,
    remove: (name: string) => `${name} leaves in a moment.`,
  } satisfies Record<PersonAct, (name: string) => string>,

  settings: 'The room',
  name: 'Name',
  nameNote: 'Shown on the stage, on every phone and in the list of rooms.',
  named: (name: string) => `The room is called ${name}.`,
  listing: 'In the public list',
  listingOn: 'Anyone on the start page sees this room.',
  listingOff: 'Only people with the code or the link find this room.',
  listed: (isPublic: boolean) => (isPublic ? 'The room is in the public list.' : 'The room is out of the public list.'),
  lock: 'Locked',
  lockOn: 'Nobody new comes in. Whoever has a seat keeps it.',
  lockOff: 'Whoever has the code can come in.',
  locked: (isLocked: boolean) => (isLocked ? 'The door is locked.' : 'The door is open again.'),
  password: 'Password',
  passwordOff: 'None so far. With one, new people have to type it; those inside notice nothing.',
  passwordOn: 'New people have to type it. Those inside notice nothing.',
  passwordNew: 'A new password',
  passwordShow: 'Show what I type',
  passwordSet: 'Set',
  passwordClear: 'Take the password away',
  passwordDone: 'The password is set. Pass it on to those you invite.',
  passwordGone: 'The room asks for no password any more.',
  limit: 'Seats for players',
  limitNote: 'Once they are taken, new people can only listen. Nobody loses a seat.',
  fewer: 'One seat fewer',
  moreSeats: 'One seat more',
  limited: (seats: number) => (seats === 1 ? 'There is one seat now.' : `There are ${count(seats)} seats now.`),

  crowd: 'What the crowd may call',
  crowdNote: 'Every phone shows at once what can be called.',
  forms: { DROP: 'Drop', BREAKDOWN: 'Breakdown', KEY_LIFT: 'Key lift', HALF_TIME: 'Half-time' },
  formNotes: {
    DROP: 'A build, then everything at once.',
    BREAKDOWN: 'Drums and bass step out for eight bars.',
    KEY_LIFT: 'Two steps higher for sixteen bars.',
    HALF_TIME: 'Drums and bass at half their speed.',
  },
  allowed: (form: string, isAllowed: boolean) => (isAllowed ? `${form}: the crowd may call it.` : `${form}: kept for later.`),

  elsewhere: 'Beyond this screen',
  api: 'Open the API',
  apiNote: 'Everything on this sheet, as calls that you can try out. Opens beside the music.',

  hostPlace: 'The host’s place',
  takeBack: 'Be the host again',
  takeBackNote: (name: string | null) =>
    name === null ? 'You opened this room. Nobody holds it just now.' : `You opened this room. ${name} holds it just now.`,
  tookBack: 'The room is yours again.',

  end: 'End for everybody',
  endNote: 'The music stops and every seat is freed. Nobody can come back to this room.',
  endHold: 'Hold to end the room',

  /** By the field's name in the schema. */
  ranges: {
    name: (min: number, max: number) => `A name has ${min} to ${max} characters, and one can be seen at least.`,
    password: (min: number, max: number) => `A password has ${min} to ${max} characters.`,
    playerLimit: (min: number, max: number) => `From ${min} to ${max} seats.`,
  },
  refusals: {
    UNAUTHENTICATED: 'This seat is not known any more. Join the room again.',
    ROOM_NOT_FOUND: 'This room has ended.',
    RATE_LIMITED: 'That was a lot at once. Give it a moment and try again.',
    UNAVAILABLE: 'The room is taking a breath. Try again in a moment.',
    NETWORK: 'That did not get through. Try again when the line is back.',
    INTERNAL: 'The room could not do that. Try once more.',
  },
  /** The server's own sentence, which knows persons and causes, and is English. */
  otherwise: (english: string) => english,
} as const;

const OWN_CHOICE = 'Lyria’s own choice';
const twoPlaces = (value: number) => String(Math.round(value * 100) / 100);

export const engineRoom = {
  prompts: 'In the music',
  noPrompts: 'Nothing yet. The first touch of a player begins it.',
  weight: (percent: number) => `${percent} %`,
  credit: (name: string, percent: number) => `${name} ${percent} %`,
  fromRoom: 'from the room',
  coming: 'on its way',
  leaving: 'still sounding for a moment',
  held: 'Hold it yourself',
  heldHint: 'What you set here goes before what the room decides.',
  onlyLyria: 'Only for Lyria',
  onlyLyriaHint: 'The house band has no use for these. What they are set to is kept for Lyria.',
  lyria: 'How Lyria plays',
  lyriaHint: 'Left alone, Lyria finds its own way.',
  scale: 'Key',
  letRoomChoose: 'Let the room choose',
  scaleWords,
  keySounds: (scale: string | null, engine: EngineKind) =>
    scale === null ? `${engine === 'LYRIA' ? 'Lyria' : 'The band'} picks the key.` : `You hear ${scaleWords(scale)}.`,
  keyOnItsWay: (scale: string) => `${scaleWords(scale)} is on its way.`,
  muteBass: 'Mute the bass',
  muteDrums: 'Mute the drums',
  onlyBassAndDrums: 'Only bass and drums',
  mutedByRoom: 'The room has it muted already.',
  landing: 'Lands in a moment.',
  guidance: 'Guidance',
  guidanceHint: 'How strictly the prompts are followed. More makes changes more abrupt.',
  temperature: 'Temperature',
  temperatureHint: 'How daring the music is.',
  topK: 'Top-k',
  topKHint: 'Among how many next steps Lyria chooses, 1 to 1000.',
  seed: 'Seed',
  seedHint: 'The same seed and the same requests make much the same music, 0 to 2147483647.',
  number: (value: number | null) => (value === null ? OWN_CHOICE : twoPlaces(value)),
  ownChoice: OWN_CHOICE,
  leave: 'Leave it to Lyria',
  leaveSpoken: (label: string) => `${label}: leave it to Lyria`,
  notWhole: (label: string, [min, max]: readonly [number, number]) => `${label} is a whole number from ${min} to ${max}.`,
  mode: 'Mode',
  modes: { QUALITY: 'Quality', DIVERSITY: 'Diversity', VOCALIZATION: 'Voices' } satisfies Record<EngineMode, string>,
  modeHints: {
    QUALITY: 'The best sound.',
    DIVERSITY: 'The most change.',
    VOCALIZATION: 'Voices sing without words.',
  } satisfies Record<EngineMode, string>,
  reset: 'Forget the music so far',
  resetHint:
    'Lyria lets go of everything it has played and begins afresh from what is asked for now. The sound does not break. There is no way back.',
  resetHold: 'Hold to begin afresh',
  resetDone: 'Lyria begins afresh.',
  resetSilent: 'No music plays, so there is nothing to forget.',
  onlyHosts: 'Only the host and co-hosts set the engine.',
} as const;

const whole = (value: number) => Math.round(value).toLocaleString('en');
const times = (n: number) => (n === 0 ? 'never' : n === 1 ? 'once' : `${whole(n)} times`);

export const soundDetails = {
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
} as const;
