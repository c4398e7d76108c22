/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** Who decides what is played. */
export type ArbiterKind =
  /** The built-in rules, bettered by Gemini whenever it answers in time. `PromptMix.source` tells of each decision. */
  | 'GEMINI'
  /** The built-in rules: no key, no network. */
  | 'RULES';

/** What a client takes part as. */
export type ClientKind =
  /** A player's phone: gets a role and takes one of the room's seats. */
  | 'CONTROLLER'
  /** A big screen: shows and sounds, has no role and takes no seat. */
  | 'DISPLAY'
  /** Only listens: counted, not named; takes no seat. */
  | 'LISTENER';

/** A new room. Everything has a default. */
export type CreateRoomInput = {
  /** An id of your own for this very wish to open a room: within 24 hours, a repeated request with the same id gets the same room. 16 to 64 characters, e.g. a UUID. */
  clientMutationId?: string | null | undefined;
  /** Your name, 1 to 24 characters; left out: Coro finds one. */
  displayName?: string | null | undefined;
  /** Listed in the lobby. */
  isPublic?: boolean | null | undefined;
  /** What to call the room, 1 to 40 characters; left out: Coro finds a name. */
  name?: string | null | undefined;
  /** Needed to join, watch and hear; 4 to 72 characters. Left out: none. */
  password?: string | null | undefined;
  /** `true`: you are a player (CONTROLLER) with the first role. `false`: you are a DISPLAY, such as a stage, without a role. Host either way. */
  takeRole?: boolean | null | undefined;
};

/** What a crowd can call together. All land on bar lines. */
export type CrowdForm =
  /** 8 bars without drums and bass, the last 2 a build. */
  | 'BREAKDOWN'
  /** A build of at least 3 s, then 8 bars of everything. */
  | 'DROP'
  /** 8 bars with drums and bass at half speed. */
  | 'HALF_TIME'
  /** 16 bars two semitones higher. */
  | 'KEY_LIFT';

/** Who made a decision. */
export type DecisionSource =
  /** Nobody: the mix before was kept, because nothing better was there in time. */
  | 'HELD'
  /** A language model, in time and within the rules. */
  | 'MODEL'
  /** The built-in rules. */
  | 'RULES';

/** A control of the engine room, for `EngineControls.effective`. */
export type EngineControl =
  /** `guidance`. */
  | 'GUIDANCE'
  /** `mode`. */
  | 'MODE'
  /** `muteBass`. */
  | 'MUTE_BASS'
  /** `muteDrums`. */
  | 'MUTE_DRUMS'
  /** `onlyBassAndDrums`. */
  | 'ONLY_BASS_AND_DRUMS'
  /** The mutation `resetContext`. */
  | 'RESET_CONTEXT'
  /** `scale`. */
  | 'SCALE'
  /** `seed`. */
  | 'SEED'
  /** `temperature`. */
  | 'TEMPERATURE'
  /** `topK`. */
  | 'TOP_K';

/** What to change on the engine: a field that is left out keeps its value, `null` gives it back. */
export type EngineControlsInput = {
  /** How strictly the prompts are followed, 0 to 6; more makes changes more abrupt. `null`: the engine's own choice. */
  guidance?: number | null | undefined;
  /** What the engine gives its strength to; `null`: QUALITY. */
  mode?: EngineMode | null | undefined;
  /** Mutes the bass; `false` or `null`: as the arbiter decides. */
  muteBass?: boolean | null | undefined;
  /** Mutes the drums; `false` or `null`: as the arbiter decides. */
  muteDrums?: boolean | null | undefined;
  /** Silences all but bass and drums; `null`: `false`. */
  onlyBassAndDrums?: boolean | null | undefined;
  /** Holds a key fast; `null`: the arbiter chooses again. Acts as any new key does. */
  scale?: Scale | null | undefined;
  /** The same seed and the same requests make much the same music; a whole number, 0 to 2147483647. `null`: the engine's own choice. */
  seed?: number | null | undefined;
  /** How surprising the music is, 0 to 3. `null`: the engine's own choice. */
  temperature?: number | null | undefined;
  /** Among how many next steps the engine chooses, a whole number, 1 to 1000. `null`: the engine's own choice. */
  topK?: number | null | undefined;
};

/** How the engine is. */
export type EngineHealth =
  /** Something broke and is being replaced; sound may have a hole. `reason` says what. */
  | 'DEGRADED'
  /** Gave up; `reason` says why. Start the music again to try anew. */
  | 'FAILED'
  /** Not running: the music is stopped, or nobody is listening. */
  | 'IDLE'
  /** Sound flows. */
  | 'PLAYING'
  /** Started; no sound yet. */
  | 'STARTING';

/** Who makes the sound. */
export type EngineKind =
  /** The built-in band: no key, no network. */
  | 'HOUSE_BAND'
  /** Lyria RealTime. */
  | 'LYRIA';

/** What a model that makes music gives its strength to. */
export type EngineMode =
  /** The most change. */
  | 'DIVERSITY'
  /** The best sound; the default. */
  | 'QUALITY'
  /** Voices that sing without words, as one more instrument. */
  | 'VOCALIZATION';

/** Who wants to join which room. */
export type JoinRoomInput = {
  /** An id of your own for this very wish to join: within 24 hours, a repeated request with the same id gets the same seat. 16 to 64 characters, e.g. a UUID. */
  clientMutationId?: string | null | undefined;
  /** Code of the room; any case, letters that look alike and blanks are forgiven. */
  code: string;
  /** Your name, 1 to 24 characters; left out: Coro finds one. */
  displayName?: string | null | undefined;
  /** What to take part as. */
  kind?: ClientKind;
  /** Needed when the room has one. */
  password?: string | null | undefined;
};

/** Whether somebody is really there. */
export type Presence =
  /** Dropped out. Seat, role and inputs wait 120 s and come back with the ticket. */
  | 'AWAY'
  /** Connected now. */
  | 'CONNECTED';

/** What a person can throw at the screens. */
export type Reaction =
  /** Clapping hands. */
  | 'CLAP'
  /** A flame. */
  | 'FIRE'
  /** A heart. */
  | 'HEART'
  /** A laughing face. */
  | 'LAUGH'
  /** A star. */
  | 'STAR'
  /** An open mouth. */
  | 'WOW';

/** What a player steers. The first four are held by one person each and handed out in this order; ENERGY is for all others. */
export type Role =
  /** The tempo: `bpm`. */
  | 'DRUMMER'
  /** The energy: `density` and `brightness`, blended with all others of this role. */
  | 'ENERGY'
  /** The style: `genre`. */
  | 'GENRE_DJ'
  /** The instruments: `instruments`. */
  | 'INSTRUMENTALIST'
  /** The mood: `moods`. */
  | 'VIBE_SETTER';

/** A role sets only its own fields; `wish` belongs to every role. Only given fields change. A field of another role: ROLE_FORBIDS. Out of range: BAD_INPUT with `extensions.field`. */
export type RoomInput = {
  /** DRUMMER: beats per minute, 60 to 200. */
  bpm?: number | null | undefined;
  /** ENERGY: tone colour, 0 (dark) to 1 (bright). */
  brightness?: number | null | undefined;
  /** ENERGY: how much happens at once, 0 (sparse) to 1 (full). */
  density?: number | null | undefined;
  /** GENRE_DJ: one of the 15 genres, or own words of at most 60 characters. */
  genre?: string | null | undefined;
  /** INSTRUMENTALIST: up to 2 of the 15 instruments, e.g. `["Kalimba"]`; empty clears. */
  instruments?: Array<string> | null | undefined;
  /** VIBE_SETTER: up to 3 of the 12 moods, e.g. `["Dark", "Dreamy"]`; empty clears. */
  moods?: Array<string> | null | undefined;
  /** Every role: own words of at most 120 characters, without control characters; empty takes the wish back. `myWish` tells its fate. */
  wish?: string | null | undefined;
};

/** What to change; fields that are left out stay as they are. */
export type RoomSettingsInput = {
  /** All that the crowd may call from now on; forms that are not in it are switched off, and an open vote for one of them ends. */
  crowdForms?: Array<CrowdForm> | null | undefined;
  /** Listed in the lobby. */
  isPublic?: boolean | null | undefined;
  /** Nobody new may join; those who come back still do. */
  locked?: boolean | null | undefined;
  /** 1 to 40 characters. */
  name?: string | null | undefined;
  /** 4 to 72 characters; `null` clears it. */
  password?: string | null | undefined;
  /** Players' seats, 1 to 50. Nobody loses a seat when it goes down. */
  playerLimit?: number | null | undefined;
};

