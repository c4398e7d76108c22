// The plain stream in a plain audio element: the browser's own player, with nothing of ours.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWithBrowser, openPage } from '../support/browser.ts';
import { buildApp, type TestApp } from '../support/build-app.ts';
import { dataOf, post } from '../support/third-party.ts';

let app: TestApp;
beforeAll(async () => {
  app = await buildApp();
});
afterAll(() => app.stop());

await describeWithBrowser('stream.ogg', {}, (browser) => {
  it('plays in an audio element, from its beginning, for as long as it is listened to', async () => {
    const { createRoom } = dataOf(await post(app.url, 'mutation { createRoom { ticket room { code } } }'));
    const { code } = createRoom.room;
    await post(app.url, 'mutation($code: String!) { startMusic(code: $code) { isPlaying } }', { code }, createRoom.ticket);
    const visit = await openPage(browser(), `${app.origin}/health`);
    await visit.page.evaluate((address) => {
      const audio = document.createElement('audio');
      audio.src = address;
      audio.id = 'player';
      document.body.append(audio);
      return audio.play();
    }, `${app.origin}/rooms/${code}/stream.ogg`);
    const player = () =>
      visit.page.evaluate(() => {
        const { currentTime, error, paused } = document.querySelector('audio') as HTMLAudioElement;
        return { currentTime, error: error?.message ?? null, paused };
      });
    await expect.poll(async () => (await player()).currentTime, { timeout: 10_000 }).toBeGreaterThan(3);
    expect(await player()).toMatchObject({ error: null, paused: false });
    await visit.close();
  });
});
