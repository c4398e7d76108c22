// Writes the lead: a motif of two bars for each section and round, stated, moved, developed and brought to rest.
import { hasEntered, playerOf } from './arrangement.ts';
import { soundFor } from './conductor.ts';
import { melodyNote } from './harmony.ts';
import { developed, type Motif, motifOf, type Treatment } from './motif.ts';
import { chance, hash, pick } from './random.ts';
import { featured, frameOf, isEntering, lengthFactor, note, PART, type Page, sounds } from './score.ts';
import { FADING } from './sounds/loudness.ts';
import type { SoundName } from './sounds/sounds.ts';

/** What is bowed or blown in the place of what is struck needs time to speak. */
const SPEAKING_FRAMES = 10_560;
/** What becomes of the motif's two bars, and how far they are moved, in scale steps. */
type Development = readonly [Treatment, number];
const PLANS: readonly (readonly [Development, Development, Development, Development])[] = [
  [
    ['statement', 0],
    ['statement', 1],
    ['statement', 0],
    ['fragment', 2],
  ],
  [
    ['statement', 0],
    ['inversion', 0],
    ['ornament', 0],
    ['statement', 2],
  ],
  [
    ['statement', 0],
    ['displacement', 0],
    ['statement', 2],
    ['augmentation', 0],
  ],
  [
    ['ornament', 0],
    ['statement', -1],
    ['inversion', 2],
    ['statement', 0],
  ],
  [
    ['statement', 0],
    ['fragment', 1],
    ['displacement', 0],
    ['ornament', 1],
  ],
  [
    ['augmentation', 0],
    ['statement', 0],
    ['statement', 1],
    ['inversion', 1],
  ],
  [
    ['statement', 2],
    ['statement', 1],
    ['fragment', 0],
    ['statement', 0],
  ],
];
/** Bars that rest first when the lead leaves room: the ends of its phrases. */
const REST_ORDER = [7, 3, 2, 6, 5, 1, 4, 0] as const;
/** In an intro it states its motif and leaves room for those who enter. */
const INTRO_RESTS: readonly number[] = [2, 3, 6];

export function writeLead(page: Page): void {
  const { harmony, place, direction } = page;
  const { lead, stepsPerBar } = harmony;
  if (!hasEntered(page, 'lead') || leadRests(page)) return;
  const player = soundFor(direction, 'lead', playerOf(lead.sound, lead.others ?? [], page, PART.lead));
  if (player === null) return;
  const sound: SoundName = player;
  const motif = isEntering(page, 'lead') ? introduced(leadMotif(page), stepsPerBar) : leadMotif(page);
  const lift = Math.round(direction.mood.register) * 12;
  const range = { low: lead.low + lift, high: lead.high + lift, isPentatonic: lead.pentatonic };
  const stepFrames = page.framesPerBar / stepsPerBar;
  const loudness = lead.velocity * (place.section === 'chorus' ? 1.08 : 0.95);
  const drawn = motifSeed(page);
  const feature = featured(page, 'lead', lead.sound);
  const shortest = FADING.has(lead.sound) && !FADING.has(player) ? SPEAKING_FRAMES : 0;
  let last = 0;
  motif.forEach(({ step, length, degree, threshold }, index) => {
    const isEnd = index === motif.length - 1;
    const isStrong = step % (stepsPerBar / 4) === 0 || isEnd;
    const midi = melodyNote(page, degree, range, isEnd ? endOf(place.barInSection) : isStrong ? 'chord' : 'free');
    if (sounds(page, threshold, PART.lead, step)) {
      play(step, length, midi, 1);
      last = midi;
    }
    const room = (motif[index + 1]?.step ?? stepsPerBar) - step;
    // At high density long notes are broken up by neighbours.
    if (room >= 3 && sounds(page, 0.66, PART.lead, step + 50))
      play(step + Math.floor(room / 2) + 1, 1, melodyNote(page, degree + 1, range, 'free'), 0.75);
  });

  function play(step: number, length: number, midi: number, weight: number): void {
    note(page, 'lead', sound, {
      at: frameOf(page, step, stepsPerBar, harmony.late.lead, PART.lead),
      midi,
      velocity: loudness * weight * (0.93 + 0.14 * chance(drawn, step)),
      frames: Math.max(shortest, length * stepFrames * Math.min(1.2, 0.92 * lengthFactor(page))),
      fromMidi: last > 0 && Math.abs(last - midi) <= 4 ? last : 0,
      pan: 0.08,
      ...feature,
    });
  }
}

/** What the lead has to say in this bar, whether or not it plays. */
export function leadMotif(page: Page): Motif {
  const { harmony, place, seed } = page;
  const half = place.barInSection % 2;
  const plan = PLANS[(hash(seed, place.era, PART.lead, 9) + page.sectionsPlayed) % PLANS.length] as (typeof PLANS)[number];
  const [treatment, shift] = plan[Math.floor(place.barInSection / 2)] ?? plan[0];
  const drawn = motifSeed(page);
  const motif = motifOf(pick(harmony.lead.cells, drawn, half), drawn, half);
  // Two bars that are one phrase: what is stretched over both is the first of them.
  const whole = treatment === 'augmentation' && half === 1 ? motifOf(pick(harmony.lead.cells, drawn, 0), drawn, 0) : motif;
  return developed(whole, treatment, half, harmony.stepsPerBar).map((note) => ({ ...note, degree: note.degree + shift }));
}

/** Who has just come introduces itself: every beat but the last has a note from somewhere, and none of them waits for density. */
function introduced(motif: Motif, stepsPerBar: number): Motif {
  const beat = stepsPerBar / 4;
  const free = [0, 1, 2].map((index) => index * beat).filter((from) => !motif.some(({ step }) => step >= from && step < from + beat));
  const home = motif[0]?.degree ?? 0;
  const said = motif.map((note) => ({ ...note, threshold: 0 }));
  const more = free.map((step) => ({ step, length: beat, degree: home + (step === beat ? 1 : 2), threshold: 0 }));
  return [...said, ...more].sort((a, b) => a.step - b.step);
}

/** Whether the lead leaves this bar free: hardly in choruses, at the ends of its phrases elsewhere; asked for by name it rests little. */
export function leadRests(page: Page): boolean {
  const { place, harmony, seed, sectionsPlayed, direction } = page;
  const { section, barInSection } = place;
  if (isEntering(page, 'lead')) return false;
  const isAsked = direction.sounds.lead !== null;
  if (section === 'intro') return !isAsked && INTRO_RESTS.includes(barInSection);
  const rest = section === 'chorus' ? 0.13 : section === 'break' ? 0.5 : harmony.lead.rest;
  const silentBars = Math.round((isAsked ? Math.min(rest, 0.25) : rest) * 8);
  const turned = chance(seed, sectionsPlayed, PART.section) < 0.5 ? barInSection : (barInSection + 2) % 8;
  return REST_ORDER.slice(0, silentBars).includes(turned as (typeof REST_ORDER)[number]);
}

const motifSeed = ({ seed, place }: Page): number => hash(seed, place.era, PART.lead, place.section === 'chorus' ? 1 : 0);

/** Every second bar asks, and the next pair answers: open ends first, at rest after them. */
function endOf(barInSection: number): 'chord' | 'open' | 'home' {
  const bar = barInSection % 4;
  return bar === 1 ? 'open' : bar === 3 ? 'home' : 'chord';
}
