// Plays the simulated guests of all rooms of this node: one errand and one move at a time for each room, through the very commands that
// people use. When they come, what they play and when they make way is the domain's.
import type { Applied, RoomCommand, RoomState } from '../domain/room-state.ts';
import { type Errand, nextErrand, simulatedOf } from '../domain/simulated-guests.ts';
import { barsBefore, nextMove } from '../domain/simulated-script.ts';
import { CoroError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Clock } from '../ports/clock.ts';
import type { RoomBus } from '../ports/room-bus.ts';
import type { RoomStore } from '../ports/room-store.ts';
import type { Randomness } from '../ports/tickets.ts';

const BEATS_A_BAR = 4;
const SEEDS = 2 ** 31;
/** After a refusal (the seat was gone, a vote was over) the room is looked at afresh. */
const AGAIN_MS = 1_000;

export interface SimulatedGuestsDeps {
  readonly bus: Pick<RoomBus, 'subscribeAll'>;
  readonly clock: Clock;
  readonly store: Pick<RoomStore, 'list'>;
  readonly apply: (code: string, command: RoomCommand) => Promise<Applied | null>;
  readonly randomness: Randomness;
  readonly log: Pick<Log, 'warn'>;
}

export interface SimulatedGuests {
  stop(): void;
}

/** What one room's guests are about. */
interface Desk {
  state: RoomState;
  readonly seed: number;
  /** Where in the script they are. */
  step: number;
  /** Names the errand that waits; empty: none. */
  errand: string;
  cancelErrand: () => void;
  cancelMove: (() => void) | null;
}

export function createSimulatedGuests({ bus, clock, store, apply, randomness, log }: SimulatedGuestsDeps): SimulatedGuests {
  const desks = new Map<string, Desk>();
  let isStopped = false;

  function follow(state: RoomState): void {
    if (isStopped) return;
    const known = desks.get(state.code);
    if (known !== undefined && known.state.epoch === state.epoch && state.version <= known.state.version) return;
    if (state.isClosed || (state.simulatedGuests === 0 && simulatedOf(state).length === 0)) {
      forget(state.code);
      return;
    }
    const desk = known ?? { state, seed: randomness.integer(SEEDS), step: 0, errand: '', cancelErrand: () => {}, cancelMove: null };
    desk.state = state;
    desks.set(state.code, desk);
    schedule(desk);
    keepTime(desk);
  }

  function forget(code: string): void {
    const desk = desks.get(code);
    desks.delete(code);
    desk?.cancelErrand();
    desk?.cancelMove?.();
  }

  /** An errand that waits goes on waiting while the room changes around it; another one takes its place. */
  function schedule(desk: Desk): void {
    const errand = nextErrand(desk.state);
    const name = JSON.stringify(errand);
    if (name === desk.errand) return;
    desk.cancelErrand();
    desk.errand = name;
    if (errand !== null) desk.cancelErrand = clock.after(errand.afterMs, () => void run(desk, errand));
  }

  async function run(desk: Desk, errand: Errand): Promise<void> {
    const isDone = await command(desk, commandOf(errand, randomness.id()));
    if (desks.get(desk.state.code) !== desk) return;
    desk.errand = '';
    if (isDone) schedule(desk);
    else desk.cancelErrand = clock.after(AGAIN_MS, () => schedule(desk));
  }

  /** Bars are counted at the tempo that is asked for; nobody plays to an empty room. */
  function keepTime(desk: Desk): void {
    const { isPlaying, desertedSinceMs, target } = desk.state;
    const isOn = isPlaying && desertedSinceMs === null;
    if (!isOn) {
      desk.cancelMove?.();
      desk.cancelMove = null;
    } else {
      const barMs = (BEATS_A_BAR * 60_000) / target.bpm;
      desk.cancelMove ??= clock.after(barMs * barsBefore(desk.step), () => void move(desk));
    }
  }

  async function move(desk: Desk): Promise<void> {
    const next = nextMove(simulatedOf(desk.state), desk.seed, desk.step);
    if (next !== null) {
      const { participantId, change } = next;
      await command(desk, { kind: 'SET_INPUT', participantId, change, wishId: randomness.id() });
      desk.step = next.step + 1;
    }
    desk.cancelMove = null;
    if (desks.get(desk.state.code) === desk) keepTime(desk);
  }

  /** False: the room would not have it. */
  async function command({ state: { code } }: Desk, wanted: RoomCommand): Promise<boolean> {
    try {
      return (await apply(code, wanted)) !== null;
    } catch (error) {
      if (!(error instanceof CoroError)) log.warn({ code, command: wanted.kind, err: error }, 'a simulated guest stumbled');
      return false;
    }
  }

  const unsubscribe = bus.subscribeAll((message) => {
    if (message.kind === 'ROOM') follow(message.state);
  });
  store
    .list()
    .then((states) => states.forEach(follow))
    .catch((error) => log.warn({ err: error }, 'simulated guests could not be taken up'));

  return {
    stop() {
      isStopped = true;
      unsubscribe();
      for (const code of [...desks.keys()]) forget(code);
    },
  };
}

/** `id`: for whoever comes. */
function commandOf(errand: Errand, id: string): RoomCommand {
  switch (errand.kind) {
    case 'JOIN': {
      const { displayName } = errand;
      return { kind: 'JOIN', participantId: id, displayName, clientKind: 'CONTROLLER', provenPasswordHash: null, isSimulated: true };
    }
    case 'CHANGE_ROLE':
      return { kind: 'CHANGE_ROLE', participantId: errand.participantId, role: errand.role };
    case 'VOTE':
      return { kind: 'VOTE', participantId: errand.participantId, form: errand.form, voteId: errand.voteId };
    case 'LEAVE':
    case 'RETURN':
      return { kind: errand.kind, participantId: errand.participantId };
  }
}
