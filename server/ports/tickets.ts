// Secrets that stand for participants. Only hashes are kept; the secret itself is seen once, by its holder.

export interface TicketHolder {
  readonly code: string;
  readonly participantId: string;
}

export interface Tickets {
  /** A new 256-bit secret, base64url. */
  issue(holder: TicketHolder): Promise<string>;
  /** `null`: unknown or revoked. */
  holderOf(ticket: string): Promise<TicketHolder | null>;
  revoke(holder: TicketHolder): Promise<void>;
  /** All tickets of a room that has closed. */
  revokeRoom(code: string): Promise<void>;
}

/** Hashing of room passwords (argon2id). */
export interface Passwords {
  hash(password: string): Promise<string>;
  verify(hash: string, password: string): Promise<boolean>;
}

/** Secure randomness. */
export interface Randomness {
  /** Uniform integer in [0, below). */
  integer(below: number): number;
  /** A unique id, e.g. for participants, wishes and epochs: 22 characters base64url, 128 bit. */
  id(): string;
}