/** The 12 musical scales of Lyria RealTime. */
export type Scale =
  /** A flat major, or its relative F minor. */
  | 'A_FLAT_MAJOR_F_MINOR'
  /** A major, or its relative G flat minor. */
  | 'A_MAJOR_G_FLAT_MINOR'
  /** B flat major, or its relative G minor. */
  | 'B_FLAT_MAJOR_G_MINOR'
  /** B major, or its relative A flat minor. */
  | 'B_MAJOR_A_FLAT_MINOR'
  /** C major, or its relative A minor. */
  | 'C_MAJOR_A_MINOR'
  /** D flat major, or its relative B flat minor. */
  | 'D_FLAT_MAJOR_B_FLAT_MINOR'
  /** D major, or its relative B minor. */
  | 'D_MAJOR_B_MINOR'
  /** E flat major, or its relative C minor. */
  | 'E_FLAT_MAJOR_C_MINOR'
  /** E major, or its relative D flat minor. */
  | 'E_MAJOR_D_FLAT_MINOR'
  /** F major, or its relative D minor. */
  | 'F_MAJOR_D_MINOR'
  /** G flat major, or its relative E flat minor. */
  | 'G_FLAT_MAJOR_E_FLAT_MINOR'
  /** G major, or its relative E minor. */
  | 'G_MAJOR_E_MINOR';

/** What became of a wish. It moves from WAITING to ACCEPTED to SOUNDING, or to DECLINED. */
export type WishFate =
  /** Part of the mix that is asked for. */
  | 'ACCEPTED'
  /** Not taken; `reason` says why. */
  | 'DECLINED'
  /** The sound now going out was made with it. */
  | 'SOUNDING'
  /** The next decision (at most 4 s away while the music plays) will look at it. */
  | 'WAITING';

export type VoteMutationVariables = Exact<{
  code: string;
  form: CrowdForm;
}>;


export type VoteMutation = { vote: { id: string } };

export type ReportCrowdEnergyMutationVariables = Exact<{
  code: string;
  level: number;
  clapRate: number;
}>;


export type ReportCrowdEnergyMutation = { reportCrowdEnergy: boolean };

export type ReactionsSubscriptionVariables = Exact<{
  code: string;
}>;


export type ReactionsSubscription = { reactions: { reactions: Array<{ reaction: Reaction, count: number, from: Array<{ participantId: string, count: number }> }> } };

export type ReactMutationVariables = Exact<{
  code: string;
  reaction: Reaction;
}>;


export type ReactMutation = { react: boolean };

export type SetSimulatedGuestsMutationVariables = Exact<{
  code: string;
  count: number;
}>;


export type SetSimulatedGuestsMutation = { inviteSimulatedGuests: { code: string, name: string, epoch: string, version: number, sentAt: number, isPlaying: boolean, isPublic: boolean, locked: boolean, needsPassword: boolean, playerLimit: number, hostId: string | null, listenerCount: number, simulatedGuests: number, crowdEnergy: number, participants: Array<{ id: string, displayName: string, kind: ClientKind, role: Role | null, isHost: boolean, isFounder: boolean, isCoHost: boolean, isSilenced: boolean, isSimulated: boolean, presence: Presence, influence: number, joinedAt: number, input: { bpm: number | null, moods: Array<string>, genre: string | null, instruments: Array<string>, density: number | null, brightness: number | null, wish: string | null, updatedAt: number } | null }>, engine: { kind: EngineKind, health: EngineHealth, reason: string | null, controls: { scale: Scale | null, guidance: number | null, temperature: number | null, topK: number | null, seed: number | null, muteBass: boolean, muteDrums: boolean, onlyBassAndDrums: boolean, mode: EngineMode, effective: Array<EngineControl> }, position: { bar: number, beat: number, section: string, chord: string, atFrame: number } | null }, target: { bpm: number, density: number, brightness: number, scale: Scale | null, muteBass: boolean, muteDrums: boolean, revision: number }, heard: { bpm: number, density: number, brightness: number, scale: Scale | null, muteBass: boolean, muteDrums: boolean, revision: number }, prompts: { reason: string, source: DecisionSource, revision: number, decidedAt: number, prompts: Array<{ text: string, weight: number, credits: Array<{ participantId: string, displayName: string, share: number }> }>, credits: Array<{ participantId: string, displayName: string, share: number }> }, arbiter: { kind: ArbiterKind, reason: string | null }, vote: { id: string, form: CrowdForm, votes: number, needed: number, expiresAt: number, landsAt: number | null, voterIds: Array<string> } | null, crowdForms: Array<{ form: CrowdForm, isAllowed: boolean, readyAt: number | null }>, swaps: Array<{ id: string, fromId: string, toId: string, expiresAt: number }>, story: Array<{ id: string, at: number, kind: string, text: string, participantId: string | null }> } };

export type SetEngineControlsMutationVariables = Exact<{
  code: string;
  input: EngineControlsInput;
}>;


export type SetEngineControlsMutation = { setEngineControls: { code: string, name: string, epoch: string, version: number, sentAt: number, isPlaying: boolean, isPublic: boolean, locked: boolean, needsPassword: boolean, playerLimit: number, hostId: string | null, listenerCount: number, simulatedGuests: number, crowdEnergy: number, participants: Array<{ id: string, displayName: string, kind: ClientKind, role: Role | null, isHost: boolean, isFounder: boolean, isCoHost: boolean, isSilenced: boolean, isSimulated: boolean, presence: Presence, influence: number, joinedAt: number, input: { bpm: number | null, moods: Array<string>, genre: string | null, instruments: Array<string>, density: number | null, brightness: number | null, wish: string | null, updatedAt: number } | null }>, engine: { kind: EngineKind, health: EngineHealth, reason: string | null, controls: { scale: Scale | null, guidance: number | null, temperature: number | null, topK: number | null, seed: number | null, muteBass: boolean, muteDrums: boolean, onlyBassAndDrums: boolean, mode: EngineMode, effective: Array<EngineControl> }, position: { bar: number, beat: number, section: string, chord: string, atFrame: number } | null }, target: { bpm: number, density: number, brightness: number, scale: Scale | null, muteBass: boolean, muteDrums: boolean, revision: number }, heard: { bpm: number, density: number, brightness: number, scale: Scale | null, muteBass: boolean, muteDrums: boolean, revision: number }, prompts: { reason: string, source: DecisionSource, revision: number, decidedAt: number, prompts: Array<{ text: string, weight: number, credits: Array<{ participantId: string, displayName: string, share: number }> }>, credits: Array<{ participantId: string, displayName: string, share: number }> }, arbiter: { kind: ArbiterKind, reason: string | null }, vote: { id: string, form: CrowdForm, votes: number, needed: number, expiresAt: number, landsAt: number | null, voterIds: Array<string> } | null, crowdForms: Array<{ form: CrowdForm, isAllowed: boolean, readyAt: number | null }>, swaps: Array<{ id: string, fromId: string, toId: string, expiresAt: number }>, story: Array<{ id: string, at: number, kind: string, text: string, participantId: string | null }> } };

export type ResetContextMutationVariables = Exact<{
  code: string;
}>;


