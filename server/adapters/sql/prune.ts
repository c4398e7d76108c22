// Lets go of what is old: rooms that nobody has used for long, what stories tell from before, what closed rooms have left behind, and
// answers that need not be given again.
import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

export interface Ages {
  readonly keptMs: number;
  readonly requestKeptMs: number;
}

/** `open`: rooms of which everything young stays, because they are in memory. */
export async function prune(
  db: Kysely<Tables>,
  nowMs: number,
  { keptMs, requestKeptMs }: Ages,
  open: readonly string[] = [],
): Promise<void> {
  const before = Math.round(nowMs - keptMs);
  // Never an empty list, which PostgreSQL would not take.
  const spared = ['', ...open];
  await db.deleteFrom('rooms').where('written_at_ms', '<', before).where('code', 'not in', spared).execute();
  await db.deleteFrom('story_events').where('at_ms', '<', before).execute();
  for (const table of ['story_events', 'tickets'] as const) {
    const left = db.deleteFrom(table).where('code', 'not in', spared);
    await left.where('code', 'not in', db.selectFrom('rooms').select('code')).execute();
  }
  await db
    .deleteFrom('answered_requests')
    .where('at_ms', '<', Math.round(nowMs - requestKeptMs))
    .execute();
}
