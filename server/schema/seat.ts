// Coming and going: opening a room, joining one, leaving it. The ticket is told here once, and nowhere else.
import type { Welcome } from '../services/room.ts';
import { builder, codeArgs, given } from './builder.ts';
import { ClientKindEnum, ParticipantType } from './participant.ts';
import { RoomStateType } from './room.ts';

const RoomTicketType = builder.objectRef<Welcome>('RoomTicket').implement({
  description: 'A seat in a room, and the secret that proves it.',
  fields: (t) => ({
    room: t.field({ type: RoomStateType, description: 'The room, with you in it.', resolve: ({ view }) => view }),
    participant: t.field({ type: ParticipantType, description: 'You.', resolve: (welcome) => welcome }),
    ticket: t.exposeString('ticket', {
      description:
        "The secret that stands for this participant: `Authorization: Bearer`, or `ticket` in graphql-ws' connection parameters. 43 characters; told once, kept only as a hash.",
    }),
    joinUrl: t.exposeString('joinUrl', { description: 'The address that brings others into the room; made for a QR code.' }),
  }),
});

const CreateRoomInput = builder.inputType('CreateRoomInput', {
  description: 'A new room. Everything has a default.',
  fields: (t) => ({
    name: t.string({ description: 'What to call the room, 1 to 40 characters; left out: Coro finds a name.' }),
    displayName: t.string({ description: 'Your name, 1 to 24 characters; left out: Coro finds one.' }),
    isPublic: t.boolean({ defaultValue: true, description: 'Listed in the lobby.' }),
    password: t.string({ description: 'Needed to join, watch and hear; 4 to 72 characters. Left out: none.' }),
    takeRole: t.boolean({
      defaultValue: true,
      description:
        '`true`: you are a player (CONTROLLER) with the first role. `false`: you are a DISPLAY, such as a stage, without a role. Host either way.',
    }),
    clientMutationId: t.string({
      description:
        'An id of your own for this very wish to open a room: within 24 hours, a repeated request with the same id gets the same room. 16 to 64 characters, e.g. a UUID.',
    }),
  }),
});

const JoinRoomInput = builder.inputType('JoinRoomInput', {
  description: 'Who wants to join which room.',
  fields: (t) => ({
    code: t.string({ required: true, description: 'Code of the room; any case, letters that look alike and blanks are forgiven.' }),
    displayName: t.string({ description: 'Your name, 1 to 24 characters; left out: Coro finds one.' }),
    kind: t.field({ type: ClientKindEnum, required: true, defaultValue: 'CONTROLLER', description: 'What to take part as.' }),
    password: t.string({ description: 'Needed when the room has one.' }),
    clientMutationId: t.string({
      description:
        'An id of your own for this very wish to join: within 24 hours, a repeated request with the same id gets the same seat. 16 to 64 characters, e.g. a UUID.',
    }),
  }),
});

builder.mutationFields((t) => ({
  createRoom: t.field({
    type: RoomTicketType,
    description:
      'Opens a room; you are its host. Errors: BAD_INPUT, CONFLICT (the `clientMutationId` was used for something else), RATE_LIMITED.',
    args: { input: t.arg({ type: CreateRoomInput, required: true, defaultValue: {}, description: 'What the room shall be like.' }) },
    resolve: (_root, { input }, context) => context.rooms.create({ isPublic: true, takeRole: true, ...given(input) }, context.caller),
  }),
  joinRoom: t.field({
    type: RoomTicketType,
    description:
      'Takes a seat. Come back with the ticket, not by joining again. Errors: ROOM_NOT_FOUND, ROOM_FULL, ROOM_LOCKED, WRONG_PASSWORD, BAD_INPUT, CONFLICT (the `clientMutationId` was used for something else), RATE_LIMITED.',
    args: { input: t.arg({ type: JoinRoomInput, required: true, description: 'Who, where, as what.' }) },
    resolve: (_root, { input }, context) => context.rooms.join({ ...given(input), code: input.code, kind: input.kind }, context.caller),
  }),
  leaveRoom: t.boolean({
    description:
      'Gives the seat back for good; the ticket ends. `true` when there was a seat to give. Errors: UNAUTHENTICATED, FORBIDDEN, ROOM_NOT_FOUND.',
    args: codeArgs,
    resolve: (_root, { code }, context) => context.rooms.leave(context.holder, code),
  }),
}));
