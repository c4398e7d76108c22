// The music of all rooms of this node: follows the newest room states and gives each room its own. One room's trouble stays its own.
import type { AudioEncoding } from '../domain/audio.ts';
import type { EnergyReport } from '../domain/crowd-energy.ts';
import { BUILT_IN, type LiveState, SILENT } from '../domain/live.ts';
import type { RoomState } from '../domain/room-state.ts';
import type { RoomStore } from '../ports/room-store.ts';
import type { RingChunk } from './broadcast.ts';
import { createRoomMusic, type RoomMusic, type RoomMusicDeps } from './room-music.ts';

export interface Lyria {
  /** What sounds in a room now; `SILENT` for one that never played here. */
  liveOf(code: string): LiveState;
  /** An ear for this encoding has come; call the result when it leaves. Music that rested for want of ears goes on. */
  attend(code: string, encoding: AudioEncoding): () => void;
  /** A participant's chunks come so late, milliseconds; `false`: no room waits for that. */
  reportArrival(code: string, participantId: string, lateMs: number): boolean;
  /** What a participant's phone hears of the crowd; nothing for a room that is not known here. */
  reportEnergy(code: string, participantId: string, measured: Pick<EnergyReport, 'level' | 'clapRate'>): void;
  /** The last `RING_SECONDS` of the present epoch, oldest first; empty when nothing plays. */
  ringOf(code: string): readonly RingChunk[];
  /** Ends all music; resolves when no engine is left. */
  stop(): Promise<void>;
}

export interface LyriaDeps extends RoomMusicDeps {
  /** Rooms that were playing before this process began are taken up from it. */
  readonly store?: Pick<RoomStore, 'list'>;
}

export function createLyria({ store, ...deps }: LyriaDeps): Lyria {
  const silent: LiveState = { ...SILENT, setup: deps.setup ?? BUILT_IN };
  const rooms = new Map<string, RoomMusic>();
  const closing = new Set<Promise<void>>();
  let isStopped = false;

  function musicOf(code: string): RoomMusic {
    const known = rooms.get(code);
    if (known !== undefined) return known;
    const music = createRoomMusic(code, deps);
    rooms.set(code, music);
    return music;
  }

  function follow(state: RoomState): void {
    if (isStopped) return;
    if (state.isClosed) free(state.code);
    else musicOf(state.code).follow(state);
  }

  function free(code: string): void {
    const music = rooms.get(code);
    if (music === undefined) return;
    rooms.delete(code);
    const closed: Promise<void> = music.close().then(() => void closing.delete(closed));
    closing.add(closed);
  }

  const unsubscribe = deps.bus.subscribeAll((message) => {
    if (message.kind === 'ROOM') follow(message.state);
  });
  store
    ?.list()
    .then((states) => states.forEach(follow))
    .catch((error) => deps.log.warn({ err: error }, 'playing rooms could not be taken up'));

  return {
    liveOf: (code) => rooms.get(code)?.live() ?? silent,
    reportArrival: (code, participantId, lateMs) => rooms.get(code)?.reportArrival(participantId, lateMs) ?? false,
    reportEnergy: (code, participantId, measured) => rooms.get(code)?.reportEnergy(participantId, measured),
    ringOf: (code) => rooms.get(code)?.ring() ?? [],

    attend(code, encoding) {
      const music = musicOf(code);
      const leave = music.attend(encoding);
      return () => {
        leave();
        if (music.isEmpty() && rooms.get(code) === music) rooms.delete(code);
      };
    },

    async stop() {
      isStopped = true;
      unsubscribe();
      await Promise.all([...closing, ...[...rooms.values()].map((music) => music.close())]);
    },
  };
}
