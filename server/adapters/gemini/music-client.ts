// Google's package, and nothing of it beyond this file: opens one music connection over hardened sockets. Its types stay here, for
// they speak of browsers; its errors stay here, for they may quote the key.
import type { LiveMusicSession } from '@google/genai';
import type { Clock } from '../../ports/clock.ts';
import { loadGooglePackage } from './google-package.ts';
import { type CreateSocket, createSocketFactory, type SocketEnd, type SocketFactory, type SocketLimits } from './socket-factory.ts';
import type { WireConfig, WirePrompt } from './wire.ts';

export type PlaybackControl = 'PLAY' | 'STOP';

/** One connection. Sends are dropped once it has ended. */
export interface MusicConnection {
  setPrompts(prompts: readonly WirePrompt[]): void;
  setConfig(config: WireConfig): void;
  control(control: PlaybackControl): void;
  /** Idempotent; nothing is told afterwards. */
  close(): void;
}

export interface MusicConnectionEvents {
  /** Not parsed yet. */
  message(message: unknown): void;
  /** Once. */
  ended(end: SocketEnd): void;
}

export type OpenMusic = (events: MusicConnectionEvents) => MusicConnection;

export interface MusicClientOptions {
  readonly apiKey: string;
  /** `http://` or `https://`; the package makes the WebSocket's address of it. */
  readonly baseUrl: string;
  readonly apiVersion: string;
  readonly model: string;
  readonly clock: Clock;
  readonly socketLimits?: Partial<SocketLimits>;
  readonly createSocket?: CreateSocket;
}

export function createMusicClient(options: MusicClientOptions): OpenMusic {
  const { apiKey, baseUrl, apiVersion, model, clock, socketLimits, createSocket } = options;
  const loading = loadGooglePackage();
  loading.catch(() => {});
  return (events) => {
    const sockets = createSocketFactory({
      clock,
      ...(socketLimits && { limits: socketLimits }),
      ...(createSocket && { createSocket }),
      onEnd: (end) => events.ended(end),
    });
    let session: LiveMusicSession | null = null;
    async function connect(): Promise<void> {
      const { GoogleGenAI } = await loading;
      // A fresh client each time: the package changes the options that it is given. `vertexai` is said, or the environment says it.
      const { live } = new GoogleGenAI({ apiKey, vertexai: false, httpOptions: { baseUrl, apiVersion } });
      giveSockets(live.music, sockets);
      session = await withoutNotice(() => live.music.connect({ model, callbacks: { onmessage: (message) => events.message(message) } }));
    }
    // A connection that fails leaves this promise open for ever; `ended` tells instead, or the patience of whoever opened it.
    connect().catch(() => {});

    return {
      setPrompts(prompts) {
        session?.setWeightedPrompts({ weightedPrompts: [...prompts] }).catch(() => {});
      },
      setConfig(config) {
        session?.setMusicGenerationConfig({ musicGenerationConfig: { ...config } as object }).catch(() => {});
      },
      control(control) {
        try {
          if (control === 'PLAY') session?.play();
          else session?.stop();
        } catch {
          // It has ended meanwhile, which `ended` tells.
        }
      },
      close: () => sockets.close(),
    };
  };
}

/** Puts our sockets in the place of the package's own. Throws when a newer package has no such place. */
export function giveSockets(music: object, sockets: SocketFactory): void {
  if (!('webSocketFactory' in music)) throw new Error('This version of @google/genai keeps its sockets elsewhere.');
  music.webSocketFactory = sockets;
}

/** The package writes "experimental" to the console before each connection; a log of JSON lines has no use for it. */
function withoutNotice<Result>(call: () => Result): Result {
  const { warn } = console;
  console.warn = () => {};
  try {
    return call();
  } finally {
    console.warn = warn;
  }
}
