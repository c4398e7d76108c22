// What of somebody's choice is in the sound: compares words of the arbiter's prompts with the words on our tiles. Pure.

interface Prompt {
  readonly text: string;
  readonly weight: number;
}

/** "Drum & Bass" and "drum and bass", "R&B" and "r and b", "Lo-Fi" and "lo fi" are the same words. */
export const levelled = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;

/** For each name in `known`, 0 to 1: the summed weight of the prompts that say it. A longer name covers a shorter one in it: "rhodes piano" is no piano. */
export function weightsOf(prompts: readonly Prompt[], known: readonly string[]): ReadonlyMap<string, number> {
  const longestFirst = known.map((name) => ({ name, words: levelled(name) })).sort((a, b) => b.words.length - a.words.length);
  const weights = new Map<string, number>(known.map((name) => [name, 0]));
  for (const prompt of prompts) {
    let text = levelled(prompt.text);
    for (const { name, words } of longestFirst) {
      if (!text.includes(words)) continue;
      text = text.replaceAll(words, ' | ');
      weights.set(name, Math.min(1, (weights.get(name) ?? 0) + prompt.weight));
    }
  }
  return weights;
}

/** The names among `known` that sound now, loudest first. */
export const soundingOf = (prompts: readonly Prompt[], known: readonly string[]): readonly string[] =>
  [...weightsOf(prompts, known)]
    .filter(([, weight]) => weight > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([name]) => name);
