// Everything soft around the flower: the light a room takes on from its people, and the glow made from the flower's own picture.
// Both are painted tiny and stretched, for a blur filter in the loop would cost more than the whole flower.
import { css, type Theme } from './role-colour.ts';

/** What the room light needs of a person; distances in CSS pixels of the stage. */
export interface Lamp {
  readonly x: number;
  readonly y: number;
  readonly hue: number;
  /** 0 to 1. */
  readonly strength: number;
}

const ROOM_SCALE = 1 / 2;
/** Sides of the two glow pictures in their own pixels. */
const NEAR_SIZE = 112;
const FAR_SIZE = 48;
/** Half the side of the square that glows, in radii of the flower. */
export const GLOW_REACH = 1.5;

function context2d(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser gives no 2D canvas.');
  return context;
}

/** Paints the light of the room into `canvas`, which CSS stretches over the stage. */
export function paintRoomLight(
  canvas: HTMLCanvasElement,
  size: { readonly width: number; readonly height: number },
  lamps: readonly Lamp[],
  radius: number,
  theme: Theme,
): void {
  const width = Math.max(1, Math.round(size.width * ROOM_SCALE));
  const height = Math.max(1, Math.round(size.height * ROOM_SCALE));
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = context2d(canvas);
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, width, height);
  context.setTransform(ROOM_SCALE, 0, 0, ROOM_SCALE, 0, 0);
  context.globalCompositeOperation = theme === 'dark' ? 'screen' : 'multiply';
  const dim = 0.36 * Math.min(1, 6 / Math.max(1, lamps.length)) * (theme === 'dark' ? 1 : 0.55);
  for (const lamp of lamps) {
    const reach = 1.75 * radius;
    const gradient = context.createRadialGradient(lamp.x, lamp.y, 0, lamp.x, lamp.y, reach);
    const tone = theme === 'dark' ? { l: 0.5, c: 0.11, h: lamp.hue } : { l: 0.86, c: 0.08, h: lamp.hue };
    // Four stops of a cosine: a straight fall would show as a rim where the light ends.
    for (const [at, part] of [
      [0, 1],
      [0.3, 0.72],
      [0.62, 0.26],
      [0.85, 0.05],
      [1, 0],
    ] as const) {
      gradient.addColorStop(at, css(tone, dim * lamp.strength * part));
    }
    context.fillStyle = gradient;
    context.fillRect(lamp.x - reach, lamp.y - reach, 2 * reach, 2 * reach);
  }
}

export interface Glow {
  /** Takes a new picture of what `from` shows in the square of `half` device pixels around (x, y). */
  take(from: HTMLCanvasElement, x: number, y: number, half: number): void;
  readonly near: HTMLCanvasElement;
  readonly far: HTMLCanvasElement;
}

/** Bell of weights that sum to 1, for offsets -n to n. */
function bell(n: number, sigma: number): readonly number[] {
  const raw = Array.from({ length: 2 * n + 1 }, (_, i) => Math.exp(-((i - n) ** 2) / (2 * sigma * sigma)));
  const sum = raw.reduce((a, b) => a + b, 0);
  return raw.map((weight) => weight / sum);
}

export function createGlow(): Glow {
  const make = (size: number) => {
    const canvas = document.createElement('canvas');
    canvas.width = size;
    canvas.height = size;
    return canvas;
  };
  const near = make(NEAR_SIZE);
  const far = make(FAR_SIZE);
  const half = make(NEAR_SIZE * 2);
  const spare = make(NEAR_SIZE);

  /** Blurs `canvas` in place by adding shifted copies of itself, first along one axis, then along the other. */
  const blur = (canvas: HTMLCanvasElement, weights: readonly number[], gain: number) => {
    const size = canvas.width;
    const n = (weights.length - 1) / 2;
    const there = context2d(spare);
    const back = context2d(canvas);
    there.clearRect(0, 0, NEAR_SIZE, NEAR_SIZE);
    there.globalCompositeOperation = 'lighter';
    for (let i = -n; i <= n; i++) {
      there.globalAlpha = weights[i + n] ?? 0;
      there.drawImage(canvas, i, 0);
    }
    back.clearRect(0, 0, size, size);
    back.globalCompositeOperation = 'lighter';
    for (let i = -n; i <= n; i++) {
      back.globalAlpha = Math.min(1, (weights[i + n] ?? 0) * gain);
      back.drawImage(spare, 0, 0, size, size, 0, i, size, size);
    }
    back.globalCompositeOperation = 'source-over';
    back.globalAlpha = 1;
  };
  const nearBell = bell(4, 1.9);
  const farBell = bell(7, 2.6);

  return {
    near,
    far,
    take(from, x, y, halfSide) {
      // Halving in steps: one big jump would skip most pixels and shimmer while the flower turns.
      const first = context2d(half);
      first.clearRect(0, 0, NEAR_SIZE * 2, NEAR_SIZE * 2);
      first.drawImage(from, x - halfSide, y - halfSide, 2 * halfSide, 2 * halfSide, 0, 0, NEAR_SIZE * 2, NEAR_SIZE * 2);
      const second = context2d(near);
      second.clearRect(0, 0, NEAR_SIZE, NEAR_SIZE);
      second.drawImage(half, 0, 0, NEAR_SIZE, NEAR_SIZE);
      const third = context2d(far);
      third.clearRect(0, 0, FAR_SIZE, FAR_SIZE);
      third.drawImage(near, 0, 0, FAR_SIZE, FAR_SIZE);
      blur(near, nearBell, 1);
      blur(far, farBell, 1.35);
    },
  };
}
