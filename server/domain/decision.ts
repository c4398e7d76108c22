// What a decision of the arbiter does to a room: target, prompts and the fate of wishes. Decides nothing itself.
import type { Mix, WeightedPrompt } from './arbitration.ts';
import { holdSteering } from './engine-controls.ts';
import { withoutRefused } from './refused-prompts.ts';
import type { Decision, RoomCommand, RoomState } from './room-state.ts';
import type { Steering } from './steering.ts';
import { tell } from './story.ts';
import type { Outcome } from './transition.ts';
import { steerByFaders, withRevision } from './voices.ts';
import { hearWishes, judgeWishes } from './wishes.ts';

type Command<K extends RoomCommand['kind']> = Extract<RoomCommand, { kind: K }>;

/** The decision that a room is born with. */
export function birthDecision(mix: Mix, nowMs: number): Decision {
  return { mix, source: 'RULES', revision: 0, decidedAtMs: nowMs, inputsRevision: 0, settled: false, isFirst: true, adviceTrouble: null };
}

/** What the mix asks of the engine, before anybody's own fader. */
export function steeringOf({ bpm, density, brightness, scale, muteBass, muteDrums }: Mix, revision: number): Steering {
  return { bpm, density, brightness, scale, muteBass, muteDrums, revision };
}

/** A decision that comes after the music has stopped is dropped, and one that says what is already so changes nothing. */
export function applyDecision(state: RoomState, command: Command<'APPLY_DECISION'>, nowMs: number): Outcome {
  if (!state.isPlaying) return null;
  const { source, inputsRevision, settled, adviceTrouble = null } = command;
  const { mix, verdicts } = withoutRefused(command.mix, command.verdicts, state.refusedPrompts, nowMs);
  const before = state.decision;
  const promptsDiffer = !isSamePlain(promptsHeard(before.mix.prompts), promptsHeard(mix.prompts));
  const asked = steerByFaders(holdSteering(steeringOf(mix, state.target.revision), mix, state.controls), state, nowMs);
  const target = withRevision(state.target, asked, promptsDiffer);
  const { participants, events } = judgeWishes(state.participants, verdicts, { inputsRevision, revision: target.revision });
  const facts = { mix, source, inputsRevision, settled, adviceTrouble };
  const decision = { ...facts, isFirst: false, revision: target.revision, decidedAtMs: nowMs };
  const isNews = !isSamePlain({ ...before, decidedAtMs: nowMs }, decision) || target !== state.target || events.length > 0;
  if (!isNews) return null;
  const isWorthTelling = mix.reason !== before.mix.reason || !isSamePlain(textsOf(before.mix), textsOf(mix));
  return { change: { target, decision, participants }, sentences: isWorthTelling ? [tell.decided(mix.reason)] : [], events };
}

/** Accepted wishes begin to sound. */
export function hear(state: RoomState, { revision }: Command<'HEAR'>): Outcome {
  const { participants, events } = hearWishes(state.participants, revision);
  return events.length > 0 ? { change: { participants }, events } : null;
}

/** What the engine is told of prompts. */
function promptsHeard(prompts: readonly WeightedPrompt[]): unknown {
  return prompts.map(({ text, weight }) => [text, weight]);
}

function textsOf({ prompts }: Mix): readonly string[] {
  return prompts.map(({ text }) => text).sort();
}

/** Compares plain data by value, whatever the order of its keys. */
function isSamePlain(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const keys = Object.keys(a);
  const at = (value: object, key: string) => (value as Record<string, unknown>)[key];
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isSamePlain(at(a, key), at(b, key)));
}
