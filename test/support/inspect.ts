// Looks at a resting screen: nothing hangs out sideways, nothing keeps anybody out. CORO_SCREENSHOTS=folder keeps pictures.
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { violations } from './axe.ts';

/** A picture of the page as it is now; without CORO_SCREENSHOTS none. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = process.env.CORO_SCREENSHOTS;
  if (folder) await page.screenshot({ path: join(folder, `${name.replace(/\W+/g, '-')}.png`) });
}

/** What moves in has arrived (contrast is a matter of the resting screen); meters and beats never rest. */
export async function rest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    // A changed size or colour scheme reaches the page with its next frame.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const moving = () =>
      document.getAnimations().filter(({ playState, effect }) => playState === 'running' && effect?.getTiming().iterations === 1);
    const deadline = new Promise((resolve) => setTimeout(resolve, 1_500, 'late'));
    // What arrives may set off something else.
    for (let ends = moving(); ends.length > 0; ends = moving()) {
      if ((await Promise.race([Promise.allSettled(ends.map(({ finished }) => finished)), deadline])) === 'late') return;
    }
  });
}

export async function inspect(page: Page, name: string): Promise<void> {
  await rest(page);
  await keepPicture(page, name);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), `${name}: sideways`).toBeLessThanOrEqual(0);
  expect(await violations(page), name).toEqual([]);
}
