// Remembers since when each part is played by somebody who was asked for by name: who has just come shows it. Counts bars; knows no notes.
import type { Direction } from './conductor.ts';

/** Parts for which somebody can be asked by name. */
const ASKED_PARTS = ['drums', 'bass', 'chords', 'figure', 'lead'] as const;
export type AskedPart = (typeof ASKED_PARTS)[number];
/** Bars since each was last asked for anew; infinite for one that was not. */
export type Entrances = Readonly<Record<AskedPart, number>>;

const LONG_AGO = Number.POSITIVE_INFINITY;
export const NO_ENTRANCES: Entrances = { drums: LONG_AGO, bass: LONG_AGO, chords: LONG_AGO, figure: LONG_AGO, lead: LONG_AGO };

export interface EntranceBook {
  /** Another direction holds from this bar on. */
  note(before: Direction, next: Direction, bar: number): void;
  at(bar: number): Entrances;
}

export function createEntranceBook(): EntranceBook {
  const bars = new Map<AskedPart, number>();
  return {
    note(before, next, bar) {
      for (const part of ASKED_PARTS) if (isAskedAnew(part, before, next)) bars.set(part, bar);
    },
    at: (bar) => Object.fromEntries(ASKED_PARTS.map((part) => [part, bar - (bars.get(part) ?? -LONG_AGO)])) as Entrances,
  };
}

function isAskedAnew(part: AskedPart, before: Direction, next: Direction): boolean {
  if (part === 'drums') return next.wantsDrums && !before.wantsDrums;
  return next.sounds[part] !== null && next.sounds[part] !== before.sounds[part];
}
