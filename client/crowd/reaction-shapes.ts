// The six reactions as drawings on a field of 24 by 24: a body in somebody's colour and lines upon it. Drawn by hand, for they must look
// alike on every device and fly in the colour of their sender. No React here: the stage paints them on canvas.
import type { Reaction } from '../graphql/generated/graphql.ts';

export interface Shape {
  /** Filled. */
  readonly body: string;
  /** Stroked upon the body, in ink. */
  readonly lines: string;
  /** Stroked beside the body, in its own colour. */
  readonly rays?: string;
}

const FACE = 'M12 2a10 10 0 1 1 0 20a10 10 0 1 1 0-20Z';

export const SHAPES: Readonly<Record<Reaction, Shape>> = {
  CLAP: {
    body: 'M6.1 12.6 9.9 6.9a1.35 1.35 0 0 1 2.3 1.4l3-4.4a1.4 1.4 0 0 1 2.4 1.5l-.9 1.5a1.35 1.35 0 0 1 2 1.8l-.8 1.3a1.3 1.3 0 0 1 1.8 1.9l-3.9 6.2c-2.3 3.7-6.4 4.9-9.5 2.9-3-1.9-3.5-5.4-1.7-8.5l.4-3.5c.3-1.9 2.3-2.1 2.6-.4Z',
    lines: 'M12.1 8.5 9.3 12.8M16.5 7.2 11.8 14.3M17.7 10.1 14 15.7',
    rays: 'M5.2 5.6 3.8 3.7M9.3 3.9 8.9 1.6M2.9 8.9.7 8.2',
  },
  FIRE: {
    body: 'M12.9 1.5c.9 3.3-.2 5.3-1.9 7.2-.6-1-.9-1.9-1-3.1C7 8 4.5 11.3 4.5 14.7a7.5 7.5 0 0 0 15 .1c0-3.4-1.6-5.7-3-7.3-.2 1.3-.6 2.2-1.3 2.9.4-3.6-.5-6.7-2.3-8.9Z',
    lines: 'M9.2 16.4c0 1.9 1.3 3 2.8 3s2.9-1.1 2.9-2.9c0-1.5-1-2.5-2.1-3.9-1.7 1-3.6 2-3.6 3.8Z',
  },
  HEART: {
    body: 'M12 21.3C5 16.6 1.7 12.7 1.7 8.5 1.7 5.2 4.2 2.8 7.2 2.8c2 0 3.7 1 4.8 2.8 1.1-1.8 2.8-2.8 4.8-2.8 3 0 5.5 2.4 5.5 5.7 0 4.2-3.3 8.1-10.3 12.8Z',
    lines: 'M5.3 9.1c0-1.7 1-2.8 2.4-2.9',
  },
  LAUGH: {
    body: FACE,
    lines: 'M6.3 10.3 8.3 8.6l2 1.7M13.7 10.3l2-1.7 2 1.7M6.7 13.4h10.6c-.3 3-2.5 5-5.3 5s-5-2-5.3-5Z',
  },
  STAR: {
    body: 'M10.7 2.3a1.5 1.5 0 0 1 2.6 0l2.5 4.9 5.4.9a1.5 1.5 0 0 1 .8 2.5l-3.8 3.9.8 5.5a1.5 1.5 0 0 1-2.1 1.5L12 19.1l-4.9 2.4A1.5 1.5 0 0 1 5 20l.8-5.5L2 10.6a1.5 1.5 0 0 1 .8-2.5l5.4-.9Z',
    lines: 'M9.3 10.2 7 10.7M12 6.3l-1.1 2.2',
  },
  WOW: {
    body: FACE,
    lines: 'M8.5 8.2v1.5M15.5 8.2v1.5M12 13.4a2.7 3.1 0 1 1 0 6.2a2.7 3.1 0 1 1 0-6.2Z',
  },
};
