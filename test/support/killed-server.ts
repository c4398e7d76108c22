// A server that is killed at random moments while people are busy, and a ledger of everything that it acknowledged. After each kill the
// ledger is compared with what the next process knows; the verdict comes from answers alone, never from logs.
import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.ts';
import { seededInteger } from './seeded-room.ts';
import { type Answer, dataOf, type Json, post, type Result } from './third-party.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const HOSTS = 6;
/** So many answers have come before the kill; the moment after that is random. */
const ANSWERS_BEFORE = 60;
const KILL_WITHIN_MS = 400;
const MOVES = ['NAME', 'ROOM_NAME', 'TEMPO', 'CREATE', 'JOIN', 'LEAVE'] as const;

const SEAT = 'ticket room { code name } participant { id displayName }';
const CREATE = `mutation($input: CreateRoomInput!) { createRoom(input: $input) { ${SEAT} } }`;
const JOIN = `mutation($input: JoinRoomInput!) { joinRoom(input: $input) { ${SEAT} } }`;
const RENAME = 'mutation($code: String!, $text: String!) { rename(code: $code, displayName: $text) { id } }';
const RENAME_ROOM = 'mutation($code: String!, $text: String!) { updateRoom(code: $code, input: { name: $text }) { code } }';
const LEAVE = 'mutation($code: String!) { leaveRoom(code: $code) }';
const MOVE_TEMPO = 'mutation($code: String!, $bpm: Int!) { updateInput(code: $code, input: { bpm: $bpm }) { id } }';
const LOOK =
  'query($code: String!) { roomState(code: $code) { name participants { id displayName } } story(code: $code, limit: 100) { kind } }';

/** A name that was acknowledged, and one that may or may not have come through. */
interface Named {
  name: string;
  asked: string | null;
}

interface Person extends Named {
  readonly ticket: string;
  readonly id: string;
}

interface Room extends Named {
  readonly code: string;
  readonly host: Person;
  readonly guests: Person[];
  /** What it was opened with. */
  readonly input: Json;
}

export interface Round {
  readonly acknowledged: number;
  /** A sentence for every acknowledged thing that is not there any more. */
  readonly lost: readonly string[];
  /** From the start of the next process until its first answer, seconds. */
  readonly servingAfterS: number;
}

export interface KilledServer {
  /** Load, a kill at a random moment, the next process, and the comparison. */
  round(): Promise<Round>;
  stop(): Promise<void>;
}

export interface KilledServerOptions {
  readonly seed: number;
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  /** Arguments of node: the sources or the bundle. */
  readonly main: readonly string[];
}

/** What may be found: the name that was acknowledged, or the one that was asked for last. */
function fits({ name, asked }: Named, found: string | undefined): boolean {
  return found === name || (asked !== null && found === asked);
}

