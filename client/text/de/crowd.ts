// Every sentence of the crowd in German: calls, reactions, and phones that hear the room.
import type { Call } from '../../crowd/call.ts';
import type { CrowdForm, Reaction } from '../../graphql/generated/graphql.ts';
import type * as English from '../en/crowd.ts';
import type { InAnyLanguage } from '../shape.ts';
import { capital, count, plural, spoken } from './base.ts';

const NAMES: Readonly<Record<CrowdForm, string>> = {
  DROP: 'Drop',
  BREAKDOWN: 'Breakdown',
  KEY_LIFT: 'Tonartsprung',
  HALF_TIME: 'Halftime',
};
/** After "für", "nach": with its article. */
const THE: Readonly<Record<CrowdForm, readonly [accusative: string, dative: string]>> = {
  DROP: ['den Drop', 'dem Drop'],
  BREAKDOWN: ['den Breakdown', 'dem Breakdown'],
  KEY_LIFT: ['den Tonartsprung', 'dem Tonartsprung'],
  HALF_TIME: ['das Halftime', 'dem Halftime'],
};
const nominative = (form: CrowdForm) => (form === 'HALF_TIME' ? `Das ${NAMES[form]}` : `Der ${NAMES[form]}`);
const LANDED: Readonly<Record<CrowdForm, string>> = { DROP: 'Drop!', BREAKDOWN: 'Still', KEY_LIFT: 'Hoch!', HALF_TIME: 'Zeitlupe' };
const REACTIONS: Readonly<Record<Reaction, readonly [one: string, many: string]>> = {
  CLAP: ['ein Klatschen', 'Mal Klatschen'],
  FIRE: ['eine Flamme', 'Flammen'],
  HEART: ['ein Herz', 'Herzen'],
  LAUGH: ['ein Lachen', 'Mal Lachen'],
  STAR: ['ein Stern', 'Sterne'],
  WOW: ['ein Wow', 'Wows'],
};

const missing = ({ votes, needed }: { readonly votes: number; readonly needed: number }): number => Math.max(1, needed - votes);
const hands = (n: number): string => (n === 1 ? 'Eine Hand' : `${capital(count(n))} Hände`);
const state = (call: Call, form: CrowdForm): string => {
  if ('form' in call && call.form !== form) return `Nach ${THE[call.form][1]}`;
  switch (call.kind) {
    case 'open':
      return call.hasVoted
        ? `Du bist dabei. Noch ${count(missing(call)).replace(/^ein$/, 'eine Hand')}`
        : `Noch ${hands(missing(call)).replace(/^\S+/, (word) => word.toLowerCase())}, dann kommt es`;
    case 'countdown':
      return `Hände hoch. In ${call.seconds}`;
    case 'landed':
      return LANDED[call.form];
    case 'resting':
      return plural(call.seconds, { one: 'Wieder in 1 Sekunde', other: `Wieder in ${call.seconds} Sekunden` });
    case 'off':
      return 'Der Host hebt es auf';
    case 'closed':
      return 'Sobald die Musik spielt';
    default:
      return 'Rufen';
  }
};

