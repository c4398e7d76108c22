// Everybody who watches or hears a room, on this node: one bus subscription per room, one bounded queue per subscriber.
import { type AudioChunk, type AudioCursor, type AudioEncoding, CHUNK_FRAMES, ringFor, SAMPLE_RATE_HZ } from '../domain/audio.ts';
import type { Decision, RoomState, Wish } from '../domain/room-state.ts';
import type { Log } from '../log.ts';
import type { Clock } from '../ports/clock.ts';
import type { Meter } from '../ports/meter.ts';
import type { RoomBus } from '../ports/room-bus.ts';
import type { RoomStore } from '../ports/room-store.ts';
import type { TicketHolder } from '../ports/tickets.ts';
import { requireCode, requireMember, requireRoom, requireWatcher } from './access.ts';
import { type BoundedStream, type BoundedStreamOptions, createBoundedStream, type Flow } from './bounded-stream.ts';
import { createLobbyFeed, type LobbyWatcher } from './lobby-feed.ts';
import type { Lyria } from './lyria.ts';
import type { ReactionBurst } from './reaction-bursts.ts';
import type { RoomView } from './room.ts';
import { createRoomFeed, type RoomFeed, type Watcher } from './room-feed.ts';

/** All streams begin with what is true now; state streams keep only the newest value for a slow reader, audio drops its own oldest chunks. A stream ends (done) when its room closes or its ticket holder is removed. The promise rejects with CoroError before anything is streamed. */
export interface AudienceService {
  watchRoom(holder: TicketHolder | null, code: string): Promise<Flow<RoomView>>;
  watchPrompts(holder: TicketHolder | null, code: string): Promise<Flow<Decision>>;
  watchLobby(limit: number): Promise<Flow<readonly RoomView[]>>;
  /** Needs a ticket of this room; tells the holder's own wishes only. */
  watchWishes(holder: TicketHolder | null, code: string): Promise<Flow<Wish>>;
  /** Begins with nothing: reactions are of the moment. */
  watchReactions(holder: TicketHolder | null, code: string): Promise<Flow<ReactionBurst>>;
  /** Begins with about the last 2 s from the ring, or behind `after` when that is still in the ring. */
  hear(holder: TicketHolder | null, code: string, encoding: AudioEncoding, after: AudioCursor | null): Promise<Flow<AudioChunk>>;
  /** Needs a ticket of this room; milliseconds as in `ArrivalReport`. `false`: the room does not wait for somebody so late. */
  reportArrival(holder: TicketHolder | null, code: string, lateMs: number): Promise<boolean>;
  /** Ends every stream, so that clients are told before their sockets close. */
  stop(): void;
}

/** Only the newest value matters: nobody needs to see where a fader was. */
const NEWEST_ONLY = 1;
/** A person has few wishes at a time. */
const WISHES_WAITING = 16;
/** 1 s of reactions; older ones are over. */
const BURSTS_WAITING = 10;
/** 2 s of sound: what waits longer would come too late to be heard. */
const CHUNKS_WAITING = (2 * SAMPLE_RATE_HZ) / CHUNK_FRAMES;

export interface AudienceDeps {
  readonly bus: RoomBus;
  readonly store: Pick<RoomStore, 'get'>;
  readonly clock: Clock;
  readonly lyria: Pick<Lyria, 'liveOf' | 'ringOf' | 'attend' | 'reportArrival'>;
  /** Open public rooms, most alive first. */
  readonly lobby: (limit: number) => Promise<readonly RoomView[]>;
  readonly log: Pick<Log, 'warn'>;
  readonly meter?: Pick<Meter, 'listening' | 'dropped'>;
}

/** A feed that is held until `release`, with the state that the holder was admitted to. */
interface Entrance {
  readonly feed: RoomFeed;
  readonly state: RoomState;
  release(): void;
}

