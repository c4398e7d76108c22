// An offer to exchange roles, as everybody in the room sees it.
import type { RoleSwap } from '../domain/room-state.ts';
import { builder } from './builder.ts';

export const RoleSwapType = builder.objectRef<RoleSwap>('RoleSwap').implement({
  description: 'An offer to exchange roles, open for 30 s. It is gone when it was answered, replaced, or has become pointless.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'For `answerSwap`.' }),
    fromId: t.exposeID('fromId', { description: 'The participant who offers their role.' }),
    toId: t.exposeID('toId', { description: 'The participant who is asked.' }),
    expiresAt: t.field({
      type: 'Timestamp',
      description: "Until when it can be answered, on the server's clock.",
      resolve: ({ expiresAtMs }) => expiresAtMs,
    }),
  }),
});
