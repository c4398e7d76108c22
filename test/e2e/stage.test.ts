// Two displays of one room: opened at different times they show the same flower at the same moment, greet whoever comes by name, and
// land a prompt when it is heard. CORO_SCREENSHOTS=folder keeps a picture of each.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWithBrowser, type Visit } from '../support/browser.ts';
import { keepPicture } from '../support/inspect.ts';
import { type RunningServer, runServer } from '../support/run-server.ts';
import { createStageParty, type StageParty } from '../support/stage-party.ts';

const SOON = { timeout: 20_000 };
const STAGE = { viewport: { width: 1280, height: 720 }, colorScheme: 'dark' } as const;
/** Two displays opened this far apart would stand four degrees apart, if each counted from when it was opened. */
const APART_MS = 8_000;
const SIDE = 256;

/** Which way the flower's blue petals point, as they stand at `atMs` of this machine's clock; degrees. */
function blueIsAt(page: Page, atMs: number): Promise<number> {
  return page.evaluate(
    ([at = 0, side = 0]) =>
      new Promise<number>((resolve) => {
        const eye = {
          look() {
            if (Date.now() < at) {
              requestAnimationFrame(eye.look);
              return;
            }
            const flower = document.querySelector<HTMLCanvasElement>('.bloom-canvas canvas:last-child');
            const small = document.createElement('canvas');
            small.width = side;
            small.height = side;
            const context = small.getContext('2d');
            if (!flower || !context) throw new Error('The stage shows no flower.');
            const ratio = flower.width / window.innerWidth;
            context.drawImage(flower, 416 * ratio, 82 * ratio, 512 * ratio, 512 * ratio, 0, 0, side, side);
            const { data } = context.getImageData(0, 0, side, side);
            let x = 0;
            let y = 0;
            for (let i = 0; i < data.length; i += 4) {
              const weight = ((data[i + 2] ?? 0) - (data[i] ?? 0)) * (data[i + 3] ?? 0);
              x += weight * (((i / 4) % side) - side / 2 + 0.5);
              y += weight * (Math.floor(i / 4 / side) - side / 2 + 0.5);
            }
            resolve((Math.atan2(y, x) * 180) / Math.PI);
          },
        };
        eye.look();
      }),
    [atMs, SIDE],
  );
}

await describeWithBrowser('two displays', {}, (browser) => {
  let server: RunningServer;
  let party: StageParty;
  const stages: Visit[] = [];

  beforeAll(async () => {
    server = await runServer();
    party = await createStageParty(server.origin);
    for (let index = 0; index < 5; index += 1) await party.join();
    await party.start();
    stages.push(await party.openStage(browser(), STAGE));
  });
  afterAll(async () => {
    await party?.close();
    for (const stage of stages) await stage.close();
    await server?.stop();
  });
  const page = (index: number) => (stages[index] as Visit).page;

  it('show the same flower at the same moment', async () => {
    await page(0).waitForTimeout(APART_MS);
    stages[1] ??= await party.openStage(browser(), STAGE);
    await page(1).getByText('You are hearing').waitFor();
    // Once the petals of the second have opened, both look at one moment.
    const look = async () => {
      const atMs = Date.now() + 300;
      const [first = 0, second = 0] = await Promise.all([blueIsAt(page(0), atMs), blueIsAt(page(1), atMs)]);
      return { first, second, atMs };
    };
    await expect.poll(() => look().then(({ first, second }) => Math.abs(second - first)), SOON).toBeLessThan(1);
    const { first, second, atMs } = await look();
    const later = await blueIsAt(page(0), atMs + APART_MS);
    process.stdout.write(
      `blue is at ${first.toFixed(2)} and ${second.toFixed(2)} degrees; ${APART_MS / 1_000} s later at ${later.toFixed(2)}\n`,
    );
    expect(later - first).toBeGreaterThan(2);
  });

  it('tell what is heard from what is asked for, greet by name, and fill the screen with F', async () => {
    await party.steer(2, { genre: 'Jazz' });
    const pill = page(0).locator('.pill-row', { hasText: /jazz/i }).first();
    await pill.waitFor();
    await expect.poll(() => pill.locator('.pill-credit').textContent(), SOON).not.toMatch(/on its way/i);
    await expect
      .poll(() => page(0).locator('.live-facts').textContent(), SOON)
      .toMatch(/[A-G][♯♭]? (major|minor|seventh|ninth|eleventh|sixth|half-diminished)/);

    await Promise.all([party.join('Lumo'), party.join('Pia')]);
    for (const index of [0, 1]) {
      await expect
        .poll(() => page(index).locator('.live-greeting').textContent(), SOON)
        .toMatch(/^(Lumo and Pia|Pia and Lumo) came in, seven of you now\.$/);
      expect(await page(index).locator('.stage-card').getAttribute('data-place')).toBe('greeting');
    }
    await keepPicture(page(0), 'stage-greeting');
    await expect.poll(() => page(0).locator('.stage-card').getAttribute('data-place'), SOON).toBe('corner');
    expect(await page(0).getByRole('row', { name: /Lumo/ }).count()).toBe(1);

    await page(0).keyboard.press('f');
    await expect.poll(() => page(0).evaluate(() => document.fullscreenElement !== null), SOON).toBe(true);
    await page(0).keyboard.press('f');
    await expect.poll(() => page(0).evaluate(() => document.fullscreenElement !== null), SOON).toBe(false);
    await expect.poll(() => page(0).locator('.stage').getAttribute('data-still'), SOON).toBe('true');
  });
});
