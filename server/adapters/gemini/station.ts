// The decks of one room: one on air, and another that is opened in time to follow it before the first grows too old, too thin, or can
// no longer play what is asked. Decides when a deck is needed and when it may be heard; who is heard, and when exactly, is the engine's.
import type { Clock } from '../../ports/clock.ts';
import type { MusicIntent } from '../../ports/music-engine.ts';
import type { Randomness } from '../../ports/tickets.ts';
import { createDeck, type Deck } from './deck.ts';
import type { Failure, Verdict } from './failures.ts';
import type { KeyGate } from './key-gate.ts';
import type { OpenMusic } from './music-client.ts';
import { createRefusedPrompts } from './refused-prompts.ts';
import { fitsGrid } from './steerer.ts';

export interface StationLimits {
  readonly openWithinMs: number;
  /** From PLAY to the first sound. */
  readonly soundWithinMs: number;
  /** A deck goes on air with so much in hand: enough to outlast a late chunk, little enough to follow a thumb. */
  readonly onAirMs: number;
  /** The spare is opened, and later begins to play, at these ages of the deck on air; rooms differ by up to `spreadMs`. */
  readonly spareOpensMs: number;
  readonly sparePlaysMs: number;
  readonly spreadMs: number;
  /** The next deck is made when the one on air lasts no longer than this. */
  readonly runwayMs: number;
  /** ... or has this little at its lowest. */
  readonly leastMs: number;
  /** Silence of a session that is not trusted any more. */
  readonly quietMs: number;
  /** A tempo or scale must stand for so long, and so long after the last change, before it gets a new session. */
  readonly gridHeldMs: number;
  /** ... or a new beginning of one that nobody hears yet. */
  readonly unheardGridHeldMs: number;
  readonly gridEveryMs: number;
}

export const STATION_LIMITS: StationLimits = {
  openWithinMs: 10_000,
  soundWithinMs: 15_000,
  onAirMs: 4_600,
  spareOpensMs: 500_000,
  sparePlaysMs: 525_000,
  spreadMs: 30_000,
  runwayMs: 35_000,
  leastMs: 500,
  quietMs: 6_000,
  gridHeldMs: 5_000,
  unheardGridHeldMs: 2_000,
  gridEveryMs: 16_000,
};

/** Waits after failures in a row; the last one repeats. */
const PATIENCE_MS = [1_000, 2_000, 5_000, 15_000, 30_000];
/** So long on air, and failures are forgotten. */
const WELL_AFTER_MS = 60_000;

export interface Station {
  steer(intent: MusicIntent): void;
  /** Forgets the music so far with a new session. */
  renew(): void;
  /** Looks at what has become of the decks; ten times a second. */
  look(): void;
  onAir(): Deck | null;
  /** A deck that may go on air now. */
  ready(): Deck | null;
  /** `ready` is heard from now on; the one before makes no more music. */
  putOnAir(deck: Deck): void;
  /** The deck on air could not be waited for: it is closed, and another is sought. */
  takeOffAir(): void;
  /** Music will still come from the deck on air. */
  isFlowing(): boolean;
  /** Why no deck is on air; `null`: none has had the time. */
  trouble(): Failure | null;
  close(): void;
}

export interface StationOptions {
  readonly open: OpenMusic;
  readonly gate: KeyGate;
  readonly clock: Clock;
  readonly randomness: Pick<Randomness, 'integer'>;
  readonly limits: StationLimits;
  readonly intent: MusicIntent;
  readonly onRefused: (text: string) => void;
}

interface Place {
  readonly deck: Deck;
  leave(): void;
}

