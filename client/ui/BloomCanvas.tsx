// Hangs a Bloom into a React screen: keeps it as large as its box, in the page's theme, and as still as the person wants it.
import './bloom-canvas.css';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { currentTheme, onTheme } from '../theme.ts';
import { type Bloom, createBloom } from '../visual/bloom.ts';
import type { BloomPerson } from '../visual/fans.ts';
import type { BloomLayout } from '../visual/layout.ts';
import type { Beat } from '../visual/motion.ts';
import type { QualityStep } from '../visual/quality.ts';
import type { SpectrumSource } from '../visual/spectrum.ts';

export type Placing = Omit<BloomLayout, 'width' | 'height' | 'pixelRatio'>;

const SHARPEST = 1.5;
const FONT = '"Bricolage Grotesque Variable", system-ui, sans-serif';
const INK = { dark: '#f8efde', light: '#31162c' } as const;
const prefersStill = () => window.matchMedia('(prefers-reduced-motion: reduce)');

interface BloomCanvasProps {
  readonly people: readonly BloomPerson[];
  /** Where the flower stands in a box of this size; give a stable function. */
  readonly place: (width: number, height: number) => Placing;
  /** Give stable objects. */
  readonly spectrum: SpectrumSource | null;
  readonly beat: (() => Beat | null) | null;
  /** Milliseconds that all screens of a room share; without it, this page's own. */
  readonly clock?: () => number;
  /** Step of the quality ladder to begin at; give a constant. */
  readonly quality?: QualityStep;
  readonly onReady?: (bloom: Bloom | null) => void;
}

export function BloomCanvas({ people, place, spectrum, beat, clock, quality = 0, onReady }: BloomCanvasProps) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const light = useRef<HTMLCanvasElement>(null);
  const bloom = useRef<Bloom | null>(null);
  const placing = useRef(place);
  placing.current = place;
  const ready = useRef(onReady);
  ready.current = onReady;
  const time = useRef(clock);
  time.current = clock;
  const theme = useSyncExternalStore(onTheme, currentTheme);

  useEffect(() => {
    const holder = box.current;
    if (holder === null || canvas.current === null) return;
    const layout = (): BloomLayout => {
      const width = holder.clientWidth;
      const height = holder.clientHeight;
      return { ...placing.current(width, height), width, height, pixelRatio: Math.min(SHARPEST, window.devicePixelRatio) };
    };
    const made = createBloom(canvas.current, {
      theme: currentTheme(),
      reducedMotion: prefersStill().matches,
      layout: layout(),
      roomLight: light.current,
      font: FONT,
      ink: INK,
      quality,
      clock: () => time.current?.() ?? performance.now(),
    });
    bloom.current = made;
    ready.current?.(made);
    const fit = () => made.resize(layout());
    const observer = new ResizeObserver(fit);
    observer.observe(holder);
    const still = prefersStill();
    const onStill = () => made.setReducedMotion(still.matches);
    still.addEventListener('change', onStill);
    // Names are painted once: a font that arrives later would never show.
    void document.fonts.load(`650 22px ${FONT}`).then(() => bloom.current === made && made.setTheme(currentTheme(), true));
    return () => {
      ready.current?.(null);
      bloom.current = null;
      observer.disconnect();
      still.removeEventListener('change', onStill);
      made.destroy();
    };
  }, [quality]);

  useEffect(() => bloom.current?.setTheme(theme), [theme]);
  useEffect(() => bloom.current?.setPeople(people), [people]);
  useEffect(() => bloom.current?.setSpectrum(spectrum), [spectrum]);
  useEffect(() => bloom.current?.setBeat(beat), [beat]);
  useEffect(() => {
    const holder = box.current;
    if (holder === null) return;
    const width = holder.clientWidth;
    const height = holder.clientHeight;
    bloom.current?.resize({ ...place(width, height), width, height, pixelRatio: Math.min(SHARPEST, window.devicePixelRatio) });
  }, [place]);

  return (
    <div ref={box} className="bloom-canvas" aria-hidden="true">
      <canvas ref={light} />
      <canvas ref={canvas} />
    </div>
  );
}
