// Words that every screen needs, in German: numbers, roles, tempos, who plays, where a screen stands with its room, and what opens what.
import type * as English from '../en/base.ts';
import { createGrammar } from '../grammar.ts';
import type { InAnyLanguage } from '../shape.ts';

export const { list: spoken, number, percent, plural } = createGrammar('de');

const NUMBERS = ['null', 'ein', 'zwei', 'drei', 'vier', 'fünf', 'sechs', 'sieben', 'acht', 'neun', 'zehn', 'elf', 'zwölf'];

/** Small numbers in words. */
export const count = (n: number): string => NUMBERS[n] ?? number(n);

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const TEMPOS: readonly (readonly [upTo: number, word: string])[] = [
  [75, 'Langsam'],
  [95, 'Entspannt'],
  [110, 'Gehend'],
  [130, 'Zügig'],
  [150, 'Schnell'],
  [Number.POSITIVE_INFINITY, 'Rasend'],
];

export const tempoWord = (bpm: number): string => TEMPOS.find(([upTo]) => bpm <= upTo)?.[1] ?? '';

/** German calls B "H" and B flat "B". */
const NOTES: Readonly<Record<string, string>> = {
  C: 'C',
  D_FLAT: 'Des',
  D: 'D',
  E_FLAT: 'Es',
  E: 'E',
  F: 'F',
  G_FLAT: 'Ges',
  G: 'G',
  A_FLAT: 'As',
  A: 'A',
  B_FLAT: 'B',
  B: 'H',
};

/** "C_MAJOR_A_MINOR" is "C-Dur, a-Moll". */
export function scaleWords(scale: string): string {
  const [major = '', minor = ''] = scale.replace('_MINOR', '').split('_MAJOR_');
  return `${NOTES[major] ?? major}-Dur, ${(NOTES[minor] ?? minor).toLowerCase()}-Moll`;
}

export const words: InAnyLanguage<typeof English.words> = { list: spoken, number, percent };

export const who: InAnyLanguage<typeof English.who> = {
  lyria: 'Lyria spielt',
  gemini: 'Gemini entscheidet',
  band: 'Die Hausband spielt',
  bandShort: 'Hausband',
  rules: 'Die Hausregeln entscheiden',
  ownHouse: 'Hausband, Hausregeln',
  both: (plays, decides) => `${plays}, ${decides.replace(/^Die/, 'die')}`,
  sentences: (plays, decides) => `${plays}. ${decides}.`,
  standsIn: (cause) => `Die Hausband springt für Lyria ein: ${cause}`,
  ruled: (cause) => `Die Hausregeln entscheiden: ${cause}`,
  cannotPlay: 'sie kann gerade nicht spielen',
  cannotAsk: 'Gemini ist gerade nicht zu fragen',
  cause: () => null,
};

export const roleNames: InAnyLanguage<typeof English.roleNames> = {
  DRUMMER: 'Schlagzeug',
  VIBE_SETTER: 'Stimmung',
  GENRE_DJ: 'Genre-DJ',
  INSTRUMENTALIST: 'Instrumente',
  ENERGY: 'Energie',
};

export const standing: InAnyLanguage<typeof English.standing> = {
  inTime: 'Im Takt',
  catchingUp: 'Holt auf',
  finding: 'Sucht den Raum',
  offline: 'Kein Netz',
  houseBand: 'Die Hausband springt ein',
  pickingUp: 'Die Band fängt sich',
  silent: 'Hier ist es still',
};

export const common: InAnyLanguage<typeof English.common> = {
  product: 'Coro',
  home: 'Zurück zum Anfang',
  close: 'Schließen',
  language: 'Sprache',
  toLight: 'Zur hellen Ansicht',
  toDark: 'Zur dunklen Ansicht',
};

export const doors: InAnyLanguage<typeof English.doors> = {
  engineRoom: 'Maschinenraum',
  room: 'Raum und Leute',
  invite: 'Code zeigen',
  inviteTitle: 'Kommt herein',
  soundDetails: 'Klang im Detail',
};

export const address: InAnyLanguage<typeof English.address> = {
  anyPlayer: 'In jedem Player hören',
  anyPlayerHint: 'Für VLC, ein Radio, eine zweite Box: Diese Adresse spielt, solange der Raum spielt.',
  copy: 'Adresse kopieren',
  copied: 'Kopiert',
  byHand: 'Dieser Browser kopiert nicht. Die Adresse ist markiert: Kopiere sie von Hand.',
};

export const hold: InAnyLanguage<typeof English.hold> = {
  longer: 'Halte weiter, bis er voll ist.',
  again: 'Drücke noch einmal, dann geschieht es.',
};

export const demo: InAnyLanguage<typeof English.demo> = {
  simulated: 'simuliert',
  named: (name) => `${name} (simuliert)`,
  petal: (name) => `${name} (sim.)`,
  handsOver: (name) => `${name} (simuliert) gibt sie dir`,
  playing: (guests) =>
    plural(guests, { one: 'Ein simulierter Gast spielt mit.', other: `${capital(count(guests))} simulierte Gäste spielen mit.` }),
  sendAway: 'Wegschicken',
  gone: 'Die simulierten Gäste sind gegangen.',
  callBack: 'Zurückrufen',
  notDone: 'Das kam nicht im Raum an. Versuch es noch einmal.',
};

export const pwa: InAnyLanguage<typeof English.pwa> = {
  offlineTitle: 'Keine Leitung zu Coro',
  offline: 'Die Räume und ihre Musik leben im Netz. Diese Seite kommt von selbst zurück, sobald es wieder da ist.',
  retry: 'Noch einmal',
  retrying: 'Versucht es',
  update: 'Ein neues Coro ist da.',
  reload: 'Neu laden',
  later: 'Später',
};
