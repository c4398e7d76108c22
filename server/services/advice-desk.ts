// Asks a model about a room's decision when that is worth a call: something has changed, the room has waited its turn, the day's calls
// last, and the model is well. Knows the answer's way home (who "p1" is), and nothing of how a decision is applied.
import { type Advice, puzzlesOf } from '../domain/advice.ts';
import type { Arbitration, ArbitrationQuestion } from '../domain/arbitration.ts';
import type { AdviceTrouble } from '../domain/room-state.ts';
import type { Log } from '../log.ts';
import type { AdviceAnswer, AdviceFailure, AdviceRequest, Adviser } from '../ports/adviser.ts';
import type { Clock } from '../ports/clock.ts';
import { createAdviceBreaker } from './advice-breaker.ts';

export interface AdviceDesk {
  /** `null`: decide without. Never rejects, and answers within `DEADLINE_MS`. */
  ask(code: string, question: ArbitrationQuestion, rules: Arbitration): Promise<Advice | null>;
  /** Why the model does not help now, as far as is known; `null`: it does, or has not been asked. */
  trouble(): AdviceTrouble | null;
  /** Ends what is being asked for a room that has closed. */
  forget(code: string): void;
}

export interface AdviceDeskDeps {
  readonly adviser: Adviser;
  readonly clock: Clock;
  readonly log: Pick<Log, 'warn' | 'error'>;
  /** Calls of this process in any minute, all rooms together. */
  readonly callsPerMinute: number;
  readonly callsPerDay: number;
}

/** Leaves the tick a second to spare. */
export const DEADLINE_MS = 3_000;
const LEAST_GAP_MS = 8_000;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const MOST_CACHED = 256;
/** Why an asking was ended: nobody is there to hear the answer, which says nothing of the model. */
const FORGOTTEN = 'forgotten';

/** A text that the model would not answer is the text's fault: the model is well. */
const TROUBLES: Readonly<Record<AdviceFailure, AdviceTrouble | null>> = {
  UNAVAILABLE: 'LATE',
  QUOTA: 'QUOTA',
  REJECTED: 'REJECTED',
  BLOCKED: null,
  INVALID: 'UNUSABLE',
};

