// One engine from start to stop, with the epoch of sound that it makes: starts it, steers it, watches it, and says what is heard.
// Does not decide whether there should be an engine, and never starts a second one.
import { engineControlsOf } from '../domain/engine-controls.ts';
import type { EngineHealth, EngineKind } from '../domain/live.ts';
import type { RoomState } from '../domain/room-state.ts';
import type { Steering } from '../domain/steering.ts';
import type { Log } from '../log.ts';
import type { Clock } from '../ports/clock.ts';
import type { Meter } from '../ports/meter.ts';
import type { MusicEngine, MusicIntent, MusicListener, StartMusicEngine, Turn } from '../ports/music-engine.ts';
import type { Randomness } from '../ports/tickets.ts';
import { type Broadcast, createBroadcast, type Heard, type RingChunk } from './broadcast.ts';
import { createEngineTurn, type EngineTurn } from './engine-turn.ts';

/** How often the position of the music is looked up. */
const LOOK_MS = 100;
/** An engine that gave no sound for so many looks (5 s) hangs. Looks, not time: a process that was held up is no fault of the engine. */
const STALLED_AFTER_LOOKS = 50;
const SEEDS = 2 ** 31;

const BROKEN = 'The music could not be played; it is being started again.';

export interface EngineRunDeps {
  readonly clock: Clock;
  readonly startEngine: StartMusicEngine;
  readonly randomness: Randomness;
  readonly log: Pick<Log, 'warn'>;
  readonly meter?: Pick<Meter, 'rendered'>;
}

/** Nothing is called after `end`. */
export interface EngineRunEvents {
  onSound(chunk: RingChunk): void;
  /** Ten times a second. */
  onHeard(heard: Heard): void;
  /** Never FAILED. `plays`: who makes the sound now, if the engine says so. */
  onHealth(health: EngineHealth, reason: string | null, plays?: EngineKind): void;
  /** The engine will not play this prompt for a while. */
  onDeclined(text: string): void;
  /** A turn that was called will be heard then, server clock; may be told again when that moves. */
  onLanding(id: string, landsAtMs: number): void;
  /** It is of no more use: end it. `reason` is a sentence for people. */
  onFailed(reason: string): void;
}

export interface EngineRun {
  /** Once. `onSound` and `onFailed` may be called before it returns; `null` when nothing was started. */
  start(state: RoomState, wantsPcm: boolean): EngineKind | null;
  /** Tells the engine what is new in `state`, if anything is: another intent, or to forget the music so far. */
  steer(state: RoomState): void;
  /** Asks for a turn that lands at `earliestMs` (server clock) or later. Nothing comes of it while no engine plays. */
  turn(turn: Turn, id: string, earliestMs: number): void;
  /** Whether samples are wanted beside packets. */
  wantPcm(isWanted: boolean): void;
  /** The last seconds of sound, oldest first. */
  ring(): readonly RingChunk[];
  /** Idempotent; resolves when the engine has stopped. */
  end(): Promise<void>;
}

