// Builds the client into dist/client, each file beside its .gz and .br twin so that the server never compresses; in
// development it passes the API, WebSocket included, on to the server.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const COMPRESSIBLE = /\.(js|css|html|svg|json|webmanifest|txt|wasm)$/;
const WORTH_IT_BYTES = 1_024;

function precompress(): Plugin {
  let folder = '';
  return {
    name: 'precompress',
    apply: 'build',
    configResolved(config) {
      folder = join(config.root, config.build.outDir);
    },
    closeBundle() {
      if (!existsSync(folder)) return;
      for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || !COMPRESSIBLE.test(entry.name)) continue;
        const path = join(entry.parentPath, entry.name);
        const bytes = readFileSync(path);
        if (bytes.length < WORTH_IT_BYTES) continue;
        writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
        writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
      }
    },
  };
}

/** What opens without a network, and at once on every later visit: the front door and the phone. The stage is kept once it was opened. */
const SHELL_SCREENS = [
  'home/Home.tsx',
  'player/Player.tsx',
  'pwa/Offline.tsx',
  'text/en/base.ts',
  'text/de/base.ts',
  'text/es/base.ts',
  'text/ja/base.ts',
];
const SHELL_FILES = ['/manifest.webmanifest', '/icons/icon-192.png'];
const SHELL_FONT = /-latin-(?!ext)[\w-]*\.woff2$/;

/** Tells the service worker which files its shell is made of. Their names hold hashes, so the list names the version, too. */
function serviceWorkerShell(): Plugin {
  return {
    name: 'service-worker-shell',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const files = new Set<string>();
      const add = (name: string): void => {
        const chunk = bundle[name];
        if (chunk?.type !== 'chunk' || files.has(name)) return;
        files.add(name);
        for (const style of chunk.viteMetadata?.importedCss ?? []) files.add(style);
        for (const imported of chunk.imports) add(imported);
      };
      for (const output of Object.values(bundle)) {
        const source = output.type === 'chunk' ? (output.facadeModuleId ?? '').split('?')[0] : '';
        const isScreen = SHELL_SCREENS.some((screen) => source?.endsWith(`/client/${screen}`));
        if (output.type === 'chunk' && (isScreen || (output.isEntry && output.name !== 'sw'))) add(output.fileName);
        if (output.type === 'asset' && SHELL_FONT.test(output.fileName)) files.add(output.fileName);
      }
      const worker = bundle['sw.js'];
      if (worker?.type !== 'chunk' || !worker.code.includes('__SHELL__')) throw new Error('The service worker has no place for its shell.');
      const paths = [...[...files].sort().map((name) => `/${name}`), ...SHELL_FILES];
      const version = createHash('sha256').update(paths.join()).digest('hex').slice(0, 12);
      worker.code = `const __SHELL__ = ${JSON.stringify({ version, paths })};\n${worker.code}`;
    },
  };
}

const server = `http://127.0.0.1:${process.env.PORT ?? '4000'}`;

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwind(), serviceWorkerShell(), precompress()],
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    manifest: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: { main: join(import.meta.dirname, 'index.html'), sw: join(import.meta.dirname, 'pwa/service-worker.ts') },
      // The one script that must keep its name: browsers look for a newer one at the old address.
      output: { entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js') },
    },
  },
  worker: { format: 'es' },
  // Only the endpoint itself: the client's own modules live in /graphql/ too.
  server: { proxy: { '^/graphql(\\?|$)': { target: server, ws: true } } },
});
