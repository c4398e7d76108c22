// Turns prompts into what the band shall be: which styles lead, who plays, who is silent, in which mood. Adds up what the lexicon
// says of each word; knows no notes.
import { refuses } from '../../domain/refusals.ts';
import { RANGES, type Scale } from '../../domain/steering.ts';
import { type Concept, known } from '../../domain/vocabulary.ts';
import type { BusName } from './buses.ts';
import { type Effect, type Mood, NO_MOOD } from './effect.ts';
import { effectOf, instrumentOf, partOf, readPrompt, wordHash } from './lexicon.ts';
import type { SoundName } from './sounds/sounds.ts';
import type { StyleId } from './styles/style.ts';
import { type Instrument, SOUND_WORDS, STAND_INS } from './words-instruments.ts';

export interface Prompt {
  readonly text: string;
  readonly weight: number;
}

/** A style that adds something to others' music: 1 a hint, 2 a part, 3 as much as a guest may. */
export interface Guest {
  readonly id: StyleId;
  readonly level: 1 | 2 | 3;
}

export interface Direction {
  /** Heaviest first; the weights sum to 1. Timbre and mix are blended by them. */
  readonly styles: readonly { readonly id: StyleId; readonly weight: number }[];
  /** One style owns drums and bass, one owns harmony, chords and lead: patterns are chosen, never averaged. */
  readonly groove: StyleId;
  readonly harmony: StyleId;
  /** What the others of a blend lend: one its hats, hand drums and bass figure to the groove, one its figure and pad to the harmony. */
  readonly guests: { readonly rhythm: Guest | null; readonly colour: Guest | null };
  /** Instruments that were asked for; `null`: the style's own (see `soundFor`). */
  readonly sounds: Readonly<Record<'bass' | 'chords' | 'figure' | 'lead', SoundName | null>>;
  /** How loud those were asked for, by their words and weights against the others': .3 to 1. */
  readonly presence: Readonly<Record<'bass' | 'chords' | 'figure' | 'lead', number>>;
  readonly wantsDrums: boolean;
  /** Buses on which nothing may play. */
  readonly silent: readonly BusName[];
  /** Sounds that nobody may use, not even the style's own. */
  readonly banned: readonly SoundName[];
  readonly mood: Mood;
  /** What the words say of tempo and key; both lose to what the room has set. Beats per minute, 60 to 200, and per cent. */
  readonly hints: { readonly bpm: number | null; readonly tempoPercent: number; readonly scale: Scale | null };
  /** Words that mean nothing to the band, as written, at most `MOST_STRANGERS`. */
  readonly unrecognised: readonly string[];
  /** Equal plans are arranged alike: as long as it stays, a change of weights is one of mixing only. */
  readonly plan: string;
}

type Part = Instrument['part'];
interface Asked extends Instrument {
  readonly weight: number;
  readonly presence: number;
  readonly text: string | null;
}
interface Refused {
  readonly concept: Concept;
  readonly weight: number;
}
type Shares = Map<StyleId, number>;

const DEFAULT_STYLE: StyleId = 'lo-fi';
/** Plays when the default itself is unwanted. */
const OTHER_STYLE: StyleId = 'house';
const DRUMLESS: ReadonlySet<StyleId> = new Set(['classical', 'ambient', 'orchestral']);
/** A rhythmic style with this share takes the groove even from a heavier one without drums. */
const GROOVE_SHARE = 0.35;
const HARMONY_SHARE = 0.28;
/** Owners stay until somebody is clearly heavier, or two equal styles would take turns with every tick. */
const HYSTERESIS = 0.08;
/** Shares from which a style is a guest, and from which it lends more; a share within the slack of one changes nothing. */
const GUEST_SHARES = [0.14, 0.24, 0.36] as const;
const GUEST_SLACK = 0.03;
/** Words further back in a prompt count less. */
const POSITION_DECAY = 0.92;
/** An instrument that comes with a genre or a place stands behind one that is named. */
const COMPANY = 0.4;
/** Beside a genre, a place or an era is a colour. */
const LEAN = 0.4;
/** What is unwanted or too much pulls the other way, but less. */
const OPPOSITE = -0.6;
/** Whoever plays is heard. */
const LEAST_PRESENCE = 0.3;
const STRANGER_NUDGE = 0.06;
const MOST_STRANGERS = 20;
const LONGEST_STRANGER = 40;
/** Traits that nobody would call a change of mood. */
const SECONDARY = ['space', 'warmth', 'width', 'looseness', 'echo', 'swing'] as const satisfies readonly (keyof Mood)[];
const TRAITS = Object.keys(NO_MOOD) as (keyof Mood)[];
const SOUND_NAMES = Object.keys(SOUND_WORDS) as SoundName[];
const BUS_OF = { drums: 'drums', bass: 'bass', chords: 'music', lead: 'lead' } as const satisfies Record<Part, BusName>;
const BUSES: readonly BusName[] = Object.values(BUS_OF);
/** Words that mean a whole bus. */
const BUS_WORDS: Readonly<Record<string, BusName>> = { drums: 'drums', bass: 'bass', bassline: 'bass', melodic: 'lead', harmonic: 'music' };

