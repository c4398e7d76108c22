// What a client of BidiGenerateMusic may say, as strictly as the reference has it: one known field a frame, every value in its range.
// Spelled in camelCase or in snake_case, as the real service takes both.
import { z } from 'zod';
import { SCALES } from '../../../server/domain/steering.ts';

const weightedPrompts = z
  .array(z.strictObject({ text: z.string().min(1), weight: z.number() }))
  .min(1)
  .refine((prompts) => prompts.every(({ weight }) => weight !== 0), 'a weight must not be 0');

const musicGenerationConfig = z.strictObject({
  bpm: z.int().min(60).max(200).optional(),
  scale: z.enum(['SCALE_UNSPECIFIED', ...SCALES]).optional(),
  density: z.number().min(0).max(1).optional(),
  brightness: z.number().min(0).max(1).optional(),
  guidance: z.number().min(0).max(6).optional(),
  temperature: z.number().min(0).max(3).optional(),
  topK: z.int().min(1).max(1_000).optional(),
  seed: z
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .optional(),
  muteBass: z.boolean().optional(),
  muteDrums: z.boolean().optional(),
  onlyBassAndDrums: z.boolean().optional(),
  musicGenerationMode: z.enum(['MUSIC_GENERATION_MODE_UNSPECIFIED', 'QUALITY', 'DIVERSITY', 'VOCALIZATION']).optional(),
});

const playbackControl = z.enum(['PLAY', 'PAUSE', 'STOP', 'RESET_CONTEXT']);

const clientFrame = z.union([
  z.strictObject({ setup: z.strictObject({ model: z.string().regex(/^models\/./) }) }),
  z.strictObject({ clientContent: z.strictObject({ weightedPrompts }) }),
  z.strictObject({ musicGenerationConfig }),
  z.strictObject({ playbackControl }),
]);

export type Control = z.infer<typeof playbackControl>;
export type ClientFrame = z.infer<typeof clientFrame>;
export type WirePrompts = z.infer<typeof weightedPrompts>;
export type WireConfig = z.infer<typeof musicGenerationConfig>;

/** `null`: the real service would close the connection over this. */
export function readClientFrame(text: string): ClientFrame | null {
  try {
    return clientFrame.parse(camelCased(JSON.parse(text)));
  } catch {
    return null;
  }
}

function camelCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelCased);
  if (typeof value !== 'object' || value === null) return value;
  const camel = (key: string) => key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [camel(key), camelCased(inner)]));
}
