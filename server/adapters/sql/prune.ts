// Lets go of what is old: rooms that nobody has opened a door of for long, their story and tickets, answers that need not be given again.
import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

export interface Ages {
  readonly keptMs: number;
  readonly requestKeptMs: number;
}

/** `open`: rooms that stay whatever their age, because they are in memory. */
export async function prune(
  db: Kysely<Tables>,
  nowMs: number,
  { keptMs, requestKeptMs }: Ages,
  open: readonly string[] = [],
): Promise<void> {
  const before = Math.round(nowMs - keptMs);
  const old = db.deleteFrom('rooms').where('written_at_ms', '<', before);
  await (open.length === 0 ? old : old.where('code', 'not in', open)).execute();
  await db.deleteFrom('story_events').where('at_ms', '<', before).execute();
  for (const table of ['story_events', 'tickets'] as const) {
    await db.deleteFrom(table).where('code', 'not in', db.selectFrom('rooms').select('code')).execute();
  }
  await db
    .deleteFrom('answered_requests')
    .where('at_ms', '<', Math.round(nowMs - requestKeptMs))
    .execute();
}
