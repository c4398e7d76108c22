// Turns of the form for a model that knows no bars: what is asked of it from bar to bar so that a drop, a breakdown, a build or a half-time
// comes out of it. Pure arithmetic and one remembered plan; sends nothing.
import { SAMPLE_RATE_HZ } from '../../domain/audio.ts';
import type { Steering } from '../../domain/steering.ts';
import type { MusicIntent, Turn, TurnMark } from '../../ports/music-engine.ts';

type Section = 'build' | 'drop' | 'breakdown' | 'half-time';
type Shape = Partial<Pick<Steering, 'density' | 'brightness' | 'muteBass' | 'muteDrums'>>;

interface Stretch {
  readonly section: Section;
  readonly bars: number;
  /** Beside the room's own prompts, which together weigh 1; `null`: those alone. */
  readonly prompt: { readonly text: string; readonly weight: number } | null;
  /** @param done 0 to 1 at the end of the stretch. */
  readonly shape: (own: Steering, done: number) => Shape;
}

/** Which stretch a frame is in, and how far. */
interface Moment {
  readonly stretch: Stretch;
  /** From 0, within its stretch. */
  readonly bar: number;
}

export interface TurnPlan {
  readonly turn: Turn;
  readonly beginsAtFrame: number;
  readonly landsAtFrame: number;
  readonly endsAtFrame: number;
  readonly barFrames: number;
  readonly stretches: readonly Stretch[];
}

const LEAST_BUILD_FRAMES = 3 * SAMPLE_RATE_HZ;
const SECTION_BARS = 8;
const BRIGHT = 0.85;
const BARE = 0.2;

const PROMPTS = {
  build: { text: 'build-up, riser', weight: 1 },
  drop: { text: 'big drop', weight: 1.5 },
  halfTime: { text: 'half-time drums', weight: 1 },
} as const;

function build(bars: number, extra: Shape = {}): Stretch {
  const rise = (from: number, to: number, done: number) => from + (Math.max(from, to) - from) * done;
  return {
    section: 'build',
    bars,
    prompt: PROMPTS.build,
    shape: ({ density, brightness }, done) => ({ density: rise(density, 1, done), brightness: rise(brightness, BRIGHT, done), ...extra }),
  };
}

const HUSHED: Shape = { muteBass: true, muteDrums: true };

/** `null`: Lyria cannot play it. Its key changes by a new session only, and nobody knows ahead when that one is ready. */
function stretchesOf(turn: Turn, barFrames: number): readonly Stretch[] | null {
  switch (turn) {
    case 'DROP':
      return [
        build(Math.max(2, Math.ceil(LEAST_BUILD_FRAMES / barFrames))),
        {
          section: 'drop',
          bars: SECTION_BARS,
          prompt: PROMPTS.drop,
          shape: ({ brightness }) => ({ density: 1, brightness: Math.max(brightness, BRIGHT) }),
        },
      ];
    case 'BREAKDOWN':
      return [
        {
          section: 'breakdown',
          bars: SECTION_BARS - 2,
          prompt: null,
          shape: ({ density }) => ({ density: Math.min(density, BARE), ...HUSHED }),
        },
        build(2, HUSHED),
      ];
    case 'BUILD':
      return [build(4)];
    case 'HALF_TIME':
      return [{ section: 'half-time', bars: SECTION_BARS, prompt: PROMPTS.halfTime, shape: () => ({}) }];
    case 'KEY_LIFT':
      return null;
  }
}

/** The turn from a bar line on; `null` when Lyria cannot play it. */
export function planTurn(turn: Turn, beginsAtFrame: number, barFrames: number): TurnPlan | null {
  const stretches = stretchesOf(turn, barFrames);
  if (stretches === null) return null;
  const after = (bars: number) => Math.round(beginsAtFrame + bars * barFrames);
  const bars = stretches.reduce((sum, stretch) => sum + stretch.bars, 0);
  const landsAfter = turn === 'DROP' || turn === 'BUILD' ? (stretches[0]?.bars ?? 0) : 0;
  return { turn, beginsAtFrame, landsAtFrame: after(landsAfter), endsAtFrame: after(bars), barFrames, stretches };
}

function momentAt({ beginsAtFrame, endsAtFrame, barFrames, stretches }: TurnPlan, frame: number): Moment | null {
  if (frame < beginsAtFrame || frame >= endsAtFrame) return null;
  let bar = Math.floor((frame - beginsAtFrame) / barFrames + 1e-6);
  for (const stretch of stretches) {
    if (bar < stretch.bars) return { stretch, bar };
    bar -= stretch.bars;
  }
  return null;
}

/** What is asked for at `frame`: `intent` itself outside the turn. Mutes that are asked for anyway stay. */
export function shaped(intent: MusicIntent, plan: TurnPlan, frame: number): MusicIntent {
  const moment = momentAt(plan, frame);
  if (moment === null) return intent;
  const { stretch, bar } = moment;
  return {
    ...intent,
    prompts: stretch.prompt === null ? intent.prompts : [...intent.prompts, stretch.prompt],
    steering: { ...intent.steering, ...stretch.shape(intent.steering, (bar + 1) / stretch.bars) },
  };
}

/** Whether a prompt is one of these turns' own: nobody in the room has asked for it. */
export function isTurnPrompt(text: string): boolean {
  return Object.values(PROMPTS).some((prompt) => prompt.text === text.trim().toLowerCase());
}

/** The turn of one room while Lyria plays. Frames are the room's. */
export interface TurnSteering {
  /** Where and how it is played, or `null` when it is not. The same turn again plays on, under the new id. */
  ask(turn: Turn, id: string, at: { readonly nowFrame: number; readonly barLine: number; readonly barFrames: number }): TurnMark | null;
  shape(intent: MusicIntent, frame: number): MusicIntent;
  /** Another one whenever `shape` would give another intent. */
  stepAt(frame: number): string;
  /** A word for people; empty outside a turn. */
  sectionAt(frame: number): Section | '';
  /** Somebody else plays now. */
  forget(): void;
}

export function createTurnSteering(): TurnSteering {
  let plan: TurnPlan | null = null;
  const at = (frame: number) => plan && momentAt(plan, frame);

  return {
    ask(turn, id, { nowFrame, barLine, barFrames }) {
      const isRunning = plan !== null && plan.turn === turn && nowFrame < plan.endsAtFrame;
      const next = isRunning ? plan : planTurn(turn, barLine, barFrames);
      if (next === null) return null;
      plan = next;
      const { beginsAtFrame, landsAtFrame, endsAtFrame } = next;
      return { id, turn, beginsAtFrame, landsAtFrame, endsAtFrame };
    },
    shape: (intent, frame) => (plan === null ? intent : shaped(intent, plan, frame)),
    stepAt(frame) {
      const moment = at(frame);
      return moment === null ? '' : `${plan?.beginsAtFrame}/${moment.stretch.section}/${moment.bar}`;
    },
    sectionAt: (frame) => at(frame)?.stretch.section ?? '',
    forget() {
      plan = null;
    },
  };
}
