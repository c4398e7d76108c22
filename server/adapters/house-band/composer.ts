// Writes one bar of music for the whole band. Pure: the same question and memory give the same bar, however often it is asked.
import type { Scale } from '../../domain/steering.ts';
import { writeBass } from './bass-part.ts';
import { writeChords } from './chord-part.ts';
import type { Direction } from './conductor.ts';
import { drummerOf, writeDrums } from './drum-part.ts';
import { type Place, placeOf } from './form.ts';
import { type Chord, type Key, keyOf, readChord } from './harmony.ts';
import { writeLead } from './lead-part.ts';
import { pick } from './random.ts';
import { PART, type Page, type ScoreEvent } from './score.ts';
import { STYLES } from './styles/catalogue.ts';
import type { Progression, Style } from './styles/style.ts';

export interface BarQuestion {
  readonly seed: number;
  /** Counts from 0 since the engine started. */
  readonly bar: number;
  /** The bar at which the running style took over. */
  readonly origin: number;
  readonly bpm: number;
  readonly barFrames: number;
  readonly direction: Direction;
  readonly density: number;
  readonly scale: Scale;
  readonly muteBass: boolean;
  readonly muteDrums: boolean;
}

/** What a bar hands on to the next: the last voicing, `null` at the beginning. */
export interface ComposerMemory {
  readonly voicing: readonly number[] | null;
}

export interface ComposedBar {
  /** Earliest first. */
  readonly events: readonly ScoreEvent[];
  readonly section: Place['section'];
  /** The chord at each of the four beats. */
  readonly chords: readonly [string, string, string, string];
  readonly memory: ComposerMemory;
  /** Whose drums they are; the band takes its kit from it. */
  readonly drummer: Style;
}

const AGAINST_TYPE = 0.3;
/** The room's fader rules; words bend it. */
const WORDS_ON_DENSITY = 0.3;

export function composeBar(question: BarQuestion, memory: ComposerMemory): ComposedBar {
  const { bar, origin, bpm, barFrames, direction } = question;
  const groove = STYLES[direction.groove];
  const harmony = STYLES[direction.harmony];
  const place = placeOf(bar, origin);
  const isBright = harmony.modes.isBright ? direction.mood.valence > -AGAINST_TYPE : direction.mood.valence > AGAINST_TYPE;
  const progression = progressionOf(question, harmony, place, isBright);
  const key = keyOf(question.scale, progression.mode);
  const count = countOf(groove, bpm);
  const events: ScoreEvent[] = [];
  const chords: string[] = [];
  let voicing = memory.voicing;
  let drummer = groove;

  const since = bar - origin;
  const own = count === 2 ? [since * 2, since * 2 + 1] : count === 0.5 ? [Math.floor(since / 2)] : [since];
  own.forEach((ownBar, index) => {
    const chord = chordAt(progression, harmony, key, ownBar);
    const page: Page = {
      seed: question.seed,
      bar: ownBar,
      place:
        count === 0.5
          ? { ...place, isLastOfSection: place.barInSection >= 6, isFirstOfSection: place.barInSection < 2 }
          : placeInBar(place, index, own.length),
      direction,
      groove,
      harmony,
      key,
      chord,
      nextChord: chordAt(progression, harmony, key, ownBar + 1),
      density: Math.max(0, Math.min(1, question.density + direction.mood.density * WORDS_ON_DENSITY)),
      framesPerBar: barFrames / count,
      events: [],
    };
    drummer = drummerOf(page);
    if (!question.muteDrums) writeDrums(page);
    if (!question.muteBass) writeBass(page);
    voicing = writeChords(page, voicing);
    writeLead(page);
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
  events.sort((a, b) => a.at - b.at);
  return { events, section: place.section, chords: chords as unknown as ComposedBar['chords'], memory: { voicing }, drummer };
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

/** Choruses have their own; with each round of the form come others. */
function progressionOf({ seed }: BarQuestion, harmony: Style, place: Place, isBright: boolean): Progression {
  return pick(isBright ? harmony.bright : harmony.dark, seed, place.era, PART.harmony, place.section === 'chorus' ? 1 : 0);
}

function chordAt({ chords }: Progression, harmony: Style, key: Key, ownBar: number): Chord {
  return readChord(chords[Math.floor(ownBar / harmony.barsPerChord) % chords.length] as string, key);
}
