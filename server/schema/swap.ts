// Two players exchange their roles: an offer, and its answer.
import { builder, codeArgs } from './builder.ts';
import { RoomStateType } from './room.ts';

builder.mutationFields((t) => ({
  proposeSwap: t.field({
    type: RoomStateType,
    description:
      'Offers your role for that of another player, who has 30 s to answer; it stands in `RoomState.swaps`, and a second offer of yours replaces it. If they have offered you the same, both change at once. Errors: BAD_INPUT (no other player has this id), CONFLICT (they have your role, or have dropped out), FORBIDDEN, UNAUTHENTICATED, ROOM_NOT_FOUND.',
    args: { ...codeArgs, participantId: t.arg.id({ required: true, description: 'With whom.' }) },
    resolve: (_root, { code, participantId }, context) => context.rooms.proposeSwap(context.holder, code, participantId),
  }),
  answerSwap: t.field({
    type: RoomStateType,
    description:
      'Accepts or declines an offer that was made to you, or takes back your own (`accept: false`). Accepted, both roles change at once; wishes stay, what belonged to the old role goes. Errors: CONFLICT (no longer open), FORBIDDEN (made to somebody else), UNAUTHENTICATED, ROOM_NOT_FOUND.',
    args: {
      ...codeArgs,
      swapId: t.arg.id({ required: true, description: 'Which offer.' }),
      accept: t.arg.boolean({ required: true, description: '`true`: swap.' }),
    },
    resolve: (_root, { code, swapId, accept }, context) => context.rooms.answerSwap(context.holder, code, swapId, accept),
  }),
}));
