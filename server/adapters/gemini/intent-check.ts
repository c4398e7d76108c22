// Refuses an intent that no music could be made from, before anybody is contacted about it. Values that are merely large are clamped
// where they are sent.
import { z } from 'zod';
import { RANGES, SCALES } from '../../domain/steering.ts';
import { CoroError } from '../../errors.ts';
import { INTENT_LIMITS, type MusicIntent } from '../../ports/music-engine.ts';

const within = ([least, most]: readonly [number, number]) => z.number().min(least).max(most);
const prompt = z.object({ text: z.string().max(INTENT_LIMITS.characters).regex(/\S/), weight: z.number().min(0) });
const intentSchema = z.object({
  prompts: z
    .array(prompt)
    .min(1)
    .max(INTENT_LIMITS.prompts)
    .refine((prompts) => prompts.some(({ weight }) => weight > 0)),
  steering: z.object({
    bpm: within(RANGES.bpm),
    density: within(RANGES.density),
    brightness: within(RANGES.brightness),
    scale: z.enum(SCALES).nullable(),
    muteBass: z.boolean(),
    muteDrums: z.boolean(),
    revision: z.number(),
  }),
});

/** Throws BAD_INPUT or TOO_LARGE, naming the field; returns when every value can be played. */
export function checkIntent(intent: MusicIntent): void {
  const issue = intentSchema.safeParse(intent).error?.issues[0];
  if (issue === undefined) return;
  const field = String(issue.path.findLast((part) => typeof part === 'string'));
  const isTooLarge = issue.code === 'too_big' && issue.origin !== 'number';
  throw new CoroError(isTooLarge ? 'TOO_LARGE' : 'BAD_INPUT', `Lyria cannot play this: ${field} is not as it must be.`, { field });
}
