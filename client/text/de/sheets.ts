// Every sentence of the sheets that open over a room, in German: room and people, engine room, sound details. What is set, who will
// notice, and what a refused change can be told.
import type * as English from '../en/sheets.ts';
import type { InAnyLanguage } from '../shape.ts';
import { count, number, percent, plural, scaleWords } from './base.ts';

export const roomSheet: InAnyLanguage<typeof English.roomSheet> = {
  undo: 'Rückgängig',
  save: 'Speichern',

  invite: 'Einladen',
  codeLabel: (code) => `Raumcode ${[...code].join(' ')}`,
  qr: (url) => `QR-Code, der ${url} öffnet`,
  link: 'Der Link in diesen Raum',
  linkHint: 'Wer ihn öffnet, kann gleich mitspielen.',
  linkLocked: 'Der Raum ist abgeschlossen: Vorerst lässt er niemanden neu herein.',
  linkPassword: 'Er fragt nach dem Passwort, gib es also mit.',
  copyLink: 'Link kopieren',
  share: 'Link teilen',
  shareText: (name) => `Spiel mit uns in ${name}`,

  people: 'Leute',
  you: 'du',
  simulated: 'simuliert',
  host: 'Host',
  coHost: 'Co-Host',
  away: 'fort',
  silenced: 'nicht zu hören',
  screen: 'Großer Bildschirm',
  shareSpoken: (share) => `${share} Prozent der Musik`,
  sharePercent: percent,
  listeners: (n) => (n === 1 ? 'Eine Person hört noch zu.' : `${count(n).replace(/^./, (first) => first.toUpperCase())} hören noch zu.`),
  more: (name) => `Was du für ${name} tun kannst`,
  leaving: 'Geht gleich',
  keep: (name) => `${name} behalten`,
  keepShort: 'Behalten',
  acts: {
    silence: 'Vorerst nicht hören',
    hear: 'Wieder hören',
    'name-co-host': 'Zum Co-Host machen',
    'take-co-host': 'Co-Host zurücknehmen',
    'make-host': 'Halten: zum Host machen',
    remove: 'Aus dem Raum entfernen',
  },
  actNotes: {
    silence: 'Die Regler bleiben, bewegen aber nichts. Das Handy sagt es.',
    hear: 'Diese Hände bewegen die Musik wieder.',
    'name-co-host': 'Darf dieses Blatt auch öffnen. Alle sehen es in der Geschichte.',
    'take-co-host': 'Dieses Blatt schließt sich auf dem anderen Handy.',
    'make-host': 'Dann gehört der Raum dieser Person. Alle sehen es in der Geschichte.',
    remove: 'Der Platz ist sofort frei, und das Handy steht wieder vor der Tür.',
  },
  done: {
    silence: (name) => `${name} ist vorerst nicht zu hören.`,
    hear: (name) => `${name} ist wieder zu hören.`,
    'name-co-host': (name) => `${name} hilft dir jetzt.`,
    'take-co-host': (name) => `${name} ist nicht mehr Co-Host.`,
    'make-host': (name) => `${name} ist jetzt Host.`,
    remove: (name) => `${name} geht gleich.`,
  },

  settings: 'Der Raum',
  name: 'Name',
  nameNote: 'Steht auf der Bühne, auf jedem Handy und in der Liste der Räume.',
  named: (name) => `Der Raum heißt ${name}.`,
  listing: 'In der öffentlichen Liste',
  listingOn: 'Alle auf der Startseite sehen diesen Raum.',
  listingOff: 'Nur wer Code oder Link hat, findet diesen Raum.',
  listed: (isPublic) => (isPublic ? 'Der Raum steht in der öffentlichen Liste.' : 'Der Raum steht nicht mehr in der Liste.'),
  lock: 'Abgeschlossen',
  lockOn: 'Niemand kommt neu herein. Wer einen Platz hat, behält ihn.',
  lockOff: 'Wer den Code hat, kommt herein.',
  locked: (isLocked) => (isLocked ? 'Die Tür ist abgeschlossen.' : 'Die Tür ist wieder offen.'),
  password: 'Passwort',
  passwordOff: 'Noch keins. Mit einem müssen Neue es eingeben; wer drinnen ist, merkt nichts.',
  passwordOn: 'Neue müssen es eingeben. Wer drinnen ist, merkt nichts.',
  passwordNew: 'Ein neues Passwort',
  passwordShow: 'Zeigen, was ich tippe',
  passwordSet: 'Setzen',
  passwordClear: 'Passwort wegnehmen',
  passwordDone: 'Das Passwort gilt. Sag es denen, die du einlädst.',
  passwordGone: 'Der Raum fragt nach keinem Passwort mehr.',
  limit: 'Plätze zum Spielen',
  limitNote: 'Sind sie besetzt, können Neue nur zuhören. Niemand verliert einen Platz.',
  fewer: 'Ein Platz weniger',
  moreSeats: 'Ein Platz mehr',
  limited: (seats) => plural(seats, { one: 'Es gibt jetzt einen Platz.', other: `Es gibt jetzt ${count(seats)} Plätze.` }),

  crowd: 'Was alle rufen dürfen',
  crowdNote: 'Jedes Handy zeigt sofort, was sich rufen lässt.',
  forms: { DROP: 'Drop', BREAKDOWN: 'Breakdown', KEY_LIFT: 'Tonartsprung', HALF_TIME: 'Halftime' },
  formNotes: {
    DROP: 'Ein Aufbau, dann alles auf einmal.',
    BREAKDOWN: 'Schlagzeug und Bass treten acht Takte zurück.',
    KEY_LIFT: 'Sechzehn Takte zwei Stufen höher.',
    HALF_TIME: 'Schlagzeug und Bass in halbem Tempo.',
  },
  allowed: (form, isAllowed) => (isAllowed ? `${form}: darf gerufen werden.` : `${form}: für später aufgehoben.`),

  elsewhere: 'Über diesen Bildschirm hinaus',
  api: 'API öffnen',
  apiNote: 'Alles auf diesem Blatt als Aufrufe zum Ausprobieren. Öffnet sich neben der Musik.',

  hostPlace: 'Der Platz des Hosts',
  takeBack: 'Wieder Host sein',
  takeBackNote: (name) =>
    name === null ? 'Du hast diesen Raum geöffnet. Gerade hält ihn niemand.' : `Du hast diesen Raum geöffnet. Gerade hält ihn ${name}.`,
  tookBack: 'Der Raum gehört wieder dir.',

  end: 'Für alle beenden',
  endNote: 'Die Musik hört auf, und alle Plätze werden frei. Niemand kann in diesen Raum zurück.',
  endHold: 'Halten, um den Raum zu beenden',

  ranges: {
    name: (min, max) => `Ein Name hat ${min} bis ${max} Zeichen, und mindestens eins ist zu sehen.`,
    password: (min, max) => `Ein Passwort hat ${min} bis ${max} Zeichen.`,
    playerLimit: (min, max) => `Von ${min} bis ${max} Plätzen.`,
  },
  refusals: {
    UNAUTHENTICATED: 'Dieser Platz ist nicht mehr bekannt. Komm noch einmal in den Raum.',
    ROOM_NOT_FOUND: 'Dieser Raum ist zu Ende.',
    RATE_LIMITED: 'Das war viel auf einmal. Warte einen Moment und versuch es wieder.',
    UNAVAILABLE: 'Der Raum holt Luft. Versuch es gleich noch einmal.',
    NETWORK: 'Das kam nicht durch. Versuch es wieder, wenn die Leitung steht.',
    INTERNAL: 'Das ging im Raum nicht. Versuch es noch einmal.',
  },
  otherwise: () => 'Das geht gerade nicht. Vielleicht hat sich der Raum eben geändert; sieh noch einmal nach.',
};

