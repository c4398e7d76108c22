// The manifest's shortcuts arrive as a query on Home. Read once: a reload or a way back must not open another room.

export type Shortcut = 'room' | 'alone';

export function takeShortcut(): Shortcut | null {
  const wish = new URLSearchParams(window.location.search).get('start');
  if (wish === null) return null;
  window.history.replaceState(window.history.state, '', window.location.pathname);
  return wish === 'room' || wish === 'alone' ? wish : null;
}
