// Writes the second voice: it answers in the bars that the lead leaves free and draws a slow line of guide tones where the lead plays.
import { colourOf } from './arrangement.ts';
import { melodyNote } from './harmony.ts';
import { leadMotif, leadRests } from './lead-part.ts';
import { developed } from './motif.ts';
import { frameOf, lengthFactor, note, PART, type Page, sounds } from './score.ts';
import { isLouder } from './sounds/loudness.ts';

/** It waits for a little more density than the lead, and stays behind it. */
const FROM = 0.15;
const BEHIND = 0.8;

export function writeAnswer(page: Page): void {
  const { harmony, direction, place } = page;
  const { lead, stepsPerBar } = harmony;
  const lender = colourOf(page);
  const answer = lender?.answer ?? harmony.answer;
  // Who asked for an instrument wants to hear that one.
  if (answer === undefined || (lender === null && !page.layers.has('answer')) || place.section === 'intro') return;
  if (direction.sounds.lead !== null || direction.banned.includes(answer.sound)) return;
  const { sound } = answer;
  const range = { ...answer, isPentatonic: lead.pentatonic };
  const stepFrames = page.framesPerBar / stepsPerBar;
  if (leadRests(page)) {
    const said = developed(leadMotif(page), 'inversion', place.barInSection % 2, stepsPerBar);
    for (const { step, length, degree, threshold } of said) {
      if (!sounds(page, FROM + threshold * 0.7, PART.answer, step)) continue;
      const isStrong = step % (stepsPerBar / 4) === 0;
      play(step, length, melodyNote(page, degree + 2, range, isStrong ? 'chord' : 'free'));
    }
    return;
  }
  // Half notes that rise and fall with the section.
  const degree = 2 + (place.barInSection < 4 ? place.barInSection : 7 - place.barInSection);
  if (sounds(page, FROM, PART.answer, 0)) play(0, stepsPerBar / 2, melodyNote(page, degree, range, 'chord'));
  if (sounds(page, FROM + 0.2, PART.answer, 8)) play(stepsPerBar / 2, stepsPerBar / 2, melodyNote(page, degree + 2, range, 'open'));

  function play(step: number, length: number, midi: number): void {
    note(page, 'lead', sound, {
      at: frameOf(page, step, stepsPerBar, harmony.late.lead, PART.answer),
      midi,
      velocity: lead.velocity * BEHIND * (step === 0 ? 1 : 0.92),
      frames: length * stepFrames * 0.95 * lengthFactor(page),
      pan: -0.22,
      like: isLouder(sound, lead.sound) ? lead.sound : null,
    });
  }
}
