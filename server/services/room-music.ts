// The music of one room: keeps exactly the engine that the newest state and the listeners ask for, and tells what is heard.
// Decides nothing about what is played, and knows no other room.
import { type AudioEncoding, levelAt, RING_SECONDS } from '../domain/audio.ts';
import { type EnergyReport, lifted } from '../domain/crowd-energy.ts';
import { BUILT_IN, type LiveState, type MusicPosition, type Setup, SILENT } from '../domain/live.ts';
import type { Applied, RoomCommand, RoomState, Wish } from '../domain/room-state.ts';
import type { RoomBus } from '../ports/room-bus.ts';
import type { RingChunk } from './broadcast.ts';
import { createCrowdEnergy } from './crowd-energy.ts';
import { createEngineRun, type EngineRun, type EngineRunDeps } from './engine-run.ts';
import { createRoomDelay } from './room-delay.ts';

/** An engine plays on this long for nobody. */
const REST_AFTER_MS = 30_000;
const RETRY_MIN_MS = 2_000;
const RETRY_MAX_MS = 32_000;
/** After this many chunks (10 s) an engine counts as well, and its next failure as the first. */
const WELL_AFTER_CHUNKS = 100;

const RESTING = 'Nobody is listening, so the music rests; it goes on as soon as somebody does.';

export interface RoomMusicDeps extends EngineRunDeps {
  readonly bus: RoomBus;
  readonly apply: (code: string, command: RoomCommand) => Promise<Applied | null>;
  /** Absent: nothing but what is built in. */
  readonly setup?: Setup;
  /** The room's delay when no listener needs more, milliseconds; absent: as short as the network of a house allows. */
  readonly leastDelayMs?: number;
}

export interface RoomMusic {
  /** States may come twice or out of order; only the newest counts. */
  follow(state: RoomState): void;
  /** An ear for this encoding has come; the result is called when it leaves. */
  attend(encoding: AudioEncoding): () => void;
  live(): LiveState;
  /** A participant's chunks come so late, milliseconds; `false`: the room does not wait for that. */
  reportArrival(participantId: string, lateMs: number): boolean;
  /** What a participant's phone hears of the crowd. */
  reportEnergy(participantId: string, measured: Pick<EnergyReport, 'level' | 'clapRate'>): void;
  /** The last seconds of sound, oldest first; empty while nothing plays. */
  ring(): readonly RingChunk[];
  /** No state of this room has come yet, and nobody listens: nothing would be lost with it. */
  isEmpty(): boolean;
  /** Resolves when no engine is left. */
  close(): Promise<void>;
}

