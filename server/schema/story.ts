// What happened in a room, told in sentences that every screen may show.
import type { StoryEvent } from '../domain/room-state.ts';
import { builder, codeArgs } from './builder.ts';

export const StoryEventType = builder.objectRef<StoryEvent>('StoryEvent').implement({
  description: 'Something that happened in a room.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Unique within the room; the cursor of `story(before:)`.' }),
    at: t.field({ type: 'Timestamp', description: 'When it happened.', resolve: ({ atMs }) => atMs }),
    kind: t.exposeString('kind', {
      description:
        'JOINED, LEFT, AWAY, RETURNED, ROLE, INPUT, DECISION, STARTED, STOPPED, SETTINGS, HOST, REMOVED, RENAMED or CROWD (a vote opened or carried). More kinds may come; show the text of those you do not know.',
    }),
    text: t.exposeString('text', { description: 'One sentence; never holds the raw text of a wish.' }),
    participantId: t.exposeID('participantId', { nullable: true, description: 'Who it is about, if it is about one person.' }),
  }),
});

builder.queryField('story', (t) =>
  t.field({
    type: [StoryEventType],
    description:
      "The room's story, newest first. Errors: ROOM_NOT_FOUND, BAD_INPUT, UNAUTHENTICATED or FORBIDDEN for a room with a password.",
    args: {
      ...codeArgs,
      before: t.arg.id({ description: 'Only what is older than the event with this id; left out: from the newest.' }),
      limit: t.arg.int({ defaultValue: 20, description: 'How many at most, 1 to 100.' }),
    },
    resolve: (_root, { code, before, limit }, context) => context.rooms.story(context.holder, code, before ?? null, limit ?? 20),
  }),
);
