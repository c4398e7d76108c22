// The fifteen genres and the rhythm each tile wears: sixteen steps as a necklace. Pure tables.

import { levelled } from './heard.ts';

export interface Genre {
  readonly value: string;
  /** Sixteen steps from the top, clockwise: K kick, S snare, h hat, - nothing. */
  readonly steps: string;
  /** Sustained sounds as arcs, [from, to] in steps. */
  readonly arcs?: readonly (readonly [number, number])[];
}

export const GENRES: readonly Genre[] = [
  { value: 'Trap', steps: 'Kh-hh-KhShKh-hhh' },
  { value: 'Lo-Fi', steps: 'K-h-S-hK-hKhS---' },
  { value: 'Afrobeat', steps: 'K--K-S-KSK-hK-h-' },
  { value: 'Jazz', steps: 'K---h--hh-S-h--h' },
  {
    value: 'Orchestral',
    steps: 'K-------------K-',
    arcs: [
      [0.4, 2.2],
      [4.6, 7.8],
      [9.8, 13.6],
      [15.4, 16],
    ],
  },
  { value: 'Techno', steps: 'K-h-K-h-K-h-K-h-' },
  { value: 'Ambient', steps: '----------------', arcs: [[6, 15]] },
  { value: 'Hip-Hop', steps: 'K-hKS-h-h-K-S-h-' },
  { value: 'Funk', steps: 'KhhhShKhh-KhShhS' },
  { value: 'Drum & Bass', steps: 'K-h-S-h-h-K-S-h-' },
  {
    value: 'Synthwave',
    steps: 'K---S---K---S---',
    arcs: [
      [0.6, 1.6],
      [4.6, 6.4],
      [8.6, 9.8],
      [12.8, 15.4],
    ],
  },
  { value: 'Reggae', steps: '--h---h-K-h---h-' },
  { value: 'House', steps: 'K-h-K-hSK-h-K-hS' },
  {
    value: 'Classical',
    steps: 'S----S----S-----',
    arcs: [
      [0.8, 2.8],
      [4.6, 6.8],
      [8.4, 11.2],
      [12.4, 14.6],
    ],
  },
  { value: 'R&B', steps: 'K-h-S-hKh---S-h-' },
];

type NameOf = (value: string) => string;

/** The genres that a search finds: one of their words begins with what was typed, "dnb" and "rnb" included, or of the words that a tile
 * shows. All of them for nothing. */
export function genresMatching(search: string, nameOf: NameOf): readonly Genre[] {
  const typed = levelled(search).trim();
  if (typed === '') return GENRES;
  const glued = typed.replaceAll(' ', '');
  return GENRES.filter(({ value }) => {
    if (nameOf(value).toLowerCase().startsWith(typed)) return true;
    const name = levelled(value).trim();
    const initials = name
      .replaceAll(' and ', ' n ')
      .split(' ')
      .map((word) => word.charAt(0))
      .join('');
    return ` ${name}`.includes(` ${typed}`) || name.replaceAll(' ', '').startsWith(glued) || initials === glued;
  });
}

/** What the search means: a genre when it says one in full or finds only one, else the very words. */
export function chosenBy(search: string, nameOf: NameOf): string {
  const found = genresMatching(search, nameOf);
  const whole = found.find(({ value }) => levelled(value) === levelled(search));
  return whole?.value ?? (found.length === 1 ? (found[0]?.value ?? search) : search);
}