/** `previous`: what the band plays now; it stands for everything that the prompts do not say. */
export function conduct(prompts: readonly Prompt[], previous: Direction | null): Direction {
  const sum = gather(prompts);
  const styles = sharesOf(sum, previous);
  const groove = grooveOf(styles, previous);
  const harmony = harmonyOf(styles, groove, previous);
  const guests = {
    rhythm: guestOf(
      styles.filter(({ id }) => id !== groove && !DRUMLESS.has(id)),
      previous?.guests.rhythm ?? null,
    ),
    colour: colourOf(styles, groove, harmony, previous?.guests.colour ?? null),
  };
  const mood = moodOf(sum.mood, sum.strangers);
  const banned = bannedSounds(sum);
  const silent = silentBuses(sum);
  const playing = sum.asked.filter(({ sound }) => sound === null || !banned.includes(sound));
  const sounds = castOf(playing, sum.isExclusive);
  const wantsDrums = sum.asked.some(({ part }) => part === 'drums') && !silent.includes('drums');
  const presence = presencesOf(sounds, sum);
  const hints = hintsOf(sum);
  const plan = JSON.stringify([
    groove,
    harmony,
    guests,
    sounds,
    wantsDrums,
    silent,
    banned,
    hints.scale,
    Math.round(mood.valence * 2),
    Math.round(mood.legato * 2),
    Math.round(mood.register * 2),
  ]);
  const unrecognised = sum.strangers;
  return { styles, groove, harmony, guests, sounds, presence, wantsDrums, silent, banned, mood, hints, unrecognised, plan };
}

/** The sound of a part: the one that was asked for, else the style's own, else, when that is unwanted, a stand-in; `null`: nobody. */
export function soundFor({ sounds, banned }: Direction, part: 'bass' | 'chords' | 'lead', own: SoundName): SoundName | null {
  const wanted = sounds[part] ?? own;
  if (!banned.includes(wanted)) return wanted;
  return STAND_INS[part].find((sound) => !banned.includes(sound)) ?? null;
}

interface Sum {
  readonly genres: Shares;
  readonly leans: Shares;
  readonly refusedStyles: Set<StyleId>;
  readonly mood: Record<keyof Mood, number>;
  readonly asked: Asked[];
  readonly refused: Refused[];
  readonly fewer: Set<Part>;
  readonly strangers: string[];
  isExclusive: boolean;
  /** Explicit numbers go before the tempi of genres, the heavier before the lighter. */
  bpm: { readonly value: number; readonly weight: number; readonly isNamed: boolean } | null;
  percent: number;
  scale: Scale | null;
}

function gather(prompts: readonly Prompt[]): Sum {
  const sum: Sum = {
    genres: new Map(),
    leans: new Map(),
    refusedStyles: new Set(),
    mood: { ...NO_MOOD },
    asked: [],
    refused: [],
    fewer: new Set(),
    strangers: [],
    isExclusive: false,
    bpm: null,
    percent: 0,
    scale: null,
  };
  for (const { text, weight } of prompts) {
    const reading = readPrompt(text);
    const taboo = new Set(reading.unwanted.flatMap(({ kind, text: word }) => (kind === 'genre' ? mainStyles(word) : [])));
    let strength = weight;
    for (const { concept, strength: amount } of reading.asks) {
      add(sum, concept, strength, amount, taboo);
      strength *= POSITION_DECAY;
    }
    for (const { concept, strength: amount } of reading.lessened) {
      addMood(sum, effectOf(concept), weight, amount * OPPOSITE);
      const instrument = instrumentOf(concept);
      if (instrument) sum.fewer.add(instrument.part);
    }
    for (const concept of reading.unwanted) {
      // A word with an honest opposite has already asked for that one too.
      if (concept.kind === 'quality') addMood(sum, effectOf(concept), weight, concept.instead === null ? OPPOSITE : OPPOSITE / 2);
      sum.refused.push({ concept, weight });
    }
    for (const id of taboo) sum.refusedStyles.add(id);
    if (reading.isExclusive) sum.isExclusive = true;
    if (reading.bpm !== null) hintBpm(sum, reading.bpm, weight, true);
    sum.scale ??= reading.scale;
    for (const word of reading.unknown) {
      if (sum.strangers.length < MOST_STRANGERS) sum.strangers.push(word.slice(0, LONGEST_STRANGER));
    }
  }
  return sum;
}