const OWN_CHOICE = 'Wie Lyria will';

export const engineRoom: InAnyLanguage<typeof English.engineRoom> = {
  prompts: 'In der Musik',
  noPrompts: 'Noch nichts. Der erste Griff von jemandem beginnt es.',
  weight: percent,
  credit: (name, share) => `${name} ${percent(share)}`,
  fromRoom: 'aus dem Raum',
  coming: 'unterwegs',
  leaving: 'klingt noch kurz nach',
  held: 'Selbst festhalten',
  heldHint: 'Was du hier einstellst, geht vor dem, was der Raum beschließt.',
  onlyLyria: 'Nur für Lyria',
  onlyLyriaHint: 'Die Hausband kann damit nichts anfangen. Was eingestellt ist, bleibt für Lyria.',
  lyria: 'Wie Lyria spielt',
  lyriaHint: 'Sich selbst überlassen, findet Lyria ihren eigenen Weg.',
  scale: 'Tonart',
  letRoomChoose: 'Den Raum wählen lassen',
  scaleWords,
  keySounds: (scale, engine) =>
    scale === null ? `${engine === 'LYRIA' ? 'Lyria' : 'Die Band'} wählt die Tonart.` : `Du hörst ${scaleWords(scale)}.`,
  keyOnItsWay: (scale) => `${scaleWords(scale)} ist unterwegs.`,
  muteBass: 'Bass stumm',
  muteDrums: 'Schlagzeug stumm',
  onlyBassAndDrums: 'Nur Bass und Schlagzeug',
  mutedByRoom: 'Der Raum hat es schon stumm.',
  landing: 'Kommt gleich an.',
  guidance: 'Führung',
  guidanceHint: 'Wie genau die Vorgaben befolgt werden. Mehr macht Wechsel härter.',
  temperature: 'Temperatur',
  temperatureHint: 'Wie gewagt die Musik ist.',
  topK: 'Top-k',
  topKHint: 'Unter wie vielen nächsten Schritten Lyria wählt, 1 bis 1000.',
  seed: 'Startzahl',
  seedHint: 'Dieselbe Startzahl und dieselben Vorgaben ergeben fast dieselbe Musik, 0 bis 2147483647.',
  number: (value) => (value === null ? OWN_CHOICE : number(value)),
  ownChoice: OWN_CHOICE,
  leave: 'Lyria überlassen',
  leaveSpoken: (label) => `${label} Lyria überlassen`,
  notWhole: (label, [min, max]) => `${label} ist eine ganze Zahl von ${min} bis ${max}.`,
  mode: 'Modus',
  modes: { QUALITY: 'Güte', DIVERSITY: 'Vielfalt', VOCALIZATION: 'Stimmen' },
  modeHints: {
    QUALITY: 'Der beste Klang.',
    DIVERSITY: 'Der meiste Wechsel.',
    VOCALIZATION: 'Stimmen singen ohne Worte.',
  },
  reset: 'Musik bis hier vergessen',
  resetHint:
    'Lyria lässt alles los, was sie gespielt hat, und beginnt neu mit dem, was jetzt gewünscht ist. Der Klang reißt nicht ab. Es gibt kein Zurück.',
  resetHold: 'Halten, um neu zu beginnen',
  resetDone: 'Lyria beginnt neu.',
  resetSilent: 'Es spielt keine Musik, also gibt es nichts zu vergessen.',
  onlyHosts: 'Nur Host und Co-Hosts stellen die Maschine ein.',
};

