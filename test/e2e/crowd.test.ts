// What else a crowd can do, by keyboard alone: a host asks from the stage, a phone calls from its sheet, reactions reach the stage, and a
// microphone that hears clapping lifts the room's energy. CORO_SCREENSHOTS=folder keeps a picture of each step.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { wavHeader, wavSamples } from '../../scripts/render/wav.ts';
import { describeWithBrowser, openPage, type Visit } from '../support/browser.ts';
import { inspect, keepPicture } from '../support/inspect.ts';
import { type RunningServer, runServer } from '../support/run-server.ts';
import { seededInteger } from '../support/seeded-room.ts';
import { type Answer, connect, dataOf, post, type Socket, type Stream } from '../support/third-party.ts';

const SOON = { timeout: 20_000 };
const JOIN =
  'mutation($code: String!, $name: String!) { joinRoom(input: { code: $code, displayName: $name }) { ticket participant { id } } }';
const WATCH =
  'subscription($code: String!) { roomState(code: $code) { isPlaying crowdEnergy vote { form votes voterIds landsAt } engine { position { section } } } }';
const REACTIONS = 'subscription($code: String!) { reactions(code: $code) { reactions { reaction count from { displayName } } } }';
const REACT = 'mutation($code: String!, $reaction: Reaction!) { react(code: $code, reaction: $reaction) }';

/** Four seconds of somebody clapping three times a second, which the browser's fake microphone repeats. */
function clapping(): Buffer {
  const draw = seededInteger(7);
  const pcm = new Int16Array(2 * 4 * 48_000);
  let [y1, y2] = [0, 0];
  for (let frame = 0; frame < pcm.length / 2; frame += 1) {
    // Noise through a hand's resonance at 1.7 kHz.
    const y = (draw(2_001) / 1_000 - 1) * 0.28 + 1.68 * y1 - 0.74 * y2;
    [y2, y1] = [y1, y];
    const sample = Math.round(12_000 * y * Math.exp(-(frame % 16_000) / 580));
    pcm.fill(Math.max(-32_768, Math.min(32_767, sample)), 2 * frame, 2 * frame + 2);
  }
  return Buffer.concat([wavHeader(pcm.length / 2), wavSamples(pcm)]);
}

const folder = mkdtempSync(join(tmpdir(), 'coro-claps-'));
const microphone = join(folder, 'claps.wav');
writeFileSync(microphone, clapping());

