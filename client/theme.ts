// Dark or light: the device's wish unless this person chose. Writes `data-theme` on the page and tells whoever draws by hand.

export type Theme = 'dark' | 'light';

const KEY = 'coro.theme';
const listeners = new Set<() => void>();
const deviceIsLight = () => window.matchMedia('(prefers-color-scheme: light)');

function chosen(): Theme | null {
  try {
    const value = localStorage.getItem(KEY);
    return value === 'dark' || value === 'light' ? value : null;
  } catch {
    // Private windows may refuse storage; the device decides then.
    return null;
  }
}

export function currentTheme(): Theme {
  return document.documentElement.dataset.theme === 'light' ? 'light' : 'dark';
}

function apply() {
  document.documentElement.dataset.theme = chosen() ?? (deviceIsLight().matches ? 'light' : 'dark');
  for (const listener of listeners) listener();
}

export function followTheme(): void {
  apply();
  deviceIsLight().addEventListener('change', apply);
}

export function chooseTheme(theme: Theme): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Then the choice lasts as long as the page.
  }
  document.documentElement.dataset.theme = theme;
  for (const listener of listeners) listener();
}

export function onTheme(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
