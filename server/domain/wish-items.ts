// Takes a free text apart into what its words are: things, little words that steer them, keys, tempi, names and strangers, in five
// languages and with slips of the thumb. What they mean together is read in wish-reading.ts.

import { level } from './levelling.ts';
import {
  IDLE_WORDS,
  JAPANESE_AFTERTHOUGHTS,
  JAPANESE_OPERATORS,
  JAPANESE_PARTICLES,
  OPERATORS,
  type Operator,
  ROMAJI_AFTERTHOUGHTS,
  TRAILING_NO,
} from './lexicon-operators.ts';
import { japaneseKey, type NamedKey, namedKey } from './musical-key.ts';
import {
  bentConcept,
  type Concept,
  conceptOf,
  correctedWord,
  isRomaji,
  JAPANESE_FORMS,
  japaneseConcept,
  LONGEST_FORM,
} from './vocabulary.ts';

export type Item =
  | { readonly kind: 'operator'; readonly operator: Operator; readonly isShort: boolean }
  | { readonly kind: 'afterthought'; readonly operator: 'no' | 'less' | 'more' | 'only' }
  | { readonly kind: 'concept'; readonly concept: Concept }
  | { readonly kind: 'key'; readonly key: NamedKey; readonly text: string }
  | { readonly kind: 'bpm'; readonly bpm: number }
  | { readonly kind: 'unknown'; readonly text: string }
  | { readonly kind: 'break' };

interface Token {
  readonly written: string;
  readonly word: string;
  readonly isBreak: boolean;
}

const phrases = (list: string): string[] => list.split(',').flatMap((form) => form.trim() || []);
const operators = new Map<string, Operator>();
for (const operator of Object.keys(OPERATORS) as Operator[]) {
  for (const form of phrases(OPERATORS[operator])) if (!operators.has(form)) operators.set(form, operator);
}
const idle = new Set(phrases(IDLE_WORDS));
const particles = [...JAPANESE_PARTICLES].sort((a, b) => b.length - a.length);
const afterthoughts = [...JAPANESE_AFTERTHOUGHTS].sort(([a], [b]) => b.length - a.length);
const BESIDE_TEMPO = new Set(['at', 'tempo', 'bpm', 'auf', 'a', 'to', 'um', 'bei', 'around', 'about']);
const JAPANESE_RUN = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}ー]/u;

/** Words of an engine's own, beside the shared vocabulary. Words are levelled. */
export interface OwnWords {
  /** The concept of exactly this phrase. */
  find(words: readonly string[]): Concept | null;
  /** What a word that nobody knows most likely means. */
  near(word: string): Concept | null;
}

/** The words of a text in their order. */
export function itemsOf(text: string, own: OwnWords | null = null): Item[] {
  return itemsOfTokens(tokensOf(text), own);
}

