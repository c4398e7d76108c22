// Every sentence of Home, in English. Short, warm, exact; says what happens next.
import { count } from './base.ts';

export const home = {
  title: ['One song.', 'Every hand on\u00A0it.'],
  intro: 'Put the room on a big screen. Everyone steers the same endless music from their phone.',
  start: 'Start a room',
  starting: 'Opening a room',
  code: 'Or type the code on the big screen',
  codeHere: 'Type the code of the room to show here',
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
  summary: (isPlaying: boolean, players: number, free: number) => {
    const state = isPlaying ? 'Playing' : 'About to begin';
    const people = players === 0 ? 'nobody yet' : players === 1 ? 'one person' : `${count(players)} people`;
    return `${state}, ${people}${free === 0 ? ', all seats taken' : ''}`;
  },
  looking: 'Looking for rooms',
  noLineNext: 'Rooms appear here as soon as it does.',
  tryNow: 'Try now',
  watch: 'Watch',
  watchRoom: (name: string) => `Watch ${name} on this screen`,
  alone: 'Try it alone',
  aloneHint: 'Four simulated guests play with you.',
  aloneStarting: 'Calling the guests',
  aloneBusy: 'The simulated guests are all playing elsewhere. Try again in a minute.',
  display: 'This is the big screen',
  locked: ', asks for a password',
  unknown: (code: string) => `No room answers to ${code}. Look again at the big screen.`,
  noLine: 'The server does not answer. Trying again.',
  noStart: 'No room could be opened. Try once more in a moment.',
  tooMany: 'Many rooms were opened from here. Try again in a minute.',
} as const;
