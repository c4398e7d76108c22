// Every sentence of the sheets that open over a room, in Spanish: room and people, engine room, sound details. What is set, who will
// notice, and what a refused change can be told.
import type * as English from '../en/sheets.ts';
import type { InAnyLanguage } from '../shape.ts';
import { count, number, percent, plural, scaleWords } from './base.ts';

export const roomSheet: InAnyLanguage<typeof English.roomSheet> = {
  undo: 'Deshacer',
  save: 'Guardar',

  invite: 'Invitar',
  codeLabel: (code) => `Código de la sala ${[...code].join(' ')}`,
  qr: (url) => `Código QR que abre ${url}`,
  link: 'El enlace a esta sala',
  linkHint: 'Quien lo abra puede entrar y tocar al momento.',
  linkLocked: 'La sala está cerrada: por ahora no deja entrar a nadie nuevo.',
  linkPassword: 'Pide la contraseña, así que dila también.',
  copyLink: 'Copiar el enlace',
  share: 'Compartir el enlace',
  shareText: (name) => `Toca con nosotros en ${name}`,

  people: 'Gente',
  you: 'tú',
  simulated: 'sim.',
  host: 'dirige',
  coHost: 'codirige',
  away: 'fuera',
  silenced: 'en pausa',
  screen: 'Pantalla grande',
  shareSpoken: (share) => `${share} por ciento de la música`,
  sharePercent: percent,
  listeners: (n) => plural(n, { one: 'Una persona más escucha.', other: `Escuchan ${count(n)} más.` }),
  more: (name) => `Qué puedes hacer con ${name}`,
  leaving: 'Sale enseguida',
  keep: (name) => `Mantener a ${name}`,
  keepShort: 'Mantener',
  acts: {
    silence: 'No oír por ahora',
    hear: 'Oír de nuevo',
    'name-co-host': 'Nombrar codirección',
    'take-co-host': 'Retirar codirección',
    'make-host': 'Mantén para ceder la dirección',
    remove: 'Sacar de la sala',
  },
  actNotes: {
    silence: 'Conserva sus mandos, pero no mueve nada. Su móvil se lo dice.',
    hear: 'Sus manos vuelven a mover la música.',
    'name-co-host': 'También podrá abrir esta hoja. Todo el mundo lo ve en la historia.',
    'take-co-host': 'Esta hoja se cierra en su móvil.',
    'make-host': 'La sala será suya. Todo el mundo lo ve en la historia.',
    remove: 'Su sitio queda libre al momento y su móvil vuelve a la puerta.',
  },
  done: {
    silence: (name) => `${name} no se oye por ahora.`,
    hear: (name) => `${name} se oye de nuevo.`,
    'name-co-host': (name) => `${name} te ayuda desde ahora.`,
    'take-co-host': (name) => `${name} ya no codirige.`,
    'make-host': (name) => `Ahora dirige ${name}.`,
    remove: (name) => `${name} sale enseguida.`,
  },

  settings: 'La sala',
  name: 'Nombre',
  nameNote: 'Se ve en el escenario, en cada móvil y en la lista de salas.',
  named: (name) => `La sala se llama ${name}.`,
  listing: 'En la lista pública',
  listingOn: 'Cualquiera en la página de inicio ve esta sala.',
  listingOff: 'Solo quien tiene el código o el enlace encuentra esta sala.',
  listed: (isPublic) => (isPublic ? 'La sala está en la lista pública.' : 'La sala ya no está en la lista pública.'),
  lock: 'Cerrada',
  lockOn: 'No entra nadie nuevo. Quien tiene sitio lo conserva.',
  lockOff: 'Entra quien tenga el código.',
  locked: (isLocked) => (isLocked ? 'La puerta está cerrada.' : 'La puerta vuelve a estar abierta.'),
  password: 'Contraseña',
  passwordOff: 'Aún no hay. Con una, la gente nueva tendrá que escribirla; dentro nadie nota nada.',
  passwordOn: 'La gente nueva tiene que escribirla. Dentro nadie nota nada.',
  passwordNew: 'Una contraseña nueva',
  passwordShow: 'Ver lo que escribo',
  passwordSet: 'Poner',
  passwordClear: 'Quitar la contraseña',
  passwordDone: 'La contraseña está puesta. Dásela a quien invites.',
  passwordGone: 'La sala ya no pide contraseña.',
  limit: 'Sitios para tocar',
  limitNote: 'Cuando se llenan, la gente nueva solo puede escuchar. Nadie pierde su sitio.',
  fewer: 'Un sitio menos',
  moreSeats: 'Un sitio más',
  limited: (seats) => plural(seats, { one: 'Ahora hay un sitio.', other: `Ahora hay ${count(seats)} sitios.` }),

  crowd: 'Qué puede pedir el público',
  crowdNote: 'Cada móvil muestra al momento lo que se puede pedir.',
  forms: { DROP: 'Drop', BREAKDOWN: 'Respiro', KEY_LIFT: 'Salto de tono', HALF_TIME: 'Medio tiempo' },
  formNotes: {
    DROP: 'Una subida y luego todo de golpe.',
    BREAKDOWN: 'La batería y el bajo se retiran ocho compases.',
    KEY_LIFT: 'Dos pasos más arriba durante dieciséis compases.',
    HALF_TIME: 'La batería y el bajo a la mitad.',
  },
  allowed: (form, isAllowed) => (isAllowed ? `${form}: el público puede pedirlo.` : `${form}: guardado para luego.`),

  elsewhere: 'Más allá de esta pantalla',
  api: 'Abrir la API',
  apiNote: 'Todo lo de esta hoja, como llamadas que puedes probar. Se abre junto a la música.',

  hostPlace: 'La dirección de la sala',
  takeBack: 'Volver a dirigir',
  takeBackNote: (name) =>
    name === null ? 'Tú abriste esta sala. Ahora no la dirige nadie.' : `Tú abriste esta sala. Ahora la dirige ${name}.`,
  tookBack: 'La sala vuelve a ser tuya.',

  end: 'Terminar para todos',
  endNote: 'La música para y todos los sitios quedan libres. Nadie puede volver a esta sala.',
  endHold: 'Mantén para terminar la sala',

  ranges: {
    name: (min, max) => `Un nombre tiene de ${min} a ${max} caracteres, y al menos uno se ve.`,
    password: (min, max) => `Una contraseña tiene de ${min} a ${max} caracteres.`,
    playerLimit: (min, max) => `De ${min} a ${max} sitios.`,
  },
  refusals: {
    UNAUTHENTICATED: 'Este sitio ya no se conoce. Entra otra vez en la sala.',
    ROOM_NOT_FOUND: 'Esta sala ha terminado.',
    RATE_LIMITED: 'Eso fue mucho de golpe. Espera un momento y prueba otra vez.',
    UNAVAILABLE: 'La sala toma aire. Prueba otra vez en un momento.',
    NETWORK: 'Eso no llegó. Prueba otra vez cuando vuelva la línea.',
    INTERNAL: 'La sala no pudo hacerlo. Prueba otra vez.',
  },
  otherwise: () => 'Ahora no se puede. Quizá la sala acaba de cambiar; échale otra mirada.',
};

