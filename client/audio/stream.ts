// The wire: one graphql-ws connection of its own that brings chunks and clock samples and comes back whatever happens. Knows
// nothing of decoding or playing.
import { type Client, createClient } from 'graphql-ws';
import { retryDelayMs } from './backoff.ts';
import type { ClockSample } from './clock.ts';
import type { Cursor } from './ledger.ts';
import type { Connection } from './messages.ts';

/** What of the schema's `AudioChunk` this client asks for. */
export interface WireChunk {
  readonly epoch: string;
  readonly seq: number;
  /** Position of the first frame on the room's timeline. */
  readonly startFrame: number;
  /** Base64, 20 ms of Opus each. */
  readonly packets: readonly string[];
  /** Milliseconds, server clock. */
  readonly playAt: number;
  /** How much of `playAt` is the room's delay, milliseconds. */
  readonly delayMs: number;
  /** Milliseconds, server clock. */
  readonly sentAt: number;
}

export interface StreamDeps {
  readonly url: string;
  readonly code: string;
  /** Asked with every connection. */
  readonly ticket: () => string | null;
  /** A local monotonic clock, milliseconds. */
  readonly nowMs: () => number;
  /** 0..1, for the spread of the waits. */
  readonly random: () => number;
  /** The newest chunk that is here. */
  readonly cursor: () => Cursor | null;
  readonly onChunk: (chunk: WireChunk) => void;
  readonly onClock: (sample: ClockSample) => void;
  /** Whether the server's time is known well enough to ask for it seldom. */
  readonly isSure: () => boolean;
  readonly onConnection: (connection: Connection) => void;
  /** The server will not serve this room to this ticket, and asking again would not change that. */
  readonly onRefused: (code: string) => void;
  /** For tests outside of a browser. */
  readonly webSocketImpl?: unknown;
}

export interface Stream {
  /** Asks for the sound; until then there is only the connection and its clock. Once is enough. */
  begin(): void;
  /** Tells the room how late the chunks come, milliseconds as in `Jitter`; not without a ticket. What becomes of it is seen in the chunks. */
  reportArrival(lateMs: number): void;
  /** Ends the current wait between two attempts, or asks an open connection for a sign of life. */
  retryNow(): void;
  close(): void;
}

const AUDIO_QUERY = `subscription Audio($code: String!, $after: AudioCursor) {
  audioChunk(code: $code, encoding: OPUS, after: $after) { epoch seq startFrame packets playAt delayMs sentAt }
}`;
const TIME_QUERY = 'query Time { serverTime }';
const ARRIVAL_QUERY = `mutation Arrival($code: String!, $lateMs: Float!) {
  reportArrival(code: $code, lateMs: $lateMs)
}`;

/** Eight quick questions place the clock well enough to begin; one every 2 s keeps it, and more where the network blurs the answers. */
const QUICK_SAMPLES = 8;
const QUICK_PAUSE_MS = 10;
const STEADY_PAUSE_MS = 2_000;
const UNSURE_PAUSE_MS = 750;
/** A socket that leaves a question unanswered for so long is dead, whatever the system says of it (a phone changed networks). */
const ANSWER_WITHIN_MS = 5_000;
/** Browsers themselves wait up to two minutes for a host that does not answer. */
const CONNECT_WITHIN_MS = 8_000;
const FINAL_REFUSALS = new Set(['ROOM_NOT_FOUND', 'UNAUTHENTICATED', 'FORBIDDEN', 'BAD_INPUT']);

