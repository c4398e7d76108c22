// Who decides what is played, and why the model does not when it does not.
import type { ArbiterState } from '../domain/arbiter-state.ts';
import type { ArbiterKind } from '../domain/live.ts';
import { builder } from './builder.ts';

const ArbiterKindEnum = builder.enumType('ArbiterKind', {
  description: 'Who decides what is played.',
  values: {
    RULES: { description: 'The built-in rules: no key, no network.' },
    GEMINI: {
      description: 'The built-in rules, bettered by Gemini whenever it answers in time. `PromptMix.source` tells of each decision.',
    },
  } satisfies Record<ArbiterKind, { description: string }>,
});

export const ArbiterStateType = builder.objectRef<ArbiterState>('ArbiterState').implement({
  description: 'The arbiter of the room, as of the newest decision.',
  fields: (t) => ({
    kind: t.field({ type: ArbiterKindEnum, description: 'Whom this server is set up with.', resolve: ({ kind }) => kind }),
    reason: t.exposeString('reason', {
      nullable: true,
      description: 'A sentence for people while Gemini should help to decide and does not; `null` when all is well.',
    }),
  }),
});
