import { expect, it } from 'vitest';
import { createFreezeWatch } from '../../client/audio/freeze.ts';

const TICK_MS = 250;

/** Looks once a tick at what the context says. */
function watched(contextTimes: readonly (number | null)[], tickMs = TICK_MS) {
  const watch = createFreezeWatch(TICK_MS);
  for (const [tick, contextTime] of contextTimes.entries()) watch.look((tick + 1) * tickMs, contextTime);
  return watch;
}

it.each<[string, boolean, readonly (number | null)[]]>([
  ['moves on', false, [1, 1.25, 1.5, 1.75, 2, 2.25]],
  ['stands still for a second', true, [1, 1, 1, 1, 1]],
  ['stands still for three quarters of one', false, [1, 1, 1, 1]],
  ['stands still, then moves on', false, [1, 1, 1, 1, 1, 1.25]],
  ['does not say that it runs', false, [null, null, null, null, null, null]],
  ['stands still, then does not say that it runs', false, [1, 1, 1, 1, 1, null]],
])('a context that %s: frozen is %s', (_name, isFrozen, contextTimes) => {
  expect(watched(contextTimes).isFrozen()).toBe(isFrozen);
});

it('a page that was asleep itself has seen nothing', () => {
  expect(watched([1, 1, 1, 1, 1], 2 * TICK_MS).isFrozen()).toBe(false);
});

it('begins anew with another context', () => {
  const watch = watched([1, 1, 1, 1, 1]);
  watch.reset();
  expect(watch.isFrozen()).toBe(false);
});
