// Secrets that stand for participants. Only hashes are kept; the secret itself is seen once, by its holder.

export interface TicketHolder {
  readonly code: string;
  readonly participantId: string;
}

/** A new 256-bit secret, base64url, and what is kept of it. It stands for nobody until a room is written with its hash. */
export interface DrawnTicket {
  readonly secret: string;
  readonly hash: string;
}

export interface Tickets {
  draw(): DrawnTicket;
  /** `null`: unknown, or its time is over: the holder left for good, or the room has closed. */
  holderOf(ticket: string): Promise<TicketHolder | null>;
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
