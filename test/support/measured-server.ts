// A server in a child process whose memory and handles can be asked for, so that what a measurement itself costs is not in the figures.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Holdings } from '../bench/gate-server.ts';

export interface MeasuredServer {
  /** Of GraphQL; believes `X-Forwarded-For`. */
  readonly url: string;
  holdings(): Promise<Holdings>;
  /** From now on its event loop does nothing for so long. */
  standStill(ms: number): void;
  stop(): Promise<void>;
}

/** `environment`: what a server of its own would read there, if it is not as usual. */
export async function startMeasuredServer(environment: { readonly ROOM_DELAY_MS?: string } = {}): Promise<MeasuredServer> {
  const child = fork(fileURLToPath(new URL('../bench/gate-server.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx', '--expose-gc'],
    env: { ...process.env, ...environment },
  });
  const [url] = await once(child, 'message');
  return {
    url: String(url),
    async holdings() {
      child.send('holdings');
      const [holdings] = await once(child, 'message');
      return holdings as Holdings;
    },
    standStill: (ms) => void child.send({ standStillMs: ms }),
    async stop() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}
