// Makes a repeated request have one effect: the same id with the same question gets the first answer again, also after a restart. What
// an answer is made of is told by who answers; kept it is with the effect itself, by the store.
import { CoroError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { RequestSeals } from '../ports/request-seals.ts';
import { type Enclosure, REQUEST_KEPT_MS, type RoomStore } from '../ports/room-store.ts';

/** Long enough that nobody guesses the id of another's request, and with it the answer. */
const ID_LENGTH = { min: 16, max: 64 } as const;

export interface OnceOnlyDeps {
  readonly store: Pick<RoomStore, 'answered'>;
  readonly seals: RequestSeals;
  readonly clock: Pick<Clock, 'nowMs'>;
}

/** One request. `Essence`: what has to be remembered to answer alike; JSON can carry it. */
export interface Request<Essence, Answer> {
  /** `null`: it may be repeated with a new effect each time. */
  readonly id: string | null;
  /** All that was asked for. */
  readonly question: string;
  /** Has the effect. The essence goes into the write of the effect, by what `remember` gives. */
  run(remember: (essence: Essence) => Pick<Enclosure, 'request'>): Promise<Answer>;
  /** Answers once more. */
  again(essence: Essence): Promise<Answer>;
}

/**
 * Runs once per id within a day, also when both requests come at the same time; a failure is not remembered. BAD_INPUT for an id of
 * another length, CONFLICT for the same id with another question.
 */
export type OnceOnly<Essence, Answer> = (request: Request<Essence, Answer>) => Promise<Answer>;

export function createOnceOnly<Essence, Answer>({ store, seals, clock }: OnceOnlyDeps): OnceOnly<Essence, Answer> {
  /** Requests with an id that are being answered, by that id. */
  const underWay = new Map<string, { readonly question: string; readonly answer: Promise<Answer> }>();

  async function answer(id: string, { question, run, again }: Request<Essence, Answer>): Promise<Answer> {
    const known = await store.answered(seals.keyOf(id));
    if (known === null || known.atMs <= clock.nowMs() - REQUEST_KEPT_MS) {
      return run((essence) => ({ request: { ...seals.seal(id, question, JSON.stringify(essence)), atMs: clock.nowMs() } }));
    }
    const essence = seals.open(id, question, known);
    if (essence === null) throw reused();
    return again(JSON.parse(essence));
  }

  return async (request) => {
    const { id, question } = request;
    if (id === null) return request.run(() => ({}));
    requireLength(id);
    const first = underWay.get(id);
    if (first !== undefined && first.question !== question) throw reused();
    if (first !== undefined) return first.answer;
    const mine = { question, answer: answer(id, request) };
    underWay.set(id, mine);
    const forget = () => void underWay.delete(id);
    mine.answer.then(forget, forget);
    return mine.answer;
  };
}

function reused(): CoroError {
  return new CoroError('CONFLICT', 'This clientMutationId was used for another request; take a new one.', { field: 'clientMutationId' });
}

function requireLength(id: string): void {
  const { min, max } = ID_LENGTH;
  if (id.length >= min && id.length <= max) return;
  const details = { field: 'clientMutationId', min, max };
  throw new CoroError('BAD_INPUT', `clientMutationId has ${min} to ${max} characters; a UUID will do.`, details);
}
