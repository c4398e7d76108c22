// What hosts do with a room: its music, its settings, its people. Who may do what is decided by the room's rules.
import { builder, codeArgs, given } from './builder.ts';
import { CrowdFormEnum } from './crowd-types.ts';
import { EngineControlsInput } from './engine.ts';
import { RoomStateType } from './room.ts';

const HOST_ERRORS = 'Errors: UNAUTHENTICATED, ROOM_NOT_FOUND, FORBIDDEN (only the host may)';
const HELPER_ERRORS = 'Errors: UNAUTHENTICATED, ROOM_NOT_FOUND, FORBIDDEN (only the host and co-hosts may)';

const RoomSettingsInput = builder.inputType('RoomSettingsInput', {
  description: 'What to change; fields that are left out stay as they are.',
  fields: (t) => ({
    name: t.string({ description: '1 to 40 characters.' }),
    isPublic: t.boolean({ description: 'Listed in the lobby.' }),
    locked: t.boolean({ description: 'Nobody new may join; those who come back still do.' }),
    password: t.string({ description: '4 to 72 characters; `null` clears it.' }),
    crowdForms: t.field({
      type: [CrowdFormEnum],
      description:
        'All that the crowd may call from now on; forms that are not in it are switched off, and an open vote for one of them ends.',
    }),
    playerLimit: t.int({ description: "Players' seats, 1 to 50. Nobody loses a seat when it goes down." }),
  }),
});

builder.mutationFields((t) => {
  const participantArgs = {
    ...codeArgs,
    participantId: t.arg.id({ required: true, description: 'Whom; nobody in the room with this id: BAD_INPUT.' }),
  };
  return {
    startMusic: t.field({
      type: RoomStateType,
      description: `Starts the music; how the engine fares, \`engine\` tells. ${HELPER_ERRORS}, CONFLICT (plays already).`,
      args: codeArgs,
      resolve: (_root, { code }, context) => context.rooms.start(context.holder, code),
    }),
    stopMusic: t.field({
      type: RoomStateType,
      description: `Stops the music. ${HELPER_ERRORS}, CONFLICT (does not play).`,
      args: codeArgs,
      resolve: (_root, { code }, context) => context.rooms.stop(context.holder, code),
    }),
    setEngineControls: t.field({
      type: RoomStateType,
      description: `Holds controls of the engine fast, or gives them back; those that mean nothing to who plays are kept for Lyria. ${HELPER_ERRORS}, BAD_INPUT (\`extensions\` name the field and its range).`,
      args: { ...codeArgs, input: t.arg({ type: EngineControlsInput, required: true, description: 'What to change.' }) },
      resolve: (_root, { code, input }, context) => context.rooms.setControls(context.holder, code, input),
    }),
    resetContext: t.field({
      type: RoomStateType,
      description: `Has the engine forget the music so far and begin afresh from what is asked for now, without a break in the sound. Means something to Lyria only. ${HELPER_ERRORS}, CONFLICT (no music plays).`,
      args: codeArgs,
      resolve: (_root, { code }, context) => context.rooms.resetContext(context.holder, code),
    }),
    closeRoom: t.boolean({
      description: `Ends the room for everybody: streams end, tickets and the code stop working. ${HOST_ERRORS}.`,
      args: codeArgs,
      resolve: (_root, { code }, context) => context.rooms.close(context.holder, code),
    }),
    updateRoom: t.field({
      type: RoomStateType,
      description: `Changes settings. ${HELPER_ERRORS}, BAD_INPUT.`,
      args: { ...codeArgs, input: t.arg({ type: RoomSettingsInput, required: true, description: 'What to change.' }) },
      resolve: (_root, { code, input: { password, ...rest } }, context) =>
        context.rooms.updateSettings(context.holder, code, { ...given(rest), ...(password === undefined ? {} : { password }) }),
    }),
    transferHost: t.field({
      type: RoomStateType,
      description: `Makes somebody else the host. Whoever opened the room may also ask for it back this way. ${HOST_ERRORS}, BAD_INPUT, CONFLICT (they are away).`,
      args: participantArgs,
      resolve: (_root, { code, participantId }, context) => context.rooms.transferHost(context.holder, code, participantId),
    }),
    setCoHost: t.field({
      type: RoomStateType,
      description: `Names somebody co-host, or takes it back. ${HOST_ERRORS}, BAD_INPUT.`,
      args: { ...participantArgs, isCoHost: t.arg.boolean({ required: true, description: '`true` names, `false` takes back.' }) },
      resolve: (_root, { code, participantId, isCoHost }, context) =>
        context.rooms.setCoHost(context.holder, code, participantId, isCoHost),
    }),
    silenceParticipant: t.field({
      type: RoomStateType,
      description: `A silenced participant still plays the controls but weighs nothing. ${HELPER_ERRORS}, BAD_INPUT.`,
      args: {
        ...participantArgs,
        isSilenced: t.arg.boolean({ required: true, description: '`true` silences, `false` gives the weight back.' }),
      },
      resolve: (_root, { code, participantId, isSilenced }, context) =>
        context.rooms.silence(context.holder, code, participantId, isSilenced),
    }),
    inviteSimulatedGuests: t.field({
      type: RoomStateType,
      description: `Calls simulated guests in, or sends them away with 0. They come one after the other, play by the rules of all roles, give a role up when a person asks for it, join a vote once half of the people have, and leave with the last person. ${HELPER_ERRORS}, BAD_INPUT, RATE_LIMITED (too many rooms have some).`,
      args: { ...codeArgs, count: t.arg.int({ required: true, description: 'How many there shall be, 0 to 4.' }) },
      resolve: (_root, { code, count }, context) => context.rooms.inviteSimulated(context.holder, code, count),
    }),
    removeParticipant: t.field({
      type: RoomStateType,
      description: `Takes somebody's seat; their ticket ends. ${HELPER_ERRORS}, BAD_INPUT.`,
      args: participantArgs,
      resolve: (_root, { code, participantId }, context) => context.rooms.remove(context.holder, code, participantId),
    }),
  };
});