/** The styles that are at least half of a genre: "no trance" is no techno, "no disco" leaves both its halves. */
function mainStyles(genre: string): StyleId[] {
  const shares = Object.entries(effectOf(known(genre)).styles ?? {}) as [StyleId, number][];
  return shares.flatMap(([id, share]) => (share > 0.55 ? [id] : []));
}

function add(sum: Sum, concept: Concept, weight: number, amount: number, taboo: ReadonlySet<StyleId>): void {
  const effect = effectOf(concept);
  addShares(sum.genres, effect.styles, weight * amount, taboo);
  addShares(sum.leans, effect.lean, weight * amount, taboo);
  addMood(sum, effect, weight, amount);
  if (effect.bpm !== undefined) hintBpm(sum, effect.bpm, weight, false);
  const ask = (instrument: Instrument | null, own: number, text: string | null) => {
    if (instrument) sum.asked.push({ ...instrument, weight: weight * own, presence: Math.min(1, amount), text });
  };
  ask(instrumentOf(concept), amount, concept.text);
  for (const name of effect.plays ?? []) ask(partOf(name), amount * COMPANY, null);
}

function addShares(to: Shares, shares: Effect['styles'], weight: number, taboo: ReadonlySet<StyleId>): void {
  for (const [id, share] of Object.entries(shares ?? {}) as [StyleId, number][]) {
    if (!taboo.has(id)) to.set(id, (to.get(id) ?? 0) + weight * share);
  }
}

function addMood(sum: Sum, effect: Effect, weight: number, amount: number): void {
  // A mood of a third of the weight is still that mood: it is softened, not divided.
  const factor = amount * Math.sqrt(Math.min(weight, 1));
  for (const [trait, shift] of Object.entries(effect.mood ?? {}) as [keyof Mood, number][]) sum.mood[trait] += shift * factor;
  sum.percent += (effect.percent ?? 0) * factor;
}

function hintBpm(sum: Sum, value: number, weight: number, isNamed: boolean): void {
  const old = sum.bpm;
  if (old === null || (isNamed && !old.isNamed) || (isNamed === old.isNamed && weight > old.weight)) sum.bpm = { value, weight, isNamed };
}

function hintsOf({ bpm, percent, scale }: Sum): Direction['hints'] {
  const tempoPercent = Math.round(Math.max(-40, Math.min(40, percent)) * 10) / 10;
  if (bpm === null) return { bpm: null, tempoPercent, scale };
  const bent = bpm.isNamed ? bpm.value : bpm.value * (1 + tempoPercent / 100);
  return { bpm: Math.round(Math.max(RANGES.bpm[0], Math.min(RANGES.bpm[1], bent))), tempoPercent, scale };
}

function moodOf(added: Readonly<Record<keyof Mood, number>>, strangers: readonly string[]): Mood {
  const mood = { ...added };
  // Unknown words are heard all the same: always alike, and hardly.
  if (strangers.length > 0) {
    const mixed = wordHash(strangers);
    const first = mixed % SECONDARY.length;
    const second = (first + 1 + ((mixed >>> 8) % (SECONDARY.length - 1))) % SECONDARY.length;
    mood[SECONDARY[first] ?? 'space'] += STRANGER_NUDGE * (((mixed >>> 16) & 1) === 0 ? 1 : -1);
    mood[SECONDARY[second] ?? 'width'] += STRANGER_NUDGE * (((mixed >>> 17) & 1) === 0 ? 0.5 : -0.5);
  }
  for (const trait of TRAITS) mood[trait] = Math.max(-1, Math.min(1, mood[trait]));
  return mood;
}

/** Genres as named; places and eras colour them, or stand for them; else what plays goes on. */
function sharesOf({ genres, leans, refusedStyles }: Sum, previous: Direction | null): Direction['styles'] {
  const shares: Shares = new Map(genres.size > 0 ? genres : leans);
  if (genres.size > 0) for (const [id, weight] of leans) shares.set(id, (shares.get(id) ?? 0) + weight * LEAN);
  const total = [...shares.values()].reduce((added, weight) => added + weight, 0);
  if (total > 0) return sorted(shares, total);
  const kept = (previous?.styles ?? []).filter(({ id }) => !refusedStyles.has(id));
  const keptWeight = kept.reduce((added, { weight }) => added + weight, 0);
  if (keptWeight > 0) return sorted(new Map(kept.map(({ id, weight }) => [id, weight])), keptWeight);
  return [{ id: refusedStyles.has(DEFAULT_STYLE) ? OTHER_STYLE : DEFAULT_STYLE, weight: 1 }];
}

function sorted(shares: Shares, total: number): Direction['styles'] {
  return [...shares].map(([id, weight]) => ({ id, weight: weight / total })).sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1));
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