export const crowd: InAnyLanguage<typeof English.crowd> = {
  title: 'Alle zusammen',
  names: NAMES,
  purposes: {
    DROP: 'Ein Aufbau, dann alles auf einmal.',
    BREAKDOWN: 'Schlagzeug und Bass treten zurück.',
    KEY_LIFT: 'Alles zwei Stufen höher.',
    HALF_TIME: 'Der Beat in halbem Tempo.',
  },
  more: (isHearing) => `Mehr für alle zusammen${isHearing ? '. Der Raum hört dich.' : ''}`,
  button: (call) => {
    switch (call.kind) {
      case 'open':
        return `${call.hasVoted ? 'Deine Hand ist oben' : 'Heb die Hand'} für ${THE[call.form][0]}: ${call.votes} von ${call.needed}`;
      case 'countdown':
        return `${nominative(call.form)} kommt gleich`;
      case 'landed':
        return LANDED[call.form];
      case 'resting':
        return 'Alle holen Luft; den nächsten Drop rufst du gleich';
      case 'off':
        return 'Der Host hebt Drops für später auf';
      case 'closed':
        return 'Drops gibt es, sobald die Musik spielt';
      default:
        return 'Drop rufen';
    }
  },
  short: (call) => {
    switch (call.kind) {
      case 'open':
        return `${call.votes}/${call.needed}`;
      case 'countdown':
      case 'resting':
        return String(call.seconds);
      default:
        return 'Drop';
    }
  },
  state,
  line: (call) => {
    switch (call.kind) {
      case 'open':
        return `Wer will ${THE[call.form][0]}? Noch ${hands(missing(call)).replace(/^\S+/, (word) => word.toLowerCase())}`;
      case 'countdown':
        return `Hände hoch. ${NAMES[call.form]} in`;
      case 'landed':
        return LANDED[call.form];
      default:
        return '';
    }
  },
  carried: (form) => `${nominative(form)} kommt`,
  calledIt: (callers) => plural(callers, { one: 'wollte es so', other: 'wollten es so' }),
  andMore: (n) => (n === 1 ? 'und noch jemand' : `und ${count(n)} mehr`),
  asks: 'Frag die Runde',
  ask: (call, form) => (call.kind === 'ready' ? `Um ${THE[form][0]} bitten` : `${NAMES[form]}: ${state(call, form)}`),
  refusals: {
    CONFLICT: 'Gerade wird etwas anderes gerufen. Mach da mit oder warte einen Moment.',
    RATE_LIMITED: 'Alle holen Luft. Ruf gleich noch einmal.',
    FORBIDDEN: 'Der Host hebt das für später auf.',
    NETWORK: 'Das kam nicht durch. Es klappt, sobald die Leitung wieder steht.',
    OTHER: 'Das ging im Raum nicht. Versuch es noch einmal.',
  },
  tremble: 'Dieses Handy bebt mit dem Raum',

  reactions: {
    open: 'Wirf etwas auf den Bildschirm',
    label: 'Reaktionen',
    names: { CLAP: 'Klatschen', FIRE: 'Feuer', HEART: 'Herz', LAUGH: 'Lachen', STAR: 'Stern', WOW: 'Wow' },
    tooMany: 'Das war viel auf einmal. Der Raum holt Luft.',
    failed: 'Das kam nicht auf den Bildschirmen an.',
    summary: (counts) =>
      counts.length === 0
        ? ''
        : `Aus dem Raum fliegen: ${spoken(counts.map(([reaction, n]) => (n === 1 ? REACTIONS[reaction][0] : `${count(n)} ${REACTIONS[reaction][1]}`)))}`,
  },

  ear: {
    title: 'Lass den Raum dich hören',
    promise: 'Dieses Handy lauscht auf Klatschen und Jubel und sagt dem Raum, wie laut sie sind. Kein Ton verlässt es.',
    on: 'Der Raum hört dich',
    starting: 'Wartet auf dein Ja',
    paused: 'Ruht, solange diese Seite nicht zu sehen ist',
    level: 'Wie laut es um dich ist',
    denied: 'Dieser Browser hält das Mikrofon für diese Seite zu. Öffne es in ihren Einstellungen und schalte dann wieder ein.',
    missing: 'Es fand sich kein Mikrofon. Steck eins an oder lass ein anderes Handy das Ohr sein.',
    insecure: 'Ein Browser öffnet sein Mikrofon nur für Adressen, die mit https beginnen. Frag den Host nach so einer.',
    silenced: 'Der Host hat dir eine Pause gegeben, darum wiegt das gerade nichts.',
  },

  energy: {
    quiet: 'Der Raum lauscht',
    warm: 'Der Raum ist warm',
    roaring: 'Der Raum tobt und hebt die Musik',
  },
};
