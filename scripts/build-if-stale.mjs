// Builds when the output is older than a source. Used by `npm start` and before the browser tests.
import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const SOURCES = ['server', 'client', 'scripts/build.mjs', 'schema.graphql', 'package-lock.json', 'tsconfig.json'];

/** Newest change below a path; folders count too, so that a deleted file is noticed. 0: nothing there. */
function newestMs(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path).reduce((newest, name) => Math.max(newest, newestMs(`${path}/${name}`)), stat.mtimeMs);
}

export function buildIfStale() {
  const builtMs = newestMs(`${root}/dist/built`);
  if (SOURCES.every((source) => newestMs(`${root}/${source}`) <= builtMs)) return;
  process.stdout.write('Building Coro, this takes a few seconds ...\n');
  execFileSync(process.execPath, [`${root}/scripts/build.mjs`], { cwd: root, stdio: 'inherit' });
}
