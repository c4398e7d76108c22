// Tells what is asked for from what is heard, for the stage and the engine room: what is on its way in, and what on its way out. Pure.
import type { Scale } from '../graphql/generated/graphql.ts';

interface Prompt {
  readonly text: string;
  readonly weight: number;
}

export interface Transit<P> {
  /** Asked for, and not heard yet. */
  readonly coming: readonly P[];
  /** Heard still, and not asked for any more. */
  readonly leaving: readonly P[];
}

/** What stands in one list of prompts and not in the other, in their own order. */
export function transitOf<P extends Prompt>(asked: readonly P[], heard: readonly P[]): Transit<P> {
  const without = (some: readonly P[], others: readonly P[]) => some.filter(({ text }) => !others.some((other) => other.text === text));
  return { coming: without(asked, heard), leaving: without(heard, asked) };
}

interface Keyed {
  readonly scale: Scale | null;
  readonly revision: number;
}

/** The key that is about to be heard; `null` when none is: nobody asked for one, it sounds, or the engine has taken it in its own way. */
export function landingKey(heard: Keyed, target: Keyed): Scale | null {
  return target.scale === heard.scale || heard.revision >= target.revision ? null : target.scale;
}

export interface SparkNews<P> {
  readonly sent: readonly P[];
  readonly landed: readonly string[];
  readonly lost: readonly string[];
}

/** What has become of the prompts on their way: `before` are the words that were on their way when this was last asked. */
export function sparkNews<P extends Prompt>(before: readonly string[], { coming }: Transit<P>, heard: readonly P[]): SparkNews<P> {
  const gone = before.filter((text) => !coming.some((prompt) => prompt.text === text));
  const isHeard = (text: string) => heard.some((prompt) => prompt.text === text);
  return {
    sent: coming.filter(({ text }) => !before.includes(text)),
    landed: gone.filter(isHeard),
    lost: gone.filter((text) => !isHeard(text)),
  };
}
