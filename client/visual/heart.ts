// The middle of the flower: the disc that beats, the ring each beat sends out, and the stamens that follow the sound.
import { CORE, quirk } from './petal.ts';
import { css, type Theme } from './role-colour.ts';
import { type Spectrum, STAMENS } from './spectrum.ts';

/** What the heart's picture shows around the disc, in radii of the disc. */
const HALO = 2.5;

export interface Heart {
  /** Paints the disc anew; needed when size, sharpness or theme change. `radius` is the flower's, in CSS pixels. */
  bake(radius: number, pixelRatio: number, theme: Theme): void;
  /** Draws with the context's origin in the flower's middle. `phase` 0 to 1 within the beat, `null` without a beat; `swell` 0 to 1 from an arriving spark; `breath` -1 to 1 lightens and darkens. */
  draw(context: CanvasRenderingContext2D, radius: number, facts: HeartFacts): void;
}

export interface HeartFacts {
  readonly phase: number | null;
  readonly isDownbeat: boolean;
  readonly swell: number;
  readonly breath: number;
  readonly turn: number;
  readonly spectrum: Spectrum | null;
  readonly theme: Theme;
}

/** How far a stamen stands out, 0 to 1. Each has its own temper, so that a steady tone does not comb them all to one length. */
function reachOf(index: number, spectrum: Spectrum | null): number {
  const temper = 0.5 + 0.5 * quirk(index + 300);
  const level = spectrum === null ? 0.35 : spectrum.stamen(index);
  return Math.min(1, 0.12 + 0.2 * temper + level * (0.45 + 0.95 * temper));
}

export function createHeart(): Heart {
  const disc = document.createElement('canvas');
  let bakedRadius = 0;

  return {
    bake(radius, pixelRatio, theme) {
      const core = CORE * radius;
      bakedRadius = radius;
      const side = Math.ceil(2 * HALO * core * pixelRatio);
      disc.width = side;
      disc.height = side;
      const context = disc.getContext('2d');
      if (context === null) return;
      context.scale(pixelRatio, pixelRatio);
      context.translate(HALO * core, HALO * core);
      const halo = context.createRadialGradient(0, 0, core * 0.8, 0, 0, HALO * core);
      const warmth = theme === 'dark' ? 0.5 : 0.16;
      halo.addColorStop(0, css({ l: 0.86, c: 0.12, h: 68 }, warmth));
      halo.addColorStop(0.3, css({ l: 0.8, c: 0.13, h: 62 }, warmth * 0.42));
      halo.addColorStop(0.65, css({ l: 0.72, c: 0.12, h: 55 }, warmth * 0.1));
      halo.addColorStop(1, css({ l: 0.7, c: 0.12, h: 50 }, 0));
      context.fillStyle = halo;
      context.fillRect(-HALO * core, -HALO * core, 2 * HALO * core, 2 * HALO * core);
      const face = context.createRadialGradient(-0.24 * core, -0.28 * core, 0, 0, 0, core);
      face.addColorStop(0, css({ l: 0.99, c: 0.018, h: 90 }));
      face.addColorStop(0.3, css({ l: 0.985, c: 0.025, h: 88 }));
      face.addColorStop(0.72, css({ l: 0.93, c: 0.07, h: 80 }));
      face.addColorStop(0.9, css({ l: 0.86, c: 0.11, h: 72 }));
      face.addColorStop(1, css({ l: 0.82, c: 0.13, h: 66 }));
      context.fillStyle = face;
      context.beginPath();
      context.arc(0, 0, core, 0, 2 * Math.PI);
      context.fill();
    },
    draw(context, radius, facts) {
      const { phase, isDownbeat, spectrum, theme } = facts;
      const resting = CORE * radius;
      const kick = phase === null ? 0 : (isDownbeat ? 0.1 : 0.06) * (1 - phase) ** 3;
      const core = resting * (1 + kick + 0.04 * facts.swell);

      if (phase !== null) {
        context.strokeStyle = theme === 'dark' ? '#f8efde' : '#6b3d12';
        context.lineWidth = radius / 110;
        const rings = isDownbeat ? 2 : 1;
        for (let i = 0; i < rings; i++) {
          context.globalAlpha = (theme === 'dark' ? 0.34 : 0.2) * (1 - phase) * (i === 0 ? 1 : 0.6);
          context.beginPath();
          context.arc(0, 0, resting * (1.55 + 1.2 * phase + 0.28 * i), 0, 2 * Math.PI);
          context.stroke();
        }
      }

      context.globalAlpha = 1;
      context.strokeStyle = theme === 'dark' ? '#f8e7c4' : css({ l: 0.5, c: 0.13, h: 52 });
      context.fillStyle = theme === 'dark' ? '#fdf1d8' : css({ l: 0.5, c: 0.13, h: 52 });
      context.lineWidth = radius / 210;
      const dot = radius / 95;
      context.beginPath();
      for (let i = 0; i < STAMENS; i++) {
        const angle = facts.turn + (2 * Math.PI * i) / STAMENS;
        const out = resting * (1.06 + 0.52 * reachOf(i, spectrum));
        context.moveTo(resting * 0.86 * Math.cos(angle), resting * 0.86 * Math.sin(angle));
        context.lineTo(out * Math.cos(angle), out * Math.sin(angle));
      }
      context.stroke();
      context.beginPath();
      for (let i = 0; i < STAMENS; i++) {
        const angle = facts.turn + (2 * Math.PI * i) / STAMENS;
        const out = resting * (1.06 + 0.52 * reachOf(i, spectrum));
        const x = out * Math.cos(angle);
        const y = out * Math.sin(angle);
        context.moveTo(x + dot, y);
        context.arc(x, y, dot, 0, 2 * Math.PI);
      }
      context.fill();

      const half = (HALO * CORE * bakedRadius * core) / (CORE * bakedRadius);
      context.drawImage(disc, -half, -half, 2 * half, 2 * half);
      if (facts.breath !== 0) {
        context.globalAlpha = Math.abs(facts.breath) * 0.12;
        context.fillStyle = facts.breath > 0 ? '#ffffff' : '#7a3b10';
        context.beginPath();
        context.arc(0, 0, core, 0, 2 * Math.PI);
        context.fill();
      }
      context.globalAlpha = 1;
    },
  };
}
