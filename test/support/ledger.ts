// A client that keeps books: the official graphql-ws client, which comes back by itself after every cut and restart, and a record of all
// that was acknowledged to it and all that it received. Judges the server by these books alone, never by a log.
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { type Answer, type Json, post, type Result } from './third-party.ts';

/** Something that a client wants written. Sent again when the line breaks before the answer: only what may happen twice belongs here. */
export interface Write {
  /** What it is about; the newest acknowledged write of a subject, or one that was tried after it, has to stand in the end. */
  readonly subject: string;
  readonly mutation: string;
  readonly variables: Json;
  /** Whether a state has it. */
  readonly stands: (state: Answer) => boolean;
}

export interface WriteEntry extends Write {
  /** `null`: nobody has said yet what became of it. */
  answer: Result | null;
}

export interface StateEntry {
  /** Which connection brought it, counted from 1. */
  readonly line: number;
  readonly atMs: number;
  readonly state: Answer;
}

export interface SoundEntry {
  readonly line: number;
  readonly atMs: number;
  readonly epoch: string;
  readonly seq: number;
  readonly startFrame: number;
  /** From its arrival to when it is due, by the clock of this machine; negative: it came too late to be heard. */
  readonly leftMs: number;
}

/** Chunks that never came: `from` to `until`, without `until`. */
export interface Hole {
  readonly epoch: string;
  readonly from: number;
  readonly until: number;
}

export interface Books {
  readonly writes: readonly WriteEntry[];
  readonly states: readonly StateEntry[];
  readonly sounds: readonly SoundEntry[];
}

export interface LedgerOptions {
  readonly code: string;
  readonly ticket?: string;
  /** Spreads the attempts to come back; 0 to 1. */
  readonly random?: () => number;
  /** Of the handshake. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface LedgerClient extends Books {
  /** The room's state, over every line. */
  watch(): void;
  /** The room's sound; after a cut it goes on behind the last chunk. */
  hear(): void;
  /** Resolves when it is acknowledged or refused. */
  write(write: Write): Promise<Result>;
  /** How many connections were acknowledged so far. */
  lines(): number;
  /** With which codes they closed. */
  readonly closes: readonly number[];
  /** Errors of the subscriptions; an operation that fails is over. */
  readonly refusals: readonly Answer[];
  /** Subscriptions that the server has ended. */
  ended(): number;
  /** What the books have against the server, given the state that it shows now; empty: nothing. */
  verdict(now: Answer): string[];
  close(): Promise<void>;
}

const WATCH = `subscription($code: String!) { roomState(code: $code) {
  epoch version hostId isPlaying name story { id at }
  participants { id displayName role presence }
  engine { health reason } target { bpm }
} }`;
const STATE = WATCH.replace('subscription', 'query');
const HEAR = `subscription($code: String!, $after: AudioCursor) {
  audioChunk(code: $code, after: $after) { epoch seq startFrame frames playAt }
}`;
const SHORTEST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 2_000;

/** What the server shows to somebody who asks now. */
export async function stateNow(url: string, code: string, ticket?: string): Promise<Answer> {
  const { data, errors } = await post(url, STATE, { code }, ticket);
  return data?.roomState ?? { errors };
}

export function createLedgerClient(url: string, { code, ticket, random = () => 0.5, headers = {} }: LedgerOptions): LedgerClient {
  const writes: WriteEntry[] = [];
  const states: StateEntry[] = [];
  const sounds: SoundEntry[] = [];
  const closes: number[] = [];
  const refusals: Answer[] = [];
  const cancels: (() => void)[] = [];
  let lines = 0;
  let ended = 0;

  const client = createClient({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl: class extends WebSocket {
      constructor(address: string | URL, protocols?: string | string[]) {
        super(address, protocols, { headers });
      }
    },
    lazyCloseTimeout: 60_000,
    retryAttempts: Number.POSITIVE_INFINITY,
    // A server that is not there yet, too.
    shouldRetry: () => true,
    retryWait: (attempt) =>
      new Promise((resolve) => setTimeout(resolve, Math.min(LONGEST_WAIT_MS, SHORTEST_WAIT_MS * 2 ** attempt) * (0.5 + random()))),
    ...(ticket === undefined ? {} : { connectionParams: { ticket } }),
    on: {
      connected: () => {
        lines += 1;
      },
      closed: (event) => closes.push((event as { readonly code?: number }).code ?? 0),
    },
  });

  function follow(query: string, variables: () => Json, note: (data: Answer) => void): void {
    // Read anew for every line, so that a stream can go on where it was.
    const payload = {
      query,
      get variables() {
        return variables();
      },
    };
    const cancel = client.subscribe<Answer>(payload, {
      next({ data, errors }) {
        if (data) note(data);
        if (errors) refusals.push(errors);
      },
      error: (error) => refusals.push(error),
      complete: () => {
        ended += 1;
      },
    });
    cancels.push(cancel);
  }

  return {
    writes,
    states,
    sounds,
    closes,
    refusals,
    lines: () => lines,
    ended: () => ended,

    watch() {
      follow(
        WATCH,
        () => ({ code }),
        ({ roomState }) => states.push({ line: lines, atMs: performance.now(), state: roomState }),
      );
    },

    hear() {
      follow(
        HEAR,
        () => {
          const last = sounds.at(-1);
          return { code, after: last ? { epoch: last.epoch, seq: last.seq } : null };
        },
        ({ audioChunk: { epoch, seq, startFrame, playAt } }) => {
          const atMs = performance.now();
          sounds.push({ line: lines, atMs, epoch, seq, startFrame, leftMs: playAt - performance.timeOrigin - atMs });
        },
      );
    },

    write(write) {
      const entry: WriteEntry = { ...write, answer: null };
      writes.push(entry);
      return new Promise((resolve, reject) => {
        const { mutation: query, variables } = write;
        const cancel = client.subscribe<Json>(
          { query, variables },
          {
            next(answer) {
              entry.answer = answer as Result;
            },
            error(error) {
              if (Array.isArray(error)) entry.answer = { errors: error };
              else reject(error);
              if (entry.answer) resolve(entry.answer);
            },
            complete() {
              if (entry.answer) resolve(entry.answer);
              else reject(new Error('The operation ended without an answer.'));
            },
          },
        );
        cancels.push(cancel);
      });
    },

    verdict: (now) => verdictOf({ writes, states, sounds }, now),

    async close() {
      for (const cancel of cancels) cancel();
      await client.dispose();
    },
  };
}

