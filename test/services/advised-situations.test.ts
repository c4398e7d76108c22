// Situations in which a model is asked, each with a good, a mediocre and a hostile answer on a real wire: who decides, what comes of it,
// and that no answer breaks a rule. Coro's own, beside those of the arbiter.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type AdvisedSituation, playAdvised } from '../support/advised-play.ts';
import { failures, type Language } from '../support/arbitration-expect.ts';

const read = (name: string) => JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'));
const language: Language = read('arbitration-situations.json');
const { situations } = read('advised-situations.json') as { situations: readonly AdvisedSituation[] };

describe.each(situations.map((situation) => [`${situation.id}: ${situation.title}`, situation] as const))('%s', (_title, situation) => {
  it.each(['good', 'mediocre', 'hostile'] as const)('with a %s answer', async (kind) => {
    const recorded = situation.answers[kind];
    const played = await playAdvised(situation, recorded);
    const expectations = { ...situation.expect, ...recorded.expect };
    expect(failures({ ...situation, expect: expectations }, played, language)).toEqual([]);
    expect(played.sources[0] ?? null).toBe(recorded.by);
    expect(played.questions).toHaveLength(situation.asked);
    for (const words of situation.neverAsked ?? []) expect(played.questions.join()).not.toContain(words);
  });
});
