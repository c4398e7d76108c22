// Which arbiter a room has, and why it does not decide when it does not. Says it in sentences for people; asks nobody.
import type { ArbiterKind, LiveState } from './live.ts';
import type { AdviceTrouble, Decision } from './room-state.ts';

export interface ArbiterState {
  readonly kind: ArbiterKind;
  /** A sentence for people when a model should help to decide and does not; `null` when all is well. */
  readonly reason: string | null;
}

const SENTENCES: Readonly<Record<AdviceTrouble, string>> = {
  LATE: 'Gemini does not answer in time, so the built-in rules decide until it does.',
  QUOTA: 'Gemini asks to be left alone for a while because its quota is used up, so the built-in rules decide.',
  REJECTED: 'Gemini does not accept the key or the question, so the built-in rules decide.',
  UNUSABLE: 'Gemini gave an answer that cannot be used, so the built-in rules decide.',
  DAY_SPENT: 'This server has asked Gemini as often as it may in a day, so the built-in rules decide until tomorrow.',
};

/** The arbiter as of the newest decision. */
export function arbiterOf({ setup }: Pick<LiveState, 'setup'>, { adviceTrouble }: Pick<Decision, 'adviceTrouble'>): ArbiterState {
  const kind = setup.arbiter;
  return { kind, reason: kind === 'GEMINI' && adviceTrouble !== null ? SENTENCES[adviceTrouble] : null };
}
