// Which languages Coro speaks, and which one somebody gets: the address, then what they chose before, then what their browser asks for. Pure.

/** Each named in itself. */
export const LANGUAGES = { en: 'English', de: 'Deutsch', es: 'Español', ja: '日本語' } as const;
export type Language = keyof typeof LANGUAGES;

/** A language of ours from a tag such as "de-AT"; `null` for one that Coro does not speak. */
export function languageOf(tag: string | null): Language | null {
  const [primary = ''] = (tag ?? '').toLowerCase().split(/[-_]/);
  return Object.hasOwn(LANGUAGES, primary) ? (primary as Language) : null;
}

export interface Wishes {
  /** `?lang=` of the address. */
  readonly asked: string | null;
  /** What was chosen in the interface, some visit ago. */
  readonly remembered: string | null;
  /** The browser's languages, best first. */
  readonly browser: readonly string[];
}

/** English when nothing else is understood. */
export function chooseLanguage({ asked, remembered, browser }: Wishes): Language {
  const understood = [asked, remembered, ...browser].map(languageOf);
  return understood.find((language) => language !== null) ?? 'en';
}
