// Writes the bass of one bar: the section's riff on the running chord, or a walk towards the next one.
import { soundFor } from './conductor.ts';
import type { RiffNote } from './grid.ts';
import { nearest } from './harmony.ts';
import { pick } from './random.ts';
import { frameOf, lengthFactor, note, PART, type Page, sounds } from './score.ts';

/** Scale steps above the chord's root. */
const DEGREES: Readonly<Record<string, number>> = { '2': 1, b3: 2, '3': 2, '4': 3, '5': 4, '6': 5, b7: 6, '8': 7 };
const HELD: RiffNote = { step: 0, length: 16, degree: 'R', isAccent: false, isSlide: false, octave: 0, threshold: 0 };

export function writeBass(page: Page): void {
  const { place, seed, groove } = page;
  const { section, barInSection } = place;
  if (section === 'intro' && barInSection < 4) return;
  if (section === 'break' && barInSection < 4) return;
  const { riffs, low, walks } = groove.bass;
  const riff = walks ? pick(riffs, seed, page.bar, PART.bass) : pick(riffs, seed, place.era, PART.bass, section === 'chorus' ? 1 : 0);
  const bar = section === 'break' ? [{ ...HELD, length: groove.stepsPerBar }] : (riff[page.bar % riff.length] as readonly RiffNote[]);
  const sound = soundFor(page.direction, 'bass', groove.bass.sound);
  if (sound === null) return;
  const stepFrames = page.framesPerBar / groove.stepsPerBar;
  let last = 0;
  bar.forEach((riffNote, index) => {
    const threshold = index === 0 ? 0 : riffNote.threshold;
    if (!sounds(page, threshold, PART.bass, riffNote.step)) return;
    const isDead = riffNote.degree === 'x';
    const midi = pitchOf(page, riffNote, low);
    const frames = isDead ? stepFrames * 0.35 : riffNote.length * stepFrames * Math.min(0.98, 0.9 * lengthFactor(page));
    note(page, 'bass', sound, {
      at: frameOf(page, riffNote.step, groove.stepsPerBar, groove.late.bass, PART.bass),
      midi,
      velocity: isDead ? 0.4 : riffNote.isAccent ? 0.92 : 0.8,
      frames,
      fromMidi: riffNote.isSlide && last > 0 ? last : 0,
    });
    last = midi;
  });
}

function pitchOf({ chord, nextChord, key }: Page, { degree, octave }: RiffNote, low: number): number {
  const root = low + ((chord.root - low + 120) % 12);
  if (degree === 'ca' || degree === 'cb') {
    const target = nearest(root, [nextChord.root]);
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
