// The four languages in a real browser: chosen from it, changed in the middle of a song, remembered, and never wider than a small phone.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Language } from '../../client/text/choice.ts';
import { LOADERS } from '../../client/text/sentences.ts';
import { describeWithBrowser, type Visit } from '../support/browser.ts';
import { inspect } from '../support/inspect.ts';
import { type Seat, type SeatedRoom, seatRoom } from '../support/seated-room.ts';
import type { Json } from '../support/third-party.ts';

const SMALL = { width: 320, height: 568 };
const PHONE = { width: 390, height: 844 };
const STAGE = { width: 1280, height: 720 };
const LOCALES: Readonly<Record<Language, string>> = { en: 'en-US', de: 'de-AT', es: 'es-MX', ja: 'ja-JP' };
const ROLES = ['DRUMMER', 'VIBE_SETTER', 'GENRE_DJ', 'INSTRUMENTALIST', 'ENERGY'] as const;
const INPUTS: readonly Json[] = [
  { bpm: 112 },
  { moods: ['Melancholic', 'Ethereal', 'Tense'] },
  { genre: 'Orchestral' },
  { instruments: ['Electric Guitar', 'Synth Bass'] },
  { density: 0.7, brightness: 0.6 },
];
/** As every screen, and no words beyond the edge. */
async function inspectWords(page: Page, name: string): Promise<void> {
  await inspect(page, name);
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll('button, h1, h2, h3, p, label, a')]
      .filter((element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && element.textContent !== '')
      // What scrolls sideways inside of itself, as a row of chips does, may go on beyond the edge.
      .filter((element) => element.closest('.pad-chosen, .wish-ideas') === null)
      .map((element) => ({ box: element.getBoundingClientRect(), text: element.textContent }))
      .filter(({ box }) => box.width > 2 && (box.right > window.innerWidth + 1 || box.left < -1))
      .map(({ text }) => text),
  );
  expect(cut, `${name}: cut`).toEqual([]);
}

