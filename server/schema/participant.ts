// The people of a room: who they are, what they have set, how much they count, and what they may do to their own seat.
import type { ClientKind, Role } from '../domain/roles.ts';
import type { ParticipantInput, Presence, Wish } from '../domain/room-state.ts';
import { RANGES } from '../domain/steering.ts';
import { sharesOf } from '../domain/voices.ts';
import type { Member, RoomView } from '../services/room.ts';
import { builder, codeArgs, given } from './builder.ts';

export const RoleEnum = builder.enumType('Role', {
  description: 'What a player steers. The first four are held by one person each and handed out in this order; ENERGY is for all others.',
  values: {
    DRUMMER: { description: 'The tempo: `bpm`.' },
    VIBE_SETTER: { description: 'The mood: `moods`.' },
    GENRE_DJ: { description: 'The style: `genre`.' },
    INSTRUMENTALIST: { description: 'The instruments: `instruments`.' },
    ENERGY: { description: 'The energy: `density` and `brightness`, blended with all others of this role.' },
  } satisfies Record<Role, { description: string }>,
});

export const ClientKindEnum = builder.enumType('ClientKind', {
  description: 'What a client takes part as.',
  values: {
    CONTROLLER: { description: "A player's phone: gets a role and takes one of the room's seats." },
    DISPLAY: { description: 'A big screen: shows and sounds, has no role and takes no seat.' },
    LISTENER: { description: 'Only listens: counted, not named; takes no seat.' },
  } satisfies Record<ClientKind, { description: string }>,
});

const PresenceEnum = builder.enumType('Presence', {
  description: 'Whether somebody is really there.',
  values: {
    CONNECTED: { description: 'Connected now.' },
    AWAY: { description: 'Dropped out. Seat, role and inputs wait 120 s and come back with the ticket.' },
  } satisfies Record<Presence, { description: string }>,
});

/** Influence depends on everybody at once, so it is worked out once per view. */
const sharesByView = new WeakMap<RoomView, ReturnType<typeof sharesOf>>();
function influenceOf({ view, participant }: Member): number {
  const shares = sharesByView.get(view) ?? sharesOf(view.state, view.nowMs);
  sharesByView.set(view, shares);
  return shares.get(participant.id) ?? 0;
}

const understoodIn = (wish: Wish | null): string | null => wish?.understood.join(', ') || null;

const ParticipantInputType = builder.objectRef<ParticipantInput>('ParticipantInput').implement({
  description: 'What one person has set, kept per person. Never holds raw text of anybody.',
  fields: (t) => ({
    bpm: t.exposeInt('bpm', { nullable: true, description: 'Beats per minute, 60 to 200; `null`: never set.' }),
    moods: t.field({ type: ['String'], description: 'Up to 3 of the 12 moods.', resolve: ({ moods }) => moods }),
    genre: t.string({
      nullable: true,
      description: 'One of the 15 genres, or what the arbiter understood of own words; `null`: never set or nothing understood.',
      resolve: ({ genre, genreWish }) => genre ?? understoodIn(genreWish),
    }),
    instruments: t.field({ type: ['String'], description: 'Up to 2 of the 15 instruments.', resolve: ({ instruments }) => instruments }),
    density: t.exposeFloat('density', { nullable: true, description: '0 (sparse) to 1 (full); `null`: never set.' }),
    brightness: t.exposeFloat('brightness', { nullable: true, description: '0 (dark) to 1 (bright); `null`: never set.' }),
    wish: t.string({
      nullable: true,
      description: 'What the arbiter took from the latest wish, in its own vocabulary; never the raw text.',
      resolve: ({ wish }) => understoodIn(wish),
    }),
    updatedAt: t.field({ type: 'Timestamp', description: 'When anything of it was last set.', resolve: ({ updatedAtMs }) => updatedAtMs }),
  }),
});

