// Secure randomness from the operating system.
import { randomBytes, randomInt } from 'node:crypto';
import type { Randomness } from '../../ports/tickets.ts';

const ID_BYTES = 16;

export function createSystemRandomness(): Randomness {
  return {
    integer: (below) => randomInt(below),
    id: () => randomBytes(ID_BYTES).toString('base64url'),
  };
}
