// What a room's password may look like, and how one is kept and proven. Never sees a room change: the rules compare the proof.
import type { RoomState } from '../domain/room-state.ts';
import { CoroError } from '../errors.ts';
import type { Passwords } from '../ports/tickets.ts';
import type { Admission } from './admission.ts';

/** In characters, after normalisation. */
const LENGTH = { min: 4, max: 72 } as const;

export interface RoomPasswords {
  /** The hash to keep; `null` for no password. BAD_INPUT for one that is too short or too long. */
  hashOf(password: string | null): Promise<string | null>;
  /** The room's hash when the password fits it, else `null`; RATE_LIMITED when too many from this address did not. It is compared again when the command is applied, so that a change in between is noticed. */
  provenHash(room: Pick<RoomState, 'code' | 'passwordHash'>, password: string | null | undefined, address: string): Promise<string | null>;
}

export function createRoomPasswords(passwords: Passwords, { guesses }: Pick<Admission, 'guesses'>): RoomPasswords {
  return {
    async hashOf(password) {
      if (password === null) return null;
      const normal = normalise(password);
      if (normal !== null) return passwords.hash(normal);
      const { min, max } = LENGTH;
      throw new CoroError('BAD_INPUT', `password has ${min} to ${max} characters.`, { field: 'password', min, max });
    },

    async provenHash({ code, passwordHash }, password, address) {
      const given = password == null ? null : normalise(password);
      if (passwordHash === null || given === null) return null;
      return guesses(address, code, async () => ((await passwords.verify(passwordHash, given)) ? passwordHash : null));
    },
  };
}

/** The same password in every keyboard's spelling; `null`: not one that a room can have, and not worth the time of a hash. */
function normalise(password: string): string | null {
  if (password.length > LENGTH.max * 4) return null;
  const normal = password.normalize('NFKC');
  const length = [...normal].length;
  return length >= LENGTH.min && length <= LENGTH.max ? normal : null;
}
