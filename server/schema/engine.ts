// Who plays, how they are, where in the music they are, and what a host holds fast on them.
import { CONTROL_RANGES, type EngineControl, type EngineMode, effectiveControls } from '../domain/engine-controls.ts';
import type { EngineHealth, EngineKind, MusicPosition } from '../domain/live.ts';
import type { RoomView } from '../services/room.ts';
import { builder } from './builder.ts';
import { ScaleEnum } from './steering.ts';

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

const EngineModeEnum = builder.enumType('EngineMode', {
  description: 'What a model that makes music gives its strength to.',
  values: {
    QUALITY: { description: 'The best sound; the default.' },
    DIVERSITY: { description: 'The most change.' },
    VOCALIZATION: { description: 'Voices that sing without words, as one more instrument.' },
  } satisfies Record<EngineMode, { description: string }>,
});

const EngineControlEnum = builder.enumType('EngineControl', {
  description: 'A control of the engine room, for `EngineControls.effective`.',
  values: {
    SCALE: { description: '`scale`.' },
    GUIDANCE: { description: '`guidance`.' },
    TEMPERATURE: { description: '`temperature`.' },
    TOP_K: { description: '`topK`.' },
    SEED: { description: '`seed`.' },
    MUTE_BASS: { description: '`muteBass`.' },
    MUTE_DRUMS: { description: '`muteDrums`.' },
    ONLY_BASS_AND_DRUMS: { description: '`onlyBassAndDrums`.' },
    MODE: { description: '`mode`.' },
    RESET_CONTEXT: { description: 'The mutation `resetContext`.' },
  } satisfies Record<EngineControl, { description: string }>,
});

const OWN_CHOICE = "`null`: the engine's own choice";
const rangeOf = (field: keyof typeof CONTROL_RANGES): string => CONTROL_RANGES[field].join(' to ');
const NUMBERS = {
  guidance: `How strictly the prompts are followed, ${rangeOf('guidance')}; more makes changes more abrupt. ${OWN_CHOICE}.`,
  temperature: `How surprising the music is, ${rangeOf('temperature')}. ${OWN_CHOICE}.`,
  topK: `Among how many next steps the engine chooses, a whole number, ${rangeOf('topK')}. ${OWN_CHOICE}.`,
  seed: `The same seed and the same requests make much the same music; a whole number, ${rangeOf('seed')}. ${OWN_CHOICE}.`,
} as const;

const EngineControlsType = builder.objectRef<RoomView>('EngineControls').implement({
  description: 'What a host has set on the engine, beyond steering. `setEngineControls` changes it.',
  fields: (t) => ({
    scale: t.field({
      type: ScaleEnum,
      nullable: true,
      description: 'A key the host holds fast, whatever the arbiter decides; `null`: the arbiter chooses.',
      resolve: ({ state }) => state.controls.scale,
    }),
    guidance: t.float({ nullable: true, description: NUMBERS.guidance, resolve: ({ state }) => state.controls.guidance }),
    temperature: t.float({ nullable: true, description: NUMBERS.temperature, resolve: ({ state }) => state.controls.temperature }),
    topK: t.int({ nullable: true, description: NUMBERS.topK, resolve: ({ state }) => state.controls.topK }),
    seed: t.int({ nullable: true, description: NUMBERS.seed, resolve: ({ state }) => state.controls.seed }),
    muteBass: t.boolean({
      description: "The host has muted the bass. `false`: the arbiter's mutes stand; `target` has both.",
      resolve: ({ state }) => state.controls.muteBass,
    }),
    muteDrums: t.boolean({
      description: "The host has muted the drums. `false`: the arbiter's mutes stand; `target` has both.",
      resolve: ({ state }) => state.controls.muteDrums,
    }),
    onlyBassAndDrums: t.boolean({
      description: 'All but bass and drums are silent, as long as there are any.',
      resolve: ({ state }) => state.controls.onlyBassAndDrums,
    }),
    mode: t.field({
      type: EngineModeEnum,
      description: 'What the engine gives its strength to.',
      resolve: ({ state }) => state.controls.mode,
    }),
    effective: t.field({
      type: [EngineControlEnum],
      description:
        'The controls that mean something to the engine that plays now, or would play; the others are kept for Lyria. Changes when the house band stands in, and back.',
      resolve: ({ live }) => effectiveControls(live),
    }),
  }),
});

export const EngineControlsInput = builder.inputType('EngineControlsInput', {
  description: 'What to change on the engine: a field that is left out keeps its value, `null` gives it back.',
  fields: (t) => ({
    scale: t.field({ type: ScaleEnum, description: 'Holds a key fast; `null`: the arbiter chooses again. Acts as any new key does.' }),
    guidance: t.float({ description: NUMBERS.guidance }),
    temperature: t.float({ description: NUMBERS.temperature }),
    topK: t.int({ description: NUMBERS.topK }),
    seed: t.int({ description: NUMBERS.seed }),
    muteBass: t.boolean({ description: 'Mutes the bass; `false` or `null`: as the arbiter decides.' }),
    muteDrums: t.boolean({ description: 'Mutes the drums; `false` or `null`: as the arbiter decides.' }),
    onlyBassAndDrums: t.boolean({ description: 'Silences all but bass and drums; `null`: `false`.' }),
    mode: t.field({ type: EngineModeEnum, description: 'What the engine gives its strength to; `null`: QUALITY.' }),
  }),
});

export const EngineStateType = builder.objectRef<RoomView>('EngineState').implement({
  description: "The state of the room's music engine.",
  fields: (t) => ({
    kind: t.field({
      type: EngineKindEnum,
      description: 'Who makes the sound now; the house band also stands in for Lyria.',
      resolve: ({ live }) => live.engine,
    }),
    health: t.field({ type: EngineHealthEnum, description: 'How it is.', resolve: ({ live }) => live.health }),
    reason: t.string({
      nullable: true,
      description: 'A sentence for people when DEGRADED or FAILED.',
      resolve: ({ live }) => live.reason,
    }),
    position: t.field({
      type: MusicPositionType,
      nullable: true,
      description: 'The beat that sounds now; `null` before any sound.',
      resolve: ({ live }) => live.position,
    }),
    controls: t.field({
      type: EngineControlsType,
      description: 'What the host holds fast, whether the music plays or not.',
      resolve: (view) => view,
    }),
  }),
});