await describeWithBrowser('a crowd', { flags: [`--use-file-for-fake-audio-capture=${microphone}`] }, (browser) => {
  let server: RunningServer;
  let ben: Socket;
  let room: Stream;
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
    ben = connect(url, dataOf(await post(url, JOIN, { code, name: 'Ben' })).joinRoom.ticket);
    room = ben.listen(WATCH, { code });
    phone = await openPage(browser(), `${server.origin}/r/${code}`, {
      viewport: { width: 390, height: 844 },
      colorScheme: 'dark',
      permissions: ['microphone'],
      // One test throws more than anybody may.
      expectedErrors: [/429/],
    });
    await phone.page.getByRole('button', { name: 'Join and listen' }).click();
    const card = phone.page.getByRole('button', { name: /Take the sticks|Set the mood|Take the decks|Open the shelf|Take the fader/ });
    await card.first().click();
    await stage.page.getByRole('button', { name: 'Start', exact: true }).click();
    await room.until(({ roomState }: Answer) => roomState.engine.position !== null);
  });

  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await ben?.close();
    await stage?.close();
    await phone?.close();
    await server?.stop();
  });

  const picture = (page: Page, name: string) => keepPicture(page, `crowd-${name}`);

  it('throws reactions, which rise on the stage and are told in words', async () => {
    const { page } = phone;
    const bursts = ben.listen(REACTIONS, { code });
    await page.getByRole('button', { name: 'Throw something at the screen' }).press('Enter');
    const fan = page.getByRole('group', { name: 'Reactions' });
    // The last used one is at hand: the heart, the first time.
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Heart');
    await picture(page, 'fan');
    await page.keyboard.press('Enter');
    await bursts.until(({ reactions }: Answer) => reactions.reactions[0].reaction === 'HEART');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await bursts.until(({ reactions }: Answer) => reactions.reactions[0].reaction === 'LAUGH');
    await page.keyboard.press('Escape');
    await fan.waitFor({ state: 'detached' });
    for (const reaction of ['CLAP', 'FIRE', 'STAR', 'WOW']) dataOf(await ben.ask(REACT, { code, reaction }));
    await picture(stage.page, 'reactions-stage');
    await picture(page, 'echo');
    await expect.poll(() => stage.page.getByText(/^The room throws/).textContent(), SOON).toMatch(/one heart/);
    bursts.cancel();

    // A note speaks at the other end of the screen than the hands work.
    await page.getByRole('button', { name: 'Throw something at the screen' }).press('Enter');
    const note = page.locator('.toast', { hasText: 'That was a lot at once.' });
    for (let thrown = 0; thrown < 30 && (await note.count()) === 0; thrown++) await page.keyboard.press('Enter');
    const [said, open] = await Promise.all([note.boundingBox(), fan.boundingBox()]);
    expect((said?.y ?? 999) + (said?.height ?? 0), 'the note lies over the fan').toBeLessThan(open?.y ?? 0);
    await page.keyboard.press('Escape');
  });

  it('lets a clapping phone lift the room, and only as long as it wants', async () => {
    const { page } = phone;
    await page.getByRole('button', { name: /^More to do together/ }).press('Enter');
    const ear = page.getByRole('switch', { name: 'Let the room hear you' });
    await ear.press('Enter');
    await page.getByRole('switch', { name: 'The room hears you', checked: true }).waitFor();
    const loud = await room.until(({ roomState }: Answer) => roomState.crowdEnergy >= 0.5);
    expect(loud.roomState.crowdEnergy).toBeLessThanOrEqual(1);
    await stage.page.getByText(/^The room (is warm|roars)/).waitFor();
    await picture(page, 'sheet');
    await picture(stage.page, 'energy-stage');
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width: 320, height: 568 });
      await inspect(page, `crowd-sheet-small-${colorScheme}`);
    }
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 390, height: 844 });
    const told = room.results.length;
    await page.getByRole('switch', { name: 'The room hears you' }).press('Enter');
    await expect.poll(() => room.results.slice(told).some(({ data }) => data?.roomState.crowdEnergy === 0), SOON).toBe(true);
    await page.keyboard.press('Escape');
  });

  it('a host asks from the stage, and a phone carries it from its sheet', async () => {
    const { page } = phone;
    // A call stays open for ten seconds: whatever takes time comes before it.
    await page.getByRole('button', { name: /^More to do together/ }).press('Enter');
    await stage.page.getByRole('button', { name: 'Ask for a breakdown' }).press('Enter');
    const asked = (await room.until(({ roomState }: Answer) => roomState.vote !== null)).roomState.vote;
    expect(asked).toMatchObject({ form: 'BREAKDOWN', votes: 0, voterIds: [] });
    await page.getByRole('button', { name: /^Breakdown.*One more and it comes/ }).press('Enter');
    await room.until(({ roomState }: Answer) => (roomState.vote?.landsAt ?? null) !== null);
    await page.getByRole('button', { name: /^Breakdown.*Hands up/ }).waitFor();
    await inspect(page, 'crowd-sheet-countdown');
    await inspect(stage.page, 'crowd-countdown-stage');
    await expect.poll(() => stage.page.locator('.call-heading').textContent(), SOON).toBe('Hush');
    await room.until(({ roomState }: Answer) => roomState.engine.position?.section === 'breakdown');
    await page.getByRole('button', { name: /^Breakdown.*Again in/ }).waitFor(SOON);
  });
});
