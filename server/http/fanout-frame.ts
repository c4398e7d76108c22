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

/** A result as JSON with the message's closing brace behind it. */
export interface SharedBody {
  readonly bytes: Buffer;
  /** Seconds, the server's clock. */
  readonly madeAtS: number;
}

/** Small enough a number to lie in an object rather than beside it. */
export const wholeSeconds = (ms: number): number => Math.trunc(ms / 1_000);

export function createSharedBody(json: string, madeAtMs: number): SharedBody {
  return { bytes: Buffer.from(`${json}}`), madeAtS: wholeSeconds(madeAtMs) };
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

/** A socket to write on, open. */
export interface Line {
  readonly socket: WebSocket;
  readonly connection: Socket;
  /** No extension was negotiated: ws writes at once and queues nothing, so a frame of ours can never fall into the middle of its own. */
  readonly isPlain: boolean;
}

/** Writes the `next` messages of one operation id, for everybody in an audience who chose that id. A class for the same reason as
 * the bounded stream: where every client makes up an id, there are as many as listeners. */
export class NextWriter {
  /** Subscriptions that write with it. */
  users = 0;
  private readonly outbox: Outbox;
  private readonly prefix: Buffer;
  private head: Buffer = Buffer.alloc(0);
  private headFor = -1;
  /** The frame of the newest body, and the same with a probe behind it. */
  private framed: SharedBody | null = null;
  private frame: Buffer = Buffer.alloc(0);
  private probing: Buffer | null = null;

  constructor(id: string, outbox: Outbox) {
    this.outbox = outbox;
    this.prefix = Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`);
  }

  /** Has the outbox write it. `isProbing`: a ping with `PROBE` follows, in the same write. */
  write(line: Line, body: SharedBody, isProbing: boolean): void {
    const { socket, connection } = line;
    if (!line.isPlain) this.writeFragments(line, body, isProbing);
    else if (this.users > 1) this.outbox.add(socket, connection, this.sharedFrame(body, isProbing), null);
    else if (body.bytes.length < COPY_BYTES) this.outbox.add(socket, connection, this.ownFrame(body, isProbing), null);
    else {
      this.outbox.add(socket, connection, this.headOf(body), body.bytes);
      if (isProbing) this.outbox.add(socket, connection, PROBE_FRAME, null);
    }
  }

  /** Header and prefix; the same for as long as the sound has the same size, which PCM always has. */
  private headOf({ bytes }: SharedBody): Buffer {
    if (this.headFor === bytes.length) return this.head;
    const payloadBytes = this.prefix.length + bytes.length;
    const start = headerBytes(payloadBytes);
    const head = Buffer.allocUnsafe(start + this.prefix.length);
    writeHeader(head, payloadBytes);
    this.prefix.copy(head, start);
    this.head = head;
    this.headFor = bytes.length;
    return head;
  }

  private ownFrame(body: SharedBody, isProbing: boolean): Buffer {
    const head = this.headOf(body);
    return Buffer.concat(isProbing ? [head, body.bytes, PROBE_FRAME] : [head, body.bytes]);
  }

  private sharedFrame(body: SharedBody, isProbing: boolean): Buffer {
    if (this.framed !== body) {
      this.framed = body;
      this.frame = this.ownFrame(body, false);
      this.probing = null;
    }
    if (!isProbing) return this.frame;
    this.probing ??= Buffer.concat([this.frame, PROBE_FRAME]);
    return this.probing;
  }

  /** One message in two fragments, by ws' own means: what it queues, and what it compresses, stays in order. */
  private writeFragments({ socket, connection }: Line, { bytes }: SharedBody, isProbing: boolean): void {
    connection.cork();
    socket.send(this.prefix, { binary: false, fin: false });
    socket.send(bytes, { binary: false, fin: true });
    if (isProbing) socket.ping(PROBE);
    connection.uncork();
  }
}
