// What one node's watchers of one room share: a single bus subscription, the newest state, and one coalesced view for all.
// Queues nothing: each watcher brings its own bounded stream.
import type { AudioChunk, AudioEncoding } from '../domain/audio.ts';
import type { RoomEvent, RoomState } from '../domain/room-state.ts';
import type { Clock } from '../ports/clock.ts';
import type { EncodedChunk, RoomBus } from '../ports/room-bus.ts';
import type { TicketHolder } from '../ports/tickets.ts';
import { mayWatch } from './access.ts';
import type { BoundedStream } from './bounded-stream.ts';
import { createCoalescer } from './coalesce.ts';
import type { Lyria } from './lyria.ts';
import { createReactionBursts, type ReactionBurst } from './reaction-bursts.ts';
import type { RoomView } from './room.ts';

/** Views go out at once, and then at most this often: twenty a second is more than an eye follows. */
const VIEW_GAP_MS = 50;

/** Somebody who hears. */
export interface Sound {
  readonly encoding: AudioEncoding;
  readonly stream: Pick<BoundedStream<AudioChunk>, 'push'>;
}

/** One subscription's side of the feed; every call must return at once. */
export interface Watcher {
  readonly holder: TicketHolder | null;
  onView?(view: RoomView): void;
  /** Every newer state, not coalesced. */
  onState?(state: RoomState): void;
  onEvents?(events: readonly RoomEvent[]): void;
  /** Where chunks go. */
  readonly sound?: Sound;
  onReactions?(burst: ReactionBurst): void;
  /** The room has closed, or the holder may not watch any more. */
  end(): void;
}

export interface RoomFeed {
  /** A state that came from elsewhere than the bus; older ones are ignored. */
  learn(state: RoomState): void;
  state(): RoomState | null;
  view(state: RoomState): RoomView;
  add(watcher: Watcher): void;
  remove(watcher: Watcher): void;
  endAll(): void;
  close(): void;
}

export function createRoomFeed(
  code: string,
  { bus, clock, lyria }: { bus: RoomBus; clock: Clock; lyria: Pick<Lyria, 'liveOf'> },
): RoomFeed {
  const watchers = new Set<Watcher>();
  /** Those that hear, in a row by encoding: a chunk reaches a thousand of them without looking at anybody else. */
  const hearers = new Map<AudioEncoding, readonly Sound['stream'][]>();
  let newest: RoomState | null = null;
  let newestView: RoomView | null = null;

  /** Who comes within one gap sees the same view, so that a crowd that comes at once costs one. */
  function view(state: RoomState): RoomView {
    const live = lyria.liveOf(code);
    const nowMs = clock.nowMs();
    const isSame = newestView?.state === state && newestView.live.version === live.version && nowMs - newestView.nowMs < VIEW_GAP_MS;
    if (newestView === null || !isSame) newestView = { state, live, nowMs };
    return newestView;
  }

  const views = createCoalescer({
    clock,
    gapMs: VIEW_GAP_MS,
    call() {
      if (newest === null) return;
      const shared = view(newest);
      for (const watcher of watchers) watcher.onView?.(shared);
    },
  });

  function learn(state: RoomState): void {
    if (newest !== null && state.epoch === newest.epoch && state.version <= newest.version) return;
    const known = newest;
    newest = state;
    for (const watcher of watchers) watcher.onState?.(state);
    // A password that was set meanwhile also counts for those who are already watching.
    if (known?.passwordHash !== state.passwordHash) endWhere(({ holder }) => !mayWatch(state, holder));
    if (state.isClosed) endAll();
    else if (watchers.size > 0) views.changed();
  }

  function endWhere(isOut: (watcher: Watcher) => boolean): void {
    for (const watcher of [...watchers]) if (isOut(watcher)) watcher.end();
  }

  function endAll(): void {
    endWhere(() => true);
  }

  function tell(events: readonly RoomEvent[]): void {
    for (const watcher of watchers) watcher.onEvents?.(events);
    const gone = new Set(events.flatMap((event) => (event.kind === 'PARTICIPANT_LEFT' && event.forGood ? [event.participantId] : [])));
    if (gone.size > 0) endWhere(({ holder }) => holder !== null && holder.code === code && gone.has(holder.participantId));
  }

  const reactions = createReactionBursts(clock, (burst) => {
    for (const watcher of watchers) watcher.onReactions?.(burst);
  });

  function play(chunk: EncodedChunk): void {
    for (const [encoding, streams] of hearers) {
      const encoded = streams.length > 0 ? chunk.as(encoding) : null;
      if (encoded !== null) for (const stream of streams) stream.push(encoded);
    }
  }

  const unsubscribe = bus.subscribe(code, (message) => {
    if (message.kind === 'AUDIO') play(message.chunk);
    else if (message.kind === 'LIVE') views.changed();
    else if (message.kind === 'REACTION') reactions.add(message.thrown);
    else {
      learn(message.state);
      if (message.events.length > 0) tell(message.events);
    }
  });

  return {
    learn,
    state: () => newest,
    view,
    add(watcher) {
      watchers.add(watcher);
      const { sound } = watcher;
      if (sound) hearers.set(sound.encoding, [...(hearers.get(sound.encoding) ?? []), sound.stream]);
    },
    remove(watcher) {
      watchers.delete(watcher);
      const { sound } = watcher;
      if (sound)
        hearers.set(
          sound.encoding,
          (hearers.get(sound.encoding) ?? []).filter((stream) => stream !== sound.stream),
        );
    },
    endAll,
    close() {
      views.cancel();
      reactions.cancel();
      unsubscribe();
    },
  };
}
