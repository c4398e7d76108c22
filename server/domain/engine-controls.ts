// What a host may hold fast on the engine: its ranges, what it makes of the steering, and which of it means something to whom.
import { CoroError } from '../errors.ts';
import type { LiveState } from './live.ts';
import type { Scale, Steering } from './steering.ts';

/** What a model that makes music may be told beyond steering; of all this a band of players understands `onlyBassAndDrums`. */
export interface EngineControls {
  /** How strictly prompts are followed, 0 to 6; more makes changes more abrupt. */
  readonly guidance: number | null;
  /** 0 to 3; more is more surprising. */
  readonly temperature: number | null;
  /** Integer, 1 to 1000: among how many next steps the model chooses. */
  readonly topK: number | null;
  /** Integer, 0 to 2147483647. */
  readonly seed: number | null;
  readonly onlyBassAndDrums: boolean;
  readonly mode: EngineMode;
}

export const ENGINE_MODES = ['QUALITY', 'DIVERSITY', 'VOCALIZATION'] as const;
export type EngineMode = (typeof ENGINE_MODES)[number];

/** Everything that a host may hold. What stands in a steering as well goes before what the arbiter decided. */
export interface HostControls extends EngineControls {
  /** `null`: the arbiter chooses. */
  readonly scale: Scale | null;
  /** `false`: the arbiter's mutes stand. */
  readonly muteBass: boolean;
  readonly muteDrums: boolean;
}

/** A field that is left out keeps its value, `null` gives it back. */
export type ControlsChange = { readonly [Field in keyof HostControls]?: HostControls[Field] | null | undefined };

/** Inclusive ranges of the numbers; `null` leaves the choice to the model. */
export const CONTROL_RANGES = { guidance: [0, 6], temperature: [0, 3], topK: [1, 1_000], seed: [0, 2_147_483_647] } as const;
type ControlNumber = keyof typeof CONTROL_RANGES;
const WHOLE: readonly ControlNumber[] = ['topK', 'seed'];

/** Nothing is held. */
export const FREE_CONTROLS: HostControls = {
  scale: null,
  guidance: null,
  temperature: null,
  topK: null,
  seed: null,
  muteBass: false,
  muteDrums: false,
  onlyBassAndDrums: false,
  mode: 'QUALITY',
};

/** The controls after a change; the very same ones when it changes nothing. BAD_INPUT naming the field and its range. */
export function changeControls(controls: HostControls, change: ControlsChange): HostControls {
  for (const field of Object.keys(CONTROL_RANGES) as ControlNumber[]) requireInRange(field, change[field]);
  const given = Object.entries(change).filter(([, value]) => value !== undefined) as [keyof HostControls, unknown][];
  const wanted = given.map(([field, value]) => [field, value ?? FREE_CONTROLS[field]] as const);
  const news = wanted.filter(([field, value]) => controls[field] !== value);
  return news.length === 0 ? controls : { ...controls, ...Object.fromEntries(news) };
}

function requireInRange(field: ControlNumber, value: number | null | undefined): void {
  if (value === null || value === undefined) return;
  const [min, max] = CONTROL_RANGES[field];
  const isWhole = WHOLE.includes(field);
  if ((isWhole ? Number.isInteger(value) : Number.isFinite(value)) && value >= min && value <= max) return;
  throw new CoroError(
    'BAD_INPUT',
    `${field} is a ${isWhole ? 'whole ' : ''}number from ${min} to ${max}, or null for the engine’s own choice.`,
    {
      field,
      min,
      max,
    },
  );
}

/** What the engine is told beside the steering. */
export function engineControlsOf({ guidance, temperature, topK, seed, onlyBassAndDrums, mode }: HostControls): EngineControls {
  return { guidance, temperature, topK, seed, onlyBassAndDrums, mode };
}

/** Whether an engine would be told the same beside the steering. */
export function areEngineControlsSame(a: HostControls, b: HostControls): boolean {
  const [before, after] = [engineControlsOf(a), engineControlsOf(b)];
  return (Object.keys(before) as (keyof EngineControls)[]).every((field) => before[field] === after[field]);
}

/** `steering` with the key and the mutes that the host holds, over those that were decided. */
export function holdSteering(
  steering: Steering,
  decided: Pick<Steering, 'scale' | 'muteBass' | 'muteDrums'>,
  controls: HostControls,
): Steering {
  return {
    ...steering,
    scale: controls.scale ?? decided.scale,
    muteBass: controls.muteBass || decided.muteBass,
    muteDrums: controls.muteDrums || decided.muteDrums,
  };
}

export const ENGINE_CONTROLS = [
  'SCALE',
  'GUIDANCE',
  'TEMPERATURE',
  'TOP_K',
  'SEED',
  'MUTE_BASS',
  'MUTE_DRUMS',
  'ONLY_BASS_AND_DRUMS',
  'MODE',
  'RESET_CONTEXT',
] as const;
export type EngineControl = (typeof ENGINE_CONTROLS)[number];

const BAND_CONTROLS: readonly EngineControl[] = ['SCALE', 'MUTE_BASS', 'MUTE_DRUMS', 'ONLY_BASS_AND_DRUMS'];

/** The controls that mean something to who plays now; while nobody plays, to who would. */
export function effectiveControls({ engine, health, setup }: Pick<LiveState, 'engine' | 'health' | 'setup'>): readonly EngineControl[] {
  const isAnybodyPlaying = health === 'PLAYING' || health === 'DEGRADED';
  return (isAnybodyPlaying ? engine : setup.engine) === 'LYRIA' ? ENGINE_CONTROLS : BAND_CONTROLS;
}
