// The listening process: gathers crowds of listeners in front of the measured server, and lets ways to them take turns.
import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Load, Order, Ports, Way, WindowOrder, WindowResult } from './fanout-server.ts';
import { createListener, type Listener } from './listener.ts';

const AUDIO =
  'subscription Audio($code: String!, $encoding: AudioEncoding!) { audioChunk(code: $code, encoding: $encoding) { epoch seq startFrame packets playAt } }';
const STATE =
  'subscription State($code: String!) { roomState(code: $code) { code name epoch version sentAt isPlaying hostId listenerCount target { bpm density brightness revision } heard { bpm revision } participants { id displayName kind role isHost presence influence input { bpm moods genre wish } } } }';

const AT_ONCE = 50;

export interface CrowdWish {
  readonly way: Way;
  readonly load: Load;
  readonly size: number;
  readonly rooms?: number;
  /** As clients that make up an id for every operation; ours have the same for all. */
  readonly hasOwnIds?: boolean;
}

export interface Crowd {
  readonly way: Way;
  readonly load: Load;
  readonly codes: readonly string[];
  readonly listeners: readonly Listener[];
}

export interface Cost extends WindowResult {
  /** Processor time of the server for one message to one listener. */
  readonly microseconds: number;
  /** Of one message, header included. */
  readonly bytes: number;
}

export interface Bench {
  readonly ports: Ports;
  ask<T>(order: Order): Promise<T>;
  gather(wish: CrowdWish): Promise<Crowd>;
  /** `absent`: listeners, the first ones, that nobody waits for. */
  measure(crowd: Crowd, window: Pick<WindowOrder, 'forMs'> & Partial<WindowOrder>, absent?: number): Promise<Cost>;
  stop(): void;
}

/** Makes so many, a few at a time: all at once would overflow the queue of connections that wait. */
export async function inTurns<T>(size: number, make: (at: number) => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  while (made.length < size) {
    const batch = Array.from({ length: Math.min(AT_ONCE, size - made.length) }, (_, each) => make(made.length + each));
    made.push(...(await Promise.all(batch)));
  }
  return made;
}

export async function startBench(): Promise<Bench> {
  const child: ChildProcess = fork(new URL('fanout-server.ts', import.meta.url), { execArgv: [...process.execArgv, '--expose-gc'] });
  const answer = <T>() => new Promise<T>((resolve) => child.once('message', resolve as (message: unknown) => void));
  function ask<T>(order: Order): Promise<T> {
    const answered = answer<T>();
    child.send(order);
    return answered;
  }
  const ports = await answer<Ports>();
  const acknowledge = connect(ports.acknowledge, '127.0.0.1').setNoDelay(true);
  await once(acknowledge, 'connect');

  let awaited = 0;
  let missing = 0;
  function onMessage(): void {
    missing -= 1;
    if (missing > 0 || awaited === 0) return;
    missing = awaited;
    acknowledge.write('.');
  }

  let rooms = 0;
  /** Well-formed: six digits without 0 and 1. */
  function freshCode(): string {
    rooms += 1;
    return rooms
      .toString(8)
      .padStart(6, '0')
      .replace(/[01]/g, (digit) => (digit === '0' ? '8' : '9'));
  }

  return {
    ports,
    ask,
    async gather({ way, load, size, rooms: count = 1, hasOwnIds = false }) {
      const codes = Array.from({ length: count }, freshCode);
      const encoding = load.startsWith('OPUS') ? 'OPUS' : 'PCM_S16LE';
      const listeners = await inTurns(size, (at) => {
        const code = codes[at % count] as string;
        const asked = load === 'STATE' ? { query: STATE, variables: { code } } : { query: AUDIO, variables: { code, encoding } };
        return createListener({ port: ports.ways[way], id: hasOwnIds ? randomUUID() : 'audio', ...asked, onMessage });
      });
      // A state is told at once; of sound nothing comes until something sounds, so that a moment has to do.
      while (load === 'STATE' && listeners.some((listener) => listener.messages() === 0)) await sleep(5);
      await sleep(100);
      return { way, load, codes, listeners };
    },

    async measure({ way, load, codes, listeners }, window, absent = 0) {
      const bytes = () => listeners.slice(absent).reduce((sum, listener) => sum + listener.bytes(), 0);
      const before = bytes();
      awaited = listeners.length - absent;
      missing = awaited;
      const result = await ask<WindowResult>({ way, load, codes, rounds: Number.MAX_SAFE_INTEGER, watchMemory: false, ...window });
      const { rounds, warmUpRounds, cpuMs } = result;
      const listening = awaited;
      awaited = 0;
      return {
        ...result,
        microseconds: (cpuMs * 1_000) / (rounds * listening),
        bytes: (bytes() - before) / ((rounds + warmUpRounds) * listening),
      };
    },

    stop() {
      acknowledge.destroy();
      child.disconnect();
    },
  };
}
