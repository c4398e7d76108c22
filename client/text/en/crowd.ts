// Every sentence of the crowd in English: calls, reactions, and phones that hear the room.
import type { Call } from '../../crowd/call.ts';
import type { CrowdForm, Reaction } from '../../graphql/generated/graphql.ts';
import { capital, count, spoken } from './base.ts';

const NAMES: Readonly<Record<CrowdForm, string>> = {
  DROP: 'drop',
  BREAKDOWN: 'breakdown',
  KEY_LIFT: 'key lift',
  HALF_TIME: 'half-time',
};
const LANDED: Readonly<Record<CrowdForm, string>> = {
  DROP: 'Drop!',
  BREAKDOWN: 'Hush',
  KEY_LIFT: 'Up!',
  HALF_TIME: 'Slow motion',
};
const REACTIONS: Readonly<Record<Reaction, readonly [one: string, many: string]>> = {
  CLAP: ['clap', 'claps'],
  FIRE: ['flame', 'flames'],
  HEART: ['heart', 'hearts'],
  LAUGH: ['laugh', 'laughs'],
  STAR: ['star', 'stars'],
  WOW: ['wow', 'wows'],
};

const missing = ({ votes, needed }: { readonly votes: number; readonly needed: number }): number => Math.max(1, needed - votes);

export const crowd = {
  title: 'All together',
  names: { DROP: 'Drop', BREAKDOWN: 'Breakdown', KEY_LIFT: 'Key lift', HALF_TIME: 'Half-time' } satisfies Record<CrowdForm, string>,
  purposes: {
    DROP: 'A build, then everything at once.',
    BREAKDOWN: 'Drums and bass step out.',
    KEY_LIFT: 'Everything two steps higher.',
    HALF_TIME: 'The beat at half its speed.',
  } satisfies Record<CrowdForm, string>,
  more: (isHearing: boolean): string => `More to do together${isHearing ? '. The room hears you.' : ''}`,
  /** For a screen reader. */
  button: (call: Call): string => {
    switch (call.kind) {
      case 'open':
        return `${call.hasVoted ? 'Your hand is up' : 'Raise your hand'} for the ${NAMES[call.form]}: ${call.votes} of ${call.needed}`;
      case 'countdown':
        return `The ${NAMES[call.form]} lands in a moment`;
      case 'landed':
        return LANDED[call.form];
      case 'resting':
        return 'The crowd rests; call the next drop in a moment';
      case 'off':
        return 'The host keeps drops for later';
      case 'closed':
        return 'Drops come when the music plays';
      default:
        return 'Call a drop';
    }
  },
  /** Within a round button: five letters at most. */
  short: (call: Call): string => {
    switch (call.kind) {
      case 'open':
        return `${call.votes}/${call.needed}`;
      case 'countdown':
      case 'resting':
        return String(call.seconds);
      default:
        return 'Drop';
    }
  },
  /** How one turn stands; `call` may be about another one. */
  state: (call: Call, form: CrowdForm): string => {
    if ('form' in call && call.form !== form) return `After the ${NAMES[call.form]}`;
    switch (call.kind) {
      case 'open':
        return call.hasVoted ? `You are in. ${capital(count(missing(call)))} more` : `${capital(count(missing(call)))} more and it comes`;
      case 'countdown':
        return `Hands up. In ${call.seconds}`;
      case 'landed':
        return LANDED[call.form];
      case 'resting':
        return `Again in ${call.seconds} ${call.seconds === 1 ? 'second' : 'seconds'}`;
      case 'off':
        return 'The host keeps it for later';
      case 'closed':
        return 'When the music plays';
      default:
        return 'Call it';
    }
  },
  /** On the stage: over the flower while hands go up, as the heading from then on. */
  line: (call: Call): string => {
    switch (call.kind) {
      case 'open': {
        const hands = missing(call);
        return `Who wants the ${NAMES[call.form]}? ${hands === 1 ? 'One more hand' : `${capital(count(hands))} more hands`}`;
      }
      case 'countdown':
        return `Hands up. ${capital(NAMES[call.form])} in`;
      case 'landed':
        return LANDED[call.form];
      default:
        return '';
    }
  },
  carried: (form: CrowdForm): string => `The ${NAMES[form]} is coming`,
  calledIt: (_callers: number): string => 'called it',
  andMore: (n: number): string => `and ${count(n)} more`,
  asks: 'Ask the crowd',
  ask: (call: Call, form: CrowdForm): string =>
    call.kind === 'ready' ? `Ask for a ${NAMES[form]}` : `${capital(NAMES[form])}: ${crowd.state(call, form)}`,
  refusals: {
    CONFLICT: 'Something else is being called just now. Join that, or wait a moment.',
    RATE_LIMITED: 'The crowd rests. Call again in a moment.',
    FORBIDDEN: 'The host keeps this for later.',
    NETWORK: 'That did not get through. It will as soon as the line is back.',
    OTHER: 'The room could not do that. Try once more.',
  },
  tremble: 'This phone trembles with the room',

  reactions: {
    open: 'Throw something at the screen',
    label: 'Reactions',
    names: { CLAP: 'Clap', FIRE: 'Fire', HEART: 'Heart', LAUGH: 'Laugh', STAR: 'Star', WOW: 'Wow' } satisfies Record<Reaction, string>,
    tooMany: 'That was a lot at once. The room catches its breath.',
    failed: 'That did not reach the screens.',
    /** For people who do not see them fly: what came within some seconds. */
    summary: (counts: readonly (readonly [Reaction, number])[]): string =>
      counts.length === 0
        ? ''
        : `The room throws ${spoken(counts.map(([reaction, n]) => `${count(n)} ${REACTIONS[reaction][n === 1 ? 0 : 1]}`))}`,
  },

  ear: {
    title: 'Let the room hear you',
    promise: 'This phone listens for claps and cheers, and tells the room how loud they are. No sound leaves it.',
    on: 'The room hears you',
    starting: 'Waiting for your yes',
    paused: 'Rests while this page is out of sight',
    level: 'How loud it is around you',
    denied: 'This browser keeps the microphone closed for this page. Open it in the settings of this site, then switch it on again.',
    missing: 'No microphone was found. Plug one in, or let another phone be the ear.',
    insecure: 'A browser opens its microphone only for addresses that begin with https. Ask the host for that one.',
    silenced: 'The host has given you a pause, so this weighs nothing just now.',
  },

  energy: {
    quiet: 'The room is listening',
    warm: 'The room is warm',
    roaring: 'The room roars, and lifts the music',
  },
} as const;
