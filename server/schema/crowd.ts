// What a crowd does: calls a turn of the music, claps, throws reactions.
import { CROWD_LIMITS, type Reaction } from '../domain/crowd.ts';
import type { ReactionBurst, ReactionTally, Thrower } from '../services/reaction-bursts.ts';
import { builder, codeArgs } from './builder.ts';
import { CrowdFormEnum, CrowdVoteType } from './crowd-types.ts';
import { everybody, type Fanout } from './fanout.ts';

const { energy, reactions } = CROWD_LIMITS;

const ReactionEnum = builder.enumType('Reaction', {
  description: 'What a person can throw at the screens.',
  values: {
    CLAP: { description: 'Clapping hands.' },
    FIRE: { description: 'A flame.' },
    HEART: { description: 'A heart.' },
    LAUGH: { description: 'A laughing face.' },
    STAR: { description: 'A star.' },
    WOW: { description: 'An open mouth.' },
  } satisfies Record<Reaction, { description: string }>,
});

const ThrowerType = builder.objectRef<Thrower>('ReactionSender').implement({
  description: 'Somebody who threw a reaction.',
  fields: (t) => ({
    participantId: t.exposeID('participantId', { description: 'Who.' }),
    displayName: t.exposeString('displayName', { description: 'What they are called.' }),
    count: t.exposeInt('count', { description: 'How often within the burst, at least 1.' }),
  }),
});

const ReactionTallyType = builder.objectRef<ReactionTally>('ReactionTally').implement({
  description: 'How often one reaction was thrown within a burst.',
  fields: (t) => ({
    reaction: t.field({ type: ReactionEnum, description: 'Which.', resolve: ({ reaction }) => reaction }),
    count: t.exposeInt('count', { description: 'How often, at least 1; listeners included.' }),
    from: t.field({
      type: [ThrowerType],
      description: 'Players and displays who threw it, in order; listeners are counted and not named.',
      resolve: ({ from }) => from,
    }),
  }),
});

const ReactionBurstType = builder.objectRef<ReactionBurst>('ReactionBurst').implement({
  description: `What was thrown since the last burst, at most ${1_000 / reactions.burstMs} bursts a second.`,
  fields: (t) => ({
    at: t.field({ type: 'Timestamp', description: "When it was told, on the server's clock.", resolve: ({ atMs }) => atMs }),
    reactions: t.field({
      type: [ReactionTallyType],
      description: 'Each reaction that was thrown, once; never empty.',
      resolve: ({ tallies }) => tallies,
    }),
  }),
});

builder.mutationFields((t) => ({
  vote: t.field({
    type: CrowdVoteType,
    description:
      'A voice for a turn of the music; opens the vote when none is open. The host and co-hosts may also ask from a display: that opens a vote and adds no voice. One vote per person and vote: a second one changes nothing, nor does one that comes after the vote has carried. Answers with the vote as it stands. Errors: CONFLICT (no music plays; or another form is being called, named in `extensions.form`), RATE_LIMITED (the crowd or the form rests, see `crowdForms`), FORBIDDEN (the host has switched the form off; you are neither player nor host, or silenced), UNAUTHENTICATED, ROOM_NOT_FOUND.',
    args: {
      ...codeArgs,
      form: t.arg({ type: CrowdFormEnum, required: true, defaultValue: 'DROP', description: 'What to call.' }),
    },
    resolve: (_root, { code, form }, context) => context.rooms.vote(context.holder, code, form),
  }),
  reportCrowdEnergy: t.boolean({
    description: `What a player's phone hears of the crowd, measured on the phone: no sound leaves it. At most ${energy.reportsPerSecond} times a second; the newest counts for ${energy.countsForMs / 1_000} s. \`false\`: it weighs nothing, for you are silenced. Errors: BAD_INPUT, RATE_LIMITED, FORBIDDEN (only players), UNAUTHENTICATED, ROOM_NOT_FOUND.`,
    args: {
      ...codeArgs,
      level: t.arg.float({ required: true, description: 'Loudness, 0 (silent) to 1.' }),
      clapRate: t.arg.float({ required: true, description: 'Claps, 0 (none) to 1 (two a second or more).' }),
    },
    resolve: (_root, { code, level, clapRate }, context) => context.crowd.reportEnergy(context.holder, code, { level, clapRate }),
  }),
  react: t.boolean({
    description: `Throws a reaction at all screens; always \`true\`. At most ${reactions.perPersonPerSecond} a second per person and ${reactions.perRoomPerSecond} per room. Errors: RATE_LIMITED, FORBIDDEN, UNAUTHENTICATED, ROOM_NOT_FOUND.`,
    args: { ...codeArgs, reaction: t.arg({ type: ReactionEnum, required: true, description: 'What to throw.' }) },
    resolve: (_root, { code, reaction }, context) => context.crowd.react(context.holder, code, reaction),
  }),
}));

builder.subscriptionFields((t) => ({
  reactions: t.field({
    type: ReactionBurstType,
    description:
      'What people throw, gathered into bursts; begins with nothing. A reader that is too slow loses its own oldest bursts. Errors: ROOM_NOT_FOUND, UNAUTHENTICATED or FORBIDDEN for a room with a password.',
    args: codeArgs,
    extensions: { fanout: { audience: everybody, personal: [] } satisfies Fanout },
    subscribe: (_root, { code }, context) => context.audience.watchReactions(context.holder, code),
    resolve: (burst: ReactionBurst) => burst,
  }),
}));
