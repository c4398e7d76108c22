// The room's words: its state, what may be asked of it, and what happened. Types only; the rules live in the files that use them.
import type { Mix } from './arbitration.ts';
import type { Crowd, CrowdForm } from './crowd.ts';
import type { ControlsChange, HostControls } from './engine-controls.ts';
import type { WishVerdict } from './heard-voices.ts';
import type { ClientKind, Role } from './roles.ts';
import type { Steering } from './steering.ts';

export type Presence = 'CONNECTED' | 'AWAY';
export type WishFate = 'WAITING' | 'ACCEPTED' | 'SOUNDING' | 'DECLINED';
export type DecisionSource = 'MODEL' | 'RULES' | 'HELD';

/** A free text of one person and what became of it. Raw `text` goes to its author only. */
export interface Wish {
  readonly id: string;
  readonly field: 'wish' | 'genre';
  readonly text: string;
  readonly fate: WishFate;
  readonly understood: readonly string[];
  /** Words that nobody understood; for the author. */
  readonly unknown: readonly string[];
  readonly reason: string | null;
  readonly atMs: number;
  /** The steering revision in which it was accepted; SOUNDING once the audio carries it. */
  readonly revision: number | null;
  /** The room's `inputsRevision` that it came with: a decision made from an older one does not know it yet. */
  readonly inputsRevision: number;
  /** The engine would not play what was made from it: the arbiter does not hear it any more. */
  readonly isRefused: boolean;
}

/** What one person has set. A field that was never set is `null` or empty. */
export interface ParticipantInput {
  readonly bpm: number | null;
  readonly moods: readonly string[];
  /** One of the 15 genres; own words are kept in `genreWish`. */
  readonly genre: string | null;
  readonly genreWish: Wish | null;
  readonly instruments: readonly string[];
  readonly density: number | null;
  readonly brightness: number | null;
  readonly wish: Wish | null;
  readonly updatedAtMs: number;
}

export interface Participant {
  readonly id: string;
  readonly displayName: string;
  readonly kind: ClientKind;
  /** Players only. */
  readonly role: Role | null;
  readonly isCoHost: boolean;
  readonly isSilenced: boolean;
  /** Nobody: a guest that the server plays. */
  readonly isSimulated: boolean;
  readonly presence: Presence;
  readonly joinedAtMs: number;
  /** Since when AWAY; `null` while connected. */
  readonly awaySinceMs: number | null;
  readonly input: ParticipantInput | null;
}

/** Somebody whose seat was freed after the grace: a later return with the ticket gets the old role if nobody has it. */
export interface Departed {
  readonly id: string;
  readonly displayName: string;
  readonly kind: ClientKind;
  readonly role: Role | null;
  readonly isCoHost: boolean;
  readonly isSilenced: boolean;
  readonly leftAtMs: number;
}

/** What a person may still be moving when it is told: the next move within 3 s replaces the event instead of adding one. */
export type Gesture = 'TEMPO' | 'ENERGY' | 'MOODS' | 'INSTRUMENTS' | 'KNOBS';

export interface StoryEvent {
  /** An event that is told again under the same id replaces the earlier telling. */
  readonly id: string;
  readonly atMs: number;
  /** JOINED, LEFT, AWAY, RETURNED, ROLE, INPUT, DECISION, STARTED, STOPPED, SETTINGS, HOST, REMOVED, RENAMED, CROWD. */
  readonly kind: string;
  readonly text: string;
  readonly participantId: string | null;
  readonly gesture: Gesture | null;
}

/** Why a model that should help to decide did not. */
export type AdviceTrouble =
  /** No answer within the deadline, no connection, or a server's trouble. */
  | 'LATE'
  /** Asked too often, or more than the account allows. */
  | 'QUOTA'
  /** The key, the model or the question is not accepted. */
  | 'REJECTED'
  /** An answer that is none. */
  | 'UNUSABLE'
  /** This server's own calls of the day are used up. */
  | 'DAY_SPENT';

/** The newest decision with its source and when it was made. */
export interface Decision {
  readonly mix: Mix;
  readonly source: DecisionSource;
  readonly revision: number;
  readonly decidedAtMs: number;
  /** `inputsRevision` that it was made from. */
  readonly inputsRevision: number;
  /** No ramp is pending: with unchanged inputs the next tick would say the same. */
  readonly settled: boolean;
  /** True for the mix a room is born with: the first real decision then has nothing to be continuous with. */
  readonly isFirst: boolean;
  /** Why a model that should help to decide did not; `null` when it did, or need not. */
  readonly adviceTrouble: AdviceTrouble | null;
}

/** A prompt that the engine refused, until it may be tried again. */
export interface RefusedPrompt {
  /** Trimmed, in small letters. */
  readonly name: string;
  readonly untilMs: number;
}

/** Somebody has offered their role for another player's. */
export interface RoleSwap {
  readonly id: string;
  readonly fromId: string;
  readonly toId: string;
  /** Server clock. */
  readonly expiresAtMs: number;
}

