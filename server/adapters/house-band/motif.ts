// A motif and what becomes of it: rhythm and contour of one bar, and the ways in which composers develop them. Counts in scale steps;
// knows neither key nor sound.
import type { RiffNote } from './grid.ts';
import { chance } from './random.ts';

export interface MotifNote {
  readonly step: number;
  readonly length: number;
  /** Scale steps from the home note. */
  readonly degree: number;
  /** As in patterns: the density from which it sounds. */
  readonly threshold: number;
}
export type Motif = readonly MotifNote[];
export type Treatment = 'statement' | 'inversion' | 'augmentation' | 'displacement' | 'fragment' | 'ornament';

/** A contour for a rhythm, drawn by these integers: mostly steps, now and then a leap, drawn back towards the middle. */
export function motifOf(cell: readonly RiffNote[], ...draw: readonly number[]): Motif {
  let degree = Math.floor(chance(...draw, 1) * 5) + 1;
  return cell.map(({ step, length }, index) => {
    const size = chance(...draw, index, 2);
    const isUp = chance(...draw, index, 3) < 0.5 + (4 - degree) * 0.12;
    degree += (size < 0.12 ? 0 : size < 0.7 ? 1 : size < 0.9 ? 2 : 4) * (isUp ? 1 : -1);
    // The first note always sounds; weak ones wait for density.
    const threshold = index === 0 ? 0 : step % 4 === 0 ? 0.2 : step % 2 === 0 ? 0.35 : 0.45;
    return { step, length, degree, threshold };
  });
}

/** The motif of a bar in another shape. `half`: which of two bars it is, for those that take two. */
export function developed(motif: Motif, treatment: Treatment, half: number, stepsPerBar: number): Motif {
  const [first] = motif;
  if (first === undefined) return motif;
  if (treatment === 'inversion') return motif.map((note) => ({ ...note, degree: 2 * first.degree - note.degree }));
  if (treatment === 'augmentation') return filled(motif, augmented(motif, half, stepsPerBar));
  if (treatment === 'displacement') {
    const beat = stepsPerBar / 4;
    return filled(motif, within(motif, 0, stepsPerBar - beat, beat));
  }
  if (treatment === 'fragment') {
    const head = within(motif, 0, stepsPerBar / 2, 0);
    return filled(motif, [
      ...head,
      ...head.map((note) => ({ ...note, step: note.step + stepsPerBar / 2, degree: note.degree + 1, threshold: note.threshold + 0.1 })),
    ]);
  }
  return treatment === 'ornament' ? motif.flatMap(turned) : motif;
}

/** A bar is never left empty by what is done to it. */
const filled = (motif: Motif, shaped: Motif): Motif =>
  shaped.length > 0 ? [{ ...(shaped[0] as MotifNote), threshold: 0 }, ...shaped.slice(1)] : motif;

function within(motif: Motif, from: number, to: number, shift: number): Motif {
  return motif.filter(({ step }) => step >= from && step < to).map((note) => ({ ...note, step: note.step + shift }));
}

/** Twice as long: the first half of the motif fills one bar, its second half the next. */
function augmented(motif: Motif, half: number, stepsPerBar: number): Motif {
  const from = (half * stepsPerBar) / 2;
  return within(motif, from, from + stepsPerBar / 2, -from).map((note) => ({ ...note, step: note.step * 2, length: note.length * 2 }));
}

/** A long note becomes a turn: itself, its upper neighbour, itself. */
function turned(note: MotifNote): Motif {
  if (note.length < 4) return [note];
  return [
    { ...note, length: 1 },
    { ...note, step: note.step + 1, length: 1, degree: note.degree + 1, threshold: Math.max(0.4, note.threshold) },
    { ...note, step: note.step + 2, length: note.length - 2, threshold: Math.max(0.3, note.threshold) },
  ];
}