export function createStation(options: StationOptions): Station {
  const { clock, gate, limits } = options;
  const refused = createRefusedPrompts(clock);
  const spreadMs = options.randomness.integer(limits.spreadMs + 1);
  let intent = options.intent;
  let live: Place | null = null;
  let next: Place | null = null;
  let onAirSinceMs = 0;
  let failures = 0;
  let notBeforeMs = 0;
  let trouble: Failure | null = null;
  let mustRenew = false;
  let gridSinceMs = clock.nowMs();
  let lastGridMs = Number.NEGATIVE_INFINITY;

  function open(): void {
    const admission = gate.ask();
    if (admission.kind === 'BUSY') trouble = 'BUSY';
    else if (admission.kind === 'SHUT') trouble = admission.failure;
    else if (admission.kind === 'LATER') trouble = admission.failure ?? trouble;
    else {
      const place: Place = {
        leave: admission.leave,
        deck: createDeck({
          open: options.open,
          clock,
          intent,
          refused,
          openWithinMs: limits.openWithinMs,
          soundWithinMs: limits.soundWithinMs,
          onRefused: options.onRefused,
          onEnd: (verdict) => lose(place, verdict),
        }),
      };
      next = place;
    }
  }

  function lose(place: Place, verdict: Verdict): void {
    place.leave();
    gate.heed(verdict);
    if (next === place) next = null;
    fail(verdict.failure);
  }

  function fail(failure: Failure): void {
    trouble = failure;
    if (failure === 'SESSION_LIMIT') return;
    const waitMs = PATIENCE_MS[Math.min(failures, PATIENCE_MS.length - 1)] as number;
    failures += 1;
    notBeforeMs = clock.nowMs() + waitMs * (0.9 + options.randomness.integer(201) / 1_000);
  }

  function drop(place: Place | null): void {
    place?.deck.close();
    place?.leave();
  }

  function wantsOtherGrid(deck: Deck, heldMs: number): boolean {
    const nowMs = clock.nowMs();
    return !fitsGrid(intent, deck.grid()) && nowMs - gridSinceMs >= heldMs && nowMs - lastGridMs >= limits.gridEveryMs;
  }

  /** The deck on air must be followed soon. */
  function isWaning({ deck }: Place): boolean {
    const isThin = deck.runwayMs() < limits.runwayMs || deck.levelMs() < limits.leastMs;
    return !isFlowing() || isThin || mustRenew || deck.ageMs() >= limits.sparePlaysMs - spreadMs || wantsOtherGrid(deck, limits.gridHeldMs);
  }

  function isFlowing(): boolean {
    return live !== null && !live.deck.hasEnded() && live.deck.quietMs() < limits.quietMs;
  }

  return {
    steer(wanted) {
      const { bpm, scale } = intent.steering;
      if (bpm !== wanted.steering.bpm || scale !== wanted.steering.scale) gridSinceMs = clock.nowMs();
      intent = wanted;
      live?.deck.steer(wanted);
      next?.deck.steer(wanted);
    },
    renew() {
      mustRenew = true;
    },
    look() {
      if (live !== null && clock.nowMs() - onAirSinceMs >= WELL_AFTER_MS) failures = 0;
      // Nobody hears the next deck yet: better later than in the wrong tempo.
      if (live === null && next !== null && wantsOtherGrid(next.deck, limits.unheardGridHeldMs)) {
        next.deck.retune();
        lastGridMs = clock.nowMs();
      }
      const isDue = live === null || isWaning(live);
      const mayOpen = isDue || (live !== null && live.deck.ageMs() >= limits.spareOpensMs - spreadMs);
      if (next === null && mayOpen && clock.nowMs() >= notBeforeMs) open();
      if (isDue) next?.deck.play();
    },
    onAir: () => live?.deck ?? null,
    ready: () => (next !== null && !next.deck.hasEnded() && next.deck.levelMs() >= limits.onAirMs ? next.deck : null),
    putOnAir(deck) {
      if (next?.deck !== deck) return;
      const before = live?.deck.grid();
      const { bpm, scale } = deck.grid();
      if (before !== undefined && (before.bpm !== bpm || before.scale !== scale)) lastGridMs = clock.nowMs();
      drop(live);
      live = next;
      next = null;
      onAirSinceMs = clock.nowMs();
      trouble = null;
      mustRenew = false;
    },
    takeOffAir() {
      if (live === null) return;
      if (!live.deck.hasEnded()) fail('STALLED');
      drop(live);
      live = null;
    },
    isFlowing,
    trouble: () => trouble,
    close() {
      drop(live);
      drop(next);
      live = null;
      next = null;
    },
  };
}
