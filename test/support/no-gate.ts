// A gate that lets everybody do everything, for tests and measurements of what lies behind it.
import { limitsOf } from '../../server/config-limits.ts';
import type { Admission } from '../../server/services/admission.ts';

const MANY = 1_000_000_000;

export const noLimits = limitsOf({
  MAX_MESSAGE_BYTES: 65_536,
  MAX_SOCKETS: MANY,
  MAX_SOCKETS_PER_ADDRESS: MANY,
  MAX_OPERATIONS_PER_SOCKET: MANY,
  MAX_MESSAGES_PER_SECOND: MANY,
  MAX_OPERATIONS_PER_TICKET: MANY,
  MAX_OPERATIONS_PER_ADDRESS: MANY,
  MAX_ROOMS_PER_ADDRESS: MANY,
  MAX_JOINS_PER_ADDRESS: MANY,
  MAX_WRONG_PASSWORDS: MANY,
  MAX_DEPTH: 12,
  MAX_ALIASES: 15,
  MAX_DIRECTIVES: 20,
  MAX_TOKENS: 1_000,
});

export const noGate: Admission = {
  fromAddress: async () => {},
  withTicket: async () => {},
  opensRoom: async () => {},
  joins: async () => {},
  guesses: (_address, _code, attempt) => attempt(),
};
