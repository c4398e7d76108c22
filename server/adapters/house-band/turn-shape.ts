// What turns do to a bar that has been written and to the desk: builds with a roll that doubles, arrivals with a crash, breakdowns
// without drums and bass. Writes no tune and no harmony.
import { chance } from './random.ts';
import { PART, type ScoreEvent } from './score.ts';
import type { MixSettings, Style } from './styles/style.ts';
import { isBassOut, isBuildOver, isStripped, momentOf, type TurnPlan, tensionAt } from './turn.ts';

export interface Shaping {
  readonly seed: number;
  readonly bar: number;
  readonly plan: TurnPlan | null;
  readonly barFrames: number;
  readonly drummer: Style;
  /** Whether anything may sound on the drums at all. */
  readonly hasDrums: boolean;
}

/** The roll plays every fourth step, then every second, then all, then halves of them; each from this tension on. */
const ROLL = [
  { from: 0.875, steps: 0.5 },
  { from: 0.5, steps: 1 },
  { from: 0.25, steps: 2 },
  { from: 0, steps: 4 },
] as const;
const STEPS = 16;
/** Letters that a roll takes the place of. */
const BACKBEAT: ReadonlySet<string> = new Set(['S', 'C']);
/** Letters that leave before everything lands. */
const HEAVY: ReadonlySet<string> = new Set(['K', 'T', 'M']);
const CRASH = 'Y';

/** The events of a bar as the turn leaves them, in no order. */
export function shaped(events: readonly ScoreEvent[], shaping: Shaping): ScoreEvent[] {
  const { plan, bar, barFrames, drummer, hasDrums } = shaping;
  const moment = momentOf(plan, bar);
  const isBuild = moment?.section === 'build';
  const isBare = moment !== null && isStripped(plan);
  const isLastOfBuild = isBuild && moment.bar === moment.bars - 1;
  const isAfterBuild = isBuildOver(plan, bar);
  const isLanding = isAfterBuild || bar === plan?.landsBar;
  const left = events.filter(({ bus, drum, at }) => {
    if (bus === 'bass') return !isBassOut(plan, bar);
    if (drum === null) return true;
    if (isBare || (isLanding && drum === CRASH)) return false;
    if (!isBuild) return true;
    return !BACKBEAT.has(drum) && drum !== rollDrum(drummer) && !(isLastOfBuild && HEAVY.has(drum) && at >= barFrames / 2);
  });
  if (!hasDrums) return left;
  if (isBuild) left.push(...rollOf(shaping));
  // An orchestra keeps its cymbals for what has been built up.
  if (isAfterBuild || (isLanding && !isOrchestral(drummer))) left.push(blow(CRASH, 0, isAfterBuild ? 0.95 : 0.6));
  if (isAfterBuild && isOrchestral(drummer)) left.push(blow('M', 0, 0.95));
  return left;
}

/** A style without a kit has timpani. */
function isOrchestral({ kit }: Style): boolean {
  return kit === null || kit === 'orchestra';
}

function rollDrum(drummer: Style): string {
  return isOrchestral(drummer) ? 'M' : 'S';
}

function rollOf({ seed, bar, plan, barFrames, drummer }: Shaping): ScoreEvent[] {
  const roll: ScoreEvent[] = [];
  const drum = rollDrum(drummer);
  for (let step = 0; step < STEPS; step += 0.5) {
    const tension = tensionAt(plan, bar, step / 4) ?? 0;
    const every = ROLL.find(({ from }) => tension >= from)?.steps ?? 4;
    const at = Math.round((step * barFrames) / STEPS);
    const touch = 0.92 + 0.16 * chance(seed, bar, PART.fill, step * 2);
    if (step % every === 0) roll.push(blow(drum, at, (0.35 + 0.6 * tension) * touch));
    // Breaths of noise that overlap: together they rise.
    if (step % 4 === 0 && !isOrchestral(drummer)) roll.push(blow('N', at, 0.25 + 0.65 * tension));
  }
  return roll;
}

function blow(drum: string, at: number, velocity: number): ScoreEvent {
  return {
    at,
    bus: 'drums',
    drum,
    sound: null,
    midi: 0,
    velocity: Math.min(1, velocity),
    frames: 0,
    pan: 0,
    fromMidi: 0,
    gain: 1,
    like: null,
  };
}

/** The desk within a build: the music loses its floor while its ceiling opens, in a growing room. `tension`: 0 to 1. */
export function tightened(settings: MixSettings, tension: number): MixSettings {
  return {
    ...settings,
    musicHighpassHz: settings.musicHighpassHz * 2 ** (2.2 * tension),
    lowpassHz: settings.lowpassHz * 2 ** (-1.6 * (1 - tension)),
    reverbMusic: Math.min(-3, settings.reverbMusic + 5 * tension),
    reverbLead: Math.min(-3, settings.reverbLead + 5 * tension),
  };
}
