// Use cases on one room: fetch the state, apply a rule, publish what happened. Decides nothing itself.
import { arbitrate } from '../domain/arbitration.ts';
import type { CrowdForm } from '../domain/crowd.ts';
import { type VoteView, viewVote } from '../domain/crowd-quorum.ts';
import type { ControlsChange } from '../domain/engine-controls.ts';
import { makeRoomCode, normaliseRoomCode } from '../domain/ids.ts';
import type { LiveState } from '../domain/live.ts';
import { suggestDisplayName, suggestRoomName } from '../domain/names.ts';
import type { ClientKind, Role } from '../domain/roles.ts';
import { openRoom } from '../domain/room.ts';
import type { InputChange, Participant, RoomCommand, RoomState, SettingsChange, StoryEvent } from '../domain/room-state.ts';
import { SIMULATED_LIMITS } from '../domain/simulated-guests.ts';
import { CoroError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { RequestSeals } from '../ports/request-seals.ts';
import type { RoomBus } from '../ports/room-bus.ts';
import type { Enclosure, RoomStore } from '../ports/room-store.ts';
import type { Passwords, Randomness, TicketHolder, Tickets } from '../ports/tickets.ts';
import { requireCode, requireRoom, requireWatcher } from './access.ts';
import type { Admission } from './admission.ts';
import { createOnceOnly } from './once-only.ts';
import type { RoomCommands } from './room-commands.ts';
import { createRoomPasswords } from './room-passwords.ts';

/** A room as it is at one moment: what it remembers, what sounds, and the server's time. */
export interface RoomView {
  readonly state: RoomState;
  readonly live: LiveState;
  readonly nowMs: number;
}

/** A participant within the room's view (influence depends on everybody else). */
export interface Member {
  readonly view: RoomView;
  readonly participant: Participant;
}

export interface Welcome extends Member {
  readonly ticket: string;
  readonly joinUrl: string;
}

export interface CreateRoom {
  readonly name?: string | null;
  readonly displayName?: string | null;
  readonly isPublic: boolean;
  readonly password?: string | null;
  readonly takeRole: boolean;
  readonly clientMutationId?: string | null;
}

/** Whom limits count a caller as: an address, or what stands for one. */
export interface Caller {
  readonly address: string;
}

export interface JoinRoom {
  readonly code: string;
  readonly displayName?: string | null;
  readonly kind: ClientKind;
  readonly password?: string | null;
  readonly clientMutationId?: string | null;
}

/** `password: null` clears it; `undefined` leaves it. */
export interface RoomSettings extends Omit<SettingsChange, 'passwordHash'> {
  readonly password?: string | null;
}

/** The holder comes from the ticket and may be missing or of another room; every function checks it and throws CoroError. Codes are forgiving: any case, confusable letters, blanks. */
export interface RoomService {
  create(input: CreateRoom, caller: Caller): Promise<Welcome>;
  join(input: JoinRoom, caller: Caller): Promise<Welcome>;
  leave(holder: TicketHolder | null, code: string): Promise<boolean>;
  close(holder: TicketHolder | null, code: string): Promise<boolean>;
  start(holder: TicketHolder | null, code: string): Promise<RoomView>;
  stop(holder: TicketHolder | null, code: string): Promise<RoomView>;
  setInput(holder: TicketHolder | null, code: string, change: InputChange): Promise<Member>;
  changeRole(holder: TicketHolder | null, code: string, role: Role): Promise<Member>;
  /** The room with the offer in it, or with both roles changed when the other person had offered the same. */
  proposeSwap(holder: TicketHolder | null, code: string, participantId: string): Promise<RoomView>;
  answerSwap(holder: TicketHolder | null, code: string, swapId: string, isAccepted: boolean): Promise<RoomView>;
  rename(holder: TicketHolder | null, code: string, displayName: string): Promise<Member>;
  /** The vote as it stands with this voice in it. */
  vote(holder: TicketHolder | null, code: string, form: CrowdForm): Promise<VoteView>;
  updateSettings(holder: TicketHolder | null, code: string, settings: RoomSettings): Promise<RoomView>;
  transferHost(holder: TicketHolder | null, code: string, participantId: string): Promise<RoomView>;
  setCoHost(holder: TicketHolder | null, code: string, participantId: string, isCoHost: boolean): Promise<RoomView>;
  silence(holder: TicketHolder | null, code: string, participantId: string, isSilenced: boolean): Promise<RoomView>;
  remove(holder: TicketHolder | null, code: string, participantId: string): Promise<RoomView>;
  /** How many simulated guests there shall be. RATE_LIMITED when too many rooms have some. */
  inviteSimulated(holder: TicketHolder | null, code: string, count: number): Promise<RoomView>;
  setControls(holder: TicketHolder | null, code: string, change: ControlsChange): Promise<RoomView>;
  resetContext(holder: TicketHolder | null, code: string): Promise<RoomView>;
  /** May be watched by anybody with the code, unless the room has a password: then members only. */
  view(holder: TicketHolder | null, code: string): Promise<RoomView>;
  /** What anybody may know before joining; `null` when no open room has the code. */
  preview(code: string): Promise<RoomView | null>;
  /** Open public rooms, most alive first. */
  lobby(limit: number): Promise<readonly RoomView[]>;
  story(holder: TicketHolder | null, code: string, before: string | null, limit: number): Promise<readonly StoryEvent[]>;
  me(holder: TicketHolder | null): Promise<Member | null>;
}

export interface RoomServiceDeps {
  readonly store: RoomStore;
  readonly bus: Pick<RoomBus, 'publish'>;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly apply: RoomCommands['apply'];
  readonly tickets: Pick<Tickets, 'draw'>;
  readonly seals: RequestSeals;
  readonly passwords: Passwords;
  readonly admission: Pick<Admission, 'opensRoom' | 'joins' | 'guesses'>;
  readonly randomness: Randomness;
  readonly live: (code: string) => LiveState;
  /** The address that brings people into a room. */
  readonly joinUrlOf: (code: string) => string;
}

/** Two in a row are taken once in a blue moon (31^6 codes); so many mean that something else is wrong. */
const CODE_ATTEMPTS = 20;
/** Longest list that one question may ask for. */
const LONGEST_LIST = 100;
const DEFAULT_NAMES = { DISPLAY: 'Stage', LISTENER: 'Listener' } as const;

/** What whoever has come into a room holds. */
interface Seat extends TicketHolder {
  readonly ticket: string;
}

type Remember = (seat: Seat) => Pick<Enclosure, 'request'>;

export function createRoomService({
  store,
  bus,
  clock,
  apply,
  tickets,
  seals,
  passwords,
  admission,
  randomness,
  live,
  joinUrlOf,
}: RoomServiceDeps): RoomService {
  const { hashOf, provenHash } = createRoomPasswords(passwords, admission);
  const onceOnly = createOnceOnly<Seat, Welcome>({ store, seals, clock });

  function viewOf(state: RoomState): RoomView {
    return { state, live: live(state.code), nowMs: clock.nowMs() };
  }

  function memberOf(state: RoomState, participantId: string): Member {
    const participant = state.participants.find(({ id }) => id === participantId);
    if (participant === undefined) throw new CoroError('CONFLICT', 'The room has changed meanwhile; look again.');
    return { view: viewOf(state), participant };
  }

  async function change(code: string, command: RoomCommand, enclosure?: Enclosure): Promise<RoomState> {
    return requireRoom((await apply(code, command, enclosure))?.state ?? null, code);
  }

  /** The holder's place in this room; the rules say later whether there is still a seat. ROOM_NOT_FOUND, UNAUTHENTICATED, FORBIDDEN. */
  async function enter(
    holder: TicketHolder | null,
    typedCode: string,
  ): Promise<{ readonly state: RoomState; readonly holder: TicketHolder }> {
    const code = requireCode(typedCode);
    const state = requireRoom(await store.get(code), code);
    if (holder === null) throw new CoroError('UNAUTHENTICATED', 'This needs the ticket you got when you joined. Join the room first.');
    if (holder.code !== code) throw new CoroError('FORBIDDEN', 'Your ticket is for another room. Join this one first.');
    return { state, holder };
  }

  /** Whoever acts is there: a seat that waits, or was freed meanwhile, is taken again before anything else. */
  async function comeBack(state: RoomState, participantId: string): Promise<RoomState> {
    const isHere = state.participants.some(({ id, presence }) => id === participantId && presence === 'CONNECTED');
    return isHere ? state : change(state.code, { kind: 'RETURN', participantId });
  }

  async function act(holder: TicketHolder | null, code: string, commandOf: (participantId: string) => RoomCommand): Promise<RoomState> {
    const place = await enter(holder, code);
    await comeBack(place.state, place.holder.participantId);
    return change(place.state.code, commandOf(place.holder.participantId));
  }

  async function actAlone(holder: TicketHolder | null, code: string, commandOf: (participantId: string) => RoomCommand): Promise<Member> {
    const state = await act(holder, code, commandOf);
    return memberOf(state, holder?.participantId ?? '');
  }

  async function actInRoom(holder: TicketHolder | null, code: string, commandOf: (actorId: string) => RoomCommand): Promise<RoomView> {
    return viewOf(await act(holder, code, commandOf));
  }

  async function open(input: CreateRoom, remember: Remember): Promise<Welcome> {
    const facts = {
      epoch: randomness.id(),
      name: input.name ?? suggestRoomName(randomness.integer),
      isPublic: input.isPublic,
      passwordHash: await hashOf(input.password ?? null),
      founder: {
        participantId: randomness.id(),
        displayName: input.displayName ?? (input.takeRole ? suggestDisplayName(randomness.integer, []) : DEFAULT_NAMES.DISPLAY),
        takesRole: input.takeRole,
      },
      mix: arbitrate({ voices: [], previous: null }).mix,
      nowMs: clock.nowMs(),
    };
    for (let attempt = 0; attempt < CODE_ATTEMPTS; attempt++) {
      const opened = openRoom({ ...facts, code: makeRoomCode(randomness.integer) });
      const { seat, enclosure } = drawSeat(opened.state.code, facts.founder.participantId, remember);
      if (!(await store.create(opened.state, opened.state.story, enclosure))) continue;
      bus.publish({ kind: 'ROOM', ...opened });
      return welcome(opened.state, seat);
    }
    throw new CoroError('UNAVAILABLE', 'No free room code was found. Try again in a moment.');
  }

  async function enterAs(
    { code: typedCode, displayName, kind, password }: JoinRoom,
    address: string,
    remember: Remember,
  ): Promise<Welcome> {
    const code = requireCode(typedCode);
    const state = requireRoom(await store.get(code), code);
    const participantId = randomness.id();
    const taken = state.participants.map((person) => person.displayName);
    const fallback = kind === 'CONTROLLER' ? suggestDisplayName(randomness.integer, taken) : DEFAULT_NAMES[kind];
    const provenPasswordHash = await provenHash(state, password, address);
    const { seat, enclosure } = drawSeat(code, participantId, remember);
    const command = { kind: 'JOIN', participantId, displayName: displayName ?? fallback, clientKind: kind, provenPasswordHash } as const;
    return welcome(await change(code, command, enclosure), seat);
  }

  /** A ticket, and what has to be kept with the write that seats its holder. */
  function drawSeat(code: string, participantId: string, remember: Remember): { readonly seat: Seat; readonly enclosure: Enclosure } {
    const { secret, hash } = tickets.draw();
    const seat = { code, participantId, ticket: secret };
    return { seat, enclosure: { ticket: { hash, participantId }, ...remember(seat) } };
  }

  function welcome(state: RoomState, { participantId, ticket }: Seat): Welcome {
    return { ...memberOf(state, participantId), ticket, joinUrl: joinUrlOf(state.code) };
  }

  /** To who repeats the request that the seat came from, and may have lost the seat meanwhile. */
  async function welcomeAgain(seat: Seat): Promise<Welcome> {
    const state = requireRoom(await store.get(seat.code), seat.code);
    return welcome(await comeBack(state, seat.participantId), seat);
  }

  return {
    create({ clientMutationId: id = null, ...input }, { address }) {
      const run = async (remember: Remember) => {
        await admission.opensRoom(address);
        return open(input, remember);
      };
      return onceOnly({ id, question: questionOf('create', input), run, again: welcomeAgain });
    },

    join({ clientMutationId: id = null, ...input }, { address }) {
      const run = async (remember: Remember) => {
        await admission.joins(address);
        return enterAs(input, address, remember);
      };
      return onceOnly({ id, question: questionOf('join', input), run, again: welcomeAgain });
    },

    async leave(holder, code) {
      const place = await enter(holder, code);
      await change(place.state.code, { kind: 'LEAVE', participantId: place.holder.participantId });
      return true;
    },

    async close(holder, code) {
      const place = await enter(holder, code);
      await comeBack(place.state, place.holder.participantId);
      return (await apply(place.state.code, { kind: 'CLOSE', actorId: place.holder.participantId })) !== null;
    },

    start: (holder, code) => actInRoom(holder, code, (actorId) => ({ kind: 'START', actorId })),
    stop: (holder, code) => actInRoom(holder, code, (actorId) => ({ kind: 'STOP', actorId })),

    setInput: (holder, code, input) =>
      actAlone(holder, code, (participantId) => ({ kind: 'SET_INPUT', participantId, change: input, wishId: randomness.id() })),
    changeRole: (holder, code, role) => actAlone(holder, code, (participantId) => ({ kind: 'CHANGE_ROLE', participantId, role })),
    proposeSwap: (holder, code, withId) =>
      actInRoom(holder, code, (participantId) => ({ kind: 'PROPOSE_SWAP', participantId, withId, swapId: randomness.id() })),
    answerSwap: (holder, code, swapId, isAccepted) =>
      actInRoom(holder, code, (participantId) => ({ kind: 'ANSWER_SWAP', participantId, swapId, isAccepted })),
    rename: (holder, code, displayName) => actAlone(holder, code, (participantId) => ({ kind: 'RENAME', participantId, displayName })),

    async vote(holder, code, form) {
      const vote = viewVote(await act(holder, code, (participantId) => ({ kind: 'VOTE', participantId, form, voteId: randomness.id() })));
      if (vote === null) throw new CoroError('CONFLICT', 'The vote has just ended; look again.');
      return vote;
    },

    async updateSettings(holder, code, { password, ...settings }) {
      const hash = password === undefined ? {} : { passwordHash: await hashOf(password) };
      return actInRoom(holder, code, (actorId) => ({ kind: 'UPDATE_SETTINGS', actorId, settings: { ...settings, ...hash } }));
    },

    transferHost: (holder, code, participantId) =>
      actInRoom(holder, code, (actorId) => ({ kind: 'TRANSFER_HOST', actorId, participantId })),
    setCoHost: (holder, code, participantId, isCoHost) =>
      actInRoom(holder, code, (actorId) => ({ kind: 'SET_CO_HOST', actorId, participantId, isCoHost })),
    silence: (holder, code, participantId, isSilenced) =>
      actInRoom(holder, code, (actorId) => ({ kind: 'SILENCE', actorId, participantId, isSilenced })),
    remove: (holder, code, participantId) => actInRoom(holder, code, (actorId) => ({ kind: 'REMOVE', actorId, participantId })),
    async inviteSimulated(holder, code, count) {
      if (count > 0) requireGuestRoom(await store.list(), requireCode(code));
      return actInRoom(holder, code, (actorId) => ({ kind: 'INVITE_SIMULATED', actorId, count }));
    },
    setControls: (holder, code, change) => actInRoom(holder, code, (actorId) => ({ kind: 'SET_CONTROLS', actorId, change })),
    resetContext: (holder, code) => actInRoom(holder, code, (actorId) => ({ kind: 'RESET_CONTEXT', actorId })),

    async view(holder, typedCode) {
      const code = requireCode(typedCode);
      const state = requireRoom(await store.get(code), code);
      requireWatcher(state, holder);
      return viewOf(state);
    },

    async preview(typedCode) {
      const code = normaliseRoomCode(typedCode);
      const state = code === null ? null : await store.get(code);
      return state && viewOf(state);
    },

    async lobby(limit) {
      requireLimit(limit);
      const rooms = (await store.list()).filter(({ isPublic, isClosed }) => isPublic && !isClosed);
      return rooms.map(viewOf).sort(moreAlive).slice(0, limit);
    },

    async story(holder, typedCode, before, limit) {
      requireLimit(limit);
      const code = requireCode(typedCode);
      requireWatcher(requireRoom(await store.get(code), code), holder);
      return store.story(code, before, limit);
    },

    async me(holder) {
      const state = holder && (await store.get(holder.code));
      if (!holder || !state) return null;
      const isKnown = [...state.participants, ...state.departed].some(({ id }) => id === holder.participantId);
      return isKnown ? memberOf(await comeBack(state, holder.participantId), holder.participantId) : null;
    },
  };
}

/** The same for the same input, in whatever order its fields came. */
function questionOf(verb: string, input: Omit<CreateRoom, 'clientMutationId'> | Omit<JoinRoom, 'clientMutationId'>): string {
  return JSON.stringify([verb, ...Object.entries(input).sort(([a], [b]) => (a < b ? -1 : 1))]);
}

/** What they play costs this server as much as people do. */
function requireGuestRoom(states: readonly RoomState[], code: string): void {
  const others = states.filter((state) => state.simulatedGuests > 0 && state.code !== code && !state.isClosed);
  if (others.length < SIMULATED_LIMITS.rooms) return;
  const retryAfterMs = 60_000;
  throw new CoroError('RATE_LIMITED', 'Simulated guests are playing in many rooms already. Try again in a minute.', { retryAfterMs });
}

/** For the lobby: playing rooms first, then those with more players who are really there, then the newest. */
function moreAlive({ state: a }: RoomView, { state: b }: RoomView): number {
  return Number(b.isPlaying) - Number(a.isPlaying) || connectedPlayers(b) - connectedPlayers(a) || b.createdAtMs - a.createdAtMs;
}

function connectedPlayers({ participants }: RoomState): number {
  return participants.filter(({ kind, presence, isSimulated }) => kind === 'CONTROLLER' && presence === 'CONNECTED' && !isSimulated).length;
}

function requireLimit(limit: number): void {
  if (Number.isInteger(limit) && limit >= 1 && limit <= LONGEST_LIST) return;
  throw new CoroError('BAD_INPUT', `limit is a whole number from 1 to ${LONGEST_LIST}.`, { field: 'limit', min: 1, max: LONGEST_LIST });
}
