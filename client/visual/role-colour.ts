// The five roles' colours as numbers, for what is painted on canvas. The same values stand in styles.css for everything that is set in CSS.

export const ROLE_NAMES = ['DRUMMER', 'VIBE_SETTER', 'GENRE_DJ', 'INSTRUMENTALIST', 'ENERGY'] as const;
export type RoleName = (typeof ROLE_NAMES)[number];
export type Theme = 'dark' | 'light';

/** A colour in OKLCH: lightness 0 to 1, chroma 0 to about .4, hue in degrees. */
export interface Lch {
  readonly l: number;
  readonly c: number;
  readonly h: number;
}

const FILLS: Readonly<Record<Theme, Readonly<Record<RoleName, Lch>>>> = {
  dark: {
    DRUMMER: { l: 0.8, c: 0.15, h: 72 },
    VIBE_SETTER: { l: 0.72, c: 0.16, h: 8 },
    GENRE_DJ: { l: 0.79, c: 0.105, h: 205 },
    INSTRUMENTALIST: { l: 0.73, c: 0.135, h: 300 },
    ENERGY: { l: 0.81, c: 0.145, h: 138 },
  },
  light: {
    DRUMMER: { l: 0.78, c: 0.155, h: 72 },
    VIBE_SETTER: { l: 0.72, c: 0.16, h: 8 },
    GENRE_DJ: { l: 0.76, c: 0.11, h: 208 },
    INSTRUMENTALIST: { l: 0.72, c: 0.14, h: 300 },
    ENERGY: { l: 0.77, c: 0.155, h: 138 },
  },
};

/** Somebody's own colour: the role's fill, turned by `hueShift` degrees so that several energy players can be told apart. */
export function fillOf(role: RoleName, theme: Theme, hueShift = 0): Lch {
  const fill = FILLS[theme][role];
  return hueShift === 0 ? fill : { ...fill, h: fill.h + hueShift };
}

/** CSS text of a colour, kept inside the range a screen can show. */
export function css({ l, c, h }: Lch, alpha = 1): string {
  const lightness = Math.min(0.99, Math.max(0.06, l));
  return `oklch(${lightness.toFixed(3)} ${Math.max(0, c).toFixed(3)} ${(((h % 360) + 360) % 360).toFixed(1)} / ${alpha.toFixed(3)})`;
}

/** A relative of `base`: lightness added, chroma multiplied, hue turned. */
export function shift(base: Lch, lightness: number, chromaFactor = 1, hue = 0): Lch {
  return { l: base.l + lightness, c: base.c * chromaFactor, h: base.h + hue };
}
