// How often somebody may do something within a time, counted outside of the process if need be. What each budget is for, services say.

export interface Budget {
  /** Takes one point, or so many; 0, or how long to wait for the next, milliseconds: then nothing was allowed. */
  take(key: string, points?: number): Promise<number>;
  /** How long to wait before `take` would say 0, milliseconds; takes nothing. */
  waitMs(key: string): Promise<number>;
}

/** `points` for each key in `seconds`, from the key's first on. */
export type CreateBudget = (name: string, points: number, seconds: number) => Budget;
