// Makes a repeated request have one effect: the same id with the same question gets the first answer again. Remembers for a while only.
import { CoroError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';

const REMEMBERED_MS = 10 * 60_000;
/** Long enough that nobody guesses the id of another's request, and with it the answer. */
const ID_LENGTH = { min: 16, max: 64 } as const;

interface Memory<Answer> {
  readonly question: string;
  readonly answer: Promise<Answer>;
  readonly untilMs: number;
}

/** Runs once per id within ten minutes, also when both requests come at the same time; a failure is not remembered. BAD_INPUT for an id of another length, CONFLICT for the same id with another question. */
export type OnceOnly<Answer> = (id: string, question: string, run: () => Promise<Answer>) => Promise<Answer>;

export function createOnceOnly<Answer>(clock: Pick<Clock, 'nowMs'>): OnceOnly<Answer> {
  /** Oldest first. */
  const memories = new Map<string, Memory<Answer>>();

  function forgetOld(): void {
    for (const [id, { untilMs }] of memories) {
      if (untilMs > clock.nowMs()) return;
      memories.delete(id);
    }
  }

  return async (id, question, run) => {
    const { min, max } = ID_LENGTH;
    if (id.length < min || id.length > max) {
      throw new CoroError('BAD_INPUT', `clientMutationId has ${min} to ${max} characters; a UUID will do.`, {
        field: 'clientMutationId',
        min,
        max,
      });
    }
    forgetOld();
    const known = memories.get(id);
    if (known === undefined) {
      const answer = run();
      memories.set(id, { question, answer, untilMs: clock.nowMs() + REMEMBERED_MS });
      answer.catch(() => memories.delete(id));
      return answer;
    }
    if (known.question !== question) {
      throw new CoroError('CONFLICT', 'This clientMutationId was used for another request; take a new one.', { field: 'clientMutationId' });
    }
    return known.answer;
  };
}
