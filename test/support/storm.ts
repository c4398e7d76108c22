// A crowd whose network breaks for all of them at the same moment: who comes back, how fast, and what they missed. The crowd and its network
// are a process of their own, so that neither the server nor those who were not cut wait for them.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Innocent, startInnocent } from './attacks.ts';
import { startMeasuredServer } from './measured-server.ts';
import { type Answer, dataOf, post } from './third-party.ts';

/** What the crowd is told before it connects. */
export interface StormTerms {
  readonly url: string;
  readonly code: string;
  readonly tickets: readonly string[];
  readonly sockets: number;
  readonly seed: number;
}

/** What the crowd says after all are back, or after `STORM_DEADLINE_MS`. */
export interface CrowdReport {
  /** On a second line, with a state of it, and sound where there was sound. */
  readonly back: number;
  readonly ears: number;
  /** From the cut on, one for each that is back. */
  readonly backMs: readonly number[];
  /** What the books have against the server. */
  readonly faults: readonly string[];
  /** Chunks that never came, all ears together. */
  readonly missed: number;
}

export interface StormReport extends CrowdReport {
  readonly innocent: Innocent['answers'];
  /** The players who were cut, as the room shows them at the end, and as it showed them before. */
  readonly players: Answer;
  readonly playersBefore: Answer;
}

export const STORM_DEADLINE_MS = 30_000;
const PLAYERS = 5;

async function people(url: string, code: string): Promise<Answer> {
  const query = 'query($code: String!) { roomState(code: $code) { participants { id displayName role presence } } }';
  return dataOf(await post(url, query, { code })).roomState.participants;
}

export async function storm(sockets: number, seed: number): Promise<StormReport> {
  const server = await startMeasuredServer();
  const { url } = server;
  const { createRoom } = dataOf(await post(url, 'mutation { createRoom { ticket room { code } } }'));
  const { code } = createRoom.room;
  const join = 'mutation($code: String!) { joinRoom(input: { code: $code }) { ticket } }';
  const tickets: string[] = [createRoom.ticket];
  while (tickets.length < PLAYERS) tickets.push(dataOf(await post(url, join, { code })).joinRoom.ticket);
  dataOf(await post(url, 'mutation($code: String!) { startMusic(code: $code) { isPlaying } }', { code }, createRoom.ticket));

  const crowd = fork(fileURLToPath(new URL('../bench/storm-crowd.ts', import.meta.url)), { execArgv: ['--import', 'tsx'] });
  try {
    crowd.send({ url, code, tickets, sockets, seed } satisfies StormTerms);
    await once(crowd, 'message');
    const playersBefore = await people(url, code);
    const innocent = await startInnocent(url);
    crowd.send('cut');
    const [report] = (await once(crowd, 'message')) as [CrowdReport];
    await innocent.stop();
    return { ...report, innocent: innocent.answers, players: await people(url, code), playersBefore };
  } finally {
    crowd.disconnect();
    await server.stop();
  }
}
