// Rooms that outlive the process: the newest state in memory, where transitions run, and SQL as the copy that lasts. Nobody is told of a
// change before it is kept, but for those that may be written behind. Knows no rule.

import { resumeRoom } from '../../domain/restart.ts';
import type { Applied, RoomState, StoryEvent } from '../../domain/room-state.ts';
import { CoroError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Meter } from '../../ports/meter.ts';
import { type Enclosure, REQUEST_KEPT_MS, type RoomStore } from '../../ports/room-store.ts';
import type { TicketHolder } from '../../ports/tickets.ts';
import { writeRoom } from './batch.ts';
import type { Database } from './database.ts';
import { prune } from './prune.ts';
import { type Change, createShelf, lastAwaited, put, type Shelf, type ToldEvent } from './shelf.ts';
import { createWriter } from './writer.ts';

export interface SqlRoomStore extends RoomStore {
  /** For readiness; `null`: all is well. */
  trouble(): Promise<string | null>;
  /** Writes what is left, and closes the database. */
  stop(): Promise<void>;
}

export interface SqlRoomStoreDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Pick<Log, 'error' | 'warn' | 'info'>;
  readonly meter?: Pick<Meter, 'committed' | 'commitFailed'>;
  /** Events of one room that are kept at least. */
  readonly storyLimit: number;
  /** Rooms and events older than that are let go. */
  readonly keptMs: number;
}

const PRUNE_MS = 60 * 60_000;

