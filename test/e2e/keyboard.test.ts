// One person with nothing but a keyboard plays all five roles, wishes, swaps, renames and leaves; every touch arrives at the API.
// CORO_SCREENSHOTS=folder keeps a picture of each role.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWithBrowser, openPage, type Visit } from '../support/browser.ts';
import { inspect } from '../support/inspect.ts';
import { type RunningServer, runServer } from '../support/run-server.ts';
import { type Answer, connect, dataOf, post, type Socket, type Stream } from '../support/third-party.ts';

const WATCH = `subscription($code: String!) { roomState(code: $code) {
  swaps { id fromId toId }
  participants { id displayName kind role input { bpm moods genre instruments density brightness wish } } } }`;
const MOST_TABS = 60;
/** Scripts of a sheet or of another role's control, on a busy machine. */
const SOON_MS = 10_000;
/** One visit from door to door: a second attempt would begin in the middle of it. */
const ONCE = { retry: 0 };

/** What a screen reader would call what has the focus. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement | null;
    if (element === document.body) return '';
    const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : null;
    const spoken = element?.cloneNode(true) as HTMLElement | undefined;
    for (const unspoken of spoken?.querySelectorAll('[aria-hidden="true"]') ?? []) unspoken.remove();
    return (element?.getAttribute('aria-label') ?? label ?? spoken?.textContent ?? '').trim();
  });
}

/** Tabs on until the focus rests on what is called so; a person without a mouse has no other way. What is still being loaded comes soon. */
async function tabTo(page: Page, name: RegExp, key = 'Tab'): Promise<void> {
  let seen: string[] = [];
  for (const endsAtMs = Date.now() + SOON_MS; Date.now() < endsAtMs; await page.waitForTimeout(100)) {
    seen = [];
    for (let presses = 0; presses < MOST_TABS; presses += 1) {
      const found = await focused(page);
      seen.push(found);
      if (name.test(found)) return;
      await page.keyboard.press(key);
    }
  }
  throw new Error(`${MOST_TABS} tabs did not reach ${String(name)}: ${seen.join(' / ')}`);
}