export const ParticipantType = builder.objectRef<Member>('Participant').implement({
  description: 'Somebody in a room. The id is public and authorises nothing; only the ticket does.',
  fields: (t) => ({
    id: t.id({ description: 'Stays the same through drop-outs and renames.', resolve: ({ participant }) => participant.id }),
    displayName: t.string({ description: '1 to 24 characters.', resolve: ({ participant }) => participant.displayName }),
    kind: t.field({ type: ClientKindEnum, description: 'What the client takes part as.', resolve: ({ participant }) => participant.kind }),
    role: t.field({
      type: RoleEnum,
      nullable: true,
      description: 'Players only; `null` for displays and listeners.',
      resolve: ({ participant }) => participant.role,
    }),
    isHost: t.boolean({
      description: 'May start, stop, close and change the room.',
      resolve: ({ view, participant }) => view.state.hostId === participant.id,
    }),
    isFounder: t.boolean({
      description: "Opened the room: may ask for the host's place back with `transferHost`.",
      resolve: ({ view, participant }) => view.state.founderId === participant.id,
    }),
    isCoHost: t.boolean({ description: 'Named by the host to help.', resolve: ({ participant }) => participant.isCoHost }),
    isSilenced: t.boolean({
      description: 'Still plays the controls but weighs nothing.',
      resolve: ({ participant }) => participant.isSilenced,
    }),
    isSimulated: t.boolean({
      description: 'Nobody: a guest that the server plays because the host asked for it. Say so wherever you show it.',
      resolve: ({ participant }) => participant.isSimulated,
    }),
    presence: t.field({
      type: PresenceEnum,
      description: 'Whether they are really there.',
      resolve: ({ participant }) => participant.presence,
    }),
    influence: t.float({ description: 'Share of the present influence, 0 to 1. All shares of a room sum to 1.', resolve: influenceOf }),
    input: t.field({
      type: ParticipantInputType,
      nullable: true,
      description: 'What they have set; `null`: nothing yet.',
      resolve: ({ participant }) => participant.input,
    }),
    joinedAt: t.field({ type: 'Timestamp', description: 'When they first joined.', resolve: ({ participant }) => participant.joinedAtMs }),
  }),
});

const [minBpm, maxBpm] = RANGES.bpm;
const RoomInputType = builder.inputType('RoomInput', {
  description:
    'A role sets only its own fields; `wish` belongs to every role. Only given fields change. A field of another role: ROLE_FORBIDS. Out of range: BAD_INPUT with `extensions.field`.',
  fields: (t) => ({
    bpm: t.int({ description: `DRUMMER: beats per minute, ${minBpm} to ${maxBpm}.` }),
    moods: t.stringList({ description: 'VIBE_SETTER: up to 3 of the 12 moods, e.g. `["Dark", "Dreamy"]`; empty clears.' }),
    genre: t.string({ description: 'GENRE_DJ: one of the 15 genres, or own words of at most 60 characters.' }),
    instruments: t.stringList({ description: 'INSTRUMENTALIST: up to 2 of the 15 instruments, e.g. `["Kalimba"]`; empty clears.' }),
    density: t.float({ description: 'ENERGY: how much happens at once, 0 (sparse) to 1 (full).' }),
    brightness: t.float({ description: 'ENERGY: tone colour, 0 (dark) to 1 (bright).' }),
    wish: t.string({
      description:
        'Every role: own words of at most 120 characters, without control characters; empty takes the wish back. `myWish` tells its fate.',
    }),
  }),
});

builder.queryField('me', (t) =>
  t.field({
    type: ParticipantType,
    nullable: true,
    description: 'The participant that the ticket stands for; `null` without a (valid) ticket.',
    resolve: (_root, _args, context) => context.rooms.me(context.holder),
  }),
);

builder.mutationFields((t) => ({
  updateInput: t.field({
    type: ParticipantType,
    description:
      'Steers. Tempo, density and brightness act at once; words at the next decision. Errors: BAD_INPUT, TOO_LARGE (a text), ROLE_FORBIDS, UNAUTHENTICATED, FORBIDDEN, ROOM_NOT_FOUND.',
    args: { ...codeArgs, input: t.arg({ type: RoomInputType, required: true, description: 'What to change.' }) },
    resolve: (_root, { code, input }, context) => context.rooms.setInput(context.holder, code, given(input)),
  }),
  changeRole: t.field({
    type: ParticipantType,
    description: 'Takes another role, and leaves the old one at once. Errors: ROLE_TAKEN, FORBIDDEN, UNAUTHENTICATED, ROOM_NOT_FOUND.',
    args: { ...codeArgs, role: t.arg({ type: RoleEnum, required: true, description: 'The role you want.' }) },
    resolve: (_root, { code, role }, context) => context.rooms.changeRole(context.holder, code, role),
  }),
  rename: t.field({
    type: ParticipantType,
    description: 'Changes your own name. Errors: BAD_INPUT, UNAUTHENTICATED, FORBIDDEN, ROOM_NOT_FOUND.',
    args: {
      ...codeArgs,
      displayName: t.arg.string({ required: true, description: '1 to 24 characters after NFKC normalisation, no control characters.' }),
    },
    resolve: (_root, { code, displayName }, context) => context.rooms.rename(context.holder, code, displayName),
  }),
}));