export function createRoomMusic(code: string, deps: RoomMusicDeps): RoomMusic {
  const { bus, clock, log } = deps;
  const delay = createRoomDelay(clock, deps.leastDelayMs);
  const energy = createCrowdEnergy(clock, (crowdEnergy) => {
    tell({ crowdEnergy });
    reconcile();
  });
  let state: RoomState | null = null;
  let live: LiveState = { ...SILENT, setup: deps.setup ?? BUILT_IN };
  let run: EngineRun | null = null;
  /** The vote that the engine was last told of. */
  let calledVoteId: string | null = null;
  /** Engines that were told to stop and have not yet; a new one waits for them. */
  const stopping = new Set<Promise<void>>();
  let isResting = false;
  let isClosed = false;
  let failures = 0;
  let cancelRetry: (() => void) | null = null;
  let cancelRest: (() => void) | null = null;
  let pcmEars = 0;
  let cancelPcm: (() => void) | null = null;
  /** What was last searched for waiting wishes. */
  let searched: { readonly state: RoomState; readonly revision: number } | null = null;

  function tell(change: Partial<Omit<LiveState, 'version'>>): void {
    const keys = Object.keys(change) as (keyof typeof change)[];
    if (isClosed || keys.every((key) => live[key] === change[key])) return;
    live = { ...live, ...change, version: live.version + 1 };
    bus.publish({ kind: 'LIVE', code, live });
  }

  /** The one place that compares what is with what should be. */
  function reconcile(): void {
    const isWanted = !isClosed && state?.isPlaying === true && !isResting && cancelRetry === null;
    if (run !== null && !isWanted) finish(run);
    else if (run !== null && state !== null) run.steer(state);
    else if (isWanted && stopping.size === 0 && state !== null) start(state);
  }

  function start(from: RoomState): void {
    const starting = createEngineRun(
      code,
      { ...deps, delayMs: delay.delayMs, lifted: (steering) => lifted(steering, energy.lift()) },
      {
        onSound(chunk) {
          if (chunk.seq === WELL_AFTER_CHUNKS) failures = 0;
          if (live.health === 'STARTING') tell({ health: 'PLAYING', reason: null });
          bus.publish({ kind: 'AUDIO', code, chunk });
        },
        onHeard({ position, steering }) {
          tell({ heard: steering, ...(position !== null && !isSamePlace(position, live.position) ? { position } : {}) });
          if (steering !== null) hearWishes(steering.revision);
        },
        onHealth: (health, reason, plays) => tell({ health, reason, ...(plays && { engine: plays }) }),
        onDeclined: tellDeclined,
        onLanding: land,
        onFailed: fail,
      },
    );
    // Known before it starts, so that whatever happens meanwhile finds it and no second one is made.
    run = starting;
    tell({ health: 'STARTING', reason: null });
    const engine = starting.start(from, pcmEars > 0);
    if (run !== starting) finish(starting);
    else if (engine !== null) tell({ engine });
    reconcile();
  }

  /** Once per state and revision: a wish that waits is told as sounding, and nobody is asked the same again ten times a second. */
  function hearWishes(revision: number): void {
    if (state === null || (searched?.state === state && searched.revision === revision)) return;
    searched = { state, revision };
    const sounds = (wish: Wish | null | undefined) => wish?.fate === 'ACCEPTED' && wish.revision !== null && wish.revision <= revision;
    if (!state.participants.some(({ input }) => sounds(input?.wish) || sounds(input?.genreWish))) return;
    deps.apply(code, { kind: 'HEAR', revision }).catch((error) => log.warn({ code, err: error }, 'heard wishes could not be told'));
  }

  function tellDeclined(text: string): void {
    deps.apply(code, { kind: 'DECLINE_PROMPT', text }).catch((error) => log.warn({ code, err: error }, 'a refusal could not be told'));
  }

  /** A vote that has carried is played once, by the engine that plays at that time. With none, or with one that cannot play this turn
   * and so never answers (Lyria a key lift), it lands all the same after its countdown, with nothing heard. */
  function playVote({ crowd: { vote } }: RoomState): void {
    if (vote === null || vote.carried === null || vote.id === calledVoteId) return;
    calledVoteId = vote.id;
    run?.turn(vote.form, vote.id, vote.carried.landsAtMs);
  }

  function land(voteId: string, landsAtMs: number): void {
    deps
      .apply(code, { kind: 'LAND_VOTE', voteId, landsAtMs })
      .catch((error) => log.warn({ code, err: error }, 'the landing of a vote could not be told'));
  }

  function fail(reason: string): void {
    const delayMs = Math.min(RETRY_MIN_MS * 2 ** failures, RETRY_MAX_MS);
    failures += 1;
    cancelRetry = clock.after(delayMs, () => {
      cancelRetry = null;
      reconcile();
    });
    reconcile();
    tell({ health: 'FAILED', reason, position: null, heard: null });
  }

  function idle(): void {
    tell({ health: 'IDLE', reason: isResting ? RESTING : null, position: null, heard: null });
  }

  function finish(ending: EngineRun): void {
    run = null;
    const ended: Promise<void> = ending.end().then(() => {
      stopping.delete(ended);
      reconcile();
    });
    stopping.add(ended);
  }

  function forgetFailures(): void {
    failures = 0;
    cancelRetry?.();
    cancelRetry = null;
  }

  /** Not worth a message of its own: a thousand listeners that come back would make a thousand. */
  function countEars(change: 1 | -1): void {
    if (!isClosed) live = { ...live, ears: live.ears + change, version: live.version + 1 };
  }

  /** Samples are made while somebody wants them, and as long after as who comes back may resume. */
  function countPcmEars(change: 1 | -1): void {
    pcmEars += change;
    cancelPcm?.();
    cancelPcm = null;
    if (pcmEars > 0) run?.wantPcm(true);
    else if (run !== null) cancelPcm = clock.after(RING_SECONDS * 1_000, () => run?.wantPcm(false));
  }

  /** Starts or ends the count-down to the rest: it runs while music plays for nobody. */
  function watchEars(): void {
    if (!isClosed && state?.isPlaying === true && live.ears === 0 && !isResting) {
      cancelRest ??= clock.after(REST_AFTER_MS, rest);
    } else {
      cancelRest?.();
      cancelRest = null;
    }
  }

  function rest(): void {
    cancelRest = null;
    isResting = true;
    forgetFailures();
    reconcile();
    idle();
  }

  return {
    follow(next) {
      if (isClosed || (state !== null && next.epoch === state.epoch && next.version <= state.version)) return;
      state = next;
      if (!next.isPlaying) {
        isResting = false;
        forgetFailures();
      }
      watchEars();
      reconcile();
      playVote(next);
      if (!next.isPlaying) idle();
    },

    attend(encoding) {
      let isHere = true;
      const isPcm = encoding === 'PCM_S16LE';
      countEars(1);
      if (isPcm) countPcmEars(1);
      isResting = false;
      watchEars();
      reconcile();
      return () => {
        if (!isHere) return;
        isHere = false;
        countEars(-1);
        if (isPcm) countPcmEars(-1);
        watchEars();
      };
    },

    live: () => ({ ...live, level: levelAt(run?.ring() ?? [], clock.nowMs()) }),
    reportArrival: delay.report,
    reportEnergy: energy.report,
    ring: () => run?.ring() ?? [],
    isEmpty: () => state === null && live.ears === 0,

    async close() {
      isClosed = true;
      forgetFailures();
      watchEars();
      cancelPcm?.();
      energy.close();
      reconcile();
      await Promise.all(stopping);
    },
  };
}

/** Screens are told of bars and chords; the beats between them follow from tempo and time. */
function isSamePlace(a: MusicPosition, b: MusicPosition | null): boolean {
  return b !== null && a.bar === b.bar && a.chord === b.chord && a.section === b.section;
}
