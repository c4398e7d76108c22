// A room of a running server that already has its people, and pages of theirs: every screen of it is one visit away.
import type { Browser } from 'playwright-core';
import { openPage, type Visit, type VisitOptions } from './browser.ts';
import { type RunningServer, runServer } from './run-server.ts';
import { type Answer, connect, dataOf, type Json, post } from './third-party.ts';

const FOUND = `mutation { createRoom(input: { name: "Kitchen After Ten", displayName: "Stage", takeRole: false }) {
  ticket joinUrl room { code } participant { id }
} }`;
const JOIN = `mutation($code: String!, $name: String!) {
  joinRoom(input: { code: $code, displayName: $name }) { ticket joinUrl participant { id } }
}`;
const STEER = 'mutation($code: String!, $input: RoomInput!) { updateInput(code: $code, input: $input) { id } }';

export interface Seat {
  readonly ticket: string;
  readonly joinUrl: string;
  readonly participant: { readonly id: string };
}

export interface SeatedRoom {
  readonly server: RunningServer;
  readonly code: string;
  /** A big screen without a role. */
  readonly host: Seat;
  /** In the order of their names: roles are dealt as Drummer, Vibe setter, Genre DJ, Instrumentalist, Energy. */
  readonly people: readonly Seat[];
  ask(query: string, variables?: Json, ticket?: string): Promise<Answer>;
  /** Moves what each of the people holds, first to last. */
  steer(inputs: readonly Json[]): Promise<void>;
  /** A page of somebody who has a seat; `null` is a stranger. */
  visit(browser: Browser, path: string, options: VisitOptions, seat: Seat | null, kind?: 'CONTROLLER' | 'DISPLAY'): Promise<Visit>;
  close(): Promise<void>;
}

export async function seatRoom(names: readonly string[]): Promise<SeatedRoom> {
  const server = await runServer();
  const url = `${server.origin}/graphql`;
  const ask = async (query: string, variables?: Json, ticket?: string): Promise<Answer> =>
    dataOf(await post(url, query, variables, ticket));
  const { room, ...host } = (await ask(FOUND)).createRoom;
  const { code } = room;
  const people: Seat[] = [];
  for (const name of names) people.push((await ask(JOIN, { code, name })).joinRoom);
  // The host, too: whoever is away for a minute, which a slow machine's pictures of five phones take, is host no longer.
  const sockets = [host, ...people].map(({ ticket }) => connect(url, ticket));
  for (const socket of sockets) socket.listen('subscription($code: String!) { roomState(code: $code) { version } }', { code });
  return {
    server,
    code,
    host,
    people,
    ask,
    steer: async (inputs) => {
      for (const [index, input] of inputs.entries()) await ask(STEER, { code, input }, people[index]?.ticket);
    },
    visit: (browser, path, options, seat, kind = 'CONTROLLER') => {
      const kept = seat && {
        name: `coro.seat.${code}${kind === 'DISPLAY' ? '.stage' : ''}`,
        value: JSON.stringify({
          ticket: seat.ticket,
          joinUrl: seat.joinUrl,
          participantId: seat.participant.id,
          kind,
          displayName: 'Somebody',
        }),
      };
      const storageState = { cookies: [], origins: kept ? [{ origin: server.origin, localStorage: [kept] }] : [] };
      return openPage(browser, `${server.origin}${path}`, { ...options, storageState });
    },
    close: async () => {
      for (const socket of sockets) await socket.close();
      await server.stop();
    },
  };
}
