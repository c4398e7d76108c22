// Room codes: how they are made, and how what people type is understood. Takes randomness as an argument and knows no room.

/** No 0, O, 1, I or L: nobody has to guess what they are reading. */
export const ROOM_CODE_ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
export const ROOM_CODE_LENGTH = 6;

/** What was most likely meant by a sign that no code contains. Every letter and digit therefore reads as some code. */
const LOOKALIKES: Readonly<Record<string, string>> = { '0': 'Q', O: 'Q', '1': 'J', I: 'J', L: 'J' };
/** Far more than any sensible way to write six signs. */
const LONGEST_TYPED = 64;

/** A code of `ROOM_CODE_LENGTH` signs. `randomInteger(below)` gives a uniform integer in [0, below). */
export function makeRoomCode(randomInteger: (below: number) => number): string {
  return Array.from({ length: ROOM_CODE_LENGTH }, () => ROOM_CODE_ALPHABET[randomInteger(ROOM_CODE_ALPHABET.length)]).join('');
}

/** The code that a person meant: any case and width, blanks and hyphens dropped, lookalikes replaced; `null` when it cannot be one. */
export function normaliseRoomCode(text: string): string | null {
  if (text.length > LONGEST_TYPED) return null;
  const typed = text.normalize('NFKC').toUpperCase();
  const signs = [...typed.replace(/[\s\p{Pd}\p{Cf}]/gu, '')].map((sign) => LOOKALIKES[sign] ?? sign);
  const isCode = signs.length === ROOM_CODE_LENGTH && signs.every((sign) => ROOM_CODE_ALPHABET.includes(sign));
  return isCode ? signs.join('') : null;
}

/** As people read it aloud and as it stands on the big screen: "K7M 4QX". */
export function readableRoomCode(code: string): string {
  return `${code.slice(0, ROOM_CODE_LENGTH / 2)} ${code.slice(ROOM_CODE_LENGTH / 2)}`;
}
