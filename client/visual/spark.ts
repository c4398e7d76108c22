// A prompt on its way into the flower: two seconds from its pill to the core, the very time the music needs to follow.
import { css, type Lch, type Theme } from './role-colour.ts';

export const SPARK_MS = 2_000;
const SAG_PX = 100;
const TAIL_STEPS = 14;

export interface Spark {
  /** Start and end in CSS pixels of the canvas. */
  readonly fromX: number;
  readonly fromY: number;
  readonly personId: string;
  readonly colour: Lch;
  readonly bornMs: number;
}

function pointAt(spark: Spark, toX: number, toY: number, t: number, sag: number): readonly [x: number, y: number] {
  const middleX = (spark.fromX + toX) / 2;
  const middleY = (spark.fromY + toY) / 2 + sag;
  const rest = 1 - t;
  return [
    rest * rest * spark.fromX + 2 * rest * t * middleX + t * t * toX,
    rest * rest * spark.fromY + 2 * rest * t * middleY + t * t * toY,
  ];
}

/** Draws a spark that is `ageMs` old, `scale` being the stage's size against 1280 pixels. */
export function drawSpark(
  context: CanvasRenderingContext2D,
  spark: Spark,
  target: { readonly x: number; readonly y: number; readonly radius: number },
  ageMs: number,
  theme: Theme,
): void {
  const now = Math.min(1, ageMs / SPARK_MS) ** 2.2;
  const from = Math.max(0, now - 0.5);
  const sag = (SAG_PX * target.radius) / 256;
  const [headX, headY] = pointAt(spark, target.x, target.y, now, sag);
  const [tailX, tailY] = pointAt(spark, target.x, target.y, from, sag);
  const light = theme === 'dark' ? { l: 0.93, c: spark.colour.c * 0.45, h: spark.colour.h } : { ...spark.colour, l: spark.colour.l - 0.1 };

  const along = context.createLinearGradient(tailX, tailY, headX, headY);
  along.addColorStop(0, css(spark.colour, 0));
  along.addColorStop(0.6, css(spark.colour, 0.4));
  along.addColorStop(1, css(light, 0.95));
  context.fillStyle = along;
  context.beginPath();
  for (let side = -1; side <= 1; side += 2) {
    for (let step = 0; step <= TAIL_STEPS; step++) {
      const u = side < 0 ? step / TAIL_STEPS : 1 - step / TAIL_STEPS;
      const t = from + (now - from) * u;
      const [x, y] = pointAt(spark, target.x, target.y, t, sag);
      const [aheadX, aheadY] = pointAt(spark, target.x, target.y, t + 0.004, sag);
      const length = Math.hypot(aheadX - x, aheadY - y) || 1;
      const half = ((0.3 + 5.2 * u * u) * target.radius) / 240;
      const px = x + (side * -(aheadY - y) * half) / length;
      const py = y + (side * (aheadX - x) * half) / length;
      if (side < 0 && step === 0) context.moveTo(px, py);
      else context.lineTo(px, py);
    }
  }
  context.closePath();
  context.fill();

  const halo = 0.13 * target.radius;
  const glow = context.createRadialGradient(headX, headY, 0, headX, headY, halo);
  glow.addColorStop(0, css(light, 1));
  glow.addColorStop(0.12, css(light, 0.95));
  glow.addColorStop(0.24, css(spark.colour, 0.5));
  glow.addColorStop(0.55, css(spark.colour, 0.16));
  glow.addColorStop(1, css(spark.colour, 0));
  context.fillStyle = glow;
  context.beginPath();
  context.arc(headX, headY, halo, 0, 2 * Math.PI);
  context.fill();
}