const whole = (value: number) => number(Math.round(value));
const times = (n: number) => (n === 0 ? 'nie' : `${whole(n)}-mal`);

export const soundDetails: InAnyLanguage<typeof English.soundDetails> = {
  why: 'Eine Funkbox kommt um so viel zu spät, wie nur Ohren es finden. Starte den Klick auf zwei Geräten und schieb den Regler, bis sie wie eines klicken.',
  click: 'Klick starten',
  stopClick: 'Klick stoppen',
  nudge: 'Dieses Gerät spielt',
  nudgeWords: (nudgeMs) => (nudgeMs === 0 ? 'wie der Raum' : `${Math.abs(nudgeMs)} ms ${nudgeMs < 0 ? 'früher' : 'später'}`),
  earlier: 'Früher',
  later: 'Später',
  ms: (ms) => `${whole(ms)} ms`,
  times,
  delay: 'Der Raum wartet',
  delayWords: (roomDelayMs, behindMs) => {
    if (roomDelayMs === null) return 'noch kein Ton';
    return behindMs < 1 ? `${whole(roomDelayMs)} ms` : `${whole(roomDelayMs)} ms, dieses Gerät ${whole(behindMs)} mehr`;
  },
  store: 'Im Vorrat',
  underruns: 'Ton abgerissen',
  underrunWords: (underruns, silentMs) => (underruns === 0 ? times(0) : `${times(underruns)}, ${whole(silentMs)} ms Stille`),
  packets: 'Pakete',
  packetWords: (late, lost) => `${whole(late)} verspätet, ${whole(lost)} verloren`,
  seeks: 'Gesprungen',
  stream: 'Strom',
  streamWords: (kbitPerSecond, decoder) =>
    decoder === null
      ? `${whole(kbitPerSecond)} kbit/s`
      : `${whole(kbitPerSecond)} kbit/s, ${decoder === 'wasm' ? 'WebAssembly-Decoder' : 'Decoder des Browsers'}`,
  clock: 'Uhr',
  clockWords: (clock) =>
    clock === null
      ? 'noch nicht bekannt'
      : `${whole(Math.abs(clock.offsetMs))} ms ${clock.offsetMs < 0 ? 'voraus' : 'zurück'}, auf ${number(clock.errorMs)} ms genau`,
  output: 'Ausgabe',
  worklet: 'Audio-Worklet',
  simpleOutput: 'auf der Seite',
  plays: 'Musik',
  decides: 'Entscheidungen',
};
