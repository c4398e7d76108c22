// Writes drums and bass of one bar at half speed: the blows and the riff take twice as long, while hats, rides and shakers keep time.
// Leaves chords and lead alone.
import { writeBass } from './bass-part.ts';
import { HATS, writeDrums } from './drum-part.ts';
import type { Page, ScoreEvent } from './score.ts';

/** A blow this early in a bar stands on its first beat, as a part of the bar. */
const FIRST_BEAT = 1 / 8;

/** Two bars share one that is written twice as long. */
export function writeHalfDrums(page: Page): void {
  const { place } = page;
  const ordinary: Page = { ...page, events: [] };
  writeDrums(ordinary);
  page.events.push(...ordinary.events.filter(({ drum }) => isTimeKeeper(drum)));

  const half = page.bar % 2;
  const slow: Page = {
    ...page,
    bar: Math.floor(page.bar / 2),
    place: { ...place, isFirstOfSection: place.barInSection < 2, isLastOfSection: place.barInSection >= 6 },
    framesPerBar: page.framesPerBar * 2,
    events: [],
  };
  writeDrums(slow);
  for (const event of slow.events) {
    const at = event.at - half * page.framesPerBar;
    if (isTimeKeeper(event.drum) || at < 0 || at >= page.framesPerBar) continue;
    // A backbeat that was on the third beat already would come down on a first one.
    const isDisplaced = (event.drum === 'S' || event.drum === 'C') && at < page.framesPerBar * FIRST_BEAT;
    page.events.push({ ...event, at: isDisplaced ? at + page.framesPerBar / 2 : at });
  }
}

/** Each bar has the first half of its riff: the chord may change with the next. */
export function writeHalfBass(page: Page): void {
  const slow: Page = { ...page, framesPerBar: page.framesPerBar * 2, events: [] };
  writeBass(slow);
  for (const event of slow.events) {
    const left = page.framesPerBar - event.at;
    if (left > 0) page.events.push({ ...event, frames: Math.min(event.frames, Math.round(left)) });
  }
}

function isTimeKeeper(drum: ScoreEvent['drum']): boolean {
  return drum !== null && HATS.has(drum);
}
