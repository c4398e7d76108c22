// Prompts of one room that the service would not play: remembered for a while, so that they are not sent again and again.
import type { Clock } from '../../ports/clock.ts';

const REMEMBERED_MS = 10 * 60_000;

export interface RefusedPrompts {
  /** `true` when it is news. */
  add(text: string): boolean;
  /** It may be to blame or not; the second time it is. `true` when that makes it refused. */
  suspect(text: string): boolean;
  has(text: string): boolean;
}

export function createRefusedPrompts(clock: Clock): RefusedPrompts {
  const untilMs = new Map<string, number>();
  const suspected = new Set<string>();
  const nameOf = (text: string) => text.trim().toLowerCase();
  const has = (text: string) => (untilMs.get(nameOf(text)) ?? 0) > clock.nowMs();
  function add(text: string): boolean {
    const isNews = !has(text);
    for (const [name, until] of untilMs) if (until <= clock.nowMs()) untilMs.delete(name);
    suspected.delete(nameOf(text));
    untilMs.set(nameOf(text), clock.nowMs() + REMEMBERED_MS);
    return isNews;
  }

  return {
    has,
    add,
    suspect(text) {
      if (suspected.has(nameOf(text))) return add(text);
      suspected.add(nameOf(text));
      return false;
    },
  };
}
