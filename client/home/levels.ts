// What the lobby knows of how loud rooms are, as five bars: the last five seconds, newest to the right. Pure.

export const BARS = 5;
const SILENT_DB = -36;
const FULL_DB = -10;

/** How high a bar is, 0 to 1, for a level (RMS of full scale; `null`: silent): as ears judge it, by decibels. */
export function barHeight(level: number | null): number {
  if (level === null || level <= 0) return 0;
  const height = (20 * Math.log10(level) - SILENT_DB) / (FULL_DB - SILENT_DB);
  return Math.round(Math.min(1, Math.max(0, height)) * 100) / 100;
}

/** The last levels of every room, one second later. Rooms that are gone are forgotten; new ones begin with what they are now. */
export function oneSecondLater(
  before: ReadonlyMap<string, readonly (number | null)[]>,
  rooms: readonly { readonly code: string; readonly level: number | null }[],
): ReadonlyMap<string, readonly (number | null)[]> {
  return new Map(
    rooms.map(({ code, level }) => {
      const known = before.get(code) ?? [];
      return [code, [...known, level].slice(-BARS)];
    }),
  );
}
