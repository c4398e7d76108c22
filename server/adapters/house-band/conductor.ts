// Turns prompts into what the band shall be: which styles lead, who plays, in which mood. Reads words, knows no notes and no sound.
import { type Instrument, LONGEST_PHRASE_WORDS, lookUp, type Mood } from './lexicon.ts';
import type { SoundName } from './sounds/sounds.ts';
import type { StyleId } from './styles/style.ts';

export interface Prompt {
  readonly text: string;
  readonly weight: number;
}

export interface Direction {
  /** Heaviest first; the weights sum to 1. Timbre and mix are blended by them. */
  readonly styles: readonly { readonly id: StyleId; readonly weight: number }[];
  /** One style owns drums and bass, one owns harmony, chords and lead: patterns are chosen, never averaged. */
  readonly groove: StyleId;
  readonly harmony: StyleId;
  /** Instruments that were asked for; `null`: the style's own. */
  readonly sounds: Readonly<Record<'bass' | 'chords' | 'figure' | 'lead', SoundName | null>>;
  readonly wantsDrums: boolean;
  readonly mood: Mood;
  /** Equal plans are arranged alike: as long as it stays, a change of weights is one of mixing only. */
  readonly plan: string;
}

const DEFAULT_STYLE: StyleId = 'lo-fi';
const DRUMLESS: ReadonlySet<StyleId> = new Set(['classical', 'ambient', 'orchestral']);
/** A rhythmic style with this share takes the groove even from a heavier one without drums. */
const GROOVE_SHARE = 0.35;
const HARMONY_SHARE = 0.28;
/** Owners stay until somebody is clearly heavier, or two equal styles would take turns with every tick. */
const HYSTERESIS = 0.08;
const NEGATIONS = new Set(['no', 'without', 'not']);
/** Words further back in a prompt count less. */
const POSITION_DECAY = 0.92;

/** `previous`: what the band plays now; it stands for everything that the prompts do not say. */
export function conduct(prompts: readonly Prompt[], previous: Direction | null): Direction {
  const styles = new Map<StyleId, number>();
  const mood = { valence: 0, brightness: 0, energy: 0, space: 0, legato: 0, register: 0 };
  const asked: (Instrument & { weight: number })[] = [];
  for (const { text, weight } of prompts) {
    let strength = weight;
    for (const word of readWords(text)) {
      for (const [id, share] of Object.entries(word.styles ?? {}))
        styles.set(id as StyleId, (styles.get(id as StyleId) ?? 0) + strength * share);
      // A mood of a third of the weight is still that mood: it is softened, not divided.
      for (const [trait, shift] of Object.entries(word.mood ?? {})) mood[trait as keyof Mood] += shift * Math.sqrt(Math.min(strength, 1));
      if (word.instrument) asked.push({ ...word.instrument, weight: strength });
      strength *= POSITION_DECAY;
    }
  }
  for (const trait of Object.keys(mood) as (keyof Mood)[]) mood[trait] = Math.max(-1, Math.min(1, mood[trait]));

  const shares = normalise(styles, previous);
  const groove = grooveOf(shares, previous);
  const harmony = harmonyOf(shares, groove, previous);
  const sounds = castOf(asked);
  const wantsDrums = asked.some(({ part }) => part === 'drums');
  const plan = JSON.stringify([
    groove,
    harmony,
    sounds,
    wantsDrums,
    Math.round(mood.valence * 2),
    Math.round(mood.legato * 2),
    Math.round(mood.register * 2),
  ]);
  return { styles: shares, groove, harmony, sounds, wantsDrums, mood, plan };
}

/** Longest known phrases first; a word behind "no" or "without" is left out. */
function* readWords(text: string) {
  const words = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  let index = 0;
  let isNegated = false;
  while (index < words.length) {
    let length = Math.min(LONGEST_PHRASE_WORDS, words.length - index);
    let found = lookUp(words.slice(index, index + length).join(' '));
    while (found === null && length > 1) {
      length -= 1;
      found = lookUp(words.slice(index, index + length).join(' '));
    }
    if (found !== null && !isNegated) yield found;
    isNegated = found === null && NEGATIONS.has(words[index] as string);
    index += found === null ? 1 : length;
  }
}

function normalise(styles: ReadonlyMap<StyleId, number>, previous: Direction | null): Direction['styles'] {
  const sum = [...styles.values()].reduce((total, weight) => total + weight, 0);
  if (sum <= 0) return previous?.styles ?? [{ id: DEFAULT_STYLE, weight: 1 }];
  return [...styles].map(([id, weight]) => ({ id, weight: weight / sum })).sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1));
}

function grooveOf(shares: Direction['styles'], previous: Direction | null): StyleId {
  const first = shares[0] as Direction['styles'][number];
  const rhythmic = shares.find(({ id }) => !DRUMLESS.has(id));
  const best = rhythmic !== undefined && rhythmic.weight >= GROOVE_SHARE ? rhythmic : first;
  const held = shares.find(({ id }) => id === previous?.groove);
  return held !== undefined && held.weight >= best.weight - HYSTERESIS ? held.id : best.id;
}

function harmonyOf(shares: Direction['styles'], groove: StyleId, previous: Direction | null): StyleId {
  const second = shares.find(({ id }) => id !== groove);
  if (second === undefined) return groove;
  const needed = previous?.harmony === second.id ? HARMONY_SHARE - HYSTERESIS : HARMONY_SHARE;
  return second.weight >= needed ? second.id : groove;
}

/** The heaviest instrument of each part plays it; the next one for chords or lead gets the figure. */
function castOf(asked: readonly (Instrument & { weight: number })[]): Direction['sounds'] {
  const byWeight = [...asked].sort((a, b) => b.weight - a.weight);
  const names = (part: Instrument['part']) => [
    ...new Set(byWeight.flatMap((entry) => (entry.part === part && entry.sound !== null ? [entry.sound] : []))),
  ];
  const [chords = null, secondChords = null] = names('chords');
  const [lead = null, secondLead = null] = names('lead');
  return { bass: names('bass')[0] ?? null, chords, lead, figure: secondChords ?? secondLead };
}
