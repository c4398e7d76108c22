// Writes one bar of music for the whole band. Pure: the same question and memory give the same bar, however often it is asked.
import type { Scale } from '../../domain/steering.ts';
import { writeAnswer } from './answer-part.ts';
import { ALL_LAYERS, BARS_PER_PHRASE, layersOf } from './arrangement.ts';
import { writeBass } from './bass-part.ts';
import { writeChords } from './chord-part.ts';
import type { Direction } from './conductor.ts';
import { drummerOf, writeDrums } from './drum-part.ts';
import { type Entrances, NO_ENTRANCES } from './entrances.ts';
import { BARS_PER_SECTION, type Place, type Section } from './form.ts';
import { writeHalfBass, writeHalfDrums } from './half-time.ts';
import { keyOf } from './harmony.ts';
import { writeLead } from './lead-part.ts';
import { chordAt, progressionOf } from './progressions.ts';
import type { Page, ScoreEvent } from './score.ts';
import { STYLES } from './styles/catalogue.ts';
import type { Style } from './styles/style.ts';
import { momentOf, NOT_TURNED, type Turned, type TurnSection, turnedPlace } from './turn.ts';
import { shaped } from './turn-shape.ts';

export interface BarQuestion {
  readonly seed: number;
  /** Counts from 0 since the engine started. */
  readonly bar: number;
  /** The bar at which the running style took over. */
  readonly origin: number;
  readonly bpm: number;
  readonly barFrames: number;
  readonly direction: Direction;
  /** By default nobody was asked for lately. */
  readonly entrances?: Entrances;
  readonly density: number;
  readonly scale: Scale;
  readonly muteBass: boolean;
  readonly muteDrums: boolean;
  /** What turns make of the form; absent: nothing. */
  readonly turned?: Turned;
}

/** What a bar hands on to the next: the last voicing, `null` at the beginning. */
export interface ComposerMemory {
  readonly voicing: readonly number[] | null;
}

export interface ComposedBar {
  /** Earliest first. */
  readonly events: readonly ScoreEvent[];
  /** A word for people. */
  readonly section: Section | TurnSection;
  /** The chord at each of the four beats. */
  readonly chords: readonly [string, string, string, string];
  readonly memory: ComposerMemory;
  /** Whose drums they are; the band takes its kit from it. */
  readonly drummer: Style;
}

const AGAINST_TYPE = 0.3;
/** The room's fader rules; words bend it. */
const WORDS_ON_DENSITY = 0.3;
/** After a drop nobody may be waiting for instruments. */
const DROP_DENSITY = 0.65;

export function composeBar(question: BarQuestion, memory: ComposerMemory): ComposedBar {
  const { bar, origin, bpm, barFrames, direction } = question;
  const groove = STYLES[direction.groove];
  const harmony = STYLES[direction.harmony];
  const turned = question.turned ?? NOT_TURNED;
  const place = turnedPlace(turned, bar, origin);
  const moment = momentOf(turned.plan, bar);
  const isBright = harmony.modes.isBright ? direction.mood.valence > -AGAINST_TYPE : direction.mood.valence > AGAINST_TYPE;
  const progression = progressionOf(question.seed, harmony, place, isBright);
  const key = keyOf(question.scale, progression.mode);
  const count = countOf(groove, bpm);
  const events: ScoreEvent[] = [];
  const chords: string[] = [];
  let voicing = memory.voicing;
  let drummer = groove;

  const since = bar - origin - turned.shift;
  const sectionsPlayed = Math.floor(since / BARS_PER_SECTION);
  const phrasesPlayed = Math.floor(since / BARS_PER_PHRASE);
  const chordIn = (ownBar: number) => chordAt(question.seed, progression, harmony, key, ownBar, sectionsPlayed);
  const isDrop = moment?.section === 'drop';
  const layers = isDrop ? ALL_LAYERS : layersOf(question.seed, place, phrasesPlayed);
  const density = isDrop ? Math.max(DROP_DENSITY, question.density) : question.density;
  const isHalfTime = moment?.section === 'half-time';
  const own = count === 2 ? [since * 2, since * 2 + 1] : count === 0.5 ? [Math.floor(since / 2)] : [since];
  own.forEach((ownBar, index) => {
    const chord = chordIn(ownBar);
    const page: Page = {
      seed: question.seed,
      bar: ownBar,
      place:
        count === 0.5
          ? { ...place, isLastOfSection: place.barInSection >= 6, isFirstOfSection: place.barInSection < 2 }
          : placeInBar(place, index, own.length),
      sectionsPlayed,
      phrasesPlayed,
      layers,
      direction,
      entrances: question.entrances ?? NO_ENTRANCES,
      groove,
      harmony,
      key,
      chord,
      nextChord: chordIn(ownBar + 1),
      density: Math.max(0, Math.min(1, density + direction.mood.density * WORDS_ON_DENSITY)),
      framesPerBar: barFrames / count,
      events: [],
    };
    drummer = drummerOf(page);
    if (!question.muteDrums) (isHalfTime ? writeHalfDrums : writeDrums)(page);
    if (!question.muteBass) (isHalfTime ? writeHalfBass : writeBass)(page);
    voicing = writeChords(page, voicing);
    writeLead(page);
    writeAnswer(page);
    // Counting in half, this bar is one half of what has been written.
    const start = count === 2 ? index * page.framesPerBar : 0;
    const skipped = count === 0.5 ? (((since % 2) + 2) % 2) * barFrames : 0;
    for (const event of page.events) {
      if (direction.silent.includes(event.bus)) continue;
      const at = Math.round(event.at + start - skipped);
      if (at >= 0 && (count !== 0.5 || at < barFrames)) events.push({ ...event, at });
    }
    for (let beat = 0; beat < 4 / own.length; beat += 1) chords.push(chord.name);
  });
  const hasDrums = !question.muteDrums && !direction.silent.includes('drums');
  const played = shaped(events, { seed: question.seed, bar, plan: turned.plan, barFrames, drummer, hasDrums });
  return {
    events: played.sort((a, b) => a.at - b.at),
    section: moment?.section ?? place.section,
    chords: chords as unknown as ComposedBar['chords'],
    memory: { voicing },
    drummer,
  };
}

/** Crashes belong to the first, fills to the last of two bars that are counted within one. */
function placeInBar(place: Place, index: number, count: number): Place {
  return {
    ...place,
    isFirstOfSection: place.isFirstOfSection && index === 0,
    isLastOfSection: place.isLastOfSection && index === count - 1,
  };
}

/** How many bars of its own a style counts within one of the room's: beyond its tempi it counts double or half. */
function countOf({ bpm: [slowest, fastest] }: Style, bpm: number): 0.5 | 1 | 2 {
  if (bpm < slowest && bpm * 2 <= fastest * 1.12) return 2;
  if (bpm > fastest && bpm / 2 >= slowest * 0.88) return 0.5;
  return 1;
}