export type ResetContextMutation = { resetContext: { code: string, name: string, epoch: string, version: number, sentAt: number, isPlaying: boolean, isPublic: boolean, locked: boolean, needsPassword: boolean, playerLimit: number, hostId: string | null, listenerCount: number, simulatedGuests: number, crowdEnergy: number, participants: Array<{ id: string, displayName: string, kind: ClientKind, role: Role | null, isHost: boolean, isFounder: boolean, isCoHost: boolean, isSilenced: boolean, isSimulated: boolean, presence: Presence, influence: number, joinedAt: number, input: { bpm: number | null, moods: Array<string>, genre: string | null, instruments: Array<string>, density: number | null, brightness: number | null, wish: string | null, updatedAt: number } | null }>, engine: { kind: EngineKind, health: EngineHealth, reason: string | null, controls: { scale: Scale | null, guidance: number | null, temperature: number | null, topK: number | null, seed: number | null, muteBass: boolean, muteDrums: boolean, onlyBassAndDrums: boolean, mode: EngineMode, effective: Array<EngineControl> }, position: { bar: number, beat: number, section: string, chord: string, atFrame: number } | null }, target: { bpm: number, density: number, brightness: number, scale: Scale | null, muteBass: boolean, muteDrums: boolean, revision: number }, heard: { bpm: number, density: number, brightness: number, scale: Scale | null, muteBass: boolean, muteDrums: boolean, revision: number }, prompts: { reason: string, source: DecisionSource, revision: number, decidedAt: number, prompts: Array<{ text: string, weight: number, credits: Array<{ participantId: string, displayName: string, share: number }> }>, credits: Array<{ participantId: string, displayName: string, share: number }> }, arbiter: { kind: ArbiterKind, reason: string | null }, vote: { id: string, form: CrowdForm, votes: number, needed: number, expiresAt: number, landsAt: number | null, voterIds: Array<string> } | null, crowdForms: Array<{ form: CrowdForm, isAllowed: boolean, readyAt: number | null }>, swaps: Array<{ id: string, fromId: string, toId: string, expiresAt: number }>, story: Array<{ id: string, at: number, kind: string, text: string, participantId: string | null }> } };

export type PersonFieldsFragment = { id: string, displayName: string, kind: ClientKind, role: Role | null, isHost: boolean, isFounder: boolean, isCoHost: boolean, isSilenced: boolean, isSimulated: boolean, presence: Presence, influence: number, joinedAt: number, input: { bpm: number | null, moods: Array<string>, genre: string | null, instruments: Array<string>, density: number | null, brightness: number | null, wish: string | null, updatedAt: number } | null };

export type RoomFieldsFragment = { code: string, name: string, epoch: string, version: number, sentAt: number, isPlaying: boolean, isPublic: boolean, locked: boolean, needsPassword: boolean, playerLimit: number, hostId: string | null, listenerCount: number, simulatedGuests: number, crowdEnergy: number, participants: Array<{ id: string, displayName: string, kind: ClientKind, role: Role | null, isHost: boolean, isFounder: boolean, isCoHost: boolean, isSilenced: boolean, isSimulated: boolean, presence: Presence, influence: number, joinedAt: number, input: { bpm: number | null, moods: Array<string>, genre: string | null, instruments: Array<string>, density: number | null, brightness: number | null, wish: string | null, updatedAt: number } | null }>, engine: { kind: EngineKind, health: EngineHealth, reason: string | null, controls: { scale: Scale | null, guidance: number | null, temperature: number | null, topK: number | null, seed: number | null, muteBass: boolean, muteDrums: boolean, onlyBassAndDrums: boolean, mode: EngineMode, effective: Array<EngineControl> }, position: { bar: number, beat: number, section: string, chord: string, atFrame: number } | null }, target: { bpm: number, density: number, brightness: number, scale: Scale | null, muteBass: boolean, muteDrums: boolean, revision: number }, heard: { bpm: number, density: number, brightness: number, scale: Scale | null, muteBass: boolean, muteDrums: boolean, revision: number }, prompts: { reason: string, source: DecisionSource, revision: number, decidedAt: number, prompts: Array<{ text: string, weight: number, credits: Array<{ participantId: string, displayName: string, share: number }> }>, credits: Array<{ participantId: string, displayName: string, share: number }> }, arbiter: { kind: ArbiterKind, reason: string | null }, vote: { id: string, form: CrowdForm, votes: number, needed: number, expiresAt: number, landsAt: number | null, voterIds: Array<string> } | null, crowdForms: Array<{ form: CrowdForm, isAllowed: boolean, readyAt: number | null }>, swaps: Array<{ id: string, fromId: string, toId: string, expiresAt: number }>, story: Array<{ id: string, at: number, kind: string, text: string, participantId: string | null }> };

export type WatchRoomSubscriptionVariables = Exact<{
  code: string;
}>;


export type WatchRoomSubscription = { roomState: { code: string, name: string, epoch: string, version: number, sentAt: number, isPlaying: boolean, isPublic: boolean, locked: boolean, needsPassword: boolean, playerLimit: number, hostId: string | null, listenerCount: number, simulatedGuests: number, crowdEnergy: number, participants: Array<{ id: string, displayName: string, kind: ClientKind, role: Role | null, isHost: boolean, isFounder: boolean, isCoHost: boolean, isSilenced: boolean, isSimulated: boolean, presence: Presence, influence: number, joinedAt: number, input: { bpm: number | null, moods: Array<string>, genre: string | null, instruments: Array<string>, density: number | null, brightness: number | null, wish: string | null, updatedAt: number } | null }>, engine: { kind: EngineKind, health: EngineHealth, reason: string | null, controls: { scale: Scale | null, guidance: number | null, temperature: number | null, topK: number | null, seed: number | null, muteBass: boolean, muteDrums: boolean, onlyBassAndDrums: boolean, mode: EngineMode, effective: Array<EngineControl> }, position: { bar: number, beat: number, section: string, chord: string, atFrame: number } | null }, target: { bpm: number, density: number, brightness: number, scale: Scale | null, muteBass: boolean, muteDrums: boolean, revision: number }, heard: { bpm: number, density: number, brightness: number, scale: Scale | null, muteBass: boolean, muteDrums: boolean, revision: number }, prompts: { reason: string, source: DecisionSource, revision: number, decidedAt: number, prompts: Array<{ text: string, weight: number, credits: Array<{ participantId: string, displayName: string, share: number }> }>, credits: Array<{ participantId: string, displayName: string, share: number }> }, arbiter: { kind: ArbiterKind, reason: string | null }, vote: { id: string, form: CrowdForm, votes: number, needed: number, expiresAt: number, landsAt: number | null, voterIds: Array<string> } | null, crowdForms: Array<{ form: CrowdForm, isAllowed: boolean, readyAt: number | null }>, swaps: Array<{ id: string, fromId: string, toId: string, expiresAt: number }>, story: Array<{ id: string, at: number, kind: string, text: string, participantId: string | null }> } };

export type OpenRoomMutationVariables = Exact<{
  input: CreateRoomInput;
}>;


export type OpenRoomMutation = { createRoom: { ticket: string, joinUrl: string, room: { code: string, name: string }, participant: { id: string, kind: ClientKind, displayName: string } } };

export type CallGuestsAndPlayMutationVariables = Exact<{
  code: string;
  count: number;
}>;


export type CallGuestsAndPlayMutation = { inviteSimulatedGuests: { code: string }, startMusic: { code: string } };

export type CloseAgainMutationVariables = Exact<{
  code: string;
}>;


export type CloseAgainMutation = { closeRoom: boolean };

export type LookUpRoomQueryVariables = Exact<{
  code: string;
}>;


export type LookUpRoomQuery = { room: { code: string, name: string } | null };

export type WatchLobbySubscriptionVariables = Exact<{ [key: string]: never; }>;


export type WatchLobbySubscription = { rooms: Array<{ code: string, name: string, isPlaying: boolean, playerCount: number, playerLimit: number, needsPassword: boolean, rolesTaken: Array<Role>, level: number | null }> };

export type RoomAtTheDoorQueryVariables = Exact<{
  code: string;
}>;


export type RoomAtTheDoorQuery = { room: { code: string, name: string, isPlaying: boolean, playerCount: number, playerLimit: number, listenerCount: number, needsPassword: boolean, rolesTaken: Array<Role> } | null };

export type SoundAtTheDoorQueryVariables = Exact<{
  code: string;
}>;


export type SoundAtTheDoorQuery = { roomState: { isPlaying: boolean, participants: Array<{ kind: ClientKind, presence: Presence }> } };

export type JoinRoomMutationVariables = Exact<{
  input: JoinRoomInput;
}>;


export type JoinRoomMutation = { joinRoom: { ticket: string, joinUrl: string, room: { code: string, name: string }, participant: { id: string, displayName: string, kind: ClientKind, role: Role | null } } };

export type ChangeRoleMutationVariables = Exact<{
  code: string;
  role: Role;
}>;


export type ChangeRoleMutation = { changeRole: { id: string, role: Role | null } };

export type MeQueryVariables = Exact<{ [key: string]: never; }>;


export type MeQuery = { me: { id: string, kind: ClientKind, role: Role | null, displayName: string } | null };

export type UpdateInputMutationVariables = Exact<{
  code: string;
  input: RoomInput;
}>;


export type UpdateInputMutation = { updateInput: { id: string, influence: number } };

