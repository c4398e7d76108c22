// Every sentence of the client, in the language that is spoken now. Screens read `player.join.name` and the like, and only when they
// render: a text that is kept from before stays in its old language. Loads each language in packs, as screens and sheets need them.

import type { Language } from './choice.ts';
import type * as Base from './en/base.ts';
import type * as Crowd from './en/crowd.ts';
import type * as Home from './en/home.ts';
import type * as Phone from './en/phone.ts';
import type * as Sheets from './en/sheets.ts';
import type * as Stage from './en/stage.ts';
import type { InAnyLanguage } from './shape.ts';

/** What a file of sentences offers to screens; its functions are for the other files of its language. */
type Nouns<M> = { readonly [Noun in keyof M as M[Noun] extends (...args: never) => unknown ? never : Noun]: InAnyLanguage<M[Noun]> };

interface Packs {
  readonly base: Nouns<typeof Base>;
  readonly home: Nouns<typeof Home>;
  readonly phone: Nouns<typeof Phone>;
  readonly stage: Nouns<typeof Stage>;
  readonly crowd: Nouns<typeof Crowd>;
  readonly sheets: Nouns<typeof Sheets>;
}
export type Pack = keyof Packs;

/** Each its own file in the build: a phone loads neither the stage's sentences nor another language's. */
export const LOADERS: { readonly [L in Language]: { readonly [P in Pack]: () => Promise<Packs[P]> } } = {
  en: {
    base: () => import('./en/base.ts'),
    home: () => import('./en/home.ts'),
    phone: () => import('./en/phone.ts'),
    stage: () => import('./en/stage.ts'),
    crowd: () => import('./en/crowd.ts'),
    sheets: () => import('./en/sheets.ts'),
  },
  de: {
    base: () => import('./de/base.ts'),
    home: () => import('./de/home.ts'),
    phone: () => import('./de/phone.ts'),
    stage: () => import('./de/stage.ts'),
    crowd: () => import('./de/crowd.ts'),
    sheets: () => import('./de/sheets.ts'),
  },
  es: {
    base: () => import('./es/base.ts'),
    home: () => import('./es/home.ts'),
    phone: () => import('./es/phone.ts'),
    stage: () => import('./es/stage.ts'),
    crowd: () => import('./es/crowd.ts'),
    sheets: () => import('./es/sheets.ts'),
  },
  ja: {
    base: () => import('./ja/base.ts'),
    home: () => import('./ja/home.ts'),
    phone: () => import('./ja/phone.ts'),
    stage: () => import('./ja/stage.ts'),
    crowd: () => import('./ja/crowd.ts'),
    sheets: () => import('./ja/sheets.ts'),
  },
};

const wanted = new Set<Pack>(['base']);
let language: Language = 'en';
let heading: Language = 'en';
let spoken: Partial<Packs> = {};
const listeners = new Set<() => void>();

/** All packs in use, in one language. A pack that comes into use while others load is loaded as well. */
async function allWanted(asked: Language, loaded: Partial<Packs>): Promise<Partial<Packs>> {
  const missing = [...wanted].filter((name) => loaded[name] === undefined);
  if (missing.length === 0) return loaded;
  const found = await Promise.all(missing.map(async (name) => [name, await LOADERS[asked][name]()] as const));
  return allWanted(asked, { ...loaded, ...Object.fromEntries(found) });
}

/** Before anything is loaded: which language the first packs will be of. */
export function begin(first: Language): void {
  language = first;
  heading = first;
}

/** Loads what is missing of these packs in the language of now. */
export async function loadSentences(...names: readonly Pack[]): Promise<void> {
  for (const name of names) wanted.add(name);
  const asked = language;
  const loaded = await allWanted(asked, spoken);
  // Somebody has switched meanwhile: what was loaded is of the language before.
  if (asked !== language) return loadSentences();
  spoken = { ...spoken, ...loaded };
}

/** Speaks another language everywhere and at once, as soon as all that is in use is there. Rejects, and changes nothing, without a network. */
export async function speak(next: Language): Promise<void> {
  heading = next;
  const loaded = await allWanted(next, {});
  // A later choice has overtaken this one.
  if (heading !== next) return;
  language = next;
  spoken = loaded;
  for (const listener of listeners) listener();
}

export const spokenLanguage = (): Language => language;

export function onLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * An object that stays the same and reads from the language of now, so that `const text = player.join` may stand outside of a component.
 * A screen's code may arrive before its sentences: until then only such parts can be taken, which are read later.
 */
function following<T extends object>(read: () => T | undefined): T {
  const inner = new Map<PropertyKey, object>();
  const partOf = (key: PropertyKey): object => {
    const known = inner.get(key) ?? following(() => Reflect.get(read() ?? {}, key) as object | undefined);
    inner.set(key, known);
    return known;
  };
  return new Proxy({} as T, {
    get(_target, key) {
      const sentences = read();
      if (sentences === undefined) return partOf(key);
      const value: unknown = Reflect.get(sentences, key);
      return typeof value !== 'object' || value === null || Array.isArray(value) ? value : partOf(key);
    },
  });
}

function part<P extends Pack, N extends keyof Packs[P]>(pack: P, noun: N): Packs[P][N] {
  return following(() => (spoken[pack] as Packs[P] | undefined)?.[noun] as object | undefined) as Packs[P][N];
}

export const address = part('base', 'address');
export const common = part('base', 'common');
export const demo = part('base', 'demo');
export const doors = part('base', 'doors');
export const hold = part('base', 'hold');
export const pwa = part('base', 'pwa');
export const roleNames = part('base', 'roleNames');
export const standing = part('base', 'standing');
export const who = part('base', 'who');
export const words = part('base', 'words');

export const home = part('home', 'home');

export const player = part('phone', 'player');
export const sound = part('phone', 'sound');
export const swap = part('phone', 'swap');
export const wish = part('phone', 'wish');

export const stage = part('stage', 'stage');
export const strip = part('stage', 'strip');

export const crowd = part('crowd', 'crowd');

export const engineRoom = part('sheets', 'engineRoom');
export const roomSheet = part('sheets', 'roomSheet');
export const soundDetails = part('sheets', 'soundDetails');

export type IdeaKey = keyof typeof wish.ideas;
