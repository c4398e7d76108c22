// Reactions over the stage: each rises from its sender's petal in the sender's colour; those of listeners from the flower's heart. One
// canvas and small pictures painted once, so that a whole room may throw at the same time. Draws only while something flies.
import './reactions.css';
import { useEffect, useRef } from 'react';
import { currentTheme } from '../theme.ts';
import { SHAPES } from './reaction-shapes.ts';
import { EMPTY_SKY, type Launch, launch, placeOf, type Sky } from './reaction-sky.ts';
import { useBursts } from './use-reactions.ts';

/** Where somebody's petal ends and what colour it has; the heart of the flower for everybody else. */
export type TipOf = (participantId: string | null) => { readonly x: number; readonly y: number; readonly colour: string } | null;

interface ReactionSkyProps {
  readonly code: string;
  readonly tipOf: TipOf;
}

const INK = '#1f0c1b';
/** Pictures are painted this much larger than the field of 24, times the screen's sharpness. */
const SHARPEST = 1.5;

export function ReactionSky({ code, tipOf }: ReactionSkyProps) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const sky = useRef<Sky>(EMPTY_SKY);
  const frame = useRef(0);
  const pictures = useRef(new Map<string, HTMLCanvasElement>());
  useEffect(() => () => cancelAnimationFrame(frame.current), []);

  const draw = (nowMs: number) => {
    const surface = canvas.current;
    const context = surface?.getContext('2d');
    if (!surface || !context) return;
    const { clientWidth: width, clientHeight: height } = surface;
    const sharpness = Math.min(SHARPEST, window.devicePixelRatio);
    const isOtherSize = surface.width !== Math.round(width * sharpness) || surface.height !== Math.round(height * sharpness);
    if (isOtherSize) {
      surface.width = Math.round(width * sharpness);
      surface.height = Math.round(height * sharpness);
      pictures.current.clear();
    }
    context.setTransform(sharpness, 0, 0, sharpness, 0, 0);
    context.clearRect(0, 0, width, height);
    // Tips are told in the flower's box; the sky is a part of it.
    const left = box.current?.offsetLeft ?? 0;
    const side = Math.max(30, Math.min(width, height) / 12.5);
    let isFlying = false;
    for (const flyer of sky.current.flyers) {
      const place = placeOf(flyer, nowMs, 0.62 * height);
      if (place === null) {
        isFlying ||= nowMs < flyer.bornMs;
        continue;
      }
      isFlying = true;
      context.globalAlpha = place.alpha;
      const size = side * place.scale;
      const x = Math.min(width - size, Math.max(0, place.x - left - size / 2));
      context.drawImage(pictureOf(flyer.reaction, flyer.colour, side * sharpness), x, place.y - size / 2, size, size);
    }
    context.globalAlpha = 1;
    frame.current = isFlying ? requestAnimationFrame(draw) : 0;
  };

  function pictureOf(reaction: Launch['reaction'], colour: string, side: number): HTMLCanvasElement {
    const key = `${reaction} ${colour}`;
    const known = pictures.current.get(key);
    if (known !== undefined) return known;
    const made = paint(reaction, colour, Math.ceil(side * 1.4));
    pictures.current.set(key, made);
    return made;
  }

  useBursts(code, (tallies) => {
    if (document.visibilityState === 'hidden' || window.matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const heart = tipOf(null);
    if (heart === null) return;
    const launches = tallies.flatMap(({ reaction, count, from }): Launch[] => {
      const named = from.map((sender) => ({ reaction, count: sender.count, ...(tipOf(sender.participantId) ?? heart) }));
      const unnamed = count - from.reduce((sum, sender) => sum + sender.count, 0);
      return unnamed > 0 ? [...named, { reaction, count: unnamed, ...heart }] : named;
    });
    sky.current = launch(sky.current, launches, performance.now());
    if (frame.current === 0) frame.current = requestAnimationFrame(draw);
  });
  return (
    <div ref={box} className="reaction-sky" aria-hidden="true">
      <canvas ref={canvas} />
    </div>
  );
}

function paint(reaction: Launch['reaction'], colour: string, side: number): HTMLCanvasElement {
  const picture = document.createElement('canvas');
  picture.width = side;
  picture.height = side;
  const context = picture.getContext('2d');
  if (context === null) return picture;
  const { body, lines, rays } = SHAPES[reaction];
  context.scale(side / 26, side / 26);
  context.translate(1, 1);
  context.lineCap = 'round';
  context.lineJoin = 'round';
  const outline = new Path2D(body);
  // An edge of its own, or it would vanish on its sender's petal, and be too pale on paper.
  context.strokeStyle = INK;
  context.lineWidth = 1.4;
  context.stroke(outline);
  context.fillStyle = colour;
  context.fill(outline);
  context.strokeStyle = INK;
  context.lineWidth = 1.7;
  context.stroke(new Path2D(lines));
  if (rays) {
    context.strokeStyle = currentTheme() === 'light' ? INK : colour;
    context.stroke(new Path2D(rays));
  }
  return picture;
}
