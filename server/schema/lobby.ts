// What anybody may know of rooms before joining one, and the server's time.
import { ROLES } from '../domain/roles.ts';
import { playerCount } from '../domain/seats.ts';
import { rolesTakenFor } from '../domain/simulated-guests.ts';
import type { RoomView } from '../services/room.ts';
import { builder, codeArgs } from './builder.ts';
import { everybody, type Fanout } from './fanout.ts';
import { RoleEnum } from './participant.ts';

const LOBBY_LIMIT = 50;

const RoomSummaryType = builder.objectRef<RoomView>('RoomSummary').implement({
  description: 'What anybody may know of a room before joining it.',
  fields: (t) => ({
    code: t.string({ description: '6 characters without look-alikes.', resolve: ({ state }) => state.code }),
    name: t.string({ description: 'What the host calls it.', resolve: ({ state }) => state.name }),
    isPlaying: t.boolean({ description: 'The host has started the music.', resolve: ({ state }) => state.isPlaying }),
    playerCount: t.int({
      description: "Players' seats that are taken; simulated guests take none.",
      resolve: ({ state }) => playerCount(state),
    }),
    playerLimit: t.int({ description: "Players' seats, 1 to 50.", resolve: ({ state }) => state.playerLimit }),
    listenerCount: t.int({
      description: 'Listeners who have joined.',
      resolve: ({ state }) => state.participants.filter(({ kind }) => kind === 'LISTENER').length,
    }),
    needsPassword: t.boolean({ description: 'Joining needs a password.', resolve: ({ state }) => state.passwordHash !== null }),
    rolesTaken: t.field({
      type: [RoleEnum],
      description: 'Roles that somebody holds, each once, in the order of assignment. Not those of simulated guests, who make way.',
      resolve: ({ state: { participants } }) => ROLES.filter((role) => rolesTakenFor(participants, false).includes(role)),
    }),
    level: t.float({
      nullable: true,
      description:
        'How loud the last second was: RMS, 0 to 1 of full scale; `null`: silent. Music is near 0.15. Told at most once a second, and only when it moved.',
      resolve: ({ live }) => live.level,
    }),
    createdAt: t.field({ type: 'Timestamp', description: 'When it was opened.', resolve: ({ state }) => state.createdAtMs }),
  }),
});

builder.queryFields((t) => ({
  serverTime: t.field({
    type: 'Timestamp',
    description: "The server's clock now, for clock synchronisation: `playAt` and `sentAt` are on it.",
    resolve: (_root, _args, context) => context.nowMs(),
  }),
  rooms: t.field({
    type: [RoomSummaryType],
    description: 'Public rooms, most alive first. Errors: BAD_INPUT.',
    args: { limit: t.arg.int({ defaultValue: LOBBY_LIMIT, description: 'How many at most, 1 to 100.' }) },
    resolve: (_root, { limit }, context) => context.rooms.lobby(limit ?? LOBBY_LIMIT),
  }),
  room: t.field({
    type: RoomSummaryType,
    nullable: true,
    description: 'What anybody may know of a room before joining it; `null` when no open room has the code.',
    args: codeArgs,
    resolve: (_root, { code }, context) => context.rooms.preview(code),
  }),
}));

builder.subscriptionField('rooms', (t) =>
  t.field({
    type: [RoomSummaryType],
    description: 'The public lobby: the 50 most alive rooms, now and after every change; a slow reader gets the newest.',
    extensions: { fanout: { audience: everybody, personal: [] } satisfies Fanout },
    subscribe: (_root, _args, context) => context.audience.watchLobby(LOBBY_LIMIT),
    resolve: (rooms: readonly RoomView[]) => rooms,
  }),
);