export function openStream(deps: StreamDeps): Stream {
  const { code, nowMs, random } = deps;
  let closed = false;
  let begun = false;
  let connected = false;
  let failures = 0;
  let questions = 0;
  let reports = 0;
  let wake: (() => void) | null = null;
  let stopQuestion: (() => void) | null = null;
  let unsubscribe: (() => void) | null = null;
  let questionTimer: ReturnType<typeof setTimeout> | undefined;
  let connectTimer: ReturnType<typeof setTimeout> | undefined;

  /** Resolves after the time, or at once when somebody calls `retryNow`. */
  function pause(ms: number): Promise<void> {
    if (!closed) deps.onConnection('waiting');
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  const client: Client = createClient({
    url: deps.url,
    // Connects at once and stays connected: between two questions about the time nothing else would hold the socket.
    lazy: false,
    onNonLazyError: () => undefined,
    connectionParams: () => {
      const ticket = deps.ticket();
      return ticket === null ? {} : { ticket };
    },
    ...(deps.webSocketImpl === undefined ? {} : { webSocketImpl: deps.webSocketImpl }),
    // All listeners use the same id for the sound, so the server can serialise a chunk once for everybody.
    generateID: ({ operationName }) =>
      operationName === 'Audio' ? 'audio' : operationName === 'Time' ? `time-${questions}` : `arrival-${reports}`,
    retryAttempts: Number.POSITIVE_INFINITY,
    // By default only close events are retried; a browser reports a refused connection as an error event first.
    shouldRetry: () => true,
    retryWait: (retries) => pause(retryDelayMs(retries, random())),
    on: {
      connecting() {
        deps.onConnection('connecting');
        clearTimeout(connectTimer);
        connectTimer = setTimeout(() => client.terminate(), CONNECT_WITHIN_MS);
      },
      connected() {
        clearTimeout(connectTimer);
        connected = true;
        deps.onConnection('open');
        ask(QUICK_SAMPLES);
      },
      closed: disconnected,
      error: disconnected,
    },
  });

  function disconnected(): void {
    clearTimeout(connectTimer);
    connected = false;
    stopAsking();
  }

  function stopAsking(): void {
    clearTimeout(questionTimer);
    stopQuestion?.();
    stopQuestion = null;
  }

  /** Asks for the server's time now and from then on, the first `quick` times in quick succession. */
  function ask(quick: number): void {
    stopAsking();
    questions += 1;
    const question = questions;
    const sentMs = nowMs();
    questionTimer = setTimeout(() => client.terminate(), ANSWER_WITHIN_MS);
    const done = () => {
      // A question that was given up reports its end, too.
      if (question !== questions || !connected) return;
      clearTimeout(questionTimer);
      const pauseMs = quick > 1 ? QUICK_PAUSE_MS : deps.isSure() ? STEADY_PAUSE_MS : UNSURE_PAUSE_MS;
      questionTimer = setTimeout(() => ask(Math.max(0, quick - 1)), pauseMs);
    };
    stopQuestion = client.subscribe<{ serverTime: number }>(
      { operationName: 'Time', query: TIME_QUERY },
      {
        next({ data }) {
          if (data && question === questions) deps.onClock({ sentMs, serverMs: data.serverTime, receivedMs: nowMs() });
        },
        error: done,
        complete: done,
      },
    );
  }

  const variables = {
    code,
    // A getter on purpose, do not "simplify": graphql-ws sends this very object again after every reconnect and serialises it
    // then, so the server is told the newest chunk of that moment and nothing is lost or sent twice.
    get after(): Cursor | null {
      return deps.cursor();
    },
  };

  function subscribe(): void {
    let over = false;
    /** The subscription itself ended, which graphql-ws, unlike a broken socket, does not retry. */
    const end = (reason: unknown) => {
      if (over || closed) return;
      over = true;
      unsubscribe?.();
      const refusal = refusalOf(reason);
      if (refusal !== null) {
        close();
        deps.onRefused(refusal);
        return;
      }
      failures += 1;
      void pause(retryDelayMs(failures - 1, random())).then(() => {
        if (closed) return;
        deps.onConnection(connected ? 'open' : 'connecting');
        subscribe();
      });
    };
    unsubscribe = client.subscribe<{ audioChunk: WireChunk }>(
      { operationName: 'Audio', query: AUDIO_QUERY, variables },
      {
        next({ data, errors }) {
          if (errors) end(errors);
          else if (data && !over) {
            failures = 0;
            deps.onChunk(data.audioChunk);
          }
        },
        error: end,
        // The server ended the stream in good order: it stops, or the room does. Asking again finds out which.
        complete: () => end(null),
      },
    );
  }

  function close(): void {
    if (closed) return;
    closed = true;
    disconnected();
    unsubscribe?.();
    wake?.();
    void client.dispose();
    deps.onConnection('idle');
  }

  return {
    begin() {
      if (begun || closed) return;
      begun = true;
      subscribe();
    },
    reportArrival(lateMs) {
      if (!connected || deps.ticket() === null) return;
      reports += 1;
      const unheard = { next: () => undefined, error: () => undefined, complete: () => undefined };
      client.subscribe({ operationName: 'Arrival', query: ARRIVAL_QUERY, variables: { code, lateMs } }, unheard);
    },
    retryNow() {
      wake?.();
      // Awake again, the socket may be dead without knowing it; a question finds out.
      if (connected) ask(1);
    },
    close,
  };
}

/** The first code in a list of GraphQL errors that no repetition can cure. */
function refusalOf(reason: unknown): string | null {
  if (!Array.isArray(reason)) return null;
  const codes = reason.map((error: { extensions?: { code?: unknown } }) => error.extensions?.code);
  return codes.find((code): code is string => typeof code === 'string' && FINAL_REFUSALS.has(code)) ?? null;
}
