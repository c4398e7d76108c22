// Screens and sheets that are loaded when they are needed, together with their sentences; and all sheets ahead of need, once a screen
// stands and the page is idle. A cut line is waited out: a tap on a sheet must never take the room and its sound down.
import { type ComponentType, type LazyExoticComponent, lazy, useEffect } from 'react';
import { loadSentences, type Pack } from '../text/sentences.ts';

const AGAIN_MS = 2_000;
/** After the first paint and the first seconds of sound; a browser without idle times gets this pause instead. */
const IDLE_AFTER_MS = 1_500;

async function patiently<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    // A file that did not come is a TypeError; anything else would only fail again.
    if (!(error instanceof TypeError)) throw error;
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    return patiently(load);
  }
}

/** `packs`: what it says, beside the words that every screen needs. */
// biome-ignore lint/suspicious/noExplicitAny: as React's own `lazy`, for a component of any props
export function lazySpeaking<C extends ComponentType<any>>(
  load: () => Promise<{ readonly default: C }>,
  ...packs: readonly Pack[]
): LazyExoticComponent<C> {
  return lazy(() =>
    patiently(async () => {
      const [screen] = await Promise.all([load(), loadSentences(...packs)]);
      return screen;
    }),
  );
}

const ahead = new Set<() => Promise<unknown>>();

/** As `lazySpeaking`, for what opens over a screen: loaded ahead by `useSheetsAhead`. */
// biome-ignore lint/suspicious/noExplicitAny: as React's own `lazy`, for a component of any props
export function lazySheet<C extends ComponentType<any>>(
  load: () => Promise<{ readonly default: C }>,
  ...packs: readonly Pack[]
): LazyExoticComponent<C> {
  ahead.add(() => Promise.all([load(), loadSentences(...packs)]));
  return lazySpeaking(load, ...packs);
}

/** Fetches every sheet of the screens on this page, so that a tap finds it there. */
export function useSheetsAhead(): void {
  useEffect(() => {
    const fetchAll = () => {
      for (const load of ahead) load().catch(() => undefined);
      ahead.clear();
    };
    const timer = setTimeout(() => ('requestIdleCallback' in window ? requestIdleCallback(fetchAll) : fetchAll()), IDLE_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
}