function tokensOf(text: string): Token[] {
  const plain = text
    .normalize('NFKC')
    .replace(/[\u200B-\u200F\u2060-\u2065\u206A-\u206F\uFEFF\u00AD]/g, '')
    .replace(/♯/g, ' sharp ')
    .replace(/♭/g, ' flat ')
    .replace(/\b([A-Ga-g])#/g, '$1 sharp ')
    // French elision: "l'orgue" is two words; "d'n'b" and "don't" are not.
    .replace(/(?<![\p{L}\p{N}])(?:[dljmnstc]|qu)['’](?=\p{L}{3})/giu, ' ')
    .replace(/['’]/g, '')
    .replace(/&/g, ' and ')
    .replace(/\+/g, ' and ');
  return (plain.match(/[\p{L}\p{N}]+|[,.;:!?、。！？\n()–—]/gu) ?? []).map((written) => {
    const isBreak = !/[\p{L}\p{N}]/u.test(written);
    return { written, word: isBreak ? '' : level(written), isBreak };
  });
}

function itemsOfTokens(tokens: readonly Token[], own: OwnWords | null): Item[] {
  const items: Item[] = [];
  const isJapanese = tokens.some(({ word }) => isRomaji(word) || word in ROMAJI_AFTERTHOUGHTS);
  const hasSmallLetters = tokens.filter(({ written }) => /^\p{Ll}/u.test(written)).length > 0;
  const isCapital = (at: number): boolean => hasSmallLetters && /^\p{Lu}/u.test(tokens[at]?.written ?? '');
  let at = 0;
  while (at < tokens.length) {
    const token = tokens[at];
    if (!token || token.isBreak) {
      items.push({ kind: 'break' });
      at += 1;
      continue;
    }
    if (JAPANESE_RUN.test(token.word)) {
      items.push(...japaneseItems(token.word));
      at += 1;
      continue;
    }
    const read = readAt(tokens, at, isJapanese, own);
    if (read?.item?.kind === 'operator' && read.item.operator === 'name') {
      const end = nameEnd(tokens, at + read.length, isCapital);
      if (end > at + read.length) items.push(read.item);
      at = Math.max(end, at + read.length);
      continue;
    }
    if (read) {
      if (read.item) items.push(read.item);
      at += read.length;
      continue;
    }
    const bent = bentConcept(token.word);
    // A capital in the middle of a sentence is a name, not a slip of the thumb.
    const corrected = bent || (isCapital(at) && at > 0) ? null : correctedWord(token.word);
    const again = corrected ? readAt(tokens.with(at, { ...token, word: corrected }), at, isJapanese, own) : null;
    if (again?.item?.kind === 'concept') {
      items.push(again.item);
      at += again.length;
      continue;
    }
    const meant = bent ?? own?.near(token.word) ?? null;
    items.push(meant ? { kind: 'concept', concept: meant } : { kind: 'unknown', text: token.written });
    at += 1;
  }
  return items;
}

/** What the words from `at` on mean; `item` is `null` for words that ask for nothing. */
function readAt(
  tokens: readonly Token[],
  at: number,
  isJapanese: boolean,
  own: OwnWords | null,
): { item: Item | null; length: number } | null {
  const words: string[] = [];
  for (let i = at; i < tokens.length && i < at + LONGEST_FORM; i++) {
    const token = tokens[i];
    if (!token || token.isBreak) break;
    words.push(token.word);
  }
  const [word = ''] = words;
  const before = tokens[at - 1]?.word ?? '';
  const key = namedKey(words, before, tokens[at]?.written ?? '');
  if (key) return { item: { kind: 'key', key, text: words.slice(0, key.length).join(' ') }, length: key.length };
  if (/^\d{2,3}(bpm)?$/.test(word)) {
    const next = words[1] ?? '';
    const isTempo = word.endsWith('bpm') || /^(bpm|beats|schlage|ppm)$/.test(next) || (BESIDE_TEMPO.has(before) && !conceptOf([word]));
    const length = /^(bpm|beats|schlage|ppm)$/.test(next) ? 2 : 1;
    if (isTempo) return { item: { kind: 'bpm', bpm: Math.min(200, Math.max(60, Number.parseInt(word, 10))) }, length };
  }
  const after = isJapanese ? ROMAJI_AFTERTHOUGHTS[word] : undefined;
  if (after) return { item: { kind: 'afterthought', operator: after }, length: 1 };
  // Between Japanese words "no" and "na" are particles; between Portuguese ones "no" is "in the".
  if (isJapanese && /^(no|na|de|ni|wo|o|ga|wa|to|mo)$/.test(word)) return { item: null, length: 1 };
  if (TRAILING_NO.includes(word) && (tokens[at + 1]?.isBreak ?? true)) return { item: { kind: 'afterthought', operator: 'no' }, length: 1 };
  for (let length = words.length; length > 0; length--) {
    const phrase = words.slice(0, length);
    const operator = operators.get(phrase.join(' '));
    if (operator) return { item: { kind: 'operator', operator, isShort: length === 1 }, length };
    const concept = own?.find(phrase) ?? conceptOf(phrase);
    if (concept) return { item: { kind: 'concept', concept }, length };
    if (idle.has(phrase.join(' '))) return { item: null, length };
  }
  return null;
}

/** Where a name behind "like", "by" and so on ends; `from` itself when music follows ("like rain"). */
function nameEnd(tokens: readonly Token[], from: number, isCapital: (at: number) => boolean): number {
  let start = from;
  while (tokens[start] && !tokens[start]?.isBreak && idle.has(tokens[start]?.word ?? '') && !isCapital(start)) start += 1;
  let end = start;
  let strangers = 0;
  while (end < tokens.length && !tokens[end]?.isBreak) {
    const word = tokens[end]?.word ?? '';
    const isKnown = conceptOf([word]) !== null || operators.has(word) || idle.has(word);
    if (isKnown && !isCapital(end)) break;
    if (!isKnown) strangers += 1;
    end += 1;
  }
  const isBy = /^(by|von|par|feat|ft)$/.test(tokens[from - 1]?.word ?? '');
  return strangers > 0 || (isBy && end > start) ? end : from;
}

function japaneseItems(run: string): Item[] {
  const items: Item[] = [];
  let rest = run;
  let stray = '';
  const flush = (): void => {
    if (stray) items.push({ kind: 'unknown', text: stray });
    stray = '';
  };
  while (rest) {
    const key = japaneseKey(rest);
    const concept = JAPANESE_FORMS.find((form) => rest.startsWith(form));
    const operator = JAPANESE_OPERATORS.find(([form]) => rest.startsWith(form));
    const after = afterthoughts.find(([form]) => rest.startsWith(form));
    const particle = particles.find((form) => rest.startsWith(form));
    const length = key?.length ?? Math.max(concept?.length ?? 0, operator?.[0].length ?? 0, after?.[0].length ?? 0);
    if (length > 0) flush();
    if (key) items.push({ kind: 'key', key, text: rest.slice(0, key.length) });
    else if (operator && operator[0].length === length) items.push({ kind: 'operator', operator: operator[1], isShort: false });
    else if (after && after[0].length === length) items.push({ kind: 'afterthought', operator: after[1] });
    else if (concept)
      items.push(...[japaneseConcept(concept)].flatMap((found) => (found ? [{ kind: 'concept' as const, concept: found }] : [])));
    else if (particle) flush();
    else stray += rest.charAt(0);
    rest = rest.slice(length || particle?.length || 1);
  }
  flush();
  return items;
}
