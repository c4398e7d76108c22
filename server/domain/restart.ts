// What a room is when the server that kept it comes back: the same, but for whoever was there. Opens and closes nothing.
import { QUIET_CROWD } from './crowd.ts';
import type { RoomState } from './room-state.ts';

/** Far more versions than a room has within the second that may be lost: no number ever stands for two states. */
export const VERSIONS_SKIPPED = 10_000;

/**
 * The room as it goes on after a restart. Nobody's socket has survived, so everybody is away, since now: every grace begins anew.
 * Simulated guests live in the server and are back with it. Music that was playing plays again, since now, by an engine that has refused
 * nothing yet; a vote was about the music before, and has ended with it. No time of the old clock is waited for.
 */
export function resumeRoom(state: RoomState, nowMs: number): RoomState {
  return {
    ...state,
    version: state.version + VERSIONS_SKIPPED,
    participants: state.participants.map((person) =>
      person.isSimulated ? person : { ...person, presence: 'AWAY' as const, awaySinceMs: nowMs },
    ),
    desertedSinceMs: nowMs,
    startedAtMs: state.isPlaying ? nowMs : null,
    refusedPrompts: [],
    crowd: { ...QUIET_CROWD, forms: state.crowd.forms },
  };
}
