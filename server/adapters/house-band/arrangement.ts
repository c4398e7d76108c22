// Who plays in the four bars at hand: which layers of a style are in, which rest, and when each part enters an intro. Arithmetic on the
// seed and the bar's place; never asks for density, so that more of it takes nothing away.
import type { Place, Section } from './form.ts';
import { chance, hash, pick } from './random.ts';
import { type Layer, PART, type Page } from './score.ts';
import { STYLES } from './styles/catalogue.ts';
import type { Style } from './styles/style.ts';

type Layers = ReadonlySet<Layer>;
/** Parts with an entry of their own. */
type Entrant = 'drums' | 'backbeat' | 'bass' | 'chords' | 'figure' | 'lead';

export const BARS_PER_PHRASE = 4;
const layers = (...names: readonly Layer[]): Layers => new Set(names);
/** For a drop: everybody. */
export const ALL_LAYERS = layers('figure', 'pad', 'answer', 'high');
/** The two phrases of a section, which always differ: whatever is drawn, no texture stands for longer than eight bars. */
const PHRASES: Readonly<Record<Section, readonly (readonly [Layers, Layers])[]>> = {
  intro: [[layers('figure'), layers('figure', 'pad')]],
  verse: [
    [layers('figure'), layers('figure', 'pad', 'answer')],
    [layers('figure', 'answer'), layers('figure', 'pad')],
    [layers('pad', 'answer'), layers('figure', 'answer')],
    [layers('figure', 'high'), layers('pad', 'figure', 'answer')],
  ],
  chorus: [
    [layers('pad', 'figure'), layers('pad', 'figure', 'answer', 'high')],
    [layers('pad', 'figure', 'high'), layers('figure', 'answer')],
    [layers('pad', 'answer'), layers('pad', 'figure', 'high')],
  ],
  break: [
    [layers('pad'), layers('pad', 'figure')],
    [layers('figure', 'answer'), layers('pad', 'figure')],
    [layers('pad', 'answer'), layers('figure', 'high')],
  ],
};

/** Bars of the intro in which the parts enter: a pulse or a tune at once, both within two bars, everybody in the fifth. */
const INTROS: readonly Readonly<Record<Entrant, number>>[] = [
  { drums: 0, backbeat: 4, bass: 2, chords: 0, figure: 0, lead: 4 },
  { drums: 0, backbeat: 2, bass: 0, chords: 1, figure: 0, lead: 4 },
  { drums: 1, backbeat: 3, bass: 2, chords: 0, figure: 0, lead: 0 },
];
/** Without a kit, notes have to begin. */
const INTRO_OF_NOTES: Readonly<Record<Entrant, number>> = { drums: 4, backbeat: 4, bass: 1, chords: 0, figure: 0, lead: 0 };
/** Of a break: the drums' weight is back in its last two bars, the bass in its second half. */
const BREAK: Readonly<Record<Entrant, number>> = { drums: 0, backbeat: 6, bass: 4, chords: 0, figure: 0, lead: 0 };

/** Whether a style has a drummer who keeps time, rather than colours. */
const keepsTime = ({ filler, kit }: Style): boolean => filler !== null && kit !== null;

/** `phrasesPlayed`: phrases of four bars since the style took over. */
export function layersOf(seed: number, place: Place, phrasesPlayed: number): Layers {
  const scores = PHRASES[place.section];
  // A walk through the list: within a round no section is scored as the one of its kind before it.
  const index = (hash(seed, place.era, PART.arrangement) + Math.floor(phrasesPlayed / 4)) % scores.length;
  const [first, second] = scores[index] as readonly [Layers, Layers];
  return place.barInSection < BARS_PER_PHRASE ? first : second;
}

/** Whether a part has entered the intro or the break; elsewhere everybody is there, and who was asked for by name does not wait. */
export function hasEntered({ place, seed, groove, direction }: Page, part: Entrant): boolean {
  if (place.section === 'break') return place.barInSection >= BREAK[part];
  if (place.section !== 'intro') return true;
  if (part === 'drums' || part === 'backbeat' ? direction.wantsDrums : direction.sounds[part] !== null) return true;
  const intro = keepsTime(groove) ? pick(INTROS, seed, PART.section) : INTRO_OF_NOTES;
  return place.barInSection >= intro[part];
}

/** One of a family of instruments: the style's own in the first round, so that it is known at once, then each in turn. */
export function playerOf<T>(own: T, others: readonly T[], { place, seed }: Page, part: number): T {
  if (place.era === 0 || others.length === 0) return own;
  const family = [own, ...others];
  return family[(hash(seed, part) + place.era) % family.length] ?? own;
}

/** One of a style's patterns for this section: choruses have another than verses, each round others than the last. */
export function patternOf<T>(patterns: readonly T[], { place, seed }: Page, part: number): T {
  const turn = hash(seed, part) + place.era + (place.section === 'chorus' ? 1 : 0);
  return patterns[turn % patterns.length] as T;
}

/** The guest whose figure, pad and second voice are heard in this phrase: in one, two or three of four, as much as it has to say. */
export function colourOf({ direction, phrasesPlayed }: Page): Style | null {
  const { colour } = direction.guests;
  return colour !== null && phrasesPlayed % 4 >= 4 - colour.level ? STYLES[colour.id] : null;
}

/** A draw that holds for the four bars at hand. */
export function phraseChance({ seed, phrasesPlayed }: Page, part: number, salt = 0): number {
  return chance(seed, phrasesPlayed, part, salt, 41);
}
