// Reads patterns as musicians write them: rows of steps with loudness, and rows of digits that say how dispensable each step is.

export interface GridStep {
  /** 0-based step of the bar. */
  readonly step: number;
  /** 0 to 1. */
  readonly velocity: number;
  /** The step sounds when the density is at least this much; 0 = always. */
  readonly threshold: number;
}

export interface GridLane {
  /** One letter: K kick, S snare, C clap, R rim, H closed hat, O open hat, F foot hat, D ride, T tom, Y crash, B bell, Q shaker, G conga, M timpani, N rushing noise, V brush. */
  readonly drum: string;
  /** `null`: every bar; 0 or 1: only even or odd bars. */
  readonly parity: 0 | 1 | null;
  readonly steps: readonly GridStep[];
}

export interface Grid {
  /** 16 (sixteenths) or 12 (triplets). */
  readonly stepsPerBar: number;
  readonly lanes: readonly GridLane[];
}

const VELOCITIES: Readonly<Record<string, number>> = { X: 1, x: 0.78, o: 0.55, g: 0.28 };
const PRIORITIES: Readonly<Record<string, number>> = { X: 0, x: 2, o: 5, g: 7 };

/** Reads lines such as `K X... ..x. X... ..x. | 0... ..2. 0... ..5.`; `Ka` and `Kb` stand in even and odd bars. */
export function readGrid(lines: readonly string[]): Grid {
  let stepsPerBar = 16;
  const lanes = lines.map((line): GridLane => {
    const [name = '', ...rest] = line.trim().split(/\s+/);
    const [blows = '', digits = ''] = rest.join('').split('|');
    stepsPerBar = blows.length;
    const steps = [...blows].flatMap((letter, step): GridStep[] => {
      const velocity = VELOCITIES[letter];
      if (velocity === undefined) return [];
      const digit = digits[step];
      const priority = digit === undefined || digit === '.' ? (PRIORITIES[letter] ?? 0) : Number(digit);
      return [{ step, velocity, threshold: priority / 10 }];
    });
    const drum = name.charAt(0);
    return { drum, parity: name.endsWith('a') ? 0 : name.endsWith('b') ? 1 : null, steps };
  });
  return { stepsPerBar, lanes };
}

export interface RiffNote {
  readonly step: number;
  readonly length: number;
  /** What to play, in the words of the part: `R`, `b7`, `ca` for a bass; an index of the chord for a figure. */
  readonly degree: string;
  readonly isAccent: boolean;
  readonly isSlide: boolean;
  readonly octave: number;
  readonly threshold: number;
}

/** How dispensable a step is by its place in the bar alone. */
export function metricThreshold(step: number, stepsPerBar: number): number {
  if (step === 0) return 0;
  const beat = stepsPerBar / 4;
  if (step % (2 * beat) === 0) return 0.1;
  if (step % beat === 0) return 0.2;
  if (beat === 4 && step % 2 === 0) return 0.35;
  return 0.55;
}

/** Reads bars such as `0:R>/6 10:R/4 14:5~/2 | 0:R/16`: step, degree, signs (`>` accent, `~` slide, `'` up, `,` down), length in steps. */
export function readRiff(text: string, stepsPerBar = 16): readonly (readonly RiffNote[])[] {
  return text.split('|').map((bar) =>
    bar
      .trim()
      .split(/\s+/)
      .filter((token) => token !== '')
      .map((token): RiffNote => {
        const [, step = '0', degree = 'R', signs = '', length = '1'] = /^(\d+):([b#]?\w+)([>~',]*)\/(\d+)$/.exec(token) ?? [];
        const at = Number(step);
        const octave = (signs.includes("'") ? 1 : 0) - (signs.includes(',') ? 1 : 0);
        const isAccent = signs.includes('>');
        const threshold = isAccent ? Math.min(0.1, metricThreshold(at, stepsPerBar)) : metricThreshold(at, stepsPerBar);
        return { step: at, length: Number(length), degree, isAccent, isSlide: signs.includes('~'), octave, threshold };
      }),
  );
}
