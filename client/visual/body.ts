// All petals and their glow as one picture beside the canvas, painted a part at a time: without a graphics card forty turned sprites
// cost two frames, while one picture that only has to be copied costs next to nothing. Two buffers: one is shown, one in the making.
import type { Sprite } from './fan-sprite.ts';
import { type Fan, isSomebody } from './fans.ts';
import { createGlow, GLOW_REACH } from './glow.ts';
import { driftAt, flutterAt, waveAt } from './motion.ts';
import type { Theme } from './role-colour.ts';
import type { Spectrum } from './spectrum.ts';

export interface BodyScene {
  readonly fans: readonly Fan[];
  readonly theme: Theme;
  /** CSS pixels. */
  readonly radius: number;
  readonly pixelRatio: number;
  /** Radians: of the whole flower, and of each fan around its middle. */
  readonly turn: number;
  readonly sway: number;
  readonly clockMs: number;
  readonly spectrum: Spectrum;
  /** No shimmer, no sway. */
  readonly isStill: boolean;
  readonly isRich: boolean;
}

export interface Body {
  /** Paints on; `frames` calls make a whole picture. Starts anew when people or size have changed. */
  paint(scene: BodyScene, frames: number): void;
  /** Lays the newest whole picture around the flower's middle (CSS pixels); leaves the context in device pixels. */
  draw(
    context: CanvasRenderingContext2D,
    flower: { readonly x: number; readonly y: number; readonly radius: number },
    pixelRatio: number,
  ): void;
  /** What is in the making is no longer what it was. */
  restart(): void;
}

const LAYERS = ['back', 'sides', 'middle', 'sheen'] as const;
const SWAY = (1.5 * Math.PI) / 180;
const SHINES_FROM = 0.02;
/** A wave of light goes round the free petals; their alpha in its middle. */
const INVITING = 0.7;
const GLOW_EVERY_MS = 130;

interface Buffer {
  readonly canvas: HTMLCanvasElement;
  readonly context: CanvasRenderingContext2D;
  /** The flower's radius in it, CSS pixels; 0 while it is empty. */
  radius: number;
}

function createBuffer(): Buffer {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser gives no 2D canvas.');
  return { canvas, context, radius: 0 };
}

