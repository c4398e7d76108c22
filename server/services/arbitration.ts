// The arbiter's clock: for every playing room one decision at the start and then one look every four seconds, never two at once.
// What is decided is the domain's; a person's own fader does not wait for this, it is already in the room's target.
import { heed, type KnownMeaning, learn, recall, worded } from '../domain/advice.ts';
import { type Arbitration, type ArbitrationQuestion, arbitrate, type Mix } from '../domain/arbitration.ts';
import type { Applied, RoomCommand, RoomState } from '../domain/room-state.ts';
import { voicesOf } from '../domain/voices.ts';
import type { Log } from '../log.ts';
import type { Clock } from '../ports/clock.ts';
import type { Meter } from '../ports/meter.ts';
import type { RoomBus } from '../ports/room-bus.ts';
import type { RoomStore } from '../ports/room-store.ts';
import type { AdviceDesk } from './advice-desk.ts';

const TICK_MS = 4_000;

export interface ArbitrationDeps {
  readonly bus: RoomBus;
  readonly clock: Clock;
  readonly store: Pick<RoomStore, 'get' | 'list'>;
  readonly apply: (code: string, command: RoomCommand) => Promise<Applied | null>;
  readonly log: Pick<Log, 'warn'>;
  /** The rules, unless a test wants to count or delay. */
  readonly arbiter?: (question: ArbitrationQuestion) => Arbitration;
  /** A model that may better what the rules decide; without one they decide alone. */
  readonly adviceDesk?: AdviceDesk;
  readonly meter?: Pick<Meter, 'ticked'>;
}

export interface ArbitrationService {
  stop(): void;
}

/** The ticks of one room while its music plays. */
interface Desk {
  version: number;
  /** Ticks lie at `startedAtMs` + n * `TICK_MS`, so they cannot drift. `null`: not playing. */
  startedAtMs: number | null;
  isDeciding: boolean;
  /** What a model has made of the texts that stand. */
  known: readonly KnownMeaning[];
  /** The music was started again while a decision was being made: the first one is still due. */
  owesFirst: boolean;
  cancelNext: () => void;
}

export function createArbitration({
  bus,
  clock,
  store,
  apply,
  log,
  arbiter = arbitrate,
  adviceDesk,
  meter,
}: ArbitrationDeps): ArbitrationService {
  const desks = new Map<string, Desk>();
  let isStopped = false;

  function follow(state: RoomState): void {
    if (isStopped) return;
    const desk = desks.get(state.code) ?? newDesk();
    if (state.version <= desk.version) return;
    desk.version = state.version;
    const startedAtMs = state.isPlaying && !state.isClosed ? (state.startedAtMs ?? desk.startedAtMs ?? clock.nowMs()) : null;
    if (state.isClosed) {
      desks.delete(state.code);
      adviceDesk?.forget(state.code);
    } else desks.set(state.code, desk);
    if (startedAtMs === desk.startedAtMs) return;
    desk.startedAtMs = startedAtMs;
    desk.cancelNext();
    if (startedAtMs === null) return;
    scheduleNext(state.code, desk, startedAtMs, 1);
    desk.owesFirst = desk.isDeciding;
    if (!desk.isDeciding) void tick(state.code, desk);
  }

  /** Counted from the start, not from the last tick; ticks that lie in the past are not made up. `earliest` is the number of the next tick, because a timer may fire a little before its time. */
  function scheduleNext(code: string, desk: Desk, startedAtMs: number, earliest: number): void {
    const elapsedMs = clock.nowMs() - startedAtMs;
    const next = Math.max(earliest, Math.floor(elapsedMs / TICK_MS) + 1);
    desk.cancelNext = clock.after(next * TICK_MS - elapsedMs, () => {
      meter?.ticked(clock.nowMs() - startedAtMs - next * TICK_MS);
      scheduleNext(code, desk, startedAtMs, next + 1);
      if (!desk.isDeciding) void tick(code, desk);
    });
  }

  async function tick(code: string, desk: Desk): Promise<void> {
    desk.isDeciding = true;
    try {
      await decide(code, desk);
    } catch (error) {
      log.warn({ code, err: error }, 'a decision failed; the last one stands');
    }
    desk.isDeciding = false;
    if (!desk.owesFirst || isStopped || desk.startedAtMs === null) return;
    desk.owesFirst = false;
    void tick(code, desk);
  }

  async function decide(code: string, desk: Desk): Promise<void> {
    const state = await store.get(code);
    if (state === null || !state.isPlaying || isStopped) return;
    const { decision, inputsRevision } = state;
    if (decision.settled && !decision.isFirst && decision.inputsRevision === inputsRevision) return;
    const voices = recall(voicesOf(state, clock.nowMs()), desk.known);
    const previous = decision.isFirst ? null : asPlayed(decision.mix, state);
    const question = { voices, previous };
    const rules = arbiter(question);
    const { arbitration, source } = (await advised(state, desk, question, rules)) ?? {
      arbitration: { ...rules, mix: worded(question, rules.mix, previous?.prompts.map(({ text }) => text) ?? []) },
      source: voices.length === 0 && previous !== null ? 'HELD' : 'RULES',
    };
    // The revision that was read, not the newest: whatever arrived since then makes the next tick look again.
    await apply(code, { kind: 'APPLY_DECISION', ...arbitration, source, inputsRevision, adviceTrouble: adviceDesk?.trouble() ?? null });
  }

  /** The decision with a model's advice; `null` when there is none that still fits the room. The first decision of all waits for nobody. */
  async function advised(state: RoomState, desk: Desk, question: ArbitrationQuestion, rules: Arbitration) {
    const { code, decision, inputsRevision } = state;
    if (adviceDesk === undefined || decision.isFirst || decision.inputsRevision === inputsRevision || question.voices.length === 0)
      return null;
    const advice = await adviceDesk.ask(code, question, rules);
    if (advice === null || (await store.get(code))?.inputsRevision !== inputsRevision) return null;
    desk.known = learn(question, desk.known, advice);
    const { arbitration, isTaken } = heed(question, advice);
    return isTaken ? { arbitration, source: 'MODEL' as const } : null;
  }

  const unsubscribe = bus.subscribeAll((message) => {
    if (message.kind === 'ROOM') follow(message.state);
  });
  store
    .list()
    .then((states) => states.forEach(follow))
    .catch((error) => log.warn({ err: error }, 'playing rooms could not be taken up'));

  return {
    stop() {
      isStopped = true;
      unsubscribe();
      for (const desk of desks.values()) desk.cancelNext();
      desks.clear();
    },
  };
}

function newDesk(): Desk {
  return { version: -1, startedAtMs: null, isDeciding: false, known: [], owesFirst: false, cancelNext: () => {} };
}

/** The mix that the next one has to continue: faders have moved the target since it was decided. */
function asPlayed(mix: Mix, { target }: RoomState): Mix {
  return { ...mix, bpm: target.bpm, density: target.density, brightness: target.brightness };
}
