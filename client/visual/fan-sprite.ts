// Paints one person's fan of petals once, into a few small pictures that the flower then only turns and places.
// Paths are never drawn in the loop: a full redraw costs five times the frame's budget without a graphics card.
import { backTurn, fan, type Petal, pointOn } from './petal.ts';
import { css, type Lch, shift, type Theme } from './role-colour.ts';

/** A picture in flower coordinates: its top left corner lies at (x, y) seen from the flower's middle, x outwards. */
export interface Sprite {
  readonly image: HTMLCanvasElement;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** From the bottom up; `sheen` is laid over the middle petal with changing strength, so that a petal can shimmer. */
export interface FanSprites {
  readonly back: Sprite | null;
  readonly sides: Sprite | null;
  readonly middle: Sprite;
  readonly sheen: Sprite | null;
  /** The reach that the pictures were painted for, in CSS pixels. */
  readonly length: number;
}

export interface FanPaint {
  readonly seat: number;
  readonly people: number;
  /** CSS pixels. */
  readonly length: number;
  /** The flower's radius: line widths follow it, not the petal. */
  readonly radius: number;
  readonly colour: Lch;
  readonly theme: Theme;
  readonly pixelRatio: number;
  readonly trails: boolean;
  readonly fineVeins: boolean;
  /** Nobody's petals: dashed outlines, nothing that shines. */
  readonly isFree: boolean;
}

const TRAILS = [
  { scale: 1.07, lag: 3.5, alpha: 0.26 },
  { scale: 1.13, lag: 7, alpha: 0.14 },
  { scale: 1.19, lag: 10.5, alpha: 0.07 },
] as const;

function outline(petal: Petal, steps: number, short = 1, slim = 1): Path2D {
  const path = new Path2D();
  for (let i = 0; i <= steps; i++) {
    const [x, y] = pointOn(petal, i / steps, -1, short, slim);
    if (i === 0) path.moveTo(x, y);
    else path.lineTo(x, y);
  }
  for (let i = steps; i >= 0; i--) {
    const [x, y] = pointOn(petal, i / steps, 1, short, slim);
    path.lineTo(x, y);
  }
  path.closePath();
  return path;
}

/** A canvas just large enough for `petals`, with its context set to flower coordinates. */
function canvasFor(petals: readonly Petal[], margin: number, pixelRatio: number) {
  let left = 0;
  let right = 0;
  let top = 0;
  let bottom = 0;
  for (const petal of petals) {
    const cos = Math.cos(petal.angle);
    const sin = Math.sin(petal.angle);
    for (let i = 0; i <= 12; i++) {
      for (const across of [-1.05, 1.05]) {
        const [px, py] = pointOn(petal, i / 12, across);
        const x = px * cos - py * sin;
        const y = px * sin + py * cos;
        left = Math.min(left, x);
        right = Math.max(right, x);
        top = Math.min(top, y);
        bottom = Math.max(bottom, y);
      }
    }
  }
  const x = Math.floor(left - margin);
  const y = Math.floor(top - margin);
  const width = Math.ceil(right + margin) - x;
  const height = Math.ceil(bottom + margin) - y;
  const image = document.createElement('canvas');
  image.width = Math.max(1, Math.ceil(width * pixelRatio));
  image.height = Math.max(1, Math.ceil(height * pixelRatio));
  const context = image.getContext('2d');
  if (context === null) throw new Error('This browser gives no 2D canvas.');
  context.scale(pixelRatio, pixelRatio);
  context.translate(-x, -y);
  return { context, sprite: { image, x, y, width, height } };
}

function body(context: CanvasRenderingContext2D, petal: Petal, { colour, theme }: FanPaint, alpha: number, darker: number) {
  const along = context.createLinearGradient(0, 0, petal.length, 0);
  if (theme === 'dark') {
    along.addColorStop(0, css(shift(colour, -0.52 - darker, 0.7, -22), alpha));
    along.addColorStop(0.34, css(shift(colour, -0.3 - darker, 0.95, -12), alpha));
    along.addColorStop(0.7, css(shift(colour, -0.1 - darker, 1.12, -4), alpha));
    along.addColorStop(0.93, css(shift(colour, 0.01 - darker, 1.05, 2), alpha));
    along.addColorStop(1, css(shift(colour, 0.08 - darker, 0.8, 8), alpha));
  } else {
    along.addColorStop(0, css(shift(colour, -0.16, 1.05, -10), alpha));
    along.addColorStop(0.55, css(colour, alpha));
    along.addColorStop(1, css(shift(colour, 0.07, 0.75, 8), alpha));
  }
  context.fillStyle = along;
}

/** The inner petal of light, brightest at 70 % of the way out. */
function fold(context: CanvasRenderingContext2D, petal: Petal, { colour, theme }: FanPaint, strength: number, steps: number) {
  const glow = context.createLinearGradient(0, 0, petal.length * 0.9, 0);
  const tone = theme === 'dark' ? shift(colour, 0.06, 0.8, 6) : colour;
  glow.addColorStop(0, css(tone, 0));
  glow.addColorStop(0.7, css(tone, strength));
  glow.addColorStop(1, css(tone, 0));
  context.globalCompositeOperation = theme === 'dark' ? 'screen' : 'multiply';
  context.fillStyle = glow;
  context.fill(outline(petal, steps, 0.9, 0.5));
  context.globalCompositeOperation = 'source-over';
}

function veins(context: CanvasRenderingContext2D, petal: Petal, { colour, theme, radius }: FanPaint, alpha: number, count: number) {
  context.strokeStyle = theme === 'dark' ? css({ l: 0.94, c: 0.06, h: colour.h + 12 }, alpha) : css(shift(colour, -0.3), alpha * 1.2);
  context.lineWidth = radius / 300;
  context.beginPath();
  for (let i = 0; i < count; i++) {
    const across = 0.78 * ((2 * i) / (count - 1) - 1);
    const end = 0.96 - 0.18 * Math.abs(across / 0.78);
    for (let step = 0; step <= 14; step++) {
      const [x, y] = pointOn(petal, 0.07 + ((end - 0.07) * step) / 14, across);
      if (step === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
    }
  }
  context.stroke();
}

function rim(context: CanvasRenderingContext2D, path: Path2D, petal: Petal, { colour, theme, radius }: FanPaint) {
  const alpha = 0.55 * (1 - 0.75 * petal.aside);
  context.strokeStyle = theme === 'dark' ? css({ l: 0.9, c: 0.6 * colour.c, h: colour.h + 8 }, alpha) : css(shift(colour, -0.16), alpha);
  context.lineWidth = radius / 220;
  context.stroke(path);
}

function placed(context: CanvasRenderingContext2D, angle: number, paint: () => void) {
  context.save();
  context.rotate(angle);
  paint();
  context.restore();
}

/** The outlines of a seat that waits for somebody. */
function paintFree({ seat, people, length, radius, colour, theme, pixelRatio }: FanPaint): FanSprites {
  const petals = fan(seat, people, length);
  const layer = canvasFor(petals, radius / 60 + 1, pixelRatio);
  layer.context.strokeStyle = css(shift(colour, theme === 'dark' ? -0.04 : -0.2, 0.9));
  layer.context.lineWidth = radius / 130;
  layer.context.lineCap = 'round';
  layer.context.setLineDash([radius / 26, radius / 22]);
  for (const petal of petals) {
    layer.context.globalAlpha = petal.aside === 0 ? 1 : 0.45;
    placed(layer.context, petal.angle, () => layer.context.stroke(outline(petal, 24)));
  }
  return { back: null, sides: null, middle: layer.sprite, sheen: null, length };
}

/** Paints everything of one person. Costs several milliseconds: at most one fan a frame. */
export function paintFan(paint: FanPaint): FanSprites {
  if (paint.isFree) return paintFree(paint);
  const { theme, radius, pixelRatio, people } = paint;
  const petals = fan(paint.seat, people, paint.length);
  const steps = radius < 150 ? 18 : 36;
  const dark = theme === 'dark';
  // On paper the petals lie over each other like glass: many would make mud.
  const thin = Math.min(1, (5 / people) ** 0.7);
  const middles = petals.filter((petal) => petal.aside === 0);
  const asides = petals.filter((petal) => petal.aside > 0);
  const margin = radius / 60 + 1;

  const turn = backTurn(people);
  const behind = petals.map((petal) => ({
    ...petal,
    angle: petal.angle + turn,
    length: petal.length * 1.06,
    halfWidth: petal.halfWidth * 0.86,
  }));
  const ghosts = paint.trails
    ? TRAILS.flatMap((trail) =>
        middles.map((petal) => ({
          ...petal,
          angle: petal.angle - (trail.lag * Math.PI) / 180,
          length: petal.length * trail.scale,
          halfWidth: petal.halfWidth * trail.scale,
          alpha: trail.alpha,
        })),
      )
    : [];
  const back = canvasFor([...behind, ...ghosts], margin, pixelRatio);
  for (const ghost of ghosts) {
    placed(back.context, ghost.angle, () => {
      back.context.strokeStyle = css(shift(paint.colour, dark ? 0.04 : -0.2), ghost.alpha);
      back.context.lineWidth = radius / 240;
      back.context.stroke(outline(ghost, steps));
    });
  }
  if (!dark) back.context.globalCompositeOperation = 'multiply';
  for (const petal of behind) {
    placed(back.context, petal.angle, () => {
      body(back.context, petal, paint, dark ? 0.42 : thin * 0.26, dark ? 0.16 : 0);
      back.context.fill(outline(petal, steps));
    });
  }

  const front = (group: readonly Petal[]) => {
    const layer = canvasFor(group, margin, pixelRatio);
    for (const petal of group) {
      placed(layer.context, petal.angle, () => {
        const path = outline(petal, steps);
        if (!dark) layer.context.globalCompositeOperation = 'multiply';
        body(layer.context, petal, paint, dark ? 0.86 - 0.1 * petal.aside : thin * (0.52 - 0.14 * petal.aside), 0.1 * petal.aside);
        layer.context.fill(path);
        layer.context.globalCompositeOperation = 'source-over';
        fold(layer.context, petal, paint, (dark ? 0.32 : 0.2) * (1 - 0.3 * petal.aside), steps);
        if (paint.fineVeins || petal.aside === 0) veins(layer.context, petal, paint, 0.2, petal.aside === 0 ? 9 : 5);
        rim(layer.context, path, petal, paint);
      });
    }
    return layer.sprite;
  };

  const sheen = canvasFor(middles, margin, pixelRatio);
  for (const petal of middles) {
    fold(sheen.context, petal, paint, 0.22, steps);
    veins(sheen.context, petal, paint, dark ? 0.6 : 0.2, 9);
  }
  return {
    back: back.sprite,
    sides: asides.length > 0 ? front(asides) : null,
    middle: front(middles),
    sheen: sheen.sprite,
    length: paint.length,
  };
}