export type RenameMutationVariables = Exact<{
  code: string;
  displayName: string;
}>;


export type RenameMutation = { rename: { id: string, displayName: string } };

export type LeaveRoomMutationVariables = Exact<{
  code: string;
}>;


export type LeaveRoomMutation = { leaveRoom: boolean };

export type ProposeSwapMutationVariables = Exact<{
  code: string;
  participantId: string | number;
}>;


export type ProposeSwapMutation = { proposeSwap: { version: number } };

export type AnswerSwapMutationVariables = Exact<{
  code: string;
  swapId: string | number;
  accept: boolean;
}>;


export type AnswerSwapMutation = { answerSwap: { version: number } };

export type SendWishMutationVariables = Exact<{
  code: string;
  wish: string;
}>;


export type SendWishMutation = { updateInput: { id: string } };

export type MyWishSubscriptionVariables = Exact<{
  code: string;
}>;


export type MyWishSubscription = { myWish: { id: string, text: string, fate: WishFate, understood: Array<string>, unknown: Array<string>, reason: string | null, at: number } };

export type UpdateRoomMutationVariables = Exact<{
  code: string;
  input: RoomSettingsInput;
}>;


export type UpdateRoomMutation = { room: { code: string, name: string, epoch: string, version: number, sentAt: number, isPlaying: boolean, isPublic: boolean, locked: boolean, needsPassword: boolean, playerLimit: number, hostId: string | null, listenerCount: number, simulatedGuests: number, crowdEnergy: number, participants: Array<{ id: string, displayName: string, kind: ClientKind, role: Role | null, isHost: boolean, isFounder: boolean, isCoHost: boolean, isSilenced: boolean, isSimulated: boolean, presence: Presence, influence: number, joinedAt: number, input: { bpm: number | null, moods: Array<string>, genre: string | null, instruments: Array<string>, density: number | null, brightness: number | null, wish: string | null, updatedAt: number } | null }>, engine: { kind: EngineKind, health: EngineHealth, reason: string | null, controls: { scale: Scale | null, guidance: number | null, temperature: number | null, topK: number | null, seed: number | null, muteBass: boolean, muteDrums: boolean, onlyBassAndDrums: boolean, mode: EngineMode, effective: Array<EngineControl> }, position: { bar: number, beat: number, section: string, chord: string, atFrame: number } | null }, target: { bpm: number, density: number, brightness: number, scale: Scale | null, muteBass: boolean, muteDrums: boolean, revision: number }, heard: { bpm: number, density: number, brightness: number, scale: Scale | null, muteBass: boolean, muteDrums: boolean, revision: number }, prompts: { reason: string, source: DecisionSource, revision: number, decidedAt: number, prompts: Array<{ text: string, weight: number, credits: Array<{ participantId: string, displayName: string, share: number }> }>, credits: Array<{ participantId: string, displayName: string, share: number }> }, arbiter: { kind: ArbiterKind, reason: string | null }, vote: { id: string, form: CrowdForm, votes: number, needed: number, expiresAt: number, landsAt: number | null, voterIds: Array<string> } | null, crowdForms: Array<{ form: CrowdForm, isAllowed: boolean, readyAt: number | null }>, swaps: Array<{ id: string, fromId: string, toId: string, expiresAt: number }>, story: Array<{ id: string, at: number, kind: string, text: string, participantId: string | null }> } };

export type SetCoHostMutationVariables = Exact<{
  code: string;
  id: string | number;
  isCoHost: boolean;
}>;


export type SetCoHostMutation = { room: { code: string, name: string, epoch: string, version: number, sentAt: number, isPlaying: boolean, isPublic: boolean, locked: boolean, needsPassword: boolean, playerLimit: number, hostId: string | null, listenerCount: number, simulatedGuests: number, crowdEnergy: number, participants: Array<{ id: string, displayName: string, kind: ClientKind, role: Role | null, isHost: boolean, isFounder: boolean, isCoHost: boolean, isSilenced: boolean, isSimulated: boolean, presence: Presence, influence: number, joinedAt: number, input: { bpm: number | null, moods: Array<string>, genre: string | null, instruments: Array<string>, density: number | null, brightness: number | null, wish: string | null, updatedAt: number } | null }>, engine: { kind: EngineKind, health: EngineHealth, reason: string | null, controls: { scale: Scale | null, guidance: number | null, temperature: number | null, topK: number | null, seed: number | null, muteBass: boolean, muteDrums: boolean, onlyBassAndDrums: boolean, mode: EngineMode, effective: Array<EngineControl> }, position: { bar: number, beat: number, section: string, chord: string, atFrame: number } | null }, target: { bpm: number, density: number, brightness: number, scale: Scale | null, muteBass: boolean, muteDrums: boolean, revision: number }, heard: { bpm: number, density: number, brightness: number, scale: Scale | null, muteBass: boolean, muteDrums: boolean, revision: number }, prompts: { reason: string, source: DecisionSource, revision: number, decidedAt: number, prompts: Array<{ text: string, weight: number, credits: Array<{ participantId: string, displayName: string, share: number }> }>, credits: Array<{ participantId: string, displayName: string, share: number }> }, arbiter: { kind: ArbiterKind, reason: string | null }, vote: { id: string, form: CrowdForm, votes: number, needed: number, expiresAt: number, landsAt: number | null, voterIds: Array<string> } | null, crowdForms: Array<{ form: CrowdForm, isAllowed: boolean, readyAt: number | null }>, swaps: Array<{ id: string, fromId: string, toId: string, expiresAt: number }>, story: Array<{ id: string, at: number, kind: string, text: string, participantId: string | null }> } };

export type SilenceMutationVariables = Exact<{
  code: string;
  id: string | number;
  isSilenced: boolean;
}>;


export type SilenceMutation = { room: { code: string, name: string, epoch: string, version: number, sentAt: number, isPlaying: boolean, isPublic: boolean, locked: boolean, needsPassword: boolean, playerLimit: number, hostId: string | null, listenerCount: number, simulatedGuests: number, crowdEnergy: number, participants: Array<{ id: string, displayName: string, kind: ClientKind, role: Role | null, isHost: boolean, isFounder: boolean, isCoHost: boolean, isSilenced: boolean, isSimulated: boolean, presence: Presence, influence: number, joinedAt: number, input: { bpm: number | null, moods: Array<string>, genre: string | null, instruments: Array<string>, density: number | null, brightness: number | null, wish: string | null, updatedAt: number } | null }>, engine: { kind: EngineKind, health: EngineHealth, reason: string | null, controls: { scale: Scale | null, guidance: number | null, temperature: number | null, topK: number | null, seed: number | null, muteBass: boolean, muteDrums: boolean, onlyBassAndDrums: boolean, mode: EngineMode, effective: Array<EngineControl> }, position: { bar: number, beat: number, section: string, chord: string, atFrame: number } | null }, target: { bpm: number, density: number, brightness: number, scale: Scale | null, muteBass: boolean, muteDrums: boolean, revision: number }, heard: { bpm: number, density: number, brightness: number, scale: Scale | null, muteBass: boolean, muteDrums: boolean, revision: number }, prompts: { reason: string, source: DecisionSource, revision: number, decidedAt: number, prompts: Array<{ text: string, weight: number, credits: Array<{ participantId: string, displayName: string, share: number }> }>, credits: Array<{ participantId: string, displayName: string, share: number }> }, arbiter: { kind: ArbiterKind, reason: string | null }, vote: { id: string, form: CrowdForm, votes: number, needed: number, expiresAt: number, landsAt: number | null, voterIds: Array<string> } | null, crowdForms: Array<{ form: CrowdForm, isAllowed: boolean, readyAt: number | null }>, swaps: Array<{ id: string, fromId: string, toId: string, expiresAt: number }>, story: Array<{ id: string, at: number, kind: string, text: string, participantId: string | null }> } };

export type RemovePersonMutationVariables = Exact<{
  code: string;
  id: string | number;
}>;


