// Builds what `npm start` runs: the client into dist/client, the server and the house band's worker into dist/server.
// Packages stay outside of the server bundle: node loads them from node_modules, native parts included.
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build as bundle } from 'esbuild';
import { build as buildClient } from 'vite';

// Whoever calls, a test runner with an environment of its own included: people get the production build.
process.env.NODE_ENV = 'production';
const root = fileURLToPath(new URL('..', import.meta.url));

rmSync(`${root}/dist`, { recursive: true, force: true });
await Promise.all([
  bundle({
    absWorkingDir: root,
    entryPoints: { main: 'server/main.ts', 'band-thread': 'server/band-thread.ts' },
    outdir: 'dist/server',
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
  }),
  buildClient({ configFile: `${root}/client/vite.config.ts`, logLevel: 'warn' }),
]);
// The worker looks for its font beside itself, here as in the sources.
cpSync(`${root}/server/adapters/house-band/font`, `${root}/dist/server/font`, { recursive: true });
writeFileSync(`${root}/dist/built`, `${new Date().toISOString()}\n`);