await describeWithBrowser('languages', {}, (browser) => {
  let room: SeatedRoom;
  let code = '';
  let host: Seat;
  let people: readonly Seat[];

  beforeAll(async () => {
    room = await seatRoom(['Mira', 'Tovi', 'Suna', 'Jaro', 'Wilhelmina Longfellow-Ax']);
    ({ code, host, people } = room);
    await room.ask('mutation($code: String!) { startMusic(code: $code) { code } }', { code }, host.ticket);
    await room.steer(INPUTS);
  });
  afterAll(() => room?.close());

  async function visit(
    path: string,
    options: { readonly viewport: { readonly width: number; readonly height: number }; readonly locale: string },
    seat: Seat | null,
    kind?: 'CONTROLLER' | 'DISPLAY',
  ): Promise<Visit> {
    // Words rest: what moves costs two browsers side by side more than it shows.
    const visited = await room.visit(browser(), path, { ...options, reducedMotion: 'reduce' }, seat, kind);
    visited.page.setDefaultTimeout(10_000);
    return visited;
  }

  it.each(Object.entries(LOCALES) as [Language, string][])(
    '%s comes with a browser of %s, and its page says so',
    async (language, locale) => {
      const { home } = await LOADERS[language].home();
      const { page, close } = await visit('/', { viewport: PHONE, locale }, null);
      await page.getByRole('button', { name: home.start, exact: true }).waitFor();
      await page.getByText(home.emptyNext).or(page.getByText('Kitchen After Ten')).first().waitFor();
      expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
      await inspectWords(page, `${language} home phone`);
      await page.setViewportSize(SMALL);
      await inspectWords(page, `${language} home small`);
      await page.setViewportSize(STAGE);
      await inspectWords(page, `${language} home wide`);
      await close();
    },
  );

  it('is chosen on the page, by keyboard, named in itself, and remembered', async () => {
    const { page, close } = await visit('/', { viewport: PHONE, locale: 'fr-FR' }, null);
    const choice = page.getByRole('combobox', { name: 'Language' });
    await choice.waitFor();
    expect(await choice.locator('option').allTextContents()).toEqual(['English', 'Deutsch', 'Español', '日本語']);
    await choice.focus();
    await choice.press('D');
    await page.getByRole('combobox', { name: 'Sprache' }).waitFor();
    await page.getByRole('button', { name: 'Raum öffnen' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Raum öffnen' }).waitFor();
    await page.goto(`${room.server.origin}/?lang=ja`);
    await page.getByRole('button', { name: 'ルームを開く' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('ja');
    await close();
  });

  it('changes in the middle of a song: the seat, the socket and the sound stay', async () => {
    const { page, close } = await visit(`/r/${code}`, { viewport: PHONE, locale: 'en-US' }, people[0] ?? null);
    const opened: string[] = [];
    page.on('websocket', (socket) => opened.push(socket.url()));
    await page.reload();
    await page.locator('[data-standing="in-time"]').waitFor();
    // One for the room, one for its sound.
    await expect.poll(() => opened.length).toBe(2);
    await page.getByRole('button', { name: /You and this room/ }).click();
    await page.evaluate(() => {
      const page = window as unknown as { kept: Element | null };
      page.kept = document.querySelector('.player');
    });
    await page.getByRole('combobox', { name: 'Language' }).selectOption('de');
    await page.getByRole('heading', { name: 'Du und dieser Raum' }).waitFor();
    await page.getByRole('button', { name: 'Schließen' }).click();
    await page.locator('[data-standing="in-time"]', { hasText: 'Im Takt' }).waitFor();
    expect(await page.evaluate(() => document.querySelector('.player') === (window as unknown as { kept: Element | null }).kept)).toBe(
      true,
    );
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('de');
    expect(opened.length, 'connections').toBe(2);
    await close();
  });

  it.each(['de', 'ja', 'es'] as const)('%s fits a small phone: the door and every role', async (language) => {
    const { player, wish } = await LOADERS[language].phone();
    const { roleNames } = await LOADERS[language].base();
    const door = await visit(`/r/${code}`, { viewport: SMALL, locale: LOCALES[language] }, null);
    await door.page.getByLabel(player.join.name).waitFor();
    await inspectWords(door.page, `${language} door small`);
    await door.page.setViewportSize(PHONE);
    await inspectWords(door.page, `${language} door phone`);
    await door.close();
    for (const [index, role] of ROLES.entries()) {
      const { page, close } = await visit(`/r/${code}`, { viewport: SMALL, locale: LOCALES[language] }, people[index] ?? null);
      await page.getByText(roleNames[role]).first().waitFor();
      await inspectWords(page, `${language} ${role} small`);
      await page.setViewportSize(PHONE);
      await inspectWords(page, `${language} ${role} phone`);
      if (role === 'DRUMMER') {
        await page.setViewportSize(SMALL);
        await page.getByRole('button', { name: player.frame.wish }).click();
        await page.getByRole('heading', { name: wish.title }).waitFor();
        await inspectWords(page, `${language} wish small`);
        await page.keyboard.press('Escape');
        await page.getByRole('button', { name: player.frame.you }).click();
        await page.getByRole('heading', { name: player.you.title }).waitFor();
        await inspectWords(page, `${language} you small`);
        await page.keyboard.press('Escape');
        await page.getByRole('button', { name: player.frame.changeRole }).click();
        await page.getByRole('heading', { name: player.role.switchTitle }).waitFor();
        await inspectWords(page, `${language} roles small`);
      }
      await close();
    }
  });

  it.each(['de', 'ja', 'es'] as const)('%s fits the stage and its sheets', async (language) => {
    const { stage } = await LOADERS[language].stage();
    const { doors } = await LOADERS[language].base();
    const { page, close } = await visit(`/r/${code}/stage`, { viewport: STAGE, locale: LOCALES[language] }, host, 'DISPLAY');
    await page.getByRole('heading', { name: stage.hearing }).waitFor();
    await inspectWords(page, `${language} stage wide`);
    await page.setViewportSize(SMALL);
    await inspectWords(page, `${language} stage small`);
    for (const door of [doors.room, doors.engineRoom, doors.soundDetails]) {
      await page.getByRole('button', { name: door, exact: true }).press('Enter');
      await page.getByRole('heading', { name: door, exact: true }).waitFor();
      await inspectWords(page, `${language} ${Object.entries(doors).find(([, words]) => words === door)?.[0]} small`);
      await page.keyboard.press('Escape');
      await page.getByRole('heading', { name: door, exact: true }).waitFor({ state: 'detached' });
    }
    await close();
  });
});
