// Sets people's names at the tips of their petals: cut to a width, kept inside bounds, moved apart when they meet.
// Each name is painted once; while the flower turns only the little pictures move.

const LONGEST_EM = 6.4;
const APART_PX = 26;

/** Where a name belongs before it is moved; angles in radians, lengths in CSS pixels. */
export interface NamePlace {
  readonly text: string;
  readonly angle: number;
  readonly reach: number;
  readonly alpha: number;
}

export interface NameBounds {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface Label {
  readonly image: HTMLCanvasElement;
  readonly width: number;
  readonly height: number;
}

export interface Names {
  /** Forgets the pictures: font, size or theme have changed. */
  reset(facts: { readonly fontPx: number; readonly font: string; readonly ink: string; readonly pixelRatio: number }): void;
  draw(
    context: CanvasRenderingContext2D,
    centre: { readonly x: number; readonly y: number },
    gap: number,
    places: readonly NamePlace[],
    bounds: NameBounds,
  ): void;
  /** Whether (x, y) on the canvas is at least `margin` away from every name drawn last. */
  isFree(x: number, y: number, margin: number): boolean;
}

export function createNames(): Names {
  const labels = new Map<string, Label>();
  const placed: { x: number; y: number; width: number; height: number; reach: number }[] = [];
  let style = { fontPx: 22, font: 'system-ui', ink: '#f8efde', pixelRatio: 1 };
  let used = 0;

  const paint = (text: string): Label => {
    const image = document.createElement('canvas');
    const context = image.getContext('2d');
    if (context === null) throw new Error('This browser gives no 2D canvas.');
    const font = `650 ${style.fontPx}px ${style.font}`;
    context.font = font;
    let shown = text;
    const longest = LONGEST_EM * style.fontPx;
    while (shown.length > 1 && context.measureText(shown).width > longest)
      shown = `${[...shown.replace(/…$/, '')].slice(0, -1).join('').trimEnd()}…`;
    const width = Math.ceil(context.measureText(shown).width) + 4;
    const height = Math.ceil(style.fontPx * 1.4);
    image.width = Math.ceil(width * style.pixelRatio);
    image.height = Math.ceil(height * style.pixelRatio);
    context.scale(style.pixelRatio, style.pixelRatio);
    context.font = font;
    context.fillStyle = style.ink;
    context.textBaseline = 'middle';
    context.fillText(shown, 2, height / 2);
    return { image, width, height };
  };

  return {
    reset(facts) {
      style = { ...facts };
      labels.clear();
    },
    draw(context, centre, gap, places, bounds) {
      used = 0;
      for (const place of places) {
        let label = labels.get(place.text);
        if (label === undefined) {
          label = paint(place.text);
          labels.set(place.text, label);
        }
        const cos = Math.cos(place.angle);
        const sin = Math.sin(place.angle);
        const aside = Math.max(0, label.width / 2 - gap * 0.8) * Math.abs(cos);
        let x = centre.x + cos * (place.reach + gap + aside);
        let y = centre.y + sin * (place.reach + gap * 0.8);
        for (let i = 0; i < used; i++) {
          const other = placed[i];
          if (other === undefined) continue;
          const isNear = Math.abs(other.y - y) < APART_PX && Math.abs(other.x - x) < (other.width + label.width) / 2;
          if (!isNear) continue;
          x += cos * 18;
          y += (y >= other.y ? 1 : -1) * (APART_PX - Math.abs(other.y - y));
        }
        x = Math.min(bounds.right - label.width / 2, Math.max(bounds.left + label.width / 2, x));
        y = Math.min(bounds.bottom - label.height / 2, Math.max(bounds.top + label.height / 2, y));
        context.globalAlpha = place.alpha;
        context.drawImage(label.image, x - label.width / 2, y - label.height / 2, label.width, label.height);
        const box = placed[used] ?? { x: 0, y: 0, width: 0, height: 0, reach: 0 };
        box.x = x;
        box.y = y;
        box.width = label.width;
        box.height = label.height;
        placed[used] = box;
        used += 1;
      }
      context.globalAlpha = 1;
    },
    isFree(x, y, margin) {
      for (let i = 0; i < used; i++) {
        const box = placed[i];
        if (box === undefined) continue;
        if (Math.abs(x - box.x) < box.width / 2 + margin && Math.abs(y - box.y) < box.height / 2 + margin) return false;
      }
      return true;
    },
  };
}
