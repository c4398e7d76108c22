// Prompts that the engine would not play: whose wish stands behind one, that it stays out of the mix for as long, and that only its
// authors are told. Does not judge the words; the engine has.
import type { Mix, WeightedPrompt } from './arbitration.ts';
import type { WishVerdict } from './heard-voices.ts';
import { wordsOf } from './levelling.ts';
import { LONGEST_PROMPT, parsePrompt } from './prompt-continuity.ts';
import type { RefusedPrompt, RoomCommand, RoomState, Wish } from './room-state.ts';
import type { Outcome } from './transition.ts';
import { retellWishes } from './wishes.ts';

/** The engine itself leaves a refused prompt out for as long. */
export const REFUSED_MS = 10 * 60_000;
const MOST_REMEMBERED = 32;
/** Played when everything else has been refused: nobody can mind it. */
const HARMLESS = 'steady rolling groove';

type Command<K extends RoomCommand['kind']> = Extract<RoomCommand, { kind: K }>;

const nameOf = (text: string): string => text.trim().toLowerCase();
const isRefused = (text: string, refused: readonly RefusedPrompt[], nowMs: number): boolean =>
  refused.some(({ name, untilMs }) => name === nameOf(text) && untilMs > nowMs);

function reasonFor(text: string): string {
  return `Lyria would not play “${text}”; the rest plays on. Try the same feeling in other words.`;
}

/** Whether a wish asked for something that stands in a prompt. */
function standsIn(text: string, { understood }: Pick<Wish, 'understood'>): boolean {
  const words = ` ${wordsOf(text).join(' ')} `;
  const concepts = parsePrompt(text).flatMap(({ pieces }) => pieces.flatMap(({ concept }) => (concept ? [concept.text] : [])));
  const asked = understood.filter((said) => !/^(without|less) /.test(said)).map((said) => said.replace(/^more /, ''));
  return asked.some((ask) => concepts.includes(ask) || words.includes(` ${wordsOf(ask).join(' ')} `));
}

/**
 * The engine will not play `text`: the wishes that it was made from are declined, and the arbiter does not hear them any more. Told again
 * of a prompt that is refused already, or of one that no arbiter wrote, the room stays as it is.
 */
export function declinePrompt(state: RoomState, { text }: Command<'DECLINE_PROMPT'>, nowMs: number): Outcome {
  const name = nameOf(text);
  if (name === '' || name.length > LONGEST_PROMPT || isRefused(text, state.refusedPrompts, nowMs)) return null;
  const prompt = state.decision.mix.prompts.find((candidate) => nameOf(candidate.text) === name);
  // The refusal may come when the mix has gone on; then the words alone say whose it was.
  const isAuthor = (participantId: string) =>
    prompt === undefined || prompt.credits.some((credit) => credit.participantId === participantId);
  const { participants, events } = retellWishes(state.participants, (wish, participantId) => {
    const isPlayed = wish.fate === 'ACCEPTED' || wish.fate === 'SOUNDING';
    if (!isPlayed || !isAuthor(participantId) || !standsIn(text, wish)) return wish;
    return { ...wish, fate: 'DECLINED', reason: reasonFor(prompt?.text ?? text.trim()), revision: null, isRefused: true };
  });
  const remembered = state.refusedPrompts.filter(({ untilMs }) => untilMs > nowMs);
  const refusedPrompts = [...remembered, { name, untilMs: nowMs + REFUSED_MS }].slice(-MOST_REMEMBERED);
  return { change: { participants, refusedPrompts }, events };
}

/**
 * A decision without what the engine refuses: the other prompts share the weight, and a wish of which nothing is left is declined. The very
 * mix and verdicts when nothing of it is refused.
 */
export function withoutRefused(
  mix: Mix,
  verdicts: readonly WishVerdict[],
  refused: readonly RefusedPrompt[],
  nowMs: number,
): { readonly mix: Mix; readonly verdicts: readonly WishVerdict[] } {
  const kept = mix.prompts.filter(({ text }) => !isRefused(text, refused, nowMs));
  const dropped = mix.prompts.filter((prompt) => !kept.includes(prompt));
  if (dropped.length === 0) return { mix, verdicts };
  const prompts = kept.length > 0 ? sharingOut(kept) : [{ text: HARMLESS, weight: 1, credits: [] }];
  const memory = mix.memory && { ...mix.memory, ownLines: kept.length === 0 ? 1 : ownLinesLeft(mix, mix.memory.ownLines, kept) };
  const gone = (verdict: WishVerdict) =>
    verdict.fate === 'ACCEPTED' && !kept.some(({ text }) => standsIn(text, verdict))
      ? dropped.find(({ text }) => standsIn(text, verdict))
      : undefined;
  return {
    mix: { ...mix, prompts, ...(memory && { memory }) },
    verdicts: verdicts.map((verdict) => {
      const prompt = gone(verdict);
      return prompt === undefined ? verdict : { ...verdict, fate: 'DECLINED', reason: reasonFor(prompt.text), isRefused: true };
    }),
  };
}

function ownLinesLeft({ prompts }: Mix, ownLines: number, kept: readonly WeightedPrompt[]): number {
  return prompts.slice(Math.max(0, prompts.length - ownLines)).filter((prompt) => kept.includes(prompt)).length;
}

/** In steps of 0.0001, summing to 1. */
function sharingOut(prompts: readonly WeightedPrompt[]): WeightedPrompt[] {
  const total = prompts.reduce((sum, { weight }) => sum + weight, 0);
  const weights = prompts.map(({ weight }) => Math.round((weight / total) * 10_000) / 10_000);
  const rest = Math.round((1 - weights.slice(1).reduce((sum, weight) => sum + weight, 0)) * 10_000) / 10_000;
  return prompts.map((prompt, at) => ({ ...prompt, weight: at === 0 ? rest : (weights[at] ?? 0) }));
}
