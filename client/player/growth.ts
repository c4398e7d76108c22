// Why somebody's say in the room has just grown, and how much of it is one's own doing. Pure.

/** What one seat knows of its own weight at one moment. */
export interface Say {
  /** Share of influence, 0 to 100, whole. */
  readonly percent: number;
  /** When the person last changed something, server's clock; `null`: never. */
  readonly changedAt: number | null;
  /** The person's part in the mix that sounds now, 0 to 100, whole. */
  readonly heardPercent: number;
  /** The sound has reached what the person's own fader asks for; `null` for roles without one. */
  readonly isFollowed: boolean | null;
  /** Wishes of the person that are in the music. */
  readonly soundingWishes: number;
  /** Others who have any influence. */
  readonly others: number;
}

/**
 * - `CHANGED`: a fresh change weighs most.
 * - `HEARD`: the sound that now goes out was made with more of this person.
 * - `WISH`: a wish of theirs has come into the music.
 * - `FEWER`: somebody stepped back, so everybody else weighs more.
 */
export type GrowthReason = 'CHANGED' | 'HEARD' | 'WISH' | 'FEWER';

export interface Growth {
  /** Points of influence, or of the part in the sound; 0: there is news without a number. */
  readonly points: number;
  readonly reason: GrowthReason;
}

/** Smaller steps are the slow drift of everybody's weights. */
const WORTH_TELLING = 2;

/** `null`: nothing worth telling. What is heard goes before what was only asked for. */
export function growthBetween(before: Say, now: Say): Growth | null {
  if (now.soundingWishes > before.soundingWishes) return { points: 0, reason: 'WISH' };
  const heard = now.heardPercent - before.heardPercent;
  if (heard >= WORTH_TELLING) return { points: heard, reason: 'HEARD' };
  const points = now.percent - before.percent;
  if (points >= WORTH_TELLING && now.changedAt !== before.changedAt) return { points, reason: 'CHANGED' };
  if (before.isFollowed === false && now.isFollowed === true) return { points: 0, reason: 'HEARD' };
  return points >= WORTH_TELLING && now.others < before.others ? { points, reason: 'FEWER' } : null;
}

/** What explains a share of influence as it stands. */
export interface SayFacts {
  readonly isSilenced: boolean;
  readonly percent: number;
  readonly changedAt: number | null;
  readonly nowMs: number;
  readonly others: number;
}

export type SayReason = 'SILENCED' | 'UNTOUCHED' | 'ALONE' | 'CAPPED' | 'FRESH' | 'FADING' | 'FADED';

/** A change halves its weight in this time, as the room counts. */
const HALF_LIFE_MS = 30_000;
/** From here on nobody weighs less: a twentieth of a fresh change. */
const FADED_MS = 130_000;
/** Nobody weighs more among three or more. */
const MOST_PERCENT = 60;

/** The one thing that explains a share best. */
export function sayReason({ isSilenced, percent, changedAt, nowMs, others }: SayFacts): SayReason {
  if (isSilenced) return 'SILENCED';
  if (changedAt === null) return 'UNTOUCHED';
  if (others === 0) return 'ALONE';
  if (others >= 2 && percent >= MOST_PERCENT) return 'CAPPED';
  const ageMs = nowMs - changedAt;
  if (ageMs < HALF_LIFE_MS) return 'FRESH';
  return ageMs < FADED_MS ? 'FADING' : 'FADED';
}
