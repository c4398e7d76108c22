// Writes the drums of one bar: the style's grid thinned or filled by density, shaped by the section, with fills at its end.
import { hasEntered, patternOf, phraseChance } from './arrangement.ts';
import type { Grid, GridLane, GridStep } from './grid.ts';
import { chance } from './random.ts';
import { featured, frameOf, PART, type Page, sounds } from './score.ts';
import { STYLES } from './styles/catalogue.ts';
import type { Style } from './styles/style.ts';

/** Letters that keep time. */
export const HATS: ReadonlySet<string> = new Set(['H', 'O', 'F', 'D', 'Q', 'V', 'B']);
const BACKBEAT = new Set(['S', 'C']);
const HEAVY = new Set(['K', 'S', 'C', 'T', 'M']);
/** What hands play beside the kit: a guest's join the groove's own, its other drums only where the groove has none. */
const HAND_DRUMS = new Set(['G', 'Q', 'B', 'R']);
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
/** A lane all of whose steps wait for this density is a colour: colours take turns to rest. */
const COLOUR_FROM = 0.3;
/** They carry the time and do not rest. */
const PILLARS = new Set(['K', 'H', 'D']);
/** Steps that wait for this density may fall beside their place. */
const LOOSE_FROM = 0.4;
/** By which share of the way to full density a guest's step wakes later for each level that it lacks, and how loud each level is. */
const GUEST_WAITS = 0.12;
const GUEST_LOUDNESS = [0, 0.7, 0.85, 1] as const;

/** The style whose grid is played: one without drums borrows a soft beat when drums were asked for by name. */
export function drummerOf(page: Page): Style {
  const { groove, direction } = page;
  return direction.wantsDrums && (groove.kit === null || groove.id === 'ambient') ? STYLES['lo-fi'] : groove;
}

export function writeDrums(page: Page): void {
  if (!hasEntered(page, 'drums')) return;
  const style = drummerOf(page);
  const { place, seed } = page;
  const grid = patternOf(style.drums, page, PART.drums);
  const { stepsPerBar } = grid;
  const fillFrom = fillStart(page, style, stepsPerBar);
  const write = (drum: string, step: number, velocity: number, detune = 0) => hit(page, style, drum, step, stepsPerBar, velocity, detune);

  const resting = restingLane(page, grid);
  for (const lane of grid.lanes) {
    if (lane === resting || !isHeard(page, lane)) continue;
    for (const written of lane.steps) {
      const { velocity, threshold } = written;
      const step = placed(page, lane, written, stepsPerBar);
      if (step >= fillFrom && (style.fill === 'cut' || !HATS.has(lane.drum))) continue;
      if (sounds(page, thinned(style, lane.drum, step, stepsPerBar, threshold), lane.drum.charCodeAt(0), step))
        write(lane.drum, step, velocity);
    }
  }
  if (style.filler !== null && place.section !== 'intro' && isAllowed(page, style.filler)) {
    const order = stepsPerBar === 12 ? FILLER_12 : FILLER_16;
    order.forEach((priority, step) => {
      if (step < fillFrom && sounds(page, priority / 10, PART.drums, step))
        write(style.filler as string, step, 0.24 + 0.14 * chance(seed, step, 5));
    });
  }
  writeGuest(page, style, grid, fillFrom / stepsPerBar);
  if (style.rolls) writeRolls(page, style, fillFrom);
  if (fillFrom < stepsPerBar) writeFill(page, style, fillFrom, stepsPerBar);
  const isArrival = place.isFirstOfSection && place.section !== 'intro' && page.bar > 0;
  if (isArrival && style.filler !== null) write('Y', 0, place.section === 'chorus' ? 0.75 : 0.45);
}

function isHeard(page: Page, { drum, parity }: GridLane): boolean {
  return (parity === null || parity === page.bar % 2) && isAllowed(page, drum);
}

function isAllowed(page: Page, drum: string): boolean {
  const { section, barInSection } = page.place;
  if (section === 'intro') return hasEntered(page, 'backbeat') || (!BACKBEAT.has(drum) && drum !== 'T');
  if (section === 'break') return barInSection >= 6 ? drum !== 'S' : !HEAVY.has(drum);
  return true;
}

/** The colour that is silent for this phrase; in some phrases nobody. */
function restingLane(page: Page, { lanes }: Grid): GridLane | null {
  const colours = lanes.filter(({ drum, steps }) => !PILLARS.has(drum) && steps.every(({ threshold }) => threshold >= COLOUR_FROM));
  return colours[Math.floor(phraseChance(page, PART.drums) * (colours.length + 1))] ?? null;
}

/** Where a step falls in this bar: in every second one, what is least needed may come a step early or late. */
function placed({ seed, bar, place }: Page, { drum, steps }: GridLane, { step, threshold }: GridStep, stepsPerBar: number): number {
  if (threshold < LOOSE_FROM || place.barInSection % 2 === 0) return step;
  const draw = chance(seed, bar, drum.charCodeAt(0), step, 13);
  const moved = draw < 0.15 ? step - 1 : draw > 0.85 ? step + 1 : step;
  const isFree = moved >= 0 && moved < stepsPerBar && !steps.some((other) => other.step === moved);
  return isFree ? moved : step;
}

