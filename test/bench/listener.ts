// A listener that counts: speaks just enough WebSocket and graphql-transport-ws to subscribe, and then looks at frame headers only,
// so that a thousand of them fit beside the server that is measured.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const TEXT = 1;
const PING = 9;
const PONG = 10;

export interface Listener {
  readonly socket: Socket;
  /** `next` messages so far. */
  messages(): number;
  bytes(): number;
  close(): void;
}

export interface ListenerOptions {
  readonly port: number;
  readonly id: string;
  readonly query: string;
  readonly variables: object;
  readonly onMessage: () => void;
}

/** Clients have to mask; zeros mask nothing. */
function frame(opcode: number, payload: Buffer): Buffer {
  const isShort = payload.length < 126;
  const head = Buffer.alloc(isShort ? 6 : 8);
  head[0] = 0x80 | opcode;
  head[1] = 0x80 | (isShort ? payload.length : 126);
  if (!isShort) head.writeUInt16BE(payload.length, 2);
  return Buffer.concat([head, payload]);
}
const say = (socket: Socket, message: object) => socket.write(frame(TEXT, Buffer.from(JSON.stringify(message))));

interface Frame {
  readonly opcode: number;
  readonly payloadAt: number;
  readonly length: number;
}

/** The frame that begins here, or `null` when its header is not complete yet. */
function headerAt(bytes: Buffer, at: number): Frame | null {
  const left = bytes.length - at;
  if (left < 2) return null;
  const short = (bytes[at + 1] as number) & 0x7f;
  const size = short < 126 ? 2 : short === 126 ? 4 : 10;
  if (left < size) return null;
  const length = short < 126 ? short : short === 126 ? bytes.readUInt16BE(at + 2) : bytes.readUInt32BE(at + 6);
  return { opcode: (bytes[at] as number) & 0x0f, payloadAt: at + size, length };
}

/** Resolves when the server has taken the greeting; the subscription is on its way then. */
export async function createListener({ port, id, query, variables, onMessage }: ListenerOptions): Promise<Listener> {
  const socket = connect(port, '127.0.0.1');
  socket.setNoDelay(true);
  socket.on('error', () => {});
  let left: Buffer = Buffer.alloc(0);
  let skip = 0;
  let texts = 0;
  let bytes = 0;
  let greeted = () => {};
  const greeting = new Promise<void>((resolve) => {
    greeted = resolve;
  });

  function text(): void {
    texts += 1;
    if (texts > 1) onMessage();
    else {
      say(socket, { id, type: 'subscribe', payload: { query, variables } });
      greeted();
    }
  }

  function read(chunk: Buffer): void {
    bytes += chunk.length;
    const all = left.length > 0 ? Buffer.concat([left, chunk]) : chunk;
    let at = 0;
    for (;;) {
      if (skip > 0) {
        const step = Math.min(skip, all.length - at);
        skip -= step;
        at += step;
        if (skip > 0) break;
        text();
      }
      const next = headerAt(all, at);
      if (next === null || (next.opcode !== TEXT && next.payloadAt + next.length > all.length)) break;
      at = next.payloadAt;
      if (next.opcode === TEXT) skip = next.length;
      else at += next.length;
      if (next.opcode === PING) socket.write(frame(PONG, all.subarray(next.payloadAt, at)));
    }
    left = all.subarray(at);
  }

  await once(socket, 'connect');
  socket.write(
    `GET /graphql HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: ${randomBytes(16).toString('base64')}\r\nsec-websocket-protocol: graphql-transport-ws\r\n\r\n`,
  );
  const [answer] = (await once(socket, 'data')) as [Buffer];
  if (!answer.includes('101 Switching Protocols')) throw new Error(`no WebSocket: ${answer.toString().slice(0, 100)}`);
  socket.on('data', read);
  say(socket, { type: 'connection_init' });
  await greeting;
  return { socket, messages: () => texts - 1, bytes: () => bytes, close: () => socket.destroy() };
}
