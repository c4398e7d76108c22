// Every sentence of the player's phone, in English. Short, warm, exact; says what happens next.

import type { Role } from '../graphql/generated/graphql.ts';
import type { GrowthReason, SayReason } from '../player/growth.ts';
import { grouped } from '../ui/room-code.ts';
import { capital, count, tempoWord } from './words.ts';

/** How full the music feels; each word up to and without `to`. */
const ENERGY_LEVELS = [
  { word: 'Hush', from: 0, to: 0.12 },
  { word: 'Soft', from: 0.12, to: 0.3 },
  { word: 'Warm', from: 0.3, to: 0.52 },
  { word: 'Lively', from: 0.52, to: 0.75 },
  { word: 'High', from: 0.75, to: 0.91 },
  { word: 'Blazing', from: 0.91, to: 1 },
] as const;
const energyWord = (value: number) => ENERGY_LEVELS.find(({ to }) => value < to)?.word ?? 'Blazing';

export const player = {
  join: {
    looking: 'Looking for the room',
    name: 'What should we call you?',
    password: 'Password',
    join: 'Join and listen',
    joinSilent: 'Join',
    joining: 'Taking a seat',
    listen: 'Just listen',
    petal: 'You?',
    playing: (players: number, free: number) =>
      `${players === 0 ? 'Nobody plays yet' : players === 1 ? 'One person is playing' : `${capital(count(players))} people are playing`}. ${
        free === 1 ? 'One petal is still free.' : `${capital(count(free))} petals are free.`
      }`,
    waiting: (players: number, free: number) =>
      `${players === 0 ? 'You would be the first' : players === 1 ? 'One person is here' : `${capital(count(players))} people are here`}, and the music has not begun. ${
        free === 1 ? 'One petal is still free.' : `${capital(count(free))} petals are free.`
      }`,
    unknown: (code: string) => `No room answers to ${grouped(code)}. Look again at the big screen.`,
    unknownAct: 'Type another code',
    full: (limit: number) => `All ${count(limit)} seats are taken. You can listen, and take a seat when one is free.`,
    locked: 'The host has locked this room. Ask them to open it, or start one of your own.',
    lockedAct: 'Start a room',
    needsPassword: 'This room has a password. Whoever invited you knows it.',
    wrongPassword: 'That is not the password of this room. Whoever invited you knows it.',
    network: 'No answer from the room. Check the Wi-Fi of this phone, then try again.',
    seatGone: 'Your seat was given on. Take another one, the room is still there.',
  },
  role: {
    purposes: {
      DRUMMER: 'You set the pulse. Turn the dial or tap the beat, and every foot in the room follows.',
      VIBE_SETTER: 'You choose how it feels. Slide from dark to bright, from calm to wild.',
      GENRE_DJ: 'You choose the world the music lives in. Jump far and the whole room goes with you.',
      INSTRUMENTALIST: 'You choose who plays. Two instruments at a time take the stage.',
      ENERGY: 'You hold the tide. Push it up until it blazes, let it sink until it whispers.',
    } satisfies Record<Role, string>,
    verbs: {
      DRUMMER: 'Take the sticks',
      VIBE_SETTER: 'Set the mood',
      GENRE_DJ: 'Take the decks',
      INSTRUMENTALIST: 'Open the shelf',
      ENERGY: 'Take the fader',
    } satisfies Record<Role, string>,
    youAre: (name: string) => `${name}, you are the`,
    youAreOn: (name: string) => `${name}, you are on`,
    other: 'Another role',
    switchTitle: 'Change your role',
    yours: 'Yours now',
    free: 'Free',
    shared: (n: number) => (n === 0 ? 'Room for everybody' : n === 1 ? 'One person shares it' : `${capital(count(n))} people share it`),
    held: (name: string) => `${name} has it`,
    byHost: (name: string) => `${name}, the host, has it`,
    byCoHost: (name: string) => `${name}, a co-host, has it`,
    swapWith: (name: string) => `Offer ${name} a swap`,
    swapAsked: (name: string) => `${name} is asked. Take it back`,
    taken: (name: string, role: string) => `${name} was quicker: ${role} is taken. Pick another one.`,
  },
  frame: {
    share: (percent: number) => `${percent} %`,
    grew: (points: number) => `+${points}`,
    grewBecause: {
      CHANGED: 'Your change counts from now on.',
      HEARD: 'Your change was heard.',
      WISH: 'Your wish is in the music.',
      FEWER: 'Somebody stepped back, so you weigh more.',
    } satisfies Record<GrowthReason, string>,
    grewSpoken: (points: number, because: string) => (points === 0 ? because : `Plus ${count(points)}. ${because}`),
    silenced: 'quiet',
    silencedLine: 'A host has you on pause: your control is kept and weighs nothing until they give you your say back.',
    you: 'You and this room',
    news: 'News',
    host: 'host',
    coHost: 'co-host',
    wish: 'Make a wish',
    /** Where four things share one row. */
    wishShort: 'Wish',
    changeRole: 'Change your role',
    ended: 'This room has ended.',
    endedText: 'Thank you for playing. The next song is a tap away.',
    home: 'To the front door',
    lostTitle: 'We lost you for a moment',
    lostText: 'Your seat and your last choice are kept. The room plays on, and you slip back in by yourself.',
    lostAct: 'Try now',
    notPlaying: 'The music has not begun. Set things up, they count from the first beat.',
  },
  heard: {
    tempo: (heard: number, asked: number) =>
      heard === asked
        ? ['The room hears your ', String(asked), '.']
        : ['The room hears ', String(heard), ', and reaches your ', String(asked), ' on the next bar.'],
    tempoUnset: (heard: number) => ['The room hears ', String(heard), '. Turn the dial or tap the beat.'],
    pouring: (asked: string, still: string) =>
      still ? ['', capital(asked), ' is pouring in. The room still hears ', still, '.'] : ['', capital(asked), ' is pouring in.'],
    hears: (words: string) => ['The room hears ', words, '.'],
    genreUnset: 'Tap a world, and the room goes there with you.',
    moodUnset: 'Slide or tap words. Up to three of them colour the room.',
    moodComing: (asked: string, n: number) => [
      '',
      capital(asked),
      n === 1 ? ' is on its way into the room.' : ' are on their way into the room.',
    ],
    instrumentsUnset: 'Two seats on stage. Pick who comes in.',
    instrumentsFull: 'Two seats on stage. A third pushes out the oldest.',
    energy: (word: string, sharers: number) =>
      sharers > 1 ? ['The room hears ', word, `. ${capital(count(sharers))} of you share this fader.`] : ['The room hears ', word, '.'],
    listening: 'You are hearing',
  },
  drummer: {
    label: 'Tempo',
    spoken: (bpm: number) => `${bpm} beats per minute`,
    tap: 'Tap the beat',
    half: 'Half',
    double: 'Double',
    presets: { 70: 'Slow', 90: 'Stroll', 110: 'Groove', 128: 'House', 145: 'Rush' } as Readonly<Record<number, string>>,
    floor: (bpm: number) => `${bpm} is the floor`,
    ceiling: (bpm: number) => `${bpm} is the ceiling`,
    word: tempoWord,
    presetsLabel: 'Tempos in beats per minute',
  },
  vibe: {
    pad: 'Mood pad',
    dark: 'Dark',
    bright: 'Bright',
    calm: 'Calm',
    wild: 'Wild',
    light: 'From dark to bright',
    drive: 'From calm to wild',
    percent: (value: number) => `${Math.round(value * 100)} percent`,
    count: (n: number, most: number) => `${n} of ${most}`,
    remove: (mood: string) => `Let go of ${mood}`,
    none: 'Nothing chosen yet',
  },
  genre: {
    label: 'Genres',
    own: 'Find a world, or describe one',
    ownAct: 'Go there',
    found: (n: number) =>
      n === 0 ? 'No tile says that. Go there in your own words.' : `${capital(count(n))} of the worlds ${n === 1 ? 'says' : 'say'} that.`,
    notFound: 'No tile says that.',
    notFoundText: (words: string) => `Go to “${words}” in your own words, and the band looks for it.`,
    /** After the genre's name. */
    state: (isChosen: boolean, percent: number) =>
      `${isChosen ? ', chosen' : ''}${percent > 0 ? `, ${percent} percent in the music` : isChosen ? ', pouring in' : ''}`,
    ownChosen: (words: string) => `Going to: ${words}`,
  },
  instruments: {
    label: 'Instruments',
    seat: 'Free seat',
    seatText: 'Pick from the shelf',
    coming: 'Coming in',
    playing: 'Playing',
    featured: 'Featured',
    resting: 'Resting',
    acts: (name: string) => `What ${name} does`,
    feature: 'Feature',
    featureNamed: (name: string) => `Feature ${name}, the other rests`,
    rest: 'Rest',
    restNamed: (name: string) => `Let ${name} rest`,
    wake: 'Wake',
    wakeNamed: (name: string) => `Wake ${name}`,
    sendOff: 'Send off',
    sendOffNamed: (name: string) => `Send off ${name}`,
    state: (name: string, state: string) => `${name}, ${state}`,
    onShelf: 'on the shelf',
  },
  energy: {
    density: 'Energy',
    brightness: 'Brightness',
    bright: 'Bright',
    soft: 'Soft',
    heard: 'heard now',
    levels: ENERGY_LEVELS,
    word: energyWord,
    spoken: (value: number) => `${Math.round(value * 100)} percent, ${energyWord(value)}`,
  },
  you: {
    title: 'You and this room',
    name: 'Your name',
    rename: 'Save the name',
    renamed: (name: string) => `You are ${name} now.`,
    share: 'Invite somebody',
    shareText: 'Anybody can join with this code.',
    leave: 'Leave the room',
    left: 'You have left. Your seat is free for somebody else.',
    host: 'You are the host.',
    coHost: 'You are a co-host: you may start, stop, silence and remove.',
    say: (percent: number) => `Your say: ${percent} %`,
    sayBecause: {
      SILENCED: 'A host has you on pause, so nothing of yours is heard. What you set is kept. Ask them to give you your say back.',
      UNTOUCHED: 'You have not changed anything yet. The first touch of your control gives you a say.',
      ALONE: 'Nobody else has moved anything, so the room follows you alone.',
      CAPPED: 'Nobody among three or more can have more than this.',
      FRESH: 'You have just changed something, and fresh changes weigh most.',
      FADING: 'Your last change is a while ago. It halves every thirty seconds; a touch brings it back.',
      FADED: 'Your last change is long ago and weighs little. A touch brings it back.',
    } satisfies Record<SayReason, string>,
  },
  leaving: {
    title: 'You left',
    text: (seconds: number) => `Your seat is kept for ${seconds === 1 ? 'one more second' : `${count(seconds)} more seconds`}.`,
    spoken: 'You left. Your seat is kept for eight more seconds.',
    back: 'Come back',
    now: 'Leave now',
  },
  listener: {
    title: (name: string) => `You are listening to ${name}`,
    act: 'Take a seat',
    full: 'Every seat is taken just now.',
  },
  errors: {
    ROLE_TAKEN: 'Somebody else holds this role now.',
    ROLE_FORBIDS: 'This control belongs to another role now.',
    RATE_LIMITED: 'That was fast. Give the band a second.',
    UNAVAILABLE: 'The room is taking a breath. Try again in a moment.',
    NETWORK: 'That did not get through. It will as soon as the line is back.',
    OTHER: 'The room could not do that. Try once more.',
  },
} as const;
