// Every sentence of the stage, in Spanish. Short, warm, exact; says what happens next.
import type * as English from '../en/stage.ts';
import type { InAnyLanguage } from '../shape.ts';
import { count, percent, scaleWords, spoken, tempoWord } from './base.ts';

const SECTIONS: Readonly<Record<string, string>> = { intro: 'Intro', verse: 'Estrofa', chorus: 'Estribillo', break: 'Pausa' };

/** At most three names, for nobody listens to ten. */
const people = (names: readonly string[]): string =>
  names.length <= 3 ? spoken(names) : `${names.slice(0, 2).join(', ')} y ${count(names.length - 2)} más`;

export const stage: InAnyLanguage<typeof English.stage> = {
  title: (name) => `${name} en escena`,
  scan: 'Apunta la cámara a la flor o escribe',
  at: 'en',
  qr: (url) => `Código QR que abre ${url}`,
  code: (code) => `Código de la sala ${code}`,
  freeSeat: 'Sitio libre',
  start: 'Empezar',
  starting: 'Ya viene la banda',
  seatsLabel: 'Sitios',
  more: (n) => `y ${count(n)} más`,
  live: 'En vivo',
  elapsed: (minutes) => {
    if (minutes === 0) return 'recién empezado';
    return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
  },
  hearing: 'Suena ahora',
  nothingYet: 'El primer sonido está en camino.',
  coming: (credit) => (credit === '' ? 'en camino' : `En camino: ${credit}`),
  credit: (names) => {
    const [first = '', second, ...rest] = names;
    if (second === undefined) return first;
    return rest.length === 0 ? `${first} con ${second}` : `${first} con ${second} y ${count(rest.length)} más`;
  },
  room: 'La sala',
  weight: (share) => `${percent(share)} de la música`,
  justNow: 'Hace un momento',
  nothingHappened: 'La historia empieza con el primer toque.',
  tempo: (heard) => `${tempoWord(heard)}, ${heard} por minuto`,
  tempoOnItsWay: (heard, target) => `${heard} → ${target} bpm`,
  tempoSpoken: (heard, target) => `De ${heard} a ${target} pulsos por minuto`,
  lands: 'llega enseguida',
  chord: (chord) => chord.replace('#', '♯').replace(/^([A-G])b/, '$1♭'),
  key: (scale, engine) => (scale === null ? `${engine === 'LYRIA' ? 'Lyria' : 'La banda'} elige el tono` : scaleWords(scale)),
  keyLands: (scale) => `Sigue: ${scaleWords(scale)}`,
  stillSounding: (prompts) => `Aún suena un momento: ${prompts}.`,
  section: (section, bar) => (section === '' ? `Compás ${bar + 1}` : `${SECTIONS[section] ?? section}, compás ${bar + 1}`),
  noSection: 'Contando la entrada',
  influence: 'Influencia',
  person: 'Persona',
  role: 'Papel',
  share: 'Parte de la música',
  quiet: 'en pausa',
  away: 'fuera',
  greeting: (names, players) =>
    players === 1
      ? `Llega ${people(names)} y abre el grupo.`
      : `${names.length === 1 ? 'Llega' : 'Llegan'} ${people(names)}, ya son ${count(players)}.`,
  inviteFirst: 'La música ya suena. Pon tú la primera mano.',
  inviteAll: 'La música va adonde la empujen. Les toca.',
  emptyTitle: 'Hay cinco pétalos libres',
  empty: 'Muestra el código o toca un rato a solas.',
  gate: 'Toca una vez y la sala podrá oír.',
  joining: 'Busca la sala',
  password: 'Esta sala tiene contraseña. La sabe quien te invitó.',
  passwordLabel: 'Contraseña',
  open: 'Abrir el escenario',
  wrongPassword: 'Esa no es la contraseña de esta sala.',
  locked: 'Esta sala está cerrada. Pide a quien la dirige que la abra.',
  unknown: (code) => `Ninguna sala responde a ${code}.`,
  failed: 'No se pudo abrir el escenario. Probando de nuevo.',
  removed: 'Se pidió a esta pantalla que dejara la sala.',
  ended: 'La sala ha terminado',
  endedText: 'Gracias por la música.',
  again: 'Abrir una sala nueva',
  onlyHost: 'Solo quien dirige puede empezar y parar la música.',
  engineFailed: 'La banda se ha perdido y la están llamando.',
};

export const strip: InAnyLanguage<typeof English.strip> = {
  play: 'Empezar la música',
  stop: 'Parar la música',
  controls: 'Mandos del escenario',
  volume: 'Volumen',
  volumeWords: (share) => `${share} por ciento`,
  mute: 'Silenciar esta pantalla',
  unmute: 'Sonido en esta pantalla',
  fullscreen: 'Llenar la pantalla',
  leaveFullscreen: 'Salir de pantalla completa',
};
