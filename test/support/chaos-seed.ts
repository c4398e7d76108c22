// The seed of a test that draws lots: fixed, so that a failure comes again, and told when it fails.
import { onTestFailed } from 'vitest';

/** `CHAOS_SEED` of the environment, or the test's own. Inside a test only. */
export function seedOfTest(own: number): number {
  const seed = Number(process.env.CHAOS_SEED ?? own);
  onTestFailed(() => void process.stderr.write(`It drew lots from the seed ${seed}; CHAOS_SEED=${seed} draws them again.\n`));
  return seed;
}