export function createBody(): Body {
  const glow = createGlow();
  let shown = createBuffer();
  let making = createBuffer();
  /** The next part: fans layer by layer, then the glow. */
  let part = 0;
  let parts = 0;
  let takenMs = Number.NEGATIVE_INFINITY;

  function begin({ radius, pixelRatio, fans }: BodyScene): void {
    const side = Math.max(1, Math.ceil(2 * GLOW_REACH * radius * pixelRatio));
    if (making.canvas.width !== side) {
      making.canvas.width = side;
      making.canvas.height = side;
    } else {
      making.context.setTransform(1, 0, 0, 1, 0, 0);
      making.context.clearRect(0, 0, side, side);
    }
    making.radius = radius;
    parts = fans.length * LAYERS.length + 1;
  }

  function place(scene: BodyScene, fan: Fan, sprite: Sprite, along: number, across: number, lean: number): void {
    const { radius, pixelRatio } = scene;
    const scale = (fan.reach * radius * pixelRatio) / (fan.sprites?.length ?? 1);
    const angle = fan.angle + scene.turn + lean;
    const cos = Math.cos(angle) * scale;
    const sin = Math.sin(angle) * scale;
    const middle = making.canvas.width / 2;
    making.context.setTransform(cos * along, sin * along, -sin * across, cos * across, middle, middle);
    making.context.drawImage(sprite.image, sprite.x, sprite.y, sprite.width, sprite.height);
  }

  function paintLayer(scene: BodyScene, fan: Fan, layer: (typeof LAYERS)[number]): void {
    const sprite = fan.sprites?.[layer];
    if (!sprite || (layer === 'sheen' && !scene.isRich)) return;
    const { role } = fan.person;
    const { isStill, clockMs, theme } = scene;
    const level = isStill ? 0 : scene.spectrum.band(role);
    const lands = isStill ? 0 : 0.06 * Math.sin(Math.PI * fan.landed);
    const beatLength = role === 'DRUMMER' ? 0.03 * (level - 0.5) * Math.min(1, level * 3) : 0;
    const ruffle = role === 'ENERGY' && !isStill ? 0.05 * (level - 0.3) * flutterAt(clockMs, fan.seat) : 0;
    const bow = role === 'VIBE_SETTER' && !isStill ? 0.03 * (level - 0.3) : 0;
    const lean = isStill ? 0 : SWAY * Math.sin(scene.sway + fan.seat * 0.9) + bow;
    const { context } = making;
    context.globalCompositeOperation = theme === 'light' ? 'multiply' : layer === 'sheen' ? 'screen' : 'source-over';
    context.globalAlpha = fan.alpha * (isSomebody(fan) || isStill ? 1 : INVITING - (1 - INVITING) * waveAt(clockMs, fan.angle));
    if (layer === 'sheen') {
      const drift = role === 'GENRE_DJ' && !isStill ? 0.22 + 0.2 * driftAt(clockMs) : 0;
      const strength = Math.min(0.75, level * (role === 'INSTRUMENTALIST' ? 1.6 : 0.7) + drift + fan.landed * 0.8);
      if (strength < SHINES_FROM) return;
      context.globalAlpha = strength * fan.alpha;
    }
    place(scene, fan, sprite, 1 + beatLength + lands, 1 + ruffle + lands, lean);
  }

  function paintGlow({ theme, isRich, clockMs }: BodyScene): void {
    if (theme === 'light') return;
    const { canvas, context } = making;
    const side = canvas.width;
    if (Math.abs(clockMs - takenMs) >= GLOW_EVERY_MS) {
      glow.take(canvas);
      takenMs = clockMs;
    }
    context.setTransform(1, 0, 0, 1, 0, 0);
    if (isRich) {
      context.globalCompositeOperation = 'screen';
      context.globalAlpha = 0.42;
      context.drawImage(glow.near, 0, 0, side, side);
    }
    context.globalCompositeOperation = 'destination-over';
    context.globalAlpha = 0.62;
    context.drawImage(glow.far, 0, 0, side, side);
  }

  function finish(): void {
    making.context.globalCompositeOperation = 'source-over';
    making.context.globalAlpha = 1;
    const done = making;
    making = shown;
    shown = done;
    part = 0;
  }

  return {
    paint(scene, frames) {
      const { fans } = scene;
      if (part > 0 && parts !== fans.length * LAYERS.length + 1) part = 0;
      if (part === 0) begin(scene);
      const upTo = Math.min(parts, part + Math.ceil(parts / frames));
      for (; part < upTo; part++) {
        const fan = fans[part % fans.length];
        const layer = LAYERS[Math.floor(part / fans.length)];
        if (layer !== undefined && fan !== undefined) paintLayer(scene, fan, layer);
        else paintGlow(scene);
      }
      if (part === parts) finish();
    },
    draw(context, { x, y, radius }, pixelRatio) {
      const { canvas } = shown;
      if (shown.radius === 0) return;
      context.setTransform(1, 0, 0, 1, 0, 0);
      if (Math.abs(radius - shown.radius) < 0.5 && canvas.width === Math.ceil(2 * GLOW_REACH * shown.radius * pixelRatio)) {
        // Pixel on pixel: a copy costs a fifth of a scaling.
        context.drawImage(canvas, Math.round(x * pixelRatio - canvas.width / 2), Math.round(y * pixelRatio - canvas.height / 2));
      } else {
        const half = GLOW_REACH * radius * pixelRatio;
        context.drawImage(canvas, x * pixelRatio - half, y * pixelRatio - half, 2 * half, 2 * half);
      }
    },
    restart() {
      part = 0;
    },
  };
}