const OWN_CHOICE = 'A gusto de Lyria';

export const engineRoom: InAnyLanguage<typeof English.engineRoom> = {
  prompts: 'En la música',
  noPrompts: 'Nada aún. Empieza con el primer toque de alguien.',
  weight: percent,
  credit: (name, share) => `${name} ${percent(share)}`,
  fromRoom: 'de la sala',
  coming: 'en camino',
  leaving: 'aún suena un momento',
  held: 'Llévalo tú',
  heldHint: 'Lo que pones aquí va por delante de lo que decide la sala.',
  onlyLyria: 'Solo para Lyria',
  onlyLyriaHint: 'A la banda de la casa no le sirven. Lo que está puesto se guarda para Lyria.',
  lyria: 'Cómo toca Lyria',
  lyriaHint: 'Si la dejas, Lyria encuentra su propio camino.',
  scale: 'Tono',
  letRoomChoose: 'Que elija la sala',
  scaleWords,
  keySounds: (scale, engine) =>
    scale === null ? `${engine === 'LYRIA' ? 'Lyria' : 'La banda'} elige el tono.` : `Suena ${scaleWords(scale)}.`,
  keyOnItsWay: (scale) => `${scaleWords(scale)} está en camino.`,
  muteBass: 'Silenciar el bajo',
  muteDrums: 'Silenciar la batería',
  onlyBassAndDrums: 'Solo bajo y batería',
  mutedByRoom: 'La sala ya lo tiene en silencio.',
  landing: 'Llega enseguida.',
  guidance: 'Guía',
  guidanceHint: 'Con cuánto rigor se siguen las indicaciones. Más vuelve los cambios más bruscos.',
  temperature: 'Temperatura',
  temperatureHint: 'Cuánto se atreve la música.',
  topK: 'Top-k',
  topKHint: 'Entre cuántos pasos siguientes elige Lyria, de 1 a 1000.',
  seed: 'Semilla',
  seedHint: 'La misma semilla y las mismas peticiones dan casi la misma música, de 0 a 2147483647.',
  number: (value) => (value === null ? OWN_CHOICE : number(value)),
  ownChoice: OWN_CHOICE,
  leave: 'Dejarlo a Lyria',
  leaveSpoken: (label) => `${label}: dejarlo a Lyria`,
  notWhole: (label, [min, max]) => `${label} es un número entero de ${min} a ${max}.`,
  mode: 'Modo',
  modes: { QUALITY: 'Calidad', DIVERSITY: 'Variedad', VOCALIZATION: 'Voces' },
  modeHints: { QUALITY: 'El mejor sonido.', DIVERSITY: 'El mayor cambio.', VOCALIZATION: 'Voces que cantan sin palabras.' },
  reset: 'Olvidar la música hasta aquí',
  resetHint: 'Lyria suelta todo lo que ha tocado y empieza de nuevo con lo que se pide ahora. El sonido no se corta. No hay vuelta atrás.',
  resetHold: 'Mantén para empezar de nuevo',
  resetDone: 'Lyria empieza de nuevo.',
  resetSilent: 'No suena música, así que no hay nada que olvidar.',
  onlyHosts: 'Solo quienes dirigen ajustan la máquina.',
};

