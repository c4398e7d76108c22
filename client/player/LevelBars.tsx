// Seven bars that follow the sound of this phone; they lie flat when nothing plays here. Measures, never invents.
import { useEffect, useRef } from 'react';
import { useSound } from '../ui/sound.tsx';

const BARS = Array.from({ length: 7 }, (_, index) => index);
/** Fifteen pictures a second are enough for bars of 20 px. */
const FRAME_MS = 66;

export function LevelBars({ isOn }: { readonly isOn: boolean }) {
  const { engine } = useSound();
  const row = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const bars = [...(row.current?.children ?? [])] as HTMLElement[];
    if (!isOn || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    let bins: Uint8Array<ArrayBuffer> | null = null;
    const timer = setInterval(() => {
      const { analyser } = engine;
      if (!analyser || document.hidden) return;
      if (bins?.length !== analyser.frequencyBinCount) bins = new Uint8Array(analyser.frequencyBinCount);
      analyser.getByteFrequencyData(bins);
      for (const [index, bar] of bars.entries()) {
        // Octaves from about 190 Hz upwards at 2048 points.
        const level = (bins[Math.min(bins.length - 1, 8 * 2 ** index)] ?? 0) / 255;
        bar.style.setProperty('--level', level.toFixed(2));
      }
    }, FRAME_MS);
    return () => {
      clearInterval(timer);
      for (const bar of bars) bar.style.removeProperty('--level');
    };
  }, [isOn, engine]);
  return (
    <span ref={row} className="level-bars" aria-hidden="true">
      {BARS.map((bar) => (
        <i key={bar} />
      ))}
    </span>
  );
}
