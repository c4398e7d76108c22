// Refuses an intent or a turn that no band could play, before a worker hears of it. What is merely strange (unknown words) is for the
// conductor.
import { RANGES, SCALES } from '../../domain/steering.ts';
import { CoroError } from '../../errors.ts';
import { INTENT_LIMITS, type MusicIntent, TURNS, type Turn } from '../../ports/music-engine.ts';

/** Throws BAD_INPUT or TOO_LARGE, naming the field and its range; returns when every value can be played. */
export function checkIntent({ prompts, steering }: MusicIntent): void {
  if (prompts.length === 0) throw bad('prompts', 'at least one prompt is needed');
  if (prompts.length > INTENT_LIMITS.prompts) throw tooLarge('prompts', INTENT_LIMITS.prompts, 'prompts');
  for (const { text, weight } of prompts) {
    if (text.length > INTENT_LIMITS.characters) throw tooLarge('text', INTENT_LIMITS.characters, 'characters');
    if (text.trim() === '') throw bad('text', 'a prompt needs at least one word');
    if (!(Number.isFinite(weight) && weight >= 0)) throw bad('weight', 'a weight is a number of 0 or more');
  }
  if (!prompts.some(({ weight }) => weight > 0)) throw bad('weight', 'one prompt at least needs a weight above 0');
  for (const field of ['bpm', 'density', 'brightness'] as const) {
    const [least, most] = RANGES[field];
    const value = steering[field];
    if (!(Number.isFinite(value) && value >= least && value <= most)) throw bad(field, `a number from ${least} to ${most} is needed`);
  }
  if (steering.scale !== null && !SCALES.includes(steering.scale)) throw bad('scale', 'this scale is unknown');
  if (!Number.isFinite(steering.revision)) throw bad('revision', 'a number is needed');
}

/** Throws BAD_INPUT for a turn that is none. */
export function checkTurn(turn: Turn): void {
  if (!TURNS.includes(turn)) throw bad('turn', `one of ${TURNS.join(', ')} is needed`);
}

function bad(field: string, why: string): CoroError {
  return new CoroError('BAD_INPUT', `The band cannot play this: ${field}: ${why}.`, { field });
}

function tooLarge(field: string, most: number, unit: string): CoroError {
  return new CoroError('TOO_LARGE', `The band cannot read this: ${field}: at most ${most} ${unit}.`, { field, most });
}