/** One sentence for each thing that is not as it was promised. */
export function verdictOf({ writes, states, sounds }: Books, now: Answer): string[] {
  return [...outOfOrder(states, now), ...retold(states), ...repeated(sounds), ...lost(writes, now)];
}

/** Within an epoch no state is older than one before it, and on one line none comes twice. */
function outOfOrder(states: readonly StateEntry[], now: Answer): string[] {
  const last = states.at(-1);
  const shown: StateEntry = { line: Number.POSITIVE_INFINITY, atMs: Number.POSITIVE_INFINITY, state: now };
  return [...states, ...(last ? [shown] : [])].flatMap(({ line, state }, place, all) => {
    const before = all[place - 1];
    if (before === undefined || before.state.epoch !== state.epoch) return [];
    const isOlder = state.version < before.state.version || (before.line === line && state.version === before.state.version);
    return isOlder ? [`Version ${state.version} came after ${before.state.version}.`] : [];
  });
}

/** An event stands once in a story, and keeps its place for ever; told anew, with a later time, it moves to the end. The API
 * shows the newest first. */
function retold(states: readonly StateEntry[]): string[] {
  const places = new Map<string, number>();
  const found: string[] = [];
  for (const { state } of states) {
    let last = -1;
    if (new Set(state.story.map(({ id }: Answer) => id)).size < state.story.length) found.push(`Version ${state.version} tells twice.`);
    for (const { id, at } of state.story.toReversed()) {
      const telling = `${id} ${at}`;
      const place = places.get(telling) ?? places.size;
      places.set(telling, place);
      if (place <= last) found.push(`Event ${id} changed its place in the story.`);
      last = place;
    }
  }
  return found;
}

/** A chunk comes once, over all lines, and lies where its number says. */
function repeated(sounds: readonly SoundEntry[]): string[] {
  return sounds.slice(1).flatMap(({ epoch, seq, startFrame }, place) => {
    const before = sounds[place] as SoundEntry;
    if (before.epoch !== epoch) return [];
    if (seq <= before.seq) return [`Chunk ${seq} came after ${before.seq}.`];
    const framesEach = (startFrame - before.startFrame) / (seq - before.seq);
    return framesEach === CHUNK_FRAMES ? [] : [`Chunk ${seq} lies ${startFrame - before.startFrame} frames behind ${before.seq}.`];
  });
}

/** As the schema's `frames` says of every chunk. */
const CHUNK_FRAMES = 4_800;

function lost(writes: readonly WriteEntry[], now: Answer): string[] {
  const subjects = new Set(writes.map(({ subject }) => subject));
  return [...subjects].flatMap((subject) => {
    const about = writes.filter((write) => write.subject === subject);
    const newest = about.findLastIndex(({ answer }) => answer !== null && !answer.errors);
    // What was tried later and never answered may stand as well.
    const isLost = newest >= 0 && !about.slice(newest).some(({ stands }) => stands(now));
    return isLost ? [`The acknowledged write of ${subject} is lost: ${JSON.stringify(about[newest]?.variables)}.`] : [];
  });
}

/** Chunks that were lost on the way; `seq` tells of every one. */
export function holesOf(sounds: readonly SoundEntry[]): Hole[] {
  return sounds.slice(1).flatMap(({ epoch, seq }, place) => {
    const before = sounds[place] as SoundEntry;
    return before.epoch === epoch && seq > before.seq + 1 ? [{ epoch, from: before.seq + 1, until: seq }] : [];
  });
}
