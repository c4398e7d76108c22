// Writes chords, the pad beneath them and the figure that runs through their notes.
import { soundFor } from './conductor.ts';
import { readRiff } from './grid.ts';
import { voice } from './harmony.ts';
import { chance, pick } from './random.ts';
import { askedGain, frameOf, lengthFactor, note, PART, type Page, sounds } from './score.ts';
import type { SoundName } from './sounds/sounds.ts';

/** Sounds that need time to speak: they hold chords whatever the rhythm says. */
const SUSTAINED: ReadonlySet<SoundName> = new Set(['warm-pad', 'wide-pad', 'choir', 'strings']);
const PLAIN_FIGURE = [readRiff('0:0/2 3:1/2 6:2/2 8:3/2 11:2/2 14:1/2'), readRiff('0:0/2 2:2/2 4:1/2 8:3/2 10:2/2 14:1/2')];
const FIGURE_RANGE = { low: 60, high: 81, velocity: 0.5, from: 0.2 };

/** Returns the voicing, from which the next chord moves on. */
export function writeChords(page: Page, previous: readonly number[] | null): readonly number[] {
  const { harmony, place, direction, seed } = page;
  const { chords, stepsPerBar, late } = harmony;
  const pad = harmony.pad !== undefined && direction.banned.includes(harmony.pad.sound) ? undefined : harmony.pad;
  const voicing = voice(page.chord, chords.low, chords.high, previous);
  const sound = soundFor(direction, 'chords', chords.sound);
  if (sound === null) return voicing;
  const isHeld = SUSTAINED.has(sound) || place.section === 'break';
  const rhythm = pick(chords.rhythms, seed, place.era, PART.chords, place.section === 'chorus' ? 1 : 0);
  const stepFrames = page.framesPerBar / stepsPerBar;
  const bar = isHeld ? [{ step: 0, length: stepsPerBar, threshold: 0, isAccent: false }] : (rhythm[page.bar % rhythm.length] ?? []);
  const loudness =
    chords.velocity * (place.section === 'chorus' ? 1.05 : 0.97) * askedGain(direction.sounds.chords, 1.1, direction.presence.chords);
  bar.forEach((hit, index) => {
    const threshold = index === 0 ? 0 : hit.threshold;
    if (!sounds(page, threshold, PART.chords, hit.step)) return;
    const at = frameOf(page, hit.step, stepsPerBar, late.music, PART.chords);
    const touch = 0.92 + 0.16 * chance(seed, page.bar, PART.chords, hit.step, 3);
    strum(page, sound, voicing, at, loudness * touch, hit.length * stepFrames * Math.min(1.05, 0.92 * lengthFactor(page)), chords.strumMs);
  });
  const hasPad = pad !== undefined && !SUSTAINED.has(sound) && (place.section !== 'verse' || sounds(page, 0.35, PART.chords, 99));
  if (hasPad && page.density >= 0.15) strum(page, pad.sound, voicing, 0, pad.velocity, page.framesPerBar, 0);
  else if (pad !== undefined && SUSTAINED.has(sound) && sounds(page, 0.5, PART.chords, 98))
    strum(
      page,
      pad.sound,
      voicing.map((midi) => midi + 12),
      0,
      pad.velocity * 0.7,
      page.framesPerBar,
      0,
    );
  writeFigure(page);
  return voicing;
}

function strum(
  page: Page,
  sound: SoundName,
  voicing: readonly number[],
  at: number,
  velocity: number,
  frames: number,
  strumMs: number,
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
    });
  });
}

function writeFigure(page: Page): void {
  const { harmony, place, direction, seed } = page;
  const own = harmony.figure !== null && direction.banned.includes(harmony.figure.sound) ? null : harmony.figure;
  const asked = direction.sounds.figure;
  if (own === null && asked === null) return;
  if (place.section === 'intro' && place.barInSection < 2 && asked === null) return;
  const { low, high, velocity, from } = own ?? FIGURE_RANGE;
  const begins = asked === null ? from : 0;
  const riff = pick(own?.riffs ?? PLAIN_FIGURE, seed, place.era, PART.figure, place.section === 'chorus' ? 1 : 0);
  const lift = Math.round(direction.mood.register) * 12;
  const ladder = ladderOf(page, low + lift, high + lift);
  const sound = asked ?? own?.sound ?? 'synth-pluck';
  const stepFrames = page.framesPerBar / harmony.stepsPerBar;
  for (const { step, length, degree, threshold } of riff[page.bar % riff.length] ?? []) {
    if (step >= harmony.stepsPerBar || !sounds(page, begins + threshold * (1 - begins), PART.figure, step)) continue;
    const midi = ladder[Number(degree) % ladder.length];
    if (midi === undefined) continue;
    const accent = step % 4 === 0 ? 1.08 : 0.9 + 0.15 * chance(seed, page.bar, PART.figure, step);
    note(page, 'music', sound, {
      at: frameOf(page, step, harmony.stepsPerBar, harmony.late.music, PART.figure),
      midi,
      velocity: velocity * accent * (asked === null ? 1 : 1.15),
      frames: length * stepFrames * 0.9 * lengthFactor(page),
      pan: step % 8 < 4 ? -0.4 : 0.4,
    });
  }
}

/** The chord's notes between two bounds, lowest first. */
function ladderOf({ chord }: Page, low: number, high: number): readonly number[] {
  const classes = chord.tones.map((tone) => (chord.root + tone) % 12);
  return Array.from({ length: high - low + 1 }, (_, index) => low + index).filter((midi) => classes.includes(midi % 12));
}
