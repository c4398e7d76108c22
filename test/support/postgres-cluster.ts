// A PostgreSQL of a test's own, made from nothing, that may crash and restart without disturbing anybody. Needs its programs on this machine.
import { type SpawnSyncOptions, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';

export interface PostgresCluster {
  readonly url: string;
  /** `immediate` is a crash: no goodbye, nothing written back, and recovery from its log at the next start. */
  stop(mode: 'fast' | 'immediate'): void;
  start(): void;
  remove(): void;
}

const DEBIAN = '/usr/lib/postgresql';
/** It refuses to run as root. */
const NOBODY = 65_534;

function folderOfPrograms(): string | null {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).map((version) => join(DEBIAN, version, 'bin')) : [];
  const folders = [...(process.env.PATH ?? '').split(':'), ...versions];
  return folders.find((folder) => ['initdb', 'pg_ctl'].every((program) => existsSync(join(folder, program)))) ?? null;
}

/** `null`: there are no such programs here, or they do not work. */
export async function createPostgresCluster(): Promise<PostgresCluster | null> {
  const programs = folderOfPrograms();
  if (programs === null) return null;
  const folder = mkdtempSync(join(tmpdir(), 'coro-postgres-'));
  const isRoot = process.getuid?.() === 0;
  if (isRoot) spawnSync('chown', [`${NOBODY}:${NOBODY}`, folder]);
  const data = join(folder, 'data');
  const port = await freePort();
  const options: SpawnSyncOptions = { cwd: folder, stdio: 'ignore', ...(isRoot && { uid: NOBODY, gid: NOBODY }) };
  const run = (program: string, ...args: string[]) => spawnSync(join(programs, program), args, options).status === 0;
  const control = (...args: string[]) => {
    if (!run('pg_ctl', '-D', data, '-w', '-s', ...args)) throw new Error(`pg_ctl ${args.join(' ')} failed`);
  };
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c logging_collector=off`;
  const start = () => control('-o', settings, '-l', join(folder, 'log'), 'start');
  const remove = () => {
    run('pg_ctl', '-D', data, '-m', 'immediate', 'stop');
    rmSync(folder, { recursive: true, force: true });
  };
  if (!run('initdb', '-D', data, '-U', 'postgres', '-A', 'trust', '--no-sync')) {
    remove();
    return null;
  }
  start();
  return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, start, stop: (mode) => control('-m', mode, 'stop'), remove };
}