export async function createKilledServer({ seed, dataDir, databaseUrl, main }: KilledServerOptions): Promise<KilledServer> {
  const integer = seededInteger(seed);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/graphql`;
  let steps = 0;
  let child: ChildProcess | null = null;

  /** Resolves with the seconds until the first answer. */
  async function start(): Promise<number> {
    const own = { PORT: String(port), HOST: '127.0.0.1', PUBLIC_ORIGIN: `http://127.0.0.1:${port}`, LOG_LEVEL: 'warn', GEMINI_API_KEY: '' };
    const limits = Object.fromEntries(
      ['ROOMS_PER_ADDRESS', 'JOINS_PER_ADDRESS', 'OPERATIONS_PER_TICKET', 'OPERATIONS_PER_ADDRESS'].map((name) => [
        `MAX_${name}`,
        '100000',
      ]),
    );
    const env = { ...process.env, ...own, ...limits, DATA_DIR: dataDir, DATABASE_URL: databaseUrl ?? '' };
    const beganAtMs = performance.now();
    const starting = spawn(process.execPath, main, { cwd: ROOT, env, stdio: ['ignore', 'ignore', 'pipe'] });
    child = starting;
    let said = '';
    starting.stderr.on('data', (piece) => {
      said += piece;
    });
    while (starting.exitCode === null) {
      const isServing = await fetch(`${url.replace('/graphql', '/ready')}`).then(
        ({ ok }) => ok,
        () => false,
      );
      if (isServing) return (performance.now() - beganAtMs) / 1_000;
      await wait(20);
    }
    throw new Error(`The server ended before it served: ${said}`);
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    const ending = child;
    child = null;
    if (ending === null || ending.exitCode !== null) return;
    const ended = new Promise((resolve) => ending.once('exit', resolve));
    ending.kill(signal);
    await ended;
  }

  /** To the next process; connections that were kept open led to the one before. */
  async function look(query: string, variables: Json, ticket?: string): Promise<Result> {
    for (let attempt = 1; ; attempt++) {
      const result = await post(url, query, variables, ticket).catch((error) => error as Error);
      if (!(result instanceof Error)) return result;
      if (attempt === 10) throw result;
    }
  }

  /** One round's people and what they were told. */
  function party(onAnswer: () => void) {
    const rooms: Room[] = [];
    /** Tickets of people who were told that they have left. */
    const gone: string[] = [];
    let acknowledged = 0;

    /** `null`: no answer came. All that is asked for is allowed, so a refusal is a fault. */
    async function ask(query: string, variables: Json, ticket?: string): Promise<Answer | null> {
      const result = await post(url, query, variables, ticket).catch(() => null);
      if (result === null) return null;
      const data = dataOf(result);
      acknowledged += 1;
      onAnswer();
      return data;
    }

    async function open(): Promise<Room | null> {
      steps += 1;
      const input = { name: `Room ${steps}`, displayName: `Host ${steps}`, clientMutationId: `creation-number-${seed}-${steps}` };
      const answer = await ask(CREATE, { input });
      if (answer === null) return null;
      const { ticket, room, participant } = answer.createRoom;
      const host = { ticket, id: participant.id, name: participant.displayName, asked: null };
      const opened = { code: room.code, name: room.name, asked: null, host, guests: [], input };
      rooms.push(opened);
      return opened;
    }

    async function join({ code, guests }: Room): Promise<void> {
      const answer = await ask(JOIN, { input: { code, displayName: `Guest ${steps}`, kind: 'DISPLAY' } });
      if (answer === null) return;
      const { ticket, participant } = answer.joinRoom;
      guests.push({ ticket, id: participant.id, name: participant.displayName, asked: null });
    }

    async function rename(query: string, named: Named, { code, host }: Room): Promise<void> {
      named.asked = `Step ${steps}`;
      const answer = await ask(query, { code, text: named.asked }, host.ticket);
      if (answer !== null) Object.assign(named, { name: named.asked, asked: null });
    }

    async function leave({ code, guests }: Room): Promise<void> {
      const guest = guests.pop();
      if (guest === undefined) return;
      // Whether they are still there is unknown until the answer comes.
      const answer = await ask(LEAVE, { code }, guest.ticket);
      if (answer !== null) gone.push(guest.ticket);
    }

    async function move(room: Room): Promise<void> {
      steps += 1;
      switch (MOVES[integer(MOVES.length)]) {
        case 'CREATE':
          await open();
          return;
        case 'JOIN':
          return join(room);
        case 'LEAVE':
          return leave(room);
        case 'NAME':
          return rename(RENAME, room.host, room);
        case 'ROOM_NAME':
          return rename(RENAME_ROOM, room, room);
        default:
          // Written behind: nothing is promised, but it is in the way of what is.
          await ask(MOVE_TEMPO, { code: room.code, bpm: 60 + integer(100) }, room.host.ticket);
      }
    }

    return {
      acknowledged: () => acknowledged,

      /** One host, who does one thing after the other in a room that nobody else touches. */
      async host(isOver: () => boolean): Promise<void> {
        const room = await open();
        while (room !== null && !isOver()) await move(room);
      },

      async missing(): Promise<string[]> {
        const lost: string[] = [];
        for (const room of rooms) {
          const { data, errors } = await look(LOOK, { code: room.code });
          if (!data) lost.push(`${room.name} (${room.code}): ${String(errors?.[0]?.extensions.code)}`);
          if (!data) continue;
          if (!fits(room, data.roomState.name)) lost.push(`${room.name} is called ${data.roomState.name}`);
          if (data.story.length === 0) lost.push(`the story of ${room.name} is empty`);
          for (const person of [room.host, ...room.guests]) {
            const found = data.roomState.participants.find(({ id }: Answer) => id === person.id);
            if (!fits(person, found?.displayName)) lost.push(`${person.name} in ${room.name} is ${found?.displayName ?? 'gone'}`);
            const { me } = dataOf(await look('{ me { id } }', {}, person.ticket));
            if (me?.id !== person.id) lost.push(`the ticket of ${person.name} in ${room.name} opens nothing`);
          }
          const again = (await look(CREATE, { input: room.input })).data?.createRoom;
          if (again?.ticket !== room.host.ticket) lost.push(`who asked again for ${room.name} got another answer`);
        }
        for (const ticket of gone) if (dataOf(await look('{ me { id } }', {}, ticket)).me !== null) lost.push('who has left is back');
        return lost;
      },
    };
  }

  await start();
  return {
    async round() {
      let answers = 0;
      let isEnough = () => {};
      const enough = new Promise<void>((resolve) => {
        isEnough = resolve;
      });
      const people = party(() => {
        answers += 1;
        if (answers === ANSWERS_BEFORE) isEnough();
      });
      let isOver = false;
      const busy = Promise.all(Array.from({ length: HOSTS }, () => people.host(() => isOver)));
      await Promise.race([enough, busy]);
      await wait(integer(KILL_WITHIN_MS));
      // First, or requests that fail would be asked again and again.
      isOver = true;
      await end('SIGKILL');
      await busy;
      const servingAfterS = await start();
      return { acknowledged: people.acknowledged(), lost: await people.missing(), servingAfterS };
    },
    stop: () => end('SIGTERM'),
  };
}