/** Loads all open rooms; everybody in them is away since now. */
export async function openSqlRoomStore({ database, clock, log, meter, storyLimit, keptMs }: SqlRoomStoreDeps): Promise<SqlRoomStore> {
  const { db, patient, place } = database;
  const shelves = new Map<string, Shelf>();
  const holders = new Map<string, TicketHolder>();
  const writer = createWriter({
    database,
    clock,
    log,
    ...(meter && { meter }),
    storyLimit,
    onKept(shelf) {
      if (shelf.state === null && shelf.pending.length === 0) shelves.delete(shelf.code);
    },
    onLost(shelf, changes) {
      for (const { issued } of changes) for (const { hash } of issued) holders.delete(hash);
      for (const { hash, participantId } of shelf.tickets.values()) holders.set(hash, { code: shelf.code, participantId });
    },
  });
  let cancelPrune = () => {};
  try {
    await load();
  } catch (error) {
    await database.close();
    throw error;
  }

  async function load(): Promise<void> {
    await database.writePatiently((transaction) => prune(transaction, clock.nowMs(), { keptMs, requestKeptMs: REQUEST_KEPT_MS }));
    for (const { code, state } of await patient.selectFrom('rooms').select(['code', 'state']).execute()) {
      const shelf = createShelf(code);
      shelf.state = resumeRoom(parse(code, state), clock.nowMs());
      shelves.set(code, shelf);
    }
    for (const { hash, code, participant_id: participantId } of await patient.selectFrom('tickets').selectAll().execute()) {
      shelves.get(code)?.tickets.set(hash, { hash, participantId });
      holders.set(hash, { code, participantId });
    }
    const stories = patient.selectFrom('story_events').groupBy('code');
    for (const { code, length, last } of await stories
      .select(({ fn }) => ['code', fn.countAll<number>().as('length'), fn.max('position').as('last')])
      .execute()) {
      const shelf = shelves.get(code);
      if (shelf) Object.assign(shelf, { storyLength: Number(length), nextPosition: Number(last) + 1 });
    }
    // Before anybody sees them: after a crash within the next second the numbers of these versions must not be used again.
    await database.writePatiently(async (transaction) => {
      for (const { state } of shelves.values()) if (state !== null) await writeRoom(transaction, state, clock.nowMs());
    });
    schedulePrune();
  }

  function parse(code: string, text: string): RoomState {
    try {
      return JSON.parse(text);
    } catch {
      throw new CoroError(
        'UNAVAILABLE',
        `${place} has a room that cannot be read (${code}). Restore a copy, or delete that row of the table rooms`,
      );
    }
  }

  function schedulePrune(): void {
    cancelPrune = clock.after(PRUNE_MS, () => {
      database
        .writePatiently((transaction) => prune(transaction, clock.nowMs(), { keptMs, requestKeptMs: REQUEST_KEPT_MS }, [...shelves.keys()]))
        .catch((error) => log.warn({ err: error }, 'what is old could not be let go'))
        .finally(schedulePrune);
    });
  }

  /** Resolves when it is kept; at once when nobody has to wait. */
  async function add(shelf: Shelf, { enclosure, isBehind, ...made }: Made): Promise<void> {
    const { ticket, request } = enclosure;
    // News of a state that is built on one which is not kept yet wait for that one.
    const isAwaited = !isBehind || lastAwaited(shelf) !== null;
    let kept: Promise<void> | undefined;
    let waiter: Change['waiter'] = null;
    if (isAwaited) {
      kept = new Promise((resolve, reject) => {
        waiter = { resolve, reject };
      });
    }
    const change: Change = { ...made, issued: ticket ? [ticket] : [], request: request ?? null, waiter };
    put(shelf, change);
    for (const { hash } of change.revoked) holders.delete(hash);
    if (ticket) holders.set(ticket.hash, { code: shelf.code, participantId: ticket.participantId });
    writer.changed(shelf, isAwaited);
    await kept;
  }

  /** What was asked for is so already; whoever is told so may rely on it, too. */
  async function settled(shelf: Shelf, isBehind: boolean): Promise<void> {
    const last = isBehind ? null : lastAwaited(shelf);
    if (last !== null) await add(shelf, { ...unchanged(shelf), isBehind: false });
  }

  return {
    async create(state, story, enclosure = {}) {
      const shelf = shelves.get(state.code) ?? createShelf(state.code);
      if (shelf.state !== null) return false;
      shelves.set(state.code, shelf);
      const told = story.map((event, index) => ({ position: shelf.nextPosition + index, event }));
      await add(shelf, { before: null, after: state, told, revoked: [], enclosure, isBehind: false });
      return true;
    },

    async get(code) {
      return shelves.get(code)?.state ?? null;
    },

    // One process and a synchronous transition: nothing can come between reading and writing, so it runs exactly once.
    async update(code, transition, { durability = 'KEPT', ...enclosure } = {}) {
      const shelf = shelves.get(code);
      if (!shelf?.state) return null;
      const before = shelf.state;
      const applied = transition(before);
      const isBehind = durability === 'WRITE_BEHIND';
      if (applied.state === before) await settled(shelf, isBehind);
      else await add(shelf, { ...madeOf(shelf, before, applied), enclosure, isBehind });
      return applied;
    },

    async list() {
      return [...shelves.values()].flatMap(({ state }) => state ?? []);
    },

    async story(code, before, limit) {
      const shelf = shelves.get(code);
      if (!shelf?.state) return [];
      if (shelf.pending.length > 0) await writer.flush();
      const events = db.selectFrom('story_events').where('code', '=', code);
      const newest = events.select('event').orderBy('position', 'desc').limit(limit);
      const page = before === null ? newest : newest.where('position', '<', events.where('id', '=', before).select('position'));
      const rows = await asked(() => page.execute());
      return rows.map(({ event }): StoryEvent => JSON.parse(event));
    },

    async holderOf(ticketHash) {
      return holders.get(ticketHash) ?? null;
    },

    async answered(key) {
      const row = await asked(() => db.selectFrom('answered_requests').selectAll().where('key', '=', key).executeTakeFirst());
      return row === undefined ? null : { key, question: row.question, answer: row.answer, atMs: row.at_ms };
    },

    trouble: async () => writer.trouble(),

    async stop() {
      cancelPrune();
      await writer.stop();
      await database.close();
    },
  };

  async function asked<Rows>(read: () => Promise<Rows>): Promise<Rows> {
    try {
      return await read();
    } catch (error) {
      log.warn({ err: error }, `${place} cannot be read`);
      throw new CoroError('UNAVAILABLE', 'What is kept cannot be read at the moment. Try again in a minute.');
    }
  }
}

/** A change before it is one. */
interface Made extends Pick<Change, 'before' | 'after' | 'told' | 'revoked'> {
  readonly enclosure: Enclosure;
  readonly isBehind: boolean;
}

function unchanged({ state }: Shelf): Omit<Made, 'isBehind'> {
  return { before: state, after: state, told: [], revoked: [], enclosure: {} };
}

function madeOf(shelf: Shelf, before: RoomState, { state, events }: Applied): Pick<Made, 'before' | 'after' | 'told' | 'revoked'> {
  const gone = new Set(events.flatMap((event) => (event.kind === 'PARTICIPANT_LEFT' && event.forGood ? [event.participantId] : [])));
  const told = events.flatMap((event) => (event.kind === 'STORY_TOLD' ? [event.event] : []));
  return {
    before,
    after: state.isClosed ? null : state,
    told: told.map((event, index): ToldEvent => ({ position: shelf.nextPosition + index, event })),
    revoked:
      gone.size === 0 && !state.isClosed
        ? []
        : [...shelf.tickets.values()].filter(({ participantId }) => state.isClosed || gone.has(participantId)),
  };
}
