// The rule of turns: of which stretches each is made, which bars they are, where the form goes on, and what becomes of place and key
// meanwhile. Pure arithmetic on bars; writes no notes and remembers nothing.
import { SAMPLE_RATE_HZ } from '../../domain/audio.ts';
import { SCALES, type Scale } from '../../domain/steering.ts';
import type { Turn } from '../../ports/music-engine.ts';
import { BARS_PER_SECTION, type Place, placeOf } from './form.ts';

/** What people are told of a bar within a turn. */
export type TurnSection = 'build' | 'drop' | 'breakdown' | 'half-time';

interface Stretch {
  /** `null`: the form's own sections run on. */
  readonly section: TurnSection | null;
  readonly bars: number;
}

export interface TurnPlan {
  readonly turn: Turn;
  readonly beginsBar: number;
  /** What begins with a build lands after it, everything else at once. */
  readonly landsBar: number;
  /** The first bar that is no longer part of it. */
  readonly endsBar: number;
  /** The bar at which one of the form's sections shall begin. */
  readonly sectionBar: number;
  readonly stretches: readonly Stretch[];
}

/** A bar within a turn. */
export interface Moment extends Stretch {
  /** From 0, within its stretch. */
  readonly bar: number;
}

/** What turns make of the form at one bar. */
export interface Turned {
  /** The bars by which turns have moved the form; below 0 when they brought it forward. */
  readonly shift: number;
  /** The turn that this bar belongs to, or the last one. */
  readonly plan: TurnPlan | null;
  /** Whether the bar leads over to a turn with a fill. */
  readonly isLeadIn: boolean;
}

export const NOT_TURNED: Turned = { shift: 0, plan: null, isLeadIn: false };

const LEAST_BUILD_FRAMES = 3 * SAMPLE_RATE_HZ;
/** Builds are this long: three bars would feel like one too few. */
const BUILD_BARS = [1, 2, 4] as const;
const KEY_LIFT_SEMITONES = 2;

function stretchesOf(turn: Turn, barFrames: number): readonly Stretch[] {
  switch (turn) {
    case 'DROP':
      return [
        { section: 'build', bars: BUILD_BARS.find((bars) => bars * barFrames >= LEAST_BUILD_FRAMES) ?? 4 },
        { section: 'drop', bars: BARS_PER_SECTION },
      ];
    case 'BREAKDOWN':
      return [
        { section: 'breakdown', bars: 6 },
        { section: 'build', bars: 2 },
      ];
    case 'BUILD':
      return [{ section: 'build', bars: 4 }];
    case 'KEY_LIFT':
      return [{ section: null, bars: 2 * BARS_PER_SECTION }];
    case 'HALF_TIME':
      return [{ section: 'half-time', bars: BARS_PER_SECTION }];
  }
}

/** A turn from this bar on; `barFrames` until it has landed. */
export function planTurn(turn: Turn, beginsBar: number, barFrames: number): TurnPlan {
  const stretches = stretchesOf(turn, barFrames);
  const [first] = stretches;
  const endsBar = beginsBar + stretches.reduce((sum, { bars }) => sum + bars, 0);
  return {
    turn,
    beginsBar,
    landsBar: first?.section === 'build' ? beginsBar + first.bars : beginsBar,
    endsBar,
    // A key is lifted where a section begins, so that it comes home where one begins too.
    sectionBar: turn === 'KEY_LIFT' ? beginsBar : endsBar,
    stretches,
  };
}

/** What this bar is within the turn; `null` outside of it. */
export function momentOf(plan: TurnPlan | null, bar: number): Moment | null {
  let since = plan === null ? -1 : bar - plan.beginsBar;
  for (const stretch of since < 0 ? [] : (plan?.stretches ?? [])) {
    if (since < stretch.bars) return { ...stretch, bar: since };
    since -= stretch.bars;
  }
  return null;
}

/** Whether a build ends where this bar begins. */
export function isBuildOver(plan: TurnPlan | null, bar: number): boolean {
  return momentOf(plan, bar - 1)?.section === 'build' && momentOf(plan, bar)?.section !== 'build';
}

/** How far a build has come at this beat, which may have a fraction: 0 to just below 1; `null` when none runs. */
export function tensionAt(plan: TurnPlan | null, bar: number, beat: number): number | null {
  const moment = momentOf(plan, bar);
  if (moment?.section !== 'build') return null;
  return (moment.bar * 4 + beat) / (moment.bars * 4);
}

/** Whether the bass rests in this bar: in a breakdown, and in the last bar before anything lands. */
export function isBassOut(plan: TurnPlan | null, bar: number): boolean {
  const moment = momentOf(plan, bar);
  if (moment?.section === 'breakdown') return true;
  return moment?.section === 'build' && (isStripped(plan) || moment.bar === moment.bars - 1);
}

/** Whether the turn takes drums and bass away from its beginning to its end. */
export function isStripped(plan: TurnPlan | null): boolean {
  return plan?.turn === 'BREAKDOWN';
}

/** The key in which this bar is written. */
export function keyIn(plan: TurnPlan | null, bar: number, scale: Scale): Scale {
  if (plan?.turn !== 'KEY_LIFT' || momentOf(plan, bar) === null) return scale;
  return SCALES[(SCALES.indexOf(scale) + KEY_LIFT_SEMITONES) % SCALES.length] as Scale;
}

/** The place whose patterns a bar is written from; within a turn it is that of the section which goes on afterwards. */
export function turnedPlace({ shift, plan, isLeadIn }: Turned, bar: number, origin: number): Place {
  const own = placeOf(bar - shift, origin);
  const moment = momentOf(plan, bar);
  if (plan === null || moment === null || moment.section === null) return isLeadIn ? { ...own, isLastOfSection: true } : own;
  const next = placeOf(plan.sectionBar - shift, origin);
  // A section is counted from the landing; what leads there is the end of one.
  const barInSection = (bar - plan.landsBar + BARS_PER_SECTION) % BARS_PER_SECTION;
  const section = isStripped(plan) ? 'break' : moment.section === 'build' ? 'verse' : moment.section === 'drop' ? 'chorus' : next.section;
  const isBuild = moment.section === 'build';
  return {
    ...next,
    section,
    barInSection,
    isFirstOfSection: !isBuild && moment.bar === 0,
    // A build is its own fill.
    isLastOfSection: !isBuild && !isStripped(plan) && moment.bar === moment.bars - 1,
  };
}

/**
 * The shift with which the form goes on after a turn: at the beginning of a section, not further back in the piece than the one that
 * plays at `bar`, and no weaker; after a build, a chorus.
 */
export function shiftFor(plan: TurnPlan, bar: number, origin: number, shift: number): number {
  const sectionAt = (index: number) => placeOf(origin + index * BARS_PER_SECTION, origin).section;
  const left = Math.floor((bar - shift - origin) / BARS_PER_SECTION);
  const isChorusWanted = sectionAt(left) === 'chorus' || plan.turn === 'BUILD' || plan.turn === 'BREAKDOWN';
  // Bars before the section line are counted too, and none of them may lie before the piece.
  let index = Math.max(left, Math.ceil((plan.sectionBar - bar) / BARS_PER_SECTION));
  while (sectionAt(index) !== 'chorus' && (isChorusWanted || sectionAt(index) !== 'verse')) index += 1;
  return plan.sectionBar - origin - index * BARS_PER_SECTION;
}
