// A prompt on its way into the flower: it leaves its pill when it is asked for, circles the core for as long as nobody hears it, and
// falls in with the sound that carries it. One that is given up on the way goes out.
import { css, type Lch, type Theme } from './role-colour.ts';

const FLIGHT_MS = 1_300;
const FALL_MS = 700;
const FADE_MS = 500;
/** No engine takes so long; a spark whose word never came goes out as well. */
const PATIENCE_MS = 30_000;
const SAG_PX = 100;
/** Radius of the circle on which it waits, in radii of the flower, and radians it goes on it in a millisecond. */
const CIRCLE = 0.36;
const CIRCLING_PER_MS = 0.0011;
const TAIL_STEPS = 14;
const TAIL_MS = 460;

export interface Spark {
  /** What it carries; the prompt's words. */
  readonly key: string;
  /** Where it starts, in CSS pixels of the canvas. */
  readonly fromX: number;
  readonly fromY: number;
  readonly personId: string;
  readonly colour: Lch;
  readonly bornMs: number;
  /** Since when its prompt is heard, and since when nobody wants it any more. */
  heardMs: number | null;
  lostMs: number | null;
}

export interface SparkTarget {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** When it begins to fall: never before it has arrived on its circle. */
const fallsAtMs = ({ bornMs, heardMs }: Spark): number =>
  heardMs === null ? Number.POSITIVE_INFINITY : Math.max(heardMs, bornMs + FLIGHT_MS);

/** When it begins to go out. */
const endsAtMs = ({ bornMs, heardMs, lostMs }: Spark): number =>
  lostMs ?? (heardMs === null ? bornMs + PATIENCE_MS : Number.POSITIVE_INFINITY);

export type SparkState = 'flying' | 'landed' | 'gone';

export function sparkState(spark: Spark, nowMs: number): SparkState {
  if (nowMs >= fallsAtMs(spark) + FALL_MS) return 'landed';
  return nowMs >= endsAtMs(spark) + FADE_MS ? 'gone' : 'flying';
}

const place = { x: 0, y: 0 };

/** Where it is at `nowMs`; the answer is the same object each time. */
export function sparkPlace(spark: Spark, { x, y, radius }: SparkTarget, nowMs: number): { readonly x: number; readonly y: number } {
  const age = Math.max(0, nowMs - spark.bornMs);
  const fallen = Math.min(1, Math.max(0, (nowMs - fallsAtMs(spark)) / FALL_MS));
  const angle = Math.atan2(spark.fromY - y, spark.fromX - x) + CIRCLING_PER_MS * age + 2.4 * fallen ** 2;
  const away = CIRCLE * radius * (1 - fallen ** 2.2);
  const toX = x + away * Math.cos(angle);
  const toY = y + away * Math.sin(angle);
  // It leaves gently and slows down on its circle; on the way it sags like anything thrown.
  const t = Math.min(1, age / FLIGHT_MS);
  const gone = t * t * (3 - 2 * t);
  const rest = 1 - gone;
  const middleX = (spark.fromX + toX) / 2;
  const middleY = (spark.fromY + toY) / 2 + (SAG_PX * radius) / 256;
  place.x = rest * rest * spark.fromX + 2 * rest * gone * middleX + gone * gone * toX;
  place.y = rest * rest * spark.fromY + 2 * rest * gone * middleY + gone * gone * toY;
  return place;
}

const tailX = new Float32Array(TAIL_STEPS + 1);
const tailY = new Float32Array(TAIL_STEPS + 1);

/** One tapered shape: a string of discs would bead. */
function drawTail(context: CanvasRenderingContext2D, radius: number) {
  context.beginPath();
  for (let side = -1; side <= 1; side += 2) {
    for (let step = 0; step <= TAIL_STEPS; step++) {
      const i = side < 0 ? step : TAIL_STEPS - step;
      const before = Math.max(0, i - 1);
      const after = Math.min(TAIL_STEPS, i + 1);
      const alongX = (tailX[after] ?? 0) - (tailX[before] ?? 0);
      const alongY = (tailY[after] ?? 0) - (tailY[before] ?? 0);
      const length = Math.hypot(alongX, alongY) || 1;
      const u = i / TAIL_STEPS;
      const half = ((0.3 + 5.2 * u * u) * radius) / 240;
      const px = (tailX[i] ?? 0) - (side * alongY * half) / length;
      const py = (tailY[i] ?? 0) + (side * alongX * half) / length;
      if (side < 0 && step === 0) context.moveTo(px, py);
      else context.lineTo(px, py);
    }
  }
  context.closePath();
  context.fill();
}

export function drawSpark(context: CanvasRenderingContext2D, spark: Spark, target: SparkTarget, nowMs: number, theme: Theme): void {
  const { radius } = target;
  for (let i = 0; i <= TAIL_STEPS; i++) {
    const at = sparkPlace(spark, target, Math.max(spark.bornMs, nowMs - TAIL_MS * (1 - i / TAIL_STEPS)));
    tailX[i] = at.x;
    tailY[i] = at.y;
  }
  const headX = tailX[TAIL_STEPS] ?? 0;
  const headY = tailY[TAIL_STEPS] ?? 0;
  const light = theme === 'dark' ? { l: 0.93, c: spark.colour.c * 0.45, h: spark.colour.h } : { ...spark.colour, l: spark.colour.l - 0.1 };
  const strength = Math.min(1, Math.max(0, 1 - (nowMs - endsAtMs(spark)) / FADE_MS));

  context.globalAlpha = strength;
  const along = context.createLinearGradient(tailX[0] ?? 0, tailY[0] ?? 0, headX, headY);
  along.addColorStop(0, css(spark.colour, 0));
  along.addColorStop(0.6, css(spark.colour, 0.4));
  along.addColorStop(1, css(light, 0.95));
  context.fillStyle = along;
  drawTail(context, radius);

  const halo = 0.13 * radius;
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
  context.globalAlpha = 1;
}
