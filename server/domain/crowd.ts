// What a crowd can do together, in words and numbers: forms, votes, reactions, and every limit of them. The rules live in their files.

/** What a crowd can call together; each is a turn of the music. */
export const CROWD_FORMS = ['DROP', 'BREAKDOWN', 'KEY_LIFT', 'HALF_TIME'] as const;
export type CrowdForm = (typeof CROWD_FORMS)[number];

export const REACTIONS = ['CLAP', 'FIRE', 'HEART', 'LAUGH', 'STAR', 'WOW'] as const;
export type Reaction = (typeof REACTIONS)[number];

/** Every limit of the crowd in one place. Times in milliseconds. */
export const CROWD_LIMITS = {
  vote: {
    /** From the opening; then the vote is over, however many have joined it. */
    windowMs: 10_000,
    /** Nothing lands earlier after the vote has carried: every screen has to hear of it first. */
    countdownMs: 3_000,
    /** A vote that has landed is shown so long. */
    afterglowMs: 4_000,
    /** From the end of one vote (its landing, when it carried) to the opening of the next. */
    restMs: 10_000,
    /** From one landing of a form to the next vote for it. */
    formRestMs: 30_000,
  },
  energy: {
    /** Reports of one phone; a phone that was silent may be ahead by as many. */
    reportsPerSecond: 4,
    /** A phone's newest report counts so long. */
    countsForMs: 2_000,
    /** How often the room's energy is worked out and told. */
    tellMs: 250,
    /** Above this (0 to 1) the crowd lifts the music. */
    high: 0.55,
    /** The music stays lifted so long after the crowd was last that loud. */
    liftMs: 4_000,
  },
  reactions: {
    perPersonPerSecond: 5,
    perRoomPerSecond: 40,
    /** Shortest time between two bursts: 10 a second. */
    burstMs: 100,
  },
} as const;

/** A vote that found its quorum. */
export interface CarriedVote {
  readonly atMs: number;
  /** When it lands; server clock. The earliest time possible until the engine has said at which bar line. */
  readonly landsAtMs: number;
  /** Voices and quorum at that moment: people who leave later take nothing back. */
  readonly votes: number;
  readonly needed: number;
}

export interface CrowdVote {
  /** Names this vote for ever: timers and engines that come too late mean another one. */
  readonly id: string;
  readonly form: CrowdForm;
  /** In order of voting, everybody once; the first one opened it, unless a host asked for it from a screen. */
  readonly voterIds: readonly string[];
  readonly expiresAtMs: number;
  readonly carried: CarriedVote | null;
}

/** What a room remembers of its crowd. */
export interface Crowd {
  /** The forms that the host allows, in the order of `CROWD_FORMS`. */
  readonly forms: readonly CrowdForm[];
  /** At most one at a time; stays a little after its landing. */
  readonly vote: CrowdVote | null;
  /** No vote opens before. 0: there was none yet. */
  readonly restsUntilMs: number;
  /** No vote for this form opens before; only forms that have landed stand here. */
  readonly formRestsUntilMs: Readonly<Partial<Record<CrowdForm, number>>>;
}

/** A new room's. */
export const QUIET_CROWD: Crowd = { forms: CROWD_FORMS, vote: null, restsUntilMs: 0, formRestsUntilMs: {} };
