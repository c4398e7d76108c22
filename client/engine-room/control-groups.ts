// Which controls stand where in the engine room, and what a typed number means. Pure.
import type { EngineControl } from './controls-draft.ts';

/** What a band of players may understand as well. */
const EVERYBODYS = ['SCALE', 'MUTE_BASS', 'MUTE_DRUMS', 'ONLY_BASS_AND_DRUMS'] as const satisfies readonly EngineControl[];
const MODELS = ['GUIDANCE', 'TEMPERATURE', 'TOP_K', 'SEED', 'MODE', 'RESET_CONTEXT'] as const satisfies readonly EngineControl[];

export interface ControlGroups {
  readonly everybodys: readonly EngineControl[];
  readonly models: readonly EngineControl[];
  /** Mean nothing to who plays now: to be shown, and not to be touched. */
  readonly idle: readonly EngineControl[];
}

/** Every control exactly once. */
export function controlGroups(effective: readonly EngineControl[]): ControlGroups {
  const means = (control: EngineControl) => effective.includes(control);
  return {
    everybodys: EVERYBODYS.filter(means),
    models: MODELS.filter(means),
    idle: [...EVERYBODYS, ...MODELS].filter((control) => !means(control)),
  };
}

export const RANGES = { guidance: [0, 6], temperature: [0, 3], topK: [1, 1_000], seed: [0, 2_147_483_647] } as const;

/** The number that was typed; `null`: the field is empty; `'outside'`: no whole number of the range (inclusive). */
export function typedWhole(text: string, [min, max]: readonly [number, number]): number | null | 'outside' {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  if (!/^\d{1,10}$/.test(trimmed)) return 'outside';
  const value = Number(trimmed);
  return value >= min && value <= max ? value : 'outside';
}
