// Who may hold a connection open: so many in all, and so many of one address. Counts; opens and closes nothing.
import { CoroError } from '../errors.ts';

export interface Seats {
  /** Call the result once when the connection closes. Throws UNAVAILABLE when all are taken, RATE_LIMITED when this address has its share. */
  take(address: string): () => void;
  taken(): number;
}

export interface SeatLimits {
  readonly inAll: number;
  readonly perAddress: number;
}

/** When somebody may have left; nobody can know. */
const RETRY_MS = 10_000;

export function createSeats({ inAll, perAddress }: SeatLimits): Seats {
  const ofAddress = new Map<string, number>();
  let all = 0;

  function change(address: string, by: 1 | -1): void {
    all += by;
    const count = (ofAddress.get(address) ?? 0) + by;
    if (count > 0) ofAddress.set(address, count);
    else ofAddress.delete(address);
  }

  return {
    take(address) {
      if (all >= inAll) throw new CoroError('UNAVAILABLE', 'As many connections as this server allows are open already.');
      if ((ofAddress.get(address) ?? 0) >= perAddress) {
        const message = `At most ${perAddress} connections of one address stay open at a time.`;
        throw new CoroError('RATE_LIMITED', message, { retryAfterMs: RETRY_MS });
      }
      change(address, 1);
      let isTaken = true;
      return () => {
        if (!isTaken) return;
        isTaken = false;
        change(address, -1);
      };
    },
    taken: () => all,
  };
}