/** The heaviest of those that may be it; like the owners it stays until another is clearly heavier, and so does what it lends. */
function guestOf(shares: Direction['styles'], previous: Guest | null): Guest | null {
  const [best] = shares;
  if (best === undefined) return null;
  const held = shares.find(({ id }) => id === previous?.id);
  const { id, weight } = held !== undefined && held.weight >= best.weight - HYSTERESIS ? held : best;
  const levelAt = (share: number) => GUEST_SHARES.filter((least) => share >= least).length;
  const before = previous?.id === id ? previous.level : 0;
  const level = Math.max(levelAt(weight - GUEST_SLACK), Math.min(levelAt(weight + GUEST_SLACK), before === 0 ? levelAt(weight) : before));
  return level === 0 ? null : { id, level: level as Guest['level'] };
}

/** Who owns neither groove nor harmony; of two styles the groove's, which must not drown the other's. */
function colourOf(shares: Direction['styles'], groove: StyleId, harmony: StyleId, previous: Guest | null): Guest | null {
  const third = guestOf(
    shares.filter(({ id }) => id !== groove && id !== harmony),
    previous,
  );
  if (third !== null || groove === harmony) return third;
  return { id: groove, level: 1 };
}

/** Sounds that somebody does not want and nobody wants more; with "only", all that were not named. */
function bannedSounds({ asked, refused, isExclusive }: Sum): SoundName[] {
  const named = asked.filter(({ text }) => text !== null);
  const isAlone = isExclusive && named.length > 0;
  // "No drums" empties a bus; the 808, a drum by family, is a bass here and stays.
  const unwanted = refused.filter(({ concept }) => concept.kind === 'instrument' && !isBusWord(concept));
  return SOUND_NAMES.filter((sound) => {
    if (isAlone) return !named.some((ask) => ask.sound === sound || (ask.sound === null && partOf(sound)?.part === ask.part));
    const against = unwanted.filter(({ concept }) => refuses(concept, known(SOUND_WORDS[sound])));
    const weight = Math.max(0, ...against.map((refusal) => refusal.weight));
    if (weight === 0) return false;
    const words = new Set(against.map(({ concept }) => concept.text));
    return !named.some((ask) => ask.sound === sound && !words.has(ask.text ?? '') && ask.weight >= weight / 2);
  });
}

const isBusWord = ({ text, names }: Concept): boolean => text in BUS_WORDS || names === 'drums' || names === 'bass';

/** Buses that somebody does not want and nobody wants more; with "only", all whose instruments were not named. */
function silentBuses({ asked, refused, isExclusive }: Sum): BusName[] {
  const named = asked.filter(({ text }) => text !== null);
  const wanted = (bus: BusName) => Math.max(0, ...named.filter(({ part }) => BUS_OF[part] === bus).map(({ weight }) => weight));
  if (isExclusive && named.length > 0) {
    // One instrument alone plays both tune and chords if it can.
    return BUSES.filter((bus) => wanted(bus) === 0 && !(bus === 'lead' && wanted('music') > 0));
  }
  return BUSES.filter((bus) => {
    const against = refused.filter(({ concept }) => BUS_WORDS[concept.text] === bus || concept.names === bus);
    return against.length > 0 && Math.max(...against.map(({ weight }) => weight)) >= wanted(bus);
  });
}

/** The heaviest instrument of each part plays it; the next one for chords or lead gets the figure. */
function castOf(asked: readonly Asked[], isExclusive: boolean): Direction['sounds'] {
  const byWeight = [...asked].sort((a, b) => b.weight - a.weight);
  const names = (part: Part) => [
    ...new Set(byWeight.flatMap((entry) => (entry.part === part && entry.sound !== null ? [entry.sound] : []))),
  ];
  const [chords = null, secondChords = null] = names('chords');
  const [lead = null, secondLead = null] = names('lead');
  return {
    bass: names('bass')[0] ?? null,
    chords,
    lead: lead ?? (isExclusive ? chords : null),
    figure: secondChords ?? secondLead,
  };
}

/** As much as its words say, less when others were asked for with more weight: a wish that fades is heard to fade. */
function presencesOf(cast: Direction['sounds'], { asked, fewer }: Sum): Direction['presence'] {
  const named = asked.filter(({ text }) => text !== null);
  const heaviest = Math.max(0, ...named.map(({ weight }) => weight));
  const loudest = (own: readonly Asked[]) =>
    own.length === 0 ? 1 : Math.max(LEAST_PRESENCE, ...own.map(({ presence, weight }) => presence * Math.sqrt(weight / heaviest)));
  const of = (part: Exclude<Part, 'drums'>) => {
    const presence = loudest(named.filter((ask) => ask.part === part));
    return fewer.has(part) ? Math.min(presence, 0.5) : presence;
  };
  return {
    bass: of('bass'),
    chords: of('chords'),
    lead: of('lead'),
    figure: loudest(named.filter(({ sound }) => sound !== null && sound === cast.figure)),
  };
}
