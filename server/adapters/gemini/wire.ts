// The words of the music API: what may be sent, clamped to what it takes, and what comes back, parsed before anybody trusts it.
import { z } from 'zod';
import { CHANNELS, SAMPLE_RATE_HZ } from '../../domain/audio.ts';
import { CONTROL_RANGES } from '../../domain/engine-controls.ts';
import { RANGES, type Scale } from '../../domain/steering.ts';
import type { MusicIntent } from '../../ports/music-engine.ts';

export interface WirePrompt {
  readonly text: string;
  /** 0.05 to 2; only their proportions count. */
  readonly weight: number;
}

/** A whole configuration: what is absent goes back to the model's own choice. */
export interface WireConfig {
  readonly bpm: number;
  readonly scale?: Scale;
  readonly density: number;
  readonly brightness: number;
  readonly muteBass: boolean;
  readonly muteDrums: boolean;
  readonly onlyBassAndDrums: boolean;
  readonly guidance?: number;
  readonly temperature?: number;
  readonly topK?: number;
  readonly seed?: number;
  readonly musicGenerationMode: 'QUALITY' | 'DIVERSITY' | 'VOCALIZATION';
}

/** What cannot change while a session plays, except by a cut in the music. */
export interface Grid {
  readonly bpm: number;
  readonly scale: Scale | null;
}

const MOST_PROMPTS = 4;
const LEAST_WEIGHT = 0.01;
const WEIGHTS = [0.05, 2] as const;
/** Played when every prompt has been refused. */
const HARMLESS: WirePrompt = { text: 'warm instrumental groove', weight: 1 };

/** The heaviest prompts, at least one and at most four, never with a weight that the API refuses. */
export function wirePrompts(prompts: readonly WirePrompt[]): WirePrompt[] {
  const usable = prompts.filter(({ text, weight }) => text.trim() !== '' && weight >= LEAST_WEIGHT);
  const heaviest = usable.toSorted((a, b) => b.weight - a.weight).slice(0, MOST_PROMPTS);
  if (heaviest.length === 0) return [HARMLESS];
  return heaviest.map(({ text, weight }) => ({ text, weight: rounded(clamp(weight, WEIGHTS)) }));
}

/** `intent` as a configuration, with the tempo and the scale of `grid`. */
export function wireConfig({ steering, controls }: MusicIntent, grid: Grid): WireConfig {
  const number = (key: keyof typeof CONTROL_RANGES) => {
    const value = controls?.[key];
    if (value === null || value === undefined || !Number.isFinite(value)) return {};
    const clamped = clamp(value, CONTROL_RANGES[key]);
    return { [key]: key === 'topK' || key === 'seed' ? Math.round(clamped) : clamped };
  };
  return {
    bpm: Math.round(clamp(grid.bpm, RANGES.bpm)),
    ...(grid.scale && { scale: grid.scale }),
    density: rounded(clamp(steering.density, RANGES.density)),
    brightness: rounded(clamp(steering.brightness, RANGES.brightness)),
    muteBass: steering.muteBass,
    muteDrums: steering.muteDrums,
    onlyBassAndDrums: controls?.onlyBassAndDrums ?? false,
    ...number('guidance'),
    ...number('temperature'),
    ...number('topK'),
    ...number('seed'),
    musicGenerationMode: controls?.mode ?? 'QUALITY',
  };
}

function clamp(value: number, [least, most]: readonly [number, number]): number {
  return Math.min(most, Math.max(least, value));
}

function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}

const madeFrom = z.object({
  clientContent: z.object({ weightedPrompts: z.array(z.object({ text: z.string(), weight: z.number() })) }).optional(),
  musicGenerationConfig: z.record(z.string(), z.unknown()).optional(),
});

/** What a chunk says that it was made from. */
export type MadeFrom = z.infer<typeof madeFrom>;

/** Unknown fields are no fault: the API may grow. */
const serverMessage = z.object({
  setupComplete: z.object({}).optional(),
  serverContent: z
    .object({
      audioChunks: z
        .array(z.object({ data: z.string(), mimeType: z.string().default(''), sourceMetadata: madeFrom.nullish().catch(null) }))
        .default([]),
    })
    .optional(),
  filteredPrompt: z.object({ text: z.string().default('') }).optional(),
  warning: z.string().optional(),
});
export type ServerMessage = z.infer<typeof serverMessage>;

/** `null`: not a message of this API. */
export function readServerMessage(message: unknown): ServerMessage | null {
  return serverMessage.safeParse(message).data ?? null;
}

/** Interleaved 16-bit stereo of 48 kHz, or `null` when it is anything else. The label says big-endian; the bytes are not. */
export function readAudio(data: string, mimeType: string): Int16Array | null {
  const told = (name: string) => new RegExp(`${name}=(\\d+)`).exec(mimeType)?.[1];
  if (Number(told('rate') ?? SAMPLE_RATE_HZ) !== SAMPLE_RATE_HZ || Number(told('channels') ?? CHANNELS) !== CHANNELS) return null;
  const bytes = Buffer.from(data, 'base64');
  // `Buffer.from` skips what is no base64, so damage shows as missing bytes.
  const padding = data.endsWith('==') ? 2 : data.endsWith('=') ? 1 : 0;
  if (bytes.length !== Math.floor(((data.length - padding) * 3) / 4)) return null;
  const sound = withoutHeader(bytes);
  if (sound.length === 0 || sound.length % (2 * CHANNELS) !== 0) return null;
  // A copy begins at an even address.
  return new Int16Array(new Uint8Array(sound).buffer);
}

/** What follows the header of a WAV file, should one ever come; its first twelve bytes name it, then named parts follow. */
function withoutHeader(bytes: Buffer): Buffer {
  if (bytes.toString('latin1', 0, 4) !== 'RIFF') return bytes;
  const at = bytes.indexOf('data', 12, 'latin1');
  return at < 0 ? bytes.subarray(0, 0) : bytes.subarray(at + 8);
}
