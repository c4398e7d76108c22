// How wide a name of a role is set in the display face, so that it can be as large as its longest word lets it be. Pure, and slightly
// generous: measured on the letters of the face's heaviest weight.

/** Widths by letter, in type sizes. */
const NARROW = /[fijlrtI]/;
const WIDE = /[mwMW]/;
const CAPITAL = /\p{Lu}/u;
const FULL = /[\u3000-\u9fff\uff00-\uff60]/;

const letterEm = (letter: string): number =>
  FULL.test(letter) ? 1.02 : WIDE.test(letter) ? 0.86 : NARROW.test(letter) ? 0.37 : CAPITAL.test(letter) ? 0.66 : 0.6;

/** In type sizes: 1 is the height of the type. A word ends at a blank or behind a hyphen. */
export function widthEm(name: string): number {
  const words = name.split(/\s|(?<=-)/);
  return Math.max(...words.map((word) => [...word].reduce((sum, letter) => sum + letterEm(letter), 0)));
}
