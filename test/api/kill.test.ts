// Killed at any moment, under load: nothing that was acknowledged is lost, and the next process serves soon. `npm run soak:kill` does the
// same for thirty rounds.
import { describe, expect, onTestFinished, test } from 'vitest';
import { DATABASES } from '../support/databases.ts';
import { createKilledServer } from '../support/killed-server.ts';

const SEED = 20_261_121;

describe.each(DATABASES)('with $kind', ({ isHere, create }) => {
  test.skipIf(!isHere)('three kills under load lose nothing that was acknowledged', { timeout: 120_000 }, async () => {
    const at = await create();
    onTestFinished(() => at.remove());
    const server = await createKilledServer({ ...at, seed: SEED, main: ['--import', 'tsx', 'server/main.ts'] });
    onTestFinished(() => server.stop());
    for (let round = 1; round <= 3; round++) {
      const { acknowledged, lost, servingAfterS } = await server.round();
      expect(lost, `seed ${SEED}, round ${round}`).toEqual([]);
      expect(acknowledged).toBeGreaterThanOrEqual(60);
      // Here the sources are compiled on the way; the bundle's figure is the soak's.
      expect(servingAfterS).toBeLessThan(15);
    }
  });
});
