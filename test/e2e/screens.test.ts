// Every screen of a running room, on a phone, a small phone and a big screen, dark and light: no accessibility violation, nothing
// that hangs out sideways. CORO_SCREENSHOTS=folder keeps a picture of each.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWithBrowser } from '../support/browser.ts';
import { inspect } from '../support/inspect.ts';
import { type Seat, type SeatedRoom, seatRoom } from '../support/seated-room.ts';
import type { Json } from '../support/third-party.ts';

const STAGE = { width: 1280, height: 720 };
const PHONE = { width: 390, height: 844 };
const SMALL = { width: 320, height: 568 };
/** What a laptop's 1280x720 has room for at 200 %. */
const ZOOMED = { width: 640, height: 360 };
const ROLES = ['Drummer', 'Vibe setter', 'Genre DJ', 'Instrumentalist', 'Energy'] as const;
const INPUTS: readonly Json[] = [
  { bpm: 112 },
  { moods: ['Dreamy', 'Chill'] },
  { genre: 'Afrobeat' },
  { instruments: ['Kalimba'] },
  { density: 0.7, brightness: 0.6, wish: 'a muted trumpet' },
];

await describeWithBrowser('every screen', {}, (browser) => {
  let room: SeatedRoom;
  let code = '';
  let host: Seat;
  let people: readonly Seat[];

  beforeAll(async () => {
    room = await seatRoom(['Mira', 'Tovi', 'Suna', 'Jaro', 'Nell']);
    ({ code, host, people } = room);
  });
  afterAll(() => room?.close());

  const visit = (
    path: string,
    options: { readonly viewport: { readonly width: number; readonly height: number }; readonly colorScheme?: 'dark' | 'light' },
    seat: Seat | null,
    kind?: 'CONTROLLER' | 'DISPLAY',
  ) => room.visit(browser(), path, options, seat, kind);

  it('home', async () => {
    for (const colorScheme of ['dark', 'light'] as const) {
      const { page, close } = await visit('/', { viewport: STAGE, colorScheme }, null);
      await page.getByRole('button', { name: 'Start a room' }).waitFor();
      for (const [name, viewport] of [
        ['wide', { width: 1280, height: 800 }],
        ['phone', PHONE],
        ['small', SMALL],
        ['zoomed', ZOOMED],
      ] as const) {
        await page.setViewportSize(viewport);
        await inspect(page, `home ${name} ${colorScheme}`);
      }
      await close();
    }
  });

  it('the door of a room, and of none', async () => {
    for (const colorScheme of ['dark', 'light'] as const) {
      const door = await visit(`/r/${code}`, { viewport: PHONE, colorScheme }, null);
      await door.page.getByRole('button', { name: 'Join and listen' }).waitFor();
      await inspect(door.page, `join ${colorScheme}`);
      await door.close();
    }
    const nowhere = await visit('/r/222222', { viewport: SMALL }, null);
    await nowhere.page.getByText('No room answers to').waitFor();
    await inspect(nowhere.page, 'join unknown code');
    await nowhere.close();
  });

  it('the stage, before and while the music plays', async () => {
    const { page, close } = await visit(`/r/${code}/stage`, { viewport: STAGE, colorScheme: 'dark' }, host, 'DISPLAY');
    await page.getByRole('button', { name: 'Start', exact: true }).waitFor();
    await inspect(page, 'stage lobby');
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await room.steer(INPUTS);
    await page.getByText('You are hearing').waitFor();
    await page
      .getByText(/afrobeat/i)
      .first()
      .waitFor();
    await inspect(page, 'stage live');
    await page.emulateMedia({ colorScheme: 'light' });
    await inspect(page, 'stage live light');
    await page.setViewportSize(PHONE);
    await inspect(page, 'stage phone');
    await page.setViewportSize(ZOOMED);
    await inspect(page, 'stage zoomed');
    await close();
  });

  it.each(ROLES.map((role, index) => [role, index] as const))('the phone of the %s', async (role, index) => {
    for (const [colorScheme, viewports] of [
      ['dark', [PHONE, SMALL, { width: 844, height: 390 }]],
      ['light', [PHONE, ZOOMED]],
    ] as const) {
      const { page, close } = await visit(`/r/${code}`, { viewport: PHONE, colorScheme }, people[index] ?? null);
      await page.getByText(role).first().waitFor();
      for (const viewport of viewports) {
        await page.setViewportSize(viewport);
        await inspect(page, `${role} ${viewport.width} ${colorScheme}`);
      }
      await close();
    }
  });

  it.each([
    ['phone dark', PHONE, 'dark'],
    ['phone light', PHONE, 'light'],
    ['small phone', SMALL, 'dark'],
  ] as const)('the details of the sound on a %s', async (name, viewport, colorScheme) => {
    const { page, close } = await visit(`/r/${code}`, { viewport, colorScheme }, people[4] ?? null);
    // By keyboard alone, as everything.
    await page.getByRole('button', { name: /^Sound is/ }).press('Enter');
    await page.getByText('Sound details').press('Enter');
    await page.getByText('kbit/s, browser decoder').waitFor();
    await inspect(page, `sound details ${name}`);
    const slider = page.getByRole('slider', { name: 'This device plays' });
    for (let step = 0; step < 3; step += 1) await slider.press('ArrowLeft');
    expect(await slider.getAttribute('aria-valuetext')).toBe('15 ms earlier');
    await slider.scrollIntoViewIfNeeded();
    await page.getByRole('button', { name: 'Play the click' }).press('Enter');
    await page.getByRole('button', { name: 'Stop the click', pressed: true }).waitFor();
    await page.getByText('Output', { exact: true }).scrollIntoViewIfNeeded();
    await inspect(page, `sound details ${name} nudged`);
    await page.reload();
    await page.getByRole('button', { name: /^Sound is/ }).click();
    await page.getByText('Sound details').click();
    await page.getByText('15 ms earlier').waitFor();
    await page.getByRole('button', { name: 'Play the click' }).waitFor();
    await close();
  });

  it('the details of the sound on the stage', async () => {
    for (const [viewport, colorScheme] of [
      [STAGE, 'dark'],
      [STAGE, 'light'],
      [SMALL, 'dark'],
    ] as const) {
      const { page, close } = await visit(`/r/${code}/stage`, { viewport, colorScheme }, host, 'DISPLAY');
      await page.getByRole('button', { name: 'Sound details' }).press('Enter');
      await page.getByText('kbit/s, browser decoder').waitFor();
      await page.getByText('The house band plays', { exact: true }).waitFor();
      expect(await page.getByLabel('Listen in any player').inputValue()).toBe(`${room.server.origin}/rooms/${code}/stream.ogg`);
      await inspect(page, `sound details stage ${viewport.width} ${colorScheme}`);
      await page.getByRole('button', { name: 'Close' }).click();
      await page.getByRole('heading', { name: 'Sound details' }).waitFor({ state: 'detached' });
      await close();
    }
  });

  it.each([
    ['stage dark', STAGE, 'dark'],
    ['stage light', STAGE, 'light'],
    ['phone dark', PHONE, 'dark'],
    ['phone light', PHONE, 'light'],
    ['small phone', SMALL, 'dark'],
    ['4K', { width: 3840, height: 2160 }, 'dark'],
  ] as const)('the engine room on a %s', async (name, viewport, colorScheme) => {
    const { page, close } = await visit(`/r/${code}/stage`, { viewport, colorScheme }, host, 'DISPLAY');
    await page.getByText('House band, house rules').waitFor();
    // By keyboard alone, as everything.
    await page.getByRole('button', { name: 'Engine room' }).press('Enter');
    const sheet = page.getByRole('dialog', { name: 'Engine room' });
    await sheet.getByText('The house band has no use for these.').waitFor();
    await inspect(page, `engine room ${name}`);
    const idle = sheet.getByRole('group', { name: 'Only for Lyria' });
    await idle.scrollIntoViewIfNeeded();
    for (const label of ['Guidance', 'Temperature']) expect(await idle.getByRole('slider', { name: label }).isDisabled()).toBe(true);
    expect(await idle.getByRole('button', { name: 'Hold to begin afresh' }).isDisabled()).toBe(true);
    await idle.getByRole('button', { name: 'Hold to begin afresh' }).scrollIntoViewIfNeeded();
    await inspect(page, `engine room ${name} lower end`);
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    await close();
  });

  it('a host holds a key and a mute, and hears when they land', async () => {
    const { page, close } = await visit(`/r/${code}/stage`, { viewport: STAGE }, host, 'DISPLAY');
    await page.getByRole('button', { name: 'Engine room' }).press('Enter');
    const sheet = page.getByRole('dialog', { name: 'Engine room' });
    await sheet.getByLabel('Key').selectOption('F major, D minor');
    await sheet.getByLabel('Mute the drums').press('Space');
    await sheet.getByText('You hear F major, D minor.').waitFor();
    await sheet.getByText('Lands in a moment.').waitFor({ state: 'detached' });
    const HELD = 'query($code: String!) { roomState(code: $code) { engine { controls { scale muteDrums } } heard { scale muteDrums } } }';
    const { engine, heard } = (await room.ask(HELD, { code }, host.ticket)).roomState;
    expect(engine.controls).toEqual({ scale: 'F_MAJOR_D_MINOR', muteDrums: true });
    expect(heard).toEqual({ scale: 'F_MAJOR_D_MINOR', muteDrums: true });
    await sheet.getByLabel('Key').selectOption('Let the room choose');
    await sheet.getByLabel('Mute the drums').press('Space');
    await page.getByRole('dialog', { name: 'Engine room' }).getByRole('button', { name: 'Close' }).click();
    await sheet.waitFor({ state: 'detached' });
    await close();
  });

  it('a guest has no engine room', async () => {
    const { page, close } = await visit(`/r/${code}`, { viewport: PHONE }, people[0] ?? null);
    await page.getByRole('button', { name: /You and this room/ }).click();
    await page.getByRole('button', { name: 'Leave the room' }).waitFor();
    expect(await page.getByRole('button', { name: 'Engine room' }).count()).toBe(0);
    await room.ask(
      'mutation($code: String!, $id: ID!) { setCoHost(code: $code, participantId: $id, isCoHost: true) { code } }',
      { code, id: people[0]?.participant.id },
      host.ticket,
    );
    await page.getByRole('button', { name: 'Engine room' }).click();
    await page.getByRole('dialog', { name: 'Engine room' }).getByLabel('Key').waitFor();
    await close();
  });
});
