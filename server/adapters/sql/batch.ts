// What one transaction has to write for one room, folded from its changes: the newest state once, every event once. Writes it, too.
import type { Kysely } from 'kysely';
import type { RoomState } from '../../domain/room-state.ts';
import type { AnsweredRequest } from '../../ports/room-store.ts';
import type { Change, Shelf, TicketRow, ToldEvent } from './shelf.ts';
import type { Tables } from './tables.ts';

export interface RoomBatch {
  readonly code: string;
  /**
   * What the database has of this code goes first. ALL before a new room. Of one that closes only the DOOR, its row and its tickets: if
   * nobody hears whether that came through, the room goes on with its story. Pruning takes the story later.
   */
  readonly cleared: 'ALL' | 'DOOR' | null;
  readonly state: RoomState | null;
  /** Events from this position on go first: they were taken back. */
  readonly untold: number | null;
  readonly told: readonly ToldEvent[];
  readonly revoked: readonly TicketRow[];
  readonly issued: readonly TicketRow[];
  readonly requests: readonly AnsweredRequest[];
  /** Only so many of the newest events stay; `null`: all of them. */
  readonly keptEvents: number | null;
}

/** All that is pending, as one. `storyLimit`: events beyond it by a tenth are let go. */
export function batchOf(shelf: Shelf, storyLimit: number): RoomBatch {
  const { code, pending, doubtfulFrom, state } = shelf;
  const opened = pending.findLastIndex(({ before, after }) => before === null || after === null);
  // What a room had under this code before the present one is of no interest any more.
  const life = pending.slice(Math.max(0, opened));
  const told = new Map<string, ToldEvent>();
  for (const row of life.flatMap((change) => change.told)) {
    told.delete(row.event.id);
    told.set(row.event.id, row);
  }
  const revoked = life.flatMap((change) => change.revoked);
  const isDoubtful = doubtfulFrom !== null;
  const gone = new Set(revoked.map(({ hash }) => hash));
  const issued = life.flatMap((change) => change.issued).filter(({ hash }) => !gone.has(hash));
  return {
    code,
    cleared: clearedBy(pending[opened], isDoubtful && state === null),
    state,
    untold: doubtfulFrom,
    told: state === null ? [] : [...told.values()],
    revoked,
    issued: isDoubtful ? [...shelf.tickets.values()] : issued,
    requests: pending.flatMap(({ request }) => request ?? []),
    keptEvents: shelf.storyLength > storyLimit * 1.1 ? storyLimit : null,
  };
}

function clearedBy(turn: Change | undefined, isUndone: boolean): RoomBatch['cleared'] {
  if (turn === undefined) return isUndone ? 'ALL' : null;
  return turn.after === null ? 'DOOR' : 'ALL';
}

/** As often as need be with the same effect: a transaction whose end was not heard of is run again. */
export async function writeBatch(db: Kysely<Tables>, batch: RoomBatch, nowMs: number): Promise<void> {
  const { code, state } = batch;
  if (batch.cleared !== null) await clearDoor(db, code);
  if (batch.cleared === 'ALL') await db.deleteFrom('story_events').where('code', '=', code).execute();
  if (batch.untold !== null) {
    await db.deleteFrom('story_events').where('code', '=', code).where('position', '>=', batch.untold).execute();
    await db.deleteFrom('tickets').where('code', '=', code).execute();
  }
  const gone = batch.revoked.map(({ hash }) => hash);
  if (gone.length > 0) await db.deleteFrom('tickets').where('hash', 'in', gone).execute();
  if (state !== null) await writeRoom(db, state, nowMs);
  for (const row of batch.told) await tellEvent(db, code, row);
  for (const { hash, participantId } of state === null ? [] : batch.issued) {
    const row = { hash, code, participant_id: participantId };
    await db
      .insertInto('tickets')
      .values(row)
      .onConflict((conflict) => conflict.column('hash').doUpdateSet(row))
      .execute();
  }
  for (const { atMs, ...sealed } of batch.requests) {
    const row = { ...sealed, at_ms: Math.round(atMs) };
    await db
      .insertInto('answered_requests')
      .values(row)
      .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
      .execute();
  }
  if (batch.keptEvents !== null) await shortenStory(db, code, batch.keptEvents);
}

async function clearDoor(db: Kysely<Tables>, code: string): Promise<void> {
  await db.deleteFrom('rooms').where('code', '=', code).execute();
  await db.deleteFrom('tickets').where('code', '=', code).execute();
}

export async function writeRoom(db: Kysely<Tables>, state: RoomState, nowMs: number): Promise<void> {
  const row = { code: state.code, version: state.version, written_at_ms: Math.round(nowMs), state: JSON.stringify(state) };
  await db
    .insertInto('rooms')
    .values(row)
    .onConflict((conflict) => conflict.column('code').doUpdateSet(row))
    .execute();
}

async function tellEvent(db: Kysely<Tables>, code: string, { position, event }: ToldEvent): Promise<void> {
  const row = { code, id: event.id, position, at_ms: Math.round(event.atMs), event: JSON.stringify(event) };
  await db
    .insertInto('story_events')
    .values(row)
    .onConflict((conflict) => conflict.columns(['code', 'id']).doUpdateSet(row))
    .execute();
}

async function shortenStory(db: Kysely<Tables>, code: string, kept: number): Promise<void> {
  const oldest = await db
    .selectFrom('story_events')
    .select('position')
    .where('code', '=', code)
    .orderBy('position', 'desc')
    .offset(kept)
    .limit(1)
    .executeTakeFirst();
  if (oldest === undefined) return;
  await db.deleteFrom('story_events').where('code', '=', code).where('position', '<=', oldest.position).execute();
}
