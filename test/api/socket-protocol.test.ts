// graphql-transport-ws to the letter, by raw frames: every message that a client can send wrongly, and the code with which it is told.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CLOSE_CODES } from '../../server/http/close-codes.ts';
import { buildApp, type TestApp } from '../support/build-app.ts';
import { openRaw, type RawSocket } from '../support/raw-socket.ts';

let app: TestApp;
beforeAll(async () => {
  app = await buildApp();
});
afterAll(() => app.stop());

const INIT = { type: 'connection_init' };
const LISTEN = { id: '1', type: 'subscribe', payload: { query: 'subscription { rooms { code } }' } };

interface Case {
  readonly what: string;
  /** Said after the greeting unless `isGreeted` is false. */
  readonly says: readonly (object | string)[];
  readonly isGreeted?: boolean;
  readonly code: number;
}

const cases: readonly Case[] = [
  { what: 'no JSON', says: ['hello'], code: 4400 },
  { what: 'JSON that is no object', says: ['[]'], code: 4400 },
  { what: 'null', says: ['null'], code: 4400 },
  { what: 'a message without a type', says: [{ id: '1' }], code: 4400 },
  { what: 'a type that does not exist', says: [{ type: 'start', id: '1' }], code: 4400 },
  { what: 'a payload of the greeting that is no object', says: [{ type: 'connection_init', payload: 'x' }], isGreeted: false, code: 4400 },
  { what: 'subscribe without an id', says: [{ type: 'subscribe', payload: { query: '{ serverTime }' } }], code: 4400 },
  { what: 'subscribe with an empty id', says: [{ id: '', type: 'subscribe', payload: { query: '{ serverTime }' } }], code: 4400 },
  { what: 'subscribe without a payload', says: [{ id: '1', type: 'subscribe' }], code: 4400 },
  { what: 'subscribe without a query', says: [{ id: '1', type: 'subscribe', payload: {} }], code: 4400 },
  {
    what: 'variables that are no object',
    says: [{ id: '1', type: 'subscribe', payload: { query: '{ serverTime }', variables: 'x' } }],
    code: 4400,
  },
  { what: 'complete without an id', says: [{ type: 'complete' }], code: 4400 },
  { what: 'ping with a payload that is no object', says: [{ type: 'ping', payload: 'x' }], code: 4400 },
  { what: 'subscribe before the greeting', says: [LISTEN], isGreeted: false, code: 4401 },
  { what: 'subscribe right behind the greeting, before it is acknowledged', says: [INIT, LISTEN], isGreeted: false, code: 4401 },
  { what: 'the greeting twice', says: [INIT], code: 4429 },
  { what: 'the greeting twice at once', says: [INIT, INIT], isGreeted: false, code: 4429 },
  { what: 'an id that is in use', says: [LISTEN, LISTEN], code: 4409 },
];

test.each(cases)('$what: $code', async ({ says, isGreeted = true, code }) => {
  const raw = await openRaw(app.url, { isGreeted });
  for (const message of says) raw.say(message);
  const closed = await raw.closed;
  expect(closed.code).toBe(code);
  expect(closed.reason.length).toBeLessThan(124);
  expect(CLOSE_CODES[code]).toBeDefined();
});

// graphql-ws answers these with a code of its own choice, which the specification leaves open.
test.each(['connection_ack', 'next', 'error'])('%s, which only a server may say: closed', async (type) => {
  const raw = await openRaw(app.url);
  raw.say({ type, id: '1', payload: type === 'error' ? [] : {} });
  expect([4400, 4500]).toContain((await raw.closed).code);
});

test('no greeting: 4408 after three seconds', async () => {
  const raw = await openRaw(app.url, { isGreeted: false });
  expect((await raw.closed).code).toBe(4408);
});

test.each([
  ['another subprotocol', 'graphql-ws'],
  ['none', null],
] as const)('%s: 4406', async (_what, protocol) => {
  const raw = await openRaw(app.url, { protocol, isGreeted: false }).catch((error: Error) => error);
  // A client of `ws` refuses the handshake by itself when its own subprotocol was not taken.
  if (raw instanceof Error) expect(raw.message).toContain('subprotocol');
  else expect((await raw.closed).code).toBe(4406);
});

