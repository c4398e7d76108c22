// How much one caller may do: rooms opened, people joined, operations, passwords guessed. Refuses with RATE_LIMITED and the time to
// wait; who a caller is (an address, a ticket) is told from outside.
import { CoroError } from '../errors.ts';
import type { CreateBudget } from '../ports/budgets.ts';
import type { TicketHolder } from '../ports/tickets.ts';

const MINUTE_S = 60;

/** Each per its time; see `MAX_…` of the configuration. */
export interface AdmissionLimits {
  readonly operationsPerTicket: number;
  readonly operationsPerAddress: number;
  readonly roomsPerAddress: number;
  readonly joinsPerAddress: number;
  readonly wrongPasswords: number;
}

/** Every promise rejects with RATE_LIMITED and `retryAfterMs` when there is no more to be had. */
export interface Admission {
  /** One GraphQL operation of an address, whoever sends it; a large one weighs as much as several. */
  fromAddress(address: string, weight?: number): Promise<void>;
  /** One operation with a ticket. */
  withTicket(holder: TicketHolder): Promise<void>;
  opensRoom(address: string): Promise<void>;
  joins(address: string): Promise<void>;
  /**
   * Runs one attempt at a room's password after the other, so that a thousand at once are no more than a thousand in a row; `attempt`
   * resolves with whether the password was right. Only wrong ones count: a whole party knows the right one.
   */
  guesses<Proof>(address: string, code: string, attempt: () => Promise<Proof | null>): Promise<Proof | null>;
}

export function createAdmission(createBudget: CreateBudget, limits: AdmissionLimits): Admission {
  const ofAddress = createBudget('address', limits.operationsPerAddress, 1);
  const ofTicket = createBudget('ticket', limits.operationsPerTicket, 1);
  const rooms = createBudget('rooms', limits.roomsPerAddress, MINUTE_S);
  const joins = createBudget('joins', limits.joinsPerAddress, MINUTE_S);
  const wrong = createBudget('passwords', limits.wrongPasswords, MINUTE_S);
  /** The last attempt of each room and address that is under way. */
  const queues = new Map<string, Promise<unknown>>();

  function require(retryAfterMs: number, message: string): void {
    if (retryAfterMs > 0) throw new CoroError('RATE_LIMITED', message, { retryAfterMs });
  }

  async function guess<Proof>(key: string, attempt: () => Promise<Proof | null>): Promise<Proof | null> {
    require(await wrong.waitMs(key), 'Too many wrong passwords. Wait a minute, and ask the host.');
    const proof = await attempt();
    if (proof === null) await wrong.take(key);
    return proof;
  }

  return {
    async fromAddress(address, weight = 1) {
      require(await ofAddress.take(address, weight), 'Too many requests come from your address. Wait a moment.');
    },
    async withTicket({ code, participantId }) {
      require(await ofTicket.take(`${code}/${participantId}`), 'That was a lot at once. Wait a moment.');
    },
    async opensRoom(address) {
      require(await rooms.take(address), 'Many rooms were opened from your address. Wait a minute.');
    },
    async joins(address) {
      require(await joins.take(address), 'Many people have joined from your address. Wait a minute.');
    },

    guesses(address, code, attempt) {
      const key = `${code}/${address}`;
      const turn = (queues.get(key) ?? Promise.resolve()).catch(() => {}).then(() => guess(key, attempt));
      queues.set(key, turn);
      const tidy = () => {
        if (queues.get(key) === turn) queues.delete(key);
      };
      turn.then(tidy, tidy);
      return turn;
    },
  };
}
