// The form of the endless piece: which section a bar belongs to, and where in it. Pure arithmetic on the bar's number.

export type Section = 'intro' | 'verse' | 'chorus' | 'break';

export const BARS_PER_SECTION = 8;
const CYCLE: readonly Section[] = ['verse', 'chorus', 'verse', 'chorus', 'break', 'chorus'];

export interface Place {
  readonly section: Section;
  /** 0 to 7. */
  readonly barInSection: number;
  /** Grows with each round of the form; harmony and motifs change with it, so that nothing repeats for ever. */
  readonly era: number;
  readonly isFirstOfSection: boolean;
  readonly isLastOfSection: boolean;
}

/** `origin`: the bar at which the running style took over; only the very first style has an intro, later ones are wanted at once. */
export function placeOf(bar: number, origin: number): Place {
  const index = Math.floor((bar - origin) / BARS_PER_SECTION);
  const barInSection = (bar - origin) % BARS_PER_SECTION;
  const played = origin === 0 ? index - 1 : index;
  const section = played < 0 ? 'intro' : (CYCLE[played % CYCLE.length] as Section);
  return {
    section,
    barInSection,
    era: Math.max(0, Math.floor(played / CYCLE.length)),
    isFirstOfSection: barInSection === 0,
    isLastOfSection: barInSection === BARS_PER_SECTION - 1,
  };
}
