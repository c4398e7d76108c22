// A room as its members and watchers see it: one whole snapshot, as a query and as a stream.
import { arbiterOf } from '../domain/arbiter-state.ts';
import { viewVote } from '../domain/crowd-quorum.ts';
import { formStates } from '../domain/crowd-vote.ts';
import { openSwaps } from '../domain/swaps.ts';
import type { RoomView } from '../services/room.ts';
import { ArbiterStateType } from './arbiter.ts';
import { builder, codeArgs } from './builder.ts';
import { CrowdFormStateType, CrowdVoteType } from './crowd-types.ts';
import { EngineStateType } from './engine.ts';
import { everybody, type Fanout } from './fanout.ts';
import { ParticipantType } from './participant.ts';
import { PromptMixType, SteeringType } from './steering.ts';
import { StoryEventType } from './story.ts';
import { RoleSwapType } from './swap-type.ts';

export const RoomStateType = builder.objectRef<RoomView>('RoomState').implement({
  description: 'A whole snapshot. `version` grows by every change; `epoch` changes only when versions cannot go on.',
  fields: (t) => ({
    code: t.string({ description: '6 characters without look-alikes.', resolve: ({ state }) => state.code }),
    name: t.string({ description: 'What the host calls it.', resolve: ({ state }) => state.name }),
    epoch: t.id({ description: 'Versions of different epochs cannot be compared.', resolve: ({ state }) => state.epoch }),
    version: t.int({
      description: 'Orders the snapshots of one epoch: keep the one with the higher version.',
      resolve: ({ state, live }) => state.version + live.version,
    }),
    sentAt: t.field({
      type: 'Timestamp',
      description: "When this snapshot was handed to your connection, on the server's clock.",
      resolve: (_view, _args, context) => context.nowMs(),
    }),
    isPlaying: t.boolean({
      description: 'The host has started the music. Whether it sounds, `engine` tells.',
      resolve: ({ state }) => state.isPlaying,
    }),
    isPublic: t.boolean({ description: 'Listed in the lobby.', resolve: ({ state }) => state.isPublic }),
    locked: t.boolean({ description: 'Nobody new may join.', resolve: ({ state }) => state.locked }),
    needsPassword: t.boolean({
      description: 'Joining needs a password, watching a ticket.',
      resolve: ({ state }) => state.passwordHash !== null,
    }),
    playerLimit: t.int({ description: "Players' seats, 1 to 50.", resolve: ({ state }) => state.playerLimit }),
    hostId: t.id({
      nullable: true,
      description: "The host's participant id; `null` while there is nobody to be host.",
      resolve: ({ state }) => state.hostId,
    }),
    participants: t.field({
      type: [ParticipantType],
      description:
        'Players and displays in order of joining; listeners are only counted, so that a thousand of them do not swell the state.',
      resolve: (view) => view.state.participants.filter(({ kind }) => kind !== 'LISTENER').map((participant) => ({ view, participant })),
    }),
    listenerCount: t.int({
      description: 'Listeners who have joined.',
      resolve: ({ state }) => state.participants.filter(({ kind }) => kind === 'LISTENER').length,
    }),
    simulatedGuests: t.int({
      description: 'How many simulated guests the host has called; they take no seats and make way for people.',
      resolve: ({ state }) => state.simulatedGuests,
    }),
    engine: t.field({ type: EngineStateType, description: 'Who plays, and how they are.', resolve: (view) => view }),
    target: t.field({ type: SteeringType, description: 'What was asked for.', resolve: ({ state }) => state.target }),
    heard: t.field({
      type: SteeringType,
      description: 'What the sound now going out was made from; the target before any sound.',
      resolve: ({ state, live }) => live.heard ?? state.target,
    }),
    prompts: t.field({ type: PromptMixType, description: 'The newest decision.', resolve: ({ state }) => state.decision }),
    arbiter: t.field({
      type: ArbiterStateType,
      description: 'Who decides what is played.',
      resolve: ({ state, live }) => arbiterOf(live, state.decision),
    }),
    vote: t.field({
      type: CrowdVoteType,
      nullable: true,
      description: 'The vote that is open, about to land, or has landed in the last 4 s.',
      resolve: ({ state }) => viewVote(state),
    }),
    crowdForms: t.field({
      type: [CrowdFormStateType],
      description: 'Everything that a crowd can call, and whether it may just now.',
      resolve: ({ state }) => formStates(state.crowd),
    }),
    crowdEnergy: t.float({
      description:
        'How loud the crowd is, 0 to 1: the mean over the phones that reported in the last 2 s, told at most 4 times a second. Above 0.55 it lifts the music beyond `target`, for 4 s; nothing pushes it down.',
      resolve: ({ live }) => live.crowdEnergy,
    }),
    swaps: t.field({
      type: [RoleSwapType],
      description: 'Offers to exchange roles that can still be answered, oldest first.',
      resolve: ({ state, nowMs }) => openSwaps(state, nowMs),
    }),
    story: t.field({
      type: [StoryEventType],
      description: 'The last 20 events, newest first; `Query.story` has the rest.',
      resolve: ({ state }) => state.story.toReversed(),
    }),
  }),
});

builder.queryField('roomState', (t) =>
  t.field({
    type: RoomStateType,
    description:
      'The room as it is now. Anybody with the code may look, unless the room has a password. Errors: ROOM_NOT_FOUND, UNAUTHENTICATED, FORBIDDEN.',
    args: codeArgs,
    resolve: (_root, { code }, context) => context.rooms.view(context.holder, code),
  }),
);

builder.subscriptionField('roomState', (t) =>
  t.field({
    type: RoomStateType,
    description:
      'Now, and after every change; a slow reader gets the newest, never a backlog. Errors: ROOM_NOT_FOUND, UNAUTHENTICATED, FORBIDDEN.',
    args: codeArgs,
    extensions: { fanout: { audience: everybody, personal: [] } satisfies Fanout },
    subscribe: (_root, { code }, context) => context.audience.watchRoom(context.holder, code),
    resolve: (view: RoomView) => view,
  }),
);
