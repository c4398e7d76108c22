// Home as the way in: one click plays alone with simulated guests who are marked as such; and Coro as an app that installs, opens from
// its own shell, says when there is no line, and offers a newer version. CORO_SCREENSHOTS=folder keeps a picture of each.
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createStatic } from '../../server/http/static.ts';
import { describeWithBrowser, openPage } from '../support/browser.ts';
import { inspect } from '../support/inspect.ts';
import { type RunningServer, runServer } from '../support/run-server.ts';
import { type Answer, dataOf, post } from '../support/third-party.ts';

const SOON = { timeout: 30_000 };
const CLIENT = fileURLToPath(new URL('../../dist/client', import.meta.url));
const STATE = `query($code: String!) { roomState(code: $code) {
  engine { health } simulatedGuests participants { displayName role isSimulated input { updatedAt } } } }`;

/** The service worker has kept its shell and serves this page. */
async function untilControlled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller === null) {
      await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }));
    }
  });
}

await describeWithBrowser('home', {}, (browser) => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await runServer();
  });
  afterAll(() => server.stop());
  const roomOf = async (page: Page): Promise<Answer> => {
    const code = new URL(page.url()).pathname.split('/')[2];
    return dataOf(await post(`${server.origin}/graphql`, STATE, { code })).roomState;
  };

  it('one click plays alone on a big screen, with four petals that are marked as simulated', async () => {
    const { page, close } = await openPage(browser(), server.origin, { viewport: { width: 1280, height: 720 }, colorScheme: 'dark' });
    await page.getByRole('button', { name: 'Try it alone' }).click();
    await page.waitForURL(/\/r\/.+\/stage$/);
    await page.getByText('Four simulated guests play along.').waitFor();
    await expect.poll(async () => (await roomOf(page)).engine.health, SOON).toBe('PLAYING');
    const shares = page.getByRole('table', { name: 'Influence' });
    for (const name of ['Echo', 'Loop', 'Pico', 'Vega']) await shares.getByText(`${name} (simulated)`).waitFor(SOON);
    const hasAllInputs = async () => (await roomOf(page)).participants.filter(({ input }: Answer) => input !== null).length;
    await expect.poll(hasAllInputs, SOON).toBe(4);
    await page
      .getByText(/Echo \(simulated\)|Loop \(simulated\)|Pico \(simulated\)|Vega \(simulated\)/)
      .first()
      .waitFor();
    await inspect(page, 'alone-stage-dark');
    await page.emulateMedia({ colorScheme: 'light' });
    await inspect(page, 'alone-stage-light');
    await page.setViewportSize({ width: 390, height: 844 });
    await inspect(page, 'alone-stage-phone');
    await page.setViewportSize({ width: 1280, height: 720 });
    await page.getByRole('button', { name: 'Send them away' }).press('Enter');
    await page.getByText('The simulated guests have left.').waitFor();
    await expect.poll(async () => (await roomOf(page)).participants.length, SOON).toBe(1);
    await page.getByRole('button', { name: 'Call them back' }).press('Enter');
    await page.getByText('Four simulated guests play along.').waitFor();
    await close();
  });

  it('on a phone, whoever tries it alone plays along with four guests', async () => {
    const { page, close } = await openPage(browser(), server.origin, { viewport: { width: 390, height: 844 } });
    await page.getByRole('button', { name: 'Try it alone' }).click();
    await page.waitForURL(/\/r\/[^/]+$/);
    const mine = async () => (await roomOf(page)).participants.find(({ isSimulated }: Answer) => !isSimulated)?.role;
    expect(await mine()).toBe('DRUMMER');
    await expect.poll(async () => (await roomOf(page)).participants.length, SOON).toBe(5);
    await inspect(page, 'alone-phone');
    await close();
  });

  it('lists what plays, with its level, goes back to the last room, and shows a room on this screen', async () => {
    const url = `${server.origin}/graphql`;
    const open = 'mutation { createRoom(input: { name: "Friday Night" }) { ticket room { code } } }';
    const { ticket, room } = dataOf(await post(url, open)).createRoom;
    await post(url, 'mutation($code: String!) { startMusic(code: $code) { code } }', { code: room.code }, ticket);
    const { page, close } = await openPage(browser(), server.origin, { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' });
    await page.getByRole('link', { name: 'Watch Friday Night on this screen' }).click();
    await page.waitForURL(`${server.origin}/r/${room.code}/stage`);
    await page.getByText('Friday Night').first().waitFor();
    await page.goto(server.origin);
    await page.getByRole('link', { name: 'Back to Friday Night' }).waitFor();
    const bars = page.locator('.room-row', { hasText: 'Friday Night' }).locator('.room-level i');
    // Somebody listens again after a moment, and the bars rise with what is heard.
    const ear = await fetch(`${server.origin}/rooms/${room.code}/stream.ogg`);
    await expect
      .poll(() => bars.evaluateAll((all) => all.map((bar) => Number((bar as HTMLElement).style.getPropertyValue('--level')))), SOON)
      .toSatisfy((heights: number[]) => heights.length === 5 && heights.every((height) => height > 0.2));
    await inspect(page, 'home-level');
    await page.setViewportSize({ width: 390, height: 844 });
    await inspect(page, 'home-level-phone');
    await page.setViewportSize({ width: 320, height: 568 });
    await page.emulateMedia({ colorScheme: 'light' });
    await inspect(page, 'home-level-small');
    await page.setViewportSize({ width: 1280, height: 800 });
    await ear.body?.cancel();
    await page.getByLabel('This is the big screen').check();
    await page.getByLabel('Type the code of the room to show here').fill(room.code);
    await page.waitForURL(`${server.origin}/r/${room.code}/stage`);
    await close();
  });

  it('installs, opens a second time from its own shell, and without a line says so and comes back by itself', async () => {
    const { page, context, close } = await openPage(browser(), server.origin, {
      viewport: { width: 390, height: 844 },
      expectedErrors: [/ERR_INTERNET_DISCONNECTED|ERR_FAILED|WebSocket|Failed to load resource/],
    });
    await untilControlled(page);
    const protocol = await context.newCDPSession(page);
    const { url, errors, data } = (await protocol.send('Page.getAppManifest')) as { url: string; errors: unknown[]; data: string };
    expect(url).toBe(`${server.origin}/manifest.webmanifest`);
    expect(errors).toEqual([]);
    for (const { src } of JSON.parse(data).icons)
      expect((await fetch(`${server.origin}${src}`)).headers.get('content-type')).toBe('image/png');
    const { installabilityErrors } = (await protocol.send('Page.getInstallabilityErrors' as 'Page.getAppManifest')) as unknown as {
      installabilityErrors: { errorId: string }[];
    };
    expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);

    await page.reload();
    await page.getByRole('button', { name: 'Start a room' }).waitFor();
    const scriptBytes = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .filter(({ name }) => name.endsWith('.js'))
        .reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).transferSize, 0),
    );
    expect(scriptBytes).toBeLessThan(5_000);
    const kept = await page.evaluate(async () => {
      const caches = await window.caches.keys();
      const requests = await Promise.all(caches.map(async (name) => (await window.caches.open(name)).keys()));
      return requests.flat().map(({ url: address }) => new URL(address).pathname);
    });
    expect(kept.filter((path) => !/^\/(assets\/[\w.-]+|icons\/[\w.-]+|manifest\.webmanifest)?$/.test(path))).toEqual([]);

    await context.setOffline(true);
    await page.reload();
    await page.getByRole('heading', { name: 'No line to Coro' }).waitFor();
    await inspect(page, 'offline');
    await context.setOffline(false);
    await page.getByRole('button', { name: 'Start a room' }).waitFor();
    await close();
  });

  it('offers a newer version, and takes it only when asked', async () => {
    const worker = readFileSync(join(CLIENT, 'sw.js'), 'utf8');
    // Another version, which does not know the script of the page that is open.
    const newer = worker.replace(/"version":"\w+"/, '"version":"newer"').replace(/"\/assets\/main-[\w-]+\.js",/, '');
    let current = worker;
    const files = createStatic(CLIENT, 'http://localhost');
    const host: Server = createServer((request, response) => {
      if (request.url === '/sw.js')
        response.writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'no-cache' }).end(current);
      else files(request, response, () => response.writeHead(404).end());
    });
    await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
    const origin = `http://localhost:${(host.address() as AddressInfo).port}`;
    const { page, close } = await openPage(browser(), origin, { expectedErrors: [/./] });
    await untilControlled(page);
    current = newer;
    await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
    const offer = page.getByText('A new Coro is ready.');
    await offer.waitFor();
    await inspect(page, 'update-offer');
    const versions = () => page.evaluate(() => window.caches.keys());
    expect(await versions()).toHaveLength(2);
    await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Reload' }).click()]);
    await expect.poll(versions, SOON).toEqual(['coro-shell-newer']);
    expect(await offer.count()).toBe(0);
    await close();
    host.closeAllConnections();
    host.close();
  });
});
