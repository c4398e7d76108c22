// What a listener says of its network, so that the room can wait for it. The rule behind it is the room's delay.
import { builder, codeArgs } from './builder.ts';

builder.mutationField('reportArrival', (t) =>
  t.boolean({
    description:
      'Tells how punctual the sound reaches you, so that everybody in the room can play together: the room plays as late as the latest of its listeners needs, 0.3 to 2 s. Worth telling every 10 s while `lateMs` is above 200; it is forgotten after 30 s. `false`: too late to be waited for; play behind the room. Errors: UNAUTHENTICATED, FORBIDDEN, ROOM_NOT_FOUND.',
    args: {
      ...codeArgs,
      lateMs: t.arg.float({
        required: true,
        description:
          "So many milliseconds after `playAt` less `delayMs`, on the server's clock, 99 of 100 chunks were ready to leave the loudspeaker; negative: before it.",
      }),
    },
    resolve: (_root, { code, lateMs }, context) => context.audience.reportArrival(context.holder, code, lateMs),
  }),
);
