// The light that a room takes on from its people, painted small and seldom, and stretched over the stage.
import { areMoving, type Fan, isSomebody, largestShare } from './fans.ts';
import type { BloomLayout, Stand } from './layout.ts';
import { css, type Theme } from './role-colour.ts';

interface Lamp {
  /** CSS pixels of the stage. */
  readonly x: number;
  readonly y: number;
  readonly hue: number;
  /** 0 to 1. */
  readonly strength: number;
}

export interface LightScene {
  readonly fans: readonly Fan[];
  /** Where the flower goes, and where it is. */
  readonly layout: BloomLayout;
  readonly stand: Stand;
  readonly turn: number;
  readonly theme: Theme;
  /** Whether this machine can afford to follow what moves. */
  readonly mayMove: boolean;
  readonly nowMs: number;
}

export interface RoomLight {
  /** Paints, if it is time to. */
  shine(scene: LightScene): void;
  /** The next call paints in any case. */
  renew(): void;
}

const ROOM_SCALE = 1 / 2;
const EVERY_MS = 400;
const AT_REST_MS = 8_000;

function paintRoomLight(
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
  const context = canvas.getContext('2d');
  if (context === null) return;
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

export function createRoomLight(canvas: HTMLCanvasElement): RoomLight {
  let lastMs = Number.NEGATIVE_INFINITY;
  return {
    shine({ fans, layout, stand, turn, theme, mayMove, nowMs }) {
      if (nowMs - lastMs < EVERY_MS) return;
      const isMoving = areMoving(fans) || Math.abs(layout.centreX - stand.x) > 1;
      // Painting the room's light costs a frame, and at half a degree a second nobody sees it stand still for a while.
      if ((!mayMove || !isMoving) && nowMs - lastMs < AT_REST_MS) return;
      lastMs = nowMs;
      const most = largestShare(fans);
      const lamps = fans.filter(isSomebody).map((fan) => {
        const angle = fan.angle + turn;
        const part = most > 0 ? fan.person.share / most : 0;
        return {
          x: stand.x + 0.55 * stand.radius * Math.cos(angle),
          y: stand.y + 0.55 * stand.radius * Math.sin(angle),
          hue: fan.colour.h,
          strength: fan.alpha * (0.45 + 0.55 * Math.sqrt(part)),
        };
      });
      paintRoomLight(canvas, layout, lamps, stand.radius, theme);
    },
    renew() {
      lastMs = Number.NEGATIVE_INFINITY;
    },
  };
}
