// Whether a phone sounds: silent beside a playing stage until it is told otherwise, and a remote control where a browser gives no sound.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWithBrowser, openPage, type Visit } from '../support/browser.ts';
import { inspect } from '../support/inspect.ts';
import { type RunningServer, runServer } from '../support/run-server.ts';
import { type Answer, connect, dataOf, post, type Socket } from '../support/third-party.ts';

const SMALL = { viewport: { width: 320, height: 568 } };

await describeWithBrowser('listening', {}, (browser) => {
  let server: RunningServer;
  let stage: Socket;
  let code = '';

  beforeAll(async () => {
    server = await runServer();
    const url = `${server.origin}/graphql`;
    const FOUND = 'mutation { createRoom(input: { takeRole: false, displayName: "Screen" }) { ticket room { code } } }';
    const host = dataOf(await post(url, FOUND)).createRoom;
    code = host.room.code;
    stage = connect(url, host.ticket);
    const room = stage.listen('subscription($code: String!) { roomState(code: $code) { isPlaying } }', { code });
    dataOf(await stage.ask('mutation($code: String!) { startMusic(code: $code) { code } }', { code }));
    await room.until(({ roomState }) => roomState.isPlaying);
  });
  afterAll(async () => {
    await stage?.close();
    await server?.stop();
  });

  const look = ({ page }: Visit, name: string) => inspect(page, `listening-${name}`);

  it('starts silent beside a screen that plays, says so, and listens when asked to', async () => {
    const phone = await openPage(browser(), `${server.origin}/r/${code}`, SMALL);
    const { page } = phone;
    await page.getByRole('switch', { name: 'Sound on this phone' }).waitFor();
    await look(phone, 'door');
    await page.getByRole('button', { name: 'Join', exact: true }).click();
    await page.getByRole('button', { name: 'Take the sticks' }).click();
    await page.getByRole('button', { name: 'Sound is off' }).click();
    await page.getByText('Silent here: the big screen plays.').waitFor();
    await look(phone, 'silent');
    await page.getByRole('button', { name: /Listen$/ }).click();
    await page.getByRole('button', { name: /Mute$/ }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Sound is on' }).waitFor();
    await phone.close();
  });

  it('is a remote control in a browser without sound', async () => {
    const phone = await openPage(browser(), `${server.origin}/r/${code}`, {
      ...SMALL,
      beforeScripts: () => {
        Reflect.deleteProperty(window, 'AudioContext');
        Reflect.deleteProperty(window, 'webkitAudioContext');
      },
    });
    const { page } = phone;
    await page.getByRole('button', { name: /^Join/ }).click();
    await page.getByRole('button', { name: 'Set the mood' }).click();
    await page.getByText('Remote control').first().waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Dreamy' }).press('Enter');
    const room = stage.listen('subscription($code: String!) { roomState(code: $code) { participants { input { moods } } } }', { code });
    await room.until(({ roomState }) => roomState.participants.some(({ input }: Answer) => input?.moods.includes('Dreamy')));
    room.cancel();
    await page.getByRole('button', { name: 'Sound is off' }).click();
    await page.getByText('this phone is a remote control').waitFor();
    expect(await page.getByLabel('Listen in any player').inputValue()).toBe(`${server.origin}/rooms/${code}/stream.ogg`);
    await look(phone, 'remote');
    await phone.close();
  });
});
