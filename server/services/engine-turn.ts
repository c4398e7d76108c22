// One engine's turns: asks for them when they are due, and says when they will be heard. Knows neither votes nor rooms.
import type { BeatMark, Turn, TurnMark } from '../ports/music-engine.ts';
import type { Broadcast } from './broadcast.ts';

/** A moment that moved by less is not told again: nobody sees it, and a room's delay is never quite still. */
const SAME_MOMENT_MS = 20;

export interface EngineTurn {
  /** Asks for a turn that lands at `earliestMs` (server clock) or later. The newest wins. */
  call(turn: Turn, id: string, earliestMs: number): void;
  beat(mark: BeatMark): void;
  mark(mark: TurnMark): void;
  /** To be called now and then: the room's delay may have moved the moment. */
  look(nowMs: number): void;
}

export interface EngineTurnDeps {
  readonly sound: Pick<Broadcast, 'soundsAtMs' | 'barLineFrom'>;
  readonly ask: (turn: Turn, id: string) => void;
  /** When a turn will be heard, server clock: foretold first where that is possible, then as the engine says, and anew when that moves. */
  readonly onLanding: (id: string, landsAtMs: number) => void;
}

export function createEngineTurn({ sound, ask, onLanding }: EngineTurnDeps): EngineTurn {
  let due: { readonly turn: Turn; readonly id: string; readonly fromFrame: number } | null = null;
  let landing: { readonly id: string; readonly atFrame: number; readonly toldMs: number } | null = null;

  function tell(id: string, atFrame: number): void {
    const landsAtMs = sound.soundsAtMs(atFrame);
    if (landsAtMs === null) return;
    const isTold = landing?.id === id && Math.abs(landing.toldMs - landsAtMs) < SAME_MOMENT_MS;
    landing = { id, atFrame, toldMs: isTold && landing !== null ? landing.toldMs : landsAtMs };
    if (!isTold) onLanding(id, landsAtMs);
  }

  return {
    call(turn, id, earliestMs) {
      landing = null;
      // A drop brings its own build, which is long enough. All others begin where they land, so they wait for a bar line that is far
      // enough away: engines are asked half a bar before it, when no other line can be meant.
      const line = turn === 'DROP' ? null : sound.barLineFrom(earliestMs);
      due = line && { turn, id, fromFrame: line.atFrame - line.barFrames / 2 };
      if (line === null) ask(turn, id);
      else tell(id, line.atFrame);
    },

    beat({ atFrame }) {
      if (due === null || atFrame < due.fromFrame) return;
      const { turn, id } = due;
      due = null;
      ask(turn, id);
    },

    mark({ id, landsAtFrame }) {
      tell(id, landsAtFrame);
    },

    look(nowMs) {
      if (landing !== null && nowMs < landing.toldMs) tell(landing.id, landing.atFrame);
    },
  };
}