export function createAdviceDesk({ adviser, clock, log, callsPerMinute, callsPerDay }: AdviceDeskDeps): AdviceDesk {
  const breaker = createAdviceBreaker(clock);
  /** When each room was last asked about; who has waited its turn is not kept. */
  const askedAtMs = new Map<string, number>();
  /** When each room last had something to ask, within a minute. */
  const wantedAtMs = new Map<string, number>();
  /** Calls of the last minute. */
  let callsAtMs: readonly number[] = [];
  const underway = new Map<string, AbortController>();
  /** Oldest first: `Map` keeps the order of being set. */
  const cache = new Map<string, Advice>();
  let trouble: AdviceTrouble | null = null;
  let day = { startedAtMs: Number.NEGATIVE_INFINITY, calls: 0 };

  /** With many rooms each waits longer, so that the calls of a minute go round. */
  function gapMs(nowMs: number): number {
    for (const [code, atMs] of wantedAtMs) if (nowMs - atMs > MINUTE_MS) wantedAtMs.delete(code);
    const gap = Math.max(LEAST_GAP_MS, (wantedAtMs.size * MINUTE_MS) / callsPerMinute);
    for (const [code, atMs] of askedAtMs) if (nowMs - atMs >= gap) askedAtMs.delete(code);
    return gap;
  }

  function isAffordable(nowMs: number): boolean {
    callsAtMs = callsAtMs.filter((atMs) => nowMs - atMs < MINUTE_MS);
    if (nowMs - day.startedAtMs >= DAY_MS) day = { startedAtMs: nowMs, calls: 0 };
    return callsAtMs.length < callsPerMinute && day.calls < callsPerDay;
  }

  const isDaySpent = () => day.calls >= callsPerDay && clock.nowMs() - day.startedAtMs < DAY_MS;

  function mayAsk(code: string): boolean {
    const nowMs = clock.nowMs();
    wantedAtMs.set(code, nowMs);
    if (underway.has(code) || nowMs - (askedAtMs.get(code) ?? Number.NEGATIVE_INFINITY) < gapMs(nowMs)) return false;
    if (!isAffordable(nowMs) || !breaker.mayAsk()) return false;
    day = { ...day, calls: day.calls + 1 };
    callsAtMs = [...callsAtMs, nowMs];
    askedAtMs.set(code, nowMs);
    return true;
  }

  /** `null`: the room has closed meanwhile. */
  async function answerOf(code: string, request: AdviceRequest): Promise<AdviceAnswer | null> {
    const abort = new AbortController();
    underway.set(code, abort);
    const late: AdviceAnswer = { kind: 'FAILED', failure: 'UNAVAILABLE', retryAfterMs: null };
    let cancel = () => {};
    const deadline = new Promise<AdviceAnswer | null>((resolve) => {
      abort.signal.addEventListener('abort', () => resolve(abort.signal.reason === FORGOTTEN ? null : late));
      cancel = clock.after(DEADLINE_MS, () => abort.abort());
    });
    try {
      return await Promise.race([adviser.advise(request, abort.signal), deadline]);
    } finally {
      cancel();
      underway.delete(code);
    }
  }

  return {
    async ask(code, question, rules) {
      const { request, idOf } = requestFor(question, rules);
      const key = JSON.stringify(request);
      const known = cache.get(key);
      if (known !== undefined) return homeward(known, question, idOf);
      if (!mayAsk(code)) return null;
      const answer = await answerOf(code, request);
      breaker.note(answer);
      if (answer === null) return null;
      trouble = answer.kind === 'FAILED' ? TROUBLES[answer.failure] : null;
      if (answer.kind === 'FAILED') {
        const { failure } = answer;
        if (failure === 'REJECTED') log.error({ failure }, 'the model accepts neither key nor request; rules decide from now on');
        else log.warn({ code, failure }, 'no advice from the model; the rules decide');
        return null;
      }
      cache.set(key, answer.advice);
      const oldest = cache.keys().next();
      if (cache.size > MOST_CACHED && !oldest.done) cache.delete(oldest.value);
      return homeward(answer.advice, question, idOf);
    },
    trouble: () => (trouble === null && isDaySpent() ? 'DAY_SPENT' : trouble),
    forget(code) {
      underway.get(code)?.abort(FORGOTTEN);
      askedAtMs.delete(code);
      wantedAtMs.delete(code);
    },
  };
}

/** The question without anybody's name or id. */
function requestFor(question: ArbitrationQuestion, rules: Arbitration): { request: AdviceRequest; idOf: ReadonlyMap<string, string> } {
  const { voices, previous } = question;
  const aliases = new Map(voices.map(({ participantId }, at) => [participantId, `p${at + 1}`]));
  const alias = (id: string) => aliases.get(id) ?? '';
  const request: AdviceRequest = {
    people: voices.map(({ participantId, role, share, input }) => ({
      id: alias(participantId),
      role,
      share: Math.round(share * 100) / 100,
      asks: [
        ...input.moods,
        ...input.instruments,
        ...rules.verdicts.filter((verdict) => verdict.participantId === participantId).flatMap(({ understood }) => understood),
      ],
    })),
    puzzles: puzzlesOf(question).map((puzzle) => ({ ...puzzle, participantId: alias(puzzle.participantId) })),
    previous: previous?.prompts.map(({ text }) => text) ?? [],
    prompts: rules.mix.prompts.map(({ text, weight }) => ({ text, weight: Math.round(weight * 100) / 100 })),
  };
  return { request, idOf: new Map([...aliases].map(([id, name]) => [name, id])) };
}

/** The advice with people's own ids, and their names where the sentence speaks of "p1". */
function homeward({ meanings, prompts, reason }: Advice, { voices }: ArbitrationQuestion, idOf: ReadonlyMap<string, string>): Advice {
  const nameOf = (alias: string) => voices.find(({ participantId }) => participantId === idOf.get(alias))?.displayName ?? alias;
  return {
    meanings: meanings.map((meaning) => ({ ...meaning, participantId: idOf.get(meaning.participantId) ?? '' })),
    prompts,
    reason: reason.replace(/\bp\d{1,3}\b/g, nameOf),
  };
}