await describeWithBrowser('a keyboard', {}, (browser) => {
  let server: RunningServer;
  let phone: Visit;
  let room: Stream;
  let screen: Socket;
  let friend: Socket;
  let friendId = '';
  let code = '';

  beforeAll(async () => {
    server = await runServer();
    const url = `${server.origin}/graphql`;
    // Without a display that plays, so that the phone itself may sound.
    const FOUND = 'mutation { createRoom(input: { takeRole: false, displayName: "Screen" }) { ticket room { code } } }';
    const host = dataOf(await post(url, FOUND)).createRoom;
    code = host.room.code;
    // Stays for the whole test: a host who is away for a minute is host no longer.
    screen = connect(url, host.ticket);
    dataOf(await screen.ask('mutation($code: String!) { startMusic(code: $code) { code } }', { code }));
    phone = await openPage(browser(), `${server.origin}/r/${code}`, { viewport: { width: 390, height: 844 }, reducedMotion: 'reduce' });
    friend = connect(url, undefined);
    room = friend.listen(WATCH, { code });
  });
  afterAll(async () => {
    room?.cancel();
    await friend?.close();
    await screen?.close();
    await phone?.close();
    await server?.stop();
  });

  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await phone.page.keyboard.press(key);
  };
  const go = (name: RegExp) => tabTo(phone.page, name);
  const mine = (data: Answer) => data.roomState.participants.find(({ id, kind }: Answer) => kind === 'CONTROLLER' && id !== friendId);
  const arrives = (fits: (person: Answer) => boolean) => room.until((data) => mine(data) !== undefined && fits(mine(data)));
  /** A sheet takes a moment to come the first time, and the focus with it. */
  const open = async (opener: RegExp): Promise<void> => {
    await go(opener);
    await press('Enter');
    await phone.page.getByRole('dialog').waitFor();
  };
  const take = async (role: RegExp, reveal: RegExp): Promise<void> => {
    await open(/^Change your role$/);
    await go(role);
    await press('Enter');
    await phone.page.getByRole('dialog', { name: role }).waitFor();
    await go(reveal);
    await press('Enter');
    await phone.page.getByRole('dialog').waitFor({ state: 'detached' });
  };
  const look = (name: string) => inspect(phone.page, `keyboard-${name}`);

  it('plays every role', ONCE, async () => {
    await phone.page.getByRole('button', { name: /^Join/ }).waitFor();
    await go(/^Join/);
    await press('Enter');
    await go(/^Take the sticks$/);
    await press('Enter');

    await go(/^Tempo$/);
    await press('Home', 'PageUp', 'PageUp', 'ArrowUp', 'ArrowLeft', 'ArrowRight');
    await arrives(({ input }) => input?.bpm === 81);
    await expect.poll(() => phone.page.getByRole('slider', { name: 'Tempo' }).getAttribute('aria-valuetext')).toBe('81 beats per minute');
    await go(/^Double$/);
    await press('Enter');
    await go(/^128/);
    await press('Space');
    await arrives(({ input }) => input?.bpm === 128);
    await look('drummer');

    await take(/^Vibe setter/, /^Set the mood$/);
    await go(/^Melancholic$/);
    await press('Space');
    await arrives(({ input }) => input?.moods.join() === 'Melancholic');
    // The finger stands where the word does; the word has made room.
    const gap = async () => {
      const [word, finger] = await Promise.all(
        ['[data-mood="Melancholic"]', '.pad-finger'].map((part) => phone.page.locator(part).boundingBox()),
      );
      return word && finger ? Math.abs(word.y + word.height / 2 - finger.y - finger.height / 2) : 0;
    };
    await expect.poll(gap).toBeGreaterThanOrEqual(29);
    await go(/^From dark to bright$/);
    await press('End');
    await arrives(({ input }) => input?.moods.includes('Chill'));
    await go(/^From calm to wild$/);
    await press('End');
    await arrives(({ input }) => input?.moods.includes('Euphoric') || input?.moods.includes('Energetic'));
    await look('vibe');

    await take(/^Genre DJ/, /^Take the decks$/);
    await go(/^Afrobeat/);
    await press('Enter');
    await arrives(({ input }) => input?.genre === 'Afrobeat');
    await go(/^Find a world/);
    await phone.page.keyboard.type('dnb');
    await expect.poll(() => phone.page.locator('.tile').count()).toBe(1);
    await press('Enter');
    await arrives(({ input }) => input?.genre === 'Drum & Bass');
    await phone.page.keyboard.type('bossa nova');
    await phone.page.getByText('No tile says that.', { exact: true }).waitFor();
    await press('Enter');
    await arrives(({ input }) => /bossa/.test(input?.genre ?? ''));
    await look('genre');

    await take(/^Instrumentalist/, /^Open the shelf$/);
    await go(/^Kalimba,/);
    await press('Enter');
    await arrives(({ input }) => input?.instruments.join() === 'Kalimba');
    await go(/^Marimba,/);
    await press('Space');
    await arrives(({ input }) => input?.instruments.join() === 'Kalimba,Marimba');
    await tabTo(phone.page, /^Feature Marimba/, 'Shift+Tab');
    await press('Enter');
    await arrives(({ input }) => input?.instruments.join() === 'Marimba');
    await phone.page.getByRole('button', { name: /^Kalimba ?Resting$/ }).waitFor();
    await tabTo(phone.page, /^Kalimba ?Resting$/, 'Shift+Tab');
    await press('Enter');
    await go(/^Wake Kalimba$/);
    await press('Enter');
    await arrives(({ input }) => input?.instruments.length === 2);
    await look('instruments');

    await take(/^Energy/, /^Take the fader$/);
    await go(/^Energy$/);
    await press('Home', 'PageUp', 'PageUp', 'ArrowUp');
    await arrives(({ input }) => Math.abs((input?.density ?? 0) - 0.22) < 0.001);
    await go(/^Brightness$/);
    await press('End');
    await arrives(({ input }) => input?.brightness === 1);
    await look('energy');
  });

  it('makes a wish, and reads what became of it', ONCE, async () => {
    await open(/^Make a wish$/);
    const ideas = phone.page.getByRole('group', { name: 'Wishes that would fit now' }).getByRole('button');
    await expect.poll(() => ideas.count()).toBe(3);
    const idea = (await ideas.first().textContent()) ?? '';
    await go(new RegExp(`^${idea}$`));
    await press('Enter', 'Enter');
    await phone.page.locator('.wishes li[data-fate="SOUNDING"]').getByText(idea, { exact: true }).waitFor({ timeout: 30_000 });
    await arrives(({ input }) => input?.wish !== null);
    await look('wish');
    await press('Escape');
  });

  it('is asked for a swap and takes it, and asks for one itself', ONCE, async () => {
    const url = `${server.origin}/graphql`;
    const JOIN = 'mutation($code: String!) { joinRoom(input: { code: $code, displayName: "Jaro" }) { ticket participant { id role } } }';
    const jaro = dataOf(await post(url, JOIN, { code })).joinRoom;
    friendId = jaro.participant.id;
    const other = connect(url, jaro.ticket);
    const seen = other.listen(WATCH, { code });
    expect(jaro.participant.role).toBe('DRUMMER');
    const me = mine((await seen.until((data) => mine(data) !== undefined)) as Answer);
    const OFFER = 'mutation($code: String!, $id: ID!) { proposeSwap(code: $code, participantId: $id) { code } }';
    dataOf(await other.ask(OFFER, { code, id: me.id }));
    await phone.page.getByText('Jaro offers you the drums for the energy.').first().waitFor();
    await look('swap');
    await go(/^Swap$/);
    await press('Enter');
    await seen.until((data) => mine(data).role === 'DRUMMER');
    await go(/^Take the sticks$/);
    await press('Enter');

    // Jaro takes the mood, and is asked for it by keys.
    dataOf(await other.ask('mutation($code: String!) { changeRole(code: $code, role: VIBE_SETTER) { id } }', { code }));
    await open(/^Change your role$/);
    await go(/Offer Jaro a swap/);
    await press('Enter');
    const { swaps } = (await seen.until((data) => data.roomState.swaps.some(({ toId }: Answer) => toId === friendId))).roomState;
    await phone.page.getByText('Jaro is asked. Take it back').waitFor();
    await look('swap-asked');
    const ANSWER = 'mutation($code: String!, $id: ID!) { answerSwap(code: $code, swapId: $id, accept: false) { code } }';
    dataOf(await other.ask(ANSWER, { code, id: swaps[0].id }));
    await phone.page.locator('.toast').getByText('Jaro keeps it for now.').waitFor();
    await press('Escape');
    seen.cancel();
    await other.close();
  });

  it('knows its say, takes another name, leaves, comes back, and leaves', ONCE, async () => {
    await open(/You and this room/);
    await phone.page.getByText(/^Your say: \d+ %$/).waitFor();
    await look('you');
    await go(/^Your name$/);
    await press('Control+a');
    await phone.page.keyboard.type('Nova');
    await press('Enter');
    await arrives(({ displayName }) => displayName === 'Nova');
    await phone.page.getByRole('dialog').waitFor({ state: 'detached' });

    const leave = async () => {
      await open(/You and this room/);
      await go(/^Leave the room$/);
      await press('Enter');
      await phone.page.getByRole('heading', { name: 'You left' }).waitFor();
    };
    await leave();
    await look('leaving');
    await go(/^Come back$/);
    await press('Enter');
    await phone.page.getByRole('dialog').waitFor({ state: 'detached' });
    await go(/^Tempo$/);
    await press('End');
    await arrives(({ input }) => input?.bpm === 160);
    await leave();
    await go(/^Leave now$/);
    await press('Enter');
    await phone.page.getByText('You have left. Your seat is free for somebody else.').waitFor();
    await room.until((data) => mine(data) === undefined && data.roomState.participants.some(({ id }: Answer) => id === friendId));
  });
});
