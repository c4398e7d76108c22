// The glow around the flower, made from its own picture. Painted tiny and stretched, for a blur filter in the loop would cost more
// than the whole flower.

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

export interface Glow {
  /** Takes a new picture of the flower in its square, `GLOW_REACH` radii to each side. */
  take(from: HTMLCanvasElement): void;
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
    take(from) {
      // Halving in steps: one big jump would skip most pixels and shimmer while the flower turns.
      const first = context2d(half);
      first.clearRect(0, 0, NEAR_SIZE * 2, NEAR_SIZE * 2);
      first.drawImage(from, 0, 0, NEAR_SIZE * 2, NEAR_SIZE * 2);
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
