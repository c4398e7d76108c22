// The API explorer in a real browser that has no internet: six tabs, a mutation over HTTP, a subscription over WebSocket.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWithBrowser, openPage } from '../support/browser.ts';
import { buildApp, type TestApp } from '../support/build-app.ts';
import { dataOf, post } from '../support/third-party.ts';

await describeWithBrowser('the explorer', {}, (browser) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await buildApp();
  });
  afterAll(() => app.stop());

  it('tells the story in six tabs, and opens a room with one press', async () => {
    const visit = await openPage(browser(), app.url);
    const { page } = visit;
    await page.getByRole('tab', { name: 'Hear' }).waitFor();
    expect(await page.getByRole('tab').allInnerTexts()).toEqual(['CreateARoom', 'Join', 'Watch', 'Start', 'Prompts', 'Hear']);
    await page.getByRole('button', { name: /^Execute query/ }).click();
    await page.locator('.result-window').getByText('joinUrl').waitFor();
    await visit.close();
  });

  it('watches over WebSocket, with the ticket that stands in the headers', async () => {
    const { createRoom } = dataOf(
      await post(app.url, 'mutation { createRoom(input: { password: "tulip field" }) { ticket room { code } } }'),
    );
    const query = `subscription { roomState(code: "${createRoom.room.code}") { name participants { displayName } } }`;
    const headers = JSON.stringify({ authorization: `Bearer ${createRoom.ticket}` });
    const visit = await openPage(browser(), `${app.url}?query=${encodeURIComponent(query)}`);
    const { page } = visit;
    const socket = page.waitForEvent('websocket');
    await page.getByRole('button', { name: 'Headers' }).click();
    await page.locator('.graphiql-editor-tool .monaco-editor:visible').last().click();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText(headers);
    await page.getByRole('button', { name: /^Execute query/ }).click();
    expect((await socket).url()).toBe(app.url.replace('http', 'ws'));
    await page.locator('.result-window').getByText('displayName').waitFor();
    await visit.close();
  });
});
