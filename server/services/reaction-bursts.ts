// Reactions of one room, gathered: what many throw at once reaches every screen as one burst, at most ten times a second, and none is lost.
import { CROWD_LIMITS, REACTIONS, type Reaction } from '../domain/crowd.ts';
import type { Clock } from '../ports/clock.ts';
import type { ThrownReaction } from '../ports/room-bus.ts';
import { createCoalescer } from './coalesce.ts';

/** How often one person threw a reaction within a burst. */
export interface Thrower {
  readonly participantId: string;
  readonly displayName: string;
  readonly count: number;
}

export interface ReactionTally {
  readonly reaction: Reaction;
  /** Listeners included, who are not among `from`. */
  readonly count: number;
  /** In order of their first throw. */
  readonly from: readonly Thrower[];
}

export interface ReactionBurst {
  /** When it was told, milliseconds on the server's clock. */
  readonly atMs: number;
  /** Only reactions that were thrown, in the order of `REACTIONS`. */
  readonly tallies: readonly ReactionTally[];
}

export interface ReactionBursts {
  add(thrown: ThrownReaction): void;
  /** Forgets what is not told yet. */
  cancel(): void;
}

export function createReactionBursts(clock: Clock, tell: (burst: ReactionBurst) => void): ReactionBursts {
  let waiting: ThrownReaction[] = [];

  const bursts = createCoalescer({
    clock,
    gapMs: CROWD_LIMITS.reactions.burstMs,
    call() {
      const thrown = waiting;
      waiting = [];
      tell({ atMs: clock.nowMs(), tallies: REACTIONS.map((reaction) => tallyOf(reaction, thrown)).filter(({ count }) => count > 0) });
    },
  });

  return {
    add(thrown) {
      waiting.push(thrown);
      bursts.changed();
    },
    cancel() {
      waiting = [];
      bursts.cancel();
    },
  };
}

function tallyOf(reaction: Reaction, thrown: readonly ThrownReaction[]): ReactionTally {
  const ofThis = thrown.filter((each) => each.reaction === reaction);
  const throwers = new Map<string, Thrower>();
  for (const { from } of ofThis) {
    if (from !== null) throwers.set(from.participantId, { ...from, count: (throwers.get(from.participantId)?.count ?? 0) + 1 });
  }
  return { reaction, count: ofThis.length, from: [...throwers.values()] };
}
