// Every sentence of the crowd's calls, in English.
import type { Call } from '../crowd/call.ts';
import type { CrowdForm } from '../graphql/generated/graphql.ts';
import { capital, count } from './words.ts';

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

export const crowd = {
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
  line: (call: Call): string => {
    switch (call.kind) {
      case 'open': {
        const missing = call.needed - call.votes;
        return `Who wants the ${NAMES[call.form]}? ${missing === 1 ? 'One more hand' : `${capital(count(missing))} more hands`}`;
      }
      case 'countdown':
        return `to the ${NAMES[call.form]}`;
      case 'landed':
        return LANDED[call.form];
      default:
        return '';
    }
  },
  carried: (form: CrowdForm): string => `The ${NAMES[form]} is coming`,
} as const;
