// Every sentence about swapping roles with somebody, in English.
import type { Role } from '../graphql/generated/graphql.ts';

export const swap = {
  offer: (name: string, theirs: string, mine: string) => `${name} offers you ${theirs} for ${mine}.`,
  parts: {
    DRUMMER: 'the drums',
    VIBE_SETTER: 'the mood',
    GENRE_DJ: 'the decks',
    INSTRUMENTALIST: 'the instruments',
    ENERGY: 'the energy',
  } satisfies Record<Role, string>,
  behind: (name: string) => `${name} offers you a swap. Close this to answer.`,
  accept: 'Swap',
  decline: 'Keep mine',
  sent: (name: string) => `${name} has half a minute to say yes.`,
  takenBack: 'Your offer is taken back.',
  declined: (name: string) => `${name} keeps it for now.`,
  unanswered: (name: string) => `${name} did not answer. The offer has run out.`,
  left: (seconds: number) => `${seconds} s`,
  label: 'An offer to swap roles',
} as const;
