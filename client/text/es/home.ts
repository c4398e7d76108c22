// Every sentence of Home, in Spanish. Short, warm, exact; says what happens next.
import type * as English from '../en/home.ts';
import type { InAnyLanguage } from '../shape.ts';
import { count } from './base.ts';

export const home: InAnyLanguage<typeof English.home> = {
  title: ['Una canción.', 'Todas las manos.'],
  intro: 'Pon la sala en una pantalla grande. Todo el mundo guía la misma música sin fin desde su móvil.',
  start: 'Abrir una sala',
  starting: 'Abriendo una sala',
  code: 'O escribe el código de la pantalla grande',
  codeHere: 'Escribe el código de la sala que se verá aquí',
  how: 'Cómo funciona',
  howTitle: 'Una sala, una canción',
  howSteps: [
    'Abre una sala en la pantalla más grande que tengas.',
    'Cada persona escanea el código y recibe un papel: tempo, ambiente, género, instrumentos o energía.',
    'Todas las manos guían la misma música. La flor muestra de quién es el toque que suena.',
  ],
  howClose: 'Entendido',
  back: (name) => `Volver a ${name}`,
  live: 'Suena ahora',
  empty: 'Ahora mismo nadie toca en público.',
  emptyNext: 'Pon tú el primer sonido de hoy.',
  summary: (isPlaying, players, free) => {
    const state = isPlaying ? 'Sonando' : 'A punto de empezar';
    const people = players === 0 ? 'nadie aún' : `${count(players)} ${players === 1 ? 'persona' : 'personas'}`;
    return `${state}, ${people}${free === 0 ? ', sin sitios libres' : ''}`;
  },
  looking: 'Buscando salas',
  noLineNext: 'Las salas aparecerán aquí en cuanto responda.',
  tryNow: 'Probar ahora',
  watch: 'Mirar',
  watchRoom: (name) => `Ver ${name} en esta pantalla`,
  alone: 'Probar a solas',
  aloneHint: 'Cuatro personas simuladas tocan contigo.',
  aloneStarting: 'Llamando a tu grupo',
  aloneBusy: 'Las personas simuladas tocan todas en otra parte. Prueba dentro de un minuto.',
  display: 'Esta es la pantalla grande',
  locked: ', pide contraseña',
  unknown: (code) => `Ninguna sala responde a ${code}. Mira otra vez la pantalla grande.`,
  noLine: 'El servidor no responde. Probando de nuevo.',
  noStart: 'No se pudo abrir ninguna sala. Prueba otra vez en un momento.',
  tooMany: 'Desde aquí se han abierto muchas salas. Prueba dentro de un minuto.',
};