export function createAudience({ bus, store, clock, lyria, lobby, log, meter }: AudienceDeps): AudienceService {
  const feeds = new Map<string, { readonly feed: RoomFeed; holds: number }>();
  const lobbyFeed = createLobbyFeed({ bus, clock, lobby, log });

  function hold(code: string): Pick<Entrance, 'feed' | 'release'> {
    const held = feeds.get(code) ?? { feed: createRoomFeed(code, { bus, clock, lyria }), holds: 0 };
    feeds.set(code, held);
    held.holds += 1;
    return {
      feed: held.feed,
      release() {
        held.holds -= 1;
        if (held.holds > 0) return;
        feeds.delete(code);
        held.feed.close();
      },
    };
  }

  /** Subscribes before it reads: what changes meanwhile is known when the caller goes on. */
  async function enter(typedCode: string, admit: (state: RoomState) => void): Promise<Entrance> {
    const code = requireCode(typedCode);
    const { feed, release } = hold(code);
    try {
      feed.learn(requireRoom(await store.get(code), code));
      const state = requireRoom(feed.state(), code);
      admit(state);
      return { feed, state, release };
    } catch (error) {
      release();
      throw error;
    }
  }

  /** Joins a feed and a bounded stream; either's end is the other's. */
  function follow<T>(
    { feed, release }: Entrance,
    { holder, ...bounds }: { holder: TicketHolder | null } & Omit<BoundedStreamOptions<T>, 'onClose'>,
    watch: (push: (item: T) => void, stream: BoundedStream<T>) => Omit<Watcher, 'holder' | 'end'>,
    onLeave: () => void = () => {},
  ): Flow<T> {
    const stream = createBoundedStream<T>({
      ...bounds,
      onClose() {
        feed.remove(watcher);
        release();
        onLeave();
      },
    });
    const watcher: Watcher = { holder, end: () => stream.end(), ...watch((item) => stream.push(item), stream) };
    feed.add(watcher);
    return stream.iterator;
  }

  return {
    async watchRoom(holder, code) {
      const entrance = await enter(code, (state) => requireWatcher(state, holder));
      return follow<RoomView>(entrance, { holder, capacity: NEWEST_ONLY }, (push) => {
        const onView = unlessSame<RoomView>((view) => `${view.state.version + view.live.version}`, push);
        onView(entrance.feed.view(entrance.state));
        return { onView };
      });
    },

    async watchPrompts(holder, code) {
      const entrance = await enter(code, (state) => requireWatcher(state, holder));
      return follow<Decision>(entrance, { holder, capacity: NEWEST_ONLY }, (push) => {
        const tell = unlessSame<Decision>(({ revision, source, decidedAtMs }) => `${revision}/${source}/${decidedAtMs}`, push);
        tell(entrance.state.decision);
        return { onState: (state) => tell(state.decision) };
      });
    },

    async watchWishes(holder, code) {
      const entrance = await enter(code, (state) => void requireMember(state, holder));
      const { input } = requireMember(entrance.state, holder);
      return follow<Wish>(entrance, { holder, capacity: WISHES_WAITING }, (push) => {
        // One filter per field: a genre's news must not make the wish's last fate look new.
        const nameOf = ({ id, fate }: Wish) => `${id}/${fate}`;
        const tell = { wish: unlessSame(nameOf, push), genre: unlessSame(nameOf, push) };
        for (const wish of [input?.genreWish, input?.wish]) if (wish) tell[wish.field](wish);
        return {
          onEvents(events) {
            for (const event of events) {
              if (event.kind === 'WISH_CHANGED' && event.participantId === holder?.participantId) tell[event.wish.field](event.wish);
            }
          },
        };
      });
    },

    async watchReactions(holder, code) {
      const entrance = await enter(code, (state) => requireWatcher(state, holder));
      return follow<ReactionBurst>(entrance, { holder, capacity: BURSTS_WAITING }, (push) => ({ onReactions: push }));
    },

    async hear(holder, code, encoding, after) {
      const entrance = await enter(code, (state) => requireWatcher(state, holder));
      // No pause from here on: what the ring has now and what comes later are one stream without a seam.
      const leaveMusic = lyria.attend(entrance.state.code, encoding);
      const leaveMeter = meter?.listening(entrance.state.code, encoding);
      const leave = () => {
        leaveMusic();
        leaveMeter?.();
      };
      const ring = lyria.ringOf(entrance.state.code);
      const newest = ring.at(-1);
      const first = ringFor(ring, after, clock.nowMs()).flatMap((chunk) => chunk.as(encoding) ?? []);
      return follow<AudioChunk>(
        entrance,
        {
          holder,
          capacity: CHUNKS_WAITING,
          first,
          onDropped: () => meter?.dropped(encoding),
          isKnown: ({ epoch, seq }) => epoch === newest?.epoch && seq <= newest.seq,
        },
        (_push, stream) => ({ sound: { encoding, stream } }),
        leave,
      );
    },

    async reportArrival(holder, typedCode, lateMs) {
      const code = requireCode(typedCode);
      const { id } = requireMember(requireRoom(await store.get(code), code), holder);
      return lyria.reportArrival(code, id, lateMs);
    },

    async watchLobby(limit) {
      let isTold = false;
      const watcher: LobbyWatcher = {
        limit,
        onRooms(rooms) {
          isTold = true;
          stream.push(rooms);
        },
        end: () => stream.end(),
      };
      const stream = createBoundedStream<readonly RoomView[]>({ capacity: NEWEST_ONLY, onClose: () => lobbyFeed.remove(watcher) });
      lobbyFeed.add(watcher);
      try {
        const rooms = await lobby(limit);
        if (!isTold) watcher.onRooms(rooms);
      } catch (error) {
        stream.end();
        throw error;
      }
      return stream.iterator;
    },

    stop() {
      for (const { feed } of [...feeds.values()]) feed.endAll();
      lobbyFeed.endAll();
    },
  };
}

/** Passes on what differs from the last one by name. */
function unlessSame<T>(nameOf: (item: T) => string, push: (item: T) => void): (item: T) => void {
  let last: string | null = null;
  return (item) => {
    const name = nameOf(item);
    if (name !== last) push(item);
    last = name;
  };
}
