// The movements of the flower that follow nothing but the clock and the beat, as pure functions of both: screens that share a
// clock turn, sway and drift alike, whenever each of them was opened.

/** `phase` 0 to 1 within the beat; `beatInBar` and `bar` from 0. */
export interface Beat {
  readonly phase: number;
  readonly beatInBar: number;
  readonly bar: number;
}

const TURN_PER_S = (0.5 * Math.PI) / 180;
const FULL = 2 * Math.PI;
const BEATS_A_BAR = 4;
const DRIFT_MS = 8_000;
const BREATH_MS = 6_000;
const FLUTTER_MS = 295;
/** Without a beat the fans sway as at 109 a minute. */
const TWO_BARS_MS = 4_400;

/** `value` within 0 to `whole`. A time since 1970 has to be cut down before it becomes an angle. */
const within = (value: number, whole: number): number => ((value % whole) + whole) % whole;

/** How far the flower has turned, radians. */
export const turnAt = (clockMs: number): number => TURN_PER_S * (within(clockMs, (FULL / TURN_PER_S) * 1_000) / 1_000);

/** Where in the two bars of a sway the music is, radians. */
export function swayAt(clockMs: number, beat: Beat | null): number {
  if (beat === null) return (FULL * within(clockMs, TWO_BARS_MS)) / TWO_BARS_MS;
  return (FULL * (within(beat.bar, 2) * BEATS_A_BAR + beat.beatInBar + beat.phase)) / (2 * BEATS_A_BAR);
}

/** -1 to 1, once around in eight seconds: the drift of the genre's petal. */
export const driftAt = (clockMs: number): number => Math.sin((FULL * within(clockMs, DRIFT_MS)) / DRIFT_MS);

/** -1 to 1: a slow wave that goes round the flower. */
export const waveAt = (clockMs: number, angle: number): number => Math.sin((FULL * within(clockMs, BREATH_MS)) / BREATH_MS - angle);

/** -1 to 1, several times a second: the ruffle of an energy petal's edge. */
export const flutterAt = (clockMs: number, seat: number): number => Math.sin((FULL * within(clockMs, FLUTTER_MS)) / FLUTTER_MS + seat);

/** From angle `from` to angle `to` by the shorter way, radians. */
export function wayTo(from: number, to: number): number {
  const way = within(to - from, FULL);
  return way > Math.PI ? way - FULL : way;
}
