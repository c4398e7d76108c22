// Writes chords, the pad beneath them and the figure that runs through their notes.
import { colourOf, hasEntered, patternOf, phraseChance, playerOf } from './arrangement.ts';
import { soundFor } from './conductor.ts';
import { type RiffNote, readRiff } from './grid.ts';
import { inverted, suspended, voice } from './harmony.ts';
import { chance, pick } from './random.ts';
import { featured, frameOf, lengthFactor, note, PART, type Page, type ScoreEvent, sounds } from './score.ts';
import type { SoundName } from './sounds/sounds.ts';

/** Sounds that need time to speak: they hold chords whatever the rhythm says. */
const SUSTAINED: ReadonlySet<SoundName> = new Set(['warm-pad', 'wide-pad', 'choir', 'strings']);
const PLAIN_FIGURE = [readRiff('0:0/2 3:1/2 6:2/2 8:3/2 11:2/2 14:1/2'), readRiff('0:0/2 2:2/2 4:1/2 8:3/2 10:2/2 14:1/2')];
const BED = 0.9;
const FIGURE_RANGE = { low: 60, high: 81, velocity: 0.5, from: 0.2 };
const INTRO_FROM = 0.1;
/** How a held chord moves within its bar. */
const MOTIONS = ['inversion', 'broken', 'suspension', 'swell'] as const;
type Motion = (typeof MOTIONS)[number];
type Feature = Partial<Pick<ScoreEvent, 'gain' | 'like'>>;

/** Returns the voicing, from which the next chord moves on. */
export function writeChords(page: Page, previous: readonly number[] | null): readonly number[] {
  const { harmony, direction } = page;
  const { chords } = harmony;
  const voicing = voice(page.chord, chords.low, chords.high, previous);
  const sound = soundFor(direction, 'chords', chords.sound);
  if (sound === null) return voicing;
  if (hasEntered(page, 'chords')) comp(page, sound, voicing);
  writePad(page, sound, voicing);
  writeFigure(page);
  return voicing;
}

function comp(page: Page, sound: SoundName, voicing: readonly number[]): void {
  const { harmony, place, seed } = page;
  const { chords, stepsPerBar, late } = harmony;
  const loudness = chords.velocity * (place.section === 'chorus' ? 1.05 : 0.97);
  const feature = featured(page, 'chords', chords.sound);
  // Over a held bed, what is struck is asked for in addition: the bed stays.
  if (SUSTAINED.has(chords.sound) && !SUSTAINED.has(sound) && !page.direction.banned.includes(chords.sound))
    hold(page, chords.sound, voicing, loudness * BED, chords.strumMs, 2);
  if (SUSTAINED.has(sound) || place.section === 'break') {
    hold(page, sound, voicing, loudness, chords.strumMs, 0, feature);
    return;
  }
  const stepFrames = page.framesPerBar / stepsPerBar;
  rhythmOf(page).forEach((hit, index) => {
    const threshold = index === 0 ? 0 : hit.threshold;
    if (!sounds(page, threshold, PART.chords, hit.step)) return;
    const at = frameOf(page, hit.step, stepsPerBar, late.music, PART.chords);
    const touch = 0.92 + 0.16 * chance(seed, page.bar, PART.chords, hit.step, 3);
    strum(
      page,
      sound,
      voicing,
      at,
      loudness * touch,
      hit.length * stepFrames * Math.min(1.05, 0.92 * lengthFactor(page)),
      chords.strumMs,
      feature,
    );
  });
}

/** The section's rhythm, another one at the end of some phrases; who improvises has a new one in every bar. */
function rhythmOf(page: Page): readonly RiffNote[] {
  const { harmony, place, seed, bar } = page;
  const { rhythms } = harmony.chords;
  const isOther = harmony.bass.walks || (place.barInSection % 4 === 3 && chance(seed, bar, PART.chords, 4) < 0.5);
  const rhythm = isOther ? pick(rhythms, seed, bar, PART.chords) : patternOf(rhythms, page, PART.chords);
  return rhythm[bar % rhythm.length] ?? [];
}

/** The pad of the style, or that of a guest where the style has none or rests; beneath chords that are held themselves it lies an octave up. */
function writePad(page: Page, chordSound: SoundName, voicing: readonly number[]): void {
  const { harmony, direction, layers, place } = page;
  const lender = colourOf(page);
  const pad = lender?.pad ?? harmony.pad;
  if (pad === undefined || direction.banned.includes(pad.sound)) return;
  if (!layers.has('pad') && lender?.pad === undefined) return;
  if (SUSTAINED.has(chordSound)) {
    if (sounds(page, 0.4, PART.chords, 98)) {
      hold(
        page,
        pad.sound,
        voicing.map((midi) => midi + 12),
        pad.velocity * 0.7,
        0,
        1,
      );
    }
  } else if (page.density >= 0.15 && (place.section !== 'verse' || sounds(page, 0.35, PART.chords, 99))) {
    hold(page, pad.sound, voicing, pad.velocity, 0, 1);
  }
}