const whole = (value: number) => number(Math.round(value));
const times = (n: number) => (n === 0 ? 'nunca' : plural(n, { one: 'una vez', other: `${whole(n)} veces` }));

export const soundDetails: InAnyLanguage<typeof English.soundDetails> = {
  why: 'Un altavoz inalámbrico se retrasa tanto como solo el oído puede saber. Pon el clic en dos aparatos y mueve el mando hasta que suenen como uno.',
  click: 'Poner el clic',
  stopClick: 'Parar el clic',
  nudge: 'Este aparato suena',
  nudgeWords: (nudgeMs) => (nudgeMs === 0 ? 'como la sala' : `${Math.abs(nudgeMs)} ms ${nudgeMs < 0 ? 'antes' : 'después'}`),
  earlier: 'Antes',
  later: 'Después',
  ms: (ms) => `${whole(ms)} ms`,
  times,
  delay: 'La sala espera',
  delayWords: (roomDelayMs, behindMs) => {
    if (roomDelayMs === null) return 'sin sonido aún';
    return behindMs < 1 ? `${whole(roomDelayMs)} ms` : `${whole(roomDelayMs)} ms, este aparato ${whole(behindMs)} más`;
  },
  store: 'En reserva',
  underruns: 'El sonido se cortó',
  underrunWords: (underruns, silentMs) => (underruns === 0 ? times(0) : `${times(underruns)}, ${whole(silentMs)} ms de silencio`),
  packets: 'Paquetes',
  packetWords: (late, lost) => `${whole(late)} tarde, ${whole(lost)} perdidos`,
  seeks: 'Saltó',
  stream: 'Flujo',
  streamWords: (kbitPerSecond, decoder) =>
    decoder === null
      ? `${whole(kbitPerSecond)} kbit/s`
      : `${whole(kbitPerSecond)} kbit/s, decodifica ${decoder === 'wasm' ? 'WebAssembly' : 'el navegador'}`,
  clock: 'Reloj',
  clockWords: (clock) =>
    clock === null
      ? 'aún no se sabe'
      : `${whole(Math.abs(clock.offsetMs))} ms ${clock.offsetMs < 0 ? 'adelantado' : 'atrasado'}, con ${number(clock.errorMs)} ms de margen`,
  output: 'Salida',
  worklet: 'audio worklet',
  simpleOutput: 'en la página',
  plays: 'Música',
  decides: 'Decisiones',
};
