// Every sentence of the stage, in German. Short, warm, exact; says what happens next.
import type * as English from '../en/stage.ts';
import type { InAnyLanguage } from '../shape.ts';
import { count, percent, scaleWords, spoken, tempoWord } from './base.ts';

const SECTIONS: Readonly<Record<string, string>> = { intro: 'Intro', verse: 'Strophe', chorus: 'Refrain', break: 'Break' };

/** At most three names, for nobody listens to ten. */
const people = (names: readonly string[]): string =>
  names.length <= 3 ? spoken(names) : `${names.slice(0, 2).join(', ')} und ${count(names.length - 2)} mehr`;

export const stage: InAnyLanguage<typeof English.stage> = {
  title: (name) => `${name} auf der Bühne`,
  scan: 'Kamera auf die Blume halten oder eintippen',
  at: 'auf',
  qr: (url) => `QR-Code, der ${url} öffnet`,
  code: (code) => `Raumcode ${code}`,
  freeSeat: 'Freier Platz',
  start: 'Los',
  starting: 'Die Band kommt',
  seatsLabel: 'Plätze',
  more: (n) => (n === 1 ? 'und noch jemand' : `und ${count(n)} mehr`),
  live: 'Live',
  elapsed: (minutes) => {
    if (minutes === 0) return 'eben begonnen';
    return minutes < 60 ? `${minutes} Min.` : `${Math.floor(minutes / 60)} Std. ${String(minutes % 60).padStart(2, '0')} Min.`;
  },
  hearing: 'Du hörst',
  nothingYet: 'Der erste Klang ist unterwegs.',
  coming: (credit) => (credit === '' ? 'unterwegs' : `Unterwegs: ${credit}`),
  credit: (names) => {
    const [first = '', second, ...rest] = names;
    if (second === undefined) return first;
    return rest.length === 0
      ? `${first} mit ${second}`
      : `${first} mit ${second} und ${rest.length === 1 ? 'noch jemandem' : `${count(rest.length)} mehr`}`;
  },
  room: 'Der Raum',
  weight: (share) => `${percent(share)} der Musik`,
  justNow: 'Eben gerade',
  nothingHappened: 'Die Geschichte beginnt mit dem ersten Griff.',
  tempo: (heard) => `${tempoWord(heard)}, ${heard} Schläge`,
  tempoOnItsWay: (heard, target) => `${heard} → ${target} bpm`,
  tempoSpoken: (heard, target) => `Von ${heard} auf ${target} Schläge pro Minute`,
  lands: 'kommt gleich an',
  chord: (chord) => chord.replace('#', '♯').replace(/^([A-G])b/, '$1♭'),
  key: (scale, engine) => (scale === null ? `${engine === 'LYRIA' ? 'Lyria' : 'Die Band'} wählt die Tonart` : scaleWords(scale)),
  keyLands: (scale) => `Gleich: ${scaleWords(scale)}`,
  stillSounding: (prompts) => `Klingt noch kurz nach: ${prompts}.`,
  section: (section, bar) => (section === '' ? `Takt ${bar + 1}` : `${SECTIONS[section] ?? section}, Takt ${bar + 1}`),
  noSection: 'Zählt ein',
  influence: 'Einfluss',
  person: 'Person',
  role: 'Rolle',
  share: 'Anteil an der Musik',
  quiet: 'still',
  away: 'fort',
  greeting: (names, players) =>
    players === 1
      ? `${people(names)} ist da und damit die Erste oder der Erste.`
      : `${people(names)} ${names.length === 1 ? 'ist' : 'sind'} dazugekommen, jetzt seid ihr ${count(players)}.`,
  inviteFirst: 'Die Musik spielt schon. Sei die erste Hand daran.',
  inviteAll: 'Die Musik folgt euren Händen. Ihr seid dran.',
  emptyTitle: 'Fünf Blütenblätter sind frei',
  empty: 'Zeig den Code oder spiel eine Weile allein.',
  gate: 'Tippe einmal, dann ist der Raum zu hören.',
  joining: 'Sucht den Raum',
  password: 'Dieser Raum hat ein Passwort. Wer dich eingeladen hat, kennt es.',
  passwordLabel: 'Passwort',
  open: 'Bühne öffnen',
  wrongPassword: 'Das ist nicht das Passwort dieses Raums.',
  locked: 'Der Host hat diesen Raum abgeschlossen. Bitte ihn, wieder zu öffnen.',
  unknown: (code) => `Auf ${code} antwortet kein Raum.`,
  failed: 'Die Bühne ließ sich nicht öffnen. Der nächste Versuch läuft.',
  removed: 'Dieser Bildschirm wurde aus dem Raum gebeten.',
  ended: 'Der Raum ist zu Ende',
  endedText: 'Danke für die Musik.',
  again: 'Neuen Raum öffnen',
  onlyHost: 'Nur der Host startet und stoppt die Musik.',
  engineFailed: 'Die Band hat den Faden verloren und wird zurückgerufen.',
};

export const strip: InAnyLanguage<typeof English.strip> = {
  play: 'Musik starten',
  stop: 'Musik stoppen',
  controls: 'Bühnensteuerung',
  volume: 'Lautstärke',
  volumeWords: (share) => `${share} Prozent`,
  mute: 'Diesen Bildschirm stumm schalten',
  unmute: 'Ton auf diesem Bildschirm',
  fullscreen: 'Bildschirm füllen',
  leaveFullscreen: 'Vollbild verlassen',
};
