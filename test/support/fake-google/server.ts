// A stand-in for Google on this machine: generateContent over HTTP and BidiGenerateMusic over WebSocket on one port, strict by
// default, with every fault on demand. Listens on the loopback only, and remembers what it was told.
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Clock } from '../../../server/ports/clock.ts';
import { type Reply, refusal, replyTo } from './answers.ts';
import { createMusicSession, type MadeFrom, type MusicSession } from './music-session.ts';
import { type Act, type FakeGoogleSettings, LIKE_GOOGLE } from './settings.ts';

const MUSIC_PATH = /^\/+ws\/google\.ai\.generativelanguage\.v1(alpha|beta)\.GenerativeService\.BidiGenerateMusic$/;
const ANSWER_PATH = /^\/+v1(alpha|beta)?\/models\/([\w.-]+):generateContent$/;

/** One music connection, and what came over it. */
export interface Peer {
  readonly path: string;
  readonly key: string | null;
  readonly headers: IncomingMessage['headers'];
  /** Every frame of the client, in order. */
  readonly frames: readonly string[];
  /** Of every revision that has been sent as sound. */
  readonly made: ReadonlyMap<number, MadeFrom>;
  /** Frames that were sent to the client. */
  readonly sent: number;
  readonly isOpen: boolean;
  act(act: Act): void;
}

export interface Question {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface FakeGoogle {
  /** For GOOGLE_GEMINI_BASE_URL. */
  readonly baseUrl: string;
  /** In the order of their upgrades; those that were turned away are not among them. */
  readonly peers: readonly Peer[];
  readonly questions: readonly Question[];
  /** Upgrades that were asked for, the refused ones included. */
  readonly knocks: number;
  close(): Promise<void>;
}

export interface FakeGoogleOptions {
  readonly clock: Clock;
  readonly settings?: Partial<FakeGoogleSettings>;
  readonly port?: number;
}

export async function startFakeGoogle({ clock, settings: changes = {}, port = 0 }: FakeGoogleOptions): Promise<FakeGoogle> {
  const settings = { ...LIKE_GOOGLE, ...changes };
  const http = createServer();
  const upgrades = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  const sockets = new Set<Socket>();
  const peers: Peer[] = [];
  const questions: Question[] = [];
  const cancels = new Set<() => void>();
  let knocks = 0;

  // Closing the server leaves upgraded and hanging sockets open, so they are remembered.
  http.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
  });

  http.on('request', async (request, response) => {
    const path = request.url ?? '';
    let body = '';
    for await (const piece of request) body += piece;
    const answer = settings.answer(questions.length);
    questions.push({ path, headers: request.headers, body });
    const key = String(request.headers['x-goog-api-key'] ?? '');
    if (answer.kind === 'HANG') return;
    if (answer.kind === 'RESET') return request.socket.resetAndDestroy();
    const reply = replyToRequest(request.method, path, key, () => replyTo(body, key, answer));
    const send = () => void response.writeHead(reply.status, reply.headers).end(reply.body);
    if (answer.kind === 'TEXT' && answer.afterMs !== undefined) cancels.add(clock.after(answer.afterMs, send));
    else send();
  });

  function replyToRequest(method: string | undefined, path: string, key: string, reply: () => Reply | null): Reply {
    if (method !== 'POST' || !ANSWER_PATH.test(path)) return refusal(404, 'Requested entity was not found.');
    if (!settings.acceptsKey(key)) return refusal(400, `API key not valid: ${key}`);
    return reply() ?? refusal(500, 'Internal error.');
  }

  http.on('upgrade', (request, socket: Socket, head) => {
    const { pathname, searchParams } = new URL(`http://host${(request.url ?? '').replace(/^\/+/, '/')}`);
    const visit = settings.visit(knocks);
    knocks += 1;
    if (visit.handshake === 'HANG') return;
    if (visit.handshake === 'RESET') return socket.resetAndDestroy();
    const status = MUSIC_PATH.test(pathname) ? visit.handshake : 404;
    const location = visit.location === undefined ? '' : `location: ${visit.location}\r\n`;
    if (status !== undefined) return void socket.end(`HTTP/1.1 ${status} No\r\n${location}content-length: 0\r\nconnection: close\r\n\r\n`);
    upgrades.handleUpgrade(request, socket, head, (socketOfPeer) => {
      peers.push(meet(socketOfPeer, socket, request, searchParams.get('key'), knocks - 1));
    });
  });

  function meet(socket: WebSocket, raw: Socket, request: IncomingMessage, key: string | null, knock: number): Peer {
    const visit = settings.visit(knock);
    const frames: string[] = [];
    let sent = 0;
    const send = (data: string | Buffer, isText = settings.frames === 'TEXT') => {
      sent += 1;
      socket.send(isText ? data : Buffer.from(data), { binary: !isText });
    };
    const session: MusicSession = createMusicSession({
      connection: peers.length,
      settings,
      visit,
      clock,
      isKeyValid: settings.acceptsKey(key ?? ''),
      send,
      // The real service may quote what it refuses.
      close: (code, reason) => socket.close(code, `${reason} (key ${key})`.slice(0, 120)),
    });
    function act(next: Act): void {
      if (next.kind === 'DROP') raw.destroy();
      else if (next.kind === 'CLOSE') socket.close(next.code, next.reason);
      else if (next.kind === 'STALL') session.stall(next.ms);
      else if (next.kind === 'SEND') send(next.data, typeof next.data === 'string');
      else if (next.kind === 'RATE') session.setRate(next.rate);
      else {
        session.end();
        raw.pause();
      }
    }
    const planned = (visit.acts ?? []).map(({ afterMs, act: next }) => clock.after(afterMs, () => act(next)));
    for (const cancel of planned) cancels.add(cancel);
    socket.on('message', (data) => {
      frames.push(String(data));
      session.receive(String(data));
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      session.end();
      for (const cancel of planned) cancel();
    });
    cancels.add(session.end);
    return {
      path: request.url ?? '',
      key,
      headers: request.headers,
      frames,
      made: session.made,
      get sent() {
        return sent;
      },
      get isOpen() {
        return socket.readyState === socket.OPEN;
      },
      act,
    };
  }

  await listen(http, port);
  return {
    baseUrl: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    peers,
    questions,
    get knocks() {
      return knocks;
    },
    close() {
      for (const cancel of cancels) cancel();
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => http.close(() => resolve()));
    },
  };
}

function listen(http: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, '127.0.0.1', resolve);
  });
}
