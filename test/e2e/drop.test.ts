// The crowd calls a drop: a thumb opens it, a second hand carries it, every screen counts down to the same moment.
// CORO_SCREENSHOTS=folder keeps a picture of each step.
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWithBrowser, openPage, type Visit } from '../support/browser.ts';
import { type RunningServer, runServer } from '../support/run-server.ts';
import { type Answer, connect, dataOf, post, type Socket } from '../support/third-party.ts';

/** For a browser on a busy machine. */
const SOON = { timeout: 20_000 };
const JOIN = `mutation($code: String!, $name: String!) {
  joinRoom(input: { code: $code, displayName: $name }) { ticket participant { id } }
}`;
const WATCH =
  'subscription($code: String!) { roomState(code: $code) { vote { id votes needed landsAt } engine { position { section } } } }';

await describeWithBrowser('a drop', {}, (browser) => {
  let server: RunningServer;
  let third: Socket;
  let fourth: Socket;
  let stage: Visit;
  let phone: Visit;
  let code = '';

  beforeAll(async () => {
    server = await runServer();
    stage = await openPage(browser(), server.origin, { viewport: { width: 1280, height: 720 } });
    await stage.page.getByRole('button', { name: 'Start a room' }).click();
    await stage.page.waitForURL(/\/r\/.+\/stage$/);
    code = new URL(stage.page.url()).pathname.split('/')[2] ?? '';
    const url = `${server.origin}/graphql`;
    const join = async (name: string) => dataOf(await post(url, JOIN, { code, name })).joinRoom;
    third = connect(url, (await join('Ben')).ticket);
    fourth = connect(url, (await join('Cleo')).ticket);
    fourth.listen(WATCH, { code });
    phone = await openPage(browser(), `${server.origin}/r/${code}`, { viewport: { width: 390, height: 844 } });
    await phone.page.getByRole('button', { name: 'Join and listen' }).click();
  });

  afterAll(async () => {
    await third?.close();
    await fourth?.close();
    await stage?.close();
    await phone?.close();
    await server?.stop();
  });

  const picture = async (name: string): Promise<void> => {
    const folder = process.env.CORO_SCREENSHOTS;
    if (folder) await stage.page.screenshot({ path: join(folder, `${name}-stage.png`) });
    if (folder) await phone.page.screenshot({ path: join(folder, `${name}-phone.png`) });
  };

  it('opens with one thumb, is carried by a second hand, and lands on all screens at once', async () => {
    const card = phone.page.getByRole('button', { name: /Take the sticks|Set the mood|Take the decks|Open the shelf|Take the fader/ });
    await card.first().click();
    await stage.page.getByRole('button', { name: 'Start', exact: true }).click();
    const room = third.listen(WATCH, { code });
    await room.until(({ roomState }: Answer) => roomState.engine.position !== null);
    const hand = phone.page.locator('.dock-call');
    await hand.click();
    const opened = (await room.until(({ roomState }: Answer) => roomState.vote?.votes === 1)).roomState.vote;
    expect(opened.needed).toBe(2);
    await expect.poll(() => hand.getAttribute('aria-label'), SOON).toBe('Your hand is up for the drop: 1 of 2');
    await expect.poll(() => stage.page.locator('.call-words').textContent(), SOON).toContain('One more hand');
    await picture('open');

    dataOf(await third.ask('mutation($code: String!) { vote(code: $code, form: DROP) { id } }', { code }));
    await room.until(({ roomState }: Answer) => (roomState.vote?.landsAt ?? null) !== null);
    await expect.poll(() => stage.page.locator('.call-count').textContent(), SOON).toMatch(/^\d$/);
    await expect.poll(() => hand.getAttribute('data-call'), SOON).toBe('countdown');
    await picture('countdown');
    await Promise.all([
      expect.poll(() => stage.page.locator('.call-words').textContent(), SOON).toBe('Drop!'),
      expect.poll(() => hand.getAttribute('data-call'), SOON).toBe('landed'),
      room.until(({ roomState }: Answer) => roomState.engine.position?.section === 'drop'),
    ]);
    await picture('landed');
    await expect.poll(() => hand.getAttribute('data-call'), SOON).toBe('resting');
    room.cancel();
  });
});
