// What a host may set on a model that makes music, beyond steering. A band of players has no use for any of it.

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
  readonly mode: 'QUALITY' | 'DIVERSITY' | 'VOCALIZATION';
}

/** Inclusive ranges of the numbers; `null` leaves the choice to the model. */
export const CONTROL_RANGES = { guidance: [0, 6], temperature: [0, 3], topK: [1, 1_000], seed: [0, 2_147_483_647] } as const;
