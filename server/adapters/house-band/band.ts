// The house band of one room as a pure machine: intents in, frames out. Keeps the timeline (bars, beats, what is audible since when);
// knows no thread and no clock, so the same seed and the same intents at the same frames give the same sound.
import { CHUNK_FRAMES, SAMPLE_RATE_HZ } from '../../domain/audio.ts';
import { SCALES, type Scale, type Steering } from '../../domain/steering.ts';
import type { BeatMark, MusicIntent, Turn, TurnMark } from '../../ports/music-engine.ts';
import { type ComposedBar, type ComposerMemory, composeBar } from './composer.ts';
import { conduct, type Direction } from './conductor.ts';
import { createCourse } from './course.ts';
import { createEntranceBook } from './entrances.ts';
import { QUANTUM_FRAMES } from './instruments/wave.ts';
import { LATENCY_FRAMES } from './limiter.ts';
import { SECTION_DB, settingsOf, tinted } from './mix-plan.ts';
import { createMixer, type Tap } from './mixer.ts';
import { createOrchestra } from './orchestra.ts';
import { pick } from './random.ts';
import type { SampleFont } from './sample-font.ts';
import type { ScoreEvent } from './score.ts';
import { isBassOut, keyIn, tensionAt } from './turn.ts';
import { tightened } from './turn-shape.ts';

export interface BandStart {
  readonly seed: number;
  readonly intent: MusicIntent;
  /** Where to go on after a crash; 0 and 0 for a new piece. */
  readonly startFrame?: number;
  readonly startBar?: number;
  readonly tap?: Tap;
  /** Told of each event when it is played; a bar may be written anew before that. `at` counts from the start of the piece. */
  readonly onPlayed?: (event: ScoreEvent) => void;
  /** Recordings of acoustic instruments; without them the band plays those on synthetic voices. */
  readonly font?: SampleFont | null;
}

export interface Rendered {
  readonly startFrame: number;
  /** Revision of the newest intent that is wholly audible at the end. */
  readonly revision: number;
  /** Beats that begin within. */
  readonly beats: readonly BeatMark[];
}

export interface Band {
  /** Newest wins. Prompts begin at the next beat, everything else at the next bar line. */
  steer(intent: MusicIntent): void;
  /** See `MusicEngine.turn`; the frames of the mark are already sure. */
  turn(turn: Turn, id: string): TurnMark;
  /** Fills `pcm` (interleaved); its frames must be a multiple of 64. */
  render(pcm: Int16Array): Rendered;
}

/** By so much a build swells from its first beat to its last. */
const BUILD_SWELL_DB = 3;
/** How fast the old style's notes make way for the new one's. */
const HUSH_MS = 140;

/** Frames of a bar of four beats. */
export function barFramesOf(bpm: number): number {
  return Math.round((4 * 60 * SAMPLE_RATE_HZ) / bpm);
}

