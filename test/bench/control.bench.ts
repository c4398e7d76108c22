// How soon a hand on a phone shows on the stage: from the key that moves the drummer's dial to the stage's own picture with the new
// tempo in it, over the real server, both pages drawn without a graphics card. `tsx test/bench/control.bench.ts [--json] [--moves N]`
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { buildIfStale } from '../../scripts/build-if-stale.mjs';
import { launchBrowser, openPage } from '../support/browser.ts';
import { percentile } from '../support/ears.ts';
import { runServer } from '../support/run-server.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { createStageParty } from '../support/stage-party.ts';

const { values: options } = parseArgs({
  options: { json: { type: 'boolean', default: false }, moves: { type: 'string', default: '100' } },
});
const moves = Number(options.moves);
const GOAL_MS = 150;
/** Petals open, the quality ladder has found its step. */
const SETTLE_MS = 10_000;

/** Wall clock, by tempo. */
type Notes = Readonly<Record<string, number>>;
type Noting = Window & { notes: Record<string, number> };

const notesOf = (page: Page): Promise<Notes> => page.evaluate(() => (window as unknown as Noting).notes);

/** Notes when each tempo is first in a picture that this page has drawn. */
function watchStage(page: Page): Promise<void> {
  return page.evaluate(() => {
    const notes: Record<string, number> = {};
    Object.assign(window, { notes });
    let last = '';
    const observer = new MutationObserver(() => {
      const bpm = /→ (\d+) bpm/.exec(document.body.textContent ?? '')?.[1] ?? '';
      if (bpm === last) return;
      last = bpm;
      // The next frame is drawn with it; when the one after begins, it has been.
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          notes[bpm] ??= performance.timeOrigin + performance.now();
        }),
      );
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  });
}

/** Notes when a key asked for each tempo. */
function watchPhone(page: Page): Promise<void> {
  return page.evaluate(() => {
    const notes: Record<string, number> = {};
    Object.assign(window, { notes });
    window.addEventListener(
      'keydown',
      () => {
        const bpm = Number(document.activeElement?.getAttribute('aria-valuenow')) + 1;
        notes[bpm] = performance.timeOrigin + performance.now();
      },
      { capture: true },
    );
  });
}

buildIfStale();
const server = await runServer();
const { browser, close } = await launchBrowser();
try {
  const random = seededRandom(7);
  const party = await createStageParty(server.origin);
  for (let person = 0; person < 5; person += 1) await party.join();
  await party.start();
  // The drummer's place is for the phone.
  await party.leave(0);
  const phone = await openPage(browser, `${server.origin}/r/${party.code}`, { viewport: { width: 390, height: 844 } });
  await phone.page.getByRole('button', { name: /^Join/ }).click();
  await phone.page.getByRole('button', { name: /Take the sticks/ }).click();
  const stage = await party.openStage(browser, { viewport: { width: 1280, height: 720 } });
  await wait(SETTLE_MS);
  const dial = phone.page.getByRole('slider', { name: 'Tempo' });
  await dial.press('Home');
  await wait(SETTLE_MS / 10);
  await watchStage(stage.page);
  await watchPhone(phone.page);
  for (let move = 0; move < moves; move += 1) {
    await dial.press('ArrowUp');
    await wait(300 + random() * 500);
  }
  await wait(SETTLE_MS / 10);
  const [pressed, shown] = [await notesOf(phone.page), await notesOf(stage.page)];
  const lateMs = Object.entries(pressed).flatMap(([bpm, atMs]) => (shown[bpm] === undefined ? [] : [shown[bpm] - atMs]));
  const found = { moves, seen: lateMs.length, medianMs: percentile(lateMs, 0.5), p95Ms: percentile(lateMs, 0.95) };
  const words = `${found.seen} of ${moves} moves painted on the stage, ${found.medianMs.toFixed(0)} ms after the key (median), ${found.p95Ms.toFixed(0)} ms (p95; at most ${GOAL_MS})`;
  process.stdout.write(`${options.json ? JSON.stringify(found) : words}\n`);
  await party.close();
  await phone.close();
  await stage.close();
} finally {
  await close();
  await server.stop();
}
