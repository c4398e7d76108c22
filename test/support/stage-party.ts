// A room that is worth looking at: people with names of all lengths, each with a hand on the music, and a stage that has its host's seat.
import type { Browser, Page } from 'playwright-core';
import { openPage, type Visit, type VisitOptions } from './browser.ts';
import { type Answer, connect, dataOf, type Json, post, type Socket } from './third-party.ts';

/** In the order of the roles; the fifth and all after it play energy. */
const NAMES = ['Mira', 'Tovi', 'Suna', 'Jaro', 'Nell', 'Wilhelmina Longfellow-Ax', 'Okko', 'Pia', 'Wren', 'Lumo'] as const;
const INPUTS: readonly Json[] = [
  { bpm: 112 },
  { moods: ['Dreamy', 'Chill'] },
  { genre: 'Afrobeat' },
  { instruments: ['Kalimba'] },
  { density: 0.7, brightness: 0.6 },
];
const CREATE = `mutation($name: String!) {
  createRoom(input: { name: $name, displayName: "Stage", takeRole: false }) { ticket joinUrl room { code } participant { id } }
}`;
const JOIN = `mutation($code: String!, $name: String!) {
  joinRoom(input: { code: $code, displayName: $name }) { ticket participant { id } }
}`;
const STEER = 'mutation($code: String!, $input: RoomInput!) { updateInput(code: $code, input: $input) { id } }';
const WATCH = 'subscription($code: String!) { roomState(code: $code) { engine { position { bar } } } }';

export interface StageParty {
  readonly code: string;
  /** Somebody comes in; without a name, whoever is next on the list. */
  join(name?: string): Promise<void>;
  /** The nth to have come moves something. */
  steer(index: number, input: Json): Promise<void>;
  leave(index: number): Promise<void>;
  /** The music starts, everybody moves what is theirs, and the first bar sounds. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** A page with the host's seat in this room. */
  openStage(browser: Browser, options?: VisitOptions): Promise<Visit>;
  close(): Promise<void>;
}

export async function createStageParty(origin: string, roomName = 'Kitchen After Ten'): Promise<StageParty> {
  const url = `${origin}/graphql`;
  const host = dataOf(await post(url, CREATE, { name: roomName })).createRoom;
  const code: string = host.room.code;
  const people: { readonly ticket: string; readonly socket: Socket }[] = [];
  const ask = async (query: string, variables: Json, ticket: string): Promise<Answer> => dataOf(await post(url, query, variables, ticket));
  const steer = async (index: number, input: Json) => void (await ask(STEER, { code, input }, people[index]?.ticket ?? ''));

  return {
    code,
    async join(name = NAMES[people.length % NAMES.length] ?? '') {
      const { ticket } = dataOf(await post(url, JOIN, { code, name })).joinRoom;
      const socket = connect(url, ticket);
      people.push({ ticket, socket });
      await socket.listen(WATCH, { code }).until(() => true);
    },
    steer,
    async leave(index) {
      await ask('mutation($code: String!) { leaveRoom(code: $code) }', { code }, people[index]?.ticket ?? '');
    },
    async start() {
      const watcher = connect(url, host.ticket);
      await ask('mutation($code: String!) { startMusic(code: $code) { code } }', { code }, host.ticket);
      for (const index of people.keys()) await steer(index, INPUTS[Math.min(index, INPUTS.length - 1)] ?? {});
      await watcher.listen(WATCH, { code }).until(({ roomState }) => roomState.engine.position !== null);
      await watcher.close();
    },
    async stop() {
      await ask('mutation($code: String!) { stopMusic(code: $code) { code } }', { code }, host.ticket);
    },
    async openStage(browser, options = {}) {
      const visit = await openPage(browser, `${origin}/favicon-none`, {
        ...options,
        expectedErrors: [/404/, ...(options.expectedErrors ?? [])],
      });
      const seat = {
        ticket: host.ticket,
        participantId: host.participant.id,
        kind: 'DISPLAY',
        displayName: 'Stage',
        joinUrl: host.joinUrl,
      };
      await keepSeat(visit.page, code, seat);
      await visit.page.goto(`${origin}/r/${code}/stage`);
      return visit;
    },
    async close() {
      for (const { socket } of people) await socket.close();
    },
  };
}

async function keepSeat(page: Page, code: string, seat: Json): Promise<void> {
  await page.evaluate(([key, value]) => localStorage.setItem(key ?? '', value ?? ''), [`coro.seat.${code}.stage`, JSON.stringify(seat)]);
}