export function createEngineRun(
  code: string,
  deps: EngineRunDeps & {
    readonly delayMs: () => number;
    /** What the crowd makes of a steering for now; its revision stays. */
    readonly lifted: (steering: Steering) => Steering;
  },
  events: EngineRunEvents,
): EngineRun {
  const { clock, log, lifted } = deps;
  let broadcast: Broadcast | null = null;
  let engine: MusicEngine | null = null;
  let turns: EngineTurn | null = null;
  let sent = '';
  let resets = 0;
  let looksSinceBlock = 0;
  let isOver = false;
  let cancelLook = () => {};

  function fail(reason: string): void {
    if (!isOver) events.onFailed(reason);
  }

  function listenerOf(to: Broadcast): MusicListener {
    return {
      block(block) {
        if (isOver) return;
        looksSinceBlock = 0;
        if (block.renderMs !== undefined) deps.meter?.rendered(block.renderMs);
        events.onSound(to.block(block));
      },
      beat(mark) {
        if (isOver) return;
        to.beat(mark);
        turns?.beat(mark);
      },
      turn(mark) {
        if (!isOver) turns?.mark(mark);
      },
      health(health, reason, plays) {
        if (health === 'FAILED') fail(reason ?? BROKEN);
        else if (!isOver) events.onHealth(health, reason, plays);
      },
      declined(text) {
        if (!isOver) events.onDeclined(text);
      },
    };
  }

  function ask(turn: Turn, id: string): void {
    try {
      engine?.turn(turn, id);
    } catch (error) {
      // Whoever called it sees it land with nothing heard; the music plays on.
      log.warn({ code, turn, err: error }, 'music engine refused a turn');
    }
  }

  function look(from: Broadcast): void {
    if (isOver) return;
    looksSinceBlock += 1;
    if (looksSinceBlock > STALLED_AFTER_LOOKS) {
      log.warn({ code }, 'music engine gives no sound');
      fail(BROKEN);
      return;
    }
    events.onHeard(from.heardAt(clock.nowMs()));
    turns?.look(clock.nowMs());
    cancelLook = clock.after(LOOK_MS, () => look(from));
  }

  function pass(state: RoomState, lifted: Lifted, to: MusicEngine): void {
    sent = nameOf(state, lifted);
    // Told to the broadcast first: sound made from it may come before `steer` returns.
    broadcast?.asked(state.target);
    try {
      to.steer(intentOf(state, lifted));
    } catch (error) {
      // It plays on with what it had; the next state may be one that it understands.
      log.warn({ code, err: error }, 'music engine refused an intent');
    }
  }

  return {
    start(state, wantsPcm) {
      try {
        const sound = createBroadcast({
          epoch: deps.randomness.id(),
          nowMs: () => clock.nowMs(),
          delayMs: deps.delayMs,
        });
        broadcast = sound;
        turns = createEngineTurn({ sound, ask, onLanding: (id, atMs) => !isOver && events.onLanding(id, atMs) });
        sent = nameOf(state, lifted);
        resets = state.contextResets;
        sound.asked(state.target);
        const seed = deps.randomness.integer(SEEDS);
        engine = deps.startEngine({ seed, intent: intentOf(state, lifted), listener: listenerOf(sound), wantsPcm });
        look(sound);
        return engine.kind;
      } catch (error) {
        log.warn({ code, err: error }, 'music engine did not start');
        fail(BROKEN);
        return null;
      }
    },

    steer(state) {
      if (engine === null) return;
      if (sent !== nameOf(state, lifted)) pass(state, lifted, engine);
      // After the intent, so that it begins afresh from the newest.
      if (resets === state.contextResets) return;
      resets = state.contextResets;
      engine.resetContext?.();
    },

    turn(turn, id, earliestMs) {
      if (!isOver && engine !== null) turns?.call(turn, id, earliestMs);
    },

    wantPcm(isWanted) {
      engine?.wantPcm(isWanted);
    },

    ring: () => broadcast?.ring() ?? [],

    async end() {
      isOver = true;
      cancelLook();
      broadcast?.close();
      try {
        await engine?.stop();
      } catch (error) {
        log.warn({ code, err: error }, 'music engine did not stop cleanly');
      }
    },
  };
}

type Lifted = (steering: Steering) => Steering;

function intentOf({ decision, target, controls }: RoomState, lifted: Lifted): MusicIntent {
  const prompts = decision.mix.prompts.map(({ text, weight }) => ({ text, weight }));
  return { prompts, steering: lifted(target), controls: engineControlsOf(controls) };
}

/** Equal for states that ask the same of an engine. */
function nameOf(state: RoomState, lifted: Lifted): string {
  const { revision, density, brightness } = lifted(state.target);
  return `${revision}/${state.decision.revision}/${density}/${brightness}`;
}
