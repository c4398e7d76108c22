// Reads a free text as a wish for music: what is asked for, what is unwanted, and how much. It only understands; what may be read is
// wish-gate.ts, what comes of it is for the arbiter.
import type { Operator } from './lexicon-operators.ts';
import type { Scale } from './steering.ts';
import { type Concept, known } from './vocabulary.ts';
import { type Item, itemsOf, type OwnWords } from './wish-items.ts';

export interface Ask {
  readonly concept: Concept;
  /** 0.3 ("a bit") to 2 ("way way more"); 1 is normal. */
  readonly strength: number;
  /** Relative to where the band is ("more", "darker"). */
  readonly isRelative: boolean;
}

/** What a free text asks for. */
export interface Reading {
  readonly asks: readonly Ask[];
  /** Never to be named in a prompt; whole families where `concept.names` says so. */
  readonly unwanted: readonly Concept[];
  /** Less of these, not none. */
  readonly lessened: readonly Ask[];
  /** Nothing but the instruments asked for. */
  readonly isExclusive: boolean;
  /** A tempo named as a number, 60 to 200, or `null`. */
  readonly bpm: number | null;
  readonly scale: Scale | null;
  /** In English, as the arbiter says it: "funk", "less bass", "without drums", "120 bpm". */
  readonly understood: readonly string[];
  /** Words that mean nothing to the arbiter, as written (for their author only). */
  readonly unknown: readonly string[];
  /** Somebody's name was dropped. */
  readonly hasName: boolean;
  /** Words to be sung were asked for. */
  readonly hasLyrics: boolean;
}

/** What `text` asks for. Always answers: a text that means nothing has everything in `unknown`. `own`: words of an engine beside the shared ones. */
export function readWords(text: string, own: OwnWords | null = null): Reading {
  return interpret(itemsOf(text, own));
}

interface Manner {
  no: boolean;
  less: boolean;
  more: boolean;
  too: boolean;
  strength: number;
  /** No thing has followed yet: a second "no" turns the first round. */
  isOpen: boolean;
}

const plainManner = (): Manner => ({ no: false, less: false, more: false, too: false, strength: 1, isOpen: false });

function interpret(items: readonly Item[]): Reading {
  const asks: Ask[] = [];
  const unwanted: Concept[] = [];
  const lessened: Ask[] = [];
  const unknown: string[] = [];
  const understood: string[] = [];
  let manner = plainManner();
  let isExclusive = false;
  let bpm: number | null = null;
  let scale: Scale | null = null;
  let hasName = false;
  let hasLyrics = false;
  /** Takes back the newest ask, for words that come behind what they are about. */
  let last: { concept: Concept; takeBack: () => void } | null = null;

  const take = (concept: Concept, how: Manner): void => {
    const strength = Math.min(2, Math.max(0.3, how.strength));
    const counts = [asks.length, unwanted.length, lessened.length, understood.length];
    // "Not too fast" and "too fast" both want less of it.
    if (how.too || how.less) {
      lessened.push({ concept, strength, isRelative: true });
      understood.push(`less ${concept.text}`);
    } else if (how.no) {
      unwanted.push(concept);
      understood.push(`without ${concept.text}`);
      if (concept.instead) asks.push({ concept: known(concept.instead), strength: 0.6, isRelative: false });
    } else {
      asks.push({ concept, strength, isRelative: how.more || concept.isComparative });
      understood.push(how.more ? `more ${concept.text}` : concept.text);
    }
    const [asked = 0, refused = 0, fewer = 0, said = 0] = counts;
    last = {
      concept,
      takeBack: () => {
        asks.length = asked;
        unwanted.length = refused;
        lessened.length = fewer;
        understood.length = said;
      },
    };
  };

  items.forEach((item, at) => {
    const next = items[at + 1];
    switch (item.kind) {
      case 'break': {
        // "no drums, bass or brass" is one list; "no drums, piano" is not.
        const clause = items.slice(at + 1, items.findIndex((later, i) => i > at && later.kind === 'break') + 1 || undefined);
        const isList =
          manner.no && !manner.isOpen && clause.some((later, i) => later.kind === 'operator' && later.operator === 'or' && i <= 2);
        const isAlternative = isList && clause.every((later) => later.kind !== 'operator' || later.operator === 'or');
        if (!isAlternative) manner = plainManner();
        last = null;
        break;
      }
      case 'operator':
        manner = afterOperator(manner, item.operator);
        if (item.operator === 'only') isExclusive = true;
        if (item.operator === 'name') hasName = true;
        if (item.operator === 'too' && item.isShort && next?.kind === 'concept' && next.concept.kind !== 'quality') manner.too = false;
        if (item.operator === 'sing') {
          const strangers = items.slice(at + 1).filter((later) => later.kind === 'unknown').length;
          if (strangers > 0 && !manner.no) hasLyrics = true;
          else take(known('wordless choir'), manner);
        }
        break;
      case 'afterthought':
        if (item.operator === 'only') isExclusive = true;
        else if (last) {
          const { concept, takeBack } = last;
          takeBack();
          take(concept, { ...plainManner(), [item.operator]: true });
        }
        break;
      case 'concept':
        // "solo piano" means nothing else; "piano solo" is a way of playing.
        if (item.concept.text === 'solo' && next?.kind === 'concept' && next.concept.kind === 'instrument') isExclusive = true;
        else take(item.concept, manner);
        // "Not too fast techno": the negation ends with the adjective.
        manner = manner.too && item.concept.kind === 'quality' ? plainManner() : { ...manner, strength: 1, too: false, isOpen: false };
        break;
      case 'key':
        scale = item.key.scale;
        asks.push({ concept: known(`${item.key.mode} key`), strength: 1, isRelative: false });
        understood.push(item.text);
        break;
      case 'bpm':
        bpm = item.bpm;
        understood.push(`${item.bpm} bpm`);
        break;
      case 'unknown':
        unknown.push(item.text);
        break;
    }
  });
  return { asks, unwanted, lessened, isExclusive, bpm, scale, understood: [...new Set(understood)], unknown, hasName, hasLyrics };
}

function afterOperator(manner: Manner, operator: Operator): Manner {
  switch (operator) {
    case 'no':
      return { ...plainManner(), no: !(manner.no && manner.isOpen), isOpen: true };
    case 'less':
      return manner.no && manner.isOpen ? { ...plainManner(), more: true } : { ...plainManner(), less: true, strength: manner.strength };
    case 'more':
      return manner.no && manner.isOpen
        ? { ...plainManner(), less: true }
        : { ...plainManner(), more: true, strength: manner.strength, less: manner.less && manner.isOpen };
    case 'too':
      return { ...manner, too: true };
    case 'enough':
      return { ...plainManner(), more: true };
    case 'mild':
      return { ...manner, strength: manner.strength * 0.45 };
    case 'strong':
      return { ...manner, strength: manner.strength * 1.5 };
    case 'add':
      // "Do not add drums" is still a no.
      return manner.no && manner.isOpen ? manner : plainManner();
    case 'but':
      return plainManner();
    case 'only':
    case 'or':
    case 'name':
    case 'sing':
      return manner;
  }
}
