// The frames that the fan-out writes by itself: read back by an independent parser, at every length at which their header changes,
// beside ws' own messages, and with compression, where ws writes them in fragments.
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { createSharedBody, NextWriter } from '../../server/http/fanout-frame.ts';
import { createOutbox } from '../../server/http/fanout-outbox.ts';

let server: WebSocketServer;
const clients: WebSocket[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.terminate();
  server.close();
});

/** Both ends of as many connections as asked for, and every text that the clients have got. */
async function connections(count: number, perMessageDeflate: boolean) {
  server = new WebSocketServer({ port: 0, perMessageDeflate: perMessageDeflate && { threshold: 0 } });
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const pairs = [];
  for (let each = 0; each < count; each += 1) {
    const accepted = once(server, 'connection');
    const client = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate });
    clients.push(client);
    const texts: string[] = [];
    client.on('message', (data) => texts.push(String(data)));
    const [[socket, request]] = await Promise.all([accepted, once(client, 'open')]);
    pairs.push({ socket: socket as WebSocket, connection: request.socket as Socket, client, texts });
  }
  return pairs;
}
async function arrived({ client, socket }: { client: WebSocket; socket: WebSocket }): Promise<void> {
  const answered = new Promise<void>((resolve) => {
    socket.on('pong', (data) => String(data) === 'all' && resolve());
  });
  socket.ping('all');
  await answered;
  expect(client.readyState).toBe(WebSocket.OPEN);
}
/** JSON of exactly so many bytes, with letters of more than one. */
function jsonOf(bytes: number): string {
  const filler = 'é'.repeat(Math.floor((bytes - 2) / 2));
  return `"${filler}${'x'.repeat(bytes - 2 - 2 * filler.length)}"`;
}
const messageOf = (id: string, json: string) => `{"id":${JSON.stringify(id)},"type":"next","payload":${json}}`;
const AROUND = messageOf('a', '""').length - 2;

describe.each([
  ['raw', false],
  ['in fragments, compressed', true],
])('%s', (_name, isCompressed) => {
  test.each([10, 125, 126, 127, 4_095, 4_096, 4_097, 65_535, 65_536, 65_537, 300_000])('a message of %i bytes or so', async (bytes) => {
    const pairs = await connections(3, isCompressed);
    expect(pairs[0]?.socket.extensions === '').toBe(!isCompressed);
    const json = jsonOf(Math.max(2, bytes - AROUND));
    const body = createSharedBody(json, 0);
    const ids = ['a', 'a', 'b'];
    const outbox = createOutbox();
    const same = new NextWriter('a', outbox);
    same.users = 2;
    const other = new NextWriter('b', outbox);
    for (const isProbing of [false, true]) {
      for (const [at, { socket, connection }] of pairs.entries()) {
        const line = { socket, connection, isPlain: !isCompressed };
        (at < 2 ? same : other).write(line, body, isProbing);
      }
    }
    await Promise.all(pairs.map(arrived));
    for (const [at, { texts }] of pairs.entries())
      expect(texts).toEqual([messageOf(ids[at] as string, json), messageOf(ids[at] as string, json)]);
  });

  test('messages of ws and of several operations keep their order on one socket', async () => {
    const [pair] = await connections(1, isCompressed);
    if (!pair) throw new Error('no connection');
    const { socket, connection, texts } = pair;
    const wanted: string[] = [];
    const outbox = createOutbox();
    const line = { socket, connection, isPlain: !isCompressed };
    const writers = ['1', '2'].map((id) => ({ id, writer: new NextWriter(id, outbox) }));
    for (let round = 0; round < 40; round += 1) {
      const json = jsonOf(100 + round * 500);
      for (const { id, writer } of writers) {
        writer.write(line, createSharedBody(json, 0), round % 3 === 0);
        wanted.push(messageOf(id, json));
      }
      outbox.flush();
      socket.send(`own ${round}`);
      socket.ping('now');
      wanted.push(`own ${round}`);
    }
    await arrived(pair);
    expect(texts).toEqual(wanted);
  });
});

test('equal ids share one frame; an id of its own costs no copy of a large body', () => {
  const written: (Buffer | null)[][] = [];
  const outbox = {
    add: (_socket: WebSocket, _connection: Socket, head: Buffer, body: Buffer | null) => void written.push([head, body]),
    flush() {},
  };
  const line = { socket: {} as WebSocket, connection: {} as Socket, isPlain: true };
  const body = createSharedBody(jsonOf(20_000), 0);
  const same = new NextWriter('same', outbox);
  same.users = 2;
  same.write(line, body, false);
  same.write(line, body, false);
  const own = new NextWriter('own', outbox);
  own.users = 1;
  own.write(line, body, false);
  const [first, second, third] = written;
  expect(second?.[0]).toBe(first?.[0]);
  expect(third?.[1]).toBe(body.bytes);
});

test('what is collected in one turn is written at its end, in order, and nothing of it behind a close frame', async () => {
  const pairs = await connections(2, false);
  const [stays, goes] = pairs as [(typeof pairs)[0], (typeof pairs)[0]];
  const outbox = createOutbox();
  for (const { socket, connection } of pairs) outbox.add(socket, connection, Buffer.from([0x81, 1]), Buffer.from('a'));
  const before = stays.connection.bytesWritten;
  expect(stays.connection.writableLength).toBe(0);
  goes.socket.close(4_000);
  const closed = goes.connection.bytesWritten;
  await new Promise(setImmediate);
  expect(stays.connection.bytesWritten).toBe(before + 3);
  expect(goes.connection.bytesWritten).toBe(closed);
  await arrived(stays);
  expect(stays.texts).toEqual(['a']);
});
