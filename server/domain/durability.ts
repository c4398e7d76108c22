// Which changes of a room may be lost with the last second before a crash: what hands or time move on by themselves. All else is kept
// before anybody is told of it.
import type { InputChange, RoomCommand } from './room-state.ts';

/** Commands of time alone: nobody has asked for them, and time asks again. */
const BY_TIME: ReadonlySet<RoomCommand['kind']> = new Set([
  'STEP_AWAY',
  'APPLY_DECISION',
  'HEAR',
  'DECLINE_PROMPT',
  'LAND_VOTE',
  'END_VOTE',
]);
const FADERS: ReadonlySet<string> = new Set<keyof InputChange>(['bpm', 'density', 'brightness']);

/** Whether a change by this command may be written a moment later: ticks, and moves of faders alone, of which the next one comes soon. */
export function mayBeWrittenBehind(command: RoomCommand): boolean {
  if (command.kind !== 'SET_INPUT') return BY_TIME.has(command.kind);
  return Object.entries(command.change).every(([field, value]) => value === undefined || FADERS.has(field));
}
