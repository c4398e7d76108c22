// Draws the comet tail behind the finger on the mood pad: it fades over the two seconds that the music needs to follow. No React.
import type { RefObject } from 'react';

export interface TailPoint {
  /** 0 to 1, from the left and from below. */
  readonly x: number;
  readonly y: number;
  readonly atMs: number;
}

const FADE_MS = 2_000;
const WIDEST_PX = 15;

/** Runs until the returned function is called; idle frames cost nothing but a check. */
export function drawTail(canvas: RefObject<HTMLCanvasElement | null>, tail: RefObject<TailPoint[]>): () => void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return () => undefined;
  let frame = 0;
  let isClean = true;
  const draw = () => {
    frame = requestAnimationFrame(draw);
    const nowMs = performance.now();
    while (tail.current[0] && nowMs - tail.current[0].atMs > FADE_MS) tail.current.shift();
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context || (isClean && tail.current.length === 0)) return;
    const scale = Math.min(2, devicePixelRatio);
    const width = Math.round(element.clientWidth * scale);
    const height = Math.round(element.clientHeight * scale);
    if (element.width !== width || element.height !== height) Object.assign(element, { width, height });
    context.clearRect(0, 0, width, height);
    isClean = tail.current.length === 0;
    tail.current.forEach((point, index) => {
      const before = tail.current[index - 1];
      if (!before) return;
      const life = 1 - (nowMs - point.atMs) / FADE_MS;
      context.beginPath();
      context.moveTo(before.x * width, (1 - before.y) * height);
      context.lineTo(point.x * width, (1 - point.y) * height);
      context.lineCap = 'round';
      context.lineWidth = WIDEST_PX * 2 * life * scale;
      context.strokeStyle = `oklch(0.82 0.12 12 / ${(0.34 * life).toFixed(3)})`;
      context.stroke();
    });
  };
  draw();
  return () => cancelAnimationFrame(frame);
}
