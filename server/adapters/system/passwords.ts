// Room passwords by argon2id (the package's default algorithm), salted, on the thread pool: never on the event loop.
import { hash, verify } from '@node-rs/argon2';
import type { Passwords } from '../../ports/tickets.ts';

/** OWASP's smallest recommendation: 19 MiB, two passes, one lane. Rooms live for an evening, on machines that also play music. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function createPasswords(): Passwords {
  return {
    hash: (password) => hash(password, COST),
    verify: (hashed, password) => verify(hashed, password),
  };
}
