// Every situation of the table against the rules arbiter.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { arbitrate } from '../../server/domain/arbitration.ts';
import { failures, type Language, type Situation } from '../support/arbitration-expect.ts';
import { play, voicesAt } from '../support/arbitration-play.ts';

const table = JSON.parse(readFileSync(new URL('../arbitration-situations.json', import.meta.url), 'utf8')) as Language & {
  situations: Situation[];
  policy: { blockedWords: string[] };
};

describe('the arbiter', () => {
  for (const situation of table.situations) {
    it(`${situation.id}: ${situation.title}`, () => {
      expect(failures(situation, play(situation, table.policy.blockedWords), table)).toEqual([]);
      expect(failures(situation, play(situation, table.policy.blockedWords, { atTheDoor: false }), table)).toEqual([]);
    });
  }

  it('settles every situation within 25 ticks and then says the same again', () => {
    const restless = table.situations.flatMap((situation) => {
      const { arbitrations } = play({ ...situation, inputsChanged: true, ticks: 25 }, table.policy.blockedWords);
      const at = arbitrations.findIndex(({ settled }) => settled);
      const settled = arbitrations[at];
      if (!settled) return [situation.id];
      const again = arbitrate({ voices: voicesAt(situation, at), previous: settled.mix, blockedWords: table.policy.blockedWords });
      expect(again.mix, situation.id).toEqual(settled.mix);
      return [];
    });
    expect(restless).toEqual([]);
  });
});
