// All styles by their id: the one place that knows which there are.
import { afrobeat } from './afrobeat.ts';
import { ambient } from './ambient.ts';
import { classical } from './classical.ts';
import { drumAndBass } from './drum-and-bass.ts';
import { funk } from './funk.ts';
import { hipHop } from './hip-hop.ts';
import { house } from './house.ts';
import { jazz } from './jazz.ts';
import { loFi } from './lo-fi.ts';
import { orchestral } from './orchestral.ts';
import { rAndB } from './r-and-b.ts';
import { reggae } from './reggae.ts';
import type { Style, StyleId } from './style.ts';
import { synthwave } from './synthwave.ts';
import { techno } from './techno.ts';
import { trap } from './trap.ts';

export const STYLES: Readonly<Record<StyleId, Style>> = {
  trap,
  'lo-fi': loFi,
  afrobeat,
  jazz,
  orchestral,
  techno,
  ambient,
  'hip-hop': hipHop,
  funk,
  'drum-and-bass': drumAndBass,
  synthwave,
  reggae,
  house,
  classical,
  'r-and-b': rAndB,
};
