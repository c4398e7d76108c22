// The course of one room's piece: where its form began, which turn runs and which comes next. Counts bars; knows no notes and no sound.
import type { Turn, TurnMark } from '../../ports/music-engine.ts';
import { NOT_TURNED, planTurn, shiftFor, type Turned, type TurnPlan } from './turn.ts';

/** The next bar line, and how long bars are. */
export interface BarLine {
  readonly bar: number;
  readonly atFrame: number;
  readonly barFrames: number;
}

export interface Course {
  /** The bar at which the running style took over. */
  origin(): number;
  turned(): Turned;
  /** Until a turn has landed, nothing may move its bar lines. */
  isTempoHeld(): boolean;
  /** Plans a turn from `line` on; see `MusicEngine.turn`. */
  ask(turn: Turn, id: string, line: BarLine): TurnMark;
  /** A bar begins. */
  enter(bar: number): void;
  /** A beat within the bar begins; true when its rest is to be written anew, with a fill. */
  leadsIn(beat: number): boolean;
  /** Another style takes over within this bar and begins with a section of its own; a turn that runs goes on. */
  beginAnew(bar: number): void;
}

interface Asked {
  readonly plan: TurnPlan;
  readonly mark: TurnMark;
}

/** A fill needs a beat to come from. */
const LAST_BEAT_TO_LEAD_IN = 2;

export function createCourse(startBar: number): Course {
  let origin = 0;
  let now = startBar;
  let turned = NOT_TURNED;
  /** The turn that runs, or the last one. */
  let running: Asked | null = null;
  let next: Asked | null = null;

  const runningAt = (bar: number) => (running !== null && bar < running.plan.endsBar ? running : null);

  return {
    origin: () => origin,
    turned: () => turned,
    isTempoHeld: () => running !== null && now < running.plan.landsBar,

    ask(turn, id, { bar, atFrame, barFrames }) {
      const same = [next, runningAt(bar)].find((asked) => asked?.plan.turn === turn);
      if (same !== undefined && same !== null) {
        if (same === running) next = null;
        return { ...same.mark, id };
      }
      const plan = planTurn(turn, bar, barFrames);
      const frameOf = (line: number) => atFrame + (line - bar) * barFrames;
      const mark: TurnMark = {
        id,
        turn,
        beginsAtFrame: atFrame,
        landsAtFrame: frameOf(plan.landsBar),
        endsAtFrame: frameOf(plan.endsBar),
      };
      next = { plan, mark };
      return mark;
    },

    enter(bar) {
      now = bar;
      turned = { ...turned, isLeadIn: false };
      if (next === null) return;
      const { plan } = next;
      turned = { shift: shiftFor(plan, bar, origin, turned.shift), plan, isLeadIn: false };
      running = next;
      next = null;
    },

    leadsIn(beat) {
      if (next === null || next.plan.landsBar > next.plan.beginsBar || turned.isLeadIn || beat > LAST_BEAT_TO_LEAD_IN) return false;
      turned = { ...turned, isLeadIn: true };
      return true;
    },

    beginAnew(bar) {
      origin = bar;
      const plan = runningAt(bar)?.plan;
      turned = { ...turned, shift: plan !== undefined && plan.sectionBar > bar ? shiftFor(plan, bar, origin, 0) : 0 };
    },
  };
}
