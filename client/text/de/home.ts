// Every sentence of Home, in German. Short, warm, exact; says what happens next.
import type * as English from '../en/home.ts';
import type { InAnyLanguage } from '../shape.ts';
import { count } from './base.ts';

export const home: InAnyLanguage<typeof English.home> = {
  title: ['Ein Lied.', 'Alle Hände daran.'],
  intro: 'Stell den Raum auf einen großen Bildschirm. Alle steuern vom Handy aus dieselbe endlose Musik.',
  start: 'Raum öffnen',
  starting: 'Der Raum geht auf',
  code: 'Oder tippe den Code vom großen Bildschirm',
  codeHere: 'Tippe den Code des Raums, der hier zu sehen sein soll',
  how: 'So geht’s',
  howTitle: 'Ein Raum, ein Lied',
  howSteps: [
    'Öffne einen Raum auf dem größten Bildschirm, den du hast.',
    'Alle scannen den Code und bekommen eine Rolle: Tempo, Stimmung, Genre, Instrumente oder Energie.',
    'Alle Hände steuern dieselbe Musik. Die Blume zeigt, wessen Griff du gerade hörst.',
  ],
  howClose: 'Gut zu wissen',
  back: (name) => `Zurück zu ${name}`,
  live: 'Spielt gerade',
  empty: 'Öffentlich spielt gerade niemand.',
  emptyNext: 'Sei heute der erste Klang.',
  summary: (isPlaying, players, free) => {
    const state = isPlaying ? 'Spielt' : 'Beginnt gleich';
    const people = players === 0 ? 'noch niemand' : players === 1 ? 'eine Person' : `${count(players)} Leute`;
    return `${state}, ${people}${free === 0 ? ', alle Plätze besetzt' : ''}`;
  },
  looking: 'Sucht nach Räumen',
  noLineNext: 'Die Räume erscheinen hier, sobald er es tut.',
  tryNow: 'Jetzt versuchen',
  watch: 'Zuschauen',
  watchRoom: (name) => `${name} auf diesem Bildschirm zeigen`,
  alone: 'Allein ausprobieren',
  aloneHint: 'Vier simulierte Gäste spielen mit dir.',
  aloneStarting: 'Die Gäste werden gerufen',
  aloneBusy: 'Die simulierten Gäste spielen alle anderswo. Versuch es in einer Minute wieder.',
  display: 'Das hier ist der große Bildschirm',
  locked: ', fragt nach einem Passwort',
  unknown: (code) => `Auf ${code} antwortet kein Raum. Schau noch einmal auf den großen Bildschirm.`,
  noLine: 'Der Server antwortet nicht. Der nächste Versuch läuft.',
  noStart: 'Es ließ sich kein Raum öffnen. Versuch es gleich noch einmal.',
  tooMany: 'Von hier wurden viele Räume geöffnet. Versuch es in einer Minute wieder.',
};
