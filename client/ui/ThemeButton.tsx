// Turns the page light or dark; the choice stays on this device.
import { Moon, Sun } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { common } from '../text/sentences.ts';
import { chooseTheme, currentTheme, onTheme } from '../theme.ts';
import { Button } from './Button.tsx';

export function ThemeButton() {
  const theme = useSyncExternalStore(onTheme, currentTheme);
  const isDark = theme === 'dark';
  return (
    <Button look="round" aria-label={isDark ? common.toLight : common.toDark} onClick={() => chooseTheme(isDark ? 'light' : 'dark')}>
      {isDark ? <Sun size={22} aria-hidden /> : <Moon size={22} aria-hidden />}
    </Button>
  );
}
