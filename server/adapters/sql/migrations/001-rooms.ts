// Rooms, their story, their tickets, answered requests, and who may write.
import type { Kysely } from 'kysely';
import type { Tables } from '../tables.ts';

export async function up(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .createTable('rooms')
    .addColumn('code', 'text', (column) => column.primaryKey())
    .addColumn('version', 'bigint', (column) => column.notNull())
    .addColumn('written_at_ms', 'bigint', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('story_events')
    .addColumn('code', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('position', 'bigint', (column) => column.notNull())
    .addColumn('at_ms', 'bigint', (column) => column.notNull())
    .addColumn('event', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('story_events_by_id', ['code', 'id'])
    .execute();
  await db.schema.createIndex('story_events_by_position').on('story_events').columns(['code', 'position']).execute();
  await db.schema.createIndex('story_events_by_age').on('story_events').column('at_ms').execute();
  await db.schema
    .createTable('tickets')
    .addColumn('hash', 'text', (column) => column.primaryKey())
    .addColumn('code', 'text', (column) => column.notNull())
    .addColumn('participant_id', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('tickets_by_holder').on('tickets').columns(['code', 'participant_id']).execute();
  await db.schema
    .createTable('answered_requests')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('question', 'text', (column) => column.notNull())
    .addColumn('answer', 'text', (column) => column.notNull())
    .addColumn('at_ms', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('answered_requests_by_age').on('answered_requests').column('at_ms').execute();
  await db.schema
    .createTable('ownership')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('epoch', 'bigint', (column) => column.notNull())
    .addColumn('touched_at_ms', 'bigint', (column) => column.notNull())
    .execute();
}
