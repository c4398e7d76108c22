// Every attack of the list against the real server: whoever means no harm is answered all the while, over both ways, and afterwards
// nothing of the attack is left. How fast the answers are, `npm run bench:attacks` measures.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ATTACKS, startInnocent, type Target } from '../support/attacks.ts';
import { buildApp, type TestApp } from '../support/build-app.ts';
import { dataOf, post } from '../support/third-party.ts';

let app: TestApp;
let target: Target;
beforeAll(async () => {
  app = await buildApp({ config: { trustProxy: ['loopback'] } });
  const create = 'mutation { createRoom(input: { password: "sesame" }) { ticket room { code } } }';
  const { createRoom } = dataOf(await post(app.url, create));
  const { code } = createRoom.room;
  await post(app.url, 'mutation($c: String!) { startMusic(code: $c) { isPlaying } }', { c: code }, createRoom.ticket);
  target = { url: app.url, code };
});
afterAll(() => app.stop());

/** Connections of the server's side; the metrics are asked over one of them, which says so itself. */
async function streamsNow(): Promise<number> {
  const text = await (await fetch(`${app.origin}/metrics`)).text();
  return Number(/^coro_streams (\d+)$/m.exec(text)?.[1]);
}

test.each(ATTACKS.map((attack) => [attack.name, attack] as const))('%s', async (_name, { wave }) => {
  const innocent = await startInnocent(app.url);
  await wave(target);
  await innocent.stop();
  expect(innocent.answers.length).toBeGreaterThanOrEqual(2);
  expect(innocent.answers.filter(({ isFine }) => !isFine)).toEqual([]);
  await expect.poll(streamsNow, { timeout: 10_000 }).toBe(0);
});

test('after all of it nothing has failed inside, and people still come in', async () => {
  const text = await (await fetch(`${app.origin}/metrics`)).text();
  expect(/^coro_errors_total\{code="INTERNAL"\} (\d+)$/m.exec(text)?.[1]).toBe('0');
  expect(dataOf(await post(app.url, 'mutation { createRoom { ticket } }')).createRoom.ticket).toHaveLength(43);
});
