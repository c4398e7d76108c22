// Tells the phones whose mute switch silences web pages without a word to the page. Changes nothing.

/** WebKit on a touch screen, without the audio session by which a page can ask to be heard all the same. */
export function mayBeMutedBySwitch(): boolean {
  return 'GestureEvent' in window && navigator.maxTouchPoints > 0 && !('audioSession' in navigator);
}
