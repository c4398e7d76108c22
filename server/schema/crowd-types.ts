// What a crowd can call, as everybody sees it: forms and the vote for one of them.
import { CROWD_LIMITS, type CrowdForm } from '../domain/crowd.ts';
import type { VoteView } from '../domain/crowd-quorum.ts';
import type { CrowdFormState } from '../domain/crowd-vote.ts';
import { builder } from './builder.ts';

const seconds = (ms: number): string => `${ms / 1_000} s`;
const { afterglowMs, countdownMs, formRestMs, restMs, windowMs } = CROWD_LIMITS.vote;

export const CrowdFormEnum = builder.enumType('CrowdForm', {
  description: 'What a crowd can call together. All land on bar lines.',
  values: {
    DROP: { description: 'A build of at least 3 s, then 8 bars of everything.' },
    BREAKDOWN: { description: '8 bars without drums and bass, the last 2 a build.' },
    KEY_LIFT: { description: '16 bars two semitones higher.' },
    HALF_TIME: { description: '8 bars with drums and bass at half speed.' },
  } satisfies Record<CrowdForm, { description: string }>,
});

export const CrowdVoteType = builder.objectRef<VoteView>('CrowdVote').implement({
  description: `A vote of the crowd: open for ${seconds(windowMs)}; when it carries it counts down to \`landsAt\` and is gone ${seconds(afterglowMs)} after it.`,
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Every vote has its own.' }),
    form: t.field({ type: CrowdFormEnum, description: 'What is called.', resolve: ({ form }) => form }),
    votes: t.exposeInt('votes', {
      description:
        'Voices so far: players who are connected and not silenced. Who leaves takes the voice along, until the vote has carried.',
    }),
    needed: t.exposeInt('needed', {
      description:
        'Voices that carry it: half of the players who are connected and not silenced, rounded up, at least 1. It follows who comes and goes.',
    }),
    voterIds: t.field({
      type: ['ID'],
      description: 'Who has voted, in order; the first one opened the vote, unless a host asked for it from a screen.',
      resolve: ({ voterIds }) => voterIds,
    }),
    expiresAt: t.field({
      type: 'Timestamp',
      description: `When the vote is over if it has not carried: ${seconds(windowMs)} after its opening.`,
      resolve: ({ expiresAtMs }) => expiresAtMs,
    }),
    landsAt: t.field({
      type: 'Timestamp',
      nullable: true,
      description: `When it lands, on the server's clock, the same for every screen and every loudspeaker; \`null\` until the vote has carried. First the earliest time, ${seconds(countdownMs)} ahead, and a moment later the very bar line, as soon as the engine has named it. Follow the newest.`,
      resolve: ({ landsAtMs }) => landsAtMs,
    }),
  }),
});

export const CrowdFormStateType = builder.objectRef<CrowdFormState>('CrowdFormState').implement({
  description: 'Whether a crowd may call something.',
  fields: (t) => ({
    form: t.field({ type: CrowdFormEnum, description: 'What.', resolve: ({ form }) => form }),
    isAllowed: t.exposeBoolean('isAllowed', { description: 'The host has not switched it off.' }),
    readyAt: t.field({
      type: 'Timestamp',
      nullable: true,
      description: `From when on a vote for it may open, on the server's clock: ${seconds(restMs)} after the last vote, and ${seconds(formRestMs)} after its own last landing. \`null\` or past: now.`,
      resolve: ({ readyAtMs }) => readyAtMs,
    }),
  }),
});
