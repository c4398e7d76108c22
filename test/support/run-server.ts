// Runs the built server as people do, plain node on the bundle, on a free port of this machine.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.ts';

const MAIN = fileURLToPath(new URL('../../dist/server/main.js', import.meta.url));

export interface RunningServer {
  readonly port: number;
  /** http://localhost:PORT */
  readonly origin: string;
  /** Everything that it has written so far, on both streams. */
  said(): string;
  /** Ends it with SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
}

export interface RunOptions {
  /** Beside the environment of the tests. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Arguments of node itself. */
  readonly nodeArguments?: readonly string[];
}

/** Resolves when the server says that it takes traffic; rejects with its last words when it ends before. */
export async function runServer({ environment = {}, nodeArguments = [] }: RunOptions = {}): Promise<RunningServer> {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const own = { PORT: String(port), HOST: '127.0.0.1', PUBLIC_ORIGIN: origin, LOG_LEVEL: 'warn', DATA_DIR: ':memory:' };
  const env = { ...process.env, ...own, ...environment };
  const child = spawn(process.execPath, [...nodeArguments, MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (piece: Buffer) => {
      said += piece.toString();
    });
  }
  const exited = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const opened = new Promise<void>((resolve) => child.stdout.on('data', () => said.includes('Coro is open') && resolve()));
  await Promise.race([
    opened,
    exited.then((code) => {
      throw new Error(`The server ended with ${code} before it was open: ${said}`);
    }),
  ]);
  return {
    port,
    origin,
    said: () => said,
    stop() {
      child.kill('SIGTERM');
      return exited;
    },
  };
}
