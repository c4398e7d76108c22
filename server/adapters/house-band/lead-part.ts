// Writes the lead: a motif of two bars for each section and round, repeated, moved, answered and brought to rest.
import { soundFor } from './conductor.ts';
import type { RiffNote } from './grid.ts';
import { degreeToMidi, nearest } from './harmony.ts';
import { chance, hash, pick } from './random.ts';
import { askedGain, frameOf, lengthFactor, note, PART, type Page, sounds } from './score.ts';
import type { SoundName } from './sounds/sounds.ts';

/** What becomes of the motif in the eight bars of a section: which half is played and how far it is moved, in scale steps. */
const PLAN = [
  { half: 0, shift: 0 },
  { half: 1, shift: 0 },
  { half: 0, shift: 1 },
  { half: 1, shift: -1 },
  { half: 0, shift: 0 },
  { half: 1, shift: 2 },
  { half: 0, shift: 3 },
  { half: 1, shift: 0 },
] as const;
/** Bars that rest first when the lead leaves room: the ends of its phrases. */
const REST_ORDER = [7, 3, 2, 6, 5, 1, 4, 0] as const;

export function writeLead(page: Page): void {
  const { harmony, place, direction, seed } = page;
  const { lead, stepsPerBar } = harmony;
  const asked = direction.sounds.lead;
  if (!plays(page, asked !== null)) return;
  const step = PLAN[place.barInSection] ?? PLAN[0];
  const isChorus = place.section === 'chorus';
  const motif = hash(seed, place.era, PART.lead, isChorus ? 1 : 0);
  const cell = pick(lead.cells, motif, step.half);
  const player = soundFor(direction, 'lead', lead.sound);
  if (player === null) return;
  const sound: SoundName = player;
  const lift = Math.round(direction.mood.register) * 12;
  const low = lead.low + lift;
  const stepFrames = page.framesPerBar / stepsPerBar;
  let contour = Math.floor(chance(motif, step.half, 1) * 5) + 1;
  let last = 0;
  cell.forEach((riffNote, index) => {
    contour += contourStep(motif, step.half, index, contour);
    const isEnd = index === cell.length - 1;
    const midi = pitchOf(page, contour + step.shift, low, riffNote.step % (stepsPerBar / 4) === 0 || isEnd);
    // The first note always sounds; weak ones wait for density.
    const threshold = index === 0 ? 0 : riffNote.step % 4 === 0 ? 0.2 : riffNote.step % 2 === 0 ? 0.35 : 0.45;
    if (sounds(page, threshold, PART.lead, riffNote.step)) {
      play(riffNote, midi, 1);
      last = midi;
    }
    const next = cell[index + 1];
    const room = (next?.step ?? stepsPerBar) - riffNote.step;
    // At high density long notes are broken up by neighbours.
    if (room >= 3 && sounds(page, 0.66, PART.lead, riffNote.step + 50)) {
      play(
        { ...riffNote, step: riffNote.step + Math.floor(room / 2) + 1, length: 1 },
        pitchOf(page, contour + step.shift + 1, low, false),
        0.75,
      );
    }
  });

  function play({ step: at, length }: RiffNote, midi: number, weight: number): void {
    note(page, 'lead', sound, {
      at: frameOf(page, at, stepsPerBar, harmony.late.lead, PART.lead),
      midi,
      velocity:
        lead.velocity *
        weight *
        (isChorus ? 1.08 : 0.95) *
        askedGain(asked, 1.15, direction.presence.lead) *
        (0.93 + 0.14 * chance(motif, at)),
      frames: length * stepFrames * Math.min(1.2, 0.92 * lengthFactor(page)),
      fromMidi: last > 0 && Math.abs(last - midi) <= 4 ? last : 0,
      pan: 0.08,
    });
  }
}

/** Whether the lead plays in this bar: always in choruses, in phrases elsewhere; an instrument asked for by name rests little. */
function plays({ place, harmony, seed }: Page, isAsked: boolean): boolean {
  const { section, barInSection } = place;
  if (section === 'intro') return isAsked && barInSection >= 1;
  const rest = section === 'chorus' ? 0.13 : section === 'break' ? 0.5 : harmony.lead.rest;
  const silentBars = Math.round((isAsked ? Math.min(rest, 0.25) : rest) * 8);
  const turned = chance(seed, place.era, PART.section, section.length) < 0.5 ? barInSection : (barInSection + 2) % 8;
  return !REST_ORDER.slice(0, silentBars).includes(turned as (typeof REST_ORDER)[number]);
}

/** Mostly steps, now and then a leap, drawn back towards the middle. */
function contourStep(motif: number, half: number, index: number, contour: number): number {
  const draw = chance(motif, half, index, 2);
  const size = draw < 0.12 ? 0 : draw < 0.7 ? 1 : draw < 0.9 ? 2 : 4;
  const isUp = chance(motif, half, index, 3) < 0.5 + (4 - contour) * 0.12;
  return isUp ? size : -size;
}

function pitchOf({ harmony, key, chord }: Page, degree: number, low: number, isStrong: boolean): number {
  const { high, low: floor, pentatonic } = harmony.lead;
  let midi = degreeToMidi(key, degree, low);
  while (midi > high + low - floor) midi -= 12;
  const chordClasses = chord.tones.map((tone) => (chord.root + tone) % 12);
  if (isStrong) return nearest(midi, chordClasses);
  if (!pentatonic) return midi;
  const isMinor = key.steps.includes(3);
  const five = isMinor ? [0, 3, 5, 7, 10] : [0, 2, 4, 7, 9];
  return nearest(
    midi,
    five.map((semitones) => (key.home + semitones) % 12),
  );
}
