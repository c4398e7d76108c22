// The instrumentalist's two seats on stage: who comes in, plays alone, rests and goes. Pure; the room hears only those who do not rest.
import { INSTRUMENTS, type Instrument } from './instruments.ts';

export interface OnStage {
  readonly name: Instrument;
  /** Keeps the seat, and is silent until it is woken. Only this phone knows. */
  readonly isResting: boolean;
}

export const MOST_SEATS = 2;

const isInstrument = (name: string): name is Instrument => (INSTRUMENTS as readonly string[]).includes(name);

/** What the room is asked for. */
export const askedOf = (seats: readonly OnStage[]): readonly Instrument[] =>
  seats.filter(({ isResting }) => !isResting).map(({ name }) => name);

/** The seats after the room's newest word: whom it names plays, whom it no longer names has gone unless they rest here. */
export function seatsAfter(seats: readonly OnStage[], asked: readonly string[]): readonly OnStage[] {
  const playing = asked.filter(isInstrument);
  const kept = seats.filter(({ name, isResting }) => playing.includes(name) || isResting);
  const stayed = kept.map((seat): OnStage => (playing.includes(seat.name) ? { ...seat, isResting: false } : seat));
  const fresh = playing.filter((name) => !kept.some((seat) => seat.name === name)).map((name): OnStage => ({ name, isResting: false }));
  // Playing goes before resting when there are too many.
  const all = [...stayed, ...fresh];
  const surplus = all.filter(({ isResting }) => isResting).slice(0, Math.max(0, all.length - MOST_SEATS));
  return all.filter((seat) => !surplus.includes(seat)).slice(-MOST_SEATS);
}

export type StageAct =
  /** Brings it in, or sends it off when it has a seat. */
  | { readonly kind: 'toggle'; readonly name: Instrument }
  | { readonly kind: 'sendOff'; readonly name: Instrument }
  /** It plays, everybody else rests. */
  | { readonly kind: 'feature'; readonly name: Instrument }
  /** It rests, or is woken. */
  | { readonly kind: 'rest'; readonly name: Instrument };

/** The seats after an act; a third one to come in pushes out the oldest. */
export function seatsWith(seats: readonly OnStage[], { kind, name }: StageAct): readonly OnStage[] {
  const others = seats.filter((seat) => seat.name !== name);
  const isSeated = others.length < seats.length;
  switch (kind) {
    case 'toggle':
      return isSeated ? others : [...seats, { name, isResting: false }].slice(-MOST_SEATS);
    case 'sendOff':
      return others;
    case 'feature':
      return seats.map((seat) => ({ ...seat, isResting: seat.name !== name }));
    case 'rest':
      return seats.map((seat) => (seat.name === name ? { ...seat, isResting: !seat.isResting } : seat));
  }
}

/** One plays while another rests beside it. */
export const isFeatured = (seats: readonly OnStage[], name: string): boolean =>
  seats.length > 1 && seats.every((seat) => seat.isResting === (seat.name !== name));