export type RemovePersonMutation = { room: { code: string, name: string, epoch: string, version: number, sentAt: number, isPlaying: boolean, isPublic: boolean, locked: boolean, needsPassword: boolean, playerLimit: number, hostId: string | null, listenerCount: number, simulatedGuests: number, crowdEnergy: number, participants: Array<{ id: string, displayName: string, kind: ClientKind, role: Role | null, isHost: boolean, isFounder: boolean, isCoHost: boolean, isSilenced: boolean, isSimulated: boolean, presence: Presence, influence: number, joinedAt: number, input: { bpm: number | null, moods: Array<string>, genre: string | null, instruments: Array<string>, density: number | null, brightness: number | null, wish: string | null, updatedAt: number } | null }>, engine: { kind: EngineKind, health: EngineHealth, reason: string | null, controls: { scale: Scale | null, guidance: number | null, temperature: number | null, topK: number | null, seed: number | null, muteBass: boolean, muteDrums: boolean, onlyBassAndDrums: boolean, mode: EngineMode, effective: Array<EngineControl> }, position: { bar: number, beat: number, section: string, chord: string, atFrame: number } | null }, target: { bpm: number, density: number, brightness: number, scale: Scale | null, muteBass: boolean, muteDrums: boolean, revision: number }, heard: { bpm: number, density: number, brightness: number, scale: Scale | null, muteBass: boolean, muteDrums: boolean, revision: number }, prompts: { reason: string, source: DecisionSource, revision: number, decidedAt: number, prompts: Array<{ text: string, weight: number, credits: Array<{ participantId: string, displayName: string, share: number }> }>, credits: Array<{ participantId: string, displayName: string, share: number }> }, arbiter: { kind: ArbiterKind, reason: string | null }, vote: { id: string, form: CrowdForm, votes: number, needed: number, expiresAt: number, landsAt: number | null, voterIds: Array<string> } | null, crowdForms: Array<{ form: CrowdForm, isAllowed: boolean, readyAt: number | null }>, swaps: Array<{ id: string, fromId: string, toId: string, expiresAt: number }>, story: Array<{ id: string, at: number, kind: string, text: string, participantId: string | null }> } };

export type TransferHostMutationVariables = Exact<{
  code: string;
  id: string | number;
}>;


export type TransferHostMutation = { room: { code: string, name: string, epoch: string, version: number, sentAt: number, isPlaying: boolean, isPublic: boolean, locked: boolean, needsPassword: boolean, playerLimit: number, hostId: string | null, listenerCount: number, simulatedGuests: number, crowdEnergy: number, participants: Array<{ id: string, displayName: string, kind: ClientKind, role: Role | null, isHost: boolean, isFounder: boolean, isCoHost: boolean, isSilenced: boolean, isSimulated: boolean, presence: Presence, influence: number, joinedAt: number, input: { bpm: number | null, moods: Array<string>, genre: string | null, instruments: Array<string>, density: number | null, brightness: number | null, wish: string | null, updatedAt: number } | null }>, engine: { kind: EngineKind, health: EngineHealth, reason: string | null, controls: { scale: Scale | null, guidance: number | null, temperature: number | null, topK: number | null, seed: number | null, muteBass: boolean, muteDrums: boolean, onlyBassAndDrums: boolean, mode: EngineMode, effective: Array<EngineControl> }, position: { bar: number, beat: number, section: string, chord: string, atFrame: number } | null }, target: { bpm: number, density: number, brightness: number, scale: Scale | null, muteBass: boolean, muteDrums: boolean, revision: number }, heard: { bpm: number, density: number, brightness: number, scale: Scale | null, muteBass: boolean, muteDrums: boolean, revision: number }, prompts: { reason: string, source: DecisionSource, revision: number, decidedAt: number, prompts: Array<{ text: string, weight: number, credits: Array<{ participantId: string, displayName: string, share: number }> }>, credits: Array<{ participantId: string, displayName: string, share: number }> }, arbiter: { kind: ArbiterKind, reason: string | null }, vote: { id: string, form: CrowdForm, votes: number, needed: number, expiresAt: number, landsAt: number | null, voterIds: Array<string> } | null, crowdForms: Array<{ form: CrowdForm, isAllowed: boolean, readyAt: number | null }>, swaps: Array<{ id: string, fromId: string, toId: string, expiresAt: number }>, story: Array<{ id: string, at: number, kind: string, text: string, participantId: string | null }> } };

export type EndRoomMutationVariables = Exact<{
  code: string;
}>;


export type EndRoomMutation = { closeRoom: boolean };

export type StartOnStageMutationVariables = Exact<{
  code: string;
}>;


export type StartOnStageMutation = { startMusic: { code: string, name: string, epoch: string, version: number, sentAt: number, isPlaying: boolean, isPublic: boolean, locked: boolean, needsPassword: boolean, playerLimit: number, hostId: string | null, listenerCount: number, simulatedGuests: number, crowdEnergy: number, participants: Array<{ id: string, displayName: string, kind: ClientKind, role: Role | null, isHost: boolean, isFounder: boolean, isCoHost: boolean, isSilenced: boolean, isSimulated: boolean, presence: Presence, influence: number, joinedAt: number, input: { bpm: number | null, moods: Array<string>, genre: string | null, instruments: Array<string>, density: number | null, brightness: number | null, wish: string | null, updatedAt: number } | null }>, engine: { kind: EngineKind, health: EngineHealth, reason: string | null, controls: { scale: Scale | null, guidance: number | null, temperature: number | null, topK: number | null, seed: number | null, muteBass: boolean, muteDrums: boolean, onlyBassAndDrums: boolean, mode: EngineMode, effective: Array<EngineControl> }, position: { bar: number, beat: number, section: string, chord: string, atFrame: number } | null }, target: { bpm: number, density: number, brightness: number, scale: Scale | null, muteBass: boolean, muteDrums: boolean, revision: number }, heard: { bpm: number, density: number, brightness: number, scale: Scale | null, muteBass: boolean, muteDrums: boolean, revision: number }, prompts: { reason: string, source: DecisionSource, revision: number, decidedAt: number, prompts: Array<{ text: string, weight: number, credits: Array<{ participantId: string, displayName: string, share: number }> }>, credits: Array<{ participantId: string, displayName: string, share: number }> }, arbiter: { kind: ArbiterKind, reason: string | null }, vote: { id: string, form: CrowdForm, votes: number, needed: number, expiresAt: number, landsAt: number | null, voterIds: Array<string> } | null, crowdForms: Array<{ form: CrowdForm, isAllowed: boolean, readyAt: number | null }>, swaps: Array<{ id: string, fromId: string, toId: string, expiresAt: number }>, story: Array<{ id: string, at: number, kind: string, text: string, participantId: string | null }> } };

export type StopOnStageMutationVariables = Exact<{
  code: string;
}>;


export type StopOnStageMutation = { stopMusic: { code: string, name: string, epoch: string, version: number, sentAt: number, isPlaying: boolean, isPublic: boolean, locked: boolean, needsPassword: boolean, playerLimit: number, hostId: string | null, listenerCount: number, simulatedGuests: number, crowdEnergy: number, participants: Array<{ id: string, displayName: string, kind: ClientKind, role: Role | null, isHost: boolean, isFounder: boolean, isCoHost: boolean, isSilenced: boolean, isSimulated: boolean, presence: Presence, influence: number, joinedAt: number, input: { bpm: number | null, moods: Array<string>, genre: string | null, instruments: Array<string>, density: number | null, brightness: number | null, wish: string | null, updatedAt: number } | null }>, engine: { kind: EngineKind, health: EngineHealth, reason: string | null, controls: { scale: Scale | null, guidance: number | null, temperature: number | null, topK: number | null, seed: number | null, muteBass: boolean, muteDrums: boolean, onlyBassAndDrums: boolean, mode: EngineMode, effective: Array<EngineControl> }, position: { bar: number, beat: number, section: string, chord: string, atFrame: number } | null }, target: { bpm: number, density: number, brightness: number, scale: Scale | null, muteBass: boolean, muteDrums: boolean, revision: number }, heard: { bpm: number, density: number, brightness: number, scale: Scale | null, muteBass: boolean, muteDrums: boolean, revision: number }, prompts: { reason: string, source: DecisionSource, revision: number, decidedAt: number, prompts: Array<{ text: string, weight: number, credits: Array<{ participantId: string, displayName: string, share: number }> }>, credits: Array<{ participantId: string, displayName: string, share: number }> }, arbiter: { kind: ArbiterKind, reason: string | null }, vote: { id: string, form: CrowdForm, votes: number, needed: number, expiresAt: number, landsAt: number | null, voterIds: Array<string> } | null, crowdForms: Array<{ form: CrowdForm, isAllowed: boolean, readyAt: number | null }>, swaps: Array<{ id: string, fromId: string, toId: string, expiresAt: number }>, story: Array<{ id: string, at: number, kind: string, text: string, participantId: string | null }> } };

