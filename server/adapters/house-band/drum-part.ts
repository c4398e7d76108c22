// Writes the drums of one bar: the style's grid thinned or filled by density, shaped by the section, with fills at its end.
import { chance, pick } from './random.ts';
import { frameOf, PART, type Page, sounds } from './score.ts';
import { STYLES } from './styles/catalogue.ts';
import type { Style } from './styles/style.ts';

const HATS = new Set(['H', 'O', 'F', 'D', 'Q', 'V', 'B']);
const BACKBEAT = new Set(['S', 'C']);
const HEAVY = new Set(['K', 'S', 'C', 'T', 'M']);
/** A soft lane's steps in the order in which rising density wakes them. */
const FILLER_16 = [4, 8, 3, 6, 5, 9, 4, 7, 4, 8, 3, 6, 5, 9, 4, 7] as const;
const FILLER_12 = [4, 7, 6, 5, 9, 8, 4, 7, 6, 5, 9, 8] as const;
/** Step, length in steps, number of blows. */
const ROLLS = [
  [6, 2, 3],
  [14, 2, 4],
  [12, 4, 6],
  [2, 2, 6],
  [10, 2, 3],
] as const;

/** The style whose grid is played: one without drums borrows a soft beat when drums were asked for by name. */
export function drummerOf(page: Page): Style {
  const { groove, direction } = page;
  return direction.wantsDrums && (groove.kit === null || groove.id === 'ambient') ? STYLES['lo-fi'] : groove;
}

export function writeDrums(page: Page): void {
  const style = drummerOf(page);
  const { place, seed } = page;
  const grid = pick(style.drums, seed, place.era, PART.drums, place.section === 'chorus' ? 1 : 0);
  const fillFrom = fillStart(page, style, grid.stepsPerBar);
  const write = (drum: string, step: number, velocity: number, detune = 0) =>
    hit(page, style, drum, step, grid.stepsPerBar, velocity, detune);

  for (const lane of grid.lanes) {
    if (lane.parity !== null && lane.parity !== page.bar % 2) continue;
    if (!isAllowed(page, lane.drum)) continue;
    for (const { step, velocity, threshold } of lane.steps) {
      if (step >= fillFrom && (style.fill === 'cut' || !HATS.has(lane.drum))) continue;
      if (sounds(page, thinned(style, lane.drum, step, grid.stepsPerBar, threshold), lane.drum.charCodeAt(0), step))
        write(lane.drum, step, velocity);
    }
  }
  if (style.filler !== null && place.section !== 'intro' && isAllowed(page, style.filler)) {
    const order = grid.stepsPerBar === 12 ? FILLER_12 : FILLER_16;
    order.forEach((priority, step) => {
      if (step < fillFrom && sounds(page, priority / 10, PART.drums, step))
        write(style.filler as string, step, 0.24 + 0.14 * chance(seed, step, 5));
    });
  }
  if (style.rolls) writeRolls(page, style, fillFrom);
  if (fillFrom < grid.stepsPerBar) writeFill(page, style, fillFrom, grid.stepsPerBar);
  const isArrival = place.isFirstOfSection && place.section !== 'intro' && page.bar > 0;
  if (isArrival && style.filler !== null) write('Y', 0, place.section === 'chorus' ? 0.75 : 0.45);
}

function isAllowed({ place }: Page, drum: string): boolean {
  if (place.section === 'intro' && place.barInSection < 4) return !BACKBEAT.has(drum) && drum !== 'T';
  if (place.section === 'break') return place.barInSection >= 6 ? drum !== 'S' : !HEAVY.has(drum);
  return true;
}

/** Time-keepers lose their off-beats first; house and techno live on theirs, and so does the jazz ride. */
function thinned(style: Style, drum: string, step: number, stepsPerBar: number, threshold: number): number {
  if (!['H', 'D', 'Q', 'B'].includes(drum) || style.id === 'house' || style.id === 'techno' || (style.id === 'jazz' && drum === 'D'))
    return threshold;
  return Math.max(threshold, step % (stepsPerBar / 4) === 0 ? 0.1 : 0.2);
}

/** First step that belongs to the fill; beyond the bar when there is none. */
function fillStart({ place, seed, bar }: Page, style: Style, stepsPerBar: number): number {
  if (style.fill === 'none') return stepsPerBar;
  if (place.isLastOfSection) return place.section === 'break' || style.fill === 'snare' ? stepsPerBar / 2 : (stepsPerBar * 3) / 4;
  if (place.barInSection === 3 && style.fill !== 'timpani' && chance(seed, bar, PART.fill) < 0.35) return (stepsPerBar * 7) / 8;
  return stepsPerBar;
}

function writeFill(page: Page, style: Style, from: number, stepsPerBar: number): void {
  const count = Math.floor(stepsPerBar - from);
  for (let index = 0; index < count; index += 1) {
    const step = Math.ceil(from) + index;
    const rise = count > 1 ? index / (count - 1) : 1;
    // The order in which density wakes the blows: beats, then halves, then all.
    const threshold = step % 4 === 0 ? 0 : step % 2 === 0 ? 0.2 : 0.5;
    if (style.fill === 'cut') {
      if (index === 0) hit(page, style, 'K', step, stepsPerBar, 0.9, 0);
      else if (index >= count - 2 && sounds(page, 0.4, PART.fill, step)) hit(page, style, 'R', step, stepsPerBar, 0.5, 0);
      continue;
    }
    if (!sounds(page, threshold, PART.fill, step)) continue;
    if (style.fill === 'toms') hit(page, style, 'T', step, stepsPerBar, 0.6 + 0.35 * rise, 5 - 9 * rise);
    else if (style.fill === 'timpani') hit(page, style, 'M', step, stepsPerBar, 0.4 + 0.5 * rise, 0);
    else hit(page, style, index % 3 === 2 ? 'T' : 'S', step, stepsPerBar, 0.35 + 0.5 * rise, 2 * rise);
  }
}

function writeRolls(page: Page, style: Style, fillFrom: number): void {
  if (page.place.section === 'break' || page.place.section === 'intro') return;
  ROLLS.forEach(([start, length, blows], index) => {
    const isChosen = chance(page.seed, page.bar, PART.fill, index) < 0.45;
    if (!isChosen || start + length > fillFrom || !sounds(page, 0.3 + index * 0.12, PART.fill, start)) return;
    for (let blow = 1; blow < blows; blow += 1) hit(page, style, 'H', start + (length * blow) / blows, 16, 0.35 + (0.5 * blow) / blows, 0);
  });
}

function hit(page: Page, style: Style, drum: string, step: number, stepsPerBar: number, velocity: number, detune: number): void {
  const { late } = style;
  const lateMs = BACKBEAT.has(drum) ? late.snare : HATS.has(drum) ? late.hats : late.drums;
  const { energy } = page.direction.mood;
  const lift = page.place.section === 'chorus' ? 1.04 : page.place.section === 'verse' ? 0.97 : 0.88;
  const human = 1 + (chance(page.seed, page.bar, drum.charCodeAt(0), Math.round(step * 6)) - 0.5) * 0.16;
  page.events.push({
    at: frameOf(page, step, stepsPerBar, lateMs, drum.charCodeAt(0)),
    bus: 'drums',
    drum,
    sound: null,
    midi: detune,
    frames: 0,
    pan: 0,
    fromMidi: 0,
    velocity: Math.min(1, velocity * lift * human * (1 + energy * 0.12)),
  });
}