describe('what is no reason to close', () => {
  async function withSocket(run: (raw: RawSocket) => Promise<void>): Promise<void> {
    const raw = await openRaw(app.url);
    await run(raw);
    raw.say({ type: 'ping', payload: { still: 'here' } });
    expect((await raw.until(({ type }) => type === 'pong')).payload).toEqual({ still: 'here' });
    raw.socket.terminate();
  }

  test.each([
    ['a document that does not parse', '{'],
    ['a field that does not exist', '{ nothing }'],
    ['an empty document', ''],
    ['an operation that is refused', 'mutation { leaveRoom(code: "AAAAAA") }'],
  ])('%s', (_what, query) =>
    withSocket(async (raw) => {
      raw.say({ id: '1', type: 'subscribe', payload: { query } });
      const answer = await raw.until(({ id }) => id === '1');
      const errors = answer.type === 'error' ? answer.payload : answer.payload.errors;
      expect(errors[0].extensions.code).toMatch(/^(BAD_INPUT|ROOM_NOT_FOUND)$/);
    }),
  );

  test('completing what was never begun, a pong that nobody asked for, an id that was used before', () =>
    withSocket(async (raw) => {
      raw.say({ type: 'complete', id: 'never' });
      raw.say({ type: 'pong' });
      for (const round of [1, 2]) {
        raw.say({ id: 'again', type: 'subscribe', payload: { query: '{ serverTime }' } });
        await expect.poll(() => raw.messages.filter(({ type }) => type === 'complete')).toHaveLength(round);
      }
      expect(raw.messages.filter(({ type }) => type === 'next')).toHaveLength(2);
    }));

  test('an id that is too long to be sent back with everything', () =>
    withSocket(async (raw) => {
      const id = 'x'.repeat(129);
      raw.say({ ...LISTEN, id });
      expect((await raw.until((message) => message.id === id)).payload[0].extensions.code).toBe('BAD_INPUT');
    }));
});

describe('frames', () => {
  /** A handshake by hand, then these bytes; the code of the close frame that comes back. */
  async function closeCodeAfter(bytes: Buffer): Promise<number> {
    const { port, hostname } = new URL(app.url);
    const tcp = connectTcp(Number(port), hostname).on('error', () => {});
    const key = randomBytes(16).toString('base64');
    tcp.write(
      `GET /graphql HTTP/1.1\r\nhost: ${hostname}\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-version: 13\r\nsec-websocket-key: ${key}\r\nsec-websocket-protocol: graphql-transport-ws\r\n\r\n`,
    );
    const received: Buffer[] = [];
    await once(tcp, 'data');
    tcp.on('data', (piece) => received.push(piece));
    const ended = once(tcp, 'close');
    tcp.write(bytes);
    tcp.setTimeout(5_000, () => tcp.destroy());
    await ended;
    const all = Buffer.concat(received);
    return all[0] === 0x88 ? all.readUInt16BE(2) : 0;
  }
  const MASK = Buffer.from([1, 2, 3, 4]);
  function frame(first: number, payload: Buffer): Buffer {
    const masked = payload.map((byte, place) => byte ^ (MASK[place % 4] as number));
    return Buffer.concat([Buffer.from([first, 0x80 | payload.length]), MASK, masked]);
  }

  test.each([
    ['a frame that is not masked', Buffer.from([0x81, 0x01, 0x78]), 1002],
    ['an opcode that does not exist', frame(0x83, Buffer.from('x')), 1002],
    ['a reserved bit', frame(0xc1, Buffer.from('x')), 1002],
    ['a continuation of nothing', frame(0x80, Buffer.from('x')), 1002],
    ['a ping in pieces', frame(0x09, Buffer.from('x')), 1002],
    ['a text that is not UTF-8', frame(0x81, Buffer.from([0xff, 0xfe])), 1007],
    ['a close code that nobody may send', frame(0x88, Buffer.from([0x03, 0xed])), 1002],
    ['a length of four gigabytes', Buffer.concat([Buffer.from([0x81, 0xff]), Buffer.from([0, 0, 0, 1, 0, 0, 0, 0]), MASK]), 1009],
  ])('%s', async (_what, bytes, code) => {
    expect(await closeCodeAfter(bytes)).toBe(code);
    expect(CLOSE_CODES[code]).toBeDefined();
  });
});
