// What people type as a room code, read the way the server reads it: any case, blanks dropped, lookalikes forgiven. Pure.

export const CODE_LENGTH = 6;
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
/** What was most likely meant by a sign that no code contains. */
const LOOKALIKES: Readonly<Record<string, string>> = { '0': 'Q', O: 'Q', '1': 'J', I: 'J', L: 'J' };

/** The signs of a code in `text`, at most six. A pasted join link gives the code in it. */
export function readCode(text: string): string {
  const fromLink = /\/r\/([^/?#\s]+)/.exec(text)?.[1] ?? text;
  return [...fromLink.normalize('NFKC').toUpperCase()]
    .map((sign) => LOOKALIKES[sign] ?? sign)
    .filter((sign) => ALPHABET.includes(sign))
    .slice(0, CODE_LENGTH)
    .join('');
}

/** "K7M 4QX": two groups are easier to compare. */
export function grouped(code: string): string {
  return `${code.slice(0, CODE_LENGTH / 2)} ${code.slice(CODE_LENGTH / 2)}`.trim();
}
