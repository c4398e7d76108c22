// Decides the desk's settings: the styles' own, blended by weight, then bent by the mood; and how loud each section is. Pure.
import type { Direction } from './conductor.ts';
import type { Section } from './form.ts';
import { STYLES } from './styles/catalogue.ts';
import type { MixSettings } from './styles/style.ts';
import type { TurnSection } from './turn.ts';

/** The form's own dynamics: a chorus only lifts what something held back before. */
export const SECTION_DB: Readonly<Record<Section | TurnSection, number>> = {
  intro: -2,
  verse: -1.5,
  chorus: 0.5,
  break: -3,
  build: -3,
  drop: 1.5,
  breakdown: -1,
  'half-time': 0,
};

export function settingsOf({ styles, groove, mood }: Direction): MixSettings {
  const blended = { ...STYLES[groove].mix } as { -readonly [K in keyof MixSettings]: MixSettings[K] };
  for (const key of Object.keys(blended) as (keyof MixSettings)[]) {
    blended[key] = styles.reduce((sum, { id, weight }) => sum + weight * STYLES[id].mix[key], 0);
  }
  // Echoes keep to the groove: between three and six sixteenths lies nothing that is in time.
  blended.delaySixteenths = STYLES[groove].mix.delaySixteenths;
  const room = mood.space * 6;
  const drive = Math.max(0, blended.drive + mood.energy * 3 + mood.drive * 4);
  return {
    ...blended,
    // Force is a colour: what it adds in level goes off again at the end.
    trim: blended.trim - 0.6 * (drive - blended.drive) - mood.energy,
    drums: blended.drums + mood.energy * 2,
    drive,
    lowpassHz: blended.lowpassHz * 2 ** (-0.7 * mood.warmth),
    chorus: unit(blended.chorus + mood.width * 0.4),
    width: blended.width * (1 + mood.width * 0.4),
    vinyl: unit(blended.vinyl + mood.dust * 0.5),
    reverbSeconds: Math.min(6, Math.max(0.4, blended.reverbSeconds * 2 ** mood.space)),
    reverbDrums: blended.reverbDrums + room * 0.5,
    reverbMusic: Math.min(-3, blended.reverbMusic + room),
    reverbLead: Math.min(-3, blended.reverbLead + room),
    delaySend: Math.min(-3, blended.delaySend + room * 0.5 + mood.echo * 8),
  };
}

const unit = (value: number): number => Math.max(0, Math.min(1, value));

/** The fader's brightness with the mood's tint; never leaves 0 to 1. */
export function tinted(brightness: number, { mood }: Direction): number {
  return Math.max(0, Math.min(1, brightness + mood.brightness * 0.5));
}
