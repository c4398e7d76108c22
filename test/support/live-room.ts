// A room for tests of the live services: plain states, a bus that counts its subscribers, and a store of one map, without any rules.
import type { Mix } from '../../server/domain/arbitration.ts';
import { QUIET_CROWD } from '../../server/domain/crowd.ts';
import { FREE_CONTROLS } from '../../server/domain/engine-controls.ts';
import type { Applied, Participant, ParticipantInput, RoomEvent, RoomState, Wish } from '../../server/domain/room-state.ts';
import type { RoomBus, RoomMessage } from '../../server/ports/room-bus.ts';
import type { RoomStore } from '../../server/ports/room-store.ts';

export const CODE = 'ABC234';

export const MIX: Mix = {
  prompts: [{ text: 'lofi hip hop', weight: 1, credits: [] }],
  bpm: 90,
  density: 0.5,
  brightness: 0.5,
  scale: null,
  muteBass: false,
  muteDrums: false,
  reason: 'A gentle start.',
  credits: [],
};

export function roomState(change: Partial<RoomState> = {}): RoomState {
  return {
    code: CODE,
    name: 'Room',
    epoch: 'room-epoch',
    version: 1,
    createdAtMs: 0,
    isPublic: true,
    locked: false,
    passwordHash: null,
    playerLimit: 10,
    isPlaying: false,
    startedAtMs: null,
    isClosed: false,
    hostId: 'ann',
    founderId: 'ann',
    participants: [participant('ann'), participant('ben')],
    departed: [],
    simulatedGuests: 0,
    desertedSinceMs: null,
    inputsRevision: 0,
    target: { bpm: 90, density: 0.5, brightness: 0.5, scale: null, muteBass: false, muteDrums: false, revision: 1 },
    decision: {
      mix: MIX,
      source: 'RULES',
      revision: 1,
      decidedAtMs: 0,
      inputsRevision: 0,
      settled: true,
      isFirst: true,
      adviceTrouble: null,
    },
    controls: FREE_CONTROLS,
    contextResets: 0,
    refusedPrompts: [],
    swaps: [],
    crowd: QUIET_CROWD,
    story: [],
    ...change,
  };
}

export function participant(id: string, input: Partial<ParticipantInput> | null = null): Participant {
  const untouched: ParticipantInput = {
    bpm: null,
    moods: [],
    genre: null,
    genreWish: null,
    instruments: [],
    density: null,
    brightness: null,
    wish: null,
    updatedAtMs: 0,
  };
  return {
    id,
    displayName: id,
    kind: 'CONTROLLER',
    role: 'ENERGY',
    isCoHost: false,
    isSilenced: false,
    isSimulated: false,
    presence: 'CONNECTED',
    joinedAtMs: 0,
    awaySinceMs: null,
    input: input === null ? null : { ...untouched, ...input },
  };
}

export function wish(change: Partial<Wish> = {}): Wish {
  return {
    id: 'w1',
    field: 'wish',
    text: 'more funk',
    fate: 'WAITING',
    understood: [],
    unknown: [],
    reason: null,
    atMs: 0,
    revision: null,
    inputsRevision: 0,
    isRefused: false,
    ...change,
  };
}

export interface CountingBus extends RoomBus {
  subscriptions(): number;
  /** Everything that was published, in order. */
  readonly log: RoomMessage[];
}

export function createCountingBus(): CountingBus {
  const handlers = new Set<{ readonly code: string | null; readonly handle: (message: RoomMessage) => void }>();
  const log: RoomMessage[] = [];
  function add(code: string | null, handle: (message: RoomMessage) => void): () => void {
    const entry = { code, handle };
    handlers.add(entry);
    return () => void handlers.delete(entry);
  }
  return {
    log,
    subscriptions: () => handlers.size,
    publish(message) {
      log.push(message);
      const code = message.kind === 'ROOM' ? message.state.code : message.code;
      for (const entry of [...handlers]) if (entry.code === null || entry.code === code) entry.handle(message);
    },
    subscribe: (code, handle) => add(code, handle),
    subscribeAll: (handle) => add(null, handle),
  };
}

export interface LiveRoom {
  readonly bus: CountingBus;
  readonly store: Pick<RoomStore, 'get' | 'list'>;
  state(): RoomState;
  /** Stores the changed state, with the next version, and publishes it. */
  change(change: Partial<RoomState>, events?: readonly RoomEvent[]): Applied;
}

export function createLiveRoom(first: Partial<RoomState> = {}): LiveRoom {
  const bus = createCountingBus();
  let state = roomState(first);
  return {
    bus,
    store: {
      get: async (code) => (code === state.code && !state.isClosed ? state : null),
      list: async () => (state.isClosed ? [] : [state]),
    },
    state: () => state,
    change(change, events = []) {
      state = { ...state, ...change, version: state.version + 1 };
      bus.publish({ kind: 'ROOM', state, events });
      return { state, events };
    },
  };
}
