// Every sentence of the crowd in Spanish: calls, reactions, and phones that hear the room.
import type { Call } from '../../crowd/call.ts';
import type { CrowdForm, Reaction } from '../../graphql/generated/graphql.ts';
import type * as English from '../en/crowd.ts';
import type { InAnyLanguage } from '../shape.ts';
import { capital, count, plural, spoken } from './base.ts';

const NAMES: Readonly<Record<CrowdForm, string>> = {
  DROP: 'Drop',
  BREAKDOWN: 'Respiro',
  KEY_LIFT: 'Salto de tono',
  HALF_TIME: 'Medio tiempo',
};
const within = (form: CrowdForm): string => NAMES[form].toLowerCase();
const LANDED: Readonly<Record<CrowdForm, string>> = {
  DROP: '¡Drop!',
  BREAKDOWN: 'Silencio',
  KEY_LIFT: '¡Arriba!',
  HALF_TIME: 'Cámara lenta',
};
const REACTIONS: Readonly<Record<Reaction, readonly [one: string, many: string]>> = {
  CLAP: ['un aplauso', 'aplausos'],
  FIRE: ['una llama', 'llamas'],
  HEART: ['un corazón', 'corazones'],
  LAUGH: ['una risa', 'risas'],
  STAR: ['una estrella', 'estrellas'],
  WOW: ['un guau', 'guaus'],
};

const missing = ({ votes, needed }: { readonly votes: number; readonly needed: number }): number => Math.max(1, needed - votes);
const hands = (n: number): string => plural(n, { one: 'Una mano', other: `${capital(count(n))} manos` });
const state = (call: Call, form: CrowdForm): string => {
  if ('form' in call && call.form !== form) return `Después del ${within(call.form)}`;
  switch (call.kind) {
    case 'open':
      return call.hasVoted ? `Cuentas tú. ${hands(missing(call))} más` : `${hands(missing(call))} más y llega`;
    case 'countdown':
      return `Manos arriba. En ${call.seconds}`;
    case 'landed':
      return LANDED[call.form];
    case 'resting':
      return plural(call.seconds, { one: 'Otra vez en 1 segundo', other: `Otra vez en ${call.seconds} segundos` });
    case 'off':
      return 'Quien dirige lo guarda para luego';
    case 'closed':
      return 'Cuando suene la música';
    default:
      return 'Pedirlo';
  }
};

export const crowd: InAnyLanguage<typeof English.crowd> = {
  title: 'A la vez',
  names: NAMES,
  purposes: {
    DROP: 'Una subida y luego todo de golpe.',
    BREAKDOWN: 'La batería y el bajo se retiran.',
    KEY_LIFT: 'Todo dos pasos más arriba.',
    HALF_TIME: 'El ritmo a la mitad.',
  },
  more: (isHearing) => `Más cosas a la vez${isHearing ? '. La sala te oye.' : ''}`,
  button: (call) => {
    switch (call.kind) {
      case 'open':
        return `${call.hasVoted ? 'Tu mano está arriba' : 'Levanta la mano'} para el ${within(call.form)}: ${call.votes} de ${call.needed}`;
      case 'countdown':
        return `El ${within(call.form)} llega enseguida`;
      case 'landed':
        return LANDED[call.form];
      case 'resting':
        return 'El público descansa; pide el próximo drop en un momento';
      case 'off':
        return 'Quien dirige guarda los drops para luego';
      case 'closed':
        return 'Los drops llegan cuando suena la música';
      default:
        return 'Pedir un drop';
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
        return `¿Quién quiere el ${within(call.form)}? ${hands(missing(call))} más`;
      case 'countdown':
        return `Manos arriba. ${NAMES[call.form]} en`;
      case 'landed':
        return LANDED[call.form];
      default:
        return '';
    }
  },
  carried: (form) => `Llega el ${within(form)}`,
  calledIt: (callers) => plural(callers, { one: 'lo pidió', other: 'lo pidieron' }),
  andMore: (n) => `y ${count(n)} más`,
  asks: 'Preguntar al público',
  ask: (call, form) => (call.kind === 'ready' ? `Pedir un ${within(form)}` : `${NAMES[form]}: ${state(call, form)}`),
  refusals: {
    CONFLICT: 'Ahora mismo se pide otra cosa. Apúntate a eso o espera un momento.',
    RATE_LIMITED: 'El público descansa. Pídelo otra vez en un momento.',
    FORBIDDEN: 'Quien dirige guarda esto para luego.',
    NETWORK: 'Eso no llegó. Llegará en cuanto vuelva la línea.',
    OTHER: 'La sala no pudo hacerlo. Prueba otra vez.',
  },
  tremble: 'Este móvil tiembla con la sala',

  reactions: {
    open: 'Lanza algo a la pantalla',
    label: 'Reacciones',
    names: { CLAP: 'Aplauso', FIRE: 'Fuego', HEART: 'Corazón', LAUGH: 'Risa', STAR: 'Estrella', WOW: 'Guau' },
    tooMany: 'Eso fue mucho de golpe. La sala recupera el aliento.',
    failed: 'Eso no llegó a las pantallas.',
    summary: (counts) =>
      counts.length === 0
        ? ''
        : `La sala lanza ${spoken(counts.map(([reaction, n]) => (n === 1 ? REACTIONS[reaction][0] : `${count(n)} ${REACTIONS[reaction][1]}`)))}`,
  },

  ear: {
    title: 'Deja que la sala te oiga',
    promise: 'Este móvil escucha palmas y vítores y le dice a la sala lo fuertes que son. Ningún sonido sale de él.',
    on: 'La sala te oye',
    starting: 'Espera tu sí',
    paused: 'Descansa mientras esta página no se ve',
    level: 'Cuánto ruido hay a tu alrededor',
    denied: 'Este navegador tiene cerrado el micrófono para esta página. Ábrelo en los ajustes del sitio y enciéndelo otra vez.',
    missing: 'No se encontró ningún micrófono. Conecta uno o deja que otro móvil haga de oído.',
    insecure: 'Un navegador solo abre el micrófono en direcciones que empiezan por https. Pide una así a quien dirige.',
    silenced: 'Quien dirige te ha puesto en pausa, así que ahora esto no pesa.',
  },

  energy: {
    quiet: 'La sala escucha',
    warm: 'La sala se calienta',
    roaring: 'La sala ruge y levanta la música',
  },
};
