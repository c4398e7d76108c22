// A few letters made of dots, for the axes of a picture: five wide, seven high. No more of the alphabet than axes need.
export const LETTER_HEIGHT = 7;
const LETTER_WIDTH = 5;
const ADVANCE = LETTER_WIDTH + 1;

/** Seven rows of five dots, each row a number in base 2. */
const LETTERS: Readonly<Record<string, readonly number[]>> = {
  '0': [0b01110, 0b10001, 0b10011, 0b10101, 0b11001, 0b10001, 0b01110],
  '1': [0b00100, 0b01100, 0b00100, 0b00100, 0b00100, 0b00100, 0b01110],
  '2': [0b01110, 0b10001, 0b00001, 0b00110, 0b01000, 0b10000, 0b11111],
  '3': [0b11110, 0b00001, 0b00001, 0b01110, 0b00001, 0b00001, 0b11110],
  '4': [0b00010, 0b00110, 0b01010, 0b10010, 0b11111, 0b00010, 0b00010],
  '5': [0b11111, 0b10000, 0b11110, 0b00001, 0b00001, 0b10001, 0b01110],
  '6': [0b00110, 0b01000, 0b10000, 0b11110, 0b10001, 0b10001, 0b01110],
  '7': [0b11111, 0b00001, 0b00010, 0b00100, 0b01000, 0b01000, 0b01000],
  '8': [0b01110, 0b10001, 0b10001, 0b01110, 0b10001, 0b10001, 0b01110],
  '9': [0b01110, 0b10001, 0b10001, 0b01111, 0b00001, 0b00010, 0b01100],
  ':': [0b00000, 0b00100, 0b00100, 0b00000, 0b00100, 0b00100, 0b00000],
  '-': [0b00000, 0b00000, 0b00000, 0b01110, 0b00000, 0b00000, 0b00000],
  k: [0b10000, 0b10000, 0b10010, 0b10100, 0b11000, 0b10100, 0b10010],
  H: [0b10001, 0b10001, 0b10001, 0b11111, 0b10001, 0b10001, 0b10001],
  z: [0b00000, 0b00000, 0b11111, 0b00010, 0b00100, 0b01000, 0b11111],
  d: [0b00001, 0b00001, 0b01101, 0b10011, 0b10001, 0b10011, 0b01101],
  B: [0b11110, 0b10001, 0b10001, 0b11110, 0b10001, 0b10001, 0b11110],
};

/** Width of a text in dots. */
export function widthOf(text: string): number {
  return Math.max(0, text.length * ADVANCE - 1);
}

/** Calls `dot` for each dot of a text, from its upper left corner; throws for a letter that is not there. */
export function letter(text: string, dot: (x: number, y: number) => void): void {
  [...text].forEach((sign, index) => {
    const rows = LETTERS[sign];
    if (rows === undefined) throw new RangeError(`no letter "${sign}"`);
    rows.forEach((row, y) => {
      for (let x = 0; x < LETTER_WIDTH; x += 1) if (row & (1 << (LETTER_WIDTH - 1 - x))) dot(index * ADVANCE + x, y);
    });
  });
}
