// The language of this page: chosen when it opens, changed by a person, remembered on this device, written into the page's `lang`. Keeps
// no sentence.
import { useSyncExternalStore } from 'react';
import { chooseLanguage, type Language } from '../text/choice.ts';
import { begin, onLanguage, speak, spokenLanguage } from '../text/sentences.ts';

const KEY = 'coro.language';

function remembered(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    // Private windows may refuse storage; the browser's languages decide then.
    return null;
  }
}

const mark = () => {
  document.documentElement.lang = spokenLanguage();
};

export function followLanguage(): void {
  const asked = new URLSearchParams(window.location.search).get('lang');
  begin(chooseLanguage({ asked, remembered: remembered(), browser: navigator.languages }));
  mark();
  onLanguage(mark);
}

export async function changeLanguage(language: Language): Promise<void> {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // Then the choice lasts as long as the page.
  }
  await speak(language);
}

/** The language of now; renders anew when it changes. */
export const useLanguage = (): Language => useSyncExternalStore(onLanguage, spokenLanguage);