/** A chord through the bar. From a little density on it does not lie still: it turns over, opens, resolves or swells. */
function hold(
  page: Page,
  sound: SoundName,
  voicing: readonly number[],
  loudness: number,
  strumMs: number,
  salt: number,
  feature: Feature = {},
): void {
  const { harmony, chord, key, seed, bar } = page;
  const { stepsPerBar } = harmony;
  const stepFrames = page.framesPerBar / stepsPerBar;
  const late = harmony.late.music;
  const motion: Motion = MOTIONS[Math.floor(phraseChance(page, PART.chords, salt) * MOTIONS.length)] ?? 'inversion';
  const at = (step: number) => frameOf(page, step, stepsPerBar, late, PART.chords);
  if (motion === 'broken') {
    voicing.forEach((midi, index) => {
      const later = (index * stepsPerBar) / 8;
      const step = sounds(page, 0.2 + 0.06 * index, PART.chords, 60 + index) ? later : 0;
      strum(page, sound, [midi], at(step), loudness, (stepsPerBar - step) * stepFrames, 0, feature);
    });
    return;
  }
  const turn = (sounds(page, 0.25, PART.chords, 70 + salt) ? 0.5 : 1) * stepsPerBar;
  const lift = motion === 'swell' && turn < stepsPerBar && sounds(page, 0.6, PART.chords, 80 + salt) ? 0.75 * stepsPerBar : stepsPerBar;
  const first = motion === 'suspension' && turn < stepsPerBar ? suspended(voicing, chord, key) : voicing;
  const second = motion === 'inversion' && chance(seed, bar, PART.chords, salt, 6) < 0.7 ? inverted(voicing, harmony.chords.high) : voicing;
  const start = motion === 'swell' ? 0.82 : 1;
  strum(page, sound, first, at(0), loudness * start, turn * stepFrames, strumMs, feature);
  if (turn < stepsPerBar) strum(page, sound, second, at(turn), loudness * (start + 1) * 0.5, (lift - turn) * stepFrames, strumMs, feature);
  if (lift < stepsPerBar) strum(page, sound, second, at(lift), loudness, (stepsPerBar - lift) * stepFrames, strumMs, feature);
}

function strum(
  page: Page,
  sound: SoundName,
  voicing: readonly number[],
  at: number,
  velocity: number,
  frames: number,
  strumMs: number,
  feature: Feature,
): void {
  voicing.forEach((midi, index) => {
    const spread = voicing.length > 1 ? index / (voicing.length - 1) - 0.5 : 0;
    // The top note carries the tune of the harmony, so it is a little louder.
    const weight = index === voicing.length - 1 ? 1 : 0.9;
    note(page, 'music', sound, {
      at: at + Math.round((index * strumMs * 48) / voicing.length),
      midi,
      velocity: velocity * weight,
      frames,
      pan: spread * 0.5,
      ...feature,
    });
  });
}

function writeFigure(page: Page): void {
  const { harmony, place, direction, seed, layers } = page;
  const asked = direction.sounds.figure;
  const lender = asked === null ? colourOf(page) : null;
  const style = lender?.figure ? lender : harmony;
  const own = style.figure;
  const sound = asked ?? (own && playerOf(own.sound, own.others ?? [], page, PART.figure));
  if (sound === null || (asked === null && (direction.banned.includes(sound) || !hasEntered(page, 'figure')))) return;
  // Asked for by name, or a guest's, it plays in every phrase.
  if (asked === null && style === harmony && !layers.has('figure')) return;
  const { low, high, velocity, from } = own ?? FIGURE_RANGE;
  // While there is little else, the figure does not wait for density.
  const begins = asked !== null ? 0 : place.section === 'intro' ? Math.min(from, INTRO_FROM) : from;
  const riff = patternOf(own?.riffs ?? PLAIN_FIGURE, page, PART.figure);
  const lift = (Math.round(direction.mood.register) + (layers.has('high') && asked === null ? 1 : 0)) * 12;
  const ladder = ladderOf(page, low + lift, high + lift);
  const feature = featured(page, 'figure', own?.sound ?? null);
  const stepFrames = page.framesPerBar / style.stepsPerBar;
  for (const { step, length, degree, threshold } of varied(page, riff[page.bar % riff.length] ?? [], style.stepsPerBar)) {
    if (step >= style.stepsPerBar || !sounds(page, begins + threshold * (1 - begins), PART.figure, step)) continue;
    const midi = ladder[degree % ladder.length];
    if (midi === undefined) continue;
    const accent = step % 4 === 0 ? 1.08 : 0.9 + 0.15 * chance(seed, page.bar, PART.figure, step);
    note(page, 'music', sound, {
      at: frameOf(page, step, style.stepsPerBar, harmony.late.music, PART.figure),
      midi,
      velocity: velocity * accent * (place.section === 'intro' ? 1.15 : 1),
      frames: length * stepFrames * 0.9 * lengthFactor(page),
      pan: step % 8 < 4 ? -0.4 : 0.4,
      ...feature,
    });
  }
}

interface FigureNote extends Omit<RiffNote, 'degree'> {
  readonly degree: number;
}

/** A figure stays itself for a phrase and comes back turned upside down, moved by half a bar or climbing on. */
function varied(page: Page, riff: readonly RiffNote[], stepsPerBar: number): readonly FigureNote[] {
  const kind = Math.floor(phraseChance(page, PART.figure) * 4);
  const notes = riff.map((note) => ({ ...note, degree: Number(note.degree) }));
  const top = Math.max(0, ...notes.map(({ degree }) => degree));
  // The bar that ends a phrase does not do what the others did.
  const isUpsideDown = (kind === 1) !== (page.place.barInSection % 4 === 3);
  return notes.map((note) => ({
    ...note,
    degree: isUpsideDown ? top - note.degree : kind === 3 ? note.degree + 1 : note.degree,
    step: kind === 2 ? (note.step + stepsPerBar / 2) % stepsPerBar : note.step,
  }));
}

/** The chord's notes between two bounds, lowest first. */
function ladderOf({ chord }: Page, low: number, high: number): readonly number[] {
  const classes = chord.tones.map((tone) => (chord.root + tone) % 12);
  return Array.from({ length: high - low + 1 }, (_, index) => low + index).filter((midi) => classes.includes(midi % 12));
}