export type JoinAsDisplayMutationVariables = Exact<{
  input: JoinRoomInput;
}>;


export type JoinAsDisplayMutation = { joinRoom: { ticket: string, joinUrl: string, participant: { id: string, kind: ClientKind, displayName: string } } };

export const PersonFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PersonFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Participant"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"isHost"}},{"kind":"Field","name":{"kind":"Name","value":"isFounder"}},{"kind":"Field","name":{"kind":"Name","value":"isCoHost"}},{"kind":"Field","name":{"kind":"Name","value":"isSilenced"}},{"kind":"Field","name":{"kind":"Name","value":"isSimulated"}},{"kind":"Field","name":{"kind":"Name","value":"presence"}},{"kind":"Field","name":{"kind":"Name","value":"influence"}},{"kind":"Field","name":{"kind":"Name","value":"joinedAt"}},{"kind":"Field","name":{"kind":"Name","value":"input"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bpm"}},{"kind":"Field","name":{"kind":"Name","value":"moods"}},{"kind":"Field","name":{"kind":"Name","value":"genre"}},{"kind":"Field","name":{"kind":"Name","value":"instruments"}},{"kind":"Field","name":{"kind":"Name","value":"density"}},{"kind":"Field","name":{"kind":"Name","value":"brightness"}},{"kind":"Field","name":{"kind":"Name","value":"wish"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}}]}}]}}]} as unknown as DocumentNode<PersonFieldsFragment, unknown>;
export const RoomFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RoomFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RoomState"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"epoch"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"sentAt"}},{"kind":"Field","name":{"kind":"Name","value":"isPlaying"}},{"kind":"Field","name":{"kind":"Name","value":"isPublic"}},{"kind":"Field","name":{"kind":"Name","value":"locked"}},{"kind":"Field","name":{"kind":"Name","value":"needsPassword"}},{"kind":"Field","name":{"kind":"Name","value":"playerLimit"}},{"kind":"Field","name":{"kind":"Name","value":"hostId"}},{"kind":"Field","name":{"kind":"Name","value":"listenerCount"}},{"kind":"Field","name":{"kind":"Name","value":"simulatedGuests"}},{"kind":"Field","name":{"kind":"Name","value":"participants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PersonFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"engine"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"health"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"controls"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"scale"}},{"kind":"Field","name":{"kind":"Name","value":"guidance"}},{"kind":"Field","name":{"kind":"Name","value":"temperature"}},{"kind":"Field","name":{"kind":"Name","value":"topK"}},{"kind":"Field","name":{"kind":"Name","value":"seed"}},{"kind":"Field","name":{"kind":"Name","value":"muteBass"}},{"kind":"Field","name":{"kind":"Name","value":"muteDrums"}},{"kind":"Field","name":{"kind":"Name","value":"onlyBassAndDrums"}},{"kind":"Field","name":{"kind":"Name","value":"mode"}},{"kind":"Field","name":{"kind":"Name","value":"effective"}}]}},{"kind":"Field","name":{"kind":"Name","value":"position"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bar"}},{"kind":"Field","name":{"kind":"Name","value":"beat"}},{"kind":"Field","name":{"kind":"Name","value":"section"}},{"kind":"Field","name":{"kind":"Name","value":"chord"}},{"kind":"Field","name":{"kind":"Name","value":"atFrame"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"target"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bpm"}},{"kind":"Field","name":{"kind":"Name","value":"density"}},{"kind":"Field","name":{"kind":"Name","value":"brightness"}},{"kind":"Field","name":{"kind":"Name","value":"scale"}},{"kind":"Field","name":{"kind":"Name","value":"muteBass"}},{"kind":"Field","name":{"kind":"Name","value":"muteDrums"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}}]}},{"kind":"Field","name":{"kind":"Name","value":"heard"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bpm"}},{"kind":"Field","name":{"kind":"Name","value":"density"}},{"kind":"Field","name":{"kind":"Name","value":"brightness"}},{"kind":"Field","name":{"kind":"Name","value":"scale"}},{"kind":"Field","name":{"kind":"Name","value":"muteBass"}},{"kind":"Field","name":{"kind":"Name","value":"muteDrums"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}}]}},{"kind":"Field","name":{"kind":"Name","value":"prompts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"prompts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"weight"}},{"kind":"Field","name":{"kind":"Name","value":"credits"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"participantId"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"share"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"credits"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"participantId"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"share"}}]}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"decidedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"arbiter"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}},{"kind":"Field","name":{"kind":"Name","value":"vote"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"form"}},{"kind":"Field","name":{"kind":"Name","value":"votes"}},{"kind":"Field","name":{"kind":"Name","value":"needed"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"landsAt"}},{"kind":"Field","name":{"kind":"Name","value":"voterIds"}}]}},{"kind":"Field","name":{"kind":"Name","value":"crowdEnergy"}},{"kind":"Field","name":{"kind":"Name","value":"crowdForms"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"form"}},{"kind":"Field","name":{"kind":"Name","value":"isAllowed"}},{"kind":"Field","name":{"kind":"Name","value":"readyAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"swaps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"fromId"}},{"kind":"Field","name":{"kind":"Name","value":"toId"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"story"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"participantId"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PersonFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Participant"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"isHost"}},{"kind":"Field","name":{"kind":"Name","value":"isFounder"}},{"kind":"Field","name":{"kind":"Name","value":"isCoHost"}},{"kind":"Field","name":{"kind":"Name","value":"isSilenced"}},{"kind":"Field","name":{"kind":"Name","value":"isSimulated"}},{"kind":"Field","name":{"kind":"Name","value":"presence"}},{"kind":"Field","name":{"kind":"Name","value":"influence"}},{"kind":"Field","name":{"kind":"Name","value":"joinedAt"}},{"kind":"Field","name":{"kind":"Name","value":"input"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bpm"}},{"kind":"Field","name":{"kind":"Name","value":"moods"}},{"kind":"Field","name":{"kind":"Name","value":"genre"}},{"kind":"Field","name":{"kind":"Name","value":"instruments"}},{"kind":"Field","name":{"kind":"Name","value":"density"}},{"kind":"Field","name":{"kind":"Name","value":"brightness"}},{"kind":"Field","name":{"kind":"Name","value":"wish"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}}]}}]}}]} as unknown as DocumentNode<RoomFieldsFragment, unknown>;
export const VoteDocument = "mutation Vote($code:String!$form:CrowdForm!){vote(code:$code form:$form){id}}" as unknown as DocumentNode<VoteMutation, VoteMutationVariables>;
export const ReportCrowdEnergyDocument = "mutation ReportCrowdEnergy($code:String!$level:Float!$clapRate:Float!){reportCrowdEnergy(code:$code level:$level clapRate:$clapRate)}" as unknown as DocumentNode<ReportCrowdEnergyMutation, ReportCrowdEnergyMutationVariables>;
export const ReactionsDocument = "subscription Reactions($code:String!){reactions(code:$code){reactions{reaction count from{participantId count}}}}" as unknown as DocumentNode<ReactionsSubscription, ReactionsSubscriptionVariables>;
export const ReactDocument = "mutation React($code:String!$reaction:Reaction!){react(code:$code reaction:$reaction)}" as unknown as DocumentNode<ReactMutation, ReactMutationVariables>;
export const SetSimulatedGuestsDocument = "mutation SetSimulatedGuests($code:String!$count:Int!){inviteSimulatedGuests(code:$code count:$count){...RoomFields}}fragment PersonFields on Participant{id displayName kind role isHost isFounder isCoHost isSilenced isSimulated presence influence joinedAt input{bpm moods genre instruments density brightness wish updatedAt}}fragment RoomFields on RoomState{code name epoch version sentAt isPlaying isPublic locked needsPassword playerLimit hostId listenerCount simulatedGuests participants{...PersonFields}engine{kind health reason controls{scale guidance temperature topK seed muteBass muteDrums onlyBassAndDrums mode effective}position{bar beat section chord atFrame}}target{bpm density brightness scale muteBass muteDrums revision}heard{bpm density brightness scale muteBass muteDrums revision}prompts{prompts{text weight credits{participantId displayName share}}reason source credits{participantId displayName share}revision decidedAt}arbiter{kind reason}vote{id form votes needed expiresAt landsAt voterIds}crowdEnergy crowdForms{form isAllowed readyAt}swaps{id fromId toId expiresAt}story{id at kind text participantId}}" as unknown as DocumentNode<SetSimulatedGuestsMutation, SetSimulatedGuestsMutationVariables>;
export const SetEngineControlsDocument = "mutation SetEngineControls($code:String!$input:EngineControlsInput!){setEngineControls(code:$code input:$input){...RoomFields}}fragment PersonFields on Participant{id displayName kind role isHost isFounder isCoHost isSilenced isSimulated presence influence joinedAt input{bpm moods genre instruments density brightness wish updatedAt}}fragment RoomFields on RoomState{code name epoch version sentAt isPlaying isPublic locked needsPassword playerLimit hostId listenerCount simulatedGuests participants{...PersonFields}engine{kind health reason controls{scale guidance temperature topK seed muteBass muteDrums onlyBassAndDrums mode effective}position{bar beat section chord atFrame}}target{bpm density brightness scale muteBass muteDrums revision}heard{bpm density brightness scale muteBass muteDrums revision}prompts{prompts{text weight credits{participantId displayName share}}reason source credits{participantId displayName share}revision decidedAt}arbiter{kind reason}vote{id form votes needed expiresAt landsAt voterIds}crowdEnergy crowdForms{form isAllowed readyAt}swaps{id fromId toId expiresAt}story{id at kind text participantId}}" as unknown as DocumentNode<SetEngineControlsMutation, SetEngineControlsMutationVariables>;
export const ResetContextDocument = "mutation ResetContext($code:String!){resetContext(code:$code){...RoomFields}}fragment PersonFields on Participant{id displayName kind role isHost isFounder isCoHost isSilenced isSimulated presence influence joinedAt input{bpm moods genre instruments density brightness wish updatedAt}}fragment RoomFields on RoomState{code name epoch version sentAt isPlaying isPublic locked needsPassword playerLimit hostId listenerCount simulatedGuests participants{...PersonFields}engine{kind health reason controls{scale guidance temperature topK seed muteBass muteDrums onlyBassAndDrums mode effective}position{bar beat section chord atFrame}}target{bpm density brightness scale muteBass muteDrums revision}heard{bpm density brightness scale muteBass muteDrums revision}prompts{prompts{text weight credits{participantId displayName share}}reason source credits{participantId displayName share}revision decidedAt}arbiter{kind reason}vote{id form votes needed expiresAt landsAt voterIds}crowdEnergy crowdForms{form isAllowed readyAt}swaps{id fromId toId expiresAt}story{id at kind text participantId}}" as unknown as DocumentNode<ResetContextMutation, ResetContextMutationVariables>;
export const WatchRoomDocument = "subscription WatchRoom($code:String!){roomState(code:$code){...RoomFields}}fragment PersonFields on Participant{id displayName kind role isHost isFounder isCoHost isSilenced isSimulated presence influence joinedAt input{bpm moods genre instruments density brightness wish updatedAt}}fragment RoomFields on RoomState{code name epoch version sentAt isPlaying isPublic locked needsPassword playerLimit hostId listenerCount simulatedGuests participants{...PersonFields}engine{kind health reason controls{scale guidance temperature topK seed muteBass muteDrums onlyBassAndDrums mode effective}position{bar beat section chord atFrame}}target{bpm density brightness scale muteBass muteDrums revision}heard{bpm density brightness scale muteBass muteDrums revision}prompts{prompts{text weight credits{participantId displayName share}}reason source credits{participantId displayName share}revision decidedAt}arbiter{kind reason}vote{id form votes needed expiresAt landsAt voterIds}crowdEnergy crowdForms{form isAllowed readyAt}swaps{id fromId toId expiresAt}story{id at kind text participantId}}" as unknown as DocumentNode<WatchRoomSubscription, WatchRoomSubscriptionVariables>;
export const OpenRoomDocument = "mutation OpenRoom($input:CreateRoomInput!){createRoom(input:$input){ticket joinUrl room{code name}participant{id kind displayName}}}" as unknown as DocumentNode<OpenRoomMutation, OpenRoomMutationVariables>;
export const CallGuestsAndPlayDocument = "mutation CallGuestsAndPlay($code:String!$count:Int!){inviteSimulatedGuests(code:$code count:$count){code}startMusic(code:$code){code}}" as unknown as DocumentNode<CallGuestsAndPlayMutation, CallGuestsAndPlayMutationVariables>;
export const CloseAgainDocument = "mutation CloseAgain($code:String!){closeRoom(code:$code)}" as unknown as DocumentNode<CloseAgainMutation, CloseAgainMutationVariables>;
export const LookUpRoomDocument = "query LookUpRoom($code:String!){room(code:$code){code name}}" as unknown as DocumentNode<LookUpRoomQuery, LookUpRoomQueryVariables>;
export const WatchLobbyDocument = "subscription WatchLobby{rooms{code name isPlaying playerCount playerLimit needsPassword rolesTaken level}}" as unknown as DocumentNode<WatchLobbySubscription, WatchLobbySubscriptionVariables>;
export const RoomAtTheDoorDocument = "query RoomAtTheDoor($code:String!){room(code:$code){code name isPlaying playerCount playerLimit listenerCount needsPassword rolesTaken}}" as unknown as DocumentNode<RoomAtTheDoorQuery, RoomAtTheDoorQueryVariables>;
export const SoundAtTheDoorDocument = "query SoundAtTheDoor($code:String!){roomState(code:$code){isPlaying participants{kind presence}}}" as unknown as DocumentNode<SoundAtTheDoorQuery, SoundAtTheDoorQueryVariables>;
export const JoinRoomDocument = "mutation JoinRoom($input:JoinRoomInput!){joinRoom(input:$input){ticket joinUrl room{code name}participant{id displayName kind role}}}" as unknown as DocumentNode<JoinRoomMutation, JoinRoomMutationVariables>;
export const ChangeRoleDocument = "mutation ChangeRole($code:String!$role:Role!){changeRole(code:$code role:$role){id role}}" as unknown as DocumentNode<ChangeRoleMutation, ChangeRoleMutationVariables>;
export const MeDocument = "query Me{me{id kind role displayName}}" as unknown as DocumentNode<MeQuery, MeQueryVariables>;
export const UpdateInputDocument = "mutation UpdateInput($code:String!$input:RoomInput!){updateInput(code:$code input:$input){id influence}}" as unknown as DocumentNode<UpdateInputMutation, UpdateInputMutationVariables>;
export const RenameDocument = "mutation Rename($code:String!$displayName:String!){rename(code:$code displayName:$displayName){id displayName}}" as unknown as DocumentNode<RenameMutation, RenameMutationVariables>;
export const LeaveRoomDocument = "mutation LeaveRoom($code:String!){leaveRoom(code:$code)}" as unknown as DocumentNode<LeaveRoomMutation, LeaveRoomMutationVariables>;
export const ProposeSwapDocument = "mutation ProposeSwap($code:String!$participantId:ID!){proposeSwap(code:$code participantId:$participantId){version}}" as unknown as DocumentNode<ProposeSwapMutation, ProposeSwapMutationVariables>;
export const AnswerSwapDocument = "mutation AnswerSwap($code:String!$swapId:ID!$accept:Boolean!){answerSwap(code:$code swapId:$swapId accept:$accept){version}}" as unknown as DocumentNode<AnswerSwapMutation, AnswerSwapMutationVariables>;
export const SendWishDocument = "mutation SendWish($code:String!$wish:String!){updateInput(code:$code input:{wish:$wish}){id}}" as unknown as DocumentNode<SendWishMutation, SendWishMutationVariables>;
export const MyWishDocument = "subscription MyWish($code:String!){myWish(code:$code){id text fate understood unknown reason at}}" as unknown as DocumentNode<MyWishSubscription, MyWishSubscriptionVariables>;
export const UpdateRoomDocument = "mutation UpdateRoom($code:String!$input:RoomSettingsInput!){room:updateRoom(code:$code input:$input){...RoomFields}}fragment PersonFields on Participant{id displayName kind role isHost isFounder isCoHost isSilenced isSimulated presence influence joinedAt input{bpm moods genre instruments density brightness wish updatedAt}}fragment RoomFields on RoomState{code name epoch version sentAt isPlaying isPublic locked needsPassword playerLimit hostId listenerCount simulatedGuests participants{...PersonFields}engine{kind health reason controls{scale guidance temperature topK seed muteBass muteDrums onlyBassAndDrums mode effective}position{bar beat section chord atFrame}}target{bpm density brightness scale muteBass muteDrums revision}heard{bpm density brightness scale muteBass muteDrums revision}prompts{prompts{text weight credits{participantId displayName share}}reason source credits{participantId displayName share}revision decidedAt}arbiter{kind reason}vote{id form votes needed expiresAt landsAt voterIds}crowdEnergy crowdForms{form isAllowed readyAt}swaps{id fromId toId expiresAt}story{id at kind text participantId}}" as unknown as DocumentNode<UpdateRoomMutation, UpdateRoomMutationVariables>;
export const SetCoHostDocument = "mutation SetCoHost($code:String!$id:ID!$isCoHost:Boolean!){room:setCoHost(code:$code participantId:$id isCoHost:$isCoHost){...RoomFields}}fragment PersonFields on Participant{id displayName kind role isHost isFounder isCoHost isSilenced isSimulated presence influence joinedAt input{bpm moods genre instruments density brightness wish updatedAt}}fragment RoomFields on RoomState{code name epoch version sentAt isPlaying isPublic locked needsPassword playerLimit hostId listenerCount simulatedGuests participants{...PersonFields}engine{kind health reason controls{scale guidance temperature topK seed muteBass muteDrums onlyBassAndDrums mode effective}position{bar beat section chord atFrame}}target{bpm density brightness scale muteBass muteDrums revision}heard{bpm density brightness scale muteBass muteDrums revision}prompts{prompts{text weight credits{participantId displayName share}}reason source credits{participantId displayName share}revision decidedAt}arbiter{kind reason}vote{id form votes needed expiresAt landsAt voterIds}crowdEnergy crowdForms{form isAllowed readyAt}swaps{id fromId toId expiresAt}story{id at kind text participantId}}" as unknown as DocumentNode<SetCoHostMutation, SetCoHostMutationVariables>;
export const SilenceDocument = "mutation Silence($code:String!$id:ID!$isSilenced:Boolean!){room:silenceParticipant(code:$code participantId:$id isSilenced:$isSilenced){...RoomFields}}fragment PersonFields on Participant{id displayName kind role isHost isFounder isCoHost isSilenced isSimulated presence influence joinedAt input{bpm moods genre instruments density brightness wish updatedAt}}fragment RoomFields on RoomState{code name epoch version sentAt isPlaying isPublic locked needsPassword playerLimit hostId listenerCount simulatedGuests participants{...PersonFields}engine{kind health reason controls{scale guidance temperature topK seed muteBass muteDrums onlyBassAndDrums mode effective}position{bar beat section chord atFrame}}target{bpm density brightness scale muteBass muteDrums revision}heard{bpm density brightness scale muteBass muteDrums revision}prompts{prompts{text weight credits{participantId displayName share}}reason source credits{participantId displayName share}revision decidedAt}arbiter{kind reason}vote{id form votes needed expiresAt landsAt voterIds}crowdEnergy crowdForms{form isAllowed readyAt}swaps{id fromId toId expiresAt}story{id at kind text participantId}}" as unknown as DocumentNode<SilenceMutation, SilenceMutationVariables>;
export const RemovePersonDocument = "mutation RemovePerson($code:String!$id:ID!){room:removeParticipant(code:$code participantId:$id){...RoomFields}}fragment PersonFields on Participant{id displayName kind role isHost isFounder isCoHost isSilenced isSimulated presence influence joinedAt input{bpm moods genre instruments density brightness wish updatedAt}}fragment RoomFields on RoomState{code name epoch version sentAt isPlaying isPublic locked needsPassword playerLimit hostId listenerCount simulatedGuests participants{...PersonFields}engine{kind health reason controls{scale guidance temperature topK seed muteBass muteDrums onlyBassAndDrums mode effective}position{bar beat section chord atFrame}}target{bpm density brightness scale muteBass muteDrums revision}heard{bpm density brightness scale muteBass muteDrums revision}prompts{prompts{text weight credits{participantId displayName share}}reason source credits{participantId displayName share}revision decidedAt}arbiter{kind reason}vote{id form votes needed expiresAt landsAt voterIds}crowdEnergy crowdForms{form isAllowed readyAt}swaps{id fromId toId expiresAt}story{id at kind text participantId}}" as unknown as DocumentNode<RemovePersonMutation, RemovePersonMutationVariables>;
export const TransferHostDocument = "mutation TransferHost($code:String!$id:ID!){room:transferHost(code:$code participantId:$id){...RoomFields}}fragment PersonFields on Participant{id displayName kind role isHost isFounder isCoHost isSilenced isSimulated presence influence joinedAt input{bpm moods genre instruments density brightness wish updatedAt}}fragment RoomFields on RoomState{code name epoch version sentAt isPlaying isPublic locked needsPassword playerLimit hostId listenerCount simulatedGuests participants{...PersonFields}engine{kind health reason controls{scale guidance temperature topK seed muteBass muteDrums onlyBassAndDrums mode effective}position{bar beat section chord atFrame}}target{bpm density brightness scale muteBass muteDrums revision}heard{bpm density brightness scale muteBass muteDrums revision}prompts{prompts{text weight credits{participantId displayName share}}reason source credits{participantId displayName share}revision decidedAt}arbiter{kind reason}vote{id form votes needed expiresAt landsAt voterIds}crowdEnergy crowdForms{form isAllowed readyAt}swaps{id fromId toId expiresAt}story{id at kind text participantId}}" as unknown as DocumentNode<TransferHostMutation, TransferHostMutationVariables>;
export const EndRoomDocument = "mutation EndRoom($code:String!){closeRoom(code:$code)}" as unknown as DocumentNode<EndRoomMutation, EndRoomMutationVariables>;
export const StartOnStageDocument = "mutation StartOnStage($code:String!){startMusic(code:$code){...RoomFields}}fragment PersonFields on Participant{id displayName kind role isHost isFounder isCoHost isSilenced isSimulated presence influence joinedAt input{bpm moods genre instruments density brightness wish updatedAt}}fragment RoomFields on RoomState{code name epoch version sentAt isPlaying isPublic locked needsPassword playerLimit hostId listenerCount simulatedGuests participants{...PersonFields}engine{kind health reason controls{scale guidance temperature topK seed muteBass muteDrums onlyBassAndDrums mode effective}position{bar beat section chord atFrame}}target{bpm density brightness scale muteBass muteDrums revision}heard{bpm density brightness scale muteBass muteDrums revision}prompts{prompts{text weight credits{participantId displayName share}}reason source credits{participantId displayName share}revision decidedAt}arbiter{kind reason}vote{id form votes needed expiresAt landsAt voterIds}crowdEnergy crowdForms{form isAllowed readyAt}swaps{id fromId toId expiresAt}story{id at kind text participantId}}" as unknown as DocumentNode<StartOnStageMutation, StartOnStageMutationVariables>;
export const StopOnStageDocument = "mutation StopOnStage($code:String!){stopMusic(code:$code){...RoomFields}}fragment PersonFields on Participant{id displayName kind role isHost isFounder isCoHost isSilenced isSimulated presence influence joinedAt input{bpm moods genre instruments density brightness wish updatedAt}}fragment RoomFields on RoomState{code name epoch version sentAt isPlaying isPublic locked needsPassword playerLimit hostId listenerCount simulatedGuests participants{...PersonFields}engine{kind health reason controls{scale guidance temperature topK seed muteBass muteDrums onlyBassAndDrums mode effective}position{bar beat section chord atFrame}}target{bpm density brightness scale muteBass muteDrums revision}heard{bpm density brightness scale muteBass muteDrums revision}prompts{prompts{text weight credits{participantId displayName share}}reason source credits{participantId displayName share}revision decidedAt}arbiter{kind reason}vote{id form votes needed expiresAt landsAt voterIds}crowdEnergy crowdForms{form isAllowed readyAt}swaps{id fromId toId expiresAt}story{id at kind text participantId}}" as unknown as DocumentNode<StopOnStageMutation, StopOnStageMutationVariables>;
export const JoinAsDisplayDocument = "mutation JoinAsDisplay($input:JoinRoomInput!){joinRoom(input:$input){ticket joinUrl participant{id kind displayName}}}" as unknown as DocumentNode<JoinAsDisplayMutation, JoinAsDisplayMutationVariables>;