/** Everything a room remembers. Immutable; every command makes a new one with `version + 1`. */
export interface RoomState {
  readonly code: string;
  readonly name: string;
  readonly epoch: string;
  readonly version: number;
  readonly createdAtMs: number;
  readonly isPublic: boolean;
  readonly locked: boolean;
  /** argon2 hash; `null`: no password. */
  readonly passwordHash: string | null;
  readonly playerLimit: number;
  readonly isPlaying: boolean;
  readonly startedAtMs: number | null;
  readonly isClosed: boolean;
  readonly hostId: string | null;
  /** Who opened the room, and may ask for the host's place back. */
  readonly founderId: string;
  /** In order of joining; listeners included. */
  readonly participants: readonly Participant[];
  readonly departed: readonly Departed[];
  /** How many simulated guests the host wants here. */
  readonly simulatedGuests: number;
  /** Since when nobody is connected; `null` while somebody is. */
  readonly desertedSinceMs: number | null;
  /** Grows whenever something that the arbiter reads changes. */
  readonly inputsRevision: number;
  /** What is asked for now: the decision plus everybody's own faders. */
  readonly target: Steering;
  readonly decision: Decision;
  /** What the host holds fast on the engine. */
  readonly controls: HostControls;
  /** How often the engine was told to forget the music so far. */
  readonly contextResets: number;
  /** What the engine would not play, oldest first. */
  readonly refusedPrompts: readonly RefusedPrompt[];
  /** What the crowd votes on, and what it may. */
  readonly crowd: Crowd;
  /** Offers to swap roles, oldest first; some may have run out. */
  readonly swaps: readonly RoleSwap[];
  /** The last 20, newest last; the whole story lives in the store. */
  readonly story: readonly StoryEvent[];
}

/** What one person asks to change; only given fields change. `null` clears, where clearing makes sense. */
export interface InputChange {
  readonly bpm?: number;
  readonly moods?: readonly string[];
  readonly genre?: string;
  readonly instruments?: readonly string[];
  readonly density?: number;
  readonly brightness?: number;
  readonly wish?: string;
}

export interface SettingsChange {
  readonly name?: string;
  readonly isPublic?: boolean;
  readonly locked?: boolean;
  /** `null` clears the password. */
  readonly passwordHash?: string | null;
  readonly playerLimit?: number;
  /** All that the crowd may call from now on; the others are switched off. */
  readonly crowdForms?: readonly CrowdForm[];
}

/** Actor ids come from tickets; the domain still checks what the actor may do. */
export type RoomCommand =
  | {
      readonly kind: 'JOIN';
      readonly participantId: string;
      readonly displayName: string;
      readonly clientKind: ClientKind /** The hash the given password was verified against. */;
      readonly provenPasswordHash: string | null;
      readonly isSimulated?: boolean;
    }
  | { readonly kind: 'INVITE_SIMULATED'; readonly actorId: string; readonly count: number }
  | { readonly kind: 'RETURN'; readonly participantId: string }
  | { readonly kind: 'STEP_AWAY'; readonly participantId: string }
  | { readonly kind: 'FREE_SEAT'; readonly participantId: string }
  | { readonly kind: 'HAND_OVER_HOST' }
  | { readonly kind: 'LEAVE'; readonly participantId: string }
  | { readonly kind: 'REMOVE'; readonly actorId: string; readonly participantId: string }
  | { readonly kind: 'RENAME'; readonly participantId: string; readonly displayName: string }
  | { readonly kind: 'CHANGE_ROLE'; readonly participantId: string; readonly role: Role }
  | { readonly kind: 'PROPOSE_SWAP'; readonly participantId: string; readonly withId: string; readonly swapId: string }
  | { readonly kind: 'ANSWER_SWAP'; readonly participantId: string; readonly swapId: string; readonly isAccepted: boolean }
  | { readonly kind: 'SET_INPUT'; readonly participantId: string; readonly change: InputChange; readonly wishId: string }
  | { readonly kind: 'START'; readonly actorId: string }
  | { readonly kind: 'STOP'; readonly actorId: string }
  | { readonly kind: 'UPDATE_SETTINGS'; readonly actorId: string; readonly settings: SettingsChange }
  | { readonly kind: 'TRANSFER_HOST'; readonly actorId: string; readonly participantId: string }
  | { readonly kind: 'SET_CO_HOST'; readonly actorId: string; readonly participantId: string; readonly isCoHost: boolean }
  | { readonly kind: 'SILENCE'; readonly actorId: string; readonly participantId: string; readonly isSilenced: boolean }
  | { readonly kind: 'SET_CONTROLS'; readonly actorId: string; readonly change: ControlsChange }
  | { readonly kind: 'RESET_CONTEXT'; readonly actorId: string }
  | {
      readonly kind: 'VOTE';
      readonly participantId: string;
      readonly form: CrowdForm /** For the vote, if this opens one. */;
      readonly voteId: string;
    }
  | { readonly kind: 'LAND_VOTE'; readonly voteId: string /** Server clock. */; readonly landsAtMs: number }
  | { readonly kind: 'END_VOTE'; readonly voteId: string }
  | { readonly kind: 'CLOSE' /** `null`: the reaper. */; readonly actorId: string | null }
  | {
      readonly kind: 'APPLY_DECISION';
      readonly mix: Mix;
      readonly source: DecisionSource;
      readonly inputsRevision: number;
      readonly settled: boolean;
      readonly verdicts: readonly WishVerdict[];
      readonly adviceTrouble?: AdviceTrouble | null;
    }
  | { readonly kind: 'DECLINE_PROMPT' /** As the engine was given it. */; readonly text: string }
  | { readonly kind: 'HEAR' /** The revision that the audio now going out was made from. */; readonly revision: number };

/** Past tense; every subscription is a projection of these or of the newest state. */
export type RoomEvent =
  | { readonly kind: 'STORY_TOLD'; readonly event: StoryEvent }
  | { readonly kind: 'WISH_CHANGED'; readonly participantId: string; readonly wish: Wish }
  | {
      readonly kind: 'PARTICIPANT_LEFT';
      readonly participantId: string /** True when the ticket must not work any more. */;
      readonly forGood: boolean;
    }
  | { readonly kind: 'ROOM_CLOSED' };

export interface Applied {
  readonly state: RoomState;
  readonly events: readonly RoomEvent[];
}