/** The hats and hand drums of a guest, in the groove's own swing. */
function writeGuest(page: Page, style: Style, own: Grid, fillFrom: number): void {
  const guest = page.direction.guests.rhythm;
  if (guest === null) return;
  const lender = STYLES[guest.id];
  const grid = patternOf(lender.drums, page, PART.drums);
  const { stepsPerBar } = grid;
  const waits = (3 - guest.level) * GUEST_WAITS;
  const loudness = GUEST_LOUDNESS[guest.level];
  const hasBackbeat = own.lanes.some(({ drum }) => BACKBEAT.has(drum) || drum === 'R');
  const lend = (drum: string, step: number, velocity: number, threshold: number) => {
    const isTaken = own.lanes.some(
      (lane) => lane.drum === drum && lane.steps.some((taken) => taken.step / own.stepsPerBar === step / stepsPerBar),
    );
    if (isTaken || step / stepsPerBar >= fillFrom || !isAllowed(page, drum)) return;
    const least = Math.max(0.1, threshold);
    if (sounds(page, least + (1 - least) * waits, drum.charCodeAt(0), step + 100))
      hit(page, style, drum, step, stepsPerBar, velocity * loudness, 0);
  };
  for (const { drum, parity, steps } of grid.lanes) {
    const isMissing = drum !== 'K' && !own.lanes.some((lane) => lane.drum === drum) && !(hasBackbeat && BACKBEAT.has(drum));
    if ((!HAND_DRUMS.has(drum) && !isMissing) || (parity !== null && parity !== page.bar % 2)) continue;
    for (const { step, velocity, threshold } of steps) lend(drum, step, velocity, threshold);
  }
  if (lender.filler === null || !HAND_DRUMS.has(lender.filler) || stepsPerBar === 12) return;
  FILLER_16.forEach((priority, step) => {
    lend(lender.filler as string, step, 0.3, priority / 10);
  });
}

/** Time-keepers lose their off-beats first; house and techno live on theirs, and so does the jazz ride. */
function thinned(style: Style, drum: string, step: number, stepsPerBar: number, threshold: number): number {
  if (!['H', 'D', 'Q', 'B'].includes(drum) || style.id === 'house' || style.id === 'techno' || (style.id === 'jazz' && drum === 'D'))
    return threshold;
  return Math.max(threshold, step % (stepsPerBar / 4) === 0 ? 0.1 : 0.2);
}

/** First step that belongs to the fill; beyond the bar when there is none. Every second section ends with a longer one. */
function fillStart({ place, seed, bar, sectionsPlayed }: Page, style: Style, stepsPerBar: number): number {
  if (style.fill === 'none') return stepsPerBar;
  if (place.isLastOfSection) {
    const isLong = place.section === 'break' || style.fill === 'snare' || (sectionsPlayed % 2 === 1 && style.fill !== 'cut');
    return isLong ? stepsPerBar / 2 : (stepsPerBar * 3) / 4;
  }
  if (place.barInSection === 3 && style.fill !== 'timpani' && chance(seed, bar, PART.fill) < 0.35) return (stepsPerBar * 7) / 8;
  return stepsPerBar;
}

function writeFill(page: Page, style: Style, from: number, stepsPerBar: number): void {
  const { seed, bar } = page;
  const count = Math.floor(stepsPerBar - from);
  // No two fills are alike: each leaves out other blows, and the drums go down or up.
  const isRising = chance(seed, bar, PART.fill, 7) < 0.35;
  const every = 2 + Math.floor(chance(seed, bar, PART.fill, 8) * 3);
  for (let index = 0; index < count; index += 1) {
    const step = Math.ceil(from) + index;
    const rise = count > 1 ? index / (count - 1) : 1;
    // The order in which density wakes the blows: beats, then halves, then all.
    const threshold = step % 4 === 0 ? 0 : step % 2 === 0 ? 0.2 : 0.5;
    if (style.fill === 'cut') {
      if (index === 0) hit(page, style, 'K', step, stepsPerBar, 0.9, 0);
      else if (index >= count - every && sounds(page, 0.4, PART.fill, step)) hit(page, style, 'R', step, stepsPerBar, 0.5, 0);
      continue;
    }
    const isLeftOut = step % 4 !== 0 && chance(seed, bar, PART.fill, step, 9) < 0.25;
    if (isLeftOut || !sounds(page, threshold, PART.fill, step)) continue;
    if (style.fill === 'toms') hit(page, style, 'T', step, stepsPerBar, 0.6 + 0.35 * rise, isRising ? 9 * rise - 4 : 5 - 9 * rise);
    else if (style.fill === 'timpani') hit(page, style, 'M', step, stepsPerBar, 0.4 + 0.5 * rise, 0);
    else hit(page, style, index % every === every - 1 ? 'T' : 'S', step, stepsPerBar, 0.35 + 0.5 * rise, 2 * rise);
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
    ...featured(page, 'drums', null),
    velocity: Math.min(1, velocity * lift * human * (1 + energy * 0.12)),
  });
}
