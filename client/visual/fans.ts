// The people in the flower as moving fans: who sits where, how far each reaches, and which fan's picture is out of date. Paints nothing.
import type { FanSprites } from './fan-sprite.ts';
import { CORE, reach } from './petal.ts';
import { fillOf, type Lch, type RoleName, type Theme } from './role-colour.ts';

export interface BloomPerson {
  readonly id: string;
  readonly name: string;
  readonly role: RoleName;
  /** 0 to 1. */
  readonly share: number;
  /** FREE: nobody's petal, only its dashed outline. */
  readonly presence: 'CONNECTED' | 'AWAY' | 'FREE';
  /** Degrees; 0 but for several energy players. */
  readonly hueShift: number;
}

/** Somebody's fan and how it moves. Lengths are parts of the flower's radius, angles radians. */
export interface Fan {
  person: BloomPerson;
  seat: number;
  leaving: boolean;
  reach: number;
  reachSpeed: number;
  angle: number;
  angleSpeed: number;
  alpha: number;
  /** 1 when a spark has just arrived, falling to 0. */
  landed: number;
  colour: Lch;
  sprites: FanSprites | null;
  stale: boolean;
}

const SPRING = 6;
const STRETCH_MOVING = 0.14;
const STRETCH_AT_REST = 0.02;
/** A fan that is still opening is painted as if it were this long, and shrunk. */
const SHORTEST_PAINTED = 0.3;

export const present = (fans: readonly Fan[]): readonly Fan[] => fans.filter(({ leaving }) => !leaving);
/** False for the outlines of free seats. */
export const isSomebody = ({ person }: Fan): boolean => person.presence !== 'FREE';
export const largestShare = (fans: readonly Fan[]): number =>
  fans.reduce((most, { leaving, person }) => (leaving ? most : Math.max(most, person.share)), 0);
/** Whether somebody's petals are on their way to another length or place. */
export const areMoving = (fans: readonly Fan[]): boolean =>
  fans.some(({ reachSpeed, angleSpeed }) => Math.abs(reachSpeed) > 0.01 || Math.abs(angleSpeed) > 0.01);

function seatAngle(seat: number, people: number): number {
  // Five look better balanced a little turned to the left.
  const first = people === 5 ? -100 : -90;
  return ((first + (360 / Math.max(1, people)) * seat) * Math.PI) / 180;
}

/** The fans after `people` have changed: old ones keep how they stand and move, new ones open, missing ones leave (and are drawn behind all others). */
export function seatFans(fans: readonly Fan[], people: readonly BloomPerson[], theme: Theme): Fan[] {
  const isOtherCount = present(fans).length !== people.length;
  const known = new Map(fans.map((fan) => [fan.person.id, fan]));
  const seated: Fan[] = people.map((person, seat) => {
    const fan = known.get(person.id);
    known.delete(person.id);
    const colour = fillOf(person.role, theme, person.hueShift);
    if (fan === undefined) {
      const angle = seatAngle(seat, people.length);
      return {
        person,
        seat,
        leaving: false,
        reach: CORE,
        reachSpeed: 0,
        angle,
        angleSpeed: 0,
        alpha: 0,
        landed: 0,
        colour,
        sprites: null,
        stale: true,
      };
    }
    const { role, hueShift, presence } = fan.person;
    const isOther = role !== person.role || hueShift !== person.hueShift || presence !== person.presence || fan.seat !== seat;
    return Object.assign(fan, { person, seat, leaving: false, colour, stale: fan.stale || isOther || isOtherCount });
  });
  return [...[...known.values()].map((fan) => Object.assign(fan, { leaving: true })), ...seated];
}

/** Moves all fans on by `deltaS` seconds. Springs are critically damped: they arrive fast and never swing past. With `still`, lengths change at once and fade in. */
export function moveFans(fans: readonly Fan[], deltaS: number, still: boolean): void {
  const most = largestShare(fans);
  const people = present(fans).length;
  for (const fan of fans) {
    const target = fan.leaving ? CORE * 0.9 : reach(fan.person.share, most);
    const alphaTarget = fan.leaving ? 0 : fan.person.presence === 'AWAY' ? 0.35 : 1;
    if (still) {
      if (Math.abs(fan.reach - target) > 0.01) fan.alpha = Math.min(fan.alpha, 0.4);
      fan.reach = target;
      fan.angle = seatAngle(fan.seat, people);
    } else {
      fan.reachSpeed += (SPRING * SPRING * (target - fan.reach) - 2 * SPRING * fan.reachSpeed) * deltaS;
      fan.reach += fan.reachSpeed * deltaS;
      if (!fan.leaving) {
        let way = (seatAngle(fan.seat, people) - fan.angle) % (2 * Math.PI);
        if (way > Math.PI) way -= 2 * Math.PI;
        if (way < -Math.PI) way += 2 * Math.PI;
        fan.angleSpeed += (SPRING * SPRING * way - 2 * SPRING * fan.angleSpeed) * deltaS;
        fan.angle += fan.angleSpeed * deltaS;
      }
    }
    fan.alpha += (alphaTarget - fan.alpha) * (1 - Math.exp((-deltaS * 1000) / (still ? 250 : 180)));
    fan.landed = Math.max(0, fan.landed - deltaS / (still ? 0.4 : 0.3));
  }
}

/** Length to paint a fan at, as a part of the radius. */
export const paintedReach = (fan: Fan): number => Math.max(SHORTEST_PAINTED, fan.reach);

/** The one fan that most needs a new picture, or `null`. A moving petal is only stretched until it rests, so that a spring does not repaint in every frame. */
export function neediest(fans: readonly Fan[], radius: number): Fan | null {
  let found: Fan | null = null;
  let need = 0;
  for (const fan of fans) {
    if (fan.leaving) continue;
    const off = fan.sprites === null ? 0 : Math.abs((paintedReach(fan) * radius) / fan.sprites.length - 1);
    const limit = Math.abs(fan.reachSpeed) > 0.01 ? STRETCH_MOVING : STRETCH_AT_REST;
    const urgency = fan.sprites === null ? 10 : fan.stale ? 5 + off : off > limit ? off : 0;
    if (urgency > need) {
      need = urgency;
      found = fan;
    }
  }
  return found;
}
