// What a room asks of its music and what is heard: steering, the prompts of the mix, and the wishes behind them.
import type { Credit, WeightedPrompt } from '../domain/arbitration.ts';
import type { Decision, DecisionSource, Wish, WishFate } from '../domain/room-state.ts';
import { SCALES, type Scale, type Steering } from '../domain/steering.ts';
import { builder, codeArgs } from './builder.ts';
import { everybody, type Fanout } from './fanout.ts';

/** `D_FLAT_MAJOR_B_FLAT_MINOR` -> `D flat major, or its relative B flat minor.` */
function describeScale(scale: Scale): string {
  const [major = '', minor = ''] = scale.split('_MAJOR_').map((half) => half.replace('_MINOR', '').replace('_FLAT', ' flat'));
  return `${major} major, or its relative ${minor} minor.`;
}

export const ScaleEnum = builder.enumType('Scale', {
  description: 'The 12 musical scales of Lyria RealTime.',
  values: Object.fromEntries(SCALES.map((scale) => [scale, { description: describeScale(scale) }])) as Record<
    Scale,
    { description: string }
  >,
});

const DecisionSourceEnum = builder.enumType('DecisionSource', {
  description: 'Who made a decision.',
  values: {
    MODEL: { description: 'A language model, in time and within the rules.' },
    RULES: { description: 'The built-in rules.' },
    HELD: { description: 'Nobody: the mix before was kept, because nothing better was there in time.' },
  } satisfies Record<DecisionSource, { description: string }>,
});

const WishFateEnum = builder.enumType('WishFate', {
  description: 'What became of a wish. It moves from WAITING to ACCEPTED to SOUNDING, or to DECLINED.',
  values: {
    WAITING: { description: 'The next decision (at most 4 s away while the music plays) will look at it.' },
    ACCEPTED: { description: 'Part of the mix that is asked for.' },
    SOUNDING: { description: 'The sound now going out was made with it.' },
    DECLINED: { description: 'Not taken; `reason` says why.' },
  } satisfies Record<WishFate, { description: string }>,
});

export const SteeringType = builder.objectRef<Steering>('Steering').implement({
  description: 'Tempo, energy and mutes of the music.',
  fields: (t) => ({
    bpm: t.exposeInt('bpm', { description: 'Beats per minute, 60 to 200.' }),
    density: t.exposeFloat('density', { description: 'How much happens at once: 0 (sparse) to 1 (full).' }),
    brightness: t.exposeFloat('brightness', { description: 'Tone colour: 0 (dark) to 1 (bright).' }),
    scale: t.field({
      type: ScaleEnum,
      nullable: true,
      description: 'The scale; `null`: the engine chooses.',
      resolve: (steering) => steering.scale,
    }),
    muteBass: t.exposeBoolean('muteBass', { description: 'The bass is silent.' }),
    muteDrums: t.exposeBoolean('muteDrums', { description: 'The drums are silent.' }),
    revision: t.exposeInt('revision', {
      description: 'Grows whenever anything that the engine is asked for changes. `heard.revision` catches up with `target.revision`.',
    }),
  }),
});

const CreditType = builder.objectRef<Credit>('Credit').implement({
  description: "Somebody's part in a prompt or in a whole mix.",
  fields: (t) => ({
    participantId: t.exposeID('participantId', { description: 'Whose part it is; the participant may have left meanwhile.' }),
    displayName: t.exposeString('displayName', { description: 'The name at the time of the decision.' }),
    share: t.exposeFloat('share', { description: 'Above 0, at most 1; the shares of one list sum to 1.' }),
  }),
});

const WeightedPromptType = builder.objectRef<WeightedPrompt>('WeightedPrompt').implement({
  description: 'One text that the engine plays by. Weights of a mix sum to 1.',
  fields: (t) => ({
    text: t.exposeString('text', {
      description: "3 to 120 characters in the arbiter's own vocabulary, never anybody's raw words.",
    }),
    weight: t.exposeFloat('weight', { description: 'Above 0, at most 1.' }),
    credits: t.field({
      type: [CreditType],
      description: 'Whose inputs it came from; shares sum to 1. Empty while nobody has asked for anything.',
      resolve: (prompt) => prompt.credits,
    }),
  }),
});

export const PromptMixType = builder.objectRef<Decision>('PromptMix').implement({
  description: 'The newest decision: what the engine plays by, why, and thanks to whom.',
  fields: (t) => ({
    prompts: t.field({
      type: [WeightedPromptType],
      description: 'One to three prompts, weights sum to 1.',
      resolve: ({ mix }) => mix.prompts,
    }),
    reason: t.string({ description: 'One sentence of 3 to 200 characters, fit for every screen.', resolve: ({ mix }) => mix.reason }),
    source: t.field({ type: DecisionSourceEnum, description: 'Who decided.', resolve: ({ source }) => source }),
    credits: t.field({
      type: [CreditType],
      description: 'Whose inputs the whole mix came from; shares sum to 1. Empty while nobody has asked for anything.',
      resolve: ({ mix }) => mix.credits,
    }),
    revision: t.exposeInt('revision', { description: '`revision` of the steering that this decision led to.' }),
    decidedAt: t.field({ type: 'Timestamp', description: 'When it was decided.', resolve: ({ decidedAtMs }) => decidedAtMs }),
  }),
});

const WishType = builder.objectRef<Wish>('Wish').implement({
  description: 'A free text of yours, and what became of it. Told to its author only.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Stays the same while the fate changes.' }),
    text: t.exposeString('text', { description: 'Your own words, at most 120 characters.' }),
    fate: t.field({ type: WishFateEnum, description: 'What became of it so far.', resolve: ({ fate }) => fate }),
    understood: t.field({
      type: ['String'],
      description: 'The words that were understood, in the arbiter’s vocabulary.',
      resolve: ({ understood }) => understood,
    }),
    unknown: t.field({
      type: ['String'],
      description: 'The words that nobody understood; they changed nothing.',
      resolve: ({ unknown }) => unknown,
    }),
    reason: t.string({ nullable: true, description: 'Why, kindly, when declined.', resolve: ({ reason }) => reason }),
    at: t.field({ type: 'Timestamp', description: 'When it was made.', resolve: ({ atMs }) => atMs }),
  }),
});

builder.subscriptionFields((t) => ({
  prompts: t.field({
    type: PromptMixType,
    description:
      'The mix, now and after every decision; a slow reader gets the newest. Errors: ROOM_NOT_FOUND, UNAUTHENTICATED or FORBIDDEN for a room with a password.',
    args: codeArgs,
    extensions: { fanout: { audience: everybody, personal: [] } satisfies Fanout },
    subscribe: (_root, { code }, context) => context.audience.watchPrompts(context.holder, code),
    resolve: (decision: Decision) => decision,
  }),
  myWish: t.field({
    type: WishType,
    description:
      "What becomes of the ticket holder's own wishes; nobody else is told. Begins with the wishes still known. Errors: UNAUTHENTICATED, FORBIDDEN, ROOM_NOT_FOUND.",
    args: codeArgs,
    subscribe: (_root, { code }, context) => context.audience.watchWishes(context.holder, code),
    resolve: (wish: Wish) => wish,
  }),
}));
