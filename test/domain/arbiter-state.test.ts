// Who decides, and the sentence that people read when the model does not.
import { expect, it } from 'vitest';
import { arbiterOf } from '../../server/domain/arbiter-state.ts';
import type { ArbiterKind, Setup } from '../../server/domain/live.ts';
import type { AdviceTrouble } from '../../server/domain/room-state.ts';

const TROUBLES: readonly AdviceTrouble[] = ['LATE', 'QUOTA', 'REJECTED', 'UNUSABLE', 'DAY_SPENT'];
const setup = (arbiter: ArbiterKind): { setup: Setup } => ({ setup: { engine: 'HOUSE_BAND', arbiter } });

it('says nothing while all is well, and never speaks of a model that was not set up', () => {
  expect(arbiterOf(setup('GEMINI'), { adviceTrouble: null })).toEqual({ kind: 'GEMINI', reason: null });
  for (const adviceTrouble of [null, ...TROUBLES]) {
    expect(arbiterOf(setup('RULES'), { adviceTrouble })).toEqual({ kind: 'RULES', reason: null });
  }
});

it('has a sentence of its own for every trouble, and each says who decides', () => {
  const reasons = TROUBLES.map((adviceTrouble) => arbiterOf(setup('GEMINI'), { adviceTrouble }).reason ?? '');
  expect(new Set(reasons).size).toBe(TROUBLES.length);
  for (const reason of reasons) expect(reason).toMatch(/^\S.{20,118} the built-in rules decide.*\.$/);
});