export function createBand({ seed, intent: first, startFrame = 0, startBar = 0, tap, onPlayed, font = null }: BandStart): Band {
  const orchestra = createOrchestra(seed + 1, font);
  const mixer = createMixer(seed, tap ?? null);
  const ownScale = pick(SCALES, seed, 12);
  const course = createCourse(startBar);
  const entrances = createEntranceBook();

  /** Asked for but not yet wholly audible; `null` when all has landed. */
  let pending: MusicIntent | null = null;
  let steering: Steering = first.steering;
  let prompts = first.prompts;
  let isRhythmOnly = isRhythmAsked(first);
  /** Until this frame drums or bass are heard. */
  let rhythmUntil = 0;
  let direction: Direction = conduct(first.prompts, null);
  let revision = first.steering.revision;

  let frame = startFrame;
  let bar = startBar - 1;
  let beat = 3;
  let barStart = startFrame;
  let barFrames = barFramesOf(steering.bpm);
  let nextBeatFrame = startFrame;
  let composed: ComposedBar | null = null;
  /** What the bar before handed on, so that a bar can be written again. */
  let memoryBefore: ComposerMemory = { voicing: null };
  let queue: ScoreEvent[] = [];
  let queueAt = 0;
  /** Beats that have been reached and not yet told. */
  let beats: BeatMark[] = [];
  let audibleRevision = revision;

  // The limiter looks ahead: the band plays that much before anybody hears it.
  for (let at = 0; at < LATENCY_FRAMES; at += QUANTUM_FRAMES) playQuantum(new Int16Array(QUANTUM_FRAMES * 2), 0);

  function onBeat(): void {
    beat = (beat + 1) % 4;
    const at = nextBeatFrame;
    if (beat === 0) onBar(at);
    else {
      const isRewritten = course.leadsIn(beat);
      if (pending !== null) landPrompts(pending, at);
      if (isRewritten) leadIn(at);
      // A build tightens from beat to beat.
      if (tension() !== null) aim();
    }
    nextBeatFrame = beat === 3 ? barStart + barFrames : barStart + Math.round(((beat + 1) * barFrames) / 4);
    if (composed === null) return;
    beats.push({ atFrame: at, bar, beat, section: composed.section, chord: composed.chords[beat] ?? '', bpm: steering.bpm, revision });
  }

  function onBar(at: number): void {
    const scale = scaleOf(steering);
    bar += 1;
    barStart = at;
    course.enter(bar);
    if (pending !== null) {
      const isTempoLate = course.isTempoHeld() && pending.steering.bpm !== steering.bpm;
      steering = isTempoLate ? { ...pending.steering, bpm: steering.bpm } : pending.steering;
      isRhythmOnly = isRhythmAsked(pending);
      direct(pending, bar);
      if (!isTempoLate) {
        revision = pending.steering.revision;
        pending = null;
      }
    }
    // What rings on in another key would grate.
    if (scaleOf(steering) !== scale) hushAll();
    if (isBassOut(course.turned().plan, bar)) {
      orchestra.hush('bass', HUSH_MS);
      rhythmUntil = at;
    }
    barFrames = barFramesOf(steering.bpm);
    if (composed !== null) memoryBefore = composed.memory;
    composed = compose();
    rhythmUntil = composed.events.reduce((until, event) => Math.max(until, rhythmEnd(event)), rhythmUntil);
    dropPlayed();
    insert(composed.events, 0);
    aim();
  }

  /** Prompts do not wait for the bar line: from this beat on, the rest of the bar is written anew. */
  function landPrompts(intent: MusicIntent, at: number): void {
    const plan = direction.plan;
    direct(intent, bar);
    if (direction.plan !== plan) {
      hushAll();
      queue.length = queueAt;
      composed = compose();
      insert(composed.events, at - barStart);
    }
    aim();
    if (!isSteeringSame(intent.steering, steering) || isRhythmAsked(intent) !== isRhythmOnly) return;
    steering = intent.steering;
    revision = intent.steering.revision;
    pending = null;
  }

  /** The rest of the bar again, now with a fill; what rings on may. */
  function leadIn(at: number): void {
    composed = compose();
    dropPlayed();
    queue = queue.filter((event) => event.at < at);
    insert(composed.events, at - barStart);
  }

  function direct(intent: MusicIntent, atBar: number): void {
    if (arePromptsSame(intent.prompts, prompts)) return;
    prompts = intent.prompts;
    const next = conduct(prompts, direction);
    // A new groove is what somebody waits for: it begins with a verse, not in the middle of a break.
    if (next.groove !== direction.groove) course.beginAnew(atBar);
    entrances.note(direction, next, atBar);
    direction = next;
  }

  function compose(): ComposedBar {
    const { bpm, density, muteBass, muteDrums } = steering;
    return composeBar(
      {
        seed,
        bar,
        origin: course.origin(),
        bpm,
        barFrames,
        direction,
        entrances: entrances.at(bar),
        density,
        scale: scaleOf(steering),
        muteBass,
        muteDrums,
        turned: course.turned(),
      },
      memoryBefore,
    );
  }

  function scaleOf({ scale }: Steering): Scale {
    return keyIn(course.turned().plan, bar, scale ?? direction.hints.scale ?? ownScale);
  }

  /** Drums fill their bar, bass notes last as long as they do. */
  function rhythmEnd({ bus, at, frames }: ScoreEvent): number {
    if (bus === 'drums') return barStart + barFrames;
    return bus === 'bass' ? barStart + at + frames : 0;
  }

  function hushAll(): void {
    orchestra.hush('bass', HUSH_MS);
    orchestra.hush('music', HUSH_MS);
    orchestra.hush('lead', HUSH_MS);
  }

  function tension(): number | null {
    return tensionAt(course.turned().plan, bar, beat);
  }

  function aim(): void {
    const tense = tension();
    const settings = settingsOf(direction);
    mixer.aim({
      settings: tense === null ? settings : tightened(settings, tense),
      brightness: tinted(steering.brightness, direction),
      framesPerSixteenth: barFrames / 16,
      muteBass: steering.muteBass,
      muteDrums: steering.muteDrums,
      // Where nobody plays drums or bass, in a break or in ambient music, the others go on: never silent.
      muteRest: isRhythmOnly && rhythmUntil > barStart + barFrames / 2,
      sectionDb: SECTION_DB[composed?.section ?? 'verse'] + BUILD_SWELL_DB * (tense ?? 0),
    });
  }

  function dropPlayed(): void {
    queue = queue.slice(queueAt);
    queueAt = 0;
  }

  /** Adds a bar's events from `from` (frames since the bar line) on, at their frames on the timeline. */
  function insert(events: readonly ScoreEvent[], from: number): void {
    for (const event of events) if (event.at >= from) queue.push({ ...event, at: event.at + barStart });
    queue.sort((a, b) => a.at - b.at);
  }

  function playQuantum(pcm: Int16Array, at: number): void {
    const end = frame + QUANTUM_FRAMES;
    while (nextBeatFrame < end) onBeat();
    const kit = composed?.drummer.kit ?? 'soft';
    const brightness = tinted(steering.brightness, direction);
    for (let event = queue[queueAt]; event !== undefined && event.at < end; event = queue[queueAt]) {
      queueAt += 1;
      const offset = Math.max(0, event.at - frame);
      if (event.drum === 'K') mixer.kick(offset, event.velocity);
      orchestra.play(event, offset, kit, brightness);
      onPlayed?.(event);
    }
    orchestra.render(mixer.buses, QUANTUM_FRAMES);
    mixer.process(pcm, at);
    frame = end;
  }

  return {
    steer(intent) {
      pending = intent;
    },
    turn: (turn, id) => course.ask(turn, id, { bar: bar + 1, atFrame: barStart + barFrames, barFrames }),
    render(pcm) {
      const frames = pcm.length / 2;
      const startsAt = frame - LATENCY_FRAMES;
      for (let at = 0; at < frames; at += QUANTUM_FRAMES) playQuantum(pcm, at);
      const told = beats.filter(({ atFrame }) => atFrame < startsAt + frames);
      beats = beats.slice(told.length);
      audibleRevision = told.at(-1)?.revision ?? audibleRevision;
      return { startFrame: startsAt, revision: audibleRevision, beats: told };
    },
  };
}

function isRhythmAsked({ controls }: MusicIntent): boolean {
  return controls?.onlyBassAndDrums === true;
}

/** Whether everything in a steering that lands at bar lines is the same. */
function isSteeringSame(a: Steering, b: Steering): boolean {
  return (
    a.bpm === b.bpm &&
    a.density === b.density &&
    a.brightness === b.brightness &&
    a.scale === b.scale &&
    a.muteBass === b.muteBass &&
    a.muteDrums === b.muteDrums
  );
}

function arePromptsSame(a: MusicIntent['prompts'], b: MusicIntent['prompts']): boolean {
  return a.length === b.length && a.every(({ text, weight }, index) => text === b[index]?.text && weight === b[index]?.weight);
}

/** A block's worth of interleaved samples. */
export const BLOCK_SAMPLES = CHUNK_FRAMES * 2;
