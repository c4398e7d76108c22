// How words are compared: everything that thumbs, keyboards and alphabets do differently is levelled first. Knows no meanings.

/** Little words that carry no music; they do not count as words of a prompt. */
const LITTLE = new Set('a an and the of in on with to for over under by from at into is as it its this that some more'.split(' '));
const PLAIN = /^[a-z0-9 ,.-]*$/i;
// Zero-width and direction marks, soft hyphen, byte order mark: invisible, so nobody can have meant them.
const INVISIBLE = /[\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF\u00AD]/g;

/** NFKC, lower case, accents off Latin letters, invisible characters and apostrophes dropped, `&` read as "and". */
export function level(text: string): string {
  // Most texts are plain letters: the same without the costly Unicode tables.
  if (PLAIN.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(/['’]/g, '')
    .replace(/&/g, ' and ');
}

/** A plural s of words over three letters is cut ("drums" is "drum", "brass" stays). */
export function singular(word: string): string {
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}

/** The levelled words of a text in the singular: runs of letters and digits ("hip-hop" is two words). */
export function wordsOf(text: string): string[] {
  return (level(text).match(/[\p{L}\p{N}]+/gu) ?? []).map(singular);
}

/** The distinct words that count for continuity: all but the little ones. */
export function contentWords(texts: readonly string[]): ReadonlySet<string> {
  return new Set(texts.flatMap(wordsOf).filter((word) => !LITTLE.has(word)));
}

/** Whether `text` repeats six words in a row of any of the raw texts. */
export function repeatsRun(text: string, raws: readonly string[]): boolean {
  const RUN = 6;
  const hay = ` ${wordsOf(text).join(' ')} `;
  return raws.some((raw) => {
    const words = wordsOf(raw);
    return words.some((_, at) => at + RUN <= words.length && hay.includes(` ${words.slice(at, at + RUN).join(' ')} `));
  });
}
