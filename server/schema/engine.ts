// Who plays, how they are, and where in the music they are.
import type { EngineHealth, EngineKind, LiveState, MusicPosition } from '../domain/live.ts';
import { builder } from './builder.ts';

const EngineKindEnum = builder.enumType('EngineKind', {
  description: 'Who makes the sound.',
  values: {
    HOUSE_BAND: { description: 'The built-in band: no key, no network.' },
    LYRIA: { description: 'Lyria RealTime.' },
  } satisfies Record<EngineKind, { description: string }>,
});

const EngineHealthEnum = builder.enumType('EngineHealth', {
  description: 'How the engine is.',
  values: {
    IDLE: { description: 'Not running: the music is stopped, or nobody is listening.' },
    STARTING: { description: 'Started; no sound yet.' },
    PLAYING: { description: 'Sound flows.' },
    DEGRADED: { description: 'Something broke and is being replaced; sound may have a hole. `reason` says what.' },
    FAILED: { description: 'Gave up; `reason` says why. Start the music again to try anew.' },
  } satisfies Record<EngineHealth, { description: string }>,
});

const MusicPositionType = builder.objectRef<MusicPosition>('MusicPosition').implement({
  description: "Where the music is, stamped on the audio's own timeline.",
  fields: (t) => ({
    bar: t.exposeInt('bar', { description: 'Counts bars from 0 since the engine started.' }),
    beat: t.exposeInt('beat', { description: 'Beat within the bar, from 0.' }),
    section: t.exposeString('section', {
      description:
        'A word for people: "intro", "verse", "chorus", "break", "build", "drop", "breakdown", "half-time"; empty when nobody knows.',
    }),
    chord: t.exposeString('chord', { description: 'Chord name, e.g. "Am7"; empty when nobody knows.' }),
    atFrame: t.exposeFloat('atFrame', { description: "Frame of this beat on the room's timeline; compare `AudioChunk.startFrame`." }),
  }),
});

export const EngineStateType = builder.objectRef<LiveState>('EngineState').implement({
  description: "The state of the room's music engine.",
  fields: (t) => ({
    kind: t.field({
      type: EngineKindEnum,
      description: 'Who makes the sound now; the house band also stands in for Lyria.',
      resolve: ({ engine }) => engine,
    }),
    health: t.field({ type: EngineHealthEnum, description: 'How it is.', resolve: ({ health }) => health }),
    reason: t.exposeString('reason', { nullable: true, description: 'A sentence for people when DEGRADED or FAILED.' }),
    position: t.field({
      type: MusicPositionType,
      nullable: true,
      description: 'The beat that sounds now; `null` before any sound.',
      resolve: ({ position }) => position,
    }),
  }),
});
