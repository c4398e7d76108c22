// A `next` message of graphql-transport-ws as one WebSocket frame around bytes that many sockets share (RFC 6455, section 5.2).
// Touches the shared bytes only where copying them is cheaper than a second piece for the kernel.
import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import type { Outbox } from './fanout-outbox.ts';

/** Up to here one buffer and one plain write cost less than a gathering write of two. */
const COPY_BYTES = 4_096;
const FINAL_TEXT_FRAME = 0x81;
const PING_FRAME = 0x89;

/** What the pings say that ask whether a socket still reads. */
export const PROBE = Buffer.from('still there');
const PROBE_FRAME = Buffer.concat([Buffer.from([PING_FRAME, PROBE.length]), PROBE]);

/** A result as JSON with the message's closing brace behind it, and the frames that were made of it. */
export interface SharedBody {
  readonly bytes: Buffer;
  /** Milliseconds, the server's clock. */
  readonly madeAtMs: number;
  /** The whole frame for the operation id that came last: clients with equal ids share even that, with and without a probe. */
  frame: { readonly id: string; readonly bytes: Buffer; probing: Buffer | null } | null;
  lastId: string | null;
}

export function createSharedBody(json: string, madeAtMs: number): SharedBody {
  return { bytes: Buffer.from(`${json}}`), madeAtMs, frame: null, lastId: null };
}

function headerBytes(payloadBytes: number): number {
  if (payloadBytes < 126) return 2;
  return payloadBytes < 65_536 ? 4 : 10;
}

function writeHeader(frame: Buffer, payloadBytes: number): void {
  frame[0] = FINAL_TEXT_FRAME;
  if (payloadBytes < 126) frame[1] = payloadBytes;
  else if (payloadBytes < 65_536) {
    frame[1] = 126;
    frame.writeUInt16BE(payloadBytes, 2);
  } else {
    frame[1] = 127;
    frame.writeUInt32BE(Math.floor(payloadBytes / 2 ** 32), 2);
    frame.writeUInt32BE(payloadBytes % 2 ** 32, 6);
  }
}

/** `isProbing`: a ping with `PROBE` follows, in the same write. */
export type WriteNext = (body: SharedBody, isProbing: boolean) => void;

/** Writes `next` messages of one operation, by the outbox. The socket must be open; compression, if it was negotiated, is left to ws. */
export function createNextWriter(socket: WebSocket, connection: Socket, id: string, outbox: Outbox): WriteNext {
  const prefix = Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`);
  let head = Buffer.alloc(0);
  let headFor = -1;

  /** Header and prefix; the same for as long as the sound has the same size, which PCM always has. */
  function headOf({ bytes }: SharedBody): Buffer {
    if (headFor === bytes.length) return head;
    const payloadBytes = prefix.length + bytes.length;
    const start = headerBytes(payloadBytes);
    head = Buffer.allocUnsafe(start + prefix.length);
    writeHeader(head, payloadBytes);
    prefix.copy(head, start);
    headFor = bytes.length;
    return head;
  }

  function wholeFrame(body: SharedBody): Buffer {
    const start = headOf(body);
    const frame = Buffer.allocUnsafe(start.length + body.bytes.length);
    start.copy(frame);
    body.bytes.copy(frame, start.length);
    return frame;
  }

  function writeInPieces(body: SharedBody, isProbing: boolean): void {
    outbox.add(socket, connection, headOf(body), body.bytes);
    if (isProbing) outbox.add(socket, connection, PROBE_FRAME, null);
  }

  function writeRaw(body: SharedBody, isProbing: boolean): void {
    if (body.frame?.id !== id) {
      const isWorthIt = body.bytes.length < COPY_BYTES || body.lastId === id;
      body.lastId = id;
      if (!isWorthIt) {
        writeInPieces(body, isProbing);
        return;
      }
      body.frame = { id, bytes: wholeFrame(body), probing: null };
    }
    const { frame } = body;
    if (isProbing) frame.probing ??= Buffer.concat([frame.bytes, PROBE_FRAME]);
    outbox.add(socket, connection, isProbing && frame.probing ? frame.probing : frame.bytes, null);
  }

  /** One message in two fragments, by ws' own means: what it queues, and what it compresses, stays in order. */
  function writeFragments({ bytes }: SharedBody, isProbing: boolean): void {
    connection.cork();
    socket.send(prefix, { binary: false, fin: false });
    socket.send(bytes, { binary: false, fin: true });
    if (isProbing) socket.ping(PROBE);
    connection.uncork();
  }

  // Without an extension ws writes at once and queues nothing, so a frame of ours can never fall into the middle of one of its own.
  return socket.extensions === '' ? writeRaw : writeFragments;
}
