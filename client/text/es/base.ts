// Words that every screen needs, in Spanish: numbers, roles, tempos, who plays, where a screen stands with its room, and what opens what.
import type * as English from '../en/base.ts';
import { createGrammar } from '../grammar.ts';
import type { InAnyLanguage } from '../shape.ts';

export const { list: spoken, number, percent, plural } = createGrammar('es');

const NUMBERS = ['cero', 'una', 'dos', 'tres', 'cuatro', 'cinco', 'seis', 'siete', 'ocho', 'nueve', 'diez', 'once', 'doce'];

/** Small numbers in words; what is counted here is mostly people, hands and seats. */
export const count = (n: number): string => NUMBERS[n] ?? number(n);

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const TEMPOS: readonly (readonly [upTo: number, word: string])[] = [
  [75, 'Lento'],
  [95, 'Relajado'],
  [110, 'De paseo'],
  [130, 'Ágil'],
  [150, 'Rápido'],
  [Number.POSITIVE_INFINITY, 'Desbocado'],
];

export const tempoWord = (bpm: number): string => TEMPOS.find(([upTo]) => bpm <= upTo)?.[1] ?? '';

const NOTES: Readonly<Record<string, string>> = {
  C: 'do',
  D_FLAT: 're bemol',
  D: 're',
  E_FLAT: 'mi bemol',
  E: 'mi',
  F: 'fa',
  G_FLAT: 'sol bemol',
  G: 'sol',
  A_FLAT: 'la bemol',
  A: 'la',
  B_FLAT: 'si bemol',
  B: 'si',
};

/** "C_MAJOR_A_MINOR" is "Do mayor, la menor". */
export function scaleWords(scale: string): string {
  const [major = '', minor = ''] = scale.replace('_MINOR', '').split('_MAJOR_');
  return `${capital(NOTES[major] ?? major)} mayor, ${NOTES[minor] ?? minor} menor`;
}

export const words: InAnyLanguage<typeof English.words> = { list: spoken, number, percent };

export const who: InAnyLanguage<typeof English.who> = {
  lyria: 'Toca Lyria',
  gemini: 'Decide Gemini',
  band: 'Toca la banda de la casa',
  bandShort: 'Banda de la casa',
  rules: 'Deciden las reglas de la casa',
  ownHouse: 'Banda y reglas de la casa',
  both: (plays, decides) => `${plays}, ${decides.charAt(0).toLowerCase()}${decides.slice(1)}`,
  sentences: (plays, decides) => `${plays}. ${decides}.`,
  standsIn: (cause) => `La banda de la casa suple a Lyria: ${cause}`,
  ruled: (cause) => `Deciden las reglas de la casa: ${cause}`,
  cannotPlay: 'ahora no puede tocar',
  cannotAsk: 'ahora no se puede preguntar a Gemini',
  cause: () => null,
};

export const roleNames: InAnyLanguage<typeof English.roleNames> = {
  DRUMMER: 'Batería',
  VIBE_SETTER: 'Ambiente',
  GENRE_DJ: 'DJ de género',
  INSTRUMENTALIST: 'Instrumentos',
  ENERGY: 'Energía',
};

export const standing: InAnyLanguage<typeof English.standing> = {
  inTime: 'A tiempo',
  catchingUp: 'Se pone al día',
  finding: 'Busca la sala',
  offline: 'Sin red',
  houseBand: 'Entra la banda de la casa',
  pickingUp: 'La banda se recompone',
  silent: 'Aquí, silencio',
};

export const common: InAnyLanguage<typeof English.common> = {
  product: 'Coro',
  home: 'Volver al inicio',
  close: 'Cerrar',
  language: 'Idioma',
  toLight: 'Cambiar a la vista clara',
  toDark: 'Cambiar a la vista oscura',
};

export const doors: InAnyLanguage<typeof English.doors> = {
  engineRoom: 'Sala de máquinas',
  room: 'Sala y gente',
  invite: 'Mostrar el código',
  inviteTitle: 'Adelante',
  soundDetails: 'Detalles del sonido',
};

export const address: InAnyLanguage<typeof English.address> = {
  anyPlayer: 'Escuchar en cualquier reproductor',
  anyPlayerHint: 'Para VLC, una radio o un segundo altavoz: esta dirección suena siempre que suena la sala.',
  copy: 'Copiar la dirección',
  copied: 'Copiada',
  byHand: 'Este navegador no copia. La dirección está seleccionada: cópiala a mano.',
};

export const hold: InAnyLanguage<typeof English.hold> = {
  longer: 'Sigue pulsando hasta que se llene.',
  again: 'Pulsa una vez más y se hará.',
};

export const demo: InAnyLanguage<typeof English.demo> = {
  simulated: 'simulada',
  named: (name) => `${name} (sim.)`,
  petal: (name) => `${name} (sim.)`,
  handsOver: (name) => `${name} (sim.) te lo cede`,
  playing: (guests) => plural(guests, { one: 'Toca una persona simulada.', other: `Tocan ${count(guests)} personas simuladas.` }),
  sendAway: 'Despedirlas',
  gone: 'Las personas simuladas se han ido.',
  callBack: 'Llamarlas otra vez',
  notDone: 'Eso no llegó a la sala. Prueba otra vez.',
};

export const pwa: InAnyLanguage<typeof English.pwa> = {
  offlineTitle: 'Sin línea con Coro',
  offline: 'Las salas y su música viven en la red. Esta página vuelve sola en cuanto la haya.',
  retry: 'Probar otra vez',
  retrying: 'Probando',
  update: 'Hay un Coro nuevo.',
  reload: 'Recargar',
  later: 'Luego',
};
