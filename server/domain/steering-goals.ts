// Where words pull tempo, density and brightness when nobody's hand is on the fader. Faders and words of prompts live elsewhere.
//
// How relative wishes settle: "faster" read against the newest mix at every tick would run away. So the mix remembers, for every
// standing wish, where the band was when the wish was first weighed (its anchor), and the wish aims at a fixed distance from
// there until its author says something new. A tile stands for long, so it needs no anchor: it asks for a range ("chill" is at
// most so dense) and is content inside it. Both have a fixed point, reached in steps of at most `SLEW`.
import type { Heard } from './heard-voices.ts';
import { clampToRanges, followFaders, type Levels, slew } from './steering.ts';

/** Where the band was when a wish was first weighed. */
export interface Anchor extends Levels {
  readonly participantId: string;
  readonly wishKey: string;
}

/** Most that one wish may move density or brightness. */
const FARTHEST = 0.4;
const FARTHEST_BPM = 40;
const MIDDLE = 0.5;
/** Tempo, density and brightness are decided in these steps, so that blends arrive instead of creeping. */
const GRAIN = { bpm: 1, density: 0.01, brightness: 0.01 } as const;

interface Weighed {
  readonly share: number;
  readonly goal: number;
}

/**
 * The levels of the next mix, and the anchors to remember with it.
 * @param previous levels of the mix before.
 * @param isFirst nothing has been played yet: everything lands at once.
 */
export function steer(
  people: readonly Heard[],
  previous: Levels,
  anchors: readonly Anchor[],
  isFirst: boolean,
): { readonly levels: Levels; readonly anchors: readonly Anchor[] } {
  const kept = people.flatMap(({ voice: { participantId }, wishKey }) => {
    if (wishKey === null) return [];
    const old = anchors.find((anchor) => anchor.participantId === participantId && anchor.wishKey === wishKey);
    const { bpm, density, brightness } = previous;
    return [old ?? { participantId, wishKey, bpm, density, brightness }];
  });
  const anchorOf = (person: Heard): Levels => kept.find(({ participantId }) => participantId === person.voice.participantId) ?? previous;
  const wanted = clampToRanges({
    bpm: settle(previous.bpm, tempoGoal(people, previous.bpm, anchorOf), GRAIN.bpm),
    density: settle(
      previous.density,
      mean(people.flatMap((person) => goals(person, 'density', previous, anchorOf(person)))),
      GRAIN.density,
    ),
    brightness: settle(
      previous.brightness,
      mean(people.flatMap((person) => goals(person, 'brightness', previous, anchorOf(person)))),
      GRAIN.brightness,
    ),
  });
  const levels = isFirst ? wanted : slew(previous, wanted);
  const voices = people.map(({ voice }) => voice);
  return { levels: followFaders(voices, levels), anchors: kept };
}

/** `goal` in whole grains, or `previous` when there is none or it is less than a grain away. */
function settle(previous: number, goal: number | null, grain: number): number {
  if (goal === null || Math.abs(goal - previous) < grain) return previous;
  return Math.round(goal / grain) * grain;
}

function mean(parts: readonly Weighed[]): number | null {
  const total = parts.reduce((sum, { share }) => sum + share, 0);
  return total > 0 ? parts.reduce((sum, { share, goal }) => sum + (share / total) * goal, 0) : null;
}

/** Tempo wishes, each from its anchor; without any, the tempi at home in the genres asked for. */
function tempoGoal(people: readonly Heard[], previousBpm: number, anchorOf: (person: Heard) => Levels): number | null {
  const ranges = people.flatMap(({ voice: { share }, asks }) =>
    asks.flatMap(({ concept: { bpm } }) => (bpm ? [{ share, low: bpm[0], high: bpm[1] }] : [])),
  );
  const atHome = (bpm: number): number =>
    mean(ranges.map(({ share, low, high }) => ({ share, goal: Math.min(high, Math.max(low, bpm)) }))) ?? bpm;
  const wishes = people.flatMap((person) => {
    const { share } = person.voice;
    if (person.bpm !== null) return [{ share, goal: person.bpm }];
    const offset = pullOf(person, 'tempo', FARTHEST_BPM, () => true);
    return offset === 0 ? [] : [{ share, goal: atHome(anchorOf(person).bpm) + offset }];
  });
  return mean(wishes) ?? (ranges.length > 0 ? atHome(previousBpm) : null);
}

type Which = (isRelative: boolean, isTile: boolean) => boolean;

/** The sum of one person's pulls at a dimension; what is lessened pulls the other way. */
function pullOf({ asks, lessened }: Heard, key: 'tempo' | 'density' | 'brightness', farthest: number, which: Which): number {
  let sum = 0;
  for (const { concept, strength, isRelative, isTile } of asks) if (which(isRelative, isTile)) sum += (concept.pulls[key] ?? 0) * strength;
  if (which(true, false)) {
    for (const { concept, strength } of lessened) {
      // Fewer instruments of a kind thin the music out a little.
      const own = concept.kind === 'instrument' && key === 'density' ? 0.06 : (concept.pulls[key] ?? 0);
      sum -= own * strength * 0.8;
    }
  }
  return Math.min(farthest, Math.max(-farthest, sum));
}

function goals(person: Heard, key: 'density' | 'brightness', previous: Levels, anchor: Levels): Weighed[] {
  const { share } = person.voice;
  const parts: Weighed[] = [];
  const tile = pullOf(person, key, FARTHEST, (_, isTile) => isTile);
  if (tile !== 0) parts.push({ share, goal: atLeast(previous[key], MIDDLE + tile, tile) });
  const relative = pullOf(person, key, FARTHEST, (isRelative, isTile) => isRelative && !isTile);
  const absolute = pullOf(person, key, FARTHEST, (isRelative, isTile) => !isRelative && !isTile);
  const whole = Math.min(FARTHEST, Math.max(-FARTHEST, relative + absolute));
  // "calm" means calm wherever the band was, and audibly calmer than that; "calmer" only the latter.
  if (whole !== 0) parts.push({ share, goal: absolute === 0 ? anchor[key] + whole : atLeast(anchor[key] + whole, MIDDLE + whole, whole) });
  return parts.map(({ goal }) => ({ share, goal: Math.min(0.95, Math.max(0.05, goal)) }));
}

/** At least (or, for a pull downwards, at most) the limit. */
function atLeast(value: number, limit: number, direction: number): number {
  return direction > 0 ? Math.max(value, limit) : Math.min(value, limit);
}
