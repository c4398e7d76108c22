// Writes the bass of one bar: the section's riff on the running chord, or a walk towards the next one, with a turn at the end of a phrase.
import { hasEntered, patternOf } from './arrangement.ts';
import { soundFor } from './conductor.ts';
import { type RiffNote, readRiff } from './grid.ts';
import { nearest } from './harmony.ts';
import { chance, pick } from './random.ts';
import { featured, frameOf, lengthFactor, note, PART, type Page, sounds } from './score.ts';
import { FADING } from './sounds/loudness.ts';
import { STYLES } from './styles/catalogue.ts';
import type { Style } from './styles/style.ts';

/** Scale steps above the chord's root. */
const DEGREES: Readonly<Record<string, number>> = { '2': 1, b3: 2, '3': 2, '4': 3, '5': 4, '6': 5, b7: 6, '8': 7 };
const STEADY = [readRiff('0:R>/5 6:R/2 8:R/4 12:5/3')[0] ?? [], readRiff('0:R>/3 3:R/3 6:R/3 9:5/3', 12)[0] ?? []] as const;
const HELD: RiffNote = { step: 0, length: 16, degree: 'R', isAccent: false, isSlide: false, octave: 0, threshold: 0 };
/** Below this, a walk takes every other beat. */
const WALK_FROM = 0.36;

export function writeBass(page: Page): void {
  const { groove } = page;
  if (!hasEntered(page, 'bass')) return;
  const sound = soundFor(page.direction, 'bass', groove.bass.sound);
  if (sound === null) return;
  const style = leaderOf(page);
  const stepFrames = page.framesPerBar / style.stepsPerBar;
  const feature = featured(page, 'bass', groove.bass.sound);
  let last = 0;
  barOf(page, style).forEach((riffNote, index) => {
    const threshold = index === 0 ? 0 : thresholdOf(riffNote, style);
    if (!sounds(page, threshold, PART.bass, riffNote.step)) return;
    const isDead = riffNote.degree === 'x';
    const midi = pitchOf(page, riffNote, groove.bass.low);
    const frames = isDead ? stepFrames * 0.35 : riffNote.length * stepFrames * Math.min(0.98, 0.9 * lengthFactor(page));
    note(page, 'bass', sound, {
      at: frameOf(page, riffNote.step, style.stepsPerBar, groove.late.bass, PART.bass),
      midi,
      velocity: isDead ? 0.4 : riffNote.isAccent ? 0.92 : 0.8,
      frames,
      fromMidi: riffNote.isSlide && last > 0 ? last : 0,
      ...feature,
    });
    last = midi;
  });
}

/** Whose riff it is: a guest with much to say leads every second phrase of the verses, on the groove's own instrument. */
function leaderOf({ direction, groove, place, phrasesPlayed }: Page): Style {
  const { rhythm } = direction.guests;
  return rhythm?.level === 3 && place.section === 'verse' && phrasesPlayed % 2 === 1 ? STYLES[rhythm.id] : groove;
}

function barOf(page: Page, style: Style): readonly RiffNote[] {
  const { place, seed, bar } = page;
  const { riffs, walks } = style.bass;
  const riff = walks ? pick(riffs, seed, bar, PART.bass) : patternOf(riffs, page, PART.bass);
  if (place.section === 'break') return [{ ...HELD, length: style.stepsPerBar }];
  // What dies away cannot hold what the style's own bass holds: it plays in time.
  if (isStruckForHeld(page)) return STEADY[style.stepsPerBar === 12 ? 1 : 0];
  const written = riff[bar % riff.length] as readonly RiffNote[];
  // The last bar of a phrase turns towards what comes, now and then; a walk does so anyway, and a held note is meant to hold.
  const mayTurn = !walks && written.length > 2 && place.barInSection % 4 === 3 && chance(seed, bar, PART.bass, 3) < 0.75;
  return mayTurn ? turned(page, style, written) : written;
}

function isStruckForHeld({ direction, groove }: Page): boolean {
  const asked = direction.sounds.bass;
  return asked !== null && FADING.has(asked) && !FADING.has(groove.bass.sound);
}

/** The last beat of the bar leads by step to the next root, or ends as another of the style's riffs does. */
function turned({ seed, bar }: Page, style: Style, written: readonly RiffNote[]): readonly RiffNote[] {
  const beat = style.stepsPerBar / 4;
  const from = style.stepsPerBar - beat;
  const kept = written.filter(({ step }) => step < from);
  const other = pick(style.bass.riffs, seed, bar, PART.bass, 4)[0] ?? [];
  const borrowed = other.filter(({ step }) => step >= from);
  if (borrowed.length > 0 && chance(seed, bar, PART.bass, 5) < 0.5) return [...kept, ...borrowed];
  const half = Math.floor(beat / 2);
  const degree = chance(seed, bar, PART.bass, 6) < 0.5 ? '5' : '8';
  return [
    ...kept,
    { ...HELD, step: from, length: half, degree, threshold: 0.2 },
    { ...HELD, step: from + half, length: beat - half, degree: 'near', threshold: 0.3 },
  ];
}

function thresholdOf({ step, threshold }: RiffNote, { bass, stepsPerBar }: Style): number {
  return bass.walks && step % (stepsPerBar / 2) !== 0 ? Math.max(threshold, WALK_FROM) : threshold;
}

function pitchOf({ chord, nextChord, key }: Page, { degree, octave }: RiffNote, low: number): number {
  const root = low + ((chord.root - low + 120) % 12);
  if (degree === 'ca' || degree === 'cb' || degree === 'near') {
    const target = nearest(root, [nextChord.root]);
    if (degree === 'near') return climb(target, 1, key.home, key.steps);
    return target + (degree === 'ca' ? 1 : -1);
  }
  const steps = DEGREES[degree];
  let midi = root;
  if (steps === 7) midi = root + 12;
  else if (degree === '3' || degree === 'b3') midi = root + (chord.tones[1] === 3 ? 3 : chord.tones[1] === 4 ? 4 : 7);
  else if (degree === '5') midi = root + (chord.tones.includes(6) && !chord.tones.includes(7) ? 6 : 7);
  else if (steps !== undefined) midi = climb(root, steps, key.home, key.steps);
  return midi + octave * 12;
}

/** So many notes of the scale above `root`. */
function climb(root: number, steps: number, home: number, scale: readonly number[]): number {
  let midi = root;
  for (let left = steps; left > 0; ) {
    midi += 1;
    if (scale.includes((midi - home + 120) % 12)) left -= 1;
  }
  return midi;
}
