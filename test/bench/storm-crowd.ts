// The crowd of a storm: told once where to go, it says when all are there; told again, it cuts its own network, and says who came back.
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { createLedgerClient, holesOf, type LedgerClient, stateNow } from '../support/ledger.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { type CrowdReport, STORM_DEADLINE_MS, type StormTerms } from '../support/storm.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';

/** Everybody watches; of so many one listens, too. */
const ONE_EAR_IN = 10;
const AT_A_TIME = 25;
const LOOK_MS = 20;

process.on('disconnect', () => process.exit(0));
const [terms] = (await once(process, 'message')) as [StormTerms];
const { url, code, tickets, sockets, seed } = terms;
const random = seededRandom(seed);
const proxy = await startTcpProxy(Number(new URL(url).port));
const there = new URL('/graphql', `http://127.0.0.1:${proxy.port}`).href;

interface Member {
  readonly books: LedgerClient;
  readonly isEar: boolean;
}
const isOn = ({ books, isEar }: Member, line: number) =>
  books.lines() >= line && books.states.at(-1)?.line === books.lines() && (!isEar || books.sounds.at(-1)?.line === books.lines());
async function until(isTrue: () => boolean, deadlineMs: number): Promise<void> {
  while (!isTrue() && performance.now() < deadlineMs) await wait(LOOK_MS);
}

const crowd: Member[] = [];
while (crowd.length < sockets) {
  for (let count = 0; count < AT_A_TIME && crowd.length < sockets; count += 1) {
    const place = crowd.length;
    const ticket = tickets[place];
    const headers = { 'x-forwarded-for': `10.1.${place >> 8}.${place & 255}` };
    const books = createLedgerClient(there, { code, random, headers, ...(ticket !== undefined && { ticket }) });
    const isEar = place % ONE_EAR_IN === 0;
    books.watch();
    if (isEar) books.hear();
    crowd.push({ books, isEar });
  }
  await until(() => crowd.every((member) => isOn(member, 1)), performance.now() + STORM_DEADLINE_MS);
}
process.send?.('there');
await once(process, 'message');

const cutAtMs = performance.now();
proxy.cut();
await until(() => crowd.every((member) => isOn(member, 2)), cutAtMs + STORM_DEADLINE_MS);
const back = crowd.filter((member) => isOn(member, 2));
const backMs = back.map(({ books, isEar }) => {
  const [state, sound] = [books.states, books.sounds].map((entries) => entries.find(({ line }) => line >= 2)?.atMs ?? cutAtMs);
  return Math.max(state ?? 0, isEar ? (sound ?? 0) : 0) - cutAtMs;
});
const now = await stateNow(url, code);
const ears = crowd.filter(({ isEar }) => isEar);
const report: CrowdReport = {
  back: back.length,
  ears: ears.length,
  backMs,
  faults: crowd.flatMap(({ books }) => [...books.verdict(now), ...books.refusals.map((refusal) => JSON.stringify(refusal))]),
  missed: ears.flatMap(({ books }) => holesOf(books.sounds)).reduce((sum, { from, until: end }) => sum + end - from, 0),
};
await Promise.all(crowd.map(({ books }) => books.close()));
await proxy.close();
process.send?.(report);
